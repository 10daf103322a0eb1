"""The shapes of a first meeting, a consent and a disclosure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.cases.choices import (
    ConfidentialityLimit,
    ConsentHow,
    ConsentPurpose,
    ConsentSigner,
    DataClass,
    DisclosureGround,
    RecipientKind,
)
from tsunagu.cases.forms.concerns import needed, ticks
from tsunagu.cases.forms.contacts import radio, text, yes
from tsunagu.cases.forms.records import CaseForm, whom
from tsunagu.cases.models import Document, Member
from tsunagu.cases.rules import Regime
from tsunagu.core.clock import today
from tsunagu.core.words import in_language
from tsunagu.ui import formats
from tsunagu.ui.fields import DateField, InstantField

LANGUAGES = [
    ("", "–"),
    ("en", "English"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("zh", "中文"),
    ("es", "Español"),
    ("vi", "Tiếng Việt"),
    ("sign", _("Sign language")),
    ("other", _("Another language")),
]


def first_language(members: Sequence[Member]) -> str:
    """What the person speaks; where the record does not know it, what the worker reads. Most explaining is done in it."""
    spoken = members[0].person.standing.language[:2] if len(members) == 1 else ""
    return spoken if spoken in dict(LANGUAGES) else "other" if spoken else formats.reader()


def asked(members: Sequence[Member]) -> dict[str, forms.Field]:
    """Whom it is about, where the case has several."""
    return {"person": whom(members)} if len(members) > 1 else {}


class EngagementForm(CaseForm):
    """Open question first; what must be explained is ticked one by one."""

    met_on = DateField(label=_("Day"))
    own_words = text(
        _("The person’s own words"), rows=3, help_text=_("What brings you here? What matters to you just now?")
    )
    own_words_language = forms.ChoiceField(label=_("Said in"), choices=LANGUAGES, required=False)
    rapport = text(
        _("How the relationship begins"), rows=3, help_text=_("What helped, what to be careful of next time.")
    )
    explained = radio([("yes", _("Yes")), ("no", _("Not yet"))], _("Confidentiality was explained"), required=True)
    limits = ticks(ConfidentialityLimit.choices, _("With its limits"), help_text=_("Tick what the person was told."))
    language = forms.ChoiceField(label=_("Explained in"), choices=LANGUAGES, required=False)
    interpreter = text(_("Interpreter"))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields = {**asked(self.members), **self.fields}
        self.initial.setdefault("met_on", today(self.case.zone))
        self.initial.setdefault("own_words_language", first_language(self.members))
        self.initial.setdefault("language", first_language(self.members))

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        limits = [ConfidentialityLimit(limit) for limit in data["limits"]]
        return {
            **{name: data[name] for name in ("met_on", "own_words", "own_words_language", "rapport", "language", "interpreter")},
            "explained": bool(yes(data["explained"])),
            "limits": limits,
        }  # fmt: skip


class ConsentForm(CaseForm):
    """One consent under one law; what that law asks to be told is ticked one by one."""

    purpose = radio(ConsentPurpose.choices, _("For what"), required=True)
    scope = needed(
        _("To what the person consents"),
        rows=3,
        help_text=_("As it was said to them, in a sentence they would recognise."),
    )
    recipient_kinds = ticks(RecipientKind.choices, _("Who may receive it"))
    recipients = text(_("By name"), rows=2, help_text=_("One a line. Empty: anybody of the kinds above."))
    data_classes = ticks((), _("Which information"))
    explained = ticks((), _("The person was told"))
    how = radio(ConsentHow.choices, pgettext_lazy("consent", "How"), required=True, initial=ConsentHow.SIGNATURE)
    signer = radio(ConsentSigner.choices, _("Who consents"), required=True, initial=ConsentSigner.PERSON)
    signer_name = text(_("Name of who signed"))
    family_agrees = text(
        _("Family member who agrees too"), help_text=_("Needed before the family’s information is used in a meeting.")
    )
    given_on = DateField(label=_("Given on"))
    until = DateField(label=_("Valid until"), required=False)
    language = forms.ChoiceField(label=_("Explained in"), choices=LANGUAGES, required=False)
    copy_given = forms.BooleanField(label=_("The person has a copy"), required=False)
    document = forms.ModelChoiceField(Document.objects.none(), label=_("Signed form"), required=False)

    def __init__(self, *args: Any, regime: Regime, **kw: Any) -> None:
        self.regime = regime
        super().__init__(*args, **kw)
        self.fields = {**asked(self.members), **self.fields}
        self.initial.setdefault("given_on", today(self.case.zone))
        self.initial.setdefault("language", first_language(self.members))
        purposes = [(code, label) for code, label in ConsentPurpose.choices if code in regime.purposes]
        self._choices("purpose", purposes)
        if len(purposes) == 1:
            self.initial["purpose"] = purposes[0][0]
        self._choices("data_classes", [(code, DataClass(code).label) for code in regime.classes])
        self._choices("explained", [(key, in_language(words)) for key, words in regime.tells.items()])
        if "family_agrees" not in regime.needs:
            del self.fields["family_agrees"]
        if regime.written:
            self._choices("how", [(ConsentHow.SIGNATURE, ConsentHow.SIGNATURE.label)])
        self.fields["document"].queryset = Document.objects.filter(case=self.case)  # type: ignore[attr-defined]
        self.fields["document"].empty_label = _("Choose, where it is kept here")  # type: ignore[attr-defined]
        self.fields["document"].label_from_instance = lambda document: document.title  # type: ignore[attr-defined]

    def _choices(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        plain = ("scope", "recipients", "signer_name", "given_on", "until", "language", "copy_given", "explained")
        return {
            **{name: data[name] for name in plain},
            "purpose": ConsentPurpose(data["purpose"]),
            "how": ConsentHow(data["how"]),
            "signer": ConsentSigner(data["signer"]),
            "recipient_kinds": [RecipientKind(kind) for kind in data["recipient_kinds"]],
            "data_classes": [DataClass(kind) for kind in data["data_classes"]],
            "family_agrees": data.get("family_agrees", ""),
            "document_id": data["document"].id if data.get("document") else None,
            "regime": self.regime.code,
        }


class WithdrawalForm(CaseForm):
    on = DateField(label=_("Withdrawn on"))
    reason = text(_("Reason, if the person gives one"), rows=2)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.initial.setdefault("on", today(self.case.zone))


class DisclosureForm(CaseForm):
    """What goes out, to whom, for what; and on what ground."""

    recipient = needed(_("To whom"))
    recipient_kind = forms.ChoiceField(label=_("What kind of recipient"), choices=RecipientKind.choices)
    address = text(_("Address, fax or email"))
    at = InstantField(label=_("When"))
    what = needed(_("What was given"), rows=2)
    why = needed(_("For what purpose"))
    data_classes = ticks(DataClass.choices, _("Which information"))
    purpose = forms.ChoiceField(
        label=_("Under the consent for"),
        choices=[(p.value, p.label) for p in (ConsentPurpose.SHARE, ConsentPurpose.COLLATERAL, ConsentPurpose.MEETING)],
    )
    ground = radio(DisclosureGround.choices, _("Ground"), required=True, initial=DisclosureGround.CONSENT)
    ground_reason = text(_("Which emergency, or which law"), rows=2)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields = {**asked(self.members), **self.fields}

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("recipient", "address", "at", "what", "why", "ground_reason")},
            "recipient_kind": RecipientKind(data["recipient_kind"]),
            "data_classes": [DataClass(kind) for kind in data["data_classes"]],
            "purpose": ConsentPurpose(data["purpose"]),
            "ground": DisclosureGround(data["ground"]),
        }
