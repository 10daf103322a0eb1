"""Mail goes out beside the request, and again if the mail server is away."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tsunagu.core.actor import acting, system_in
from tsunagu.notices.commands import deliver_notice


class NotDelivered(Exception):
    """The mail server did not take it; the reason stands on the notice, and the job is tried again."""


@app.task(name="notices.send_mail", retry=RetryStrategy(max_attempts=6, exponential_wait=10))
def send_mail(*, notice_id: str, organisation_id: str) -> None:
    by = system_in(UUID(organisation_id))
    with acting(by), transaction.atomic():
        notice = deliver_notice(UUID(notice_id), by=by)
    if notice.sent_at is None:
        raise NotDelivered(notice.failure)
