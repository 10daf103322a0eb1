"""The shapes of what is typed about appointments. What they mean, and whether it may be, the commands say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.cases.choices import Mode, Place
from tsunagu.cases.models import Case, Member
from tsunagu.core.clock import today
from tsunagu.scheduling.choices import CancelledBy, Direction, Repeat, Sort, ThingKind
from tsunagu.scheduling.commands.arrange_transport import Ride
from tsunagu.scheduling.commands.booking import Booking
from tsunagu.scheduling.commands.pool_needs import GroupWords, RideWords
from tsunagu.scheduling.commands.series import Repeats
from tsunagu.scheduling.models import Appointment
from tsunagu.scheduling.rules import Quiet, from_wall, on_wall
from tsunagu.ui import formats
from tsunagu.ui.fields import DateField, InstantField, TimeField

ONCE = ""


def text(label: Any, *, rows: int = 0, help_text: Any = "", required: bool = False) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput
    return forms.CharField(label=label, required=required, widget=widget, help_text=help_text)


class TimesForm(forms.Form):
    """A day, from when to when, on the wall clock of the case."""

    on = DateField(label=_("Day"))
    start = TimeField(label=_("Start"))
    end = TimeField(label=pgettext_lazy("time", "End"), required=False, help_text=_("Left empty: an hour later."))
    override_reason = text(
        _("Why it is booked although somebody is taken"), help_text=_("Only where a worker is booked twice on purpose.")
    )

    def __init__(self, *args: Any, case: Case, **kw: Any) -> None:
        self.case = case
        super().__init__(*args, **kw)

    def span(self) -> tuple[datetime, datetime]:
        """The moments that are meant. What ends before it begins ends on the next day."""
        on: date = self.cleaned_data["on"]
        start: time = self.cleaned_data["start"]
        begins = from_wall(datetime.combine(on, start), self.case.zone)
        end: time | None = self.cleaned_data["end"]
        if end is None:
            return begins, begins + timedelta(hours=1)
        return begins, from_wall(datetime.combine(on, end), self.case.zone)


class BookingForm(TimesForm):
    """Everything about an appointment; what repeats it is a part of its own, so that a single one stays short."""

    title = text(_("What for"), required=True)
    sort = forms.ChoiceField(label=_("Sort"), choices=Sort.choices, initial=Sort.ORDINARY, widget=forms.RadioSelect)
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices, initial=Mode.IN_PERSON)
    place = forms.ChoiceField(label=_("Place"), choices=[("", "–"), *Place.choices], required=False)
    where = text(_("Address or room"))
    provider = text(_("With whom, outside"), help_text=_("Clinic, court, agency: whoever expects the person."))
    consequence = text(
        _("What follows if it is missed"), help_text=_("Of court and probation: as the person was told.")
    )
    confirm = forms.BooleanField(label=_("To be confirmed beforehand"), required=False)
    proposed = forms.BooleanField(label=_("Only proposed so far"), required=False)
    note = text(_("Note"), rows=2)
    every = forms.ChoiceField(
        label=_("Repeats"),
        choices=[(ONCE, pgettext_lazy("repeats", "Once")), *Repeat.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: the weekday of the first one."),
    )
    times = forms.IntegerField(label=_("How many times"), required=False, min_value=1, max_value=200)
    until = DateField(label=_("Or until"), required=False)
    authorised = forms.IntegerField(
        label=_("Visits that are authorised"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("They are counted down as visits take place."),
    )
    authorised_until = DateField(label=_("Authorised until"), required=False)

    def __init__(
        self,
        *args: Any,
        members: Sequence[Member],
        workers: Sequence[tuple[str, str]],
        things: Sequence[tuple[str, str]] = (),
        lines: Sequence[tuple[str, str]] = (),
        legal: bool = True,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        if not legal:
            self.fields["sort"].choices = [(Sort.ORDINARY, Sort.ORDINARY.label)]  # type: ignore[attr-defined]
        names = formats.WEEKDAYS[formats.reader()]
        self.fields["weekdays"].choices = list(enumerate(names))  # type: ignore[attr-defined]
        many = forms.CheckboxSelectMultiple
        if len(members) > 1:
            people = [(str(m.person_id), m.person.standing.name) for m in members]
            self.fields["persons"] = forms.MultipleChoiceField(label=_("For whom"), choices=people, widget=many)
        self.fields["workers"] = forms.MultipleChoiceField(
            label=_("Who of us goes"),
            choices=workers,
            required=False,
            widget=many,
            help_text=_("Nobody chosen: the person goes alone, or with others."),
        )
        if things:
            self.fields["things"] = forms.MultipleChoiceField(
                label=_("Room or vehicle"), choices=things, required=False, widget=many
            )
        if lines:
            self.fields["line"] = forms.ChoiceField(
                label=_("Service of the plan"), choices=[("", "–"), *lines], required=False
            )

    def booking(self) -> Booking:
        data = self.cleaned_data
        start, end = self.span()
        return Booking(
            starts_at=start,
            ends_at=end,
            persons=[UUID(p) for p in data.get("persons") or ()],
            workers=[UUID(w) for w in data["workers"]],
            things=[UUID(t) for t in data.get("things") or ()],
            line=UUID(data["line"]) if data.get("line") else None,
            **{
                name: data[name]
                for name in ("title", "mode", "place", "where", "provider", "note", "sort", "consequence")
            },
            **{name: data[name] for name in ("confirm", "proposed", "override_reason")},
        )

    def repeats(self) -> Repeats | None:
        data = self.cleaned_data
        if data["every"] == ONCE:
            return None
        named = ("times", "until", "authorised", "authorised_until")
        return Repeats(data["every"], data["weekdays"], **{name: data[name] for name in named})


class MoveForm(TimesForm):
    reason = text(_("Why it is moved"), rows=2)

    def __init__(self, *args: Any, appointment: Appointment, **kw: Any) -> None:
        start, end = on_wall(appointment.starts_at, appointment.zone), on_wall(appointment.ends_at, appointment.zone)
        kw.setdefault("initial", {"on": start.date(), "start": start.time(), "end": end.time()})
        super().__init__(*args, **kw)
        self.order_fields(["on", "start", "end", "reason", "override_reason"])


class SeriesForm(TimesForm):
    """From one appointment on: another time, another rhythm."""

    every = forms.ChoiceField(label=_("Repeats"), choices=Repeat.choices, widget=forms.RadioSelect)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = text(_("Why it is changed"), rows=2)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["weekdays"].choices = list(enumerate(formats.WEEKDAYS[formats.reader()]))  # type: ignore[attr-defined]
        self.order_fields(["on", "start", "end", "every", "weekdays", "reason", "override_reason"])


class ReasonForm(forms.Form):
    reason = text(_("Reason"), rows=2, required=True)


class CancelForm(ReasonForm):
    cancelled_by = forms.ChoiceField(label=_("Who cancelled"), choices=CancelledBy.choices, widget=forms.RadioSelect)
    field_order = ("cancelled_by", "reason")


class RideForm(forms.Form):
    direction = forms.ChoiceField(
        label=_("Which way"), choices=Direction.choices, initial=Direction.BOTH, widget=forms.RadioSelect
    )
    from_where = text(pgettext_lazy("ride", "From"), required=True)
    to_where = text(pgettext_lazy("ride", "To"), required=True)
    wheelchair = forms.BooleanField(label=_("With a wheelchair"), required=False)
    escort = forms.BooleanField(label=_("Somebody has to go along"), required=False)
    carrier = text(_("Who drives"), help_text=_("If it is known: a company, a volunteer, a relative."))
    phone = text(_("Phone"))
    note = text(_("Note"), rows=2)

    def __init__(self, *args: Any, appointment: Appointment, **kw: Any) -> None:
        super().__init__(*args, **kw)
        pickup = appointment.starts_at - timedelta(minutes=30)
        self.fields["pickup_at"] = InstantField(label=_("Pick-up"), zone=appointment.zone, initial=pickup)
        self.fields["to_where"].initial = appointment.where or appointment.provider
        self.order_fields(["direction", "from_where", "to_where", "pickup_at"])

    def ride(self) -> Ride:
        return Ride(**self.cleaned_data)


class CarrierForm(forms.Form):
    carrier = text(_("Who drives"), required=True)
    phone = text(_("Phone"))


class ThingForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=ThingKind.choices, widget=forms.RadioSelect)
    name = text(_("Name"), required=True)
    seats = forms.IntegerField(label=_("Seats"), required=False, min_value=1, max_value=500)
    wheelchair = forms.BooleanField(label=_("Takes a wheelchair"), required=False)
    note = text(_("Note"))


class FeedForm(forms.Form):
    label = text(
        _("Which calendar it is for"), help_text=_("So that you know later which one to take back: phone, office.")
    )


class FeedNamesForm(forms.Form):
    allowed = forms.ChoiceField(
        label=_("May calendars outside show names and places?"),
        choices=[
            ("no", _("No: only that there is an appointment, and when")),
            ("yes", _("Yes: names, places and what it is for")),
        ],
        widget=forms.RadioSelect,
    )
    reason = text(_("Reason"), rows=2, required=True)


class QuietForm(forms.Form):
    """From when to when nobody is written to."""

    quiet_begins = TimeField(label=_("Quiet from"))
    quiet_ends = TimeField(label=_("Quiet until"))
    reason = text(_("Reason"), rows=2, required=True)

    def quiet(self) -> Quiet:
        return Quiet(self.cleaned_data["quiet_begins"], self.cleaned_data["quiet_ends"])


class ReminderForm(forms.Form):
    channel = forms.ChoiceField(label=pgettext_lazy("reminders", "By"), widget=forms.RadioSelect)
    address = text(_("Email address"))
    language = forms.ChoiceField(
        label=pgettext_lazy("reminders", "Language"), choices=[("en", "English"), ("ja", "日本語"), ("ko", "한국어")]
    )
    hours_before = forms.TypedChoiceField(
        label=_("How long before"),
        coerce=int,
        choices=[(2, _("2 hours")), (24, _("A day")), (48, _("Two days")), (168, _("A week"))],
        initial=24,
    )
    quiet_begins = TimeField(
        label=_("Own quiet hours, from"), required=False, help_text=_("Left empty: those of the organisation.")
    )
    quiet_ends = TimeField(label=pgettext_lazy("quiet hours", "until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("quiet_begins"), data.get("quiet_ends")
        if (begins is None) != (ends is None) and not self.errors:
            missing = "quiet_begins" if begins is None else "quiet_ends"
            self.add_error(missing, _("Give both times, or neither."))
        return data

    def quiet(self) -> Quiet | None:
        begins, ends = self.cleaned_data["quiet_begins"], self.cleaned_data["quiet_ends"]
        return Quiet(begins, ends) if begins is not None and ends is not None else None

    def __init__(self, *args: Any, members: Sequence[Member], channels: Sequence[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        people = [(str(m.person_id), m.person.standing.name) for m in members]
        self.fields["person"] = forms.ChoiceField(label=_("Who is reminded"), choices=people)
        self.fields["channel"].choices = channels  # type: ignore[attr-defined]
        self.fields["channel"].initial = channels[0][0]
        self.order_fields(["person", "channel", "address"])


def first_free_day(case: Case) -> date:
    """What a new appointment proposes: tomorrow."""
    return today(case.zone) + timedelta(days=1)


class GroupForm(forms.Form):
    """What takes place for several people, on the wall clock of the organisation."""

    title = text(
        _("What takes place"),
        required=True,
        help_text=_("It stands on the record of each of them. Write it without anybody’s name."),
    )
    provider = text(_("Who leads it"), required=True)
    where = text(_("Address or room"))
    on = DateField(label=_("Day"))
    start = TimeField(label=_("Start"))
    end = TimeField(label=pgettext_lazy("time", "End"), required=False, help_text=_("Left empty: an hour later."))
    seats = forms.IntegerField(label=_("Room for how many"), required=False, min_value=2, max_value=500)

    def words(self, zone: str) -> GroupWords:
        data = self.cleaned_data
        begins = from_wall(datetime.combine(data["on"], data["start"]), zone)
        ends = (
            from_wall(datetime.combine(data["on"], data["end"]), zone) if data["end"] else begins + timedelta(hours=1)
        )
        return GroupWords(data["title"], begins, ends, data["provider"], data["where"], data["seats"])


class SharedRideForm(forms.Form):
    carrier = text(_("Who drives"), required=True, help_text=_("A company, a volunteer, one of us."))
    phone = text(_("Phone"))
    seats = forms.IntegerField(label=_("Room for how many"), required=False, min_value=2, max_value=500)
    confirmed = forms.BooleanField(label=_("They have confirmed it already"), required=False)

    def words(self) -> RideWords:
        return RideWords(**self.cleaned_data)
