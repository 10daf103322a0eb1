"""What is an instrument? Plain values: what it asks, what may be answered, how that is scored, and what the score means.

The words follow FHIR's Questionnaire, from which instruments are read and to which they are written; decision 0009 says why.
Own-worded text (titles, help, bands) comes in every language; the wording of an official item only in those in which it was published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

Words = Mapping[str, str]  # language -> text

LANGUAGES = ("en", "ja", "ko")
LOINC = "http://loinc.org"
FHIRPATH = "text/fhirpath"

# FHIR's item types (R4). `group` and `display` ask nothing themselves.
SILENT = ("group", "display")
KINDS = (
    *SILENT, "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "url",
    "choice", "open-choice", "attachment", "reference", "quantity",
)  # fmt: skip
OPERATORS = ("exists", "=", "!=", ">", "<", ">=", "<=")


@dataclass(frozen=True)
class Coding:
    """A code of a system. Two are the same answer when code and system agree, whatever they are called."""

    code: str
    system: str = ""
    display: Words = field(default_factory=dict, compare=False, hash=False)


@dataclass(frozen=True)
class Quantity:
    value: Decimal
    unit: str = ""
    code: str = ""
    system: str = ""


# One answer as it was given. Dates and times are text in ISO form, as precise as they were given.
Value = Coding | Quantity | Decimal | int | bool | str


@dataclass(frozen=True)
class Option:
    """`score` is what the answer counts; an exclusive option ("none of these") stands alone."""

    value: Value
    score: Decimal | None = None
    prefix: str = ""
    exclusive: bool = False
    initial: bool = False

    @property
    def code(self) -> str:
        """What a form sends and a document names: the code, or the value itself."""
        if isinstance(self.value, Coding):
            return self.value.code or self.label("en")
        return str(self.value.value if isinstance(self.value, Quantity) else self.value)

    def label(self, language: str) -> str:
        return said(self.value.display, language) or self.value.code if isinstance(self.value, Coding) else self.code


@dataclass(frozen=True)
class Condition:
    """The item is asked when the answer to `question` stands so to `answer` (FHIR's enableWhen)."""

    question: str
    operator: str
    answer: Value


@dataclass(frozen=True)
class Expression:
    """A FHIRPath expression, and the name under which others may use what it finds."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Constraint:
    """What must be true before it is completed; one that is not `binding` only asks for a second look."""

    expression: Expression
    text: Words
    binding: bool = True


@dataclass(frozen=True)
class Item:
    """One line of an instrument, with the lines below it. `link` is FHIR's linkId and stands once in an instrument."""

    link: str
    kind: str
    text: Words = field(default_factory=dict)
    codes: tuple[Coding, ...] = ()
    prefix: str = ""
    help: Words = field(default_factory=dict)
    required: bool = False
    repeats: bool = False
    hidden: bool = False
    read_only: bool = False
    control: str = ""  # how it likes to be shown: radio-button, slider, drop-down, check-box …
    options: tuple[Option, ...] = ()
    initial: tuple[Value, ...] = ()
    unit: Coding | None = None
    units: tuple[Coding, ...] = ()  # a choice of units
    minimum: Value | None = None
    maximum: Value | None = None
    max_length: int | None = None
    min_occurs: int | None = None
    max_occurs: int | None = None
    when: tuple[Condition, ...] = ()
    when_any: bool = False  # one condition is enough; otherwise all must hold
    when_expression: Expression | None = None
    variables: tuple[Expression, ...] = ()
    calculated: Expression | None = None
    prefill: Expression | None = None  # FHIR's initialExpression
    choices: Expression | None = None  # FHIR's answerExpression: what may be chosen follows from other answers
    constraints: tuple[Constraint, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def asks(self) -> bool:
        return self.kind not in SILENT

    def option(self, value: object) -> Option | None:
        """By its value, or by its code."""
        return next((o for o in self.options if o.value == value or o.code == value), None)

    def walk(self) -> Iterator[Item]:
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True)
class Band:
    """What a score from `low` to `high` is called. `sex` narrows it where cut-offs differ; `state` is the mark it is shown with.

    `answer` is the code by which others know this result, where a code system has one.
    """

    code: str
    label: Words
    low: Decimal | None = None
    high: Decimal | None = None
    sex: str = ""  # female, male: only for them
    state: str = "note"  # a status mark of the design system: over, soon, note, met
    level: str = ""  # low, medium, high: what pathways read
    answer: Coding | None = None

    def holds(self, score: Decimal, sex: str = "") -> bool:
        fits = (self.low is None or self.low <= score) and (self.high is None or score <= self.high)
        return fits and self.sex in ("", sex)


@dataclass(frozen=True)
class Missing:
    """What becomes of a score when answers are missing. Up to `allowed` of them, as `how` says; beyond that no score.

    `prorate`: the mean of what was answered stands in; `leave`: they count nothing; `refuse`: no score.
    """

    allowed: int = 0
    how: str = "refuse"


@dataclass(frozen=True)
class Score:
    """One number worked out of the answers. The one called `total` is what lists, pathways and risk factors read."""

    code: str
    rule: str  # a name in `scoring.RULES`
    title: Words
    items: tuple[str, ...] = ()  # links it counts; none: every item that asks and has scored options
    codes: tuple[Coding, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    unit: Words = field(default_factory=dict)
    better: str = "lower"  # which way is good: lower, higher, neither
    bands: tuple[Band, ...] = ()
    missing: Missing = Missing()
    source: str = ""  # where the cut-offs come from
    settings: Mapping[str, str] = field(default_factory=dict, hash=False)  # what the rule needs besides


@dataclass(frozen=True)
class Critical:
    """An answer that is acted on at once, whatever the total: one of `answers` to the item `link`."""

    link: str
    answers: tuple[str, ...]  # codes of options
    why: Words
    level: str = "high"
    codes: tuple[Coding, ...] = ()  # of the item, by which it is known again in another wording


@dataclass(frozen=True)
class Unhonoured:
    """Something a document asks for that this program does not do: where it stands, what it is, and what follows."""

    path: str
    what: str
    reason: str  # one of the codes in `REASONS`


REASONS = (
    "value_set_without_content", "cql", "query", "language", "expression", "context", "record", "subquestionnaire", "adaptive",
    "extraction", "media", "attachment", "reference", "rendering", "extension", "element",
)  # fmt: skip


@dataclass(frozen=True)
class Instrument:
    """One version of one instrument. `language` is that of the item texts; `score_only` keeps no item text at all."""

    code: str  # phq9: what pathways and risk factors call it
    version: str
    title: Words
    language: str = "en"
    url: str = ""
    codes: tuple[Coding, ...] = ()
    about: Words = field(default_factory=dict)
    licence: str = ""  # free, ask, unknown … as a word; the notice says it in full
    notice: Words = field(default_factory=dict)  # copyright and terms, shown wherever the instrument is
    source: str = ""  # where wording, scores and cut-offs come from
    respondent: str = ""  # person, worker, informant
    recall: Words = field(default_factory=dict)  # "the last two weeks"
    items: tuple[Item, ...] = ()
    variables: tuple[Expression, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    scores: tuple[Score, ...] = ()
    criticals: tuple[Critical, ...] = ()
    notes: Mapping[str, Words] = field(default_factory=dict, hash=False)  # what a scoring rule may remark, by code
    disagreements: Words = field(default_factory=dict)  # where published cut-offs do not agree
    follows: str = ""  # the instrument that goes on where this one is positive: phq2 -> phq9
    score_only: bool = False
    unhonoured: tuple[Unhonoured, ...] = ()

    def walk(self) -> Iterator[Item]:
        for item in self.items:
            yield from item.walk()

    @cached_property
    def by_link(self) -> Mapping[str, Item]:
        return {item.link: item for item in self.walk()}

    @cached_property
    def above(self) -> Mapping[str, tuple[Item, ...]]:
        """The items in which an item lies, the outermost first."""
        found: dict[str, tuple[Item, ...]] = {}

        def note(items: tuple[Item, ...], path: tuple[Item, ...]) -> None:
            for item in items:
                found[item.link] = path
                note(item.items, (*path, item))

        note(self.items, ())
        return found

    @property
    def questions(self) -> tuple[Item, ...]:
        return tuple(item for item in self.walk() if item.asks)

    def languages(self) -> tuple[str, ...]:
        """Those in which every question has its official wording."""
        asked = [item.text for item in self.questions if item.text]
        return tuple(one for one in LANGUAGES if asked and all(one in text for text in asked))

    def score(self, code: str = "total") -> Score | None:
        return next((score for score in self.scores if score.code == code), None)


def said(words: Words, language: str) -> str:
    """The text in this language, else in English, else whatever there is."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")
