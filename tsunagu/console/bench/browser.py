"""Somebody signed in who asks for pages, in this process: everything a request goes through but the network."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.test.utils import override_settings

from tsunagu.core.actor import acting
from tsunagu.identity.actors import ORGANISATION_KEY, actor_of
from tsunagu.identity.models import Membership

TOKEN = "b" * 32
_environment = RequestFactory()


class Failed(Exception):
    """A page that is measured did not answer as it should."""


class Browser:
    """One worker's window. The session is made here, for invented workers have no password."""

    handler: WSGIHandler | None = None

    def __init__(self, worker: Membership) -> None:
        self.actor = actor_of(worker)
        with acting(self.actor):
            session = SessionStore()
            session[SESSION_KEY], session[ORGANISATION_KEY] = str(worker.user_id), str(worker.organisation_id)
            session[HASH_SESSION_KEY] = worker.user.get_session_auth_hash()
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session.save()
        cookies = SimpleCookie(
            {settings.SESSION_COOKIE_NAME: str(session.session_key), settings.CSRF_COOKIE_NAME: TOKEN}
        )
        self.cookies = cookies.output(header="", sep=";").strip()

    def get(self, url: str, *, fragment: bool = False) -> str:
        extra = {"HTTP_HX_REQUEST": "true"} if fragment else {}
        return self._ask({**_environment.generic("GET", url).environ, **extra}, 200)

    def post(self, url: str, fields: dict[str, Any]) -> str:
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN})
        request = _environment.generic("POST", url, body, content_type="application/x-www-form-urlencoded")
        return self._ask(request.environ, 303)

    def _ask(self, environ: dict[str, Any], expected: int) -> str:
        Browser.handler = Browser.handler or WSGIHandler()
        return _answer(Browser.handler, {**environ, "HTTP_COOKIE": self.cookies, "SERVER_NAME": "localhost"}, expected)


class Bare:
    """The same server without any of our middleware."""

    def __init__(self) -> None:
        with override_settings(MIDDLEWARE=[]):
            self._handler = WSGIHandler()

    def get(self, url: str) -> str:
        environ = _environment.generic("GET", url).environ
        return _answer(self._handler, {**environ, "SERVER_NAME": "localhost"}, 200)


def _answer(handler: WSGIHandler, environ: dict[str, Any], expected: int) -> str:
    response: Any = handler(environ, _begin)
    body = b"".join(response).decode()
    response.close()
    if response.status_code != expected:
        asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        raise Failed(f"{asked}: {response.status_code} instead of {expected}\n{body[:2000]}")
    return body


def _begin(status: str, headers: list[tuple[str, str]], error: Any = None, /) -> Callable[[bytes], object]:
    """What a WSGI server is told first. Nobody listens here."""
    return _write


def _write(body: bytes) -> None:
    """The old way to answer, which Django does not use."""
