"""The referral loop: sent, opened, answered, begun, result come back, or withdrawn (R-062, R-064).

Each step is one transaction, whoever takes it: the sender for somebody who phoned, the receiver on its own page, or a receiver without an
account through a link. The row and its facts are the sender's; a receiver's step is written there in the receiver's name.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.choices import DataClass, DisclosureGround, RecipientKind
from tsunagu.cases.commands.give_consent import record_disclosure
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.directory.models import Service
from tsunagu.identity.models import Organisation, User
from tsunagu.identity.queries import organisation_of
from tsunagu.intake.choices import Agreement, ReferrerKind, Urgency, Way
from tsunagu.intake.commands.receive_referral import About, Referrer, receive_referral
from tsunagu.notices.choices import Channel
from tsunagu.notices.commands.notify import notify_outside, notify_user
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.models import Person
from tsunagu.people.rules.profile import NameDraft, script_of
from tsunagu.planning.choices import Chooser, LineStatus, PlanStatus
from tsunagu.planning.choices.referral import ReferralResult, ReferralState
from tsunagu.planning.commands.run_service import set_on_versions, start_service
from tsunagu.planning.events import (
    ReferralAnswered,
    ReferralArrived,
    ReferralClosed,
    ReferralSent,
    ReferralTakenUp,
    ReferralWithdrawn,
)
from tsunagu.planning.models import SentReferral, ServiceLine
from tsunagu.planning.queries.referrals import alternatives, line_of, told_of
from tsunagu.planning.rules.referrals import link_of, may_follow

SALT = "planning.referral"
LINK_HOLDS = timedelta(days=30)
ANSWERS = (ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.WAIT_LISTED)


@dataclass(frozen=True)
class Recipient:
    """Whom to ask: a service of the directory, an organisation that works here, or a name; and how they are reached."""

    name: str
    service_id: UUID | None = None
    organisation_id: UUID | None = None
    channel: Channel = Channel.PAPER
    address: str = ""


@dataclass(frozen=True)
class Asking:
    """What is asked, what is told, on which ground, and how it was chosen."""

    reason: str
    urgent: bool = False
    data_classes: Sequence[str] = (DataClass.GENERAL,)
    words: Mapping[str, str] = field(default_factory=dict)
    ground: str = DisclosureGround.CONSENT
    ground_reason: str = ""
    offered: Sequence[str] = ()
    chosen_by: str = Chooser.PERSON
    choice_reason: str = ""


@transaction.atomic
def send_referral(
    *,
    case_id: UUID,
    person_id: UUID,
    to: Sequence[Recipient],
    asking: Asking,
    by: Actor,
    line_key: UUID | None = None,
    base_url: str = "",
) -> list[SentReferral]:
    """Ask one provider, or several at once. Only what the consent covers for this very recipient leaves the house, and is on record."""
    check(by, Permission.PLAN_WRITE)
    case = locked(case_id)
    refuse_closed(case)
    person = Person.objects.get(id=person_id).standing
    line = line_of(case, line_key)
    recipients = [one for one in to if one.name.strip()]
    _refuse_incomplete(recipients, asking, line, person, by)
    told = told_of(person, asking.data_classes, asking.words, line)
    round_id, organisation = uuid7(), organisation_of(by)
    made = []
    for one in recipients:
        service = (
            Service.objects.select_related("provider").filter(id=one.service_id).first() if one.service_id else None
        )
        disclosure = record_disclosure(
            case_id=case.id,
            person_id=person_id,
            at=now(),
            recipient=one.name,
            recipient_kind=RecipientKind.PROVIDER,
            what=", ".join(str(DataClass(code).label) for code in asking.data_classes),
            why=clean(asking.reason),
            data_classes=[DataClass(code) for code in asking.data_classes],
            ground=DisclosureGround(asking.ground),
            ground_reason=asking.ground_reason,
            address=one.address,
            by=by,
        )
        referral = SentReferral.objects.create(
            organisation_id=case.organisation_id,
            case=case,
            person=person,
            line_key=line_key,
            round=round_id,
            provider=service.provider if service else None,
            service=service,
            to_name=one.name.strip(),
            receiver_id=one.organisation_id,
            channel=Channel.IN_APP if one.organisation_id else one.channel,
            address=one.address.strip(),
            from_name=organisation.name,
            from_phone=organisation.phone,
            reason=clean(asking.reason),
            urgent=asking.urgent,
            told=[[code, what, clean(value)] for code, what, value in told],
            data_classes=list(asking.data_classes),
            consent=disclosure.consent,
            ground=asking.ground,
            offered=[name for name in asking.offered if name],
            chosen_by=asking.chosen_by,
            choice_reason=asking.choice_reason.strip(),
            by_id=by.id,
            by_name=by.name,
            link_key=secrets.token_urlsafe(16),
            link_until=now() + LINK_HOLDS,
        )
        event = ReferralSent(urgent=asking.urgent)
        record(
            case,
            Happening(event, persons=[person.id], ref=referral.id),
            by=by,
            verb="send_referral",
            what=referral.to_name,
        )
        _write_to(referral, case, base_url, by)
        made.append(referral)
    _mark_line(case, line_key)
    return made


def _refuse_incomplete(
    recipients: Sequence[Recipient], asking: Asking, line: ServiceLine | None, person: Person, by: Actor
) -> None:
    if not recipients:
        raise Refused(_("Choose or write whom to ask."), field="to")
    if not asking.reason.strip():
        raise Refused(_("Write what is asked for, and why."), field="reason")
    if DataClass.GENERAL not in asking.data_classes:
        raise Refused(_("Without the name and a way to reach the person nobody can act."), field="data_classes")
    silent = [
        code for code in asking.data_classes if code not in _BY_THEMSELVES and not asking.words.get(code, "").strip()
    ]
    if silent:
        raise Refused(_("Write what they must know of this, or leave it out."), field=f"words_{silent[0]}")
    choices = {one.name for one in recipients} | {name for name in asking.offered if name}
    services = [one for one in recipients if one.service_id]
    if len(choices) < 2 and not asking.choice_reason.strip() and services:
        service = Service.objects.filter(id__in=[one.service_id for one in services]).first()
        kind = line.type if line else (service.types or [""])[0] if service else ""
        if alternatives(service, kind, person.town, by, most=1):
            raise Refused(
                _("There are others who do this. Tick whom else you offered, or write why there was no choice."),
                field="choice_reason",
            )


_BY_THEMSELVES = (
    DataClass.GENERAL,
    DataClass.SERVICES,
)  # taken from the record; of the others somebody writes what is needed


def _write_to(referral: SentReferral, case: Case, base_url: str, by: Actor) -> None:
    """By mail goes a link and nothing about the person; a letter is written by hand from the same page."""
    if referral.channel == Channel.MAIL:
        notify_outside(
            to_name=referral.to_name,
            channel=Channel.MAIL,
            to_address=referral.address,
            template="planning/notices/referral",
            context={
                "from_name": referral.from_name,
                "url": base_url.rstrip("/") + link_path(referral),
                "until": referral.link_until,
                "urgent": referral.urgent,
            },
            language=organisation_of(by).language,
            by=by,
            case_id=case.id,
        )


# -- the link -----------------------------------------------------------------------------------------------------------------


def link_path(referral: SentReferral) -> str:
    said = [str(referral.id), str(referral.organisation_id), referral.link_key]
    return reverse("planning:answer_by_link", args=[signing.Signer(salt=SALT).sign_object(said, compress=True)])


@contextmanager
def by_link(token: str) -> Iterator[tuple[SentReferral, Actor] | None]:
    """The referral a link leads to, and whoever holds it as an actor; nothing where it was changed, has run out or was taken back."""
    try:
        referral_id, organisation_id, key = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        yield None
        return
    with acting(system_in(UUID(organisation_id))), transaction.atomic():
        referral = SentReferral.objects.select_related("case__organisation").filter(id=referral_id).first()
        if (
            referral is None
            or not key
            or referral.link_key != key
            or not referral.link_until
            or referral.link_until < now()
        ):
            yield None
            return
        holder = replace(
            system_in(referral.organisation_id, zone=referral.case.zone, language=referral.case.organisation.language),
            name=referral.to_name,
        )
        with acting(holder):
            yield referral, holder


# -- steps --------------------------------------------------------------------------------------------------------------------


@contextmanager
def _step(referral_id: UUID, to: str, by: Actor) -> Iterator[tuple[Case, SentReferral, Actor]]:
    """The case and the referral, locked, in the sender's house; refused where the step does not follow."""
    known = SentReferral.objects.get(id=referral_id)
    ours = by.organisation_id == known.organisation_id
    check(by, Permission.PLAN_WRITE if ours else Permission.REFERRAL_TAKE_IN)
    writer = by if ours else replace(system_in(known.organisation_id), name=known.to_name)
    with acting(writer):
        case = locked(known.case_id)
        referral = SentReferral.objects.select_for_update(of=("self",)).get(id=referral_id)
        if not may_follow(referral.state, to):
            said = {"state": ReferralState(referral.state).label}
            raise Refused(_("This referral stands at “%(state)s”: that step does not follow.") % said)
        yield case, referral, writer


@transaction.atomic
def open_sent_referral(*, referral_id: UUID, by: Actor) -> SentReferral:
    """The receiver has opened it. Opening again changes nothing."""
    if SentReferral.objects.get(id=referral_id).state != ReferralState.SENT:
        return SentReferral.objects.get(id=referral_id)
    with _step(referral_id, ReferralState.ARRIVED, by) as (case, referral, writer):
        referral.state, referral.arrived_at = ReferralState.ARRIVED, now()
        _save(case, referral, ReferralArrived(), writer, "open_sent_referral")
    return referral


@transaction.atomic
def answer_referral(
    *,
    referral_id: UUID,
    answer: str,
    by: Actor,
    reason: str = "",
    expected_on: date | None = None,
    answered_by: str = "",
    receiver_case: str = "",
) -> SentReferral:
    """Accepted, on the waiting list, or declined with the reason. Whoever sent it is told at once."""
    if answer not in ANSWERS:
        raise Refused(_("Choose the answer."), field="answer")
    if answer == ReferralState.DECLINED and not reason.strip():
        raise Refused(_("Write why, so that another way is found."), field="reason")
    with _step(referral_id, answer, by) as (case, referral, writer):
        referral.state, referral.answered_at = answer, now()
        referral.answered_by = answered_by.strip() or by.name
        referral.answer_reason, referral.expected_on = clean(reason), expected_on
        referral.receiver_case = receiver_case
        _save(case, referral, ReferralAnswered(answer), writer, "answer_referral")  # type: ignore[arg-type]
        _tell_worker(referral, case, writer, by)
    return referral


@transaction.atomic
def begin_referred_service(*, referral_id: UUID, by: Actor, on: date | None = None) -> SentReferral:
    """The person is there: the service of the plan begins with it, where the plan is in force."""
    with _step(referral_id, ReferralState.STARTED, by) as (case, referral, writer):
        day = on or today(case.zone)
        if day > today(case.zone):
            raise Refused(_("This day lies in the future."), field="on")
        referral.state, referral.started_on = ReferralState.STARTED, day
        _save(case, referral, ReferralTakenUp(), writer, "begin_referred_service")
        line = line_of(case, referral.line_key)
        if line and line.plan.status == PlanStatus.ACTIVE and line.status == LineStatus.PLANNED and line.stands:
            start_service(line_id=line.id, by=writer)
        _tell_worker(referral, case, writer, by)
    return referral


@transaction.atomic
def return_result(*, referral_id: UUID, result: str, by: Actor, text: str = "") -> SentReferral:
    """What came of it: the loop is closed."""
    if result not in ReferralResult.values:
        raise Refused(_("Choose what came of it."), field="result")
    with _step(referral_id, ReferralState.CLOSED, by) as (case, referral, writer):
        referral.state, referral.closed_at = ReferralState.CLOSED, now()
        referral.result, referral.result_text = result, clean(text)
        _save(case, referral, ReferralClosed(result), writer, "return_result")  # type: ignore[arg-type]
        _tell_worker(referral, case, writer, by)
    return referral


@transaction.atomic
def withdraw_referral(*, referral_id: UUID, reason: str, by: Actor) -> SentReferral:
    """Not asked any longer; the link stops working."""
    if not reason.strip():
        raise Refused(_("Write why it is withdrawn."), field="reason")
    known = SentReferral.objects.get(id=referral_id)
    if known.organisation_id != by.organisation:
        raise Refused(_("Only who sent it can withdraw it. Decline it instead."))
    with _step(referral_id, ReferralState.WITHDRAWN, by) as (case, referral, writer):
        referral.state, referral.answer_reason, referral.link_key = ReferralState.WITHDRAWN, clean(reason), ""
        _save(case, referral, ReferralWithdrawn(), writer, "withdraw_referral")
    return referral


@transaction.atomic
def accept_here(*, referral_id: UUID, programme: str, by: Actor) -> SentReferral:
    """An organisation that works here takes it in: a case of its own begins, with what it was told; nothing else of ours is seen."""
    referral = SentReferral.objects.get(id=referral_id)
    if referral.receiver_id != by.organisation:
        raise Refused(_("This referral is not for your organisation."))
    told = {what: value for _code, what, value in referral.told}
    taken = receive_referral(
        by=by,
        referrer=Referrer(
            ReferrerKind.AGENCY, name=referral.by_name, organisation=referral.from_name, phone=referral.from_phone
        ),
        reason=referral.reason,
        programme=programme,
        presenting_problem="\n".join(
            value for code, what, value in referral.told if what in ("words", "goal", "service")
        ),
        agreement=Agreement.AGREED if referral.ground == DisclosureGround.CONSENT else Agreement.NOT_ASKED,
        about=_about(told),
        way=Way.ONLINE,
        urgency=Urgency.URGENT if referral.urgent else Urgency.ROUTINE,
    )
    return answer_referral(
        referral_id=referral_id, answer=ReferralState.ACCEPTED, by=by, receiver_case=taken.case.number
    )


@transaction.atomic
def take_referrals_here(*, accept: bool, by: Actor) -> Organisation:
    """Whether other organisations on this installation find ours when they refer somebody."""
    check(by, Permission.DIRECTORY_KEEP)
    organisation = Organisation.objects.select_for_update(of=("self",)).get(id=by.organisation)
    organisation.settings = {**organisation.settings, "takes_referrals": accept}
    organisation.save(update_fields=["settings"])
    record_act(by, "take_referrals_here", organisation, accept=accept)
    return organisation


def _about(told: Mapping[str, str]) -> About:
    name = told.get("name", "")
    born = told.get("born", "")
    names = [NameDraft(script_of(name), text=name)] if name else []
    return About(
        names=names,
        born=date.fromisoformat(born) if len(born) == 10 else None,
        phone=told.get("phone", ""),
        town=told.get("town", ""),
        language=told.get("language", ""),
    )


def _save(case: Case, referral: SentReferral, event: Any, writer: Actor, verb: str) -> None:
    referral.save()
    happening = Happening(event, persons=[referral.person_id], ref=referral.id)
    record(case, happening, by=writer, verb=verb, what=referral.to_name)
    _mark_line(case, referral.line_key)


def _mark_line(case: Case, line_key: UUID | None) -> None:
    """The plan's line shows how far it is linked: the best answer of all who were asked for it."""
    line = line_of(case, line_key)
    if line is not None and line.plan.status in (PlanStatus.DRAFT, PlanStatus.ACTIVE):
        states = SentReferral.objects.filter(case=case, line_key=line_key).values_list("state", flat=True)
        set_on_versions(line, link=link_of(set(states)))


def _tell_worker(referral: SentReferral, case: Case, writer: Actor, by: Actor) -> None:
    """Whoever sent it hears of what others did; of what one did oneself one need not be told."""
    if referral.by_id == by.id:
        return
    worker = User.objects.filter(id=case.primary_id if case.primary_id else referral.by_id).first()
    if worker:
        notify_user(
            to=worker,
            template="planning/notices/referral_moved",
            context={"to_name": referral.to_name, "state": ReferralState(referral.state).label, "number": case.number},
            by=writer,
            url=reverse("planning:referral", args=[case.id, referral.id]),
            case_id=case.id,
        )
