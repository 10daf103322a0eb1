"""Who agreed to be reminded, and by which way."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.queries import get_chart
from tsunagu.identity.queries import organisation_of
from tsunagu.notices.choices import Channel
from tsunagu.notices.queries import sent_about
from tsunagu.people.choices import ContactKind
from tsunagu.people.models import ContactPoint
from tsunagu.people.queries import ids_of
from tsunagu.scheduling.commands.remind import agree_reminders, quiet_of, set_quiet_hours, stop_reminders
from tsunagu.scheduling.forms import QuietForm, ReminderForm
from tsunagu.scheduling.models import ReminderAgreement
from tsunagu.scheduling.queries import agreements_of
from tsunagu.scheduling.views.room import Chart, answer, chart_of, tried
from tsunagu.ui import htmx

CHANNELS = [channel for channel in Channel if channel != Channel.IN_APP]


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    initial = {"address": _address(chart), "language": chart.person.language[:2] if chart.person else ""}
    initial["language"] = initial["language"] if initial["language"] in ("en", "ja", "ko") else request.actor.language
    form = ReminderForm(
        request.POST or None,
        members=chart.members,
        channels=[(one.value, str(one.label)) for one in CHANNELS],
        initial=initial,
    )

    def act() -> ReminderAgreement:
        data = {name: form.cleaned_data[name] for name in ("person", "channel", "address", "language", "hours_before")}
        person_id, channel = UUID(data.pop("person")), Channel(data.pop("channel"))
        return agree_reminders(
            case_id=case.id, person_id=person_id, channel=channel, quiet=form.quiet(), by=request.actor, **data
        )

    sent = [notice for notice in sent_about(case.id)[:50] if notice.template == "scheduling/notices/reminder"]
    quiet = quiet_of(organisation_of(request.actor).settings)
    more = {"template": "reminders_page", "agreements": agreements_of(case), "sent": sent, "quiet": quiet}
    done = reverse("scheduling:reminders", args=[case.id])
    return answer(request, chart, form, act, page="reminders", done=done, **more)  # type: ignore[arg-type]


def _address(chart: Chart) -> str:
    """The person's own email address, as it is known."""
    if chart.person is None:
        return ""
    points = ContactPoint.objects.filter(person_id__in=ids_of(chart.person), until=None, kind=ContactKind.EMAIL)
    return points.values_list("value", flat=True).first() or ""


@allow(Permission.ORGANISATION_SET_UP)
@require_http_methods(["GET", "POST"])
def hours(request: Request) -> HttpResponse:
    """When nobody is written to: the organisation says so, with its reason; a person's own hours come before it."""
    quiet = quiet_of(organisation_of(request.actor).settings)
    form = QuietForm(request.POST or None, initial={"quiet_begins": quiet.begins, "quiet_ends": quiet.ends})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["reason"]
        _done, refused = tried(form, lambda: set_quiet_hours(quiet=form.quiet(), reason=said, by=request.actor))
        if not refused:
            messages.success(request, _("Saved."))
            return htmx.redirect(request, reverse("scheduling:reminder_hours"))
    context = {"form": form, "quiet": quiet}
    return render(request, "scheduling/reminder_hours_page.html", context, status=422 if form.errors else 200)


@allow(Permission.CASE_WORK)
@require_POST
def stop(request: Request, case_id: UUID, agreement_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    stop_reminders(get_object_or_404(agreements_of(case), id=agreement_id).id, by=request.actor)
    return htmx.redirect(request, reverse("scheduling:reminders", args=[case.id]))
