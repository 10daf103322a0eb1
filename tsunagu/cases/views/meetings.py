"""Team meetings: the list, preparing one, its minutes, its paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import MeetingAbout
from tsunagu.cases.commands.hold_meeting import Invited, change_meeting, hold_meeting, prepare_meeting
from tsunagu.cases.forms.meetings import DecisionSet, MeetingForm, MinutesForm, SeatSet, seated
from tsunagu.cases.models import Case, Meeting
from tsunagu.cases.presenters.meetings import meeting_lines, present_meeting, usual_seats
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of, show
from tsunagu.identity.queries import workers

HEAD = ("about", "held_on", "start", "end", "place", "agenda")


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    return show(request, chart_of(case, request), "meetings_page", "meetings", {"meetings": meeting_lines(case)})


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    return _prepare(request, get_chart(case_id, request.actor, Permission.CASE_WORK), request.GET.get("about", ""))


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def select(request: Request, case_id: UUID) -> HttpResponse:
    """The case conference that selects: the same form, its subject given."""
    return _prepare(request, get_chart(case_id, request.actor, Permission.CASE_WORK), MeetingAbout.SELECTION)


def _prepare(request: Request, case: Case, about: str) -> HttpResponse:
    chart = chart_of(case, request)
    initial = {"about": about} if about in MeetingAbout.values else {}
    form = MeetingForm(request.POST or None, case=case, members=chart.members, initial=initial)
    seats = SeatSet(request.POST or None, prefix="seats", initial=usual_seats(case))

    def act() -> Meeting:
        about_ = MeetingAbout(form.cleaned_data["about"])
        return prepare_meeting(case_id=case.id, about=about_, invited=_invited(seats), by=request.actor, **form.head())

    def done(meeting: Meeting) -> str:
        step = "cases:meeting_hold" if "hold" in request.POST else "cases:meeting"
        return reverse(step, args=[case.id, meeting.id])

    if request.method == "POST" and not seats.is_valid():
        form.add_error(None, "")
    return answer(request, chart, form, act, template="meeting_form", page="meeting_new", done=done, seats=seats)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def page(request: Request, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """What was held; or, until then, the preparation, which can still be changed."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    meeting = _meeting(case, meeting_id)
    if meeting.is_held:
        context = {"meeting": meeting, "shown": present_meeting(meeting)}
        return show(request, chart_of(case, request), "meeting_page", "meeting", context)
    chart = chart_of(case, request)
    form = MeetingForm(request.POST or None, case=case, members=chart.members, initial=_head(meeting))
    form.fields["about"].disabled = True
    seats = SeatSet(request.POST or None, prefix="seats", initial=seated(meeting.attendees.all()))

    def act() -> Meeting:
        return change_meeting(meeting.id, invited=_invited(seats), by=request.actor, **form.head())

    def done(_meeting: Meeting) -> str:
        return reverse(
            "cases:meeting_hold" if "hold" in request.POST else "cases:meetings", args=_args(case, meeting, request)
        )

    seats.is_valid()
    context = {"seats": seats, "meeting": meeting}
    return answer(request, chart, form, act, template="meeting_form", page="meeting", done=done, **context)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def hold(request: Request, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The minutes: who came, who wrote, what was decided."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    meeting, chart = _meeting(case, meeting_id), chart_of(case, request)
    form = MinutesForm(request.POST or None, case=case, members=chart.members, meeting=meeting, initial=_head(meeting))
    seats = SeatSet(request.POST or None, prefix="seats", initial=seated(meeting.attendees.all()))
    colleagues = list(workers(request.actor))
    decisions = DecisionSet(request.POST or None, prefix="decisions", form_kwargs={"workers": colleagues})

    def act() -> Meeting:
        decided = [d.decided() for d in decisions if d.cleaned_data.get("what")]
        return hold_meeting(
            meeting.id,
            attended=_invited(seats),
            decisions=decided,
            minutes=form.minutes(),
            by=request.actor,
            **form.head(),
        )

    if request.method == "POST" and not (seats.is_valid() and decisions.is_valid()):
        form.add_error(None, "")
    context = {"seats": seats, "decisions": decisions, "meeting": meeting, "back": _url("cases:meeting", meeting)}
    return answer(
        request,
        chart,
        form,
        act,
        template="minutes_form",
        page="meeting_hold",
        done=_url("cases:meeting", meeting),
        **context,
    )


@allow(Permission.CHART_READ)
@require_GET
def paper(request: Request, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """第4表, 사례회의록, meeting record: the headings of the agency's country."""
    case = get_chart(case_id, request.actor)
    meeting = _meeting(case, meeting_id)
    context = {"meeting": meeting, "shown": present_meeting(meeting), "printed_by": request.actor.name}
    return show(request, chart_of(case, request), "meeting_print", "meeting_print", context)


def _meeting(case: Case, meeting_id: UUID) -> Meeting:
    found = Meeting.objects.prefetch_related("attendees", "decisions__promise__worker").filter(case=case)
    meeting = get_object_or_404(found, id=meeting_id)
    meeting.case = case
    return meeting


def _head(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in HEAD}


def _invited(seats: BaseFormSet[Any]) -> list[Invited]:
    return [seat.invited() for seat in seats if seat.cleaned_data.get("name")]


def _url(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.case_id, meeting.id])


def _args(case: Case, meeting: Meeting, request: Request) -> list[UUID]:
    return [case.id, meeting.id] if "hold" in request.POST else [case.id]
