"""The shapes of a report of concern and of what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.cases.choices import ConcernGroup, ConcernType, ReportForm
from tsunagu.cases.commands.report_concern import Account
from tsunagu.cases.forms.contacts import text
from tsunagu.cases.models import Member
from tsunagu.cases.rules import load_reporting
from tsunagu.core.words import in_language
from tsunagu.ui.fields import InstantField

LANGUAGES = [
    ("", _("As this page")),
    ("en", "English"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("zh", "中文"),
    ("es", "Español"),
]


def ticks(choices: Any, label: Any, *, required: bool = False, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=choices, label=label, required=required, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


def needed(label: Any, *, rows: int = 0, help_text: Any = "") -> forms.CharField:
    """Words that may not be left out."""
    field = text(label, rows=rows, help_text=help_text)
    field.required = True
    return field


class ConcernForm(forms.Form):
    """Asked in the order in which one remembers: whom, what, when one knew; the rest may stay empty."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    case = forms.UUIDField(required=False, widget=forms.HiddenInput)
    jurisdiction = forms.ChoiceField(
        label=_("Whose law"), help_text=_("Where the person is, or where you work."), widget=forms.RadioSelect
    )
    person = forms.ChoiceField(label=pgettext_lazy("concern", "Whom it is about"), required=False)
    about = forms.CharField(
        label=pgettext_lazy("concern", "Whom it is about"),
        help_text=_("Name, age, address, or how they can be found. As far as you know."),
        widget=forms.Textarea({"rows": 2}),
    )
    groups = ticks(ConcernGroup.choices, _("This is"), required=True, help_text=_("Tick all that are true."))
    types = ticks(ConcernType.choices, _("What you suspect"), required=True, help_text=_("Tick all that may be true."))
    serious = forms.BooleanField(label=_("Somebody is seriously injured"), required=False)
    aware_at = InstantField(
        label=_("When you first saw, heard or suspected it"),
        help_text=_("Day and time. The law counts from this moment, not from now."),
    )
    seen = text(_("What you saw"), rows=4, help_text=_("What you saw yourself. Your conclusions are not needed."))
    said = text(_("What was said, word for word"), rows=3, help_text=_("In the language it was said in."))
    said_by = text(_("Who said it"))
    said_language = forms.ChoiceField(label=_("Said in"), choices=LANGUAGES, required=False)
    happened = text(_("When and where it happened"))
    suspect = text(_("Who is suspected"))
    dangers = text(_("Dangers for whoever looks into it"), help_text=_("Dogs, weapons, somebody violent at home."))
    others_know = text(_("Who else knows"))
    done = text(_("What was done at once"))
    supervisor_told = forms.BooleanField(
        label=_("I have told my supervisor"),
        help_text=_("You may tell your supervisor. Nobody has to approve this report, and nobody may stop it."),
        required=False,
    )
    phone = text(_("Telephone where the authority reaches you"))
    may_be_named = forms.BooleanField(label=_("The authority may tell the family that I reported"), required=False)

    def __init__(self, *args: Any, members: Sequence[Member] = (), jurisdiction: str, **kw: Any) -> None:
        self.members = members
        super().__init__(*args, **kw)
        country = jurisdiction[:2]
        found = sorted(load_reporting().values(), key=lambda place: place.code[:2] != country)
        self.fields["jurisdiction"].choices = [(p.code, in_language(p.title)) for p in found]  # type: ignore[attr-defined]
        self.initial.setdefault("jurisdiction", jurisdiction if jurisdiction in load_reporting() else found[0].code)
        if members:
            names = [(str(m.person_id), m.person.standing.name) for m in members]
            self.fields["person"].choices = [*names, ("", _("Somebody else"))]  # type: ignore[attr-defined]
            self.fields["about"].label = _("Who they are, if it is somebody else")
            self.fields["about"].required = False
        else:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.members and not data.get("person") and not (data.get("about") or "").strip():
            self.add_error("about", _("Write whom it is about, as far as you know."))
        return data

    @property
    def person_id(self) -> UUID | None:
        chosen = self.cleaned_data.get("person")
        return UUID(chosen) if chosen else None

    def account(self) -> Account:
        data = self.cleaned_data
        known = next((m.person.standing.name for m in self.members if m.person_id == self.person_id), "")
        about = " · ".join(part for part in (known, data["about"].strip()) if part)
        fields = (
            "seen", "said", "said_by", "said_language", "happened", "suspect", "dangers", "others_know", "done",
            "supervisor_told", "phone", "may_be_named",
        )  # fmt: skip
        return Account(about=about, **{name: data[name] for name in fields})


class ReportedForm(forms.Form):
    """The authority has it."""

    form = forms.ChoiceField(
        label=_("How"), choices=ReportForm.choices, initial=ReportForm.ORAL, widget=forms.RadioSelect
    )
    at = InstantField(label=_("When"))
    to = needed(_("Which authority"))
    receiver = needed(_("Who took it"), help_text=_("Name, badge number or extension."))
    reference = text(_("Reference number"))
    no_reference = forms.BooleanField(label=_("They give no number"), required=False)
    advice = text(_("What they said"), rows=2)


class NotReportingForm(forms.Form):
    reason = needed(
        _("Your reasons for not reporting"),
        rows=4,
        help_text=_("The decision is yours alone. Suspicion is enough to report; write what took it away."),
    )


class ClosingForm(forms.Form):
    outcome = needed(_("How it ended"), rows=3, help_text=_("What the authority did, who is safe now."))


class HelpNumberForm(forms.Form):
    jurisdiction = forms.ChoiceField(label=_("For where"))
    group = forms.ChoiceField(
        label=_("For whom"), choices=[("", _("Anybody in danger")), *ConcernGroup.choices], required=False
    )
    name = needed(_("Who answers"))
    number = needed(_("Telephone number"))
    note = text(_("When"), help_text=_("Hours, or what it is for."))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["jurisdiction"].choices = [  # type: ignore[attr-defined]
            (place.code, in_language(place.title)) for place in load_reporting().values()
        ]
