"""Reporting a concern: the suspicion, the calls and letters to the authority, the decision not to report, the end.

A report is each worker's own duty: nobody approves it and nobody can stop it. These acts leave no sentence in the common trail, since it
would name who reported; the report's own ledger, behind its wall, is their trail.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.choices import Role
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import ConcernGroup, ConcernType, ReportForm
from tsunagu.cases.commands.duties import columns_of
from tsunagu.cases.events import (
    ConcernClosed,
    ConcernNotReported,
    ConcernReported,
    ConcernSuspected,
    JurisdictionSet,
)
from tsunagu.cases.models import Concern, ConcernDuty, ConcernFact
from tsunagu.cases.queries import concern_ledger, concerns_for
from tsunagu.cases.rules import load_reporting
from tsunagu.core.actor import Actor, system_in
from tsunagu.core.clock import now
from tsunagu.core.errors import Forbidden, Missing, Refused
from tsunagu.core.ids import uuid7
from tsunagu.core.kinds import data_of
from tsunagu.core.sealing import own_wall, seal
from tsunagu.core.words import in_language
from tsunagu.identity.queries import organisation_of, workers
from tsunagu.notices.commands.notify import notify_user
from tsunagu.pathways import rules
from tsunagu.pathways.queries import library

HORIZON = timedelta(days=92)
SEALED = ("reason",)  # qualifiers that no clock reads and nobody else may


@dataclass(frozen=True)
class Account:
    """What the reporter tells, in their words. What was said is kept apart, as it was said."""

    about: str
    seen: str
    said: str = ""
    said_by: str = ""
    said_language: str = ""
    happened: str = ""
    suspect: str = ""
    dangers: str = ""
    others_know: str = ""
    done: str = ""
    supervisor_told: bool = False
    phone: str = ""
    may_be_named: bool = False


@transaction.atomic
def report_concern(
    *,
    by: Actor,
    jurisdiction: str,
    groups: Collection[ConcernGroup],
    types: Collection[ConcernType],
    aware_at: datetime,
    account: Account,
    serious: bool = False,
    person_id: UUID | None = None,
    case_id: UUID | None = None,
    id: UUID | None = None,
    written_at: datetime | None = None,
) -> Concern:
    """Keep the suspicion behind its wall and start the clocks of the law, from when the reporter came to know.

    A device that was without a line sends again what it is not sure of: the same `id` is the same report.
    """
    check(by, Permission.CONCERN_REPORT)
    if id and (known := concerns_for(by).filter(id=id).first()):
        return known
    _refuse_unsaid(jurisdiction, groups, types, aware_at, account)
    organisation = organisation_of(by)
    concern = Concern.objects.create(
        id=id or uuid7(),
        organisation_id=organisation.id,
        reporter=own_wall(by.id),
        person_id=person_id,
        case_id=case_id,
        jurisdiction=jurisdiction,
        zone=organisation.zone,
        groups=sorted(groups),
        types=sorted(types),
        serious=serious,
        aware_at=aware_at,
        written_at=min(written_at or now(), now()),
        layers=library().current_versions(),
        sealed=seal({**asdict(account), "reporter": {"id": str(by.id), "name": by.name}}),
    )
    suspected = [ConcernSuspected(str(group), aware_at, serious) for group in sorted(groups)]  # type: ignore[arg-type]
    _keep(concern, [JurisdictionSet(jurisdiction), *suspected], by=by, at=aware_at)
    _tell_officers(concern, by)
    return concern


@transaction.atomic
def record_report(
    concern_id: UUID,
    *,
    form: ReportForm,
    at: datetime,
    to: str,
    receiver: str,
    by: Actor,
    reference: str = "",
    no_reference: bool = False,
    advice: str = "",
) -> ConcernFact:
    """The authority has it: when, who took it, under which number."""
    concern = _open(concern_id, by)
    if at > now():
        raise Refused(_("This lies in the future. Record it when it has happened."), field="at")
    if at < concern.aware_at:
        raise Refused(_("This is before you became aware of it. Check the day and the time."), field="at")
    if not to.strip():
        raise Refused(_("Write which authority has it."), field="to")
    if not receiver.strip():
        raise Refused(_("Write the name or badge number of who took it."), field="receiver")
    if not reference.strip() and not no_reference:
        raise Refused(_("Write the reference number, or say that they give none."), field="reference")
    words = {"to": to.strip(), "receiver": receiver.strip(), "reference": reference.strip(), "advice": advice.strip()}
    (fact,) = _keep(concern, [ConcernReported(str(ReportForm(form)))], by=by, at=at, **words)  # type: ignore[arg-type]
    return fact


@transaction.atomic
def decide_not_to_report(concern_id: UUID, *, reason: str, by: Actor) -> ConcernFact:
    """The reporter's own decision, with their reasons. A supervisor cannot make it for them, and cannot make them make it."""
    concern = _open(concern_id, by)
    if not concern.is_by(by.id):
        raise Forbidden(_("Only the person who became aware decides this, for themselves."))
    if len(reason.strip()) < 20:
        raise Refused(_("Write your reasons so that somebody who was not there can follow them."), field="reason")
    (fact,) = _keep(concern, [ConcernNotReported(reason.strip())], by=by, at=now(), reason=reason.strip())
    return fact


@transaction.atomic
def close_concern(concern_id: UUID, *, outcome: str, by: Actor) -> ConcernFact:
    """Nothing more is to be done here. Refused until the authority has it, or the reporter decided otherwise (R-074)."""
    concern = _open(concern_id, by)
    lacking = missing_to_close(concern)
    if lacking:
        raise Refused(_("This report cannot be closed yet. The list says what is missing."), missing=lacking)
    if not outcome.strip():
        raise Refused(_("Write how it ended: what the authority did, who is safe now."), field="outcome")
    (fact,) = _keep(concern, [ConcernClosed()], by=by, at=now(), outcome=outcome.strip())
    return fact


def missing_to_close(concern: Concern) -> list[Missing]:
    """What the gate of the law still asks for, each a link to where it is put right."""
    ruleset = library().rules_for(concern.layers)
    mend = f"{reverse('cases:concern', args=[concern.id])}#report"
    found = rules.missing("report.close", concern_ledger(concern), ruleset, now())
    return [Missing(in_language(one.says), in_language(ruleset.layers[one.layer].title), mend) for one in found]


def _refuse_unsaid(
    jurisdiction: str,
    groups: Collection[ConcernGroup],
    types: Collection[ConcernType],
    aware_at: datetime,
    account: Account,
) -> None:
    if jurisdiction not in load_reporting():
        raise Refused(_("Choose whose law applies: where the person is, or where you work."), field="jurisdiction")
    if not groups:
        raise Refused(_("Choose whom it is about. More than one may be true."), field="groups")
    if not types:
        raise Refused(_("Choose what you suspect. More than one may be true."), field="types")
    if aware_at > now():
        raise Refused(_("This lies in the future. Write when you first saw, heard or suspected it."), field="aware_at")
    if not account.about.strip():
        raise Refused(_("Write whom it is about, as far as you know."), field="about")
    if not account.seen.strip() and not account.said.strip():
        raise Refused(_("Write what you saw, or what was said."), field="seen")


def _open(concern_id: UUID, by: Actor) -> Concern:
    """The report on which somebody works, put in order with others who do, while it is open."""
    check(by, Permission.CONCERN_REPORT)
    concern: Concern | None = concerns_for(by).filter(id=concern_id).first()
    if concern is None:
        raise Forbidden(_("Only the person who made this report and the safeguarding officer may open it."))
    list(ConcernDuty.objects.select_for_update().filter(concern=concern).order_by("id"))
    if not Concern.objects.open().filter(id=concern.id).exists():
        raise Refused(_("This report is closed."))
    return concern


def _keep(concern: Concern, events: list[Any], *, by: Actor, at: datetime, **words: str) -> list[ConcernFact]:
    """Append to the report's own ledger and work out its duties. Who did it is sealed with the words."""
    sealed = seal({**words, "by": by.name, "by_id": str(by.id)})
    facts = [
        ConcernFact(
            organisation_id=concern.organisation_id,
            concern=concern,
            reporter=concern.reporter,
            kind=event.kind,
            occurred_at=at,
            data={key: value for key, value in data_of(event).items() if key not in SEALED},
            sealed=sealed,
        )
        for event in events
    ]
    ConcernFact.objects.bulk_create(facts)
    _work_out(concern)
    return facts


def _work_out(concern: Concern) -> None:
    """Rewrite the duties of one report. It has a handful, so all are written anew."""
    ledger = concern_ledger(concern)
    ruleset = library().rules_for(concern.layers)
    horizon = ledger.place.first(ledger.place.day(now())) + HORIZON
    found = rules.evaluate(ledger, ruleset.clocks, library().vocabulary, ledger.place, horizon)
    ConcernDuty.objects.filter(concern=concern).delete()
    ConcernDuty.objects.bulk_create(
        ConcernDuty(
            id=uuid5(concern.id, "|".join(duty.key)),
            organisation_id=concern.organisation_id,
            concern=concern,
            reporter=concern.reporter,
            **columns_of(duty),
        )
        for duty in found
    )


def _tell_officers(concern: Concern, by: Actor) -> None:
    """Said in the name of the house: the notice does not say who reported, nor about whom."""
    house = system_in(concern.organisation_id, zone=by.zone, language=by.language)
    for officer in workers(by, Role.SAFEGUARDING_OFFICER):
        if officer.user_id != by.id:
            notify_user(
                to=officer.user,
                template="cases/notices/concern_made",
                context={"code": concern.code},
                url=reverse("cases:concern", args=[concern.id]),
                by=house,
            )
