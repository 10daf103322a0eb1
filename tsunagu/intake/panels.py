"""What this room shows on the case file: who referred, why, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.intake.models import Referral
from tsunagu.intake.presenters import Step, next_step
from tsunagu.intake.queries import is_open


@dataclass(frozen=True)
class CasePanel:
    """For `{% include "intake/_case_panel.html" %}`, as `panel`."""

    referral: Referral
    step: Step | None


def case_panel(case: Case, actor: Actor) -> CasePanel | None:
    """One query; nothing for a case that began without a referral."""
    referral = Referral.objects.select_related("case", "screening").filter(case=case).first()
    if referral is None:
        return None
    unfinished = is_open(referral) or (referral.decision == "accept" and case.primary_id is None)
    return CasePanel(referral, next_step(referral) if unfinished else None)
