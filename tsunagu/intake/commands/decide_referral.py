"""Deciding on a referral: accept, wait-list, refer elsewhere or decline. The referrer is told every time, and only the outcome."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.check import can, check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import CloseReason, Model, Stage
from tsunagu.cases.commands.close_case import closing
from tsunagu.cases.commands.duties import touch
from tsunagu.cases.commands.open_case import move_to
from tsunagu.cases.commands.record import Happening, record
from tsunagu.cases.events import CaseStageEntered
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Missing, Refused
from tsunagu.core.words import in_language
from tsunagu.intake.choices import Decision, Result
from tsunagu.intake.commands.referral import locked_referral, must_be_open
from tsunagu.intake.commands.reply import write_reply
from tsunagu.intake.events import ReferralDecided
from tsunagu.intake.models import Referral
from tsunagu.intake.queries import evidence_of, latest_eligibility, target_group
from tsunagu.intake.rules import may_decide, told_of, without_evidence
from tsunagu.people.commands.keep_secrets_out import clean

CLOSES = {Decision.REFER_OUT: CloseReason.REFERRED_OUT, Decision.DECLINE: CloseReason.NOT_ACCEPTED}


@transaction.atomic
def decide_referral(
    case_id: UUID,
    decision: Decision,
    *,
    reason: str = "",
    referred_to: str = "",
    override: str = "",
    by: Actor,
) -> Referral:
    """Decide, with the reason. Accepting begins the assessment; declining and referring elsewhere close the case.

    `override` is a supervisor's reason for accepting somebody who is not eligible, or for whom target-group evidence is missing (R-014).
    """
    check(by, Permission.REFERRAL_DECIDE)
    case, referral = locked_referral(case_id)
    must_be_open(referral)
    if not may_decide(referral.decision, decision):
        raise Refused(_("This referral is on the wait-list already."), field="decision")
    if decision == Decision.ACCEPT:
        _must_be_acceptable(case, referral, override, by)
    elif not reason.strip():
        raise Refused(_("Write the reason. It stays with us; the referrer is not told."), field="decision_reason")
    if decision == Decision.REFER_OUT and not referred_to.strip():
        raise Refused(_("Write where the person is referred instead."), field="referred_to")
    _write(referral, decision, clean(reason), clean(referred_to), clean(override), by)
    _notice, facts = write_reply(case, referral, told_of(decision), by)
    persons = [referral.person_id] if referral.person_id else []
    decided = Happening(ReferralDecided(decision), persons=persons, ref=referral.id)
    record(
        case,
        decided,
        *_move(case, decision),
        *facts,
        by=by,
        verb="decide_referral",
        decision=str(decision),
        reason=reason,
        override=override,
    )
    return referral


@transaction.atomic
def take_from_wait_list(case_id: UUID, *, reason: str = "", override: str = "", by: Actor) -> Referral:
    """A place is free: the waiting referral is accepted."""
    check(by, Permission.REFERRAL_DECIDE)
    _case, referral = locked_referral(case_id)
    if referral.decision != Decision.WAIT_LIST:
        raise Refused(_("This referral is not on the wait-list."))
    return decide_referral(case_id, Decision.ACCEPT, reason=reason, override=override, by=by)


def lacking_to_accept(case: Case, referral: Referral, by: Actor) -> tuple[list[Missing], list[Missing]]:
    """What must be there before anybody can accept, and what only a supervisor may go beyond."""
    must: list[Missing] = []
    if referral.person_id is None:
        must.append(
            Missing(
                _("Say whom the referral is about"),
                _("A case is accepted for a person, compared with those already here."),
                reverse("intake:match", args=[case.id]),
            )
        )
    screening = reverse("intake:screening", args=[case.id])
    if not hasattr(referral, "screening"):
        must.append(Missing(_("Complete the screening"), _("Five questions on one page."), screening))
    return must, _beyond(case, referral, screening, by)


def _beyond(case: Case, referral: Referral, mend: str, by: Actor) -> list[Missing]:
    found: list[Missing] = []
    eligibility = latest_eligibility(referral)
    if eligibility and eligibility.result == Result.NOT_ELIGIBLE:
        found.append(Missing(_("The person was found not eligible"), eligibility.reasons, f"{mend}#id_result"))
    if case.model != Model.TARGETED and not referral.target_group:
        return found
    group = target_group(referral.target_group, by)
    if group is None:
        why = _("Targeted case management is for defined groups.")
        return [*found, Missing(_("Choose the target group"), why, f"{mend}#id_target_group")]
    return found + [
        Missing(
            _("Evidence is missing: %(criterion)s") % {"criterion": in_language(criterion.words)},
            _("Nobody is enrolled in “%(group)s” on an assumption.") % {"group": in_language(group.title)},
            f"{mend}#id_target_group",
        )
        for criterion in without_evidence(group, evidence_of(referral))
    ]


def _must_be_acceptable(case: Case, referral: Referral, override: str, by: Actor) -> None:
    must, beyond = lacking_to_accept(case, referral, by)
    if beyond and override.strip():
        if not can(by, Permission.DUTY_WAIVE):
            raise Refused(_("Only a supervisor may go beyond this. Ask yours to decide."), field="override")
        beyond = []
    if must or beyond:
        raise Refused(_("This referral cannot be accepted yet."), field="decision", missing=[*must, *beyond])


def _write(referral: Referral, decision: Decision, reason: str, referred_to: str, override: str, by: Actor) -> None:
    referral.decision, referral.decision_reason, referral.referred_to = decision, reason, referred_to
    referral.override_reason = override
    referral.decided_at, referral.decided_by_id, referral.decided_by_name = now(), by.id, by.name
    referral.save(
        update_fields=[
            "decision",
            "decision_reason",
            "referred_to",
            "override_reason",
            "decided_at",
            "decided_by_id",
            "decided_by_name",
        ]
    )


def _move(case: Case, decision: Decision) -> list[Happening]:
    """What the decision does to the case, as facts."""
    at = now()
    if decision == Decision.WAIT_LIST:
        touch(case, waiting_since=at)
        return []
    touch(case, waiting_since=None)
    if decision == Decision.ACCEPT:
        touch(case, accepted_at=at)
        move_to(case, Stage.ASSESS)
        return [Happening(CaseStageEntered(Stage.ASSESS))]
    return closing(case, CLOSES[decision])
