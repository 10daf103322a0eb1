"""What can happen to a referral."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from tsunagu.core.kinds import fact


@fact("referral.received", _("Referral received"), timed=True)
@dataclass(frozen=True)
class ReferralReceived:
    source: Literal["hospital", "family", "self", "agency", "school", "court", "outreach", "other"] | None = None
    urgent: bool | None = None


@fact("referral.acknowledged", _("Referral acknowledged"))
@dataclass(frozen=True)
class ReferralAcknowledged:
    pass


@fact("referral.screened", _("Screening completed"))
@dataclass(frozen=True)
class ReferralScreened:
    pass


@fact("referral.decided", _("Referral decided"))
@dataclass(frozen=True)
class ReferralDecided:
    decision: Literal["accept", "wait_list", "refer_out", "decline"]


@fact("referrer.notified", _("Referrer notified"))
@dataclass(frozen=True)
class ReferrerNotified:
    about: Literal["received", "accepted", "not_accepted"]


@fact("eligibility.determined", _("Eligibility determined"))
@dataclass(frozen=True)
class EligibilityDetermined:
    result: Literal["eligible", "not_eligible", "pending"]
