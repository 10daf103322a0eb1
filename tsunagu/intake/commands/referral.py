"""The referral of a locked case: what every later command begins with."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from tsunagu.cases.commands.record import locked
from tsunagu.cases.models import Case
from tsunagu.core.errors import Refused
from tsunagu.intake.models import Referral


def locked_referral(case_id: UUID) -> tuple[Case, Referral]:
    case = locked(case_id)
    return case, Referral.objects.select_related("person__merged_into").get(case_id=case.id)


def must_be_open(referral: Referral) -> None:
    """What is being taken in may be changed: undecided, or on the wait-list."""
    if referral.joined_case_id or referral.decision not in ("", "wait_list"):
        raise Refused(
            _("This referral is decided: %(status)s. Nothing about it can be changed any more.")
            % {"status": referral.status.label}
        )
