"""What can happen to coverage, authorisations and delivered units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_lazy as _

from tsunagu.core.kinds import fact
from tsunagu.coverage.choices import CheckResult, EndReason, MeansSource, Scheme


@fact("coverage.recorded", _("Coverage recorded"))
@dataclass(frozen=True)
class CoverageRecorded:
    scheme: Scheme
    ends: date | None = None


@fact("coverage.changed", _("Coverage changed"))
@dataclass(frozen=True)
class CoverageChanged:
    scheme: Scheme
    ends: date | None = None


@fact("coverage.ended", _("Coverage ended"))
@dataclass(frozen=True)
class CoverageEnded:
    reason: EndReason


@fact("coverage.checked", _("Eligibility for coverage checked"))
@dataclass(frozen=True)
class CoverageChecked:
    result: CheckResult


@fact("authorisation.requested", _("Authorisation of a service asked for"))
@dataclass(frozen=True)
class AuthorisationRequested:
    units: Decimal
    expedited: bool
    scheme: Scheme | None = None


@fact("authorisation.decided", _("Authorisation decided"))
@dataclass(frozen=True)
class AuthorisationDecided:
    """`dated`: the payer's notice names the last day to appeal, and `appeal_by` is it; else the rule of the scheme counts."""

    decision: Literal["approved", "partly", "denied"]
    dated: bool
    scheme: Scheme | None = None
    units: Decimal | None = None
    until: date | None = None
    appeal_by: date | None = None


@fact("authorisation.withdrawn", _("Request for authorisation withdrawn"))
@dataclass(frozen=True)
class AuthorisationWithdrawn:
    reason: str


@fact("authorisation.appeal_settled", _("Whether to appeal decided"))
@dataclass(frozen=True)
class AuthorisationAppealSettled:
    step: Literal["filed", "not_filed"]


@fact("authorisation.appeal_decided", _("Appeal decided"))
@dataclass(frozen=True)
class AuthorisationAppealDecided:
    outcome: Literal["upheld", "changed", "overturned"]


@fact("authorisation.running_low", _("Authorised units nearly used up"))
@dataclass(frozen=True)
class AuthorisationRunningLow:
    left: Decimal


@fact("authorisation.renewal_settled", _("What follows an authorisation decided"))
@dataclass(frozen=True)
class AuthorisationRenewalSettled:
    how: Literal["asked_again", "not_needed"]


@fact("service.delivered", _("Service delivered"))
@dataclass(frozen=True)
class ServiceDelivered:
    units: Decimal
    beyond: bool


@fact("means.recorded", _("Income and debts recorded"))
@dataclass(frozen=True)
class MeansRecorded:
    source: MeansSource
    debts: int
