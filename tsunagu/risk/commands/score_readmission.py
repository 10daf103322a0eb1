"""Working out how likely a return to hospital is: LACE, HOSPITAL and Charlson for one stay, kept with all their parts."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.events import InstrumentScored
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case, Stay
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.people.models import Person
from tsunagu.people.queries import standing
from tsunagu.risk.models import ReadmissionScore
from tsunagu.risk.queries.readmission import NO_ADMISSION, Stated, Worked, hospital_stays, table, worked_out


@transaction.atomic
def score_readmission(
    case_id: UUID, person_id: UUID, stay_id: UUID, *, by: Actor, stated: Stated | None = None, known_from: str = ""
) -> list[ReadmissionScore]:
    """From the records of the stay, and what the worker states in their place. LACE and HOSPITAL are facts of the case."""
    check(by, Permission.TIER_SET)
    case = locked(case_id)
    refuse_closed(case)
    if not case.members.filter(person_id=person_id, left_at=None).exists():
        raise Refused(_("This person is not in the case."), field="person")
    person, stated = standing(person_id), stated or Stated()
    stay = hospital_stays(person).filter(id=stay_id).exclude(stay_class__in=NO_ADMISSION).first()
    if stay is None:
        raise Refused(_("Choose a stay in hospital of this person."), field="stay")
    if stated.said and not known_from.strip():
        raise Refused(_("Write where it is known from: who said it, or which paper."), field="known_from")
    worked = worked_out(person, stay, stated, case.zone)
    scores = [_row(case, person_id, stay, one, known_from.strip(), by) for one in worked]
    ReadmissionScore.objects.bulk_create(scores)
    _tell(case, person, scores, by)
    return scores


def _row(case: Case, person_id: UUID, stay: Stay, worked: Worked, known_from: str, by: Actor) -> ReadmissionScore:
    score = worked.score
    return ReadmissionScore(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        stay=stay,
        instrument=score.instrument,
        version=f"{score.version}/{table().version}",
        total=score.total,
        most=score.most,
        level=score.level,
        parts=worked.parts(),
        known_from=known_from,
        at=now(),
        by_id=by.id,
        by_name=by.name,
    )


def _tell(case: Case, person: Person, scores: list[ReadmissionScore], by: Actor) -> None:
    """Charlson's index is a part of others and no instrument of its own on the ledger."""
    told = [score for score in scores if score.instrument != "charlson"]
    happenings = [
        Happening(
            InstrumentScored(score.instrument, Decimal(score.total), level=score.level or None),  # type: ignore[arg-type]
            score.at,
            [score.person_id],
            score.id,
        )
        for score in told
    ]
    totals = {score.instrument: score.total for score in scores}
    record(case, *happenings, by=by, verb="score_readmission", **totals)
