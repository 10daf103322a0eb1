"""What the person says to the plan, who has a copy, how it was reviewed, and the small changes in between."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.queries import get_chart
from tsunagu.planning.choices import AgreementForm
from tsunagu.planning.commands.agree import record_agreement, record_copy_given, record_refusal
from tsunagu.planning.commands.review_plan import annotate_plan, review_plan
from tsunagu.planning.forms import AgreementRecordForm, AnnotationForm, CopyForm, ReviewForm
from tsunagu.planning.models import Plan
from tsunagu.planning.presenters import answer_words, numbered, url
from tsunagu.planning.queries import open_goals_of
from tsunagu.planning.views.room import asked, form_answer, page, the_draft, the_plan, tried, whose
from tsunagu.ui import htmx

WRITE = Permission.PLAN_WRITE


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def agreement(request: Request, case_id: UUID) -> HttpResponse:
    """Agreement or refusal of this version."""
    case = get_chart(case_id, request.actor, WRITE)
    plan = the_draft(request, case)
    person = whose(case, plan)
    first = {"participants": ["person"], "name": person.name if person else ""}
    form = AgreementRecordForm(request.POST or None, initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: _record_answer(plan, form.cleaned_data, request)) is None
    ):
        return htmx.redirect(request, url("plan", case, plan=plan.id))
    status = 422 if form.errors else 200
    return page(
        request, "planning/agreement_page.html", case, plan, form=form, answers=answer_words(plan), status=status
    )


def _record_answer(plan: Plan, said: dict[str, Any], request: Request) -> None:
    common = {name: said[name] for name in ("participants", "how", "name", "disagreement", "at")}
    if said["form"] == AgreementForm.REFUSED:
        more = {"reason": said["reason"], "lay_aside": said["lay_aside"]}
        record_refusal(plan_id=plan.id, by=request.actor, **more, **common)
    else:
        record_agreement(plan_id=plan.id, by=request.actor, form=said["form"], **common)


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def copy_given(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    plan = the_plan(request, case)
    form = CopyForm(request.POST or None)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: record_copy_given(plan_id=plan.id, by=request.actor, **form.cleaned_data),
        title=_("Copy given"),
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def review(request: Request, case_id: UUID) -> HttpResponse:
    """Every goal of the plan in force, rated one by one."""
    case = get_chart(case_id, request.actor, WRITE)
    plan = the_plan(request, case)
    if not plan.is_active:
        active = _actives(plan)
        return htmx.redirect(request, url("review" if active else "plan", case, plan=active[0].id if active else ""))
    goals = [(goal, numbered(goal)) for goal in sorted(open_goals_of(plan).select_related("scale"), key=numbered)]
    form = ReviewForm(request.POST or None, goals=goals)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        refusal = tried(
            form,
            lambda: review_plan(
                plan_id=plan.id,
                ratings=form.ratings(),
                summary=said["summary"],
                person_view=said["person_view"],
                outlook=said["outlook"],
                next_review=said["next_review"],
                by=request.actor,
            ),
        )
        if refusal is None:
            return htmx.redirect(request, url("plan", case))
    past = plan.reviews.prefetch_related("ratings__goal")
    return page(
        request, "planning/review_page.html", case, plan, form=form, past=past, status=422 if form.errors else 200
    )


def _actives(plan: Plan) -> list[Plan]:
    return list(Plan.objects.active().filter(lineage=plan.lineage))


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def annotate(request: Request, case_id: UUID) -> HttpResponse:
    """A minor change, dated, that keeps the version."""
    case = get_chart(case_id, request.actor, WRITE)
    plan = the_plan(request, case)
    form = AnnotationForm(request.POST or None)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: annotate_plan(plan_id=plan.id, node_key=asked(request, "about"), by=request.actor, **form.cleaned_data),
        title=_("Note a minor change"),
    )
