"""What a screen says about people: lines of a list, the cells of a comparison, the band, relations in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language_info, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tsunagu.core.errors import Words
from tsunagu.people.choices import ActsAs, Couple, Descent, IdentifierType, Precision, Sex, Tie
from tsunagu.people.models import Identifier, Person
from tsunagu.people.queries import Candidate, Found, Relative
from tsunagu.people.rules.dates import Partial, partial
from tsunagu.people.rules.matching import Cell, How, Strength, Verdict
from tsunagu.people.rules.numbers import tail
from tsunagu.people.rules.writing import has_han, has_hangul, is_kana
from tsunagu.ui import formats


@dataclass(frozen=True)
class Fact:
    """A label and its value, as the fact list and the band show them."""

    label: Words
    value: Words
    lang: str = ""
    url: str = ""


# -- dates and languages --------------------------------------------------------------------------------------------


def born_words(day: date | None, precision: str) -> str:
    """As far as it is known, with the age only where a whole date says it."""
    if day is None:
        return ""
    if precision == Precision.FULL:
        return formats.birth_and_age(day)
    return formats.partial_date(_iso(partial(day, precision)))


def birth_line(day: date | None, precision: str) -> str:
    """Beside a name on a list."""
    if day is None:
        return gettext("birth date not known")
    return formats.birth(day) if precision == Precision.FULL else formats.partial_date(_iso(partial(day, precision)))


def died_words(person: Person) -> str:
    if person.died_on is None:
        return gettext("day not known")
    return formats.partial_date(_iso(partial(person.died_on, person.died_precision)))


def _iso(known: Partial | None) -> str:
    if known is None:
        return ""
    return "-".join(f"{part:02}" for part in (known.year, known.month, known.day) if part)


def language_name(code: str) -> str:
    """The language in the reader's words, or its code where Django does not know it."""
    if not code:
        return ""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def lang_of(text: str) -> str:
    """The `lang` attribute of a text in a script of its own, so that it gets its own glyphs."""
    return "ko" if has_hangul(text) else "ja" if has_han(text) or is_kana(text) else ""


# -- finding --------------------------------------------------------------------------------------------------------

WHY: dict[str, Words] = {
    "name": _("by name"),
    "given": _("by name"),
    "words": _("by all the words"),
    "inside": _("inside the name"),
    "reading": _("by reading"),
    "initials": _("by initial consonants"),
    "born": _("by birth date"),
    "identifier": _("by number"),
    "phone": _("by phone"),
    "town": _("by town"),
}


@dataclass(frozen=True)
class PersonLine:
    """One person on a list or under the search box."""

    id: UUID
    url: str
    name: str
    reading: str
    lang: str
    born: str
    note: str
    why: Words = ""
    known: str = ""
    has_died: bool = False

    @property
    def more(self) -> str:
        """What tells them from others of the name, and why they are found."""
        told = (self.reading, gettext("has died") if self.has_died else "", self.note, self.why)
        return pgettext("between two facts", " · ").join(str(one) for one in told if one)


def line(found: Found) -> PersonLine:
    known = [found.town, found.known]
    return PersonLine(
        id=found.id,
        url=reverse("people:person_page", args=[found.id]),
        name=found.name,
        reading=found.reading,
        lang=found.lang,
        born=birth_line(found.born, found.born_precision),
        note=" · ".join(filter(None, known)),
        why=WHY.get(found.why, ""),
        known=found.known,
        has_died=found.has_died,
    )


def same_name_words(found: Sequence[Found]) -> str:
    """The line in the band: who else is called so, and when they were born."""
    if not found:
        return ""
    others = [f"{other.name} ({birth_line(other.born, other.born_precision)})" for other in found]
    return gettext("Somebody else has this name or reading: %(others)s.") % {"others": formats_list(others)}


def formats_list(items: Sequence[str]) -> str:
    return {"ja": "、", "ko": ", "}.get(formats.reader(), ", ").join(items)


# -- comparing ------------------------------------------------------------------------------------------------------

LABELS: dict[str, Words] = {
    "name": pgettext_lazy("of a person", "Name"),
    "reading": _("Reading"),
    "born": _("Birth date"),
    "address": _("Address"),
    "phone": _("Phone"),
    "identifier": _("Number"),
}
CLOSENESS: dict[Strength, Words] = {
    Strength.STRONG: pgettext_lazy("how near a record is", "Very close"),
    Strength.CLOSE: pgettext_lazy("how near a record is", "Close"),
    Strength.SOME: pgettext_lazy("how near a record is", "Somewhat close"),
}
STATES = {Strength.STRONG: "info", Strength.CLOSE: "later", Strength.SOME: "later"}
CLASSES = {
    Verdict.SAME: "same",
    Verdict.ALIKE: "near",
    Verdict.DIFFERENT: "diff",
    Verdict.UNKNOWN: "unk",
    Verdict.HIDDEN: "unk",
}
VERDICTS: dict[Verdict, Words] = {
    Verdict.SAME: pgettext_lazy("comparing records", "Same"),
    Verdict.ALIKE: pgettext_lazy("comparing records", "Alike"),
    Verdict.DIFFERENT: pgettext_lazy("comparing records", "Different"),
    Verdict.UNKNOWN: pgettext_lazy("comparing records", "Cannot tell"),
    Verdict.HIDDEN: pgettext_lazy("comparing records", "Not yours to see"),
}
HOWS: dict[tuple[Verdict, How], Words] = {
    (Verdict.ALIKE, How.VARIANTS): _("Alike: %(one)s and %(two)s are forms of one character"),
    (Verdict.ALIKE, How.WRITTEN_APART): _("Alike: the same sound, spelled differently"),
    (Verdict.SAME, How.WRITTEN_APART): _("Same, only written differently"),
    (Verdict.ALIKE, How.FAMILY_DIFFERS): _("Alike: another family name"),
    (Verdict.ALIKE, How.GIVEN_DIFFERS): _("Alike: another given name"),
    (Verdict.ALIKE, How.ONE_CHARACTER): _("Alike: one character differs"),
    (Verdict.ALIKE, How.ORDER): _("Alike: the same words in another order"),
    (Verdict.ALIKE, How.LONGER): _("Alike: one goes on where the other ends"),
    (Verdict.ALIKE, How.DAY_DIGIT): _("Alike: one digit of the day differs"),
    (Verdict.ALIKE, How.DAY_DIFFERS): _("Alike: another day of the same month"),
    (Verdict.ALIKE, How.SWAPPED): _("Alike: day and month may be swapped"),
    (Verdict.ALIKE, How.YEAR_DIFFERS): _("Alike: one digit of the year differs"),
    (Verdict.ALIKE, How.LESS_KNOWN): _("Alike: one of them is known less exactly"),
}


@dataclass(frozen=True)
class MatchCell:
    verdict: str
    value: str
    words: Words


@dataclass(frozen=True)
class MatchRow:
    label: Words
    value: str
    cells: list[MatchCell]
    strong: bool = False


@dataclass(frozen=True)
class MatchHead:
    state: str
    closeness: Words
    label: str


@dataclass(frozen=True)
class MatchTable:
    """What `<c-match-table>` shows, and the candidates in the order of its columns."""

    heads: list[MatchHead]
    rows: list[MatchRow]
    candidates: list[Candidate]


def match_table(candidates: Sequence[Candidate]) -> MatchTable:
    """Each field compared with each candidate; a verdict in words in every cell, and no score."""
    heads = [
        MatchHead(STATES[c.strength], CLOSENESS[c.strength], gettext("Record %(number)d") % {"number": n})
        for n, c in enumerate(candidates, 1)
    ]
    rows = [_row(field, label, candidates) for field, label in LABELS.items()] if candidates else []
    if any(c.known for c in candidates):
        rows.append(MatchRow(_("Known here"), "", [MatchCell("", c.known, "") for c in candidates]))
    return MatchTable(heads, rows, list(candidates))


def _row(field: str, label: Words, candidates: Sequence[Candidate]) -> MatchRow:
    cells = [c.comparison.cell(field) for c in candidates]
    ours = next((_value(field, cell.ours) for cell in cells if cell.ours), "—")
    return MatchRow(label, ours, [_match_cell(cell) for cell in cells], strong=field == "name")


def _match_cell(cell: Cell) -> MatchCell:
    return MatchCell(
        CLASSES[cell.verdict], _value(cell.field, cell.theirs) or gettext("not on record"), verdict_words(cell)
    )


def verdict_words(cell: Cell) -> str:
    """The verdict of one cell in a sentence: "Alike: 邉 and 辺 are forms of one character"."""
    words = HOWS.get((cell.verdict, cell.how)) if cell.how else None
    if words is None:
        return str(VERDICTS[cell.verdict])
    return str(words) % {"one": cell.pair[0], "two": cell.pair[1]} if cell.pair else str(words)


def _value(field: str, value: str) -> str:
    """A number shows only its end: enough to compare, too little to copy."""
    if not value:
        return ""
    if field == "born":
        known = Partial(*(int(part) for part in (value[:4], value[4:6], value[6:]) if part))
        return born_words(known.first, known.precision)
    if field in {"phone", "identifier"}:
        return gettext("ends in %(digits)s") % {"digits": tail(value, 4 if field == "phone" else 3)}
    return value


# -- the record -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NumberLine:
    label: Words
    value: str
    note: Words
    id: UUID


def number_line(identifier: Identifier) -> NumberLine:
    label = IdentifierType(identifier.type).label
    return NumberLine(label, identifier.value, identifier.get_masked_display(), identifier.id)


@dataclass(frozen=True)
class RelativeLine:
    """One relation in words: who, what they are, and all that a drawing would show."""

    id: UUID
    name: str
    lang: str
    url: str
    kind: Words
    facts: str
    phone: str
    acts_as: list[Words]


def relative_line(relative: Relative) -> RelativeLine:
    name = relative.name
    return RelativeLine(
        id=relative.relation.id,
        name=name,
        lang=lang_of(name),
        url=reverse("people:person_page", args=[relative.person.id]) if relative.person else "",
        kind=relative.kind.label,
        facts=" · ".join(str(words) for words in _relative_facts(relative) if words),
        phone=relative.outside.phone if relative.outside else "",
        acts_as=[ActsAs(code).label for code in relative.acts_as],
    )


def _relative_facts(relative: Relative) -> list[Words]:
    row = relative.relation
    facts: list[Words] = [*_who_they_are(relative)]
    facts.append(Descent(row.descent).label if row.descent else "")
    facts.append(Couple(row.couple).label if row.couple else "")
    facts.append(Tie(row.tie).label if row.tie else "")
    if row.lives_together is not None and not relative.has_died:
        facts.append(gettext("lives with them") if row.lives_together else gettext("lives elsewhere"))
    return [*facts, row.note]


def _who_they_are(relative: Relative) -> list[Words]:
    if relative.person:
        person = relative.person
        died = [gettext("died: %(day)s") % {"day": died_words(person)}] if person.has_died else []
        return [birth_line(person.born, person.born_precision), *died]
    other = relative.outside
    if other is None:
        return []
    facts: list[Words] = [Sex(other.sex).label if other.sex != Sex.UNKNOWN else ""]
    if other.born_year:
        facts.append(gettext("born %(year)d") % {"year": other.born_year})
    if other.has_died:
        facts.append(gettext("died %(year)d") % {"year": other.died_year} if other.died_year else gettext("has died"))
    return [*facts, other.note]


def person_facts(person: Person) -> list[Fact]:
    """What the band says after name and birth date, in its fixed order; what is not known is left out."""
    facts = [Fact(_("Died"), died_words(person))] if person.has_died else []
    if person.pronouns:
        facts.append(Fact(_("Pronouns"), person.pronouns))
    if where := person.town or person.place_note:
        facts.append(Fact(pgettext("label of a town", "Where"), where, lang_of(where)))
    if person.interpreter_needed:
        language = language_name(person.language)
        needed = (
            gettext("%(language)s, interpreter needed") % {"language": language}
            if language
            else gettext("interpreter needed")
        )
        facts.append(Fact(pgettext("of a person", "Language"), needed))
    elif person.language and person.language[:2] != formats.reader():
        facts.append(Fact(pgettext("of a person", "Language"), language_name(person.language)))
    if person.cannot_self_report:
        facts.append(Fact(_("Speaks for them"), _("others: cannot report themself")))
    if person.communication:
        facts.append(Fact(_("How to talk"), person.communication, lang_of(person.communication)))
    return facts
