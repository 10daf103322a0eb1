"""What can happen to a plan, its goals and its service lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_lazy as _

from tsunagu.core.kinds import fact


@fact("plan.drafted", _("Plan drafted"))
@dataclass(frozen=True)
class PlanDrafted:
    version: Decimal | None = None


@fact("plan.section_written", _("Plan section written"))
@dataclass(frozen=True)
class PlanSectionWritten:
    section: str


@fact("plan.agreed", _("Plan agreed"))
@dataclass(frozen=True)
class PlanAgreed:
    how: Literal["signature", "spoken"]


@fact("plan.refusal_recorded", _("Refusal of the plan recorded"))
@dataclass(frozen=True)
class PlanRefusalRecorded:
    reason: str | None = None


@fact("plan.activated", _("Plan activated"))
@dataclass(frozen=True)
class PlanActivated:
    interim: bool
    why: Literal["new", "renewal", "level_change", "plan_change"] | None = None
    version: Decimal | None = None


@fact("plan.delivered", _("Copy of the plan given"))
@dataclass(frozen=True)
class PlanDelivered:
    to: Literal["person", "family", "provider"]


@fact("plan.reviewed", _("Plan reviewed"))
@dataclass(frozen=True)
class PlanReviewed:
    next_review: date | None = None


@fact("plan.revision_proposed", _("Change of plan proposed"))
@dataclass(frozen=True)
class PlanRevisionProposed:
    reason: str | None = None


@fact("plan.annotated", _("Minor change noted on the plan"))
@dataclass(frozen=True)
class PlanAnnotated:
    pass


@fact("goal.set", _("Goal set"))
@dataclass(frozen=True)
class GoalSet:
    term: Literal["long", "short"]
    measure: str | None = None
    target_date: date | None = None
    strength: str | None = None
    own_words: bool | None = None


@fact("goal.changed", _("Goal changed"))
@dataclass(frozen=True)
class GoalChanged:
    term: Literal["long", "short"]
    measure: str | None = None
    target_date: date | None = None
    strength: str | None = None
    own_words: bool | None = None


@fact("goal.rated", _("Goal rated"))
@dataclass(frozen=True)
class GoalRated:
    rating: Literal["achieved", "partly", "not", "dropped"]


@fact("goal.scaled", _("Level of a goal recorded"))
@dataclass(frozen=True)
class GoalScaled:
    level: Decimal  # -2 to 2, by the goal's own words


@fact("goal.achieved", _("Goal achieved"))
@dataclass(frozen=True)
class GoalAchieved:
    pass


@fact("goal.dropped", _("Goal dropped"))
@dataclass(frozen=True)
class GoalDropped:
    reason: str | None = None


@fact("service.planned", _("Service planned"))
@dataclass(frozen=True)
class ServicePlanned:
    start: date


@fact("service.cancelled", _("Service cancelled"))
@dataclass(frozen=True)
class ServiceCancelled:
    pass


@fact("service.started", _("Service started"))
@dataclass(frozen=True)
class ServiceStarted:
    pass


@fact("service.ended", _("Service ended"))
@dataclass(frozen=True)
class ServiceEnded:
    pass


@fact("need.unmet", _("Unmet need recorded"))
@dataclass(frozen=True)
class NeedUnmet:
    pass


@fact("referral.sent", _("Referral sent"))
@dataclass(frozen=True)
class ReferralSent:
    urgent: bool | None = None


@fact("referral.answered", _("Referral answered"))
@dataclass(frozen=True)
class ReferralAnswered:
    answer: Literal["accepted", "declined", "wait_listed"]


@fact("referral.arrived", _("Referral opened by the provider"))
@dataclass(frozen=True)
class ReferralArrived:
    pass


@fact("referral.taken_up", _("Service began after a referral"))
@dataclass(frozen=True)
class ReferralTakenUp:
    pass


@fact("referral.closed", _("Result of a referral came back"))
@dataclass(frozen=True)
class ReferralClosed:
    result: Literal["helped", "partly", "not_helped", "not_used"]


@fact("referral.withdrawn", _("Referral withdrawn"))
@dataclass(frozen=True)
class ReferralWithdrawn:
    pass
