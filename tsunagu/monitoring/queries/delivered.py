"""What the plan says for a week or a month, and what came: units delivered, else the appointments that took place (R-077)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Sum

from tsunagu.cases.models import Case
from tsunagu.coverage.models import Delivery
from tsunagu.coverage.queries import fundings_of
from tsunagu.monitoring.rules import Agreement, Span, planned_in
from tsunagu.planning.models import ServiceLine
from tsunagu.planning.queries import plan_lines_of
from tsunagu.scheduling.choices import COMING, State
from tsunagu.scheduling.models import Appointment


@dataclass(frozen=True)
class Came:
    """One service in one stretch. `planned` is none where the plan does not say how much; `ahead` is booked and still to come."""

    span: Span
    planned: Decimal | None
    units: Decimal
    kept: int
    missed: int
    ahead: int

    @property
    def delivered(self) -> Decimal:
        """Units as they were recorded; where nobody records units, each appointment that took place is one."""
        return self.units or Decimal(self.kept)


@dataclass(frozen=True)
class LineDelivered:
    line: ServiceLine
    unit_kind: str
    spans: list[Came]


def delivered_against_plan(case: Case, spans: Sequence[Span]) -> list[LineDelivered]:
    """Each service of the plans in force over these stretches: four queries, however many services."""
    lines = [line for line in plan_lines_of(case) if not line.unmet]
    fundings = fundings_of(case)
    first, last = spans[0].first, spans[-1].last
    units = _units(case, first, last)
    states = _appointments(case, first, last)
    found = []
    for line in lines:
        funding = fundings.get(line.key)
        agreed = Agreement(
            start=line.start or date.min,
            end=line.end,
            weekdays=tuple(slot[0] for slot in line.slots),
            monthly=funding.monthly if funding else None,
            units=line.units if line.start else None,
        )
        came = [_came(span, agreed, units[line.key], states[line.key]) for span in spans]
        found.append(LineDelivered(line, funding.unit_kind if funding and not line.slots else "", came))
    return found


def _came(span: Span, agreed: Agreement, units: dict[date, Decimal], states: list[tuple[date, str]]) -> Came:
    held = [state for day, state in states if span.holds(day)]
    return Came(
        span,
        planned_in(span, agreed),
        sum((amount for day, amount in units.items() if span.holds(day)), Decimal(0)),
        kept=held.count(State.KEPT) + held.count(State.ARRIVED),
        missed=held.count(State.MISSED) + held.count(State.CANCELLED),
        ahead=sum(state in COMING and state != State.ARRIVED for state in held),
    )


def _units(case: Case, first: date, last: date) -> dict[UUID, dict[date, Decimal]]:
    rows = Delivery.objects.filter(case=case, withdrawn_at=None, on__range=(first, last)).values("line", "on")
    found: dict[UUID, dict[date, Decimal]] = defaultdict(dict)
    for row in rows.annotate(sum=Sum("units")).order_by("line", "on"):
        found[row["line"]][row["on"]] = row["sum"]
    return found


def _appointments(case: Case, first: date, last: date) -> dict[UUID, list[tuple[date, str]]]:
    zone = ZoneInfo(case.zone)
    start = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    rows = Appointment.objects.filter(case=case, line__isnull=False, starts_at__gte=start, starts_at__lt=end)
    found: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    for line, at, state in rows.exclude(state=State.MOVED).values_list("line", "starts_at", "state"):
        if line is not None:
            found[line].append((at.astimezone(zone).date(), state))
    return found
