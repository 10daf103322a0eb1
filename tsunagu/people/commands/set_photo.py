"""The person's photo, with the day it was taken, so that an old one is known to be old."""

from __future__ import annotations

from datetime import date

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.people.models import Person

LARGEST = 5 * 1024 * 1024
# What a file of each kind begins with; its name says nothing.
BEGINNINGS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


@transaction.atomic
def set_photo(*, person: Person, photo: File[bytes] | None, taken_on: date | None, by: Actor) -> Person:
    """Keep this photo, or none. JPEG and PNG only: a browser runs nothing in them."""
    check(by, Permission.PERSON_WRITE)
    person = Person.objects.select_for_update().get(id=person.standing.id)
    if photo is None:
        person.photo, person.photo_taken_on = "", None
    else:
        person.photo.save(f"{person.id}.{_kind_of(photo)}", photo, save=False)
        person.photo_taken_on = taken_on
    person.save(update_fields=["photo", "photo_taken_on"])
    record_act(by, "set_photo", person, kept=photo is not None)
    return person


def _kind_of(photo: File[bytes]) -> str:
    if photo.size > LARGEST:
        raise Refused(_("The photo is larger than 5 MB. Make it smaller first."), field="photo")
    photo.seek(0)
    start = photo.read(8)
    photo.seek(0)
    for beginning, kind in BEGINNINGS.items():
        if start.startswith(beginning):
            return kind
    raise Refused(_("This is neither a JPEG nor a PNG picture."), field="photo")
