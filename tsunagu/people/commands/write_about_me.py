"""What the person wants everybody to know first, in their words."""

from __future__ import annotations

from django.db import transaction

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.models import AboutMe, Person


@transaction.atomic
def write_about_me(
    *, person: Person, matters: str = "", support: str = "", unwanted: str = "", language: str = "", by: Actor
) -> AboutMe:
    """What matters to me, how to support me well, what I do not want; `language` is that of the three texts."""
    check(by, Permission.PERSON_WRITE)
    person = person.standing
    row, _made = AboutMe.objects.update_or_create(
        person=person,
        defaults={
            "organisation_id": person.organisation_id,
            "matters": clean(matters),
            "support": clean(support),
            "unwanted": clean(unwanted),
            "language": language,
            "written_on": today(by.zone),
        },
    )
    record_act(by, "write_about_me", person)
    return row
