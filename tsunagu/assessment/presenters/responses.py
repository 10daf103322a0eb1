"""What a screen says about an instrument being filled in, and about what came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tsunagu.assessment.choices import NOT_ANSWERED, Method, ResponseStatus
from tsunagu.assessment.models import Response
from tsunagu.assessment.presenters import source_words
from tsunagu.assessment.queries.instruments import Before, form_of, instrument_of, shelf
from tsunagu.assessment.rules.instruments import (
    NOT_ASKED,
    Coding,
    Given,
    Instrument,
    Item,
    Option,
    Quantity,
    Value,
    alarms,
    said,
)
from tsunagu.assessment.rules.instruments.answers import NOTHING, Key
from tsunagu.assessment.rules.instruments.flow import Line, Sheet, is_asked, name_of
from tsunagu.core.words import in_language
from tsunagu.ui import formats

STATES = {
    ResponseStatus.IN_PROGRESS: "soon",
    ResponseStatus.COMPLETED: "met",
    ResponseStatus.AMENDED: "met",
    ResponseStatus.ENTERED_IN_ERROR: "stop",
}
INSTEAD = {code: words for code, words in NOT_ANSWERED if code}
FEW = 9  # answers that are all shown; more of them go into a list to pick from


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool
    id: str


@dataclass(frozen=True)
class Question:
    """One line of the sheet as it is drawn. `control` names the template's branch; a line not asked now is only its empty place."""

    name: str
    control: str
    shown: bool = True
    text: str = ""
    lang: str = ""
    prefix: str = ""
    help: str = ""
    required: bool = False
    choices: Sequence[Choice] = ()
    value: str = ""
    other: str = ""
    takes_other: bool = False
    unit: str = ""
    units: Sequence[Choice] = ()
    absent: str = ""
    before: str = ""
    error: str = ""
    depth: int = 0
    turn: int = 0
    number: int = 0  # which question of how many, for readers
    mode: str = ""  # inputmode

    @property
    def answered(self) -> bool:
        return bool(self.absent or self.value or self.other or any(choice.chosen for choice in self.choices))

    @property
    def asks(self) -> bool:
        return self.control not in ("heading", "note", "worked_out")


@dataclass(frozen=True)
class Filling:
    """The whole sheet, or one question of it."""

    questions: Sequence[Question]
    asked: int
    answered: int
    alarms: Sequence[str]

    @property
    def shown(self) -> list[Question]:
        return [one for one in self.questions if one.shown]


def filling(
    response: Response,
    sheet: Sheet,
    before: Mapping[Key, Before],
    errors: Mapping[str, str] | None = None,
    only: str = "",
) -> Filling:
    """All lines in order, those not asked now as empty places; with `only`, the one of that name."""
    form, errors = form_of(response), errors or {}
    shown = {line.key: line for line in sheet.lines}
    questions, number = [], 0
    for line in _every_line(form, sheet):
        name = name_of(form, line)
        asked = line.key in shown and not line.item.hidden
        if asked and is_asked(line.item):
            number += 1
        questions.append(
            question(response, shown[line.key], name, before.get(line.key), errors.get(name, ""), number)
            if asked
            else Question(name, "heading" if line.item.kind == "group" else "text", shown=False)
        )
    asked_now = [line for line in sheet.questions if not line.spare]
    return Filling(
        [one for one in questions if not only or one.name == only],
        len(asked_now),
        sum(line.given != NOTHING for line in asked_now),
        [in_language(alarm.critical.why) for alarm in alarms(sheet.answers)],
    )


def _every_line(form: Instrument, sheet: Sheet) -> Iterable[Line]:
    """The sheet's lines with the items that are not asked put where they would stand."""
    standing = list(sheet.lines)
    found = {line.item.link for line in standing}
    order = {item.link: n for n, item in enumerate(form.walk())}
    waiting = [Line(item, (), NOTHING) for item in form.walk() if item.link not in found and not _in_turns(form, item)]
    for line in standing:
        while waiting and order[waiting[0].item.link] < order[line.item.link]:
            yield waiting.pop(0)
        yield line
    yield from waiting


def _in_turns(form: Instrument, item: Item) -> bool:
    return any(above.repeats and above.kind == "group" for above in (*form.above[item.link], item))


def question(
    response: Response, line: Line, name: str, before: Before | None, error: str = "", number: int = 0
) -> Question:
    item, language = line.item, response.language
    plain = Question(
        name=name,
        control=control_of(line),
        text=said(item.text, language) or item.link,
        lang=_lang(item, language),
        prefix=item.prefix,
        help=in_language(item.help),
        required=item.required,
        absent=line.given.absent,
        before=before_words(line, before, language),
        error=error,
        depth=line.depth,
        turn=line.turn + 1 if item.kind == "group" and item.repeats else 0,
        number=number,
    )
    if plain.control in ("one", "several", "pick"):
        return replace(plain, **_choices(line, name, language))
    if plain.control == "yes_no":
        chosen = line.given.value
        yes, no = (Choice(str(v).lower(), w, chosen is v, f"{name}-{n}") for n, (v, w) in enumerate(_yes_no()))
        return replace(plain, choices=(yes, no))
    units = [
        Choice(one.code, in_language(one.display) or one.code, _has_unit(line, one), f"{name}-u{n}")
        for n, one in enumerate(item.units)
    ]
    return replace(
        plain,
        value="\n".join(written(value) for value in line.given.values),
        unit=in_language(item.unit.display) or item.unit.code if item.unit else "",
        units=units,
        mode={"integer": "numeric", "decimal": "decimal", "quantity": "decimal"}.get(item.kind, ""),
    )


def control_of(line: Line) -> str:
    """Which control: radios, checks, a list to pick from, yes or no, a line, a box; or a heading, a note, a number worked out."""
    item = line.item
    if item.kind == "group":
        return "heading"
    if item.kind == "display":
        return "note"
    if item.calculated or item.read_only or item.kind in ("attachment", "reference"):
        return "worked_out"
    if line.options:
        few = len(line.options) <= FEW and item.control not in ("drop-down", "autocomplete")
        return "several" if item.repeats else "one" if few or item.kind == "open-choice" else "pick"
    if item.kind == "boolean":
        return "yes_no"
    return "box" if item.kind == "text" or item.repeats else "line"


def _choices(line: Line, name: str, language: str) -> dict[str, Any]:
    choices = tuple(
        Choice(str(n), option_label(option, language), option.value in line.given.values, f"{name}-{n}")
        for n, option in enumerate(line.options)
    )
    others = [value for value in line.given.values if not any(option.value == value for option in line.options)]
    takes = line.item.kind == "open-choice"
    return {"choices": choices, "takes_other": takes, "other": written(others[0]) if others else ""}


def option_label(option: Option, language: str) -> str:
    return f"{option.prefix} {option.label(language)}".strip()


def _has_unit(line: Line, unit: Coding) -> bool:
    value = line.given.value
    return isinstance(value, Quantity) and value.code == unit.code


def _yes_no() -> list[tuple[bool, str]]:
    return [(True, pgettext("answer", "Yes")), (False, pgettext("answer", "No"))]


def _lang(item: Item, language: str) -> str:
    """The language the wording stands in, where it is not the one that was wanted."""
    return language if language in item.text else "en" if "en" in item.text else next(iter(item.text), "")


def written(value: Value) -> str:
    """A value as it stands in its box, or is read."""
    match value:
        case Coding():
            return in_language(value.display) or value.code
        case Quantity():
            return f"{value.value:f}"
        case bool():
            return pgettext("answer", "Yes") if value else pgettext("answer", "No")
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
    return value


def answer_words(item: Item, given: Given, language: str) -> str:
    """A stored answer as a reader says it; nothing where nothing was asked."""
    if given.absent:
        return str(INSTEAD[given.absent])
    return pgettext("between answers", ", ").join(_said(item, value, language) for value in given.values)


def _said(item: Item, value: Value, language: str) -> str:
    option = item.option(value)
    if option is not None:
        return option_label(option, language)
    if isinstance(value, Quantity):
        return f"{value.value:f} {value.unit or value.code}".strip()
    if item.kind in ("decimal", "integer") and item.unit:
        return f"{written(value)} {in_language(item.unit.display) or item.unit.code}"
    return _day(item, value) if isinstance(value, str) else written(value)


def _day(item: Item, text: str) -> str:
    if item.kind == "date":
        return formats.partial_date(text)
    if item.kind == "dateTime" and "T" in text:
        return formats.instant(datetime.fromisoformat(text))
    return text


def before_words(line: Line, before: Before | None, language: str) -> str:
    """What was answered last time, with its day."""
    if before is None or before.response.answered_at is None:
        return ""
    return _("Before: %(answer)s (%(day)s)") % {
        "answer": answer_words(line.item, before.given, language),
        "day": formats.full_date(before.response.answered_at),
    }


# -- what came out ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AnswerRow:
    text: str
    lang: str
    answer: str
    points: str
    stood_in: str = ""
    heading: bool = False
    was_asked: bool = True


@dataclass(frozen=True)
class ScoreView:
    """A score with its band, what gave it, and where the cut-offs come from."""

    title: str
    value: str
    of: str
    band: str
    state: str
    reach: str
    source: str
    notes: Sequence[str]


def answer_rows(response: Response, sheet: Sheet) -> list[AnswerRow]:
    """Every question in order: the answer, what it counted, and which were not asked."""
    parts = {link: (points, stood) for link, points, stood in response.scores.get("total", {}).get("parts", [])}
    rows = []
    for line in _every_line(form_of(response), sheet):
        item = line.item
        if item.kind == "display" or item.hidden:
            continue
        points, stood = parts.get(item.link, (None, None))
        asked = any(one.key == line.key for one in sheet.lines)
        rows.append(
            AnswerRow(
                f"{item.prefix} {said(item.text, response.language) or item.link}".strip(),
                _lang(item, response.language),
                (answer_words(item, line.given, response.language) or _("no answer"))
                if asked
                else str(INSTEAD[NOT_ASKED]),
                "" if points is None else f"{points:g}",
                "" if stood is None else f"{stood:g}",
                item.kind == "group",
                asked,
            )
        )
    return rows


def score_views(response: Response) -> list[ScoreView]:
    return [_score_view(one) for one in response.scores.values()]


def _score_view(score: Mapping[str, Any]) -> ScoreView:
    low, high = score.get("from"), score.get("to")
    reach = {"low": _n(low), "high": _n(high)}
    return ScoreView(
        title=in_language(score["title"]),
        value=_n(score["value"]) if score["value"] is not None else "" if score["band"] else "–",
        of=_("of %(most)s") % {"most": _n(score["high"])} if score.get("high") is not None else "",
        band=in_language(score["label"]),
        state=score["state"],
        reach=_("from %(low)s to %(high)s") % reach
        if low is not None and high is not None
        else _("from %(low)s") % reach
        if low is not None
        else _("to %(high)s") % reach
        if high is not None
        else "",
        source=score["source"],
        notes=[_note(one) for one in score["notes"]],
    )


NOTES = {"prorated": gettext_lazy("Answers are missing: the mean of the others stands in for them.")}


def _note(words: Mapping[str, str]) -> str:
    return str(NOTES[words["en"]]) if words.get("en") in NOTES else in_language(words)


def _n(number: Any) -> str:
    return "" if number is None else f"{number:g}"


@dataclass(frozen=True)
class Trend:
    """One instrument's totals over time: a small line, and the same in a table beside it."""

    code: str
    title: str
    rows: Sequence[tuple[Response, str, str, str]]  # response, total, band, state
    points: str
    dots: Sequence[tuple[int, int]]
    cuts: Sequence[int]
    change: str


WIDE, HIGH, EDGE = 320, 96, 8


def trend(responses: Sequence[Response]) -> Trend:
    """Oldest first, placed by their day; cut-offs of the last version are drawn across."""
    last = responses[-1]
    instrument = instrument_of(last.instrument)
    totals = [one for one in responses if one.total is not None]
    score = last.scores.get("total", {})
    least = min([float(score.get("low") or 0), *(float(one.total or 0) for one in totals)])
    most = max([float(score.get("high") or 0), *(float(one.total or 0) for one in totals), least + 1])
    dots = [(x, _height(float(one.total or 0), least, most)) for one, x in zip(totals, _along(totals), strict=True)]
    bands = instrument.score().bands if instrument.score() else ()  # type: ignore[union-attr]
    cuts = sorted(
        {_height(float(band.low), least, most) for band in bands if band.low is not None and float(band.low) > least}
    )
    return Trend(
        last.code,
        in_language(instrument.title),
        [(one, _n(float(one.total)) if one.total is not None else "–", *_band(one)) for one in reversed(responses)],
        " ".join(f"{x},{y}" for x, y in dots) if len(dots) > 1 else "",
        dots,
        cuts,
        change_words(totals, str(score.get("better", "neither"))),
    )


def _along(responses: Sequence[Response]) -> list[int]:
    days = [one.answered_at.timestamp() if one.answered_at else 0.0 for one in responses]
    if len(days) < 2 or days[-1] == days[0]:
        return [EDGE] * len(days)
    span = WIDE - 2 * EDGE
    return [round(EDGE + span * (day - days[0]) / (days[-1] - days[0])) for day in days]


def _height(value: float, least: float, most: float) -> int:
    return round(HIGH - EDGE - (HIGH - 2 * EDGE) * (value - least) / (most - least))


def _band(response: Response) -> tuple[str, str]:
    score = response.scores.get("total", {})
    return in_language(score.get("label") or {}), str(score.get("state", "note"))


def change_words(totals: Sequence[Response], better: str) -> str:
    """From the first to the last, in words; which way is good belongs to the score."""
    if len(totals) < 2:
        return ""
    first, last = float(totals[0].total or 0), float(totals[-1].total or 0)
    numbers = {"first": _n(first), "last": _n(last)}
    if first == last:
        return _("Unchanged at %(last)s since the first time.") % numbers
    if better not in ("lower", "higher"):
        return _("From %(first)s at first to %(last)s now.") % numbers
    improved = (last < first) == (better == "lower")
    return (
        _("From %(first)s at first to %(last)s now: better.")
        if improved
        else _("From %(first)s at first to %(last)s now: worse.")
    ) % numbers


def how_words(response: Response) -> str:
    """Method and who answered."""
    return source_words(response)


def longer(response: Response) -> str:
    """The title of the instrument to go on with: where one follows and this one was positive."""
    follows = shelf().get(form_of(response).follows)
    positive = response.scores.get("total", {}).get("level") in ("medium", "high")
    return in_language(follows.title) if follows and positive and not response.is_open else ""


@dataclass(frozen=True)
class ResponseRow:
    response: Response
    title: str
    state: str
    words: str
    url: str
    how: str
    result: str
    result_state: str = "note"


def response_row(response: Response) -> ResponseRow:
    band, state = _band(response)
    total = _n(float(response.total)) if response.total is not None else ""
    return ResponseRow(
        response,
        in_language(response.instrument.title),
        STATES[ResponseStatus(response.status)],
        str(ResponseStatus(response.status).label),
        reverse("assessment:response", args=[response.case_id, response.id]),
        how_words(response),
        _("%(total)s · %(band)s") % {"total": total, "band": band} if total and band else total or band,
        state,
    )


def starts_one_by_one(response: Response) -> bool:
    """The person alone with the tablet gets one question a page."""
    return response.method == Method.SELF_REPORT
