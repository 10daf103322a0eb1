"""What does an htmx request get? Fragments, and answers that tell the page what to do next."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers


def fragment(request: HttpRequest) -> bool:
    """Is only a part of the page asked for? A boosted link still wants the whole."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def vary(response: HttpResponse) -> HttpResponse:
    """The same address has two answers; caches must know."""
    patch_vary_headers(response, ["HX-Request"])
    return response


def redirect(request: HttpRequest, url: str) -> HttpResponse:
    """To another page after a POST, with or without JavaScript."""
    if fragment(request):
        return vary(HttpResponse(status=204, headers={"HX-Redirect": url}))
    return vary(HttpResponseRedirect(url, status=303))


def refresh(request: HttpRequest) -> HttpResponse:
    """The page again, as it now is."""
    if fragment(request):
        return vary(HttpResponse(status=204, headers={"HX-Refresh": "true"}))
    return vary(HttpResponseRedirect(request.headers.get("Referer", request.path), status=303))


def trigger(response: HttpResponse, event: str, **detail: Any) -> HttpResponse:
    """Also tell the page that something happened; several calls add up."""
    events = json.loads(response.headers.get("HX-Trigger", "{}"))
    response.headers["HX-Trigger"] = json.dumps({**events, event: detail or True})
    return vary(response)


def draft_done(response: HttpResponse, key: str) -> HttpResponse:
    """What was drafted is now saved: the browser forgets its copy, whichever way it goes on."""
    response.headers["Draft-Done"] = key
    response.set_cookie("draft_done", quote(key, safe=""), max_age=300, samesite="Lax")
    return response
