"""Explaining something, and hearing it back in the person's own words: what was not understood is due again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, moment_of, of_day, record
from tsunagu.cases.events import EducationGiven
from tsunagu.cases.queries import refuse_stranger
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.monitoring.choices import Topic, Understood
from tsunagu.monitoring.models import Teaching


@transaction.atomic
def teach(
    *,
    case_id: UUID,
    on: date,
    topic: str,
    what: str,
    language: str,
    understood: str,
    by: Actor,
    person_id: UUID | None = None,
    whom: str = "",
    interpreter: bool = False,
    said_back: str = "",
    again: UUID | None = None,
) -> Teaching:
    """Keep what was taught. `again` is the subject of an earlier time, so that its duty is met by this one."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    if person_id:
        refuse_stranger(case, person_id)
    moment_of(on, case.zone)
    _refuse(topic, what, language, understood)
    if again and not Teaching.objects.filter(case=case, subject=again).exists():
        raise Refused(_("What was taught before is not in this case."))
    kept = Teaching.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        subject=again or uuid7(),
        on=on,
        topic=topic,
        what=what.strip(),
        whom=whom.strip(),
        language=language.strip(),
        interpreter=interpreter,
        understood=understood,
        said_back=said_back.strip(),
        by_id=by.id,
        by_name=by.name,
    )
    event = EducationGiven(understood)  # type: ignore[arg-type]
    happening = Happening(event, of_day(on, case.zone), [person_id] if person_id else [], kept.subject)
    record(case, happening, by=by, verb="teach", topic=topic)
    return kept


def _refuse(topic: str, what: str, language: str, understood: str) -> None:
    if topic not in Topic.values:
        raise Refused(_("Choose what it was about."), field="topic")
    if not what.strip():
        raise Refused(_("Write what was explained."), field="what")
    if not language.strip():
        raise Refused(_("Say in which language it was explained."), field="language")
    if understood not in Understood.values:
        raise Refused(_("Choose what came back when they said it in their own words."), field="understood")
