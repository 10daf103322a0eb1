"""How did it go with each person of a list: the tier, scores and contacts over the last months, small, in a row and in words?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagu.cases.models import Case, Fact
from tsunagu.core.clock import now
from tsunagu.pathways.queries import library
from tsunagu.risk.models import RiskAssessment
from tsunagu.risk.queries import instrument_name
from tsunagu.risk.rules import RANK
from tsunagu.ui import formats, sparks
from tsunagu.ui.sparks import Spark

SPAN, WEEKS = timedelta(days=182), 13
SHOWN = 2  # instruments in a row
KINDS = ("contact.made", "contact.missed", "instrument.scored", "fact.retracted")


@dataclass(frozen=True)
class ScoreLine:
    spark: Spark | None
    words: str


@dataclass(frozen=True)
class Measures:
    """Of one case. Each drawing has its words beside it."""

    tier: Spark | None = None
    tier_words: str = ""
    scores: list[ScoreLine] = field(default_factory=list)
    contacts: Spark | None = None
    contact_words: str = ""


@dataclass(frozen=True)
class Told:
    """A fact as far as a measure reads it."""

    kind: str
    at: datetime
    data: dict[str, Any]


def measures_of(cases: Sequence[Case], language: str) -> dict[UUID, Measures]:
    """Two queries for the whole list: what was set, and what was recorded."""
    ids, since = [case.id for case in cases], now() - SPAN
    changes: dict[UUID, list[RiskAssessment]] = defaultdict(list)
    for risk in RiskAssessment.objects.filter(case_id__in=ids, at__gte=since).order_by("at", "id"):
        changes[risk.case_id].append(risk)
    told = _told(ids, since)
    return {case.id: _measures(case, changes[case.id], told[case.id], since, language) for case in cases}


def _told(ids: Sequence[UUID], since: datetime) -> dict[UUID, list[Told]]:
    """Each fact as it was said last: a correction speaks in its place, a withdrawn one not at all."""
    rows = Fact.objects.filter(case_id__in=ids, kind__in=KINDS, occurred_at__gte=since).order_by("id")
    last: dict[UUID, tuple[UUID, Told]] = {}
    for id_, case_id, kind, at, data, corrects in rows.values_list(
        "id", "case_id", "kind", "occurred_at", "data", "corrects_id"
    ):
        last[corrects or id_] = (case_id, Told(kind, at, data))
    found: dict[UUID, list[Told]] = defaultdict(list)
    for case_id, fact in sorted(last.values(), key=lambda one: one[1].at):
        found[case_id].append(fact)
    return found


def _measures(
    case: Case, changes: Sequence[RiskAssessment], told: Sequence[Told], since: datetime, language: str
) -> Measures:
    steps = _tier_steps(case, changes, since)
    made = [fact.at for fact in told if fact.kind == "contact.made"]
    missed = sum(fact.kind == "contact.missed" for fact in told if fact.at >= now() - timedelta(weeks=WEEKS))
    weekly = _weekly(made)
    return Measures(
        tier=sparks.steps([(at, (RANK[tier] - 1) / 3) for at, _day, tier in steps]) if len(steps) > 1 else None,
        tier_words=_tier_words(case, steps, language),
        scores=_scores([fact for fact in told if fact.kind == "instrument.scored"], since),
        contacts=sparks.bars([n / max(weekly) for n in weekly]) if any(weekly) else None,
        contact_words=_contact_words(sum(weekly), missed),
    )


def _tier_steps(case: Case, changes: Iterable[RiskAssessment], since: datetime) -> list[tuple[float, datetime, str]]:
    """The case's tier from change to change: the highest of its people, as far as the time shown tells of them."""
    tiers: dict[UUID, str] = {}
    found: list[tuple[float, datetime, str]] = []
    for risk in changes:
        if risk.person_id not in tiers and risk.before:
            tiers[risk.person_id] = risk.before
            if not found:
                found.append((0.0, since, risk.before))
        tiers[risk.person_id] = risk.tier
        highest = max(tiers.values(), key=lambda tier: RANK[tier])
        if not found or found[-1][2] != highest:
            found.append(((risk.at - since) / SPAN, risk.at, highest))
    if case.tier and found and found[-1][2] != case.tier:
        found.append((1.0, now(), case.tier))
    return found


def _tier_words(case: Case, steps: Sequence[tuple[float, datetime, str]], language: str) -> str:
    """What it was before its last change, and until when."""
    if len(steps) < 2:
        return ""
    name = library().tier_name(case.programme, steps[-2][2], language)
    return _("%(tier)s until %(day)s") % {"tier": name, "day": formats.short_date(steps[-1][1])}


def _scores(facts: Sequence[Told], since: datetime) -> list[ScoreLine]:
    """Of the instruments scored last: where the score began, where it stands, and when that was."""
    series: dict[str, list[Told]] = defaultdict(list)
    for fact in facts:
        if fact.data.get("total") is not None:
            series[str(fact.data.get("instrument"))].append(fact)
    newest = sorted(series.items(), key=lambda one: (one[1][-1].at, one[0]), reverse=True)[:SHOWN]
    return [_score(name, values, since) for name, values in newest]


def _score(name: str, values: Sequence[Told], since: datetime) -> ScoreLine:
    totals = [float(fact.data["total"]) for fact in values]
    top = max(totals) or 1
    points = [((fact.at - since) / SPAN, total / top) for fact, total in zip(values, totals, strict=True)]
    said = {
        "instrument": instrument_name(name),
        "first": f"{totals[0]:g}",
        "last": f"{totals[-1]:g}",
        "day": formats.short_date(values[-1].at),
    }
    if len(totals) == 1:
        return ScoreLine(None, _("%(instrument)s %(last)s, %(day)s") % said)
    return ScoreLine(sparks.line(points), _("%(instrument)s %(first)s → %(last)s, %(day)s") % said)


def _weekly(made: Iterable[datetime]) -> list[int]:
    """Contacts of each of the last weeks, the oldest first."""
    weeks = [0] * WEEKS
    for at in made:
        ago = (now() - at) // timedelta(weeks=1)
        if 0 <= ago < WEEKS:
            weeks[WEEKS - 1 - ago] += 1
    return weeks


def _contact_words(made: int, missed: int) -> str:
    words = ngettext("%(n)s contact", "%(n)s contacts", made) % {"n": made} if made else _("none")
    return _("%(made)s, %(missed)s missed") % {"made": words, "missed": missed} if missed else words
