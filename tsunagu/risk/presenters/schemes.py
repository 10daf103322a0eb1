"""What the page of a scheme shows: each factor with its points, whether it counts, and what is read for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library
from tsunagu.risk.models import TierScheme
from tsunagu.risk.presenters.tiers import question_words, result_words
from tsunagu.risk.queries import instrument_name
from tsunagu.risk.rules import RANK, Factor, Scheme
from tsunagu.ui import formats


@dataclass(frozen=True)
class SchemeLine:
    code: str
    label: str
    points: int
    counts: bool
    read_from: str


def lines(programme: str, whole: Scheme, in_force: Scheme, off: list[str]) -> list[SchemeLine]:
    """Every factor there is, those that do not count here among them."""
    factors = {**whole.factors, **in_force.factors}
    return [
        SchemeLine(
            code, in_language(factor.label), factor.points, code not in off, " · ".join(_read_from(factor, programme))
        )
        for code, factor in factors.items()
    ]


def _read_from(factor: Factor, programme: str) -> Iterator[str]:
    if factor.days:
        yield ngettext("within %(n)s day", "within %(n)s days", factor.days) % {"n": factor.days}
    for question in dict.fromkeys(question_words(q) for q in factor.answers):
        yield _("answer to “%(question)s”") % {"question": question}
    for instrument, least in factor.instruments.items():
        if isinstance(least, str):
            yield f"{instrument_name(instrument)}: {result_words(instrument, least)}"
            continue
        yield _("%(instrument)s from %(least)s points") % {"instrument": instrument_name(instrument), "least": least}
    if factor.sets:
        yield _("sets the tier at least to this, whatever the points: %(tier)s") % {
            "tier": _tier(factor.sets, programme)
        }
    if not (factor.days or factor.answers or factor.instruments or factor.sets):
        yield _("stated by a worker, or read from the person’s record")


def _tier(tier: str, programme: str) -> str:
    return library().tier_name(programme or None, tier, formats.reader())


def tier_words(programme: str) -> list[str]:
    """The programme's own names of the tiers, from the lowest."""
    return [_tier(tier, programme) for tier in RANK]


def titles() -> list[tuple[str, str]]:
    return sorted(
        ((code, in_language(title)) for code, title in library().programmes().items()), key=lambda one: one[1]
    )


@dataclass(frozen=True)
class SchemeRow:
    """A programme in the list: under which names its tiers go, and when it was changed here."""

    programme: str
    title: str
    tiers: str
    changed: TierScheme | None


def rows(in_force: list[TierScheme]) -> list[SchemeRow]:
    own = {row.programme: row for row in in_force}
    every = [("", _("All programmes")), *titles()]
    return [SchemeRow(code, title, " · ".join(tier_words(code)), own.get(code)) for code, title in every]
