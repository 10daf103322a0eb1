"""The shape of what is typed on the sheets. What it may mean is the commands' business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tsunagu.assessment.choices import (
    NOT_ANSWERED,
    YES_NO,
    Basis,
    FindingKind,
    Informant,
    LifeDomain,
    Method,
    NoContact,
    Occasion,
    Specialty,
)
from tsunagu.assessment.commands import Said
from tsunagu.assessment.rules import Item, Section
from tsunagu.cases.choices import Mode, Place
from tsunagu.core.words import in_language
from tsunagu.people.models import Person
from tsunagu.ui.fields import InstantField

LANGUAGES = [("en", _("English")), ("ja", _("Japanese")), ("ko", _("Korean"))]


def long(rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea({"rows": rows}), required=False, **more)


def short(**more: Any) -> forms.CharField:
    return forms.CharField(required=False, **more)


def language(**more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", "—"), *LANGUAGES], required=False, **more)


class StartForm(forms.Form):
    code = forms.ChoiceField(label=_("Which assessment"), widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("Whom it is about"), required=False)
    language = language(label=_("Held in"))
    interpreter = short(label=_("Interpreter"), help_text=_("Name, if one is there."))
    copy_last = forms.BooleanField(label=_("Begin with last time’s answers, marked as copied"), required=False)
    consent_follows = short(
        label=_("Why it begins before the person has agreed"),
        help_text=_("Only in an emergency, or where a law demands it. Otherwise leave this empty."),
    )

    def __init__(self, *args: Any, outlines: Iterable[tuple[str, str]], persons: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = list(outlines)  # type: ignore[attr-defined]
        whole = [("", _("The household as a whole"))] if len(persons) > 1 else []
        self.fields["person"].choices = [*((str(p.id), p.standing.name) for p in persons), *whole]  # type: ignore[attr-defined]
        if len(persons) < 2:
            self.fields["person"].widget = forms.HiddenInput()


class SessionForm(forms.Form):
    held_at = InstantField(label=_("When you met"))
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.IN_PERSON)
    place = forms.ChoiceField(label=_("Where"), choices=[("", "—"), *Place.choices], required=False)
    with_person = forms.ChoiceField(
        label=_("Did you meet the person directly?"), choices=YES_NO, widget=forms.RadioSelect, initial="yes"
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, required=False)
    present = short(label=_("Who else was there"))

    def clean_with_person(self) -> bool:
        return bool(self.cleaned_data["with_person"] == "yes")


class CompletionForm(forms.Form):
    no_contact = forms.ChoiceField(
        label=_("Nobody could meet the person, because"), choices=[("", "—"), *NoContact.choices], required=False
    )
    no_contact_reason = long(2, label=_("What happened, and who spoke for the person"))


class SectionForm(forms.Form):
    """One source's entry for one section, and the worker's conclusion. The open question comes first, closed items after it."""

    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    conclusion_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = long(4, label=_("What was said or seen"))
    own_words = long(
        2, label=_("In the person’s own words"), help_text=_("Word for word. Your own view goes into the conclusion.")
    )
    language = language(label=_("Language of the words"))
    method = forms.ChoiceField(label=_("How you know it"), choices=Method.choices, initial=Method.INTERVIEW)
    informant = forms.ChoiceField(label=_("Who said it"), choices=Informant.choices, initial=Informant.PERSON)
    informant_name = short(label=_("Name"))
    basis = forms.ChoiceField(
        label=_("If others were asked without consent"), choices=[("", "—"), *Basis.choices], required=False
    )
    basis_reason = short(label=_("Reason"))
    conclusion = long(
        3, label=_("Your conclusion"), help_text=_("What you make of it. Answers do not count without it.")
    )

    def __init__(self, section: Section, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for item in section.items:
            self.fields[f"item_{item.code}"] = field_of(item)
            self.fields[f"none_{item.code}"] = forms.ChoiceField(
                choices=NOT_ANSWERED, required=False, label=_("Answered?")
            )

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        names = ("text", "own_words", "language", "method", "informant", "informant_name", "basis", "basis_reason")
        return Said(answers=self.answers, **{name: typed.get(name) or "" for name in names})

    @property
    def answers(self) -> dict[str, Any]:
        """Only what was answered; saying that it was not asked, refused or not known is an answer."""
        found = {}
        for item in self.section.items:
            value = self.cleaned_data.get(f"none_{item.code}") or self.cleaned_data.get(f"item_{item.code}")
            if value not in (None, "", []):
                found[item.code] = value
        return found


def field_of(item: Item) -> forms.Field:
    common: dict[str, Any] = {"label": in_language(item.label), "help_text": in_language(item.hint), "required": False}
    options = [(option.code, in_language(option.label)) for option in item.options]
    match item.kind:
        case "number":
            return forms.IntegerField(min_value=0, **common)
        case "yes_no":
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **common)
        case "choice" | "scale":
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
        case "several":
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
        case "text":
            return forms.CharField(widget=forms.Textarea({"rows": 2}), **common)
    return forms.CharField(**common)


def initial_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Stored answers as the fields show them."""
    shown = {}
    for code, value in answers.items():
        shown[f"none_{code}" if value in ("not_asked", "refused", "unknown") else f"item_{code}"] = value
    return shown


class FindingForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=FindingKind.choices, widget=forms.RadioSelect)
    domain = forms.ChoiceField(label=_("Part of life"), choices=LifeDomain.choices)
    text = forms.CharField(label=_("In a sentence"), widget=forms.Textarea({"rows": 2}))
    own_words = long(2, label=_("In the person’s own words"))
    language = language(label=_("Language of the words"))
    about = forms.ChoiceField(label=_("Whom it is about"), required=False)
    safety = forms.BooleanField(label=_("Someone may come to harm: goes before the person’s own order"), required=False)

    def __init__(self, *args: Any, persons: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [("", _("The household as a whole"))] if len(persons) > 1 else []
        self.fields["about"].choices = [*((str(p.id), p.standing.name) for p in persons), *whole]  # type: ignore[attr-defined]
        if len(persons) < 2:
            self.fields["about"].widget = forms.HiddenInput()


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea({"rows": 2}))


class CareProviderForm(forms.Form):
    specialty = forms.ChoiceField(label=_("Field"), choices=Specialty.choices)
    name = forms.CharField(label=_("Who"))
    place = short(label=_("Where they work"))
    phone = short(label=_("Phone"))


class WellbeingForm(forms.Form):
    occasion = forms.ChoiceField(label=_("When"), choices=Occasion.choices, widget=forms.RadioSelect)
    value = forms.TypedChoiceField(
        label=_("How good is life, all in all?"),
        choices=[(str(n), "") for n in range(11)],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("0 is the worst it could be, 10 the best."),
    )
    own_words = short(label=_("In the person’s own words"))
    informant = forms.ChoiceField(
        label=_("Who answered"),
        choices=[(i.value, i.label) for i in (Informant.PERSON, Informant.FAMILY, Informant.WORKER)],
    )
