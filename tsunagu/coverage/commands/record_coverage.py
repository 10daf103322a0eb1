"""Who pays: recording a coverage, changing what is known of it, saying that it is over, and who pays first."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.record import Happening, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.coverage.choices import EndReason, Scheme
from tsunagu.coverage.commands.room import coverage_in, open_case, person_in
from tsunagu.coverage.events import CoverageChanged, CoverageEnded, CoverageRecorded
from tsunagu.coverage.models import Coverage
from tsunagu.coverage.queries import scheme_of, standing_of
from tsunagu.people.models import Person


@dataclass(frozen=True)
class CoverageWords:
    """What a card or a certificate says."""

    scheme: str
    payer: str
    payer_number: str = ""
    plan: str = ""
    subscriber_id: str = ""
    starts: date | None = None
    ends: date | None = None
    area: str = ""
    limits: str = ""
    copay: Decimal | None = None
    currency: str = ""


@transaction.atomic
def record_coverage(*, case_id: UUID, person_id: UUID, words: CoverageWords, by: Actor) -> Coverage:
    """It takes the place among the person's payers that its scheme usually has; whoever knows better puts them in order."""
    case = open_case(case_id, by)
    person = person_in(case, person_id)
    _refuse_words(words)
    coverage = Coverage.objects.create(
        organisation_id=case.organisation_id,
        person=person,
        priority=last_rank(person) + 1,
        recorded_by_id=by.id,
        recorded_by_name=by.name,
        **_told(words),
    )
    put_usually(person, coverage)
    event = CoverageRecorded(Scheme(coverage.scheme), coverage.ends)
    record(
        case, Happening(event, persons=[person.id], ref=coverage.id), by=by, verb="record_coverage", what=str(coverage)
    )
    return coverage


@transaction.atomic
def change_coverage(*, case_id: UUID, coverage_id: UUID, words: CoverageWords, by: Actor) -> Coverage:
    """A new card, a later end: the same coverage goes on. What counts its days is told."""
    case = open_case(case_id, by)
    coverage = coverage_in(case, coverage_id)
    _refuse_words(words)
    changed = [name for name, value in _told(words).items() if getattr(coverage, name) != value]
    for name in changed:
        setattr(coverage, name, _told(words)[name])
    coverage.save(update_fields=changed)
    event = CoverageChanged(Scheme(coverage.scheme), coverage.ends)
    happening = Happening(event, persons=[coverage.person_id], ref=coverage.id)
    record(case, happening, by=by, verb="change_coverage", what=str(coverage), fields=changed)
    return coverage


@transaction.atomic
def end_coverage(*, case_id: UUID, coverage_id: UUID, reason: str, by: Actor) -> Coverage:
    case = open_case(case_id, by)
    coverage = coverage_in(case, coverage_id)
    if reason not in EndReason.values:
        raise Refused(_("Choose why this coverage does not go on."), field="reason")
    coverage.ended_at, coverage.ended_reason, coverage.ended_by_name = now(), reason, by.name
    coverage.save(update_fields=["ended_at", "ended_reason", "ended_by_name"])
    event = CoverageEnded(EndReason(reason))
    happening = Happening(event, persons=[coverage.person_id], ref=coverage.id)
    record(case, happening, by=by, verb="end_coverage", what=str(coverage), reason=reason)
    return coverage


@transaction.atomic
def pay_first(*, case_id: UUID, coverage_id: UUID, by: Actor) -> Coverage:
    """This one is asked to pay before the others; their order among themselves stays."""
    case = open_case(case_id, by)
    coverage = coverage_in(case, coverage_id)
    others = [one for one in standing_of(coverage.person) if one.id != coverage.id]
    _rank([coverage, *others])
    record_act(by, "pay_first", coverage, case_id=case.id, what=str(coverage))
    coverage.refresh_from_db()
    return coverage


def last_rank(person: Person) -> int:
    return int(standing_of(person).aggregate(last=Max("priority"))["last"] or 0)


def put_usually(person: Person, new: Coverage) -> None:
    """A new one stands where its scheme usually pays; what a worker put in order is not touched otherwise."""
    others = [one for one in standing_of(person) if one.id != new.id]
    rank = scheme_of(new.scheme).rank
    before = [one for one in others if scheme_of(one.scheme).rank <= rank]
    last = others.index(before[-1]) + 1 if before else 0
    _rank([*others[:last], new, *others[last:]])
    new.refresh_from_db()


def _rank(coverages: list[Coverage]) -> None:
    """Two may not have one rank, so all step aside first."""
    rows = Coverage.objects.filter(id__in=[one.id for one in coverages])
    rows.update(priority=F("priority") + 1000)
    for number, one in enumerate(coverages, 1):
        rows.filter(id=one.id).update(priority=number)


def _told(words: CoverageWords) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(words).items()}


def _refuse_words(words: CoverageWords) -> None:
    if words.scheme not in Scheme.values:
        raise Refused(_("Choose under which scheme this is paid."), field="scheme")
    if not words.payer.strip():
        raise Refused(_("Write who pays: the insurer, the municipality, the fund."), field="payer")
    if words.starts and words.ends and words.ends < words.starts:
        raise Refused(_("The coverage ends before it starts."), field="ends")
    if words.copay is not None and not words.currency:
        raise Refused(_("Say in which currency the co-payment is."), field="currency")


__all__ = ["CoverageWords", "change_coverage", "end_coverage", "pay_first", "record_coverage"]
