"""The shape of what is typed about coverage, authorisations and deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.core.clock import today
from tsunagu.core.words import in_language
from tsunagu.coverage.choices import (
    AppealOutcome,
    AppealStep,
    AuthorisationStatus,
    CheckResult,
    CheckWay,
    EndReason,
    Every,
    MeansKind,
    MeansSource,
    Scheme,
    UnitKind,
)
from tsunagu.coverage.commands.decide_authorisation import Answer
from tsunagu.coverage.commands.record_coverage import CoverageWords
from tsunagu.coverage.commands.record_means import MeansWords, RowWords
from tsunagu.coverage.models import Coverage, Funding, MeansSheet
from tsunagu.coverage.queries import scheme_of
from tsunagu.ui.fields import DateField

Choices = Iterable[tuple[str, Any]]
CURRENCIES = (("", "—"), ("JPY", "JPY"), ("KRW", "KRW"), ("USD", "USD"))


def number(digits: int = 10, places: int = 2, **kwargs: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        **{"min_value": 0, "max_digits": digits, "decimal_places": places, "widget": widget, **kwargs}
    )


def text(**kwargs: Any) -> forms.CharField:
    return forms.CharField(**{"required": False, "max_length": 400, **kwargs})


def long_text(**kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **kwargs)


def radio(choices: Choices, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=list(choices), widget=forms.RadioSelect, **kwargs)


def short_number(value: Decimal | None) -> str:
    """As it stands in a box: 12, not 12.00."""
    return "" if value is None else f"{value.normalize():f}"


class CoverageForm(forms.Form):
    scheme = forms.ChoiceField(label=_("Scheme"))
    payer = text(
        required=True, label=_("Payer"), help_text=_("The insurer, the municipality or the fund, as the card names it.")
    )
    payer_number = text(label=_("Number of the payer"))
    plan = text(label=pgettext_lazy("of an insurance", "Plan"))
    subscriber_id = text(
        label=_("Number of the person with the payer"), help_text=_("Screens show its last four characters only.")
    )
    starts = DateField(required=False, label=pgettext_lazy("of a coverage", "Holds from"))
    ends = DateField(required=False, label=pgettext_lazy("of a coverage", "Holds until"))
    area = forms.ChoiceField(required=False, label=_("Area for the price of a point"))
    copay = number(12, required=False, label=_("Fixed co-payment for each unit"))
    currency = forms.ChoiceField(choices=CURRENCIES, required=False, label=_("Currency"))
    limits = long_text(required=False, label=_("What else the coverage limits"))

    def __init__(self, *args: Any, schemes: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(schemes)
        self.fields["scheme"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]
        areas = {
            area: cells["name"]
            for one in offered
            for price in scheme_of(one).prices
            for area, cells in price.areas.items()
        }
        self.fields["area"].choices = [("", "—"), *areas.items()]  # type: ignore[attr-defined]
        if not areas:
            del self.fields["area"]

    @classmethod
    def about(cls, coverage: Coverage) -> dict[str, Any]:
        said = {name: getattr(coverage, name) for name in CoverageWords.__dataclass_fields__}
        return {**said, "copay": short_number(coverage.copay)}

    def words(self) -> CoverageWords:
        return CoverageWords(**self.cleaned_data)


class EndForm(forms.Form):
    reason = radio(EndReason.choices, label=_("Why it does not go on"))


class LevelForm(forms.Form):
    level = forms.ChoiceField(label=_("Level of care"))
    starts = DateField(label=pgettext_lazy("of a certificate", "First day"))
    ends = DateField(required=False, label=pgettext_lazy("of a certificate", "Last day"))

    def __init__(self, *args: Any, coverage: Coverage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = scheme_of(coverage.scheme).levels
        if known:
            self.fields["level"].choices = [(code, in_language(words)) for code, words in known.items()]  # type: ignore[attr-defined]
        else:
            self.fields["level"] = text(required=True, label=_("Level of care"))


class ShareForm(forms.Form):
    percent = number(
        5, label=_("Share of the person, in percent"), max_value=100, help_text=_("What the certificate of share says.")
    )
    starts = DateField(label=pgettext_lazy("of a certificate", "First day"))
    ends = DateField(required=False, label=pgettext_lazy("of a certificate", "Last day"))


class CheckForm(forms.Form):
    on = DateField(label=_("Checked on"), past=True)
    way = radio(CheckWay.choices, label=_("How"))
    result = radio(CheckResult.choices, label=_("What came of it"))
    reference = text(label=_("Reference of the answer"))
    note = long_text(required=False, label=_("Note"))


class DecisionForm(forms.Form):
    decision = radio(
        [
            (one.value, one.label)
            for one in (AuthorisationStatus.APPROVED, AuthorisationStatus.PARTLY, AuthorisationStatus.DENIED)
        ],
        label=_("What the payer decided"),
    )
    on = DateField(label=_("Date on the notice"), past=True)
    units = number(required=False, label=_("Units given"), help_text=_("Leave empty where it is as was asked."))
    starts = DateField(required=False, label=pgettext_lazy("of an authorisation", "From"))
    ends = DateField(required=False, label=pgettext_lazy("of an authorisation", "Until"))
    reference = text(label=_("Reference of the payer"))
    reason = long_text(
        required=False, label=_("Reason of the payer"), help_text=_("Needed where less was given than asked.")
    )
    appeal_by = DateField(
        required=False,
        label=_("Last day to appeal, as the notice names it"),
        help_text=_("Where the notice names none, the rule of the scheme counts."),
    )

    def answer(self) -> Answer:
        return self.decided(self.cleaned_data["decision"])

    def decided(self, decision: str) -> Answer:
        said: dict[str, Any] = {
            name: self.cleaned_data[name] for name in self.fields if name not in ("decision", "outcome")
        }
        return Answer(decision=decision, **said)


class OutcomeForm(DecisionForm):
    """The answer to an appeal: where it stands, nothing else need be said."""

    outcome = radio(AppealOutcome.choices, label=_("What came of the appeal"))
    field_order = ("outcome", "on", "units", "starts", "ends", "reference", "reason", "appeal_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["decision"]

    def answer(self) -> Answer:
        """Approved as asked, or a part of it: which of the two, the outcome says."""
        whole = self.cleaned_data["outcome"] == AppealOutcome.OVERTURNED
        return self.decided(AuthorisationStatus.APPROVED if whole else AuthorisationStatus.PARTLY)


class AppealForm(forms.Form):
    step = radio(AppealStep.choices, label=_("Is there an appeal?"))
    on = DateField(label=pgettext_lazy("day of an act", "On"), past=True)
    grounds = long_text(label=_("What the appeal says, or why there is none"))


class ReasonForm(forms.Form):
    reason = long_text(label=pgettext_lazy("label of a box", "Reason"))


class FundingForm(forms.Form):
    coverage = radio((), label=_("Which coverage pays"))
    unit_kind = radio(UnitKind.choices, label=_("Counted in"))
    points = number(required=False, label=_("Points or price of one unit under the scheme"))
    labour = forms.ChoiceField(required=False, label=_("Price of a point by sort of service"))
    monthly = number(8, required=False, label=_("Units planned for a month"))
    limited = forms.BooleanField(required=False, label=_("Counts towards the limit of the month"))

    def __init__(self, *args: Any, coverages: Iterable[Coverage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(coverages)
        self.fields["coverage"].choices = [(str(one.id), str(one)) for one in offered]  # type: ignore[attr-defined]
        prices = [price for one in offered if (price := scheme_of(one.scheme).price_on(today("UTC")))]
        sorts = {code: f"{code}% ({'、'.join(names)})" for price in prices for code, names in price.labour.items()}
        self.fields["labour"].choices = [("", "—"), *sorts.items()]  # type: ignore[attr-defined]
        if not sorts:
            del self.fields["labour"]

    @classmethod
    def about(cls, funding: Funding) -> dict[str, Any]:
        said = {name: getattr(funding, name) for name in ("unit_kind", "labour", "limited")}
        return {
            **said,
            "coverage": str(funding.coverage_id),
            "points": short_number(funding.points),
            "monthly": short_number(funding.monthly),
        }


class MeansForm(forms.Form):
    """The head of a sheet of income and debts."""

    on = DateField(label=_("Sums as of"), past=True)
    source = radio(MeansSource.choices, label=_("What the sums rest on"))
    informant = text(required=True, label=_("Who told it"), help_text=_("The person, a relative, an office."))
    note = long_text(required=False, label=_("Note"))
    steps = long_text(required=False, label=_("What is to be done about it"), help_text=_("One step a line."))

    def words(self, rows: Sequence[RowWords]) -> MeansWords:
        return MeansWords(rows=rows, **self.cleaned_data)

    @classmethod
    def about(cls, sheet: MeansSheet) -> dict[str, Any]:
        """A new version says anew when, by whom and on what it rests; what is still to be done goes on."""
        return {"steps": sheet.steps}


def some_sum(label: Any) -> forms.DecimalField:
    return number(14, required=False, min_value=None, label=label)


class SumForm(forms.Form):
    """One sum that comes or goes. A row in which nothing is written is no row."""

    kind = forms.ChoiceField(
        choices=[("", "—"), *((one.value, one.label) for one in MeansKind if one != MeansKind.DEBT)],
        required=False,
        label=pgettext_lazy("of a sum", "Comes or goes"),
    )
    what = text(label=pgettext_lazy("of a sum", "What it is"))
    amount = some_sum(_("Sum"))
    every = forms.ChoiceField(choices=Every.choices, required=False, label=_("How often"))
    currency = forms.ChoiceField(choices=CURRENCIES[1:], required=False, label=_("Currency"))

    @property
    def is_blank(self) -> bool:
        told = ("kind", "what", "amount", "owed", "arrears")
        return not any(self.cleaned_data.get(name) not in (None, "") for name in told)

    def words(self) -> RowWords:
        return RowWords(**self.cleaned_data)


class DebtForm(SumForm):
    kind = None  # type: ignore[assignment]
    what = text(label=_("Creditor"))
    owed = some_sum(pgettext_lazy("of a debt", "Still owed"))
    amount = some_sum(_("Instalment"))
    arrears = some_sum(_("Of it in arrears"))
    field_order = ("what", "owed", "arrears", "amount", "every", "currency")

    def words(self) -> RowWords:
        return RowWords(kind=MeansKind.DEBT, **self.cleaned_data)


SumSet = forms.formset_factory(SumForm, extra=0, max_num=80, absolute_max=80)
DebtSet = forms.formset_factory(DebtForm, extra=0, max_num=40, absolute_max=40)
