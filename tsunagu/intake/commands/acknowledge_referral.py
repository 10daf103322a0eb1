"""Telling the referrer that the referral has come, and saying that an answer written for them was sent."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.record import Happening, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.intake.commands.referral import locked_referral
from tsunagu.intake.commands.reply import told, write_reply
from tsunagu.intake.events import ReferralAcknowledged
from tsunagu.intake.models import Referral
from tsunagu.intake.queries import about_of
from tsunagu.notices.commands import mark_sent
from tsunagu.notices.models import Notice


@transaction.atomic
def acknowledge_referral(case_id: UUID, *, by: Actor) -> Notice:
    """Say that it has come and whom to call: by mail at once; otherwise whoever presses this has told them."""
    check(by, Permission.REFERRAL_TAKE_IN)
    case, referral = locked_referral(case_id)
    if referral.acknowledged_at is not None:
        raise Refused(_("The referrer has been told already."))
    notice, facts = write_reply(case, referral, "received", by)
    if notice.waits_for_hand:
        notice, facts = mark_sent(notice.id, by=by), [told("received", notice)]
    _acknowledged(referral)
    acknowledged = Happening(ReferralAcknowledged(), ref=referral.id)
    record(case, acknowledged, *facts, by=by, verb="acknowledge_referral", to=referral.referrer)
    return notice


@transaction.atomic
def confirm_reply(case_id: UUID, notice_id: UUID, *, by: Actor) -> Notice:
    """The letter or fax with our answer has gone out, or they were told in person."""
    check(by, Permission.REFERRAL_TAKE_IN)
    case, referral = locked_referral(case_id)
    notice = Notice.objects.filter(id=notice_id, case_id=case.id).first()
    if notice is None:
        raise Refused(_("This message does not belong to this referral."))
    notice, about = mark_sent(notice.id, by=by), about_of(notice)
    if about == "received":
        _acknowledged(referral)
    record(case, told(about, notice), by=by, verb="confirm_reply", to=referral.referrer)
    return notice


def _acknowledged(referral: Referral) -> None:
    referral.acknowledged_at = referral.acknowledged_at or now()
    referral.save(update_fields=["acknowledged_at"])
