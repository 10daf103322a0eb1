"""Screening: five blocks on one page, whether the person is eligible, and what shows that they belong to the target group."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.record import Happening, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.intake.choices import Result
from tsunagu.intake.commands.referral import locked_referral, must_be_open
from tsunagu.intake.events import EligibilityDetermined, ReferralScreened
from tsunagu.intake.models import CriterionEvidence, Eligibility, Referral, Screening
from tsunagu.intake.models.screening import BLOCKS
from tsunagu.intake.queries import target_group
from tsunagu.people.commands.keep_secrets_out import clean


@transaction.atomic
def screen_referral(
    case_id: UUID,
    *,
    records: str,
    history: str,
    financial: str,
    living: str,
    social_support: str,
    services_now: str = "",
    opinion: str = "",
    by: Actor,
) -> Screening:
    """Write the page of R-017: records, history, and the present financial, living and social-support situation."""
    check(by, Permission.REFERRAL_TAKE_IN)
    case, referral = locked_referral(case_id)
    must_be_open(referral)
    written = dict(zip(BLOCKS, (records, history, financial, living, social_support), strict=True))
    for block, text in written.items():
        if not text.strip():
            raise Refused(_("Write what is known here; if nothing is, write that."), field=block)
    screening, _made = Screening.objects.update_or_create(
        referral=referral,
        defaults={block: clean(text) for block, text in written.items()}
        | {"services_now": clean(services_now), "opinion": clean(opinion)}
        | {"screened_at": now(), "by_id": by.id, "by_name": by.name},
        create_defaults={block: clean(text) for block, text in written.items()}
        | {"services_now": clean(services_now), "opinion": clean(opinion)}
        | {"screened_at": now(), "by_id": by.id, "by_name": by.name, "organisation_id": case.organisation_id},
    )
    record(
        case, Happening(ReferralScreened(), persons=_about(referral), ref=referral.id), by=by, verb="screen_referral"
    )
    return screening


@transaction.atomic
def determine_eligibility(
    case_id: UUID,
    *,
    result: Result,
    rule: str,
    evidence: str = "",
    reasons: str = "",
    alternatives: str = "",
    by: Actor,
) -> Eligibility:
    """Say whether the person is eligible, by which rule and on what evidence; who is not gets the reasons and what else there is."""
    check(by, Permission.REFERRAL_TAKE_IN)
    case, referral = locked_referral(case_id)
    must_be_open(referral)
    _must_be_reasoned(result, rule, evidence, reasons, alternatives)
    eligibility = Eligibility.objects.create(
        organisation_id=case.organisation_id,
        referral=referral,
        result=result,
        rule=clean(rule),
        evidence=clean(evidence),
        reasons=clean(reasons),
        alternatives=clean(alternatives),
        determined_at=now(),
        by_id=by.id,
        by_name=by.name,
    )
    event = EligibilityDetermined(result)
    happening = Happening(event, persons=_about(referral), ref=eligibility.id)
    record(case, happening, by=by, verb="determine_eligibility", result=str(result))
    return eligibility


@transaction.atomic
def record_evidence(case_id: UUID, *, group: str, evidence: Mapping[str, str], by: Actor) -> Referral:
    """Keep what shows that the person belongs to a target group, criterion by criterion (R-014). An emptied one is taken back."""
    check(by, Permission.REFERRAL_TAKE_IN)
    case, referral = locked_referral(case_id)
    must_be_open(referral)
    chosen = target_group(group, by)
    if chosen is None:
        raise Refused(_("Choose one of the target groups."), field="target_group")
    referral.target_group = chosen.code
    referral.save(update_fields=["target_group"])
    for criterion in chosen.criteria:
        _keep(referral, chosen.code, criterion.code, clean(evidence.get(criterion.code, "")), by)
    record_act(by, "record_evidence", referral, case_id=case.id, group=chosen.code)
    return referral


def _keep(referral: Referral, group: str, criterion: str, text: str, by: Actor) -> None:
    kept = referral.criterion_evidence.filter(group=group, criterion=criterion)
    if not text:
        kept.delete()
    elif not kept.filter(evidence=text).exists():
        kept.delete()
        CriterionEvidence.objects.create(
            organisation_id=referral.organisation_id,
            referral=referral,
            group=group,
            criterion=criterion,
            evidence=text,
            at=now(),
            by_id=by.id,
            by_name=by.name,
        )


def _must_be_reasoned(result: Result, rule: str, evidence: str, reasons: str, alternatives: str) -> None:
    if not rule.strip():
        raise Refused(_("Write the rule this follows from."), field="rule")
    if result == Result.ELIGIBLE and not evidence.strip():
        raise Refused(_("Write what shows it: a document, a certificate, what was seen."), field="evidence")
    if result == Result.NOT_ELIGIBLE and not reasons.strip():
        raise Refused(_("Write why the person is not eligible."), field="reasons")
    if result == Result.NOT_ELIGIBLE and not alternatives.strip():
        raise Refused(_("Write what else there is for this person."), field="alternatives")


def _about(referral: Referral) -> list[UUID]:
    return [referral.person_id] if referral.person_id else []
