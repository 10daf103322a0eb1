"""The telephone numbers of one's own area, beside the shipped ones."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.keep_help_numbers import add_help_number, end_help_number
from tsunagu.cases.forms.concerns import HelpNumberForm
from tsunagu.cases.models import HelpNumber
from tsunagu.cases.presenters import concerns as presenter
from tsunagu.core.errors import Refused
from tsunagu.ui import htmx


@allow(Permission.CONCERN_REPORT)
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """Everybody sees them; the administrator and the safeguarding officer keep them."""
    jurisdiction = request.membership.organisation.jurisdiction
    form = HelpNumberForm(request.POST or None, initial={"jurisdiction": jurisdiction})
    if request.method == "POST" and form.is_valid():
        try:
            add_help_number(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        else:
            return htmx.redirect(request, reverse("cases:help_numbers"))
    context = {
        "form": form,
        "places": presenter.places(jurisdiction),
        "own": HelpNumber.objects.filter(ended_at=None),
        "may_keep_numbers": presenter.may_keep_numbers(request.actor),
    }
    return render(request, "cases/help_numbers_page.html", context, status=422 if form.errors else 200)


@allow(Permission.CONCERN_REPORT)
@require_POST
def end(request: Request, number_id: UUID) -> HttpResponse:
    end_help_number(get_object_or_404(HelpNumber, id=number_id, ended_at=None).id, by=request.actor)
    return htmx.redirect(request, reverse("cases:help_numbers"))
