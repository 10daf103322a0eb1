"""The life of a line while the plan holds: asked, authorised, started, ended, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.queries import get_chart
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.coverage.panels import left_words
from tsunagu.coverage.queries import authorisation_for, authorisations_of, coverages_of_case
from tsunagu.planning.commands.run_service import Request as Asked
from tsunagu.planning.commands.run_service import (
    ask_authorisation,
    cancel_service,
    end_service,
    record_delivery,
    start_service,
)
from tsunagu.planning.forms import DeliveryForm, RequestForm, StepForm
from tsunagu.planning.models import ServiceLine
from tsunagu.planning.presenters import numbered
from tsunagu.planning.views.room import asked, form_answer, the_node

Said = dict[str, Any]
# what each step asks for, and what it does with it
STEPS: dict[str, tuple[tuple[str, ...], Callable[[UUID, Said, Actor], Any]]] = {
    "start": (("at",), lambda id, said, by: start_service(line_id=id, at=said["at"], by=by)),
    "end": (("at",), lambda id, said, by: end_service(line_id=id, at=said["at"], by=by)),
    "cancel": (
        ("at", "reason"),
        lambda id, said, by: cancel_service(line_id=id, reason=said["reason"], at=said["at"], by=by),
    ),
}


@allow(Permission.PLAN_WRITE)
@require_http_methods(["GET", "POST"])
def step(request: Request, case_id: UUID, step: str) -> HttpResponse:
    """One step of the line that `?about=` names."""
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    if step not in STEPS:
        raise Http404
    plan, line = the_node(request, case, ServiceLine)
    asks, act = STEPS[step]
    form = StepForm(request.POST if request.method == "POST" else None)
    for name in [name for name in form.fields if name not in asks]:
        del form.fields[name]
    title = _titles(step) % {"number": numbered(line)}
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: act(line.id, form.cleaned_data, request.actor),
        title=title,
        above=f"{numbered(line)} {line}",
    )


def _titles(step: str) -> str:
    return {
        "start": _("Service %(number)s has started"),
        "end": _("Service %(number)s has ended"),
        "cancel": _("Service %(number)s will not begin"),
    }[step]


@allow(Permission.PLAN_WRITE)
@require_http_methods(["GET", "POST"])
def authorisation(request: Request, case_id: UUID) -> HttpResponse:
    """Ask the payer beforehand for the line that `?about=` names; `?follows=` is the authorisation that runs out."""
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    plan, line = the_node(request, case, ServiceLine)
    follows = asked(request, "follows")
    before = authorisations_of(case).filter(line=line.key, id=follows).first() if follows else None
    coverages = coverages_of_case(case, today(case.zone))
    form = RequestForm(request.POST or None, coverages=coverages, initial=RequestForm.about(line, before))

    def act() -> None:
        said = {name: value for name, value in form.cleaned_data.items() if name != "coverage"}
        coverage = form.cleaned_data.get("coverage")
        again = before.id if before else None
        wanted = Asked(**said, coverage_id=UUID(coverage) if coverage else None, follows_id=again)
        ask_authorisation(line_id=line.id, request=wanted, by=request.actor)

    title = _("Ask the payer to authorise %(number)s") % {"number": numbered(line)}
    return form_answer(request, case, plan, form, act, title=title, above=f"{numbered(line)} {line}")


@allow(Permission.PLAN_WRITE)
@require_http_methods(["GET", "POST"])
def delivery(request: Request, case_id: UUID) -> HttpResponse:
    """Units that were delivered of the line that `?about=` names, beside what is left of them."""
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    plan, line = the_node(request, case, ServiceLine)
    form = DeliveryForm(request.POST or None, initial={"on": today(case.zone), "units": "1"})
    held = authorisation_for(line.key, today(case.zone))
    left = left_words(held) if held else ""
    return form_answer(
        request,
        case,
        plan,
        form,
        lambda: record_delivery(line_id=line.id, by=request.actor, **form.cleaned_data),
        title=_("Record what was delivered of %(number)s") % {"number": numbered(line)},
        above=" · ".join(part for part in (f"{numbered(line)} {line}", left) if part),
    )
