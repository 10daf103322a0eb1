"""A referral arrives: it is written down as it was said, and a case begins, whether or not anybody knows yet who it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Setting
from tsunagu.cases.commands.open_case import open_case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.identity.queries import organisation_of
from tsunagu.intake.choices import Agreement, ReferrerKind, Urgency, Way
from tsunagu.intake.events import ReferralReceived
from tsunagu.intake.models import Referral
from tsunagu.intake.models.referral import name_row
from tsunagu.notices.choices import Channel
from tsunagu.people.choices import Precision, Sex
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.rules.profile import NameDraft


@dataclass(frozen=True)
class Referrer:
    """Who refers, and how they are answered."""

    kind: ReferrerKind
    name: str = ""
    organisation: str = ""
    phone: str = ""
    reply_channel: Channel = Channel.PAPER
    reply_address: str = ""
    reply_language: str = ""  # empty: the organisation's


@dataclass(frozen=True)
class About:
    """What was said of the person; any of it may be missing or wrong."""

    names: Sequence[NameDraft] = ()
    born: date | None = None
    born_precision: str = ""
    sex: str = Sex.UNKNOWN
    phone: str = ""
    address: str = ""
    town: str = ""
    language: str = ""
    household: str = ""


@dataclass(frozen=True)
class Where:
    """Where the person is now; a hospital's ward and room, since when, and until when."""

    setting: Setting = Setting.HOME
    name: str = ""
    ward: str = ""
    room: str = ""
    admitted_at: datetime | None = None
    expected_discharge: date | None = None


@transaction.atomic
def receive_referral(
    *,
    by: Actor,
    referrer: Referrer,
    reason: str,
    programme: str,
    reason_language: str = "",
    own_words: str = "",
    own_words_language: str = "",
    presenting_problem: str = "",
    agreement: Agreement = Agreement.NOT_ASKED,
    about: About = About(),
    where: Where = Where(),
    way: Way = Way.PHONE,
    urgency: Urgency = Urgency.ROUTINE,
    model: str = "",
    received_at: datetime | None = None,
    id: UUID | None = None,
) -> Referral:
    """Write the referral down and open its case. Given the same `id` again (a device was not sure), the first one is returned."""
    check(by, Permission.REFERRAL_TAKE_IN)
    if id and (known := Referral.objects.filter(id=id).first()):
        return known
    if not reason.strip():
        raise Refused(_("Write what was said: why is this person referred?"), field="reason")
    _must_be_answerable(referrer)
    _must_be_past(where, received_at)
    received_at = received_at or now()
    names = [name for name in about.names if name.whole]
    event = ReferralReceived(referrer.kind, urgency == Urgency.URGENT or None)
    case = open_case(
        by=by,
        programme=programme,
        model=model,
        first=[event],
        said_name=names[0].whole if names else "",
        at=received_at,
    )
    return Referral.objects.create(
        id=id or uuid7(),
        organisation_id=case.organisation_id,
        case=case,
        received_at=received_at,
        way=way,
        urgency=urgency,
        taken_by_id=by.id,
        taken_by_name=by.name,
        referrer_kind=referrer.kind,
        referrer_name=referrer.name.strip(),
        referrer_organisation=referrer.organisation.strip(),
        referrer_phone=referrer.phone.strip(),
        reply_channel=referrer.reply_channel,
        reply_address=referrer.reply_address.strip(),
        reply_language=referrer.reply_language or organisation_of(by).language,
        reason=clean(reason),
        reason_language=reason_language,
        own_words=clean(own_words),
        own_words_language=own_words_language,
        presenting_problem=clean(presenting_problem),
        agreement=agreement,
        **said_fields(about),
        setting=where.setting,
        setting_name=where.name.strip(),
        ward=where.ward.strip(),
        room=where.room.strip(),
        admitted_at=where.admitted_at,
        expected_discharge=where.expected_discharge,
    )


def said_fields(about: About) -> dict[str, Any]:
    """The columns that keep what was said of the person."""
    return {
        "said_names": [name_row(name) for name in about.names if name.whole],
        "said_born": about.born,
        "said_born_precision": about.born_precision or (Precision.FULL if about.born else Precision.UNKNOWN),
        "said_sex": about.sex,
        "said_phone": about.phone.strip(),
        "said_address": clean(about.address),
        "said_town": about.town.strip(),
        "said_language": about.language,
        "said_household": clean(about.household),
    }


def _must_be_answerable(referrer: Referrer) -> None:
    if referrer.reply_channel == Channel.MAIL and not referrer.reply_address.strip():
        raise Refused(
            _("Write the email address the answer goes to, or choose another way to answer."), field="reply_address"
        )


def _must_be_past(where: Where, received_at: datetime | None) -> None:
    if received_at and received_at > now():
        raise Refused(_("A referral cannot have come in the future. Look at the date again."), field="received_at")
    if where.admitted_at and where.admitted_at > now():
        raise Refused(_("Write the admission when it has happened. Look at the date again."), field="admitted_at")
