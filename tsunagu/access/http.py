"""What a view may rely on: a request that knows who acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tsunagu.core.actor import Actor


class Request(HttpRequest):
    """A signed-in request, for type checkers: identity's middleware puts these there (`membership` and `user` are its models)."""

    actor: Actor
    membership: Any
    user: Any
