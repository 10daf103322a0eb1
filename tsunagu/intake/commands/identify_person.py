"""Whom is the referral about? Decided after comparing with those who are here: this person, their own case, or somebody new."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import CloseReason, Setting
from tsunagu.cases.commands.close_case import closing, reopen_case
from tsunagu.cases.commands.open_case import add_member, remove_member
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.commands.start_stay import start_stay
from tsunagu.cases.models import Case, Member
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.intake.choices import ReferrerKind, Urgency
from tsunagu.intake.commands.referral import locked_referral, must_be_open
from tsunagu.intake.commands.reply import write_reply
from tsunagu.intake.events import ReferralJoined
from tsunagu.intake.models import Referral
from tsunagu.people.choices import Source
from tsunagu.people.commands import register_person
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.models import Person


@transaction.atomic
def identify_person(case_id: UUID, person: Person, *, by: Actor) -> Referral:
    """This person is meant. They join the case from its first day; whoever was taken for them before leaves it."""
    check(by, Permission.REFERRAL_TAKE_IN)
    case, referral = locked_referral(case_id)
    must_be_open(referral)
    person = person.standing
    members = Member.objects.filter(case_id=case.id, left_at__isnull=True)
    for member in members.exclude(person=person):
        remove_member(member.id, reason=_("Taken for somebody else at first"), by=by)
    if not members.filter(person=person).exists():
        add_member(case.id, person, by=by, at=case.opened_at)
    referral.person, referral.identified_at = person, now()
    referral.save(update_fields=["person", "identified_at"])
    _begin_stay(referral, by)
    return referral


@transaction.atomic
def register_referred_person(
    case_id: UUID, *, not_same_as: Collection[UUID] = (), reason: str = "", by: Actor
) -> Referral:
    """It is somebody who is not here yet: register them with what was said. `reason`: why none of those alike is the person."""
    check(by, Permission.REFERRAL_TAKE_IN)
    _case, referral = locked_referral(case_id)
    must_be_open(referral)
    profile = referral.profile
    if not profile.names:
        raise Refused(_("Nobody said a name yet. Write what people call them, then register."), field="name")
    person = register_person(
        names=profile.names,
        born=referral.said_born,
        born_precision=referral.said_born_precision,
        sex=referral.said_sex,
        language=referral.said_language,
        contact_points=profile.contact_points,
        addresses=profile.addresses,
        not_same_as=not_same_as,
        not_same_reason=reason,
        source=Source.REFERRAL,
        by=by,
    )
    referral.not_these_because = clean(reason)
    referral.save(update_fields=["not_these_because"])
    return identify_person(case_id, person, by=by)


@transaction.atomic
def join_case(case_id: UUID, other_case_id: UUID, *, by: Actor) -> Referral:
    """The person has a case: the referral goes there, and the case opened for it closes as opened twice.

    A closed case is reopened for it, by whoever may. The referrer learns that the referral has come, and nothing of the other case.
    """
    check(by, Permission.REFERRAL_TAKE_IN)
    first, second = sorted(
        [case_id, other_case_id]
    )  # always in one order, so that two who join do not wait for each other
    locked(first), locked(second)
    case, referral = locked_referral(case_id)
    must_be_open(referral)
    other = locked(other_case_id)
    member = _member_of(other)
    if other.closed_at is not None:
        other = reopen_case(other.id, reason=_("Referred again: %(number)s") % {"number": case.number}, by=by)
    referral.joined_case = other
    referral.person, referral.identified_at = member.person.standing, now()
    referral.save(update_fields=["joined_case", "person", "identified_at"])
    facts = [] if referral.acknowledged_at else write_reply(case, referral, "received", by)[1]
    record(case, *facts, *closing(case, CloseReason.DUPLICATE), by=by, verb="join_case", into=other.number)
    event = ReferralJoined(ReferrerKind(referral.referrer_kind), referral.urgency == Urgency.URGENT or None)
    at = max(referral.received_at, other.opened_at)
    record(other, Happening(event, at, [member.person_id], referral.id), by=by, verb="join_case", from_case=case.number)
    return referral


def _member_of(other: Case) -> Member:
    member = Member.objects.select_related("person__merged_into").filter(case_id=other.id, left_at__isnull=True).first()
    if member is None:
        raise Refused(_("Nobody is identified in that case yet. Identify the person there first."), field="case")
    return member


def _begin_stay(referral: Referral, by: Actor) -> None:
    """Somebody referred from a hospital bed is in hospital: their stay begins with what the referral knows of it."""
    if referral.setting == Setting.HOME or referral.person is None:
        return
    start_stay(
        case_id=referral.case_id,
        person_id=referral.person.id,
        setting=Setting(referral.setting),
        where=" ".join(filter(None, [referral.setting_name, referral.ward])),
        room=referral.room,
        started_at=referral.admitted_at or referral.received_at,
        by=by,
    )
