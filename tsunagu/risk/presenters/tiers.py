"""What a screen says about risk: each factor with its points and where it is known from, the tier, and how it came to be."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagu.assessment.queries import library as outlines
from tsunagu.assessment.queries import title_of
from tsunagu.assessment.queries.instruments import shelf
from tsunagu.cases.models import Case
from tsunagu.core.kinds import kinds
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library
from tsunagu.risk.models import RiskAssessment
from tsunagu.risk.queries import instrument_name, scheme_for, tier_name
from tsunagu.risk.rules import RANK, Assessed, Scheme
from tsunagu.ui import formats

# A filled mark is for what is past due; the two upper tiers ask for eyes, and differ by their word.
MARKS = {
    "crisis": ("soon", "over"),
    "high": ("soon", "over"),
    "standard": ("later", ""),
    "low": ("later", ""),
    "": ("later", ""),
}


@dataclass(frozen=True)
class TierView:
    name: str
    state: str
    icon: str


def tier_view(case: Case, tier: str) -> TierView:
    state, icon = MARKS[tier]
    return TierView(tier_name(case, tier) or _("Not set yet"), state, icon)


@dataclass(frozen=True)
class FactorRow:
    code: str
    label: str
    points: str
    source: str
    stated_id: str = ""


def factor_rows(case: Case, found: Assessed, stated: Mapping[str, Any]) -> list[FactorRow]:
    """What holds now."""
    scheme = scheme_for(case)
    return [
        FactorRow(
            e.factor,
            in_language(scheme.factors[e.factor].label),
            points_words(scheme, e.factor),
            source_words(e.source, e.at, e.data),
            str(stated[e.factor].id) if e.source == "stated" and e.factor in stated else "",
        )
        for e in found.evidence
    ]


def snapshot_rows(scheme: Scheme, risk: RiskAssessment) -> list[FactorRow]:
    """What held then, with the points of that day."""
    return [
        FactorRow(
            f["factor"],
            in_language(scheme.factors[f["factor"]].label) if f["factor"] in scheme.factors else f["factor"],
            str(f["points"]),
            source_words(f["source"], datetime.fromisoformat(f["at"]) if f["at"] else None, f["data"]),
        )
        for f in risk.factors
    ]


def points_words(scheme: Scheme, code: str) -> str:
    factor = scheme.factors[code]
    return str(factor.points)


def source_words(source: str, at: datetime | None, data: Mapping[str, Any]) -> str:
    """Where a factor is known from, in a sentence."""
    said = {"day": formats.full_date(at) if at else "", **data}
    match source:
        case "stay":
            if data.get("where"):
                return _("Discharged from %(where)s on %(day)s") % said
            return _("Discharged on %(day)s") % said
        case "stays":
            return _("%(times)s stays begun in the period, the last on %(day)s") % said
        case "person":
            return _("On the person’s record")
        case "answer":
            return _("Answered in “%(assessment)s”, question “%(question)s”, on %(day)s") % (
                said | {"assessment": title_of(data["assessment"]), "question": question_words(data["question"])}
            )
        case "function":
            return _("Functional answers: support needed each day or more")
        case "instrument" if "level" in data:
            return _("%(instrument)s on %(day)s: %(result)s") % (
                said
                | {
                    "instrument": instrument_name(data["instrument"]),
                    "result": result_words(data["instrument"], data["level"]),
                }
            )
        case "instrument":
            return _("%(instrument)s scored %(total)s on %(day)s") % (
                said | {"instrument": instrument_name(data["instrument"])}
            )
        case "contacts":
            return _("The last %(times)s were missed, the latest on %(day)s") % said
        case "safety_path":
            return _("Open since %(day)s, after an answer in %(instrument)s") % (
                said | {"instrument": instrument_name(data["instrument"])}
            )
        case "concern":
            return _("Details for named readers only")
        case "stated":
            return _("Stated by %(author)s on %(day)s: %(reason)s (known from: %(known_from)s)") % said
    return source


def result_words(instrument: str, level: str) -> str:
    """What an instrument calls its result of this level."""
    known = shelf().get(instrument)
    score = known.score() if known else None
    band = next((band for band in score.bands if band.level == level), None) if score else None
    return in_language(band.label) if band else level


def question_words(question: str) -> str:
    """The label of an item, whichever outline asks it."""
    section_code, _dot, item_code = question.partition(".")
    for outline in outlines().today.values():
        section = outline.section(section_code)
        if section and (item := section.item(item_code)):
            return in_language(item.label)
    return question


@dataclass(frozen=True)
class HistoryRow:
    """One time the tier was worked out; `number` stands at its step of the picture as well."""

    number: int
    at: datetime
    tier: TierView
    computed: str
    points: int
    reason: str
    by: str
    factors: list[FactorRow]
    clocks: list[ClockRow]


def history_rows(case: Case, history: Sequence[RiskAssessment]) -> list[HistoryRow]:
    scheme = scheme_for(case)
    return [
        HistoryRow(
            len(history) - n,
            risk.at,
            tier_view(case, risk.tier),
            tier_name(case, risk.computed),
            risk.points,
            risk.reason,
            by_words(risk),
            snapshot_rows(scheme, risk),
            clock_rows(case, risk),
        )
        for n, risk in enumerate(history)
    ]


def by_words(risk: RiskAssessment) -> str:
    """Who set it; or which fact made Tsunagu raise it."""
    if not risk.automatic:
        return risk.by_name
    if known := kinds().get(risk.because):
        return _("Raised by Tsunagu after: %(fact)s") % {"fact": known.title}
    return _("Raised by Tsunagu, because a fact changed the factors")


@dataclass(frozen=True)
class Steps:
    """The tier over time as a line of steps on a field of 640 by 120; the same stands in the table beside it."""

    points: str
    dots: list[tuple[int, int, int]]  # x, y, and the number of the row in the table
    levels: list[tuple[int, str]]


def steps(case: Case, history: Sequence[RiskAssessment], until: datetime) -> Steps | None:
    """Oldest left. One tier alone makes no picture."""
    rows = list(reversed(history))
    if len(rows) < 2:
        return None
    start, span = rows[0].at, max((until - rows[0].at).total_seconds(), 1)
    dots = [(round(90 + 540 * (r.at - start).total_seconds() / span), height(r.tier)) for r in rows]
    path = [f"{dots[0][0]},{dots[0][1]}"]
    for before, after in itertools.pairwise(dots):
        path += [f"{after[0]},{before[1]}", f"{after[0]},{after[1]}"]
    path.append(f"630,{dots[-1][1]}")
    return Steps(
        " ".join(path),
        [(x, y, n + 1) for n, (x, y) in enumerate(dots)],
        [(height(tier), tier_name(case, tier)) for tier in RANK],
    )


def height(tier: str) -> int:
    return 130 - RANK[tier] * 28


@dataclass(frozen=True)
class ClockRow:
    title: str
    because: str
    before: str
    after: str


def clock_rows(case: Case, risk: RiskAssessment | None) -> list[ClockRow]:
    """Which obligations the tier changed, with the date before and after."""
    if risk is None:
        return []
    ruleset = library().rules_for(case.layers)
    found = []
    for moved in risk.clocks:
        clock = ruleset.by_id.get(moved["clock"])
        layer = ruleset.layers.get(moved["clock"].rpartition(".")[0])
        found.append(
            ClockRow(
                in_language(clock.title) if clock else moved["clock"],
                in_language(layer.title) if layer else "",
                _due(moved["was"], moved["before"]),
                _due(moved["is"], moved["after"]),
            )
        )
    return found


def _due(there: bool, at: str | None) -> str:
    if not there:
        return _("not owed")
    return formats.full_date(datetime.fromisoformat(at)) if at else _("paused")


def points_of(points: int) -> str:
    return ngettext("%(n)s point", "%(n)s points", points) % {"n": points}
