"""The first step with a person: a relationship, and an honest word about what stays between us and what cannot (R-027, R-115)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import ConfidentialityLimit
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, moment_of, of_day, record
from tsunagu.cases.events import EngagementRecorded
from tsunagu.cases.models import Engagement
from tsunagu.cases.queries import refuse_stranger
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused


@transaction.atomic
def record_engagement(
    *,
    case_id: UUID,
    person_id: UUID,
    met_on: date,
    explained: bool,
    by: Actor,
    limits: Collection[ConfidentialityLimit] = (),
    language: str = "",
    interpreter: str = "",
    rapport: str = "",
    own_words: str = "",
    own_words_language: str = "",
) -> Engagement:
    """A meeting counts as the first step once confidentiality was explained, with its limits, in a language the person has."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    refuse_stranger(case, person_id)
    moment_of(met_on, case.zone)
    if explained and ConfidentialityLimit.MANDATED_REPORT not in limits:
        raise Refused(
            _("Tell the person that abuse must be reported, whoever asks for silence. Then tick it here."),
            field="limits",
        )
    if explained and not language:
        raise Refused(_("Choose the language it was explained in."), field="language")
    if not explained and not (rapport.strip() or own_words.strip()):
        raise Refused(_("Write how the meeting went."), field="rapport")
    engagement = Engagement.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        met_on=met_on,
        explained=explained,
        limits=sorted(limits),
        language=language,
        interpreter=interpreter.strip(),
        rapport=rapport.strip(),
        own_words=own_words.strip(),
        own_words_language=own_words_language if own_words.strip() else "",
        by_id=by.id,
        by_name=by.name,
    )
    event = EngagementRecorded(language or None)
    record(
        case, Happening(event, of_day(met_on, case.zone), [person_id], engagement.id), by=by, verb="record_engagement"
    )
    return engagement
