"""What a screen says about an instrument: its terms, its questions, how it scores, and what it cannot do here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from tsunagu.assessment.presenters.responses import option_label
from tsunagu.assessment.queries.bands import bands_in_force
from tsunagu.assessment.queries.instruments import Offered
from tsunagu.assessment.rules.instruments import Band, Instrument, Item, Score, said
from tsunagu.assessment.rules.instruments.own import band_of_json, is_editable
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library

REASONS: dict[str, str | Promise] = {
    "value_set_without_content": gettext_lazy(
        "The list of answers did not come along; the answer is written in words."
    ),
    "cql": gettext_lazy("It is written in CQL, which is not worked out here; the line is filled in by hand."),
    "query": gettext_lazy("It asks another server for data; nothing is sent from here."),
    "language": gettext_lazy("The language of this expression is not known here."),
    "expression": gettext_lazy("This expression cannot be worked out here; it gives nothing."),
    "context": gettext_lazy("The form expects this from the program that opens it; it is not given here."),
    "record": gettext_lazy("The form would fill this from earlier records; it is filled in by hand."),
    "subquestionnaire": gettext_lazy("Another questionnaire belongs in this place; it is not put together here."),
    "adaptive": gettext_lazy("A server would choose the next question; the form shows all of them."),
    "extraction": gettext_lazy("Answers are not turned into other records."),
    "media": gettext_lazy("Pictures and sound are not shown."),
    "attachment": gettext_lazy("Files cannot be attached here."),
    "reference": gettext_lazy("A record cannot be picked here."),
    "rendering": gettext_lazy("Its styling is not used; the text is shown plainly."),
    "extension": gettext_lazy("This addition is not known here and changes nothing."),
    "element": gettext_lazy("This part is kept and not used."),
}
LICENCES: dict[str, str | Promise] = {
    "free": pgettext_lazy("licence", "Free to use"),
    "attribution": pgettext_lazy("licence", "Free with credit"),
    "non_commercial": pgettext_lazy("licence", "Free where nothing is sold"),
    "permission": pgettext_lazy("licence", "Only with the owner’s permission"),
    "government": pgettext_lazy("licence", "Published by a government"),
    "own": pgettext_lazy("licence", "Our own wording"),
    "unknown": pgettext_lazy("licence", "Not stated"),
}
LANGUAGES = {"en": gettext_lazy("English"), "ja": gettext_lazy("Japanese"), "ko": gettext_lazy("Korean")}
KINDS: dict[str, str | Promise] = {
    "boolean": pgettext_lazy("kind of answer", "yes or no"),
    "decimal": pgettext_lazy("kind of answer", "a number"),
    "integer": pgettext_lazy("kind of answer", "a whole number"),
    "quantity": pgettext_lazy("kind of answer", "a number with a unit"),
    "date": pgettext_lazy("kind of answer", "a day"),
    "dateTime": pgettext_lazy("kind of answer", "a day and time"),
    "time": pgettext_lazy("kind of answer", "a time"),
    "string": pgettext_lazy("kind of answer", "a line of text"),
    "text": pgettext_lazy("kind of answer", "text"),
    "url": pgettext_lazy("kind of answer", "an address on the web"),
    "choice": pgettext_lazy("kind of answer", "one of a list"),
    "open-choice": pgettext_lazy("kind of answer", "one of a list, or words"),
    "attachment": pgettext_lazy("kind of answer", "a file"),
    "reference": pgettext_lazy("kind of answer", "a record"),
}


@dataclass(frozen=True)
class InstrumentRow:
    title: str
    about: str
    url: str
    shipped: bool
    version: str
    licence: str | Promise
    languages: str
    score_only: bool
    unhonoured: int
    questions: int


def instrument_rows(offered: Iterable[Offered]) -> list[InstrumentRow]:
    rows = [_row(one) for one in offered]
    return sorted(rows, key=lambda row: (not row.shipped, row.title.casefold()))


def _row(one: Offered) -> InstrumentRow:
    instrument = one.instrument
    url = (
        reverse("assessment:instrument", args=[instrument.code])
        if one.shipped or one.version is None
        else reverse("assessment:instrument_version", args=[one.version.id])
    )
    return InstrumentRow(
        in_language(instrument.title),
        in_language(instrument.about),
        url,
        one.shipped,
        instrument.version,
        LICENCES.get(instrument.licence, instrument.licence),
        languages_of(instrument),
        instrument.score_only,
        len(instrument.unhonoured),
        len(instrument.questions),
    )


def languages_of(instrument: Instrument) -> str:
    """In which the questions have their official wording."""
    found = () if instrument.score_only else instrument.languages() or (instrument.language,)
    return pgettext("between answers", ", ").join(str(LANGUAGES.get(one, one)) for one in found)


@dataclass(frozen=True)
class ItemView:
    text: str
    lang: str
    kind: str | Promise
    options: Sequence[tuple[str, str]]
    depth: int
    code: str
    when: bool
    help: str
    heading: bool


@dataclass(frozen=True)
class BandView:
    label: str
    state: str
    reach: str
    sex: str


@dataclass(frozen=True)
class ScoreRule:
    code: str
    editable: bool  # its bands are points that an organisation may set
    title: str
    reach: str
    source: str
    bands: Sequence[BandView]


@dataclass(frozen=True)
class InstrumentView:
    code: str
    url: str
    version: str
    about: str
    notice: str
    source: str
    licence: str | Promise
    languages: str
    recall: str
    score_only: bool
    disagreements: str
    items: Sequence[ItemView]
    scores: Sequence[ScoreRule]
    criticals: Sequence[tuple[str, str]]
    unhonoured: Sequence[tuple[str, str, str | Promise]]
    loinc: bool
    wording: str  # the language the questions are shown in


def instrument_view(instrument: Instrument) -> InstrumentView:
    reader = (get_language() or "en")[:2]
    wording = reader if reader in instrument.languages() else instrument.language
    return InstrumentView(
        code=instrument.code,
        url=instrument.url,
        version=instrument.version,
        about=in_language(instrument.about),
        notice=in_language(instrument.notice),
        source=instrument.source,
        licence=LICENCES.get(instrument.licence, instrument.licence),
        languages=languages_of(instrument),
        recall=in_language(instrument.recall),
        score_only=instrument.score_only,
        disagreements=in_language(instrument.disagreements),
        items=[_item(item, instrument, wording) for item in instrument.walk() if not item.hidden],
        scores=[_score(score) for score in instrument.scores],
        criticals=[
            (said(instrument.by_link[one.link].text, wording) or one.link, in_language(one.why))
            for one in instrument.criticals
        ],
        unhonoured=[(one.path, one.what, REASONS.get(one.reason, one.reason)) for one in instrument.unhonoured],
        wording=wording,
        loinc=any(code.system == "http://loinc.org" for item in instrument.walk() for code in item.codes),
    )


def _item(item: Item, instrument: Instrument, wording: str) -> ItemView:
    options = [
        (option_label(option, wording), "" if option.score is None else f"{option.score:f}") for option in item.options
    ]
    return ItemView(
        f"{item.prefix} {said(item.text, wording) or item.link}".strip(),
        wording,
        "" if not item.asks else KINDS.get(item.kind, item.kind),
        options,
        len(instrument.above[item.link]),
        item.codes[0].code if item.codes else "",
        bool(item.when or item.when_expression),
        in_language(item.help),
        item.kind == "group",
    )


def _score(score: Score) -> ScoreRule:
    reach = _reach(score.low, score.high)
    bands = [_band(band) for band in score.bands]
    return ScoreRule(score.code, is_editable(score), in_language(score.title), reach, score.source, bands)


SEXES = {"female": gettext_lazy("women"), "male": gettext_lazy("men")}


def _band(band: Band) -> BandView:
    return BandView(in_language(band.label), band.state, _reach(band.low, band.high), str(SEXES.get(band.sex, "")))


def _reach(low: object, high: object) -> str:
    numbers = {"low": f"{low:f}" if low is not None else "", "high": f"{high:f}" if high is not None else ""}
    if low is not None and high is not None:
        return _("from %(low)s to %(high)s") % numbers
    if low is not None:
        return _("from %(low)s") % numbers
    return _("to %(high)s") % numbers if high is not None else ""


@dataclass(frozen=True)
class Words:
    """What an instrument says of itself while it is used."""

    recall: str
    notice: str
    disagreements: str


def words_of(instrument: Instrument) -> Words:
    return Words(in_language(instrument.recall), in_language(instrument.notice), in_language(instrument.disagreements))


@dataclass(frozen=True)
class OwnBandRow:
    """The organisation's own bands of one score, for all programmes or one."""

    score: str
    programme: str
    bands: Sequence[BandView]
    reason: str
    by: str
    at: datetime
    programme_code: str


def own_band_rows(instrument: Instrument, score: str = "") -> list[OwnBandRow]:
    """One query."""
    titles = {one.code: in_language(one.title) for one in instrument.scores}
    programmes = library().programmes()
    return [
        OwnBandRow(
            titles.get(row.score, row.score),
            in_language(programmes.get(row.programme)) or _("All programmes"),
            [_band(band_of_json(node)) for node in row.bands],
            row.reason,
            row.set_by_name,
            row.set_at,
            row.programme,
        )
        for row in bands_in_force(instrument.code)
        if not score or row.score == score
    ]


def score_rule(score: Score) -> ScoreRule:
    """How one score is read."""
    return _score(score)
