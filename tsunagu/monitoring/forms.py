"""The shapes of what is typed about how things go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tsunagu.cases.choices import Quality, With
from tsunagu.cases.models import Case, Contact, Member
from tsunagu.core.clock import today
from tsunagu.monitoring.choices import (
    Delivery,
    Gravity,
    Group,
    Heard,
    IssueAbout,
    IssueOutcome,
    KnownBy,
    NotTakenBecause,
    Progress,
    RedFlag,
    Taken,
    Topic,
    Understood,
)
from tsunagu.monitoring.commands.ask_after_discharge import Asked
from tsunagu.monitoring.commands.rounds import Answer, Hearing
from tsunagu.monitoring.models import LineReport, Round, Voice
from tsunagu.monitoring.queries.rounds import AskedLine
from tsunagu.notices.choices import Channel
from tsunagu.ui import formats
from tsunagu.ui.fields import DateField

LANGUAGES = ("ja", "ko", "en")


def radio(choices: Any, label: Any, *, required: bool = False, initial: Any = None) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, label=label, required=required, initial=initial, widget=forms.RadioSelect)


def typed(label: Any, *, rows: int = 0, required: bool = False, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput
    return forms.CharField(label=label, required=required, widget=widget, help_text=help_text)


class BeginForm(forms.Form):
    """Which contact a round rests on: its mode, place and people are not asked again."""

    contact = radio([], _("Which contact does it rest on?"))

    def __init__(self, *args: Any, contacts: Iterable[tuple[Contact, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["contact"].choices = [  # type: ignore[attr-defined]
            *((str(contact.id), words) for contact, words in contacts),
            ("", _("None of these: by phone and papers, written as it goes")),
        ]

    def contact_id(self) -> UUID | None:
        return UUID(self.cleaned_data["contact"]) if self.cleaned_data["contact"] else None


class RoundForm(forms.Form):
    """Every line of the plan, and the three groups that are heard."""

    summary = typed(_("What the round shows, all together"), rows=3)

    def __init__(self, *args: Any, round: Round, lines: Sequence[AskedLine], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.round, self.asked = round, list(lines)
        self.fields["summary"].initial = round.summary
        said = {report.line_key: report for report in round.lines.all()}
        heard = {voice.group: voice for voice in round.voices.all()}
        for line in self.asked:
            self._add_line(line, said.get(line.key))
        for group in Group:
            self._add_group(group, heard.get(group.value))

    def _add_line(self, line: AskedLine, said: LineReport | None) -> None:
        add, key = self.fields.__setitem__, line.key
        add(f"delivery_{key}", radio(Delivery.choices, line.text, initial=said and said.delivery))
        add(f"quality_{key}", radio(Quality.choices, _("Quality"), initial=said and said.quality))
        add(f"progress_{key}", radio(Progress.choices, _("Progress towards the goal"), initial=said and said.progress))
        add(f"view_{key}", typed(_("What the person says of it")))
        add(f"note_{key}", typed(_("What you found")))
        change = forms.BooleanField(label=_("The plan has to change here"), required=False)
        add(f"change_{key}", change)
        if said:
            self.initial.update(
                {f"view_{key}": said.view, f"note_{key}": said.note, f"change_{key}": said.change_needed}
            )

    def _add_group(self, group: Group, said: Voice | None) -> None:
        self.fields[f"heard_{group}"] = radio(Heard.choices, group.label, initial=said and said.heard)
        self.fields[f"who_{group}"] = typed(_("Who, and what they say"))
        if said:
            self.initial[f"who_{group}"] = said.who

    def rows(self) -> list[dict[str, Any]]:
        """The lines with their fields, for the page."""
        parts = ("delivery", "quality", "progress", "view", "note", "change")
        return [{"line": line, **{part: self[f"{part}_{line.key}"] for part in parts}} for line in self.asked]

    def groups(self) -> list[tuple[Any, Any]]:
        return [(self[f"heard_{group}"], self[f"who_{group}"]) for group in Group]

    def answers(self) -> list[Answer]:
        data = self.cleaned_data
        return [
            Answer(
                line.key,
                data[f"delivery_{line.key}"],
                data[f"quality_{line.key}"],
                data[f"progress_{line.key}"],
                data[f"view_{line.key}"],
                data[f"note_{line.key}"],
                data[f"change_{line.key}"],
            )
            for line in self.asked
            if data[f"delivery_{line.key}"]
        ]

    def hearings(self) -> list[Hearing]:
        data = self.cleaned_data
        return [
            Hearing(group, data[f"heard_{group}"], data[f"who_{group}"]) for group in Group if data[f"heard_{group}"]
        ]


class ChangeForm(forms.Form):
    reason = typed(_("What does not fit, and why the plan has to follow"), rows=4, required=True)


class _AboutSomebody(forms.Form):
    """Asks whom it is about only where the case has several."""

    def __init__(self, *args: Any, case: Case, members: Sequence[Member], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.case, self.members = case, members
        if len(members) > 1:
            people = [(str(m.person_id), m.person.standing.name) for m in members]
            self.fields["person"] = radio(people, _("Whom it is about"), required=True)
            self.order_fields(["person"])

    def person_id(self) -> UUID | None:
        if len(self.members) == 1:
            return self.members[0].person_id
        return UUID(self.cleaned_data["person"]) if self.cleaned_data.get("person") else None


class IssueForm(_AboutSomebody):
    about = forms.ChoiceField(label=_("What it is about"), choices=IssueAbout.choices)
    line = forms.ChoiceField(label=_("Which service"), required=False)
    text = typed(_("What is not as it should be"), rows=3, required=True)
    gravity = radio(Gravity.choices, _("How grave it is"), required=True, initial=Gravity.MEDIUM)
    owner = forms.ChoiceField(label=_("Who sees to it"))
    due = DateField(label=_("Until when"))

    def __init__(
        self, *args: Any, lines: Sequence[AskedLine], workers: Sequence[tuple[UUID, str]], me: UUID, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["line"].choices = [("", "–"), *((str(line.key), line.text) for line in lines)]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [(str(id), name) for id, name in workers]  # type: ignore[attr-defined]
        self.fields["owner"].initial = str(me)
        self.fields["due"].initial = today(self.case.zone) + timedelta(days=7)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("about", "text", "gravity", "due")},
            "owner_id": UUID(data["owner"]),
            "line_key": UUID(data["line"]) if data["line"] else None,
            "person_id": self.person_id(),
        }


class IssueStepForm(forms.Form):
    text = typed(_("What was done or agreed"), rows=2, required=True)
    waiting_for = typed(_("Waiting for whom"), help_text=_("Left empty: it is our turn."))
    owner = forms.ChoiceField(label=_("Who sees to it"))
    due = DateField(label=_("Until when"))

    def __init__(self, *args: Any, workers: Sequence[tuple[UUID, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["owner"].choices = [(str(id), name) for id, name in workers]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "text": data["text"],
            "waiting_for": data["waiting_for"],
            "owner_id": UUID(data["owner"]),
            "due": data["due"],
        }


class IssueCloseForm(forms.Form):
    outcome = radio(IssueOutcome.choices, _("How it ended"), required=True)
    resolution = typed(_("What was done, or why it could not be solved"), rows=2, required=True)


class AdherenceForm(_AboutSomebody):
    since = DateField(label=pgettext_lazy("period", "From"))
    until = DateField(label=pgettext_lazy("period", "To"))
    medicine = typed(_("Which medicine"), help_text=_("Left empty: all of them."))
    taken = radio(Taken.choices, _("How they were taken"), required=True)
    because = forms.ChoiceField(
        label=_("Why not as agreed"), choices=[("", "–"), *NotTakenBecause.choices], required=False
    )
    known_by = forms.ChoiceField(label=_("How this is known"), choices=[("", "–"), *KnownBy.choices], required=False)
    note = typed(_("What you saw or heard"), rows=2)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["until"].initial = today(self.case.zone)
        self.fields["since"].initial = today(self.case.zone) - timedelta(days=13)

    def values(self) -> dict[str, Any]:
        names = ("since", "until", "medicine", "taken", "because", "known_by", "note")
        return {**{name: self.cleaned_data[name] for name in names}, "person_id": self.person_id()}


YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]


class DischargeCallForm(_AboutSomebody):
    """The script of the call: what cannot wait first, then medicines, appointment, and whom to call."""

    counterpart = radio(
        [(With.PERSON.value, With.PERSON.label), (With.FAMILY.value, With.FAMILY.label)],
        _("Whom did you speak with?"),
        required=True,
        initial=With.PERSON,
    )
    flags = forms.MultipleChoiceField(
        label=_("Since coming home: is any of this new, or worse?"),
        choices=RedFlag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Read them out one by one. One of them is enough: it becomes an urgent issue for today."),
    )
    medicines = radio(YES_NO, _("Has all the medicines, and knows how they are taken"), required=True)
    appointment = radio(YES_NO, _("Knows when and where to be seen, and can get there"), required=True)
    knows_whom = radio(YES_NO, _("Knows whom to call if it gets worse, by day and by night"), required=True)
    note = typed(pgettext_lazy("call after discharge", "What they said"), rows=3)
    clinician = typed(_("Which clinician is told"), help_text=_("Only with a red flag: doctor, clinic or nurse."))
    channel = radio([(c.value, c.label) for c in Channel if c != Channel.IN_APP], _("How they are told"))
    address = typed(_("Email address"))

    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(
            flags=[RedFlag(flag) for flag in data["flags"]],
            counterpart=With(data["counterpart"]),
            **{name: data[name] == "yes" for name in ("medicines", "appointment", "knows_whom")},
            **{name: data[name] for name in ("note", "clinician", "channel", "address")},
        )


class TeachingForm(_AboutSomebody):
    again = forms.UUIDField(required=False, widget=forms.HiddenInput)
    topic = forms.ChoiceField(label=pgettext_lazy("education", "Topic"), choices=Topic.choices)
    what = typed(_("What was explained"), rows=2, required=True)
    on = DateField(label=_("Day"))
    whom = typed(_("To whom, if not to the person alone"))
    language = forms.ChoiceField(label=_("In which language"))
    interpreter = forms.BooleanField(label=_("An interpreter took part"), required=False)
    understood = radio(Understood.choices, _("When they said it in their own words"), required=True)
    said_back = typed(pgettext_lazy("teach-back", "What they said"), rows=2)

    def __init__(self, *args: Any, language: str = "", **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["on"].initial = today(self.case.zone)
        codes = [language, *(code for code in LANGUAGES if code != language)] if language else list(LANGUAGES)
        self.fields["language"].choices = [(code, language_name(code)) for code in codes]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        names = ("again", "topic", "what", "on", "whom", "language", "interpreter", "understood", "said_back")
        return {**{name: self.cleaned_data[name] for name in names}, "person_id": self.person_id()}


def language_name(code: str) -> str:
    """A language in the reader's words, or its code where Django has no name for it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def contact_words(contact: Contact) -> str:
    """A contact in one line: day, way, place."""
    parts = [formats.weekday_date(contact.started_at), contact.get_mode_display()]
    if contact.place:
        parts.append(contact.get_place_display())
    return " · ".join(parts)
