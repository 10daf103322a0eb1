"""What this room shows on other rooms' pages, and the case summary that later rooms add their part to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tsunagu.assessment.choices import FindingKind, ResponseStatus
from tsunagu.assessment.models import Response
from tsunagu.assessment.presenters import finding_rows, light_views
from tsunagu.assessment.queries import (
    Required,
    assessments_of,
    findings_of,
    needs_in_order,
    outline_of,
    providers_serving,
    required_for,
    sheet_of,
    wellbeing_of,
)
from tsunagu.assessment.queries.instruments import left_open_by, responses_of
from tsunagu.assessment.rules import redact
from tsunagu.cases.models import Case, Member
from tsunagu.core.actor import Actor
from tsunagu.core.words import in_language
from tsunagu.people.models import Person
from tsunagu.people.queries import Link, register_links
from tsunagu.ui import formats


@dataclass(frozen=True)
class Row:
    """One line of a summary; `id` names it when it is to be left out."""

    id: str
    label: str
    text: str
    lang: str = ""


@dataclass(frozen=True)
class Part:
    code: str
    title: str
    rows: Sequence[Row]


MOST_OPEN = 10  # beside a day's list
Parts = Callable[[Case, Person | None], Iterable[Part]]
_more: list[Parts] = []


def register_summary(parts: Parts) -> Parts:
    """A later room adds what it knows: planning the plan, risk the tier. Called in the language of the summary."""
    if parts not in _more:
        _more.append(parts)
    return parts


def summary_of(case: Case, person: Person | None) -> list[Part]:
    """Everything a summary may hold, in the active language. Restricted and walled records are never in it."""
    own = [_person(case, person), *_findings(case, person), _wellbeing(case, person), *_conclusions(case, person)]
    return [part for part in [*own, *(part for parts in _more for part in parts(case, person))] if part.rows]


def redacted(
    parts: Iterable[Part], *, sections: Sequence[str], hidden: Sequence[str], words: Sequence[str]
) -> list[Part]:
    """The chosen sections, without the rows left out, and with these words made unreadable."""
    return [
        replace(part, rows=[replace(r, text=redact(r.text, words)) for r in part.rows if r.id not in hidden])
        for part in parts
        if part.code in sections
    ]


def _person(case: Case, person: Person | None) -> Part:
    if person is None:
        return Part("person", _("Person"), [Row("case", _("Case"), case.number)])
    standing = person.standing
    rows = [
        Row("name", _("Name"), standing.name, standing.name_lang),
        Row("born", _("Born"), formats.birth_and_age(standing.born) if standing.born else _("not known")),
        Row("case", _("Case"), case.number),
    ]
    return Part("person", _("Person"), rows)


def _findings(case: Case, person: Person | None) -> Iterable[Part]:
    person_id = person.id if person else None
    found = list(findings_of(case, person_id))
    titles: list[tuple[FindingKind, str]] = [
        (FindingKind.STRENGTH, _("Strengths")),
        (FindingKind.HOPE, _("Hopes")),
        (FindingKind.BARRIER, _("Barriers")),
    ]
    needs = [Row(f"finding-{n.id}", n.get_domain_display(), n.text) for n in needs_in_order(case, person_id)]
    yield Part("need", _("Needs, in the person’s order"), needs)
    for kind, title in titles:
        rows = [
            Row(f"finding-{r.finding.id}", r.finding.get_domain_display(), r.finding.text)
            for r in finding_rows(found, kind)
        ]
        yield Part(str(kind), title, rows)


def _wellbeing(case: Case, person: Person | None) -> Part:
    ratings = wellbeing_of(case, person.id) if person else []
    rows = [
        Row(f"wellbeing-{r.id}", formats.full_date(r.rated_at), _("%(value)s of 10") % {"value": r.value})
        for r in ratings
    ]
    return Part("wellbeing", _("Wellbeing"), rows)


def _conclusions(case: Case, person: Person | None) -> Iterable[Part]:
    """The newest completed assessment of each kind: what was concluded, not what was answered."""
    seen: set[str] = set()
    for assessment in assessments_of(case).completed().about(person).order_by("-completed_at"):  # type: ignore[attr-defined]
        if assessment.code in seen:
            continue
        seen.add(assessment.code)
        rows = [
            Row(f"conclusion-{f.conclusion.id}", in_language(f.section.title), f.conclusion.text)
            for f in sheet_of(assessment).filled
            if f.conclusion
        ]
        day = formats.full_date(assessment.completed_at)
        title = _("%(assessment)s, %(day)s") % {"assessment": in_language(outline_of(assessment).title), "day": day}
        yield Part(assessment.code, title, rows)


# -- the case file ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenFor:
    """What is still to be assessed for one member; nobody is named where the case is about one person."""

    name: str
    lang: str
    titles: list[str]


@dataclass(frozen=True)
class LeftOpen:
    """An instrument that was begun and not completed: whose, which, since when, and where it is gone on with."""

    name: str
    lang: str
    title: str
    since: str
    url: str


@dataclass(frozen=True)
class AssessmentPanel:
    """For the case file: how many needed assessments stand, what is open for whom, the three lights, and where to go."""

    url: str
    findings_url: str
    needed: int
    current: int
    open: list[OpenFor]
    lights: list[tuple[str | Promise, str]]
    begun: list[LeftOpen]


def case_panel(case: Case, members: Sequence[Member]) -> AssessmentPanel:
    required = [(member, required_of(case, member)) for member in members]
    all_needed = [one for _member, needed in required for one in needed]
    newest = assessments_of(case).first()
    return AssessmentPanel(
        reverse("assessment:assessments", args=[case.id]),
        reverse("assessment:findings", args=[case.id]),
        len(all_needed),
        sum(one.state == "current" for one in all_needed),
        [open_for(member, needed, alone=len(members) == 1) for member, needed in required if still_open(needed)],
        [(view.name, view.state) for view in light_views(sheet_of(newest).lights)] if newest else [],
        left_open(responses_of(case).filter(status=ResponseStatus.IN_PROGRESS).order_by("begun_at")),
    )


def left_open(responses: Iterable[Response]) -> list[LeftOpen]:
    return [
        LeftOpen(
            one.person.standing.name,
            one.person.standing.name_lang,
            in_language(one.instrument.title),
            _("since %(day)s, by %(name)s") % {"day": formats.full_date(one.begun_at), "name": one.begun_by_name},
            reverse("assessment:response", args=[one.case_id, one.id]),
        )
        for one in responses
    ]


def begun_by(actor: Actor) -> list[LeftOpen]:
    """For My day: what this worker has left open."""
    return left_open(left_open_by(actor)[:MOST_OPEN])


def required_of(case: Case, member: Member) -> list[Required]:
    return [one for one in required_for(case, member.person_id) if one.state != "unavailable"]


def still_open(needed: Iterable[Required]) -> list[str]:
    return [one.title for one in needed if one.state != "current"]


def open_for(member: Member, needed: Iterable[Required], *, alone: bool) -> OpenFor:
    person = member.person.standing
    return OpenFor("" if alone else person.name, person.name_lang, still_open(needed))


@register_links
def links(persons: Sequence[Person], actor: Actor) -> Iterator[Link]:
    """On the map of helpers: who treats and cares for them now (R-111)."""
    for provider in providers_serving(persons, actor):
        what = str(provider.get_specialty_display())
        yield Link(provider.name, what, "health", known_from=_("List of care providers"), note=provider.place)
