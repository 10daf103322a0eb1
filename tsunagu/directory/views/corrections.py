"""Proposing that an entry is wrong, and judging what others proposed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.directory.commands.keep_service import judge_correction, propose_correction
from tsunagu.directory.forms import FIELD_LABELS, CorrectionForm, JudgementForm
from tsunagu.directory.queries import get_service, open_corrections
from tsunagu.directory.views.services import tried
from tsunagu.ui import htmx


@allow(Permission.DIRECTORY_READ)
@require_http_methods(["GET", "POST"])
def create(request: Request, service_id: UUID) -> HttpResponse:
    service = get_service(service_id, request.actor)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and tried(
        form, lambda: propose_correction(service_id=service.id, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("Whoever keeps the directory will look at it."))
        return htmx.redirect(request, reverse("directory:service", args=[service.id]))
    context = {"form": form, "service": service}
    return render(request, "directory/correction_form.html", context, status=422 if form.errors else 200)


@allow(Permission.DIRECTORY_KEEP)
@require_GET
def index(request: Request) -> HttpResponse:
    waiting = [(one, FIELD_LABELS[one.field]) for one in open_corrections()[:100]]
    return render(request, "directory/corrections_page.html", {"waiting": waiting})


@allow(Permission.DIRECTORY_KEEP)
@require_POST
def decide(request: Request, correction_id: UUID) -> HttpResponse:
    correction = open_corrections().filter(id=correction_id).first()
    form = JudgementForm(request.POST)
    if correction is None or not form.is_valid():
        raise Http404
    take, reason = form.cleaned_data["take"] == "yes", form.cleaned_data["reason"]
    judge_correction(correction_id=correction.id, take=take, reason=reason, by=request.actor)
    messages.success(request, _("Judged."))
    return htmx.redirect(request, reverse("directory:corrections"))
