"""What can happen to a referral."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from tsunagu.core.kinds import fact
from tsunagu.intake.choices import Decision, ReferrerKind, Result


@fact("referral.received", _("Referral received"), timed=True)
@dataclass(frozen=True)
class ReferralReceived:
    source: ReferrerKind | None = None
    urgent: bool | None = None


@fact("referral.acknowledged", _("Referral acknowledged"))
@dataclass(frozen=True)
class ReferralAcknowledged:
    pass


@fact("referral.screened", _("Screening completed"))
@dataclass(frozen=True)
class ReferralScreened:
    pass


@fact("referral.decided", _("Referral decided"), timed=True)
@dataclass(frozen=True)
class ReferralDecided:
    decision: Decision


@fact("referrer.notified", _("Referrer notified"))
@dataclass(frozen=True)
class ReferrerNotified:
    about: Literal["received", "accepted", "not_accepted"]


@fact("eligibility.determined", _("Eligibility determined"))
@dataclass(frozen=True)
class EligibilityDetermined:
    result: Result


@fact("referral.joined", _("Another referral about the same person"), timed=True)
@dataclass(frozen=True)
class ReferralJoined:
    """Recorded on the case the person has already; the one opened for the new referral closes as opened twice."""

    source: ReferrerKind | None = None
    urgent: bool | None = None
