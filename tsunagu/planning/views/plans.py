"""The plan: its tree with what is missing beside it, its beginning, its frame, its versions, and its coming into force."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart, members_of
from tsunagu.core.errors import Refused
from tsunagu.planning.choices import PlanWhy
from tsunagu.planning.choices.plan_types import types_for
from tsunagu.planning.commands.activate_plan import activate_plan
from tsunagu.planning.commands.draft_plan import copy_from_previous, draft_plan, propose_revision
from tsunagu.planning.commands.write_plan import describe_plan, set_interim
from tsunagu.planning.forms import BeginForm, PlanForm, RevisionForm, initial_of
from tsunagu.planning.presenters import beside_views, change_views, type_choices, url
from tsunagu.planning.queries import difference, difference_beside, plan_of, plans_for, predecessor_of, versions_of
from tsunagu.planning.views.editor import editor
from tsunagu.planning.views.room import asked, done, form_answer, page, the_draft, the_plan, tried
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    """The draft where there is one, else the plan in force; `?plan=` shows any version."""
    case = get_chart(case_id, request.actor)
    plan = plan_of(case, asked(request, "plan"))
    if plan is None:
        return page(request, "planning/no_plan_page.html", case, None)
    return page(request, "planning/plan_page.html", case, plan, **editor(request, case, plan))


@allow(Permission.PLAN_WRITE)
@require_http_methods(["GET", "POST"])
def begin(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    previous = plan_of(case)
    people = [(str(m.person_id), m.person.standing.name) for m in members_of(case)]
    people += [("", _("The household as a whole"))] if len(people) > 1 else []
    first = {
        "why": PlanWhy.PLAN_CHANGE if previous else PlanWhy.NEW,
        "source": "copy",
        "whose": people[0][0] if people else "",
        "type": types_for(case.programme)[0],
    }
    types = type_choices(case.programme)
    form = BeginForm(request.POST or None, whose=people, types=types, has_previous=previous is not None, initial=first)
    if request.method == "POST" and form.is_valid():
        only = people[0][0] if people else ""
        if tried(form, lambda: _begin(request, case, form.cleaned_data, only)) is None:
            return htmx.redirect(request, url("plan", case))
    return page(request, "planning/begin_page.html", case, None, form=form, status=422 if form.errors else 200)


def _begin(request: Request, case: Case, said: dict[str, object], only: str) -> None:
    person = str(said.get("whose", only))
    person_id = UUID(person) if person else None
    last = plans_for(case, person_id).order_by("-version").first()
    why, interim = str(said["why"]), bool(said["interim"])
    if last and said.get("source") == "copy":
        copy_from_previous(previous_id=last.id, why=why, interim=interim, by=request.actor)
    else:
        type = str(said.get("type", ""))
        draft_plan(case_id=case.id, person_id=person_id, why=why, type=type, interim=interim, by=request.actor)


@allow(Permission.PLAN_WRITE)
@require_http_methods(["GET", "POST"])
def edit(request: Request, case_id: UUID) -> HttpResponse:
    """Why, for which period, under which name and in which language."""
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    plan = the_draft(request, case)
    fresh = initial_of(plan)
    form = PlanForm(request.POST or None, initial=fresh, types=type_choices(case.programme))
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: describe_plan(plan_id=plan.id, by=request.actor, **form.cleaned_data),
        title=_("About this plan"),
        fresh=fresh,
    )


@allow(Permission.PLAN_WRITE)
@require_POST
def interim(request: Request, case_id: UUID) -> HttpResponse:
    """Make the draft a bridge for an emergency, or a full plan again."""
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    plan = the_draft(request, case)
    set_interim(plan_id=plan.id, interim=request.POST.get("interim") == "yes", by=request.actor)
    return done(request, case, plan)


@allow(Permission.PLAN_ACTIVATE)
@require_POST
def activate(request: Request, case_id: UUID) -> HttpResponse:
    """Into force, or the list of what is missing, which takes the focus."""
    case = get_chart(case_id, request.actor, Permission.PLAN_ACTIVATE)
    plan = the_draft(request, case)
    try:
        activate_plan(plan_id=plan.id, by=request.actor)
    except Refused as refusal:
        more = editor(request, case, plan, refused=refusal)
        return page(request, "planning/plan_page.html", case, plan, status=422, **more)
    return done(request, case, plan)


@allow(Permission.PLAN_WRITE)
@require_http_methods(["GET", "POST"])
def revise(request: Request, case_id: UUID) -> HttpResponse:
    """Say that the plan has to change; the next draft begins."""
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    plan = the_plan(request, case)
    form = RevisionForm(request.POST or None, initial={"why": PlanWhy.PLAN_CHANGE})
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: propose_revision(plan_id=plan.id, by=request.actor, **form.cleaned_data),
        title=_("Propose a change"),
        save=_("Begin the next version"),
        to=url("plan", case),
    )


@allow(Permission.CHART_READ)
@require_GET
def history(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    plan = the_plan(request, case)
    return page(request, "planning/history_page.html", case, plan, versions=versions_of(plan))


@allow(Permission.CHART_READ)
@require_GET
def compare(request: Request, case_id: UUID) -> HttpResponse:
    """What changed from one version to another; without `from`, from the version before."""
    case = get_chart(case_id, request.actor)
    new = the_plan(request, case)
    earlier = [version for version in versions_of(new) if version.version < new.version]
    wanted = asked(request, "from")
    old = next((v for v in earlier if v.id == wanted), None) or predecessor_of(new) or next(iter(earlier), None)
    changes = change_views(difference(old, new)) if old else []
    beside = beside_views(new, difference_beside(old, new)) if old else []
    more = {"old": old, "changes": changes, "beside": beside, "earlier": earlier}
    return page(request, "planning/difference_page.html", case, new, **more)


@allow(Permission.CHART_READ)
@require_GET
def meeting(request: Request, case_id: UUID) -> HttpResponse:
    """Meetings belong to the case: the gate’s link goes on from here."""
    case = get_chart(case_id, request.actor)
    for name in ("cases:meeting_new", "cases:meeting", "web:case"):
        try:
            return htmx.redirect(request, reverse(name, kwargs={"case_id": case.id}))
        except NoReverseMatch:
            continue
    return htmx.redirect(request, url("plan", case))
