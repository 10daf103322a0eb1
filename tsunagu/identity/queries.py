"""Who works here, and where do I work?"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from tsunagu.core.actor import Actor
from tsunagu.identity.models import Draft, Membership, Organisation, Team


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


def drafts_of(by: Actor) -> QuerySet[Draft]:
    """What I began and have not saved, latest first."""
    return Draft.objects.filter(organisation_id=by.organisation, user_id=by.id).order_by("-saved_at")


def draft_of(by: Actor, form: str, subject: UUID | None) -> Draft | None:
    return drafts_of(by).filter(form=form, subject=subject).first()
