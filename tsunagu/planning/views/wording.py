"""The agency's list of words that make a goal vague, beside the shipped one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.planning.commands.wording import remove_wording, set_wording
from tsunagu.planning.forms import LANGUAGES, WordingForm
from tsunagu.planning.queries.wording import own_wording
from tsunagu.planning.rules.wording import SHIPPED
from tsunagu.planning.views.room import tried
from tsunagu.ui import htmx


@allow(Permission.ORGANISATION_SET_UP)
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """Shipped words by language, own words, and the form for one more; `?word=` begins it with a shipped one."""
    own = list(own_wording(request.actor))
    first = {"language": request.GET.get("language") or request.actor.language[:2], "kind": "point_out"}
    if request.GET.get("word"):
        first |= {"word": request.GET["word"], "kind": "silent"}
    form = WordingForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        refusal = tried(form, lambda: set_wording(by=request.actor, **form.cleaned_data))
        if refusal is None:
            return htmx.redirect(request, reverse("planning:wording"))
    theirs = {(one.language, one.word) for one in own}
    shipped = [
        (code, name, [hint for hint in SHIPPED if hint.language == code and (code, hint.word) not in theirs])
        for code, name in LANGUAGES
    ]
    context = {"form": form, "own": own, "shipped": shipped, "names": dict(LANGUAGES)}
    return render(request, "planning/wording_page.html", context, status=422 if form.errors else 200)


@allow(Permission.ORGANISATION_SET_UP)
@require_POST
def remove(request: Request, wording_id: UUID) -> HttpResponse:
    get_object_or_404(own_wording(request.actor), id=wording_id)
    remove_wording(wording_id=wording_id, by=request.actor)
    return htmx.redirect(request, reverse("planning:wording"))
