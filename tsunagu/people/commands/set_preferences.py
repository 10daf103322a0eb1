"""How the person wishes to be served."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.models import Person, Preferences


@transaction.atomic
def set_preferences(
    *,
    person: Person,
    culture: str = "",
    faith: str = "",
    worker_gender: str = "",
    contact_times: str = "",
    contact_ways: Sequence[str] = (),
    note: str = "",
    by: Actor,
) -> Preferences:
    """All of them at once: what is empty is no longer wished."""
    check(by, Permission.PERSON_WRITE)
    person = person.standing
    row, _made = Preferences.objects.update_or_create(
        person=person,
        defaults={
            "organisation_id": person.organisation_id,
            "culture": clean(culture),
            "faith": clean(faith),
            "worker_gender": worker_gender,
            "contact_times": clean(contact_times),
            "contact_ways": list(contact_ways),
            "note": clean(note),
        },
    )
    record_act(by, "set_preferences", person)
    return row
