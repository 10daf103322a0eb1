"""What a view may rely on: a request that knows who acts."""

from __future__ import annotations

from django.http import HttpRequest

from tsunagu.core.actor import Actor
from tsunagu.identity.models import Membership, User


class Request(HttpRequest):
    """A signed-in request, for type checkers: the middleware put these there."""

    actor: Actor
    membership: Membership
    user: User  # type: ignore[assignment]
