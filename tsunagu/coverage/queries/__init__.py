"""What is this person entitled to, what is left of it, and what does a month cost them?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet, Sum

from tsunagu.cases.models import Case
from tsunagu.cases.queries import members_of, plan_lines
from tsunagu.cases.queries import visible_to as visible_cases
from tsunagu.core.actor import Actor
from tsunagu.core.words import in_language
from tsunagu.coverage.choices import GRANTED, AuthorisationStatus, Scheme
from tsunagu.coverage.models import Authorisation, CareLevel, CostShare, Coverage, Delivery, Funding
from tsunagu.coverage.rules import (
    Limit,
    MonthSheet,
    Price,
    Rounding,
    SchemeInfo,
    Schemes,
    Used,
    load_schemes,
    month_sheet,
    rounding_of,
)
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of

SHIPPED = Path(__file__).parent.parent / "library" / "schemes.yaml"


@cache
def schemes() -> Schemes:
    own = Path(settings.HOME) / "coverage" / "schemes.yaml"
    return load_schemes(SHIPPED, *([own] if own.is_file() else []))


def scheme_of(code: str) -> SchemeInfo:
    return schemes().get(code) or SchemeInfo(code)


def schemes_for(country: str) -> list[Scheme]:
    """Those of the country first, the others after them: people move, and guests are insured elsewhere."""
    here = country[:2]
    return sorted(Scheme, key=lambda one: (scheme_of(one).country not in (here, ""), scheme_of(one).rank))


# -- what somebody is entitled to ----------------------------------------------------------------------------------------------


def coverages_by_person(case: Case) -> list[tuple[Person, list[Coverage]]]:
    """All of each member's, those that stand first, in the order in which they pay."""
    people = {member.person.standing.id: member.person.standing for member in members_of(case)}
    whose = {id_: person.id for person in people.values() for id_ in ids_of(person)}
    order = F("ended_at").asc(nulls_first=True), "priority", "recorded_at"
    rows: dict[UUID, list[Coverage]] = {id_: [] for id_ in people}
    for one in (
        Coverage.objects.filter(person__in=whose).prefetch_related("levels", "shares", "checks").order_by(*order)
    ):
        rows[whose[one.person_id]].append(one)
    return [(people[id_], found) for id_, found in rows.items()]


def standing_of(person: Person) -> QuerySet[Coverage]:
    return Coverage.objects.standing().filter(person__in=ids_of(person)).order_by("priority", "recorded_at")


def coverages_of_case(case: Case, day: date) -> list[Coverage]:
    """What holds on a day for anybody in the case, in the order in which they pay."""
    ids = {id_ for member in members_of(case) for id_ in ids_of(member.person.standing)}
    held = Coverage.objects.on(day).filter(person__in=ids).select_related("person").order_by("person", "priority")
    return list(held.prefetch_related("levels", "shares"))


def level_on(coverage: Coverage, day: date) -> CareLevel | None:
    return next((row for row in coverage.levels.all() if _holds(row, day)), None)


def share_on(coverage: Coverage, day: date) -> CostShare | None:
    return next((row for row in coverage.shares.all() if _holds(row, day)), None)


def _holds(row: CareLevel | CostShare, day: date) -> bool:
    """Rows come newest first: a later certificate takes the earlier one's place."""
    return row.starts <= day and (row.ends is None or day <= row.ends)


def limit_on(coverage: Coverage, day: date) -> tuple[Decimal, Limit] | None:
    """What a month may cost under this coverage, at the level that is certified."""
    level = level_on(coverage, day)
    return scheme_of(coverage.scheme).limit_on(level.level, day) if level else None


def level_name(coverage: Coverage, level: str) -> str:
    words = scheme_of(coverage.scheme).levels.get(level)
    return in_language(words) if words else level


# -- authorisations ------------------------------------------------------------------------------------------------------------


def visible_authorisations(actor: Actor) -> QuerySet[Authorisation]:
    """Seen by whom the case's chart is open to."""
    return Authorisation.objects.filter(organisation_id=actor.organisation, case__in=visible_cases(actor))


def authorisations_of(case: Case) -> QuerySet[Authorisation]:
    return (
        Authorisation.objects.filter(case=case)
        .select_related("coverage")
        .prefetch_related("decisions", "appeals")
        .order_by("what", "-requested_at")
    )


def authorisation_for(line: UUID, day: date) -> Authorisation | None:
    """The one that a delivery of this day is drawn from: the oldest that still has units, else the last that holds."""
    granted = Authorisation.objects.filter(line=line, status__in=GRANTED, from_day__lte=day, to_day__gte=day).order_by(
        "to_day", "requested_at"
    )
    return granted.filter(used__lt=F("granted")).first() or granted.last()


def running_out(actor: Actor, on: date, *, within: timedelta = timedelta(days=30)) -> QuerySet[Authorisation]:
    """Granted ones that end soon, have ended, or whose units are nearly used up, and nobody has decided what follows."""
    soon = Q(to_day__lte=on + within) | Q(used__gte=F("granted") * Decimal("0.8"))
    return visible_authorisations(actor).filter(
        soon, status__in=GRANTED, renewal="", to_day__gte=on - timedelta(days=90), case__closed_at=None
    )


def waiting(actor: Actor) -> QuerySet[Authorisation]:
    """Those the payer has not answered."""
    return visible_authorisations(actor).filter(status=AuthorisationStatus.REQUESTED, case__closed_at=None)


def unsettled_denials(actor: Actor) -> QuerySet[Authorisation]:
    """Those that gave less than was asked, and nobody has decided whether to appeal."""
    less = [AuthorisationStatus.PARTLY, AuthorisationStatus.DENIED]
    return visible_authorisations(actor).filter(status__in=less, appeals=None, case__closed_at=None)


# -- what was delivered, and what it cost --------------------------------------------------------------------------------------


def deliveries_of(case: Case, line: UUID | None = None) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(case=case).select_related("authorisation", "coverage")
    return rows.filter(line=line) if line else rows


def fundings_of(case: Case) -> dict[UUID, Funding]:
    rows = (
        Funding.objects.filter(case=case)
        .select_related("coverage")
        .prefetch_related("coverage__levels", "coverage__shares")
    )
    return {row.line: row for row in rows}


Sums = dict[str, Decimal]  # currency -> sum: currencies are never added up


@dataclass
class LineMoney:
    """What was authorised and delivered of one service, by whom it is paid, and why it went on past what was authorised."""

    payer: str = ""
    reasons: list[str] = field(default_factory=list)
    granted: Decimal = Decimal(0)
    left: Decimal = Decimal(0)
    delivered_units: Decimal = Decimal(0)
    beyond: Decimal = Decimal(0)
    delivered: Sums = field(default_factory=dict)


def money_by_line(case: Case) -> dict[UUID, LineMoney]:
    """By the key of each service, in three queries."""
    found: dict[UUID, LineMoney] = defaultdict(LineMoney)
    for one in Authorisation.objects.filter(case=case, status__in=GRANTED):
        found[one.line].payer = one.payer
        found[one.line].granted += one.granted
        found[one.line].left += max(one.left, Decimal(0))
    rows = Delivery.objects.filter(case=case, withdrawn_at=None).values("line", "currency")
    for row in rows.annotate(sum=Sum("amount"), units=Sum("units"), beyond=Sum("beyond")).order_by("line", "currency"):
        line = found[row["line"]]
        line.delivered_units += row["units"]
        line.beyond += row["beyond"]
        if row["sum"] is not None:
            line.delivered[row["currency"]] = line.delivered.get(row["currency"], Decimal(0)) + row["sum"]
    beyond = Delivery.objects.filter(case=case, withdrawn_at=None, beyond__gt=0).order_by("on", "recorded_at")
    for key, reason in beyond.values_list("line", "reason"):
        found[key].reasons.append(reason)
    return found


def delivered_in(case: Case, first: date, last: date) -> dict[UUID, Decimal]:
    """Units of each service that were delivered between two days."""
    rows = Delivery.objects.filter(case=case, withdrawn_at=None, on__range=(first, last)).values("line")
    return {row["line"]: row["units"] for row in rows.annotate(units=Sum("units")).order_by("line")}


# -- a month under a limit -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Month:
    """One coverage with a limit in one month: as planned, and as delivered so far."""

    coverage: Coverage
    first: date
    levels: list[str]  # those certified in the month; of two the heavier counts
    limit: Limit | None
    share: Decimal | None
    second: Coverage | None
    price_source: str
    unpriced: bool  # the price of a point is not known: nobody has said in which area
    uncounted: int  # services of which nobody has said who pays, or how much is planned for a month
    planned: MonthSheet
    delivered: MonthSheet


def months_of(case: Case, first: date) -> list[Month]:
    """Each coverage in the case whose scheme sets a limit for the month, in four queries and those of the plan's lines."""
    last = month_end(first)
    held = coverages_of_case(case, last) or coverages_of_case(case, first)
    fundings, delivered = fundings_of(case), delivered_in(case, first, last)
    lines = plan_lines(case)
    names = {line.id: line.text for line in lines}
    unsaid = {line.id for line in lines if line.is_paid} - fundings.keys()
    found = [_month(one, held, first, last, fundings, delivered, names) for one in held if scheme_of(one.scheme).limits]
    return [replace(month, uncounted=month.uncounted + len(unsaid)) for month in found]


def _month(
    coverage: Coverage,
    held: list[Coverage],
    first: date,
    last: date,
    fundings: dict[UUID, Funding],
    delivered: dict[UUID, Decimal],
    names: dict[UUID, str],
) -> Month:
    info = scheme_of(coverage.scheme)
    levels = [
        row.level for row in coverage.levels.all() if row.starts <= last and (row.ends is None or first <= row.ends)
    ]
    limits = [found for level in levels if (found := info.limit_on(level, first))]
    limit = max(limits, key=lambda found: found[0], default=None)
    share = share_on(coverage, first) or share_on(coverage, last)
    price = info.price_on(first) if info.unit == "points" else None
    second, left = _second(coverage, held, first, last)
    ours = [row for row in fundings.values() if row.coverage_id == coverage.id]
    mine = [row for row in ours if row.points is not None]
    prices = {row.line: _point_price(info, price, coverage, row) for row in mine}

    def sheet(units: dict[UUID, Decimal]) -> MonthSheet:
        used = [
            Used(
                names.get(row.line, ""),
                (row.points or Decimal(0)) * units[row.line],
                prices[row.line] or Decimal(0),
                row.limited,
            )
            for row in sorted(mine, key=lambda row: list(names).index(row.line) if row.line in names else len(names))
            if units.get(row.line)
        ]
        return month_sheet(
            used,
            limit=limit[0] if limit else None,
            share=share.percent if share else Decimal(100),
            second_share=left,
            rounding=whole_coin(info) if info.unit == "money" else info.rounding,
            share_rounding=info.rounding if info.unit == "money" else None,
        )

    return Month(
        coverage,
        first,
        levels,
        limit[1] if limit else None,
        share.percent if share else None,
        second,
        price.source if price else "",
        any(found is None for found in prices.values()),
        sum(row.points is None or not row.monthly for row in ours),
        sheet({row.line: row.monthly for row in mine if row.monthly}),
        sheet(delivered),
    )


def _second(
    coverage: Coverage, held: list[Coverage], first: date, last: date
) -> tuple[Coverage | None, Decimal | None]:
    """Who pays after it for the same person, and what of their part that leaves to them (公費)."""
    for other in held:
        if other.person_id == coverage.person_id and other.priority > coverage.priority:
            row = share_on(other, first) or share_on(other, last)
            if row:
                return other, row.percent
    return None, None


def _point_price(info: SchemeInfo, price: Price | None, coverage: Coverage, row: Funding) -> Decimal | None:
    """Money is its own price; a point's depends on the area and on the sort of service."""
    if info.unit != "points":
        return Decimal(1)
    return price.of(coverage.area, row.labour) if price else None


def whole_coin(info: SchemeInfo) -> Rounding:
    return rounding_of(info.currency)


def month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
