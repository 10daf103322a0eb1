"""How likely is somebody to be back in hospital within thirty days? LACE and HOSPITAL, over what is known and what is not.

Each part is a span: what it counts at the least and at the most. Known, the two are one; a part that nobody knows makes the score
"at least so much", and a level is stated only where no missing part could change it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

UNBOUNDED = 10_000  # as much as anybody can count


@dataclass(frozen=True)
class Span:
    """An amount as far as it is known."""

    least: int
    most: int = UNBOUNDED

    @classmethod
    def exactly(cls, amount: int) -> Span:
        return cls(amount, amount)

    @property
    def is_known(self) -> bool:
        return self.least == self.most


UNKNOWN = Span(0)


def answer(said: bool | None) -> Span:
    """Yes, no, or not known."""
    return UNKNOWN if said is None else Span.exactly(int(said))


@dataclass(frozen=True)
class Part:
    """One component: what was counted, and the points it gives at the least and at the most."""

    code: str
    amount: Span
    low: int
    high: int

    @property
    def is_known(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Score:
    """A score with its parts. `bands`: the level from so many points."""

    instrument: str
    version: str
    parts: tuple[Part, ...]
    bands: tuple[tuple[int, str], ...]

    @property
    def total(self) -> int:
        return sum(part.low for part in self.parts)

    @property
    def most(self) -> int:
        return sum(part.high for part in self.parts)

    @property
    def is_complete(self) -> bool:
        return self.total == self.most

    @property
    def level(self) -> str:
        """Stated where it is certain; empty where a missing part could raise it."""
        least, most = self.level_of(self.total), self.level_of(self.most)
        return least if least == most else ""

    def level_of(self, points: int) -> str:
        return next(level for from_, level in reversed(self.bands) if points >= from_)


def lace(*, days: Span, urgent: Span, comorbidity: Span, visits: Span) -> Score:
    """LACE, 0-19 (van Walraven et al., CMAJ 2010;182:551-7): length of stay, acuity of admission, comorbidity by its own weights,
    emergency visits in the six months before. High from 10.

    The longest stay counts from 14 days; tables that print 14-27 days as 6 are wrong.
    """
    parts = (
        _part("length", days, length_points),
        _part("acuity", urgent, lambda yes: 3 if yes else 0),
        _part("comorbidity", comorbidity, lambda weight: weight if weight <= 3 else 5),
        _part("visits", visits, lambda times: min(times, 4)),
    )
    return Score("lace", "2010", parts, ((0, "low"), (5, "medium"), (10, "high")))


def length_points(days: int) -> int:
    return next(points for from_, points in ((14, 7), (7, 5), (4, 4), (3, 3), (2, 2), (1, 1), (0, 0)) if days >= from_)


def hospital(
    *,
    low_haemoglobin: Span,
    oncology: Span,
    low_sodium: Span,
    procedure: Span,
    urgent: Span,
    admissions: Span,
    days: Span,
) -> Score:
    """HOSPITAL, 0-13 (Donzé et al., JAMA Intern Med 2013;173:632-8 and 2016;176:496-502): 0-4 low, 5-6 medium, 7 and more high.

    Admissions of the year before as in 2016: 0-1, 2-5, more than 5; the version of 2013 gave 2 points from one admission on.
    """
    parts = (
        _part("haemoglobin", low_haemoglobin, _one),
        _part("oncology", oncology, lambda yes: 2 if yes else 0),
        _part("sodium", low_sodium, _one),
        _part("procedure", procedure, _one),
        _part("acuity", urgent, _one),
        _part("admissions", admissions, lambda times: 0 if times <= 1 else 2 if times <= 5 else 5),
        _part("length", days, lambda n: 2 if n >= 5 else 0),
    )
    return Score("hospital", "2016", parts, ((0, "low"), (5, "medium"), (7, "high")))


def _one(yes: int) -> int:
    return 1 if yes else 0


def _part(code: str, amount: Span, points: Callable[[int], int]) -> Part:
    """Points never fall as the amount grows, so the ends of a span give the ends of the points."""
    return Part(code, amount, points(amount.least), points(amount.most))
