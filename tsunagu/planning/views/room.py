"""What every page of this room begins and ends with: whose plan it is, the form that was not accepted, and the way back to the tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tsunagu.access.http import Request
from tsunagu.audit.commands import record_look
from tsunagu.cases import panels as cases
from tsunagu.cases.models import Case
from tsunagu.cases.queries import members_of
from tsunagu.core.errors import Conflict, Refused
from tsunagu.people import panels as people
from tsunagu.people.models import Person
from tsunagu.planning.models import Goal, Need, Plan, ServiceLine
from tsunagu.planning.presenters import plan_title, url, version_words
from tsunagu.planning.queries import draft_of, node_of, plan_of
from tsunagu.ui import htmx


def asked(request: Request, name: str) -> UUID | None:
    """An id in the address; what is none is not found."""
    text = request.GET.get(name) or request.POST.get(name) or ""
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error


def the_draft(request: Request, case: Case) -> Plan:
    return draft_of(case, asked(request, "plan"))


def the_plan(request: Request, case: Case) -> Plan:
    plan = plan_of(case, asked(request, "plan"))
    if plan is None:
        raise Http404
    return plan


def the_node(request: Request, case: Case, kind: type[Any] | None = None) -> tuple[Plan, Any]:
    """The knot of the tree that `?about=` names, and its plan."""
    plan, about = the_plan(request, case), asked(request, "about")
    node: Need | Goal | ServiceLine | None = node_of(plan, about) if about else None
    if node is None or (kind and not isinstance(node, kind)):
        raise Http404
    return plan, node


def whose(case: Case, plan: Plan | None = None) -> Person | None:
    """The person a plan is about; for a household the one the case is named after."""
    if plan is not None and plan.person:
        return plan.person.standing
    members = members_of(case)
    return members[0].person.standing if members else None


def context(request: Request, case: Case, plan: Plan | None, **more: Any) -> dict[str, Any]:
    person = whose(case, plan)
    return {
        "case": case,
        "plan": plan,
        "person": person,
        "name": person.display_name(request.actor.language) if person else case.said_name or case.number,
        "band": people.band(person, by=request.actor, number=case.number) if person else None,
        "alerts": cases.alerts_of(case),
        "plan_title": plan_title(plan) if plan else "",
        "version": version_words(plan) if plan else "",
        "back": url("plan", case, plan=plan.id if plan else ""),
        **more,
    }


def seen(request: Request, case: Case, page: str, plan: Plan | None = None) -> None:
    person = whose(case, plan)
    record_look(request.actor, page, person_id=person.id if person else None, case_id=case.id)


def page(request: Request, template: str, case: Case, plan: Plan | None, **more: Any) -> HttpResponse:
    """A page that shows a chart: the look is kept, also when a refused form shows it."""
    seen(request, case, template.rpartition("/")[2].removesuffix("_page.html").removesuffix(".html"), plan)
    status = more.pop("status", 200)
    return render(request, template, context(request, case, plan, **more), status=status)


def tried(form: forms.Form, act: Callable[[], Any]) -> Refused | None:
    """Run the command; a refusal stands at the field it names and is handed back."""
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return refusal
    return None


def form_answer(
    request: Request,
    case: Case,
    plan: Plan,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    title: str,
    save: str = "",
    fresh: Mapping[str, Any] | None = None,
    to: str = "",
    **more: Any,
) -> HttpResponse:
    """Show the form; after a POST run the command and go back to the tree, or show the form again with what stood in its way.

    `fresh` is how the record stands now: when somebody else was faster, it is shown beside what was typed.
    """
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        refusal = tried(form, act)
        if refusal is None:
            return done(request, case, plan, to)
    if isinstance(refusal, Conflict) and fresh is not None:
        more["theirs"] = _theirs(form, fresh)
        typed = request.POST.copy()
        typed["revision"] = str(fresh["revision"])
        form.data = typed
    template = "planning/_form.html" if htmx.fragment(request) else "planning/form_page.html"
    status = 409 if isinstance(refusal, Conflict) else 422 if form.errors else 200
    answer = page(
        request, template, case, plan, form=form, form_title=title, save=save or _("Save"), status=status, **more
    )
    return htmx.vary(answer)


def done(request: Request, case: Case, plan: Plan, to: str = "") -> HttpResponse:
    """Back to the tree, at the knot that was acted on."""
    if htmx.fragment(request):
        return htmx.refresh(request)
    return htmx.redirect(request, to or after(request, case, plan))


def after(request: Request, case: Case, plan: Plan) -> str:
    about = asked(request, "about")
    return url("plan", case, plan=plan.id) + (f"#node-{about}" if about else "")


def _theirs(form: forms.Form, fresh: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the record says now, field by field, where it is not what was typed."""
    differing = []
    for bound in form.visible_fields():
        now, typed = fresh.get(bound.name), form.cleaned_data.get(bound.name)
        if bound.name in fresh and str(now or "") != str(typed or ""):
            shown = bound.field.prepare_value(now)
            labels = dict(getattr(bound.field, "choices", ()))
            differing.append((str(bound.label), str(labels.get(shown, shown or "—"))))
    return differing
