"""Drafts, as the browser keeps them every few seconds and asks for them when a form opens."""

from __future__ import annotations

import json

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.identity.commands.save_draft import forget_draft, save_draft, split_key
from tsunagu.identity.queries import draft_of

LARGEST = 512 * 1024


@allow(Permission.HOME)
@never_cache
@require_http_methods(["GET", "POST"])
def draft(request: Request) -> HttpResponse:
    try:
        return _keep(request) if request.method == "POST" else _give(request)
    except (KeyError, TypeError, ValueError):
        return HttpResponseBadRequest()


def _give(request: Request) -> HttpResponse:
    kept = draft_of(request.actor, *split_key(request.GET["key"]))
    if kept is None:
        return HttpResponse(status=204)
    return JsonResponse({"fields": kept.fields, "version": kept.version, "at": kept.saved_at.isoformat()})


def _keep(request: Request) -> HttpResponse:
    if len(request.body) > LARGEST:
        return HttpResponse(status=413)
    sent = json.loads(request.body)
    if isinstance(sent, dict) and sent.get("discard"):
        forget_draft(key=sent["key"], by=request.actor)
        return HttpResponse(status=204)
    if not isinstance(sent["fields"], dict):
        return HttpResponseBadRequest()
    kept = save_draft(key=sent["key"], fields=sent["fields"], version=sent.get("version", ""), by=request.actor)
    return JsonResponse({"at": kept.saved_at.isoformat()})
