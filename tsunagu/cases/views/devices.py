"""What a device that wrote without a line says of what it sends: which letter this is, and when it was written."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tsunagu.access.http import Request


def key_of(request: Request) -> UUID | None:
    """The letter's own key, the same however often it is tried."""
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        return None


def written_at(request: Request) -> datetime | None:
    try:
        moment = parse_datetime(request.POST.get("written_at", ""))
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None
