"""What can happen to a person's risk tier."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from tsunagu.cases.choices import Tier
from tsunagu.core.kinds import fact


@fact("tier.set", _("Risk tier set"), timed=True)
@dataclass(frozen=True)
class TierSet:
    tier: Tier
    points: Decimal | None = None
    reason: str | None = None
