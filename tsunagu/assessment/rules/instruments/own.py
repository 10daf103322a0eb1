"""An organisation's own bands over the shipped ones: do they hold together, and what does the instrument look like with them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from tsunagu.assessment.rules.instruments.form import Band, Instrument, Missing, Score

HOWS = ("refuse", "prorate", "leave")


@dataclass(frozen=True)
class Own:
    """The bands of one score as an organisation uses them; `missing` where it has its own rule for blanks too."""

    score: str
    bands: tuple[Band, ...]
    source: str
    missing: Missing | None = None


@dataclass(frozen=True)
class Fault:
    """Why bands do not hold together; `low` and `high` are the points it speaks of."""

    code: str  # none, outside, order, overlap, hole
    low: Decimal | None = None
    high: Decimal | None = None


def is_editable(score: Score) -> bool:
    """Bands of points can be set; where the rule itself decides (a branching screen) there are none to set."""
    return bool(score.bands) and all(band.low is not None or band.high is not None for band in score.bands)


def faults_of(bands: Sequence[Band], score: Score) -> Iterator[Fault]:
    """Every point of the score falls into one band of each sex: no overlap, no hole, nothing outside."""
    if not bands:
        yield Fault("none")
    for sex in sorted({band.sex for band in bands}):
        yield from _faults([band for band in bands if band.sex == sex], score)
    if bands and all(band.sex for band in bands):
        yield Fault("hole", score.low, score.high)  # somebody whose sex is not recorded would have none


def _faults(bands: Sequence[Band], score: Score) -> Iterator[Fault]:
    ordered = sorted(bands, key=_low)
    for band in ordered:
        if band.low is not None and band.high is not None and band.high < band.low:
            yield Fault("order", band.low, band.high)
        elif not _within(band, score):
            yield Fault("outside", band.low, band.high)
    step = step_of(score)
    for before, after in pairwise(ordered):
        if before.high is None or after.low is None or before.high >= after.low:
            yield Fault("overlap", after.low, before.high)
        elif after.low - before.high > step:
            yield Fault("hole", before.high, after.low)
    if ordered[0].low is not None and score.low is not None and ordered[0].low > score.low:
        yield Fault("hole", score.low, ordered[0].low)
    if ordered[-1].high is not None and score.high is not None and ordered[-1].high < score.high:
        yield Fault("hole", ordered[-1].high, score.high)


def step_of(score: Score) -> Decimal:
    """How far apart two neighbouring scores lie, read off the shipped bands: fives for the Barthel, tenths for a mean."""
    gaps = [
        after.low - before.high
        for before, after in pairwise(score.bands)
        if before.sex == after.sex and before.high is not None and after.low is not None
    ]
    return min((gap for gap in gaps if gap > 0), default=Decimal(1))


def _low(band: Band) -> Decimal:
    return Decimal("-Infinity") if band.low is None else band.low


def _within(band: Band, score: Score) -> bool:
    low = score.low is None or band.low is None or band.low >= score.low
    return low and (score.high is None or band.high is None or band.high <= score.high)


def with_own(instrument: Instrument, own: Iterable[Own]) -> Instrument:
    """The instrument with these bands in place of the shipped ones, and their source said."""
    known: Mapping[str, Own] = {one.score: one for one in own}
    if not known:
        return instrument
    return replace(instrument, scores=tuple(_with(score, known.get(score.code)) for score in instrument.scores))


def _with(score: Score, own: Own | None) -> Score:
    if own is None:
        return score
    return replace(score, bands=own.bands, source=own.source, missing=own.missing or score.missing)


def band_json(band: Band) -> dict[str, Any]:
    """As it is kept."""
    return {
        "code": band.code,
        "label": dict(band.label),
        "low": None if band.low is None else str(band.low),
        "high": None if band.high is None else str(band.high),
        "sex": band.sex,
        "state": band.state,
        "level": band.level,
    }


def band_of_json(node: Mapping[str, Any]) -> Band:
    low, high = (None if node[key] is None else Decimal(node[key]) for key in ("low", "high"))
    return Band(node["code"], node["label"], low, high, node["sex"], node["state"], node["level"])
