"""Everything behind one date: the rules, the fact it counts from, the ways to meet it, what became of earlier ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.duties import ledger_of
from tsunagu.cases.models import Duty, Fact
from tsunagu.cases.presenters.duties import DueRow, about, is_day, present_duty, reasons_of
from tsunagu.cases.presenters.facts import Entry, ledgered, present_fact
from tsunagu.core.actor import Actor
from tsunagu.core.words import in_language
from tsunagu.pathways import rules
from tsunagu.pathways.queries import library
from tsunagu.pathways.rules.needs import Way
from tsunagu.ui import formats


@dataclass(frozen=True)
class WayLine:
    """One way to meet it, and what stands in its road."""

    words: str
    missing: str


@dataclass(frozen=True)
class PastWindow:
    when: str
    outcome: str
    state: str


@dataclass(frozen=True)
class Why:
    row: DueRow
    reasons: list[rules.Reason]
    starts: Entry | None
    ways: list[WayLine]
    notes: list[str]
    history: list[PastWindow]
    may_waive: bool


def present_why(duty: Duty, by: Actor, lang: str) -> Why:
    case = duty.case
    ruleset = library().rules_for(case.layers)
    clock = ruleset.by_id[duty.clock]
    told = rules.describe(clock, library().vocabulary, lang)
    layer = ruleset.layers[clock.layer]
    return Why(
        row=present_duty(duty, case, about([duty]), lang, one_case=True),
        reasons=reasons_of(duty, ruleset, lang),
        starts=_starting_fact(duty, lang),
        ways=_ways(duty, ruleset, told, lang),
        notes=[*told.extras, *([in_language(clock.note)] if clock.note else [])],
        history=_history(duty),
        may_waive=duty.outcome == "open"
        and not duty.legal
        and layer.kind != "safety"
        and can(by, Permission.DUTY_WAIVE),
    )


def _starting_fact(duty: Duty, lang: str) -> Entry | None:
    """The fact it is counted from, where the window is named after one."""
    try:
        fact_id = UUID(duty.occurrence.split("@")[0].rstrip("+"))
    except ValueError:
        return None
    fact = Fact.objects.select_related("corrects").filter(id=fact_id, case_id=duty.case_id).first()
    return present_fact(fact, lang, ledgered([fact])) if fact else None


def _ways(duty: Duty, ruleset: rules.Ruleset, told: rules.RuleInWords, lang: str) -> list[WayLine]:
    """Each way in words; where it is shut, the same way with only what is missing."""
    ledger, clock = ledger_of(duty.case), ruleset.by_id[duty.clock]
    at, person = duty.due_at or duty.opens_at, str(duty.person_id) if duty.person_id else None
    lines = []
    for way, words in zip(clock.met_by, told.ways, strict=True):
        shut = tuple(need for need in way.provided if not need.holds(ledger, person, at))
        only = replace(clock, met_by=(Way(way.needs, shut),))
        missing = rules.describe(only, library().vocabulary, lang).ways[0] if shut else ""
        lines.append(WayLine(words, missing))
    return lines


def _history(duty: Duty) -> list[PastWindow]:
    """Earlier windows of the same clock, the latest first."""
    earlier = Duty.objects.filter(
        case_id=duty.case_id,
        clock=duty.clock,
        person_id=duty.person_id,
        subject=duty.subject,
        anchor_at__lt=duty.anchor_at,
    ).order_by("-anchor_at")[:12]
    return [_window(one, duty.case.zone) for one in earlier]


def _window(duty: Duty, zone: str) -> PastWindow:
    due = duty.due_at
    when = formats.full_date(due) if due and is_day(due, zone) else formats.instant(due) if due else ""
    if duty.outcome == "met" and duty.met_at:
        late = due is not None and duty.met_at > due
        words = _("Met late, on %(date)s") if late else _("Met on %(date)s")
        return PastWindow(when, words % {"date": formats.full_date(duty.met_at)}, "soon" if late else "met")
    words = {
        "excused": _("Excused"),
        "waived": _("Waived"),
        "ended": _("Ended before it was met"),
        "open": _("Not met"),
    }[duty.outcome]
    return PastWindow(when, words, "over" if duty.outcome == "open" else "later")
