"""What monitoring announces beside `monitoring.recorded` and `education.given`, which the case's own vocabulary has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext_lazy as _

from tsunagu.core.kinds import fact


@fact("issue.raised", _("Issue found"))
@dataclass(frozen=True)
class IssueRaised:
    gravity: Literal["low", "medium", "high"]
    due: date
    worker: str | None = None


@fact("issue.moved", _("Issue given another owner or day"))
@dataclass(frozen=True)
class IssueMoved:
    gravity: Literal["low", "medium", "high"]
    due: date
    worker: str | None = None


@fact("issue.closed", _("Issue closed"))
@dataclass(frozen=True)
class IssueClosed:
    outcome: Literal["solved", "eased", "plan_changed", "passed_on", "not_solved"]


@fact("medication.checked", _("Taking of medicines checked"))
@dataclass(frozen=True)
class MedicationChecked:
    taken: Literal["as_agreed", "partly", "not", "unknown"]
