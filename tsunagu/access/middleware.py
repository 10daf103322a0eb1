"""What stands around every page: a refusal that says why and what to do, and what a browser may do with what it is given."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tsunagu.core.errors import Conflict, Forbidden, Refused

# Every script and style is a file of ours: whatever gets into a page as text stays text. Only the tiles of a map may be somebody else's.
_TILES = urlsplit(settings.MAP_TILES.replace("{s}", "*"))
CONTENT_SECURITY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "font", "connect", "worker", "manifest")),
        " ".join(["img-src 'self'", *([f"{_TILES.scheme}://{_TILES.netloc}"] if _TILES.netloc else [])]),
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


class BrowserMiddleware:
    """No script or style of anybody else's; and no page of a signed-in person in the browser's cache, where the next one would read it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY)
        if getattr(request, "actor", None):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class RefusalMiddleware:
    """Never a traceback."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        status = 403 if isinstance(error, Forbidden) else 409 if isinstance(error, Conflict) else 422
        return render(request, "access/refused_page.html", {"refusal": error}, status=status)
