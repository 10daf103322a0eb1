"""Is this person already here? Compared before anything is created."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases.queries import listed_for
from tsunagu.core.errors import Refused
from tsunagu.intake import presenters, queries
from tsunagu.intake.commands import amend_referral, identify_person, join_case, register_referred_person
from tsunagu.intake.forms import AboutForm, SomeoneElseForm, said_before, uuid_of
from tsunagu.intake.models import Referral
from tsunagu.people.queries import find
from tsunagu.people.queries import visible_to as people_visible_to
from tsunagu.ui import htmx


@allow(Permission.REFERRAL_TAKE_IN)
@require_http_methods(["GET", "POST"])
def show(request: Request, case_id: UUID) -> HttpResponse:
    """The comparison; a POST says who it is: `person`, `case` (theirs), or somebody else with the reason."""
    referral = queries.get_referral(case_id, request.actor)
    known = queries.who_it_may_be(referral, by=request.actor)
    form, refusal = SomeoneElseForm(request.POST or None), None
    if request.method == "POST":
        try:
            return htmx.redirect(request, _settle(request, referral, known, form))
        except Refused as error:
            refusal = error
    else:
        form = SomeoneElseForm()
    record_look(request.actor, "intake:match", case_id=case_id, person_id=referral.person_id)
    context = presenters.match(referral, known, request.actor) | {
        "form": form,
        "refusal": refusal,
        "said_form": AboutForm(initial=said_before(referral)),
        "found": find(request.GET["q"], by=request.actor) if request.GET.get("q") else None,
        "asked": request.GET.get("q", ""),
    }
    return render(request, "intake/match_page.html", context, status=422 if request.method == "POST" else 200)


def _settle(request: Request, referral: Referral, known: list[queries.Known], form: SomeoneElseForm) -> str:
    """Do what was chosen; where to go next."""
    case_id, by = referral.case_id, request.actor
    if person_id := uuid_of(request.POST.get("person", "")):
        identify_person(case_id, get_object_or_404(people_visible_to(by), id=person_id), by=by)
    elif other := uuid_of(request.POST.get("case", "")):
        theirs = {case.id for one in known for case in one.cases}
        joined = other if other in theirs else get_object_or_404(listed_for(by), id=other).id
        join_case(case_id, joined, by=by)
    else:
        not_these = [one.person.id for one in known]
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        register_referred_person(case_id, not_same_as=not_these, reason=reason, by=by)
    return reverse("intake:referral", args=[case_id])


@allow(Permission.REFERRAL_TAKE_IN)
@require_POST
def amend(request: Request, case_id: UUID) -> HttpResponse:
    """Write what is now said of the person, and compare again."""
    referral = queries.get_referral(case_id, request.actor)
    form = AboutForm(request.POST)
    if form.is_valid():
        amend_referral(case_id, about=form.about, by=request.actor)
        return htmx.redirect(request, reverse("intake:match", args=[case_id]))
    record_look(request.actor, "intake:match", case_id=case_id, person_id=referral.person_id)
    known = queries.who_it_may_be(referral, by=request.actor)
    context = presenters.match(referral, known, request.actor) | {"form": SomeoneElseForm(), "said_form": form}
    return render(request, "intake/match_page.html", context, status=422)
