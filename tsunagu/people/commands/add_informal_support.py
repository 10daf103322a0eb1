"""Help that no service gives begins and ends."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.models import InformalSupport, Person


@transaction.atomic
def add_informal_support(
    *,
    person: Person,
    who: str,
    what: str,
    how_often: str = "",
    tie: str = "",
    note: str = "",
    since: date | None = None,
    by: Actor,
) -> InformalSupport:
    check(by, Permission.PERSON_WRITE)
    person = person.standing
    if not who.strip():
        raise Refused(_("Write who helps."), field="who")
    if not what.strip():
        raise Refused(_("Write what they do."), field="what")
    row = InformalSupport.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        who=clean(who),
        what=clean(what),
        how_often=how_often.strip(),
        tie=tie,
        note=clean(note),
        since=since,
    )
    record_act(by, "add_informal_support", person)
    return row


@transaction.atomic
def end_informal_support(*, support: InformalSupport, on: date | None = None, by: Actor) -> InformalSupport:
    check(by, Permission.PERSON_WRITE)
    support.until = on or today(by.zone)
    support.save(update_fields=["until"])
    record_act(by, "end_informal_support", support.person)
    return support
