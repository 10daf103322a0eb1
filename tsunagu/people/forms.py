"""The shape of what is typed about people. Meaning is judged by the commands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.people.choices import (
    ActsAs,
    AddressUse,
    ContactKind,
    ContactUse,
    ContactWay,
    Couple,
    Descent,
    HouseholdRole,
    IdentifierType,
    NameUse,
    Precision,
    RelationKind,
    Script,
    Sex,
    Tie,
    WorkerGender,
)
from tsunagu.people.models import AboutMe, Name, Person, Preferences
from tsunagu.people.rules.dates import partial
from tsunagu.people.rules.profile import (
    AddressDraft,
    ContactDraft,
    IdentifierDraft,
    NameDraft,
    Profile,
    script_of,
)
from tsunagu.ui.fields import DateField, PartialDateField

LANGUAGES = [
    ("", _("Not recorded")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("en", _("English")),
    ("zh", _("Chinese")),
    ("vi", _("Vietnamese")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("tl", _("Tagalog")),
    ("ne", _("Nepali")),
    ("th", _("Thai")),
    ("ru", _("Russian")),
    ("ar", _("Arabic")),
    ("fr", _("French")),
    ("jsl", _("Japanese Sign Language")),
    ("kvk", _("Korean Sign Language")),
    ("ase", _("American Sign Language")),
]
NOTHING = ("", _("Not recorded"))
YES_NO = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
Choices = list[tuple[str, Any]]


def _choices(choices: Any) -> Choices:
    return [NOTHING, *choices]


def text_box(label: Any, *, rows: int = 0, required: bool = False, **more: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput({"autocomplete": "off"})
    return forms.CharField(label=label, required=required, widget=widget, **more)


def known_part(iso: str | None) -> tuple[date | None, str]:
    """What a partial date field cleans to, as a stored day and its precision."""
    if not iso:
        return None, Precision.UNKNOWN
    parts = [int(part) for part in iso.split("-")]
    year, month, day = [*parts, None, None][:3]
    return date(
        year or 1, month or 1, day or 1
    ), Precision.FULL if day else Precision.MONTH if month else Precision.YEAR


def partial_text(day: date | None, precision: str) -> date | str | None:
    """A stored day as the field shows it: a whole day, or only the part that is known."""
    if day is None or precision == Precision.FULL:
        return day
    return f"{day.year}-{day.month:02}" if precision == Precision.MONTH else str(day.year)


class RegisterForm(forms.Form):
    """Enough to tell one person from another; the rest is written on their page."""

    family = text_box(_("Family name"))
    given = text_box(_("Given name"))
    family_reading = text_box(_("Family name, reading"), help_text=_("Kana or Roman letters."))
    given_reading = text_box(_("Given name, reading"))
    born = PartialDateField(label=_("Birth date"), required=False, past=True, help_text=_("As far as it is known."))
    sex = forms.ChoiceField(
        label=_("Sex as recorded"), choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect
    )
    phone = text_box(_("Phone"))
    address = text_box(_("Address"), rows=2)
    town = text_box(_("Town"), help_text=_("Shown on lists, so that people with one name are told apart."))
    identifier_type = forms.ChoiceField(
        label=_("Kind of number"), choices=_choices(IdentifierType.choices), required=False
    )
    identifier = text_box(_("Number"))
    language = forms.ChoiceField(label=pgettext_lazy("of a person", "Language"), choices=LANGUAGES, required=False)
    interpreter_needed = forms.BooleanField(label=_("An interpreter is needed"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("family") or data.get("given")):
            self.add_error("family", _("Write a name. If it is not known, write what people call them."))
        if data.get("identifier") and not data.get("identifier_type"):
            self.add_error("identifier_type", _("Choose what kind of number this is."))
        return data

    @property
    def profile(self) -> Profile:
        data = self.cleaned_data
        day, precision = known_part(data["born"])
        return Profile(
            names=tuple(self._names()),
            born=partial(day, precision),
            sex=data["sex"],
            identifiers=(IdentifierDraft(data["identifier_type"], data["identifier"]),) if data["identifier"] else (),
            contact_points=(ContactDraft("phone", data["phone"]),) if data["phone"] else (),
            addresses=(AddressDraft(data["address"] or data["town"], town=data["town"]),)
            if data["address"] or data["town"]
            else (),
        )

    def _names(self) -> list[NameDraft]:
        data = self.cleaned_data
        pairs = [(data["family"], data["given"]), (data["family_reading"], data["given_reading"])]
        return [NameDraft(script_of(f + g), f, g) for f, g in pairs if f or g]

    def values(self) -> dict[str, Any]:
        """What `register_person` takes."""
        data, profile = self.cleaned_data, self.profile
        day, precision = known_part(data["born"])
        return {
            "names": profile.names,
            "born": day,
            "born_precision": precision,
            "sex": data["sex"],
            "identifiers": profile.identifiers,
            "contact_points": profile.contact_points,
            "addresses": profile.addresses,
            "language": data["language"],
            "interpreter_needed": data["interpreter_needed"],
        }


class DetailsForm(forms.Form):
    born = PartialDateField(label=_("Birth date"), required=False, past=True, help_text=_("As far as it is known."))
    sex = forms.ChoiceField(label=_("Sex as recorded"), choices=Sex.choices, widget=forms.RadioSelect)
    pronouns = text_box(_("Pronouns"), help_text=_("How the person wishes to be spoken of."))
    language = forms.ChoiceField(label=pgettext_lazy("of a person", "Language"), choices=LANGUAGES, required=False)
    interpreter_needed = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    communication = text_box(_("How to talk with them"), rows=2, help_text=_("Hearing, sight, pace, aids, pictures."))
    cannot_self_report = forms.BooleanField(label=_("Cannot report on themself; others are asked"), required=False)
    lives_alone = forms.ChoiceField(label=_("Lives alone"), choices=YES_NO, required=False)
    place_note = text_box(
        _("About the place"), rows=2, help_text=_("How to get in, whom to ring, where they really sleep.")
    )

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        fields = [
            "sex",
            "pronouns",
            "language",
            "interpreter_needed",
            "communication",
            "cannot_self_report",
            "place_note",
        ]
        alone = {None: "", True: "yes", False: "no"}[person.lives_alone]
        known = {field: getattr(person, field) for field in fields}
        return {**known, "born": partial_text(person.born, person.born_precision), "lives_alone": alone}

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["born"], data["born_precision"] = known_part(data["born"])
        data["lives_alone"] = {"": None, "yes": True, "no": False}[data["lives_alone"]]
        return data


class NameForm(forms.Form):
    script = forms.ChoiceField(label=_("Script"), choices=Script.choices)
    family = text_box(_("Family name"))
    given = text_box(_("Given name"))
    text = text_box(_("As written, where it has no parts"))
    use = forms.ChoiceField(label=pgettext_lazy("of a name", "Use"), choices=NameUse.choices)
    until = DateField(label=pgettext_lazy("of a name", "Until"), required=False)

    @staticmethod
    def initial_of(name: Name) -> dict[str, Any]:
        parts = bool(name.family or name.given)
        return {
            "script": name.script,
            "family": name.family,
            "given": name.given,
            "text": "" if parts else name.text,
            "use": name.use,
            "until": name.until,
        }

    def draft(self) -> NameDraft:
        data = self.cleaned_data
        return NameDraft(data["script"], data["family"], data["given"], data["text"], data["use"], until=data["until"])


NamesFormSet = forms.formset_factory(NameForm, extra=2, max_num=20, can_delete=True)


class AboutMeForm(forms.Form):
    matters = text_box(_("What matters to me"), rows=4)
    support = text_box(_("How to support me well"), rows=4)
    unwanted = text_box(_("What I do not want"), rows=3)
    language = forms.ChoiceField(label=_("Language these are written in"), choices=LANGUAGES, required=False)

    @staticmethod
    def initial_of(about: AboutMe | None) -> dict[str, Any]:
        return {f: getattr(about, f) for f in ("matters", "support", "unwanted", "language")} if about else {}


class PreferencesForm(forms.Form):
    culture = text_box(_("Culture and customs"), rows=2)
    faith = text_box(_("Faith"))
    worker_gender = forms.ChoiceField(
        label=_("Wishes to be served by"), choices=[("", _("No wish")), *WorkerGender.choices], required=False
    )
    contact_ways = forms.MultipleChoiceField(
        label=_("How to reach them"), choices=ContactWay.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    contact_times = text_box(_("When to reach them"))
    note = text_box(_("Other wishes"), rows=2)

    @staticmethod
    def initial_of(row: Preferences | None) -> dict[str, Any]:
        return {field: getattr(row, field) for field in PreferencesForm.base_fields} if row else {}


class IdentifierForm(forms.Form):
    type = forms.ChoiceField(label=_("Kind of number"), choices=IdentifierType.choices)
    value = text_box(
        _("Number"),
        required=True,
        help_text=_("Korean resident registration numbers are kept without their second half."),
    )
    system = text_box(_("Issued by"), help_text=_("The issuer's address as a URI, where there is one."))


class ContactForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind.choices)
    value = text_box(_("Number or address"), required=True)
    use = forms.ChoiceField(label=_("Where it reaches them"), choices=ContactUse.choices)
    note = text_box(_("Note"))


class AddressForm(forms.Form):
    text = text_box(_("Address"), rows=3, required=True)
    town = text_box(_("Town"), help_text=_("Shown on lists, so that people with one name are told apart."))
    postcode = text_box(_("Postcode"))
    region = text_box(_("Prefecture, province or state"))
    use = forms.ChoiceField(label=pgettext_lazy("of an address", "Use"), choices=AddressUse.choices)
    on = DateField(
        label=_("Moved on"),
        required=False,
        help_text=_("Leave it empty to put right a mistake in the present address."),
    )

    def draft(self) -> AddressDraft:
        data = self.cleaned_data
        return AddressDraft(data["text"], data["postcode"], data["region"], data["town"], use=data["use"])


class RelationForm(forms.Form):
    """The other is somebody on record, or somebody known only here."""

    kind = forms.ChoiceField(label=_("They are this person's"), choices=RelationKind.choices)
    other = forms.UUIDField(required=False, widget=forms.HiddenInput)
    outside_name = text_box(pgettext_lazy("of a person", "Name"))
    outside_reading = text_box(_("Reading"))
    outside_phone = text_box(_("Phone"))
    outside_sex = forms.ChoiceField(
        label=_("Sex as recorded"), choices=Sex.choices, initial=Sex.UNKNOWN, required=False
    )
    outside_born = forms.IntegerField(label=_("Year of birth"), required=False, min_value=1850, max_value=2200)
    outside_died = forms.BooleanField(label=_("Has died"), required=False)
    outside_died_year = forms.IntegerField(label=_("Year of death"), required=False, min_value=1850, max_value=2200)
    acts_as = forms.MultipleChoiceField(
        label=_("What they do for the person"),
        choices=ActsAs.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    descent = forms.ChoiceField(label=_("By birth or otherwise"), choices=_choices(Descent.choices), required=False)
    couple = forms.ChoiceField(label=_("How the couple stands"), choices=_choices(Couple.choices), required=False)
    tie = forms.ChoiceField(label=_("How they get on"), choices=_choices(Tie.choices), required=False)
    lives_together = forms.ChoiceField(label=_("Live together"), choices=YES_NO, required=False)
    note = text_box(_("Note"), rows=2)


class BetweenForm(forms.Form):
    """Two relatives who are known only to this record."""

    one = forms.ChoiceField(label=_("The one"))
    kind = forms.ChoiceField(label=_("The other is their"), choices=RelationKind.choices)
    two = forms.ChoiceField(label=_("The other"))
    couple = forms.ChoiceField(label=_("How the couple stands"), choices=_choices(Couple.choices), required=False)
    descent = forms.ChoiceField(label=_("By birth or otherwise"), choices=_choices(Descent.choices), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "two"):
            self.fields[name].choices = people  # type: ignore[attr-defined]


class SupportForm(forms.Form):
    who = text_box(_("Who helps"), required=True)
    what = text_box(_("What they do"), rows=2, required=True)
    how_often = text_box(_("How often"))
    tie = forms.ChoiceField(label=_("How they get on"), choices=_choices(Tie.choices), required=False)
    since = DateField(label=_("Since"), required=False)
    note = text_box(_("Note"))


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("JPEG or PNG, at most 5 MB. Without a file, the photo is taken away."),
    )
    taken_on = DateField(label=_("Taken on"), required=False)


class DeathForm(forms.Form):
    died_on = PartialDateField(label=_("Died on"), required=False, past=True, help_text=_("As far as it is known."))


class ReasonForm(forms.Form):
    reason = text_box(_("Reason"), rows=2, required=True)


class HouseholdForm(forms.Form):
    name = text_box(_("What the household is called"), required=True)
    role = forms.ChoiceField(label=_("The person is"), choices=HouseholdRole.choices, initial=HouseholdRole.HEAD)
    note = text_box(_("Note"), rows=2)


class MemberForm(forms.Form):
    person = forms.UUIDField(widget=forms.HiddenInput)
    role = forms.ChoiceField(label=pgettext_lazy("in a household", "Role"), choices=HouseholdRole.choices)
    away = forms.BooleanField(label=_("Lives elsewhere"), required=False)
