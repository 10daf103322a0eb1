"""The shape of what is typed about risk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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
