"""The shape of what is typed about risk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

YES_NO = [("", _("As the records say")), ("yes", _("Yes")), ("no", _("No"))]
NONE = "none"


class TierForm(forms.Form):
    tier = forms.ChoiceField(label=_("Tier to set"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        help_text=_("Needed when the tier is lower than the factors say, or lower than before."),
    )

    def __init__(self, *args: Any, tiers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tier"].choices = tiers  # type: ignore[attr-defined]


class FactorForm(forms.Form):
    factor = forms.ChoiceField(label=_("Factor"))
    reason = forms.CharField(label=_("What makes you say so"), widget=forms.Textarea({"rows": 2}))
    known_from = forms.CharField(label=_("Known from"), help_text=_("Who said it, or which paper."))

    def __init__(self, *args: Any, factors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["factor"].choices = factors  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why it does not hold any more"), widget=forms.Textarea({"rows": 2}))


def _yes_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, required=False, widget=forms.RadioSelect)


class ReadmissionForm(forms.Form):
    """What a worker knows that no record says. Left empty, a part is as the records say."""

    urgent = _yes_no(_("Was the admission urgent?"))
    visits = forms.IntegerField(
        label=_("Emergency visits in the six months before"), min_value=0, max_value=99, required=False
    )
    admissions = forms.IntegerField(
        label=_("Admissions to hospital in the year before"), min_value=0, max_value=99, required=False
    )
    haemoglobin = forms.FloatField(label=_("Haemoglobin at discharge, g/dL"), min_value=1, max_value=30, required=False)
    sodium = forms.FloatField(label=_("Sodium at discharge, mmol/L"), min_value=90, max_value=200, required=False)
    procedure = _yes_no(_("Was there a procedure during the stay?"))
    oncology = _yes_no(_("Discharged from an oncology service?"))
    groups = forms.MultipleChoiceField(
        label=_("Illnesses the person has or had"),
        help_text=_("Choose all of them: what is chosen here takes the place of what the records say."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    known_from = forms.CharField(
        label=_("Known from"),
        help_text=_("Who said it, or which paper; needed when something is stated here."),
        required=False,
    )

    def __init__(self, *args: Any, groups: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = [*groups, (NONE, _("None of these"))]  # type: ignore[attr-defined]

    @property
    def stated(self) -> dict[str, Any]:
        """Only what was answered; "none of these" is an answer."""
        data = self.cleaned_data
        said: dict[str, Any] = {k: data[k] for k in ("visits", "admissions", "haemoglobin", "sodium")}
        said |= {k: data[k] == "yes" for k in ("urgent", "procedure", "oncology") if data[k]}
        if chosen := data["groups"]:
            said["groups"] = tuple(code for code in chosen if code != NONE)
        return said


class SchemeForm(forms.Form):
    """Which factors count in a programme, what each weighs, and from how many points a tier begins."""

    standard = forms.IntegerField(label=_("Points from which the second tier begins"), min_value=1, max_value=99)
    high = forms.IntegerField(label=_("Points from which the third tier begins"), min_value=1, max_value=99)
    own_label = forms.CharField(
        label=_("A factor of our own"),
        required=False,
        help_text=_("A worker states it, with a reason and where it is known from."),
    )
    own_points = forms.IntegerField(label=_("Its points"), min_value=0, max_value=20, required=False)
    reason = forms.CharField(label=_("Why it is changed"), widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, factors: Sequence[tuple[str, str, int, bool]], **kwargs: Any) -> None:
        """`factors`: code, label, points, and whether it counts now."""
        super().__init__(*args, **kwargs)
        self.rows = factors
        for code, label, points, counts in factors:
            self.fields[f"points_{code}"] = forms.IntegerField(
                label=_("Points of “%(factor)s”") % {"factor": label}, min_value=0, max_value=20, initial=points
            )
            self.fields[f"counts_{code}"] = forms.BooleanField(
                label=_("“%(factor)s” counts") % {"factor": label}, required=False, initial=counts
            )
