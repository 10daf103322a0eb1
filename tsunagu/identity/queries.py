"""Who works here, and where do I work?"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from tsunagu.core.actor import Actor
from tsunagu.identity.models import Membership, Organisation, Team


def organisation_of(by: Actor) -> Organisation:
    return Organisation.objects.get(id=by.organisation)


def teams_of(by: Actor) -> QuerySet[Team]:
    return Team.objects.filter(organisation_id=by.organisation).order_by("name")


def workers(by: Actor, *roles: str) -> QuerySet[Membership]:
    """Active colleagues, of any of the roles if some are named, by name."""
    found = Membership.objects.select_related("user", "team").filter(organisation_id=by.organisation, is_active=True)
    if roles:
        found = found.filter(roles__overlap=list(roles))
    return found.order_by("user__name")


def team_mates(by: Actor, team_ids: frozenset[UUID]) -> QuerySet[Membership]:
    return workers(by).filter(team_id__in=team_ids)
