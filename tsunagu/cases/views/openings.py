"""Opening a chart outside one's own cases: the purpose first."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.open_chart import open_chart
from tsunagu.cases.forms.records import OpeningForm
from tsunagu.cases.models import Case
from tsunagu.cases.presenters.actions import case_url
from tsunagu.cases.queries import openable_by
from tsunagu.core.errors import Refused
from tsunagu.ui import htmx


@allow(Permission.CHART_OPEN_WITH_PURPOSE)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    """Shows nothing of the chart but the number: finding is open, opening is an act."""
    case = Case.objects.filter(id=case_id).first()
    if case is None:
        raise Http404
    if openable_by(request.actor, case.id):
        return htmx.redirect(request, case_url(case.id))
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_chart(case.id, purpose=form.cleaned_data["purpose"], by=request.actor)
        except Refused as refusal:
            form.add_error("purpose", str(refusal.reason))
        else:
            return htmx.redirect(request, case_url(case.id))
    return render(request, "cases/opening_form.html", {"case": case, "form": form}, status=422 if form.errors else 200)
