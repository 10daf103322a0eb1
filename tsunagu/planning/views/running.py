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
from tsunagu.planning.commands.run_service import (
    ask_authorisation,
    cancel_service,
    end_service,
    record_answer,
    send_referral,
    start_service,
)
from tsunagu.planning.forms import StepForm
from tsunagu.planning.models import ServiceLine
from tsunagu.planning.presenters import numbered
from tsunagu.planning.views.room import form_answer, the_node

Said = dict[str, Any]
# what each step asks for, and what it does with it
STEPS: dict[str, tuple[tuple[str, ...], Callable[[UUID, Said, Actor], Any]]] = {
    "start": (("at",), lambda id, said, by: start_service(line_id=id, at=said["at"], by=by)),
    "end": (("at",), lambda id, said, by: end_service(line_id=id, at=said["at"], by=by)),
    "cancel": (
        ("at", "reason"),
        lambda id, said, by: cancel_service(line_id=id, reason=said["reason"], at=said["at"], by=by),
    ),
    "authorisation": ((), lambda id, said, by: ask_authorisation(line_id=id, by=by)),
    "referral": (("urgent",), lambda id, said, by: send_referral(line_id=id, urgent=said["urgent"], by=by)),
    "answer": (
        ("answer", "at"),
        lambda id, said, by: record_answer(line_id=id, answer=said["answer"], at=said["at"], by=by),
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
        "authorisation": _("Ask the payer to authorise %(number)s"),
        "referral": _("Refer %(number)s to the provider"),
        "answer": _("Answer of the provider for %(number)s"),
    }[step]
