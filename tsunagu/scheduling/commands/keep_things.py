"""Which rooms and vehicles there are."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.scheduling.choices import COMING, ThingKind
from tsunagu.scheduling.models import Thing


@transaction.atomic
def add_thing(
    *, kind: ThingKind, name: str, by: Actor, seats: int | None = None, wheelchair: bool = False, note: str = ""
) -> Thing:
    check(by, Permission.ORGANISATION_SET_UP)
    if not name.strip():
        raise Refused(_("Give it a name that everybody here knows it by."), field="name")
    if Thing.objects.filter(organisation_id=by.organisation, name=name.strip(), retired_at=None).exists():
        raise Refused(_("There is one of this name already."), field="name")
    thing = Thing.objects.create(
        organisation_id=by.organisation,
        kind=kind,
        name=name.strip(),
        seats=seats,
        wheelchair=wheelchair,
        note=note.strip(),
    )
    record_act(by, "add_thing", thing, kind=str(kind))
    return thing


@transaction.atomic
def retire_thing(thing_id: UUID, *, by: Actor) -> Thing:
    """Not in use any more. What is booked stays booked, so it is asked about first."""
    check(by, Permission.ORGANISATION_SET_UP)
    thing = Thing.objects.select_for_update().get(id=thing_id)
    ahead = thing.bookings.filter(holds=True, ends_at__gt=now(), appointment__state__in=COMING).count()
    if ahead:
        raise Refused(_("It is booked %(number)s times from now on. Give those another first.") % {"number": ahead})
    thing.retired_at = now()
    thing.save(update_fields=["retired_at"])
    record_act(by, "retire_thing", thing)
    return thing
