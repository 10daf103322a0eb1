"""Knots of the tree: needs, goals, services. Added, rewritten, moved, taken out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.queries.findings import findings_of, get_finding
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.identity.models import Membership
from tsunagu.planning.commands.goals import add_goal, change_goal, drop_goal
from tsunagu.planning.commands.ground_goal import ground_goal, unground_goal
from tsunagu.planning.commands.needs import add_need, change_need, drop_need
from tsunagu.planning.commands.reorder import reorder
from tsunagu.planning.commands.services import (
    add_service_line,
    change_service_line,
    drop_service_line,
    record_unmet_need,
)
from tsunagu.planning.forms import GoalForm, LineForm, NeedForm, ReasonForm, UnmetForm
from tsunagu.planning.models import Goal, Need, Plan, ServiceLine
from tsunagu.planning.presenters import numbered, url
from tsunagu.planning.queries import comparison_of, first_draft_without_goals, node_of
from tsunagu.planning.queries.wording import hints_of
from tsunagu.planning.rules.wording import found_in
from tsunagu.planning.views.room import after, asked, done, form_answer, the_draft, the_node
from tsunagu.ui import htmx

WRITE = Permission.PLAN_WRITE


def _case(request: Request, case_id: UUID) -> Case:
    return get_chart(case_id, request.actor, WRITE)


# -- needs -----------------------------------------------------------------------------------------------------------------


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def need_create(request: Request, case_id: UUID) -> HttpResponse:
    """A need, perhaps from a finding of the assessment: then its words are there already."""
    case = _case(request, case_id)
    plan, finding_id = the_draft(request, case), asked(request, "finding")
    finding = get_finding(case, finding_id) if finding_id else None
    first = {"text": finding.text, "words": finding.own_words, "safety_override": finding.safety} if finding else {}
    form = NeedForm(request.POST or None, initial=first)

    def act() -> None:
        said = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
        add_need(plan_id=plan.id, by=request.actor, finding_id=finding_id, **said)

    return form_answer(request, case, plan, form, act, title=_("Add a need"))


@allow(WRITE)
@require_POST
def need_from_finding(request: Request, case_id: UUID) -> HttpResponse:
    """One click, or a drop: the finding becomes a need as it was written."""
    case = _case(request, case_id)
    plan, finding_id = the_draft(request, case), asked(request, "finding")
    if finding_id is None:
        raise Http404
    finding = get_finding(case, finding_id)
    add_need(
        plan_id=plan.id,
        text=finding.text,
        words=finding.own_words,
        safety_override=finding.safety,
        finding_id=finding.id,
        by=request.actor,
    )
    return done(request, case, plan)


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def need_update(request: Request, case_id: UUID) -> HttpResponse:
    case = _case(request, case_id)
    if not asked(request, "about"):
        return htmx.redirect(request, url("plan", case, plan=asked(request, "plan") or ""))
    plan, need = the_node(request, case, Need)
    fresh = NeedForm.about(need)
    form = NeedForm(request.POST or None, initial=fresh)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: change_need(need_id=need.id, by=request.actor, **form.cleaned_data),
        title=_("Need %(number)s") % {"number": numbered(need)},
        fresh=fresh,
        node=need,
    )


# -- goals -----------------------------------------------------------------------------------------------------------------


def _strengths(case: Case, plan: Plan) -> list[tuple[str, str]]:
    return [(str(f.id), f.text) for f in findings_of(case, plan.person_id).filter(kind="strength")]


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def goal_create(request: Request, case_id: UUID) -> HttpResponse:
    """Below a need a long-term goal, below that a short-term one: `?under=` says which."""
    case = _case(request, case_id)
    plan, under = the_draft(request, case), asked(request, "under")
    above = node_of(plan, under) if under else plan.needs.filter(dropped_at__isnull=True).first()
    if above is None:
        return htmx.redirect(request, url("need_new", case, plan=plan.id))
    if isinstance(above, ServiceLine):
        raise Http404
    first = {"category": above.category, "relevance": getattr(above, "words", "")}
    form = GoalForm(request.POST or None, initial=first, strengths=_strengths(case, plan))
    place = {"need_id": above.id} if isinstance(above, Need) else {"parent_id": above.id}
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: add_goal(words=form.words(), by=request.actor, **place),
        title=_("Add a long-term goal") if isinstance(above, Need) else _("Add a short-term goal"),
        above=f"{numbered(above)} {above}",
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def goal_update(request: Request, case_id: UUID) -> HttpResponse:
    """The goal that `?about=` names; without it the first goal is written, and where there are goals, the tree."""
    case = _case(request, case_id)
    if not asked(request, "about"):
        bare = first_draft_without_goals(case)
        return htmx.redirect(
            request,
            url("goal_new", case, plan=bare.id) if bare else url("plan", case, plan=asked(request, "plan") or ""),
        )
    plan, goal = the_node(request, case, Goal)
    fresh = GoalForm.about(goal)
    form = GoalForm(request.POST or None, initial=fresh, strengths=_strengths(case, plan))
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: change_goal(
            goal_id=goal.id, words=form.words(), by=request.actor, revision=form.cleaned_data["revision"]
        ),
        title=_("Goal %(number)s") % {"number": numbered(goal)},
        save=_("Save the goal"),
        fresh=fresh,
        node=goal,
        hints=found_in(goal.text, hints_of(plan.organisation_id)),
    )


@allow(WRITE)
@require_POST
def ground(request: Request, case_id: UUID) -> HttpResponse:
    """Take a need or a strength of the assessment into the goal that `about` names, by button or drop; with `out`, out of it."""
    case = _case(request, case_id)
    plan, goal = the_node(request, case, Goal)
    finding_id = asked(request, "finding")
    if finding_id is None:
        raise Http404
    (unground_goal if request.POST.get("out") else ground_goal)(
        goal_id=goal.id, finding_id=finding_id, by=request.actor
    )
    return done(request, case, plan)


# -- services --------------------------------------------------------------------------------------------------------------


def _workers(request: Request) -> Any:
    return (
        Membership.objects.filter(organisation_id=request.actor.organisation)
        .select_related("user")
        .order_by("user__name")
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def line_create(request: Request, case_id: UUID) -> HttpResponse:
    """A service for the goal that `?under=` names; `?comparison=` brings what was chosen."""
    case = _case(request, case_id)
    plan, under, comparison_id = the_draft(request, case), asked(request, "under"), asked(request, "comparison")
    goal = node_of(plan, under) if under else None
    if not isinstance(goal, Goal):
        raise Http404
    first: dict[str, Any] = {"party": "provider", "necessity": "pending"}
    if comparison_id and (chosen := comparison_of(plan, comparison_id).chosen):
        first |= {"party_name": chosen.name, "unit_price": chosen.cost, "currency": chosen.currency}
    form = LineForm(request.POST or None, initial=first, workers=_workers(request))
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: add_service_line(goal_id=goal.id, words=form.words(), comparison_id=comparison_id, by=request.actor),
        title=_("Add a service or an action"),
        above=f"{numbered(goal)} {goal}",
        unmet_url=url("unmet_new", case, plan=plan.id, under=goal.key),
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def line_update(request: Request, case_id: UUID) -> HttpResponse:
    """The line that `?about=` names; without it, the tree."""
    case = _case(request, case_id)
    if not asked(request, "about"):
        return htmx.redirect(request, url("plan", case, plan=asked(request, "plan") or ""))
    plan, line = the_node(request, case, ServiceLine)
    fresh = LineForm.about(line)
    form = LineForm(request.POST or None, initial=fresh, workers=_workers(request))
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: change_service_line(
            line_id=line.id, words=form.words(), by=request.actor, revision=form.cleaned_data["revision"]
        ),
        title=_("Service %(number)s") % {"number": numbered(line)},
        save=_("Save the service"),
        fresh=fresh,
        node=line,
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def unmet_create(request: Request, case_id: UUID) -> HttpResponse:
    """Nobody can be found: kept and counted."""
    case = _case(request, case_id)
    plan, under = the_draft(request, case), asked(request, "under")
    goal = node_of(plan, under) if under else None
    if not isinstance(goal, Goal):
        raise Http404
    form = UnmetForm(request.POST or None)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: record_unmet_need(goal_id=goal.id, by=request.actor, **form.cleaned_data),
        title=_("Record an unmet need"),
        above=f"{numbered(goal)} {goal}",
    )


# -- any of them -----------------------------------------------------------------------------------------------------------


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def drop(request: Request, case_id: UUID) -> HttpResponse:
    """Take it out of the draft, with the reason."""
    case = _case(request, case_id)
    plan, node = the_node(request, case)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        if isinstance(node, Need):
            drop_need(need_id=node.id, reason=reason, by=request.actor)
        elif isinstance(node, Goal):
            drop_goal(goal_id=node.id, reason=reason, by=request.actor)
        else:
            drop_service_line(line_id=node.id, reason=reason, by=request.actor)

    title = _("Take %(number)s out of the plan") % {"number": numbered(node)}
    return form_answer(
        request,
        case,
        plan,
        form,
        act,
        title=title,
        save=_("Take out"),
        above=str(node),
        to=url("plan", case, plan=plan.id),
    )


@allow(WRITE)
@require_POST
def move(request: Request, case_id: UUID) -> HttpResponse:
    """One place up or down among its like."""
    case = _case(request, case_id)
    plan, node = the_node(request, case)
    reorder(node=node, direction="up" if request.POST.get("direction") == "up" else "down", by=request.actor)
    return htmx.redirect(request, after(request, case, plan)) if not htmx.fragment(request) else htmx.refresh(request)
