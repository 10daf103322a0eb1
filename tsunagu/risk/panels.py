"""What this room shows elsewhere: the tier in the glance bar with its points and the way to why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.assessment.panels import Part, Row, register_summary
from tsunagu.cases.models import Case, Member
from tsunagu.cases.queries import members_of
from tsunagu.people.models import Person
from tsunagu.risk.presenters.tiers import TierView, factor_rows, points_of, tier_view
from tsunagu.risk.queries import assessed, latest_of, tier_before


@dataclass(frozen=True)
class Glance:
    """For `{% include "risk/_glance.html" %}`, one for each member: “High · 9 points, why?”."""

    person: str
    lang: str
    tier: TierView
    points: str
    url: str


def glance(case: Case, members: Sequence[Member] | None = None) -> list[Glance]:
    """Of those in the case now. The points are those of the day the tier was worked out last."""
    return [_of(case, member) for member in (members_of(case) if members is None else members)]


def _of(case: Case, member: Member) -> Glance:
    last = latest_of(case, member.person_id)
    person = member.person.standing
    url = f"{reverse('risk:tier', args=[case.id])}?person={member.person_id}"
    return Glance(
        person.name, person.name_lang, tier_view(case, member.tier), points_of(last.points) if last else "", url
    )


@register_summary
def summary(case: Case, person: Person | None) -> Iterable[Part]:
    """Risks in the case summary (R-030): the tier and its factors, without where they are known from."""
    if person is None:
        return
    tier = tier_view(case, tier_before(case, person.id))
    found = [f for f in factor_rows(case, assessed(case, person.standing), {}) if f.code != "safety_concern"]
    rows = [Row("risk-tier", _("Risk tier"), tier.name), *(Row(f"risk-{f.code}", _("Factor"), f.label) for f in found)]
    yield Part("risk_tier", _("Risks"), rows)
