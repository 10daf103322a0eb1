"""Which lines does a round go through, what was said of them last, and which has nobody asked about?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from tsunagu.cases.models import Case, Contact
from tsunagu.cases.queries import plan_lines
from tsunagu.core.clock import now, today
from tsunagu.monitoring.models import LineReport, Round
from tsunagu.planning.choices import Party
from tsunagu.planning.queries import plan_lines_of

RECENT = timedelta(days=45)  # contacts that a round may rest on


@dataclass(frozen=True)
class AskedLine:
    """One line of the plans in force, as a round asks about it. `key` holds through all versions of the plan."""

    key: UUID
    text: str
    provider: str
    goal_key: UUID
    goal_text: str
    plan_id: UUID


def asked_lines(case: Case) -> list[AskedLine]:
    """Every line that runs or is to run, in the plan's order; unmet needs are no service anybody could be asked about."""
    texts = {line.id: line.text for line in plan_lines(case)}
    return [
        AskedLine(
            key=line.key,
            text=texts.get(line.key, line.what),
            provider=line.party_name if line.party == Party.PROVIDER else "",
            goal_key=line.goal.key,
            goal_text=line.goal.text,
            plan_id=line.plan_id,
        )
        for line in plan_lines_of(case)
        if not line.unmet
    ]


def unanswered(lines: Iterable[AskedLine], round: Round) -> list[AskedLine]:
    """Lines in force that this round has no answer for."""
    answered = set(round.lines.values_list("line_key", flat=True))
    return [line for line in lines if line.key not in answered]


def rounds_of(case: Case) -> QuerySet[Round]:
    """Newest first, without those whose contact was withdrawn."""
    standing = Q(contact=None) | Q(contact__withdrawn_at=None)
    return Round.objects.filter(standing, case=case).select_related("contact").order_by("-on", "-id")


def get_round(case: Case, round_id: UUID) -> Round:
    reports = Prefetch("lines", LineReport.objects.order_by("position", "id"))
    found = rounds_of(case).filter(id=round_id).prefetch_related(reports, "voices", "issues").first()
    if found is None:
        raise Http404
    return found


def open_round_of(case: Case) -> Round | None:
    return Round.objects.open().filter(case=case).first()


def contacts_to_rest_on(case: Case) -> QuerySet[Contact]:
    """The last weeks' contacts in which somebody was reached, without those that are a round already."""
    return (
        Contact.objects.standing()
        .filter(case=case, outcome="reached", started_at__gte=now() - RECENT, round=None)
        .order_by("-started_at")[:12]
    )


@dataclass(frozen=True)
class LineStanding:
    """A line in force with what was said of it last."""

    line: AskedLine
    last: LineReport | None

    def is_late(self, since: date) -> bool:
        return self.last is None or self.last.on < since


def standings(case: Case) -> list[LineStanding]:
    """Each line in force and its last report from a completed round: two queries, however many rounds there were."""
    lines = asked_lines(case)
    reports = (
        LineReport.objects.filter(line_key__in=[line.key for line in lines], round__completed_at__isnull=False)
        .filter(Q(round__contact=None) | Q(round__contact__withdrawn_at=None))
        .order_by("line_key", "-on", "-id")
        .distinct("line_key")
    )
    last = {report.line_key: report for report in reports}
    return [LineStanding(line, last.get(line.key)) for line in lines]


def month_began(case: Case) -> date:
    return today(case.zone).replace(day=1)
