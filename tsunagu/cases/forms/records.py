"""The shapes of the other things a day brings: stays, documents, promises, alerts, exceptions, closure."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tsunagu.cases.choices import (
    AlertTopic,
    Appropriateness,
    CloseReason,
    Complexity,
    DocumentType,
    ExceptionReason,
    GoalsMet,
    Setting,
    Stage,
    StayClass,
    Wellbeing,
    qualifier_label,
    value_label,
)
from tsunagu.cases.forms.contacts import YES_NO, radio, text, yes
from tsunagu.cases.models import AssigningBody, AssignmentRole, Case, Member
from tsunagu.core.kinds import Kind, plain
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library
from tsunagu.ui.fields import DateField, InstantField


def whom(members: Sequence[Member], *, whole: bool = False) -> forms.ChoiceField:
    """One person of the case; where it may be, the household as a whole."""
    choices = [(str(m.person_id), m.person.standing.name) for m in members]
    if whole and len(choices) > 1:
        choices = [("", _("The household as a whole")), *choices]  # type: ignore[list-item]
    needed = len(choices) > 1 and not whole
    first = choices[0][0] if choices else ""
    return forms.ChoiceField(label=_("Whom it is about"), choices=choices, required=needed, initial=first)


class CaseForm(forms.Form):
    """A form that knows its case and the people in it."""

    def __init__(self, *args: Any, case: Case, members: Sequence[Member] = (), **kw: Any) -> None:
        self.case, self.members = case, members
        super().__init__(*args, **kw)

    def person_id(self, name: str = "person") -> UUID | None:
        chosen = self.cleaned_data.get(name)
        if chosen:
            return UUID(chosen)
        return self.members[0].person_id if len(self.members) == 1 else None


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))


class StayForm(CaseForm):
    setting = radio(Setting.choices, _("Setting"), required=True)
    where = text(_("Name of the place"))
    room = text(_("Room or ward"))
    stay_class = forms.ChoiceField(label=_("Sort of stay"), choices=[("", "–"), *StayClass.choices], required=False)
    note = text(_("Note"), rows=2)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["started_at"] = InstantField(label=_("Began"), zone=self.case.zone)
        self.fields["person"] = whom(self.members)
        self.order_fields(["person", "setting", "started_at", "where", "room", "stay_class", "note"])


class StayEndForm(CaseForm):
    complexity = radio(
        [("", _("Not known")), *Complexity.choices], _("How complex are the decisions after the discharge?")
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["ended_at"] = InstantField(label=_("Ended"), zone=self.case.zone)
        self.order_fields(["ended_at", "complexity"])


class DocumentForm(CaseForm):
    file = forms.FileField(label=_("File"), help_text=_("PDF, picture, text or office document, at most 20 MB."))
    type = forms.ChoiceField(label=_("What it is"), choices=DocumentType.choices)
    title = text(_("Title"), help_text=_("Left empty: the name of the file."))
    dated = DateField(label=_("Date on the document"))
    from_whom = text(_("From whom"))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["person"] = whom(self.members, whole=True)


class PromiseForm(CaseForm):
    what = forms.CharField(label=_("What will be done"))
    due = DateField(label=_("By when"))

    def __init__(self, *args: Any, workers: Sequence[tuple[str, str]] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["worker"] = forms.ChoiceField(
            label=_("Who does it"), choices=[("", _("Myself")), *workers], required=False
        )
        self.fields["outsider"] = text(_("Or somebody outside"))
        if len(self.members) > 1:
            self.fields["person"] = whom(self.members, whole=True)


class AlertForm(CaseForm):
    topic = radio(AlertTopic.choices, _("Topic"), required=True)
    what_to_do = forms.CharField(label=_("What to do"), help_text=_("One line: it stands on every page of this case."))
    review_on = DateField(label=_("Looked at again on"), help_text=_("Worker safety: within 90 days."))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["person"] = whom(self.members, whole=True)


class ExceptionForm(CaseForm):
    on = DateField(label=_("On which day"))
    reason = radio(ExceptionReason.choices, _("Reason"), required=True)
    circumstances = forms.CharField(label=_("What happened"), widget=forms.Textarea({"rows": 3}))
    attempts = text(_("What was tried"), rows=3, help_text=_("Day, time and way of each attempt."))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["person"] = whom(self.members)


class OpeningForm(forms.Form):
    purpose = forms.CharField(label=_("What do you need it for?"), widget=forms.Textarea({"rows": 2}))


class StageForm(CaseForm):
    reason = text(_("Reason"), rows=2)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        lang = (get_language() or "en")[:2]
        stages = library().stages(self.case.programme)
        choices = [(s.code, library().stage_name(self.case.programme, s.code, lang)) for s in stages]
        self.fields["stage"] = radio(choices or Stage.choices, _("Stage"), required=True, initial=self.case.stage)
        self.order_fields(["stage", "reason"])


class SettingForm(CaseForm):
    """A dated property of the case: its model or its programme, with the reason."""

    value = forms.ChoiceField(widget=forms.RadioSelect)
    from_day = DateField(label=_("From which day"), required=False, help_text=_("Left empty: today."))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, label: Any, words: dict[str, Any], current: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        value = typing.cast(forms.ChoiceField, self.fields["value"])
        value.label, value.initial = label, current
        value.choices = [(code, in_language(title)) for code, title in words.items()]


class AssignForm(CaseForm):
    role = radio(AssignmentRole.choices, _("Role"), required=True, initial=AssignmentRole.PRIMARY)
    body = forms.ChoiceField(label=_("Assigned by"), choices=AssigningBody.choices, initial=AssigningBody.OWN)
    body_name = text(_("Name of the assigning organisation"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))
    handover_note = text(_("Hand-over note"), rows=3)
    over_cap = text(_("Reason for going beyond the caseload"))

    def __init__(self, *args: Any, workers: Sequence[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["worker"] = forms.ChoiceField(label=_("Who"), choices=workers)
        self.order_fields(["worker"])


class CloseForm(forms.Form):
    reason = radio(CloseReason.choices, _("Why the case is closed"), required=True)


class ReopenForm(CaseForm):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))


class EvaluationForm(forms.Form):
    goals_met = radio(GoalsMet.choices, _("Goals met"), required=True)
    goals_note = text(_("About the goals"), rows=2)
    wellbeing = radio(Wellbeing.choices, _("Wellbeing"), required=True)
    wellbeing_note = text(_("About wellbeing"), rows=2)
    financial = forms.CharField(
        label=_("Money"), widget=forms.Textarea({"rows": 2}), help_text=_("What it cost, and what it saved or brought.")
    )
    appropriateness = radio(Appropriateness.choices, _("Was it the right care?"), required=True)
    appropriateness_note = text(_("About the care"), rows=2)
    client_view = text(_("What the person says of it"), rows=3)
    no_client_view_because = text(_("Or why they could not be asked"))


class EventForm(CaseForm):
    """A form made of a kind's qualifiers: what, when, whose, and whatever its clocks read."""

    def __init__(self, *args: Any, kind: Kind, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.kind = kind
        at: forms.Field = (
            InstantField(label=_("When"), zone=self.case.zone) if kind.timed else DateField(label=_("When"))
        )
        self.fields["at"] = at
        if len(self.members) > 1:
            self.fields["persons"] = forms.MultipleChoiceField(
                label=_("Whom it is about"),
                required=False,
                choices=[(str(m.person_id), m.person.standing.name) for m in self.members],
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Nobody chosen: the household as a whole."),
            )
        hints = typing.get_type_hints(kind.event)
        for field in dataclasses.fields(kind.event):
            self.fields[f"q_{plain(field.name)}"] = _field_for(field, hints[field.name])

    def chosen_persons(self) -> list[UUID]:
        if len(self.members) == 1:
            return [self.members[0].person_id]
        return [UUID(p) for p in self.cleaned_data.get("persons") or ()]

    def event(self) -> Any:
        given: dict[str, Any] = {}
        hints = typing.get_type_hints(self.kind.event)
        for field in dataclasses.fields(self.kind.event):
            value = self.cleaned_data[f"q_{plain(field.name)}"]
            if bool in _kinds_of(hints[field.name]):
                value = yes(value)
            given[field.name] = value if value != "" else None
        return self.kind.event(**given)


def _kinds_of(hint: Any) -> tuple[Any, ...]:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return tuple(h for h in typing.get_args(hint) if h is not type(None))
    return (hint,)


def _field_for(field: dataclasses.Field[Any], hint: Any) -> forms.Field:
    (kind,) = _kinds_of(hint) or (str,)
    required = field.default is dataclasses.MISSING
    name = plain(field.name)
    label = qualifier_label(name)
    if typing.get_origin(kind) is typing.Literal:
        choices = [(value, value_label(name, value)) for value in typing.get_args(kind)]
        return radio(choices, label, required=required)
    if isinstance(kind, type) and issubclass(kind, TextChoices):
        return radio(kind.choices, label, required=required)
    if kind is bool:
        return radio(YES_NO, label, required=required)
    if kind is date:
        return DateField(label=label, required=required)
    if kind is datetime:
        return InstantField(label=label, required=required)
    if isinstance(kind, type) and issubclass(kind, (int, float)):
        return forms.DecimalField(label=label, required=required)
    return forms.CharField(label=label, required=required)
