"""Did it arrive? Sending what goes by mail, and saying of the rest that it was sent or read."""

from __future__ import annotations

from smtplib import SMTPException
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.notices.choices import Channel
from tsunagu.notices.models import Notice


@transaction.atomic
def deliver_notice(notice_id: UUID, *, by: Actor) -> Notice:
    """Send one message by mail. Sending twice is harmless; a failure is kept with its reason, and may be tried again."""
    check(by, Permission.HOME)
    notice = Notice.objects.select_for_update().get(id=notice_id, channel=Channel.MAIL)
    if notice.sent_at is not None:
        return notice
    try:
        EmailMessage(notice.subject, notice.body, to=[notice.to_address]).send()
    except (OSError, SMTPException) as error:
        notice.failed_at, notice.failure = now(), str(error) or type(error).__name__
    else:
        notice.sent_at, notice.failed_at, notice.failure = now(), None, ""
    notice.save(update_fields=["sent_at", "failed_at", "failure"])
    record_act(by, "deliver_notice", notice, case_id=notice.case_id, sent=notice.sent_at is not None)
    return notice


@transaction.atomic
def mark_sent(notice_id: UUID, *, by: Actor) -> Notice:
    """Say that a letter was posted, a fax sent, or the message told in person."""
    check(by, Permission.HOME)
    notice = Notice.objects.select_for_update().get(id=notice_id)
    if not notice.waits_for_hand:
        raise Refused(_("This message has been sent already, or goes out by itself."))
    notice.sent_at = now()
    notice.save(update_fields=["sent_at"])
    record_act(by, "mark_sent", notice, case_id=notice.case_id, channel=notice.channel)
    return notice


@transaction.atomic
def mark_read(notice_id: UUID, *, by: Actor) -> Notice:
    """The reader has seen it. Only one's own messages; reading twice changes nothing."""
    check(by, Permission.HOME)
    notice = Notice.objects.select_for_update(of=("self",)).get(id=notice_id, to_user_id=by.id)
    if notice.read_at is None:
        notice.read_at = now()
        notice.save(update_fields=["read_at"])
        record_act(by, "mark_read", notice, case_id=notice.case_id)
    return notice
