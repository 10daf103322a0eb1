"""What this room shows on the case file: how many points, and where each came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import ngettext

from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.risk.models import RiskAssessment


@dataclass(frozen=True)
class Glance:
    """For the glance bar: the points in words, and the page that explains them."""

    why: str
    why_url: str


def glance(case: Case, actor: Actor) -> Glance:
    latest = RiskAssessment.objects.filter(case=case).order_by("-at").first()
    points = int(latest.points) if latest else 0
    words = ngettext("%(number)s point, why?", "%(number)s points, why?", points) % {"number": points} if latest else ""
    return Glance(words, _url(case))


def _url(case: Case) -> str:
    try:
        return reverse("risk:tier", kwargs={"case_id": case.id})
    except NoReverseMatch:
        return ""
