"""One's own messages."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.notices import commands
from tsunagu.notices.queries import notices_for, unread_by
from tsunagu.ui import htmx

PAGE = 30


@allow(Permission.HOME)
@require_GET
def index(request: Request) -> HttpResponse:
    """Newest first; `before` is the last message of the page before."""
    notices = notices_for(request.actor)
    last = _uuid(request.GET.get("before", ""))
    if last and (before := notices.filter(id=last).first()):
        notices = notices.filter(
            Q(created_at__lt=before.created_at) | Q(created_at=before.created_at, id__lt=before.id)
        )
    found = list(notices[: PAGE + 1])
    context = {
        "notices": found[:PAGE],
        "older": found[PAGE - 1].id if len(found) > PAGE else None,
        "unread": unread_by(request.actor).count(),
    }
    return render(request, "notices/notices_page.html", context)


@allow(Permission.HOME)
@require_POST
def read(request: Request, notice_id: UUID) -> HttpResponse:
    """Mark as read, and go where it leads."""
    get_object_or_404(notices_for(request.actor), id=notice_id)
    notice = commands.mark_read(notice_id, by=request.actor)
    inside = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return htmx.redirect(request, notice.url if inside else reverse("notices:notices"))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
