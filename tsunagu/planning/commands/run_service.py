"""What becomes of a line while the plan is in force: asked for, authorised, started, delivered, ended, cancelled."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.cases.commands.record import Happening, record
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.coverage.commands.deliver_units import Delivered, deliver_units
from tsunagu.coverage.commands.request_authorisation import Asked, request_authorisation
from tsunagu.coverage.models import Authorisation, Delivery
from tsunagu.planning.choices import LineStatus, Necessity, PlanStatus
from tsunagu.planning.commands.editing import in_force, persons_of, under_lock
from tsunagu.planning.events import (
    ServiceCancelled,
    ServiceEnded,
    ServiceStarted,
)
from tsunagu.planning.models import Plan, ServiceLine

NEXT = {
    LineStatus.PLANNED: (LineStatus.STARTED, LineStatus.CANCELLED),
    LineStatus.STARTED: (LineStatus.ENDED,),
}


@transaction.atomic
def start_service(*, line_id: UUID, by: Actor, at: datetime | date | None = None) -> ServiceLine:
    """The service began. Not before the plan is in force (T10): that is why only lines of an active plan can start."""
    case, plan, line = _line(line_id, by)
    if line.unmet:
        raise Refused(_("Nobody does this yet. Find somebody in the next version of the plan first."))
    _refuse_step(line, LineStatus.STARTED)
    record(
        case, Happening(ServiceStarted(), at, persons_of(plan), line.key), by=by, verb="start_service", what=line.what
    )
    return set_on_versions(line, status=LineStatus.STARTED)


@transaction.atomic
def end_service(*, line_id: UUID, by: Actor, at: datetime | date | None = None) -> ServiceLine:
    case, plan, line = _line(line_id, by)
    _refuse_step(line, LineStatus.ENDED)
    record(case, Happening(ServiceEnded(), at, persons_of(plan), line.key), by=by, verb="end_service", what=line.what)
    return set_on_versions(line, status=LineStatus.ENDED)


@transaction.atomic
def cancel_service(*, line_id: UUID, reason: str, by: Actor, at: datetime | date | None = None) -> ServiceLine:
    """The service will not begin."""
    case, plan, line = _line(line_id, by)
    _refuse_step(line, LineStatus.CANCELLED)
    if not reason.strip():
        raise Refused(_("Write why it does not begin."), field="reason")
    happening = Happening(ServiceCancelled(), at, persons_of(plan), line.key)
    record(case, happening, by=by, verb="cancel_service", what=line.what, reason=reason)
    return set_on_versions(line, status=LineStatus.CANCELLED)


@dataclass(frozen=True)
class Request:
    """What a payer is asked for; where no coverage is named, it is the payer written on the line."""

    units: Decimal
    unit_kind: str
    starts: date
    ends: date
    coverage_id: UUID | None = None
    justification: str = ""
    expedited: bool = False
    follows_id: UUID | None = None


@transaction.atomic
def ask_authorisation(*, line_id: UUID, request: Request, by: Actor) -> Authorisation:
    """Send a payer-funded line for authorisation. Not while nobody has judged whether it is necessary (R-006)."""
    line = ServiceLine.objects.get(id=line_id)
    case, plan = under_lock(line.plan_id, by)
    line.refresh_from_db()
    if not (line.payer or request.coverage_id):
        raise Refused(_("No payer is named on this line, so there is nobody to ask."), field="payer")
    if line.necessity == Necessity.PENDING:
        raise Refused(
            _("Whether this is necessary has not been judged. Judge it, with the reason, before asking the payer."),
            field="necessity",
        )
    asked = Asked(
        line=line.key,
        what=line.what,
        payer=line.payer,
        person_id=plan.person_id,
        **{**asdict(request), "justification": request.justification or line.rationale},
    )
    authorisation = request_authorisation(case_id=case.id, asked=asked, by=by)
    set_on_versions(line, authorisation_asked_at=now())
    return authorisation


@transaction.atomic
def record_delivery(*, line_id: UUID, on: date, units: Decimal, by: Actor, reason: str = "") -> Delivery:
    """Units the person received. Past what is authorised only with a reason; before the service has started not at all (R-002)."""
    _case, plan, line = _line(line_id, by)
    if line.status not in (LineStatus.STARTED, LineStatus.ENDED):
        raise Refused(_("Nothing is delivered before the service has started. Say first when it did."))
    if on > today(plan.case.zone):
        raise Refused(_("This lies in the future. Record it when it has happened."), field="on")
    delivered = Delivered(
        line=line.key,
        what=line.what,
        on=on,
        units=units,
        unit_price=line.unit_price,
        currency=line.currency if line.unit_price is not None else "",
        persons=tuple(persons_of(plan)),
        reason=reason,
    )
    return deliver_units(case_id=plan.case_id, delivered=delivered, by=by)


def _line(line_id: UUID, by: Actor) -> tuple[Case, Plan, ServiceLine]:
    line = ServiceLine.objects.get(id=line_id)
    case, plan = in_force(line.plan_id, by)
    line.refresh_from_db()
    return case, plan, line


def _refuse_step(line: ServiceLine, to: LineStatus) -> None:
    if not line.stands or to not in NEXT.get(LineStatus(line.status), ()):
        raise Refused(_("This line is %(status)s; that step does not follow.") % {"status": line.get_status_display()})


def set_on_versions(line: ServiceLine, **values: object) -> ServiceLine:
    """On this version, and on the draft that follows it: they are one service."""
    versions = ServiceLine.objects.filter(key=line.key, plan__status__in=[PlanStatus.DRAFT, PlanStatus.ACTIVE])
    versions.update(**values)
    line.refresh_from_db()
    return line
