"""From a membership to an actor: who somebody is in the organisation they act in."""

from __future__ import annotations

from tsunagu.access.permissions import Permission
from tsunagu.access.roles import permissions_of
from tsunagu.core.actor import Actor
from tsunagu.core.sealing import own_wall
from tsunagu.identity.models import Membership

ORGANISATION_KEY = "organisation"
# Which walled class of record a permission opens; the policies of those tables ask for it.
WALLS = {Permission.CONCERN_READ: "concern", Permission.CRIMINAL_HISTORY: "legal"}


def membership_of(actor: Actor) -> Membership | None:
    """The active place of a user in the organisation acted in, with user and organisation, in one query."""
    return (
        Membership.objects.select_related("user", "organisation", "team")
        .filter(user_id=actor.id, organisation_id=actor.organisation, is_active=True)
        .first()
    )


def actor_of(membership: Membership) -> Actor:
    user, organisation = membership.user, membership.organisation
    may = permissions_of(frozenset(membership.roles))
    return Actor(
        id=user.id,
        name=user.name,
        organisation_id=organisation.id,
        roles=frozenset(membership.roles),
        team_ids=frozenset({membership.team_id} if membership.team_id else ()),
        walls=frozenset({own_wall(user.id), *(wall for permission, wall in WALLS.items() if permission in may)}),
        language=user.language,
        zone=organisation.zone,
    )
