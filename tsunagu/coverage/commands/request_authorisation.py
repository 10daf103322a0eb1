"""Asking a payer beforehand, taking the question back, and deciding what follows when an authorisation runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.cases.commands.record import Happening, record
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.coverage.choices import AuthorisationStatus, Scheme, UnitKind
from tsunagu.coverage.commands.room import coverage_in, open_case, person_in, persons_of, under_lock
from tsunagu.coverage.events import AuthorisationRenewalSettled, AuthorisationRequested, AuthorisationWithdrawn
from tsunagu.coverage.models import Authorisation, Coverage


@dataclass(frozen=True)
class Asked:
    """What the payer is asked for. `line` is the service's key; `payer` is written where no coverage is recorded."""

    line: UUID
    what: str
    units: Decimal
    unit_kind: str
    starts: date
    ends: date
    coverage_id: UUID | None = None
    payer: str = ""
    person_id: UUID | None = None
    justification: str = ""
    expedited: bool = False
    follows_id: UUID | None = None


@transaction.atomic
def request_authorisation(*, case_id: UUID, asked: Asked, by: Actor) -> Authorisation:
    """The room that keeps the plan judges before whether the service is necessary (R-006); here is what the payer hears (R-091)."""
    case = open_case(case_id, by)
    coverage = coverage_in(case, asked.coverage_id) if asked.coverage_id else None
    _refuse(asked, coverage)
    person_id = person_in(case, asked.person_id).id if asked.person_id else coverage.person_id if coverage else None
    authorisation = Authorisation.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        coverage=coverage,
        payer=str(coverage) if coverage else asked.payer.strip(),
        line=asked.line,
        what=asked.what,
        unit_kind=asked.unit_kind,
        asked=asked.units,
        asked_from=asked.starts,
        asked_to=asked.ends,
        justification=asked.justification.strip(),
        expedited=asked.expedited,
        follows_id=asked.follows_id,
        requested_by_id=by.id,
        requested_by_name=by.name,
    )
    scheme = Scheme(coverage.scheme) if coverage else None
    event = AuthorisationRequested(asked.units, asked.expedited, scheme)
    happening = Happening(event, persons=persons_of(authorisation), ref=authorisation.id)
    record(case, happening, by=by, verb="request_authorisation", what=asked.what)
    if asked.follows_id:
        before = Authorisation.objects.get(id=asked.follows_id, case=case, line=asked.line)
        _settle(case, before, "asked_again", "", by)
    return authorisation


@transaction.atomic
def withdraw_authorisation(*, authorisation_id: UUID, reason: str, by: Actor) -> Authorisation:
    """The question is taken back before it was answered."""
    case, authorisation = under_lock(authorisation_id, by)
    if authorisation.status != AuthorisationStatus.REQUESTED:
        raise Refused(_("The payer has answered already: what it decided stands."))
    if not reason.strip():
        raise Refused(_("Write why the request is withdrawn."), field="reason")
    authorisation.status, authorisation.closed_reason = AuthorisationStatus.WITHDRAWN, reason.strip()
    authorisation.save(update_fields=["status", "closed_reason"])
    happening = Happening(
        AuthorisationWithdrawn(reason.strip()), persons=persons_of(authorisation), ref=authorisation.id
    )
    record(case, happening, by=by, verb="withdraw_authorisation", what=authorisation.what)
    return authorisation


@transaction.atomic
def let_run_out(*, authorisation_id: UUID, reason: str, by: Actor) -> Authorisation:
    """No more is needed when this authorisation ends."""
    case, authorisation = under_lock(authorisation_id, by)
    if not authorisation.is_granted or authorisation.renewal:
        raise Refused(_("What follows this authorisation is decided already."))
    if not reason.strip():
        raise Refused(_("Write why no more is needed."), field="reason")
    return _settle(case, authorisation, "not_needed", reason.strip(), by)


def _settle(case: Case, authorisation: Authorisation, how: str, reason: str, by: Actor) -> Authorisation:
    authorisation.renewal, authorisation.renewal_reason = how, reason
    authorisation.save(update_fields=["renewal", "renewal_reason"])
    event = AuthorisationRenewalSettled(how)  # type: ignore[arg-type]
    happening = Happening(event, persons=persons_of(authorisation), ref=authorisation.id)
    record(case, happening, by=by, verb="settle_renewal", what=authorisation.what)
    return authorisation


def _refuse(asked: Asked, coverage: Coverage | None) -> None:
    if coverage is None and not asked.payer.strip():
        raise Refused(_("Choose the coverage, or write who is asked."), field="coverage")
    if asked.unit_kind not in UnitKind.values:
        raise Refused(_("Choose in what the service is counted."), field="unit_kind")
    if asked.units <= 0:
        raise Refused(_("Write how many units are asked for."), field="units")
    if asked.ends < asked.starts:
        raise Refused(_("The last day lies before the first."), field="ends")
    if coverage and not (coverage.holds(asked.starts) and coverage.holds(asked.ends)):
        raise Refused(
            _(
                "This coverage does not hold on all of these days. Shorten the period, or bring the coverage up to date."
            ),
            field="ends",
        )
