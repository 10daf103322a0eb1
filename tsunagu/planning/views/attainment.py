"""Goal attainment: the levels of a goal, where it stands, and the line over time."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.queries import get_chart
from tsunagu.planning.commands.attainment import rate_attainment, set_scale
from tsunagu.planning.forms import AttainmentForm, ScaleForm
from tsunagu.planning.models import Goal
from tsunagu.planning.presenters import numbered, url
from tsunagu.planning.presenters.attainment import attainment_view
from tsunagu.planning.queries.attainment import attainment_of
from tsunagu.planning.views.room import form_answer, page, the_node, the_plan

WRITE = Permission.PLAN_WRITE


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    """Where the goals stand by their own levels: a line over time, and the same as a table (R-079)."""
    case = get_chart(case_id, request.actor)
    plan = the_plan(request, case)
    may = case.is_open and can(request.actor, WRITE)
    return page(
        request,
        "planning/attainment_page.html",
        case,
        plan,
        found=attainment_view(plan, attainment_of(plan)),
        may_write=may and (plan.is_draft or plan.is_active),
        may_rate=may and plan.is_active,
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def scale(request: Request, case_id: UUID) -> HttpResponse:
    """The five levels of the goal that `?about=` names."""
    case = get_chart(case_id, request.actor, WRITE)
    plan, goal = the_node(request, case, Goal)
    written = getattr(goal, "scale", None)
    fresh = ScaleForm.about(goal, written)
    form = ScaleForm(request.POST or None, initial=fresh)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: set_scale(
            goal_id=goal.id, words=form.words(), revision=form.cleaned_data["revision"], by=request.actor
        ),
        title=_("Levels of goal %(number)s") % {"number": numbered(goal)},
        above=goal.text,
        fresh=fresh if written else None,
        to=url("attainment", case, plan=plan.id),
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def rate(request: Request, case_id: UUID) -> HttpResponse:
    """Where the goal that `?about=` names stands."""
    case = get_chart(case_id, request.actor, WRITE)
    plan, goal = the_node(request, case, Goal)
    if not hasattr(goal, "scale"):
        raise Http404
    form = AttainmentForm(request.POST or None, scale=goal.scale)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: rate_attainment(goal_id=goal.id, by=request.actor, **form.cleaned_data),
        title=_("Where goal %(number)s stands") % {"number": numbered(goal)},
        above=goal.text,
        to=url("attainment", case, plan=plan.id),
    )
