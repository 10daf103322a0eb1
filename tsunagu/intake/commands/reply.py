"""Answering the referrer: received, accepted or not accepted, and whom to call. Nothing else without the person's consent."""

from __future__ import annotations

from tsunagu.cases.commands.record import Happening
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.intake.events import ReferrerNotified
from tsunagu.intake.models import Referral
from tsunagu.intake.queries import reply_context, reply_template
from tsunagu.intake.rules.decisions import About
from tsunagu.notices.choices import Channel
from tsunagu.notices.commands import notify_outside
from tsunagu.notices.models import Notice


def write_reply(case: Case, referral: Referral, about: About, by: Actor) -> tuple[Notice, list[Happening]]:
    """The notice, and the fact that goes with it: mail counts as told at once, a letter or fax when somebody says it was sent."""
    notice = notify_outside(
        to_name=referral.referrer,
        channel=Channel(referral.reply_channel),
        to_address=referral.reply_address,
        template=reply_template(about),
        context=reply_context(referral, case, by),
        language=referral.reply_language,
        by=by,
        case_id=case.id,
    )
    return notice, [told(about, notice)] if notice.channel == Channel.MAIL else []


def told(about: About, notice: Notice) -> Happening:
    return Happening(ReferrerNotified(about), ref=notice.id)
