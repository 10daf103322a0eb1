"""The design system's own pages: gallery, reading back of dates, and the worker that keeps the shell for a day without a line."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tsunagu.ui import dates, formats, htmx
from tsunagu.ui.gallery import showcase

STATIC = Path(__file__).parent / "static"


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state; only where nobody works."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    return render(request, "ui/gallery.html", showcase())


@require_GET
def read_date(request: HttpRequest) -> HttpResponse:
    """The words under a date while it is typed: how it was read, or what is amiss."""
    text = request.GET.get(request.GET.get("name", ""), "").strip()
    return htmx.vary(HttpResponse(_reading(text, request.GET.get("reads", ""), past="past" in request.GET)))


def _reading(text: str, reads: str, *, past: bool) -> str:
    if not text:
        return ""
    language = formats.reader()
    try:
        if reads == "instant":
            zone = timezone.get_current_timezone_name()
            words = formats.instant(dates.parse_instant(text, zone, language))
        elif reads == "partial":
            words = formats.partial_date(dates.parse_partial(text, language, past=past).iso)
        else:
            words = formats.long_date(dates.parse_date(text, language, past=past))
    except dates.Unreadable as unreadable:
        return format_html("{}", str(unreadable))
    return format_html(gettext("Read as <b>{reading}</b>"), reading=words)


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/offline.html")


@never_cache
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the addresses of this release's shell."""
    shell = [static(path) for path in _shell()]
    context = {
        "version": sha256("".join(shell).encode()).hexdigest()[:12],
        "shell": json.dumps(shell),
        "offline": reverse("ui:offline"),
        "report": _report(),
    }
    response = render(request, "ui/worker.js", context, content_type="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/"
    return response


def _shell() -> list[str]:
    ours = [
        file.relative_to(STATIC).as_posix() for kind in ("css", "js") for file in STATIC.glob(f"ui/{kind}/*.{kind}")
    ]
    return [*sorted(ours), "ui/mark.svg", "django_htmx/htmx-2.min.js"]


def _report() -> str:
    try:
        return reverse("cases:concern_new")
    except NoReverseMatch:
        return ""


# Said here rather than with access's decorator: the design system lies below the room of permissions.
gallery.public = "shows invented people only, and only in a demonstration"  # type: ignore[attr-defined]
read_date.public = "says how a date was read; knows nobody"  # type: ignore[attr-defined]
offline.public = "a page without content, kept by the browser"  # type: ignore[attr-defined]
worker.public = "a script"  # type: ignore[attr-defined]
