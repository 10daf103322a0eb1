"""Signing in: who is this, and where do they act first?"""

from __future__ import annotations

from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor, acting
from tsunagu.core.errors import Refused
from tsunagu.identity.actors import ORGANISATION_KEY, actor_of
from tsunagu.identity.models import Membership, User
from tsunagu.identity.throttle import count_failure, forget, too_many


def sign_in(request: HttpRequest, *, given_login: str, password: str, address: str) -> User:
    """Begin a session. Refused with the same words for a wrong login and a wrong password."""
    if too_many(given_login, address):
        raise Refused(_("Too many attempts. Wait five minutes, then try again."))
    user = authenticate(request, login=given_login, password=password)
    if user is None:
        count_failure(given_login, address)
        raise Refused(_("The login or the password is not right."), field="password")
    forget(given_login)
    begin_session(request, user)  # type: ignore[arg-type]
    return user  # type: ignore[return-value]


def begin_session(request: HttpRequest, user: User) -> None:
    """Put the user into the session, acting in the first organisation that has them."""
    with acting(Actor(user.id, user.name)):
        first = Membership.objects.filter(user=user, is_active=True).order_by("id").first()
        if first is None:
            raise Refused(_("This login belongs to no organisation. Ask your administrator."))
    with acting(Actor(user.id, user.name, first.organisation_id)):
        membership = Membership.objects.select_related("user", "organisation").get(id=first.id)
        login(request, user, backend="tsunagu.identity.backends.LoginBackend")
        request.session[ORGANISATION_KEY] = str(first.organisation_id)
        record_act(actor_of(membership), "sign_in")


def sign_out(request: HttpRequest, *, by: Actor) -> None:
    record_act(by, "sign_out")
    request.session.flush()
