"""A case summary in one click: sections to choose, a language, words and lines left out before it is printed (R-030)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands import summarise_case
from tsunagu.assessment.forms import LANGUAGES
from tsunagu.assessment.panels import redacted, summary_of
from tsunagu.assessment.views.room import WRITE, page, whose
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.core.clock import now
from tsunagu.people.models import Person


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def show(request: Request, case_id: UUID) -> HttpResponse:
    """GET shows the choices and the preview; POST keeps that a summary was made and shows the paper as previewed."""
    case = get_chart(case_id, request.actor, WRITE if request.method == "POST" else Permission.CHART_READ)
    person = whose(request, case)
    made = _made(request, case, person)
    if request.method == "GET":
        return page(request, "assessment/summary_page.html", case, person, languages=LANGUAGES, **made)
    summarise_case(case.id, by=request.actor, language=made["lang"], sections=made["sections"], hidden=made["hidden"])
    with translation.override(made["lang"]):
        return render(request, "assessment/summary_print.html", {**made, "case": case, "person": person, "at": now()})


def _made(request: Request, case: Case, person: Person | None) -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    lang = asked.get("lang", "")
    lang = lang if lang in dict(LANGUAGES) else (translation.get_language() or "en")[:2]
    with translation.override(lang):
        parts = summary_of(case, person)
    known = [part.code for part in parts]
    sections = [code for code in asked.getlist("section") if code in known] or known
    hidden, words = asked.getlist("hide"), asked.get("words", "").replace("、", ",").split(",")
    left_out = sum(row.id in hidden for part in parts if part.code in sections for row in part.rows)
    return {
        "lang": lang,
        "all_parts": parts,
        "sections": sections,
        "hidden": hidden,
        "words": asked.get("words", ""),
        "left_out": left_out,
        "parts": redacted(parts, sections=sections, hidden=hidden, words=words),
    }
