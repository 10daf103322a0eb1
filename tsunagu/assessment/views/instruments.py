"""The instruments of an organisation: what comes with the program, what was loaded, what each asks and cannot do."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands import retire_instrument
from tsunagu.assessment.commands.import_instruments import Taken, take_bytes
from tsunagu.assessment.forms import ReasonForm
from tsunagu.assessment.forms.responses import QuestionnaireForm
from tsunagu.assessment.models import InstrumentVersion
from tsunagu.assessment.presenters.instruments import instrument_rows, instrument_view, own_band_rows
from tsunagu.assessment.queries.instruments import get_offered, get_version, instrument_of, offered
from tsunagu.assessment.queries.interchange import document_of
from tsunagu.assessment.rules.instruments import Instrument
from tsunagu.assessment.rules.instruments.writing import questionnaire_json
from tsunagu.assessment.views.room import tried
from tsunagu.core.words import in_language
from tsunagu.ui import htmx


@allow(Permission.HOME)
@require_http_methods(["GET"])
def index(request: Request) -> HttpResponse:
    rows = instrument_rows(offered())
    may_load = can(request.actor, Permission.IMPORT_RUN)
    return render(request, "assessment/instruments_page.html", {"rows": rows, "may_load": may_load})


@allow(Permission.HOME)
@require_http_methods(["GET"])
def shipped(request: Request, code: str) -> HttpResponse:
    found = get_offered(code)
    if found is None:
        raise Http404
    return _page(request, found.instrument, found.version)


@allow(Permission.HOME)
@require_http_methods(["GET"])
def show(request: Request, version_id: UUID) -> HttpResponse:
    version = get_version(version_id)
    return _page(request, instrument_of(version), version)


def _page(request: Request, instrument: Instrument, version: InstrumentVersion | None, **more: Any) -> HttpResponse:
    context = {
        "instrument": instrument_view(instrument),
        "version": version,
        "retirement": getattr(version, "retirement", None),
        "title": in_language(instrument.title),
        "may_load": can(request.actor, Permission.IMPORT_RUN),
        "may_set": can(request.actor, Permission.ORGANISATION_SET_UP) and get_offered(instrument.code) is not None,
        "own": own_band_rows(instrument),
        **more,
    }
    return render(request, "assessment/instrument_page.html", context)


@allow(Permission.HOME)
@require_http_methods(["GET"])
def shipped_export(request: Request, code: str) -> HttpResponse:
    found = get_offered(code)
    if found is None:
        raise Http404
    return _download(questionnaire_json(found.instrument), found.instrument.code)


@allow(Permission.HOME)
@require_http_methods(["GET"])
def export(request: Request, version_id: UUID) -> HttpResponse:
    version = get_version(version_id)
    return _download(document_of(version), version.code)


def _download(document: dict[str, Any], code: str) -> HttpResponse:
    return HttpResponse(
        json.dumps(document, ensure_ascii=False, indent=2),
        content_type="application/fhir+json",
        headers={"Content-Disposition": f'attachment; filename="{code}.json"'},
    )


@allow(Permission.IMPORT_RUN)
@require_http_methods(["GET", "POST"])
def load(request: Request) -> HttpResponse:
    """A Questionnaire, a Bundle or an archive; what is refused is said with its path, the rest is taken."""
    form = QuestionnaireForm(request.POST or None, request.FILES or None)
    taken: list[Taken] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        taken = take_bytes(file.name, file.read(), by=request.actor)
        if len(taken) == 1 and taken[0].version is not None:
            return htmx.redirect(request, reverse("assessment:instrument_version", args=[taken[0].version.id]))
    refused = bool(form.errors) or any(one.version is None for one in taken)
    return render(
        request, "assessment/instrument_load.html", {"form": form, "taken": taken}, status=422 if refused else 200
    )


@allow(Permission.IMPORT_RUN)
@require_http_methods(["GET", "POST"])
def retire(request: Request, version_id: UUID) -> HttpResponse:
    version = get_version(version_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: retire_instrument(version.id, reason=reason, by=request.actor)) is None:
            return htmx.redirect(request, reverse("assessment:instruments"))
    context = {"form": form, "version": version, "title": in_language(version.title)}
    return render(request, "assessment/instrument_retire.html", context, status=422 if form.errors else 200)
