"""What stands beside the tree: wishes, sections, options, barriers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.queries.findings import get_finding
from tsunagu.cases.queries import get_chart
from tsunagu.planning.commands.barriers import add_barrier, resolve_barrier
from tsunagu.planning.commands.options import choose_option, offer_options
from tsunagu.planning.commands.set_aside import set_aside_gap
from tsunagu.planning.commands.write_plan import describe_day, set_wishes, write_section
from tsunagu.planning.forms import (
    OFFERS,
    BarrierForm,
    ChoiceForm,
    DayForm,
    OptionsForm,
    ReasonForm,
    SectionForm,
    WishesForm,
    initial_of,
)
from tsunagu.planning.models import Goal
from tsunagu.planning.presenters import tree_view, url
from tsunagu.planning.presenters.offers import first_values, hit_rows
from tsunagu.planning.queries import comparison_of, node_of, parts_of, section_of, tree_of
from tsunagu.planning.queries.gaps import gaps_of
from tsunagu.planning.queries.offers import find_offers, offers_of
from tsunagu.planning.views.editor import numbered_lines
from tsunagu.planning.views.room import asked, done, form_answer, page, the_draft, the_plan, tried
from tsunagu.ui import htmx

WRITE = Permission.PLAN_WRITE


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def wishes(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    plan = the_draft(request, case)
    fresh = initial_of(plan)
    form = WishesForm(request.POST or None, initial=fresh)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: set_wishes(plan_id=plan.id, by=request.actor, **form.cleaned_data),
        title=_("Wishes and overall policy"),
        fresh=fresh,
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def day(request: Request, case_id: UUID) -> HttpResponse:
    """An ordinary day: the column beside the week (R-056)."""
    case = get_chart(case_id, request.actor, WRITE)
    plan = the_draft(request, case)
    fresh = DayForm.about(plan)
    form = DayForm(request.POST or None, initial=fresh)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: describe_day(plan_id=plan.id, by=request.actor, **form.cleaned_data),
        title=_("An ordinary day"),
        fresh=fresh,
        to=url("week", case, plan=plan.id),
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def section(request: Request, case_id: UUID) -> HttpResponse:
    """One section, `?section=` by its key."""
    case = get_chart(case_id, request.actor, WRITE)
    plan, key = the_draft(request, case), request.GET.get("section", "")
    written = section_of(plan, key)
    part = parts_of(plan).get(key)
    if not written and not part:
        raise Http404
    fresh = {
        "text": written.text if written else "",
        "language": (written.language if written else "") or plan.language,
        "revision": written.revision if written else None,
    }
    form = SectionForm(request.POST or None, initial=fresh)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: write_section(plan_id=plan.id, key=key, by=request.actor, **form.cleaned_data),
        title=part.title if part else key,
        above=part.help if part else "",
        fresh=fresh,
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def options_create(request: Request, case_id: UUID) -> HttpResponse:
    """Ways to the goal that `?under=` names, side by side."""
    case = get_chart(case_id, request.actor, WRITE)
    plan, under = the_draft(request, case), asked(request, "under")
    goal = node_of(plan, under) if under else None
    if not isinstance(goal, Goal):
        raise Http404
    picked = _picked(request)
    offers = offers_of(picked, request.actor)
    form = OptionsForm(request.POST or None, initial=first_values(offers, OFFERS))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        offered: list[UUID] = []
        refusal = tried(
            form,
            lambda: offered.append(
                offer_options(
                    goal_id=goal.id,
                    what=said["what"],
                    options=form.options(),
                    only_one_reason=said["only_one_reason"],
                    by=request.actor,
                ).id
            ),
        )
        if refusal is None:
            return htmx.redirect(request, url("options", case, plan=plan.id, about=offered[0]))
    more = {"form": form, "goal": goal, **_from_directory(request, picked)}
    return page(request, "planning/options_form_page.html", case, plan, status=422 if form.errors else 200, **more)


def _picked(request: Request) -> list[tuple[UUID, float | None]]:
    """The services that `?pick=` names, each with the kilometres it was found at."""
    found = []
    for text in request.GET.getlist("pick")[:OFFERS]:
        service, _tilde, km = text.partition("~")
        try:
            found.append((UUID(service), float(km) if km else None))
        except ValueError as error:
            raise Http404 from error
    return found


def _from_directory(request: Request, picked: list[tuple[UUID, float | None]]) -> dict[str, Any]:
    """Services to pick from: what `?find=` asks for, near `?near=`."""
    if not can(request.actor, Permission.DIRECTORY_READ):
        return {}
    text, near = request.GET.get("find", "").strip(), request.GET.get("near", "").strip()
    found = find_offers(text, near, request.actor) if text or near else None
    asked = [(name, value) for name in request.GET for value in request.GET.getlist(name)]
    services = [service for service, _km in picked]
    return {
        "may_find": len(picked) < OFFERS,
        "find": text,
        "near": near,
        "kept": [(name, value) for name, value in asked if name not in ("find", "near")],
        "found": found,
        "hits": hit_rows(found.hits, asked, services) if found else [],
        "picked": len(picked),
    }


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def options(request: Request, case_id: UUID) -> HttpResponse:
    """The comparison, and who chose what and why. The list prints as it stands."""
    case = get_chart(case_id, request.actor)
    plan, about = the_plan(request, case), asked(request, "about")
    if about is None:
        raise Http404
    comparison = comparison_of(plan, about)
    form = ChoiceForm(request.POST or None, comparison=comparison)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = tried(
            form,
            lambda: choose_option(
                comparison_id=comparison.id,
                option_id=UUID(said["option"]),
                chosen_by=said["chosen_by"],
                reason=said["reason"],
                by=request.actor,
            ),
        )
        if chosen is None:
            return htmx.redirect(request, url("options", case, plan=plan.id, about=comparison.id))
    more = {"form": form, "comparison": comparison, "may_choose": plan.is_draft and not comparison.chosen_at}
    return page(request, "planning/options_page.html", case, plan, status=422 if form.errors else 200, **more)


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def gap(request: Request, case_id: UUID) -> HttpResponse:
    """Say why the plan does not need what `?key=` names."""
    case = get_chart(case_id, request.actor, WRITE)
    plan, key = the_plan(request, case), request.GET.get("key", "")
    found = next((gap for gap in gaps_of(plan) if gap.key == key), None)
    if found is None:
        return htmx.redirect(request, url("plan", case, plan=plan.id))
    form = ReasonForm(request.POST or None)
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: set_aside_gap(plan_id=plan.id, key=key, reason=form.cleaned_data["reason"], by=request.actor),
        title=_("The plan does not need this"),
        above=found.says,
        to=url("plan", case, plan=plan.id),
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def barrier_create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    plan, finding_id = the_draft(request, case), asked(request, "finding")
    lines = [(str(line.id), f"{number} {line.what}") for number, line in numbered_lines(tree_view(plan, tree_of(plan)))]
    first = {"text": get_finding(case, finding_id).text} if finding_id else {}
    form = BarrierForm(request.POST or None, lines=lines, initial=first)

    def act() -> None:
        said = form.cleaned_data
        add_barrier(
            plan_id=plan.id,
            code=said["code"],
            text=said["text"],
            line_id=UUID(said["line"]) if said["line"] else None,
            no_action_reason=said["no_action_reason"],
            finding_id=finding_id,
            by=request.actor,
        )

    return form_answer(request, case, plan, form, act, title=_("Add a barrier"))


@allow(WRITE)
@require_POST
def barrier_resolve(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    plan, about = the_plan(request, case), asked(request, "about")
    barrier = plan.barriers.filter(id=about).first() if about else None
    if barrier is None:
        raise Http404
    resolve_barrier(barrier_id=barrier.id, by=request.actor)
    return done(request, case, plan, url("plan", case, plan=plan.id))
