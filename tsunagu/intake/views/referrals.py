"""The list of referrals, taking one in, and the page of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.core.errors import Refused
from tsunagu.intake import presenters, queries
from tsunagu.intake.commands import identify_person, receive_referral
from tsunagu.intake.forms import TakeInForm, uuid_of
from tsunagu.intake.views.assignments import hand_over_form
from tsunagu.people.models import Person
from tsunagu.people.queries import visible_to as people_visible_to
from tsunagu.ui import htmx


@allow(Permission.REFERRAL_TAKE_IN)
@require_GET
def index(request: Request) -> HttpResponse:
    """All groups, or a page of one: `?group=waiting&after=…`."""
    name, after = request.GET.get("group", ""), uuid_of(request.GET.get("after", ""))
    if name and name not in (*queries.GROUPS, "imported"):
        raise Http404
    groups = [queries.group(one, request.actor, after=after) for one in queries.GROUPS if name in ("", one)]
    context: dict[str, Any] = {"groups": presenters.groups(groups, request.actor), "only": name}
    if name in ("", "imported"):
        context["imported"] = queries.imported_without_case(request.actor, after=after)
    context["empty"] = not name and not any(group.count for group in groups) and not context["imported"][0]
    return render(request, "intake/referrals_page.html", context)


@allow(Permission.REFERRAL_TAKE_IN)
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """Take a referral in; `?person=` begins with somebody who is on record already."""
    person = _person(request)
    form = TakeInForm(
        request.POST or None, programme=queries.usual_programme(request.actor), initial={"person": person and person.id}
    )
    if form.is_valid():
        try:
            referral = receive_referral(by=request.actor, **form.arguments())
            if person:
                identify_person(referral.case_id, person, by=request.actor)
            page = "intake:referral" if person else "intake:match"
            return htmx.redirect(request, reverse(page, args=[referral.case_id]))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
    status = 422 if form.errors else 200
    return render(request, "intake/referral_form.html", {"form": form, "known_person": person}, status=status)


@allow(Permission.REFERRAL_TAKE_IN)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    """What was said, who it is about, what was decided, and what to do next."""
    referral = queries.get_referral(case_id, request.actor)
    record_look(request.actor, "intake:referral", case_id=case_id, person_id=referral.person_id)
    context = presenters.page(referral, request.actor)
    if context["to_hand_over"]:
        context["hand_over"] = hand_over_form(request.actor)
    return render(request, "intake/referral_page.html", context)


@allow(Permission.REFERRAL_TAKE_IN)
@require_GET
def sheet(request: Request, case_id: UUID) -> HttpResponse:
    """The intake sheet on paper (초기상담지)."""
    referral = queries.get_referral(case_id, request.actor)
    record_look(request.actor, "intake:sheet", case_id=case_id, person_id=referral.person_id)
    return render(request, "intake/sheet.html", presenters.page(referral, request.actor))


def _person(request: Request) -> Person | None:
    asked = request.POST.get("person") or request.GET.get("person") or ""
    person_id = uuid_of(asked)
    return get_object_or_404(people_visible_to(request.actor), id=person_id) if person_id else None
