"""What this room shows elsewhere: the tier in the glance bar with its points and the way to why."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from tsunagu.cases.models import Case, Member
from tsunagu.cases.queries import members_of
from tsunagu.risk.presenters import TierView, points_of, tier_view
from tsunagu.risk.queries import latest_of


@dataclass(frozen=True)
class Glance:
    """For `{% include "risk/_glance.html" %}`, one for each member: “High · 9 points, why?”."""

    person: str
    lang: str
    tier: TierView
    points: str
    url: str


def glance(case: Case) -> list[Glance]:
    """Of those in the case now. The points are those of the day the tier was worked out last."""
    return [_of(case, member) for member in members_of(case)]


def _of(case: Case, member: Member) -> Glance:
    last = latest_of(case, member.person_id)
    person = member.person.standing
    url = f"{reverse('risk:tier', args=[case.id])}?person={member.person_id}"
    return Glance(
        person.name, person.name_lang, tier_view(case, member.tier), points_of(last.points) if last else "", url
    )
