"""Facts recorded by hand, with a form made of what their clocks read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.record_event import record_event
from tsunagu.cases.forms.records import EventForm
from tsunagu.cases.models import Case, Duty, Fact
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of, show
from tsunagu.core.clock import now, today
from tsunagu.core.kinds import kinds


@allow(Permission.CASE_WORK)
@require_GET
def choose(request: Request, case_id: UUID) -> HttpResponse:
    """Which kinds may be recorded by hand."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    found = [(kind.name, kind.title) for kind in kinds().values() if kind.by_hand]
    context = {"kinds": sorted(found, key=lambda pair: str(pair[1]))}
    return show(request, chart_of(case, request), "events_page", "events", context)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID, kind_name: str = "") -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    kind = kinds().get(kind_name or request.GET.get("kind", ""))
    if kind is None or not kind.by_hand:
        raise Http404
    chart = chart_of(case, request)
    form = EventForm(
        request.POST or None,
        case=case,
        members=chart.members,
        kind=kind,
        initial=_prefilled(request, kind.timed, case.zone),
    )

    def act() -> Fact:
        return record_event(
            case_id=case.id,
            event=form.event(),
            at=form.cleaned_data["at"],
            persons=form.chosen_persons(),
            ref=_subject(request, case),
            by=request.actor,
        )

    return answer(
        request,
        chart,
        form,
        act,
        page="event_new",
        title=str(kind.title),
        intro=_("When it happened, and what its clocks read."),
    )


def safety_plan(request: Request, case_id: UUID) -> HttpResponse:
    """A safety plan was made: what a gate points to."""
    return create(request, case_id, kind_name="safety_plan.made")


def hold(request: Request, case_id: UUID) -> HttpResponse:
    """A legal hold is lifted: what the gate of destroying points to."""
    return create(request, case_id, kind_name="hold.lifted")


safety_plan.permission = hold.permission = Permission.CASE_WORK  # type: ignore[attr-defined]


def _prefilled(request: Request, timed: bool, zone: str) -> dict[str, Any]:
    given = {f"q_{name}": value for name, value in request.GET.items()}
    return {**given, "at": now() if timed else today(zone), "persons": [request.GET.get("person", "")]}


def _subject(request: Request, case: Case) -> UUID | None:
    """The record a per-record duty of this case asks for."""
    try:
        duty = Duty.objects.filter(case=case, id=UUID(request.GET.get("duty", ""))).first()
    except ValueError:
        return None
    return duty.subject if duty else None
