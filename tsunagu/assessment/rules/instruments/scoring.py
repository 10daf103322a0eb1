"""How are answers scored? Each rule is a pure function with a name; an instrument names the rule of each of its scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from tsunagu.assessment.rules.instruments.answers import Answers
from tsunagu.assessment.rules.instruments.form import Band, Critical, Instrument, Item, Score


@dataclass(frozen=True)
class About:
    """What a rule may know of the person besides the answers."""

    sex: str = ""  # female, male
    age: int | None = None


@dataclass(frozen=True)
class Part:
    """What one item gave. `points` is None where it was not answered, `stood_in` what was put in its place."""

    link: str
    points: Decimal | None
    stood_in: Decimal | None = None


@dataclass(frozen=True)
class Scored:
    """A score with its explanation. `value` is None where too much is missing; `notes` are codes of the instrument's remarks.

    `band` is a band's code where the rule itself decides (branching screens); otherwise the bands of the score do.
    """

    value: Decimal | None
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    band: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(part.link for part in self.parts if part.points is None)


Rule = Callable[[Score, Answers, About], Scored]
RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a scoring rule under the name by which instruments ask for it."""

    def register(function: Rule) -> Rule:
        if RULES.setdefault(name, function) is not function:
            raise ValueError(f"two scoring rules are called {name}")
        return function

    return register


@rule("sum")
def sum_of_points(score: Score, answers: Answers, about: About) -> Scored:
    """The points of its items together; missing answers as the score says, prorated totals rounded half up."""
    parts = [Part(link, answers.points(link)) for link in counted(score, answers.instrument)]
    known = [part.points for part in parts if part.points is not None]
    gaps = len(parts) - len(known)
    if not known or gaps > score.missing.allowed or (gaps and score.missing.how == "refuse"):
        return Scored(None, tuple(parts))
    if not gaps or score.missing.how == "leave":
        return Scored(sum(known, Decimal(0)), tuple(parts))
    mean = sum(known, Decimal(0)) / len(known)
    filled = tuple(Part(p.link, p.points, None if p.points is not None else mean) for p in parts)
    return Scored((mean * len(parts)).quantize(Decimal(1), ROUND_HALF_UP), filled, ("prorated",))


@rule("count")
def count_of_positives(score: Score, answers: Answers, about: About) -> Scored:
    """How many of its items have points at all."""
    parts = [Part(link, answers.points(link)) for link in counted(score, answers.instrument)]
    known = [part.points for part in parts if part.points is not None]
    if not known or len(parts) - len(known) > score.missing.allowed:
        return Scored(None, tuple(parts))
    return Scored(Decimal(sum(points > 0 for points in known)), tuple(parts))


@rule("entered")
def entered(score: Score, answers: Answers, about: About) -> Scored:
    """The total as somebody who holds the licence worked it out, typed into the one item: nothing is computed."""
    (link,) = counted(score, answers.instrument)
    number = answers.number(link)
    return Scored(number, (Part(link, number),))


@rule("calculated")
def calculated(score: Score, answers: Answers, about: About) -> Scored:
    """As the form's own expression worked it out; the parts are the answers that carry points."""
    (link,) = score.items
    scored = (item.link for item in answers.instrument.walk() if is_scored(item))
    return Scored(answers.number(link), tuple(Part(one, answers.points(one)) for one in scored))


def counted(score: Score, instrument: Instrument) -> tuple[str, ...]:
    """The items a score counts: those it names, else all that have scored answers."""
    return score.items or tuple(item.link for item in instrument.walk() if is_scored(item))


def is_scored(item: Item) -> bool:
    return item.calculated is None and any(option.score is not None for option in item.options)


def score_of(score: Score, answers: Answers, about: About = About()) -> Scored:
    """Work one score out. Raises KeyError for a rule nobody registered: loading an instrument has refused that already."""
    return RULES[score.rule](score, answers, about)


def band_of(score: Score, scored: Scored, about: About = About(), own: tuple[Band, ...] | None = None) -> Band | None:
    """What it is called, in the programme's own bands where it has some. A band for this sex goes before one for all."""
    bands = score.bands if own is None else own
    if scored.band:
        return next((band for band in bands if band.code == scored.band), None)
    if scored.value is None:
        return None
    holding = [band for band in bands if band.holds(scored.value, about.sex)]
    return next((band for band in holding if band.sex), holding[0] if holding else None)


@dataclass(frozen=True)
class Alarm:
    """A critical answer that was given."""

    critical: Critical
    answer: str


def alarms(answers: Answers) -> tuple[Alarm, ...]:
    """Which answers call for action now, whatever the total, finished or not."""
    found = []
    for critical in answers.instrument.criticals:
        for given in answers.all(critical.link):
            item = answers.instrument.by_link[critical.link]
            chosen = {option.code for value in given.values if (option := item.option(value))} | {given.code}
            found += [Alarm(critical, code) for code in critical.answers if code in chosen]
    return tuple(found)


@dataclass(frozen=True)
class Result:
    """Everything a filled-in instrument says."""

    scores: Mapping[str, Scored] = field(default_factory=dict)
    alarms: tuple[Alarm, ...] = ()


def result_of(answers: Answers, about: About = About()) -> Result:
    scores = {score.code: score_of(score, answers, about) for score in answers.instrument.scores}
    return Result(scores, alarms(answers))
