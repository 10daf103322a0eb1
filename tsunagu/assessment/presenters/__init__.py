"""What a screen says about an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.forms import BoundField, Form
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tsunagu.assessment.choices import NOT_ANSWERED, YES_NO, FindingKind, Informant, Method, Ranker
from tsunagu.assessment.models import Assessment, Finding, Wellbeing
from tsunagu.assessment.queries import Answered, Answers, Filled, Required, Sheet, latest_answers, outline_of
from tsunagu.assessment.rules import Domain, Item, Light, Section
from tsunagu.core.words import in_language
from tsunagu.ui import formats

STATES = {
    "concluded": ("met", gettext_lazy("Concluded")),
    "copied": ("wait", gettext_lazy("Copied: confirm it")),
    "begun": ("soon", gettext_lazy("No conclusion yet")),
    "empty": ("later", gettext_lazy("Not begun")),
    "restricted": ("note", gettext_lazy("Restricted")),
}
REQUIRED = {
    "current": ("met", gettext_lazy("Current")),
    "begun": ("soon", gettext_lazy("Begun")),
    "expired": ("over", gettext_lazy("Expired")),
    "missing": ("later", gettext_lazy("Not done yet")),
    "unavailable": ("note", gettext_lazy("Not yet available here")),
}
LIGHT_NAMES = {"mind": gettext_lazy("Mind"), "body": gettext_lazy("Body"), "social": gettext_lazy("Social life")}
LIGHT_STATES = {
    "full": ("met", gettext_lazy("all sections concluded")),
    "part": ("soon", gettext_lazy("some sections concluded")),
    "dark": ("later", gettext_lazy("nothing concluded yet")),
}


# -- the sheet ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SectionLink:
    url: str
    label: str
    note: str | Promise
    current: bool
    count: str = ""


def section_links(sheet: Sheet, current: str = "") -> list[SectionLink]:
    """The list beside the sheet: every section with its state in words."""
    assessment = sheet.assessment
    overview = reverse("assessment:sheet", args=[assessment.case_id, assessment.id])
    found = [SectionLink(overview, _("Overview"), "", current == "")]
    if any(filled.section.domain for filled in sheet.filled):
        url = reverse("assessment:function", args=[assessment.case_id, assessment.id])
        found.append(SectionLink(url, _("Where support is needed"), "", current == "function"))
    return found + [_section_link(assessment, filled, current) for filled in sheet.filled]


def _section_link(assessment: Assessment, filled: Filled, current: str) -> SectionLink:
    code = filled.section.code
    return SectionLink(
        section_url(assessment, filled.section),
        in_language(filled.section.title),
        STATES[filled.state][1],
        code == current,
    )


def section_url(assessment: Assessment, section: Section) -> str:
    name = "assessment:restricted" if section.restricted else "assessment:section"
    return reverse(name, args=[assessment.case_id, assessment.id, section.code])


@dataclass(frozen=True)
class SectionRow:
    title: str
    url: str
    state: str
    words: str | Promise
    conclusion: str
    written: str


def section_rows(sheet: Sheet) -> list[SectionRow]:
    return [
        SectionRow(
            in_language(filled.section.title),
            section_url(sheet.assessment, filled.section),
            *STATES[filled.state],
            filled.conclusion.text if filled.conclusion else "",
            _by_at(filled.conclusion.author_name, filled.conclusion.written_at) if filled.conclusion else "",
        )
        for filled in sheet.filled
    ]


def _by_at(name: str, at: datetime) -> str:
    return _("%(name)s, %(day)s") % {"name": name, "day": formats.full_date(at)}


@dataclass(frozen=True)
class LightView:
    name: str | Promise
    state: str
    words: str | Promise
    asked: int
    concluded: int


def light_views(lights: Iterable[Light]) -> list[LightView]:
    return [LightView(LIGHT_NAMES[x.code], *LIGHT_STATES[x.state], x.asked, x.concluded) for x in lights if x.asked]


def title(assessment: Assessment) -> str:
    return in_language(outline_of(assessment).title)


# -- one section ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ItemRow:
    """An item with its two controls, and what was answered last time."""

    kind: str
    field: BoundField
    instead: BoundField
    before: str


def item_rows(form: Form, section: Section, before: Answers) -> list[ItemRow]:
    return [
        ItemRow(
            item.kind,
            form[f"item_{item.code}"],
            form[f"none_{item.code}"],
            before_words(item, before.get((section.code, item.code))),
        )
        for item in section.items
    ]


def before_words(item: Item, answered: Answered | None) -> str:
    """What is known from another assessment: the answer, its day and whose."""
    if answered is None:
        return ""
    return _("Before: %(answer)s (%(day)s, %(name)s)") % {
        "answer": answer_words(item, answered.value),
        "day": formats.full_date(answered.at),
        "name": answered.author,
    }


def answer_words(item: Item, value: Any) -> str:
    """A stored answer as a reader says it."""
    instead = {code: str(words) for code, words in NOT_ANSWERED if code}
    if isinstance(value, str) and value in instead:
        return instead[value]
    if item.kind == "yes_no":
        return str(dict(YES_NO).get(value, value))
    if isinstance(value, list):
        return pgettext("between answers", ", ").join(answer_words(item, one) for one in value)
    option = item.option(value)
    if option is None:
        return str(value)
    return f"{option.value} · {in_language(option.label)}" if option.value is not None else in_language(option.label)


@dataclass(frozen=True)
class EntryView:
    """What one source said, to be read."""

    id: object
    source: str
    written: str
    copied: str
    text: str
    own_words: str
    language: str
    answers: list[tuple[str, str]]
    basis: str
    edit_url: str


def entry_views(sheet: Sheet, filled: Filled) -> list[EntryView]:
    url = section_url(sheet.assessment, filled.section)
    return [entry_view(filled.section, entry, f"{url}?entry={entry.id}") for entry in filled.entries]


def entry_view(section: Section, entry: Any, edit_url: str = "") -> EntryView:
    items = [(item, entry.answers[item.code]) for item in section.items if item.code in entry.answers]
    copied = getattr(entry, "copied_from", None)
    return EntryView(
        entry.id,
        source_words(entry),
        _by_at(entry.author_name, entry.written_at),
        _("Copied from %(day)s, not confirmed yet") % {"day": formats.full_date(copied.written_at)} if copied else "",
        entry.text,
        entry.own_words,
        entry.language,
        [(in_language(item.label), answer_words(item, value)) for item, value in items],
        f"{entry.get_basis_display()}: {entry.basis_reason}" if entry.basis else "",
        edit_url,
    )


def source_words(entry: Any) -> str:
    said = {"method": Method(entry.method).label, "who": entry.informant_name or Informant(entry.informant).label}
    return _("%(method)s: %(who)s") % said


# -- the list of a case -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RequiredRow:
    title: str
    state: str
    words: str | Promise
    because: str
    until: str
    act: str
    url: str


def required_row(case_id: Any, person_id: Any, one: Required) -> RequiredRow:
    act, url = "", ""
    if one.state == "begun" and one.begun:
        act, url = _("Go on"), reverse("assessment:sheet", args=[case_id, one.begun.id])
    elif one.state in ("missing", "expired"):
        act = _("Begin again") if one.done else _("Begin")
        url = f"{reverse('assessment:start', args=[case_id])}?assessment={one.code}&person={person_id}"
    elif one.state == "current" and one.done:
        act, url = _("Open"), reverse("assessment:sheet", args=[case_id, one.done.id])
    return RequiredRow(
        one.title,
        *REQUIRED[one.state],
        pgettext("between rules", "; ").join(one.because),
        _until(one.current_until) if one.done else "",
        act,
        url,
    )


def _until(day: date | None) -> str:
    return _("until %(day)s") % {"day": formats.full_date(day)} if day else _("without end")


# -- function -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DomainRow:
    title: str
    url: str
    ability: str
    support: str
    parts: list[int]
    services: str
    answered: bool


def domain_rows(sheet: Sheet, ranked: Sequence[Domain]) -> list[DomainRow]:
    """The ranked list, each with its bar of support and the kinds of service that could give it (R-039)."""
    by_domain = {filled.section.domain: filled.section for filled in sheet.filled if filled.section.domain}
    return [_domain_row(sheet.assessment, by_domain[domain.code], domain) for domain in ranked]


def _domain_row(assessment: Assessment, section: Section, domain: Domain) -> DomainRow:
    def words(item: str, score: int | None) -> str:
        found = section.item(item)
        return "" if score is None or found is None else answer_words(found, str(score))

    return DomainRow(
        in_language(section.title),
        section_url(assessment, section),
        words("ability", domain.ability),
        words("support", domain.support),
        [domain.support or 0],
        in_language(section.services) if domain.calls_for_service else "",
        domain.answered,
    )


# -- findings -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FindingRow:
    finding: Finding
    by_person: str
    by_worker: str
    about: str
    found: str


def finding_row(finding: Finding) -> FindingRow:
    return FindingRow(
        finding,
        str(finding.rank_by_person or "–"),
        str(finding.rank_by_worker or "–"),
        finding.person.standing.name if finding.person else _("The household"),
        _by_at(finding.found_by_name, finding.found_at),
    )


def finding_rows(findings: Iterable[Finding], *kinds: FindingKind) -> list[FindingRow]:
    return [finding_row(finding) for finding in findings if finding.kind in kinds]


RANKERS = {"person": Ranker.PERSON, "worker": Ranker.WORKER}


def wellbeing_points(ratings: Sequence[Wellbeing]) -> str:
    """The ratings as a line on a field of 320 by 80, oldest left."""
    if len(ratings) < 2:
        return ""
    step = 300 / (len(ratings) - 1)
    return " ".join(f"{round(10 + n * step)},{75 - rating.value * 7}" for n, rating in enumerate(ratings))


def known_before(assessment: Assessment) -> Answers:
    return latest_answers(assessment.case, assessment.person_id, before=assessment)
