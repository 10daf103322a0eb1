"""What can happen in an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_lazy as _

from tsunagu.assessment.choices import Occasion
from tsunagu.cases.choices import Mode, Place
from tsunagu.core.kinds import fact


@fact("assessment.begun", _("Assessment begun"), timed=True)
@dataclass(frozen=True)
class AssessmentBegun:
    assessment: str


@fact("assessment.completed", _("Assessment completed"), timed=True)
@dataclass(frozen=True)
class AssessmentCompleted:
    assessment: str
    place: Place | None = None
    mode: Mode | None = None


@fact("instrument.scored", _("Instrument scored"), timed=True)
@dataclass(frozen=True)
class InstrumentScored:
    instrument: str
    total: Decimal | None = None
    item_9: Decimal | None = None
    level: Literal["none", "low", "medium", "high"] | None = None


@fact("instrument.completed", _("Instrument completed"), timed=True)
@dataclass(frozen=True)
class InstrumentCompleted:
    """`critical` names the items that call for action, with commas; absent where none does."""

    instrument: str
    version: str
    method: str
    critical: str | None = None


@fact("wellbeing.rated", _("Wellbeing rated"))
@dataclass(frozen=True)
class WellbeingRated:
    occasion: Occasion
    value: Decimal
