"""What a stranger sees at `/`: what this is, and the way in. In the demonstration also the cast, one button each."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tsunagu.access.choices import Role
from tsunagu.access.decorators import public
from tsunagu.core.actor import Actor, acting
from tsunagu.core.errors import Refused
from tsunagu.identity.commands.sign_in import begin_session
from tsunagu.identity.models import User

CAST_FILE = "demonstration.json"


@public("the front door")
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    if getattr(request, "actor", None):
        return redirect("web:my_day")
    return render(request, "web/door_page.html", {"organisations": _by_organisation(cast())})


@public("the demonstration only: its people are invented, and anybody may be any of them")
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration's cast."""
    wanted = request.POST.get("login", "")
    member = next((m for m in cast() if m["login"] == wanted), None)
    if member is None:
        raise Http404
    with acting(Actor(member["id"], member["name"])):
        user = User.objects.filter(id=member["id"], is_active=True).first()
    if user is None:
        raise Refused(_("This person is no longer in the demonstration. Start it anew with --fresh."))
    begin_session(request, user)
    response = redirect("web:my_day")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, user.language, max_age=365 * 86400, samesite="Lax", httponly=True
    )
    return response


def cast() -> list[dict[str, Any]]:
    """Who may sign in without a password: the demonstration's people, and nobody anywhere else."""
    file = settings.HOME / CAST_FILE
    if not settings.DEMO or not file.exists():
        return []
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _by_organisation(members: list[dict[str, Any]]) -> list[dict[str, Any]]:
    named = [{**m, "role_labels": [Role(role).label for role in m["roles"]]} for m in members]
    return [
        {"name": name, "language": language, "members": list(group)}
        for (name, language), group in groupby(named, key=lambda m: (m["organisation"], m["language"]))
    ]
