"""How a round, its lines and its voices are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tsunagu.cases.choices import Observation
from tsunagu.cases.models import Case, Contact
from tsunagu.monitoring.choices import Delivery
from tsunagu.monitoring.models import LineReport, Round
from tsunagu.monitoring.queries.rounds import LineStanding, month_began
from tsunagu.ui import formats


def url(name: str, case: Case, **ids: object) -> str:
    return reverse(f"monitoring:{name}", kwargs={"case_id": case.id, **ids})


STATES = {
    Delivery.AS_AGREED: "met",
    Delivery.LATE: "soon",
    Delivery.CHANGED: "soon",
    Delivery.NOT_DELIVERED: "stop",
    Delivery.NOT_YET: "later",
}


@dataclass(frozen=True)
class ReportRow:
    """One line of a round, as the sheet shows it."""

    report: LineReport
    state: str
    words: str
    quality: str
    progress: str


def report_row(report: LineReport) -> ReportRow:
    delivery = Delivery(report.delivery)
    return ReportRow(
        report,
        STATES[delivery],
        str(delivery.label),
        report.get_quality_display() if report.quality else "",
        report.get_progress_display() if report.progress else "",
    )


@dataclass(frozen=True)
class StandingRow:
    """A line in force with its last answer, and why it stands here."""

    text: str
    goal: str
    provider: str
    row: ReportRow | None
    why: str
    late: bool


def standing_rows(case: Case, found: Sequence[LineStanding]) -> list[StandingRow]:
    since = month_began(case)
    return [
        StandingRow(
            standing.line.text,
            standing.line.goal_text,
            standing.line.provider,
            report_row(standing.last) if standing.last else None,
            _asked_when(standing.last),
            standing.is_late(since),
        )
        for standing in found
    ]


def _asked_when(last: LineReport | None) -> str:
    if last is None:
        return _("Nobody has asked about it yet.")
    return _("Asked on %(day)s.") % {"day": formats.full_date(last.on)}


def contact_facts(contact: Contact | None) -> list[dict[str, str]]:
    """What the contact already says of the circumstances (R-071)."""
    if contact is None:
        return []
    alone = {True: _("Yes"), False: _("No"), None: _("Not noted")}
    facts = [
        (pgettext("contact", "When"), formats.instant(contact.started_at)),
        (_("How"), contact.get_mode_display()),
        (_("Where"), contact.get_place_display() if contact.place else ""),
        (_("Spoken with alone"), alone[contact.seen_alone]),
        (_("Who else was there"), contact.present),
        (_("By"), contact.worker_name),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def unseen(contact: Contact | None) -> list[str]:
    """Points of the checklist that were owed at this visit and not answered (R-075)."""
    observed = contact.observations if contact else {}
    return [str(Observation(item).label) for item, answer in observed.items() if not answer.get("seen")]


def reason_for(round: Round) -> str:
    """Words to begin a request for another plan with: what deviates, line by line."""
    parts = [
        _("%(line)s: %(delivery)s") % {"line": report.line_text, "delivery": report.get_delivery_display()}
        + (f" — {report.note or report.view}" if report.note or report.view else "")
        for report in round.lines.all()
        if report.deviates
    ]
    return "\n".join([_("Monitoring of %(day)s") % {"day": formats.full_date(round.on)}, *parts])
