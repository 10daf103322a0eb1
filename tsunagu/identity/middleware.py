"""Who is asking, and in which language? One transaction a request, opened with the actor known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare

from tsunagu.core.actor import Actor, acting
from tsunagu.identity.actors import ORGANISATION_KEY, actor_of, membership_of
from tsunagu.identity.models import Membership

Next = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Puts `actor`, `membership` and `user` on the request; without a valid session there is no actor, and the database shows nothing.

    The transaction covers view, template and response, so a lazily rendered list still sees its rows; what fails is rolled back.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.failed = False
        request.actor = request.membership = request.user = None
        claimed = _claimed(request)
        with acting(claimed), transaction.atomic():
            membership = membership_of(claimed) if claimed else None
            if membership and _session_is_valid(request, membership):
                request.actor, request.membership, request.user = actor_of(membership), membership, membership.user
            with acting(request.actor):
                response = self.get_response(request)
            if request.failed or response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: Any, error: Exception) -> None:
        request.failed = True


class LanguageMiddleware:
    """The reader's language: what this browser last chose, else the user's, else the first the browser asks for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else request.user.language if request.user else ""
        zone = request.actor.zone if request.actor else settings.TIME_ZONE
        with (
            translation.override(language or translation.get_language_from_request(request)),
            timezone.override(ZoneInfo(zone)),
        ):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response


def _claimed(request: Any) -> Actor | None:
    """Whom the session says it is; believed only after `_session_is_valid`."""
    user_id, organisation_id = request.session.get(SESSION_KEY), request.session.get(ORGANISATION_KEY)
    return Actor(UUID(user_id), "", UUID(organisation_id)) if user_id and organisation_id else None


def _session_is_valid(request: Any, membership: Membership) -> bool:
    """A changed password or a deactivated user ends every session."""
    kept = request.session.get(HASH_SESSION_KEY, "")
    return membership.user.is_active and constant_time_compare(kept, membership.user.get_session_auth_hash())
