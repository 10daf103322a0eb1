"""What is typed into an instrument: names of the controls, and each control's text as an answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tsunagu.assessment.choices import Informant, Method
from tsunagu.assessment.forms import LANGUAGES, short
from tsunagu.assessment.queries.instruments import Offered
from tsunagu.assessment.rules.instruments import ABSENT, Coding, Given, Quantity, Value
from tsunagu.assessment.rules.instruments.flow import Line
from tsunagu.core.words import in_language
from tsunagu.people.models import Person
from tsunagu.ui.fields import InstantField, PartialDateField, TimeField


class Misread(Exception):
    """What was typed cannot be read; says how it may be written."""


def typed(line: Line, name: str, post: QueryDict, language: str) -> Given:
    """The answer that the controls hold. Of an answer and a reason for none, the newer one counts."""
    absent = post.get(f"{name}-absent", "")
    raw = [text for text in post.getlist(name) if text.strip()]
    other = post.get(f"{name}-other", "").strip()
    if absent in ABSENT and (absent != line.given.absent or not (raw or other)):
        return Given((), absent)
    chosen = tuple(_value(line, text, post.get(f"{name}-unit", ""), language) for text in _split(line, raw))
    return Given(chosen + ((other,) if other else ()))


def _split(line: Line, raw: list[str]) -> list[str]:
    """Several answers in words stand a line each."""
    if line.item.repeats and not line.options:
        return [one.strip() for text in raw for one in text.splitlines() if one.strip()]
    return raw


def _value(line: Line, text: str, unit: str, language: str) -> Value:
    item, plain = line.item, unicodedata.normalize("NFKC", text).strip()
    if line.options:
        if not plain.isdigit() or int(plain) >= len(line.options):
            raise Misread(_("This answer is none of those that can be given here."))
        return line.options[int(plain)].value
    match item.kind:
        case "choice":
            return Coding("", "", {language: text.strip()})
        case "boolean":
            return plain == "true"
        case "integer" | "decimal" | "quantity":
            return _number(item.kind, plain, _unit(line, unit))
        case "date":
            return str(_read(PartialDateField(), text))
        case "time":
            return str(_read(TimeField(), text).strftime("%H:%M:%S"))
        case "dateTime":
            moment: datetime = _read(InstantField(), text)
            return moment.isoformat()
    return text.strip()


def _number(kind: str, text: str, unit: Coding) -> Value:
    try:
        number = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        raise Misread(_("Write a number, such as 12 or 7.5.")) from None
    if kind == "integer":
        if number != number.to_integral_value():
            raise Misread(_("Write a whole number."))
        return int(number)
    return (
        Quantity(number, in_language(unit.display) or unit.code, unit.code, unit.system)
        if kind == "quantity"
        else number
    )


def _unit(line: Line, code: str) -> Coding:
    units = line.item.units or ((line.item.unit,) if line.item.unit else ())
    return next(
        (one for one in units if one.code == code),
        units[0] if units else Coding(code, "", {"en": code} if code else {}),
    )


def _read(field: forms.Field, text: str) -> Any:
    try:
        return field.clean(text)
    except ValidationError as error:
        raise Misread(" ".join(error.messages)) from None


class ResponseStartForm(forms.Form):
    instrument = forms.ChoiceField(label=gettext_lazy("Which instrument"), widget=forms.RadioSelect)
    person = forms.ChoiceField(label=gettext_lazy("Whom it is about"))
    method = forms.ChoiceField(
        label=gettext_lazy("How it is filled in"),
        choices=Method.choices,
        initial=Method.INTERVIEW,
        widget=forms.RadioSelect,
    )
    informant = forms.ChoiceField(
        label=gettext_lazy("Who gives the answers"), choices=Informant.choices, initial=Informant.PERSON
    )
    informant_name = short(label=gettext_lazy("Name"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the questions"),
        help_text=gettext_lazy(
            "Where there is no official wording in it, the questions stand in the language of their source."
        ),
        choices=LANGUAGES,
    )
    score_only = forms.BooleanField(
        label=gettext_lazy("Only type in the score: it was filled in on paper"), required=False
    )
    consent_follows = short(
        label=gettext_lazy("Why it begins before the person has agreed"),
        help_text=gettext_lazy("Only in an emergency, or where a law demands it. Otherwise leave this empty."),
    )

    def __init__(self, *args: Any, offered: Iterable[Offered], persons: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = [(one.key, in_language(one.instrument.title)) for one in offered]  # type: ignore[attr-defined]
        self.fields["person"].choices = [(str(p.id), p.standing.name) for p in persons]  # type: ignore[attr-defined]
        if len(persons) < 2:
            self.fields["person"].widget = forms.HiddenInput()


class QuestionnaireForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Questionnaire"),
        help_text=gettext_lazy("FHIR R4, as JSON: a Questionnaire, a Bundle, or a ZIP archive of them."),
    )


class AnsweredForm(forms.Form):
    """When the person answered, where it is written up later than that."""

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_at"] = InstantField(
            label=gettext_lazy("When it was answered"),
            help_text=gettext_lazy("Left empty: now."),
            zone=zone,
            required=False,
        )
