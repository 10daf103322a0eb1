"""Telling somebody: a colleague on their own page, or somebody outside by mail, letter or fax."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.core.listening import tell
from tsunagu.identity.models import User
from tsunagu.notices.choices import Channel
from tsunagu.notices.models import Notice
from tsunagu.notices.queries import compose


@transaction.atomic
def notify_user(
    *,
    to: User,
    template: str,
    context: Mapping[str, Any],
    by: Actor,
    url: str = "",
    case_id: UUID | None = None,
    person_id: UUID | None = None,
) -> Notice:
    """Put a message on a colleague's page, in their language. It is there at once, so it counts as sent."""
    check(by, Permission.HOME)
    message = compose(template, context, to.language)
    at = now()
    notice = Notice.objects.create(
        organisation_id=by.organisation,
        channel=Channel.IN_APP,
        to_user=to,
        template=template,
        language=message.language,
        subject=message.subject,
        body=message.body,
        url=url,
        case_id=case_id,
        person_id=person_id,
        by_id=by.id,
        by_name=by.name,
        created_at=at,
        sent_at=at,
    )
    record_act(by, "notify_user", notice, case_id=case_id, to=to.name, template=template)
    return notice


@transaction.atomic
def notify_outside(
    *,
    to_name: str,
    channel: Channel,
    to_address: str = "",
    template: str,
    context: Mapping[str, Any],
    language: str,
    by: Actor,
    case_id: UUID | None = None,
    person_id: UUID | None = None,
) -> Notice:
    """Write to somebody outside. Mail goes out by itself once this is saved; a letter or a fax waits for a hand (`mark_sent`)."""
    check(by, Permission.HOME)
    if channel == Channel.IN_APP:
        raise Refused(_("Somebody outside has no page here. Choose email, letter or fax."), field="channel")
    if channel == Channel.MAIL and not to_address.strip():
        raise Refused(_("Write the email address to send to, or choose a letter."), field="to_address")
    message = compose(template, context, language)
    notice = Notice.objects.create(
        organisation_id=by.organisation,
        channel=channel,
        to_name=to_name,
        to_address=to_address.strip(),
        template=template,
        language=message.language,
        subject=message.subject,
        body=message.body,
        case_id=case_id,
        person_id=person_id,
        by_id=by.id,
        by_name=by.name,
        created_at=now(),
    )
    record_act(by, "notify_outside", notice, case_id=case_id, channel=str(channel), template=template)
    tell("notice.written", notice=notice)
    return notice
