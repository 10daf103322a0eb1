"""The design system alone, with stand-ins for the pages it links to and somebody signed in."""

from __future__ import annotations

import json
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

from tsunagu.ui.views import gallery

KEPT: dict[str, dict] = {}
LETTERS: list[tuple[str, str]] = []

REPORT = """{% extends "ui/field.html" %}{% block title %}Report{% endblock %}{% block content %}<h1>Report</h1>
<form method="post" action="/concern/" data-offline="concern">{% csrf_token %}
<label>Seen at <input name="aware_at"></label><button>Send</button></form>{% endblock %}"""

NOTE = """{% extends "ui/field.html" %}{% block title %}Note{% endblock %}{% block content %}<h1>Note</h1>
<form method="post" action="/note/" data-draft="note">{% csrf_token %}
<label>Said <input name="said"></label><button>Save</button></form>{% endblock %}"""


def somebody(request: HttpRequest) -> HttpRequest:
    request.user = SimpleNamespace(pk="noor", name="Noor Haddad", text_size="medium", shortcuts=True)
    return request


def desk(request):
    return gallery(somebody(request))


def search(request):
    names = ["River Aldana-Whitfield", "River Aldana-Whitlock"]
    people = [{"url": f"/found/{n}/", "name": name, "born": "b. 14 Mar 1991"} for n, name in enumerate(names)]
    return render(request, "ui/_find_results.html", {"people": people if request.GET["q"] else []})


def draft(request):
    if request.method == "GET":
        kept = KEPT.get(request.GET["key"])
        return JsonResponse(kept) if kept else HttpResponse(status=204)
    sent = json.loads(request.body)
    if sent.get("discard"):
        KEPT.pop(sent["key"], None)
    else:
        KEPT[sent["key"]] = {"fields": sent["fields"], "version": sent["version"], "at": "2126-11-24T14:32:00+00:00"}
    return HttpResponse("{}")


def concern(request):
    if request.method == "POST":
        LETTERS.append((request.headers["Idempotency-Key"], request.POST["aware_at"]))
        return HttpResponse("<main>kept</main>")
    return HttpResponse(engines["django"].from_string(REPORT).render({}, somebody(request)))


def note(request):
    if request.method == "POST":
        return HttpResponseRedirect("/note/", status=303)
    return HttpResponse(engines["django"].from_string(NOTE).render({}, somebody(request)))


def plain(request, **_):
    return HttpResponse("ok")


urlpatterns = [
    path("ui/", include("tsunagu.ui.urls")),
    path("desk/", desk),
    path("note/", note),
    path("found/<int:n>/", plain),
    path("", include(([path("search/", search, name="find")], "people"))),
    path("", include(([path("concern/", concern, name="concern_new")], "cases"))),
    path("", include(([path("drafts/", draft, name="draft"), path("language/", plain, name="language")], "identity"))),
]
