"""Who cares for the person now: added and ended from the section that asks."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.assessment.commands import add_care_provider, end_care_provider
from tsunagu.assessment.forms import CareProviderForm
from tsunagu.assessment.queries import care_providers_of, lacks_primary_care
from tsunagu.assessment.views.room import WRITE, page, tried, url, whose
from tsunagu.cases.queries import get_chart
from tsunagu.ui import htmx


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    """The list by specialty, and one more."""
    case = get_chart(case_id, request.actor, WRITE)
    person = whose(request, case)
    if person is None:
        raise Http404
    form = CareProviderForm(request.POST or None, auto_id="provider_%s")
    if request.method == "POST" and form.is_valid():
        added = {"case_id": case.id, "person_id": person.id, "by": request.actor, **form.cleaned_data}
        if tried(form, lambda: add_care_provider(**added)) is None:
            return htmx.redirect(request, url("care_providers", case) + f"?person={person.id}")
    return page(
        request,
        "assessment/care_providers_page.html",
        case,
        person,
        providers=care_providers_of(person.id),
        no_primary_care=lacks_primary_care(person.id),
        provider_form=form,
        status=422 if form.errors else 200,
    )


@allow(WRITE)
@require_POST
def end(request: Request, case_id: UUID, provider_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    provider = case.care_providers.filter(id=provider_id).first()
    if provider is None:
        raise Http404
    end_care_provider(provider.id, by=request.actor)
    return htmx.redirect(request, url("care_providers", case) + f"?person={provider.person_id}")
