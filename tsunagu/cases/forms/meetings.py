"""The shape of a team meeting: the head, a row for each who is asked, the minutes, a row for each decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.cases.choices import AttendeeKind, MeetingAbout, SelectionOutcome
from tsunagu.cases.commands.hold_meeting import Decided, Invited, Minutes
from tsunagu.cases.forms.concerns import needed
from tsunagu.cases.forms.contacts import YES_NO, radio, text, yes
from tsunagu.cases.forms.records import CaseForm
from tsunagu.cases.models import Attendee, Meeting
from tsunagu.core.clock import today
from tsunagu.identity.choices import Profession
from tsunagu.identity.models import Membership
from tsunagu.ui.fields import DateField, TimeField

SPARE_SEATS = 3
PRESENT = [("yes", pgettext_lazy("at a meeting", "Came")), ("no", pgettext_lazy("at a meeting", "Could not come"))]
POINTS = ("stable", "can_express", "others_inform")


class SeatForm(forms.Form):
    """One who is asked to come."""

    name = text(pgettext_lazy("of an attendee", "Name"))
    kind = forms.ChoiceField(
        label=pgettext_lazy("of an attendee", "Who"),
        choices=AttendeeKind.choices,
        required=False,
        initial=AttendeeKind.OUTSIDE,
    )
    discipline = forms.ChoiceField(label=_("Profession"), choices=[("", "–"), *Profession.choices], required=False)
    body = text(_("Office or agency"))
    asked_on = DateField(label=_("Asked in writing on"), required=False)
    present = radio(PRESENT, _("Came?"))
    absence_reason = text(_("Why not"))
    opinion = text(_("Opinion"), rows=2)
    answered_on = DateField(label=_("Written answer of"), required=False)
    user = forms.UUIDField(required=False, widget=forms.HiddenInput)
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def invited(self) -> Invited:
        data = self.cleaned_data
        plain = ("discipline", "body", "asked_on", "absence_reason", "opinion", "answered_on")
        return Invited(
            name=data["name"],
            kind=AttendeeKind(data["kind"] or AttendeeKind.OUTSIDE),
            present=yes(data.get("present", "")) if data.get("present") else None,
            user_id=data["user"],
            person_id=data["person"],
            **{name: data[name] for name in plain},
        )


class DecisionForm(forms.Form):
    """One decision; with a day it becomes a promise."""

    what = text(_("Decision"))
    due = DateField(label=_("By when"), required=False)
    worker = forms.ChoiceField(label=_("Who does it"), required=False)
    outsider = text(_("Or somebody from outside"))

    def __init__(self, *args: Any, workers: Sequence[Membership] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["worker"].choices = [("", "–"), *((str(m.user_id), m.user.name) for m in workers)]  # type: ignore[attr-defined]

    def decided(self) -> Decided:
        data = self.cleaned_data
        worker = UUID(data["worker"]) if data["worker"] and not data["outsider"].strip() else None
        return Decided(data["what"], data["due"], worker, data["outsider"])


SeatSet = forms.formset_factory(SeatForm, extra=SPARE_SEATS, max_num=40)
DecisionSet = forms.formset_factory(DecisionForm, extra=4, max_num=20)


class MeetingForm(CaseForm):
    """The head of a meeting, for preparing it."""

    about = radio(
        MeetingAbout.choices, pgettext_lazy("of a meeting", "About"), required=True, initial=MeetingAbout.PLAN
    )
    held_on = DateField(label=_("Day"))
    start = TimeField(label=_("Start"), required=False)
    end = TimeField(label=pgettext_lazy("time", "End"), required=False)
    place = text(_("Place"))
    agenda = text(_("Agenda"), rows=3)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.initial.setdefault("held_on", today(self.case.zone))

    def head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("held_on", "start", "end", "place", "agenda")}


class MinutesForm(MeetingForm):
    """What was said and decided. The points of one kind of meeting are asked only there."""

    overview = text(_("The case in a few words"), rows=2)
    discussion = text(_("What was discussed"), rows=5)
    conclusion = needed(_("Conclusion"), rows=3)
    outcome = radio(SelectionOutcome.choices, _("Selection decision"))
    stable = radio(YES_NO, _("The condition is stable"))
    can_express = radio(YES_NO, _("The person can express themselves on video, with the family’s help if needed"))
    others_inform = radio(YES_NO, _("Other services tell what video does not show"))
    remaining = text(_("What remains"), rows=2)
    next_on = DateField(label=_("Next meeting"), required=False)
    enquiry_only = text(_("If nobody met: why opinions were asked for in writing instead"), rows=2)

    def __init__(self, *args: Any, meeting: Meeting, **kw: Any) -> None:
        super().__init__(*args, **kw)
        del self.fields["about"]
        if meeting.about != MeetingAbout.SELECTION:
            del self.fields["outcome"]
        if meeting.about != MeetingAbout.VIDEO_MONITORING:
            for name in POINTS:
                del self.fields[name]

    def minutes(self) -> Minutes:
        data = self.cleaned_data
        plain = ("overview", "discussion", "conclusion", "remaining", "next_on", "enquiry_only")
        points: dict[str, Any] = {name: yes(data[name]) if data.get(name) else None for name in POINTS}
        return Minutes(outcome=data.get("outcome", ""), **points, **{name: data[name] for name in plain})


def seated(attendees: Iterable[Attendee]) -> list[dict[str, Any]]:
    """The rows of the list as it was saved."""
    answers = {True: "yes", False: "no", None: ""}
    plain = ("name", "kind", "discipline", "body", "asked_on", "absence_reason", "opinion", "answered_on")
    return [
        {
            **{name: getattr(one, name) for name in plain},
            "present": answers[one.present],
            "user": one.user_id,
            "person": one.person_id,
        }
        for one in attendees
    ]
