"""One section of a sheet: the open question, the closed items, what others said, and the conclusion."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands import Said, conclude_section, save_criminal_history, save_entry
from tsunagu.assessment.forms import CareProviderForm, SectionForm, initial_of
from tsunagu.assessment.models import Assessment, Conclusion, CriminalHistory, Entry
from tsunagu.assessment.presenters import (
    entry_views,
    item_rows,
    known_before,
    section_links,
    section_url,
    title,
)
from tsunagu.assessment.queries import (
    Filled,
    Sheet,
    care_providers_of,
    criminal_history_of,
    get_assessment,
    lacks_primary_care,
    library,
    may_keep_criminal_history,
    sheet_of,
)
from tsunagu.assessment.rules import missing_observations
from tsunagu.assessment.views.room import WRITE, page, tried
from tsunagu.assessment.views.sheets import about
from tsunagu.cases.commands.gates import mend_url
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.core.errors import Conflict, Refused
from tsunagu.core.words import in_language
from tsunagu.people import panels as people
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def show(request: Request, case_id: UUID, assessment_id: UUID, section: str) -> HttpResponse:
    """Save keeps the entry and, where one is written, the conclusion; then the next section that needs words."""
    case = get_chart(case_id, request.actor, WRITE if request.method == "POST" else Permission.CHART_READ)
    assessment = get_assessment(case, assessment_id)
    sheet = sheet_of(assessment)
    filled = _filled(sheet, section, restricted=False)
    entry = _entry(request, filled)
    form = SectionForm(filled.section, request.POST or None, initial=_initial(entry, filled.conclusion, request))
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        refusal = tried(form, lambda: _save(request, assessment, filled, form))
        if refusal is None:
            return htmx.redirect(request, _onward(request, sheet_of(assessment), filled))
    if isinstance(refusal, Conflict):
        _take_up(form, _filled(sheet_of(assessment), section, restricted=False), entry)
    more = {"form": form, "entry": entry, "refusal": refusal, "conflict": isinstance(refusal, Conflict)}
    return _page(request, case, sheet, filled, status=_status(form, refusal), **more)


@allow(Permission.CRIMINAL_HISTORY)
@require_http_methods(["GET", "POST"])
def restricted(request: Request, case_id: UUID, assessment_id: UUID, section: str) -> HttpResponse:
    """A restricted section: closed, saying why, until the person has agreed to it by itself."""
    case = get_chart(case_id, request.actor, Permission.CRIMINAL_HISTORY)
    assessment = get_assessment(case, assessment_id)
    sheet = sheet_of(assessment)
    filled = _filled(sheet, section, restricted=True)
    history = criminal_history_of(assessment, request.actor)
    form = SectionForm(filled.section, request.POST or None, initial=_initial(history, None, request))
    form.fields["conclusion"].initial = history.conclusion if history else ""
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        refusal = tried(form, lambda: _save_restricted(request, assessment, section, form))
        if refusal is None:
            return htmx.redirect(request, section_url(assessment, filled.section))
    allowed = may_keep_criminal_history(case, assessment.person_id)
    more = {
        "form": form,
        "entry": None,
        "refusal": refusal,
        "closed": not allowed,
        "consents_url": mend_url(case, "cases:consents"),
    }
    return _page(request, case, sheet, filled, status=_status(form, refusal), **more)


def _filled(sheet: Sheet, code: str, *, restricted: bool) -> Filled:
    filled = sheet.get(code)
    if filled is None or filled.section.restricted != restricted:
        raise Http404
    return filled


def _entry(request: Request, filled: Filled) -> Entry | None:
    """The entry that is written on: the one named, a new one when asked for, else the last."""
    wanted = request.POST.get("entry") if request.method == "POST" else request.GET.get("entry")
    if wanted == "new" or (request.method == "POST" and not wanted):
        return None
    if wanted:
        return next((entry for entry in filled.entries if str(entry.id) == wanted), None)
    return filled.entries[-1] if filled.entries else None


def _initial(entry: Entry | CriminalHistory | None, conclusion: Conclusion | None, request: Request) -> dict[str, Any]:
    first: dict[str, Any] = {
        "conclusion": conclusion.text if conclusion else "",
        "conclusion_version": conclusion.version if conclusion else 0,
    }
    if entry is None:
        return {**first, "version": 0}
    names = (
        "text",
        "own_words",
        "language",
        "method",
        "informant",
        "informant_name",
        "basis",
        "basis_reason",
        "version",
    )
    return {**first, **initial_of(entry.answers), **{name: getattr(entry, name) for name in names}, "entry": entry.id}


def _save(request: Request, assessment: Assessment, filled: Filled, form: SectionForm) -> None:
    """The conclusion first: where the entry is refused, sending the form again finds the conclusion kept and not stale."""
    typed, said, by = form.cleaned_data, form.said, request.actor
    if typed["conclusion"].strip() and _is_new(typed["conclusion"], filled.conclusion):
        known = typed["conclusion_version"] or 0
        conclude_section(assessment.id, filled.section.code, typed["conclusion"], version=known, by=by)
    if not said.is_empty or typed["entry"]:
        known = typed["version"] or 0
        save_entry(assessment.id, filled.section.code, said, entry_id=typed["entry"], version=known, by=by)


def _is_new(text: str, conclusion: Conclusion | None) -> bool:
    return conclusion is None or conclusion.copied or conclusion.text != text.strip()


def _save_restricted(request: Request, assessment: Assessment, section: str, form: SectionForm) -> None:
    said: Said = form.said
    conclusion, version = form.cleaned_data["conclusion"], form.cleaned_data["version"] or 0
    save_criminal_history(assessment.id, section, said, conclusion=conclusion, version=version, by=request.actor)


def _take_up(form: SectionForm, filled: Filled, entry: Entry | None) -> None:
    """After a conflict: what stands now is shown beside, and saving again is knowingly done over it."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    now = next((e for e in filled.entries if entry and e.id == entry.id), None)
    data["version"] = str(now.version if now else 0)
    data["conclusion_version"] = str(filled.conclusion.version if filled.conclusion else 0)
    form.data = data


def _onward(request: Request, sheet: Sheet, filled: Filled) -> str:
    assessment = sheet.assessment
    if request.POST.get("then") != "next":
        return section_url(assessment, filled.section)
    following = sheet.after(filled.section.code)
    return (
        section_url(assessment, following)
        if following
        else reverse("assessment:sheet", args=[assessment.case_id, assessment.id])
    )


def _status(form: SectionForm, refusal: Refused | None) -> int:
    return 409 if isinstance(refusal, Conflict) else 422 if form.errors else 200


def _page(request: Request, case: Case, sheet: Sheet, filled: Filled, *, status: int, **more: Any) -> HttpResponse:
    assessment, section = sheet.assessment, filled.section
    person = assessment.person
    context = {
        "assessment": assessment,
        "title": title(assessment),
        "section": section,
        "section_title": in_language(section.title),
        "ask": in_language(section.ask),
        "links": section_links(sheet, section.code),
        "filled": filled,
        "entries": entry_views(sheet, filled),
        "items": item_rows(more["form"], section, known_before(assessment)),
        "open": assessment.completed_at is None,
        "unseen": _unseen(filled),
        "draft": f"assessment_{section.code}:{assessment.id}",
        "family": people.family(person) if section.shows == "family" and person else None,
        **_providers(filled, assessment),
        **more,
    }
    return page(request, "assessment/section_page.html", case, about(case, assessment), status=status, **context)


def _unseen(filled: Filled) -> list[str]:
    """What was to be observed and nobody has answered yet, where the section is a checklist (R-075)."""
    if filled.section not in library().joining("cannot_self_report"):
        return []
    answers = {code: value for entry in filled.entries for code, value in entry.answers.items()}
    return [in_language(item.label) for item in missing_observations(filled.section, answers)]


def _providers(filled: Filled, assessment: Assessment) -> dict[str, Any]:
    if filled.section.shows != "care_providers" or assessment.person_id is None:
        return {}
    return {
        "providers": care_providers_of(assessment.person_id),
        "no_primary_care": lacks_primary_care(assessment.person_id),
        "provider_form": CareProviderForm(auto_id="provider_%s"),
    }
