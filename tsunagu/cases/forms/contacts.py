"""The shapes of a contact: the full record, the visit note for a phone, and the check-in of a minute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tsunagu.cases.choices import (
    Delivered,
    Direction,
    Mode,
    Mood,
    Observation,
    Observed,
    Outcome,
    Place,
    Purpose,
    Quality,
    Severity,
    With,
)
from tsunagu.cases.commands.log_contact import LineAnswer, NextContact
from tsunagu.cases.models import Case, Member
from tsunagu.cases.queries import PlanLine
from tsunagu.core.clock import now, today
from tsunagu.ui import formats
from tsunagu.ui.fields import DateField, TimeField

YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]
HOW_A_LINE_GOES = [
    ("well", pgettext_lazy("a service", "Goes well")),
    ("change", pgettext_lazy("a service", "Needs a change")),
    ("not_delivered", pgettext_lazy("a service", "Not delivered")),
]


def radio(choices: Any, label: Any, *, required: bool = False, initial: Any = None) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, label=label, required=required, initial=initial, widget=forms.RadioSelect)


def text(label: Any, *, rows: int = 0, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


class _Shared(forms.Form):
    """What every way of writing down a contact has: when, whom, and what is next."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    next_when = radio([], _("Next contact"), initial="none")
    next_on = DateField(label=_("Which day"), required=False)
    next_what = text(_("What for"))

    def __init__(
        self,
        *args: Any,
        case: Case,
        members: Sequence[Member],
        lines: Sequence[PlanLine] = (),
        observe: bool = False,
        **kw: Any,
    ) -> None:
        self.case, self.members, self.lines, self.zone = case, members, list(lines), ZoneInfo(case.zone)
        super().__init__(*args, **kw)
        soon = today(self.zone) + timedelta(days=7)
        self.fields["next_when"].choices = [  # type: ignore[attr-defined]
            ("week", gettext("%(date)s, in a week") % {"date": formats.weekday_date(soon)}),
            ("day", gettext("Another day")),
            ("none", gettext("Not agreed")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("next_when") == "day" and not data.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", gettext("Write the day that was agreed."))
        return data

    def moment(self, day: date, clock: time | None) -> datetime | None:
        return datetime.combine(day, clock, self.zone) if clock else None

    def next_contact(self) -> NextContact | None:
        data = self.cleaned_data
        on = {"week": today(self.zone) + timedelta(days=7), "day": data.get("next_on")}.get(data.get("next_when", ""))
        return NextContact(on, data.get("next_what") or gettext("Contact as agreed")) if on else None

    def chosen_persons(self) -> list[UUID]:
        return [UUID(p) for p in self.cleaned_data.get("persons") or ()]

    def add_persons(self, label: Any) -> None:
        """Asked only where the case has several."""
        if len(self.members) > 1:
            self.fields["persons"] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(str(m.person_id), m.person.standing.name) for m in self.members],
                widget=forms.CheckboxSelectMultiple,
            )


class ContactForm(_Shared):
    """The whole record of a contact or visit."""

    counterpart = radio(With.choices, _("With whom"), required=True, initial=With.PERSON)
    mode = radio(Mode.choices, _("How"), required=True, initial=Mode.IN_PERSON)
    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices, initial=Purpose.COORDINATION)
    outcome = radio(Outcome.choices, _("How it ended"), required=True, initial=Outcome.REACHED)

    on = DateField(label=_("Day"))
    start = TimeField(label=_("Start"))
    end = TimeField(label=pgettext_lazy("time", "End"), required=False)
    place = forms.ChoiceField(label=_("Place"), choices=[("", "–"), *Place.choices], required=False)
    counterpart_name = text(_("Name of whom you spoke with"))
    direction = radio(Direction.choices, _("Who contacted whom"), initial=Direction.OUT)
    seen_alone = radio(YES_NO, _("Did you speak with them alone?"))
    announced = radio(YES_NO, _("Was the visit announced?"))
    present = text(_("Who else was there"))
    companion = text(_("Colleague who came along"))
    interpreter = forms.BooleanField(label=_("An interpreter took part"), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=1440)
    travel_minutes = forms.IntegerField(label=_("Travel, minutes"), required=False, min_value=0, max_value=1440)
    own_words = text(_("In their own words"), rows=2, help_text=_("As you heard it."))
    note = text(_("What you saw and did"), rows=4)
    sign = forms.BooleanField(label=_("Sign the note now"), required=False, initial=True)

    end_is_saving = False  # the visit note: an end left open is the moment of saving

    def __init__(self, *args: Any, observe: bool = False, **kw: Any) -> None:
        super().__init__(*args, **kw)
        local = now().astimezone(self.zone)
        self.fields["on"].initial, self.fields["start"].initial = local.date(), local.time()
        self.add_persons(_("Whom it was about"))
        self.observed = list(Observation) if observe else []
        for item in self.observed:
            self.fields[f"seen_{item.value}"] = radio(Observed.choices, item.label)
            self.fields[f"seen_{item.value}_note"] = text(_("What you saw"))
        if self.lines:
            self.fields["monitoring"] = forms.BooleanField(
                label=_("This completes the monitoring"), required=False, help_text=_("All lines are answered then.")
            )
        for number, line in enumerate(self.lines):
            self.fields[f"line_{number}"] = radio(HOW_A_LINE_GOES, line.text)
            self.fields[f"line_{number}_quality"] = radio(Quality.choices, _("Quality"))
            self.fields[f"line_{number}_view"] = text(_("What the person says of it"))

    def lines_of_plan(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"line_{n}"], self[f"line_{n}_quality"], self[f"line_{n}_view"]) for n in range(len(self.lines))]

    def checklist(self) -> list[tuple[Any, Any]]:
        return [(self[f"seen_{item.value}"], self[f"seen_{item.value}_note"]) for item in self.observed]

    def values(self) -> dict[str, Any]:
        """What the command takes."""
        data = self.cleaned_data
        start = self.moment(data["on"], data["start"])
        end = self.moment(data["on"], data["end"])
        if end is None and self.end_is_saving and data["outcome"] == Outcome.REACHED and start and start <= now():
            end = now() if now() - start < timedelta(hours=12) else None
        return {
            "started_at": start,
            "ended_at": end,
            "persons": self.chosen_persons(),
            "mode": Mode(data["mode"]),
            "counterpart": With(data["counterpart"]),
            "purpose": Purpose(data["purpose"]),
            "outcome": Outcome(data["outcome"]),
            "direction": Direction(data["direction"] or Direction.OUT),
            "place": data["place"],
            **{name: data[name] for name in ("counterpart_name", "present", "companion", "interpreter")},
            **{name: data[name] for name in ("minutes", "travel_minutes", "own_words", "note")},
            "seen_alone": yes(data["seen_alone"]),
            "announced": yes(data["announced"]),
        }

    def more(self) -> dict[str, Any]:
        """What only a new entry has."""
        data = self.cleaned_data
        return {
            "sign": data["sign"],
            "observations": {
                item.value: {"seen": data[f"seen_{item.value}"], "note": data[f"seen_{item.value}_note"]}
                for item in self.observed
            },
            "monitoring": bool(data.get("monitoring")),
            "answers": [self._answer(n, line) for n, line in enumerate(self.lines) if data[f"line_{n}"]],
            "next_contact": self.next_contact(),
        }

    def _answer(self, number: int, line: PlanLine) -> LineAnswer:
        how = self.cleaned_data[f"line_{number}"]
        return LineAnswer(
            line.id,
            Delivered.NO if how == "not_delivered" else Delivered.YES,
            self.cleaned_data[f"line_{number}_quality"],
            how != "well",
            self.cleaned_data[f"line_{number}_view"],
        )


class VisitForm(ContactForm):
    """The same, laid out for a phone: in person, where they live, and the end is when it is saved."""

    end_is_saving = True

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["mode"].initial, self.fields["place"].initial = Mode.IN_PERSON, Place.HOME
        self.fields["purpose"].initial = Purpose.MONITORING
        for name in ("mode", "counterpart", "direction"):
            self.fields[name].widget = forms.HiddenInput()
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (Outcome.REACHED, _("Met")),
            (Outcome.MISSED, _("Not at home")),
            (Outcome.REFUSED, _("Did not want to")),
        ]
        self.fields["end"].help_text = _("Left empty: when you save.")


class CheckInForm(_Shared):
    """A minute on the phone: did they answer, how are they, when next (R-078)."""

    answered = radio(
        [
            ("reached", _("We spoke")),
            ("no_answer", pgettext_lazy("contact", "No answer")),
            ("other", _("Somebody else answered")),
        ],
        _("The call"),
        required=True,
        initial="reached",
    )
    mood = radio(Mood.choices, _("How they feel today"))
    symptom = radio(Severity.choices, _("Symptom"))
    symptom_name = text(_("Which symptom"))
    worry = radio(
        [("no", pgettext_lazy("worry", "No")), ("yes", pgettext_lazy("worry", "Yes"))], _("Does anything worry you?")
    )
    note = text(_("One line"))

    def __init__(self, *args: Any, symptom_name: str = "", **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.add_persons(_("Whom"))
        self.fields["symptom_name"].initial = symptom_name
        if symptom_name:
            self.fields["symptom"].label = symptom_name

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "started_at": now(),
            "mode": Mode.PHONE,
            "purpose": Purpose.CHECK_IN,
            "counterpart": With.FAMILY if data["answered"] == "other" else With.PERSON,
            "outcome": Outcome.NO_ANSWER if data["answered"] == "no_answer" else Outcome.REACHED,
            "persons": self.chosen_persons(),
            "mood": int(data["mood"]) if data["mood"] else None,
            "symptom": int(data["symptom"]) if data["symptom"] else None,
            "symptom_name": data["symptom_name"] if data["symptom"] else "",
            "worry": yes(data["worry"]),
            "note": data["note"],
            "next_contact": self.next_contact(),
        }


class AmendForm(ContactForm):
    """What is wrong in an entry, put right, with the reason."""

    reason = forms.CharField(label=_("What is put right, and why"), widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name in ("next_when", "next_on", "next_what", "sign", "id"):
            del self.fields[name]


def yes(answer: str) -> bool | None:
    return {"yes": True, "no": False}.get(answer)
