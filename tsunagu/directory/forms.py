"""The shape of what is asked of the directory and written into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.directory.choices import Capacity, ServiceType, Severity, Within
from tsunagu.directory.commands.keep_service import CORRECTABLE, Entry, Where
from tsunagu.directory.queries.searching import Question
from tsunagu.people.choices import Sex
from tsunagu.ui.fields import DateField

SPOKEN = (
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("en", _("English")),
    ("zh", _("Chinese")),
    ("vi", _("Vietnamese")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("tl", _("Tagalog")),
    ("ne", _("Nepali")),
)
ANY = ("", pgettext_lazy("in a search", "Any"))
CURRENCIES = (("", "—"), ("JPY", "JPY"), ("KRW", "KRW"), ("USD", "USD"))
FIELD_LABELS = {
    "name": _("Name"),
    "description": _("What it does"),
    "status": pgettext_lazy("of a service", "State"),
    "application_process": _("How to apply"),
    "eligibility_description": _("For whom"),
    "minimum_age": _("Lowest age"),
    "maximum_age": _("Highest age"),
    "fees_description": _("Cost"),
    "wait_time": _("Waiting time"),
    "email": pgettext_lazy("of a service", "Email"),
    "url": _("Web page"),
    "alert": _("Warning"),
}


class SearchForm(forms.Form):
    """A question; everything may be left open."""

    q = forms.CharField(label=_("Word or name"), required=False, max_length=100)
    need = forms.ChoiceField(label=_("Kind of help"), required=False, choices=[ANY, *ServiceType.choices])
    area = forms.CharField(label=_("Area served"), required=False, max_length=60)
    near = forms.CharField(label=_("Near (town or postal code)"), required=False, max_length=60)
    within = forms.ChoiceField(label=_("At most"), required=False, choices=Within.choices, initial=Within.TOWN)
    language = forms.ChoiceField(
        label=pgettext_lazy("of a service", "Language"), required=False, choices=[ANY, *SPOKEN]
    )
    capacity = forms.ChoiceField(
        label=pgettext_lazy("of a service", "Room"), required=False, choices=[ANY, *Capacity.choices]
    )
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[ANY, *Sex.choices[:2]])
    free = forms.BooleanField(label=_("Free of charge only"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        """A question that says nothing of how far means the town, on the screen as in the answer."""
        super().__init__(None if data is None else {"within": str(Within.TOWN), **data}, **more)

    def question(self) -> Question:
        said = self.cleaned_data if self.is_valid() else {}
        age = said.get("age")
        return Question(
            text=said.get("q", ""),
            need=said.get("need", ""),
            area=said.get("area", ""),
            near=said.get("near", ""),
            within=float(said.get("within") or Within.TOWN),
            language=said.get("language", ""),
            capacity=said.get("capacity", ""),
            free=bool(said.get("free")),
            age=float(age) if age is not None else None,
            sex=said.get("sex", ""),
        )


def long_text(rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=8000, **kwargs)


class ServiceForm(forms.Form):
    name = forms.CharField(label=_("What it is called"), max_length=300)
    provider = forms.CharField(label=_("Who offers it"), max_length=300)
    types = forms.MultipleChoiceField(
        label=_("Kind of help"), choices=ServiceType.choices, widget=forms.CheckboxSelectMultiple
    )
    description = long_text(label=_("What it does"), required=False)
    eligibility = long_text(2, label=_("For whom"), required=False)
    minimum_age = forms.IntegerField(label=_("Lowest age"), required=False, min_value=0, max_value=120)
    maximum_age = forms.IntegerField(label=_("Highest age"), required=False, min_value=0, max_value=120)
    sex = forms.ChoiceField(
        label=_("Only for"), required=False, choices=[("", pgettext_lazy("sex", "Everybody")), *Sex.choices[:2]]
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, choices=SPOKEN, widget=forms.CheckboxSelectMultiple
    )
    areas = long_text(2, label=_("Areas served, one a line"), required=False)
    address = forms.CharField(label=_("Street and number"), required=False, max_length=300)
    city = forms.CharField(label=_("Town"), required=False, max_length=100)
    region = forms.CharField(label=_("Prefecture, province or state"), required=False, max_length=100)
    postal_code = forms.CharField(label=_("Postal code"), required=False, max_length=20)
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    phone = forms.CharField(label=pgettext_lazy("of a service", "Phone"), required=False, max_length=60)
    email = forms.EmailField(label=pgettext_lazy("of a service", "Email"), required=False)
    url = forms.URLField(label=_("Web page"), required=False, assume_scheme="https")
    apply = long_text(2, label=_("How to apply"), required=False)
    documents = long_text(2, label=_("Documents to bring, one a line"), required=False)
    price = forms.DecimalField(label=_("Price"), required=False, min_value=0, max_digits=12, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), required=False, choices=CURRENCIES)
    price_note = forms.CharField(label=_("About the price"), required=False, max_length=300)
    capacity = forms.ChoiceField(
        label=_("Is there room?"), required=False, choices=[("", _("Not known")), *Capacity.choices]
    )

    def entry(self) -> Entry:
        said = dict(self.cleaned_data)
        where = Where(
            **{name: said.pop(name) for name in ("address", "city", "region", "postal_code", "latitude", "longitude")}
        )
        for name in ("areas", "documents"):
            said[name] = [line.strip() for line in said[name].splitlines() if line.strip()]
        return Entry(where=where, **said)


class CapacityForm(forms.Form):
    capacity = forms.ChoiceField(label=_("Is there room?"), choices=Capacity.choices, widget=forms.RadioSelect)


class CorrectionForm(forms.Form):
    field = forms.ChoiceField(label=_("What is wrong"), choices=[(name, FIELD_LABELS[name]) for name in CORRECTABLE])
    proposed = long_text(
        2, label=_("What would be right"), required=False, help_text=_("Empty: nothing should stand there.")
    )
    reason = long_text(2, label=_("How do you know?"))


class JudgementForm(forms.Form):
    take = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    reason = long_text(1, label=_("Why it stays as it was"), required=False)


class NameForm(forms.Form):
    name = forms.CharField(label=_("What it is called"), max_length=300)


class ConcernForm(forms.Form):
    severity = forms.ChoiceField(label=_("How serious is it?"), choices=Severity.choices, widget=forms.RadioSelect)
    text = long_text(label=_("What was seen"), help_text=_("Without naming who is served."))
    seen_on = DateField(label=_("Seen on"))


class OutcomeForm(forms.Form):
    outcome = long_text(2, label=_("What came of it"))
