"""The shapes of what is done on a safety path: a step, and the disposition that closes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tsunagu.cases.choices import SafetyOutcome
from tsunagu.cases.commands.safety_path import Disposition
from tsunagu.cases.forms.contacts import radio, text
from tsunagu.core.clock import now
from tsunagu.ui.fields import DateField, InstantField


class StepForm(forms.Form):
    """When a safety plan was made."""

    def __init__(self, *args: Any, zone: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["at"] = InstantField(label=_("When"), zone=zone, initial=now())


class ClinicianForm(StepForm):
    who = forms.CharField(label=_("Who was told"), help_text=_("Name and role."))
    field_order = ("who", "at")


class DispositionForm(forms.Form):
    outcome = radio(SafetyOutcome.choices, _("Where the person is safe now"), required=True)
    told = text(_("Who was told"), help_text=_("Name and role, also within the agency."))
    done = text(_("What was done"), rows=3)
    plan = text(_("What happens next"), help_text=_("It becomes a promise of yours for the day below."))
    next_on = DateField(label=_("Day of the next contact"), required=False)

    def disposition(self) -> Disposition:
        data = self.cleaned_data
        return Disposition(
            SafetyOutcome(data["outcome"]), data["told"], data["done"], data["plan"], data["next_on"] or None
        )
