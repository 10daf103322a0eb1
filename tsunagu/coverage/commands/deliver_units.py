"""Units that a person received: drawn from the authorisation, and past it only with a written reason (R-002, R-091)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.record import Happening, of_day, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.coverage.commands.room import open_case
from tsunagu.coverage.events import AuthorisationRunningLow, ServiceDelivered
from tsunagu.coverage.models import Authorisation, Delivery, Funding
from tsunagu.coverage.queries import authorisation_for, scheme_of
from tsunagu.coverage.rules import crosses_low, past_the_grant, planned_amount


@dataclass(frozen=True)
class Delivered:
    """What was delivered of a service; `line` is its key. `reason` is why it goes on past what is authorised."""

    line: UUID
    what: str
    on: date
    units: Decimal
    unit_price: Decimal | None = None
    currency: str = ""
    persons: tuple[UUID, ...] = ()
    reason: str = ""


@transaction.atomic
def deliver_units(*, case_id: UUID, delivered: Delivered, by: Actor) -> Delivery:
    case = open_case(case_id, by)
    if delivered.units <= 0:
        raise Refused(_("Write how many units were delivered."), field="units")
    if delivered.unit_price is not None and not delivered.currency:
        raise Refused(_("Say in which currency the price is."), field="currency")
    authorisation = authorisation_for(delivered.line, delivered.on)
    beyond = _beyond(delivered, authorisation)
    funding = Funding.objects.filter(case=case, line=delivered.line).select_related("coverage").first()
    coverage = (
        authorisation.coverage if authorisation and authorisation.coverage else funding.coverage if funding else None
    )
    row = Delivery.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        line=delivered.line,
        what=delivered.what,
        on=delivered.on,
        units=delivered.units,
        unit_kind=authorisation.unit_kind if authorisation else funding.unit_kind if funding else "",
        unit_price=delivered.unit_price,
        currency=delivered.currency,
        amount=_amount(delivered, funding),
        points=funding.points * delivered.units if funding and funding.points is not None else None,
        coverage=coverage,
        authorisation=authorisation,
        beyond=beyond,
        reason=delivered.reason.strip() if beyond else "",
        recorded_by_id=by.id,
        recorded_by_name=by.name,
    )
    happenings = [
        Happening(
            ServiceDelivered(delivered.units, beyond > 0),
            of_day(delivered.on, case.zone),
            delivered.persons,
            delivered.line,
        )
    ]
    happenings += _drawn(authorisation, delivered)
    record(case, *happenings, by=by, verb="deliver_units", what=delivered.what, units=str(delivered.units))
    return row


@transaction.atomic
def withdraw_delivery(*, delivery_id: UUID, reason: str, by: Actor) -> Delivery:
    """It was not delivered, or written twice: the units go back."""
    case = open_case(Delivery.objects.values_list("case_id", flat=True).get(id=delivery_id), by)
    row = Delivery.objects.get(id=delivery_id)
    if row.withdrawn_at:
        raise Refused(_("This entry was withdrawn already."))
    if not reason.strip():
        raise Refused(_("Say why this entry is withdrawn."), field="reason")
    row.withdrawn_at, row.withdrawn_reason, row.withdrawn_by_name = now(), reason.strip(), by.name
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_by_name"])
    if row.authorisation_id:
        Authorisation.objects.filter(id=row.authorisation_id).update(used=F("used") - row.units)
    record_act(by, "withdraw_delivery", row, case_id=case.id, what=row.what, reason=reason)
    return row


def _beyond(delivered: Delivered, authorisation: Authorisation | None) -> Decimal:
    """Units that nobody has authorised; a service about which no payer was ever asked needs no authorisation."""
    asked = Authorisation.objects.filter(line=delivered.line).exclude(status="withdrawn").exists()
    if not asked:
        return Decimal(0)
    left = authorisation.left if authorisation else Decimal(0)
    beyond = past_the_grant(delivered.units, left)
    if beyond and not delivered.reason.strip():
        if authorisation is None:
            reason = _("Nothing is authorised for this day. Write why the service goes on all the same.")
        else:
            reason = _(
                "This goes beyond what is authorised: %(left)s of %(granted)s left. Write why it goes on all the same."
            ) % {
                "left": f"{max(left, Decimal(0)).normalize():f}",
                "granted": f"{authorisation.granted.normalize():f}",
            }
        raise Refused(reason, field="reason")
    return beyond


def _drawn(authorisation: Authorisation | None, delivered: Delivered) -> list[Happening]:
    """Count the units against the authorisation; say once when a fifth or less is left."""
    if authorisation is None:
        return []
    before = authorisation.used
    authorisation.used = before + delivered.units
    authorisation.save(update_fields=["used"])
    if not crosses_low(authorisation.granted, before, delivered.units):
        return []
    left = max(authorisation.left, Decimal(0))
    return [Happening(AuthorisationRunningLow(left), persons=delivered.persons, ref=authorisation.id)]


def _amount(delivered: Delivered, funding: Funding | None) -> Decimal | None:
    """What it cost, as the scheme that pays rounds, else as the currency does."""
    if delivered.unit_price is None:
        return None
    info = scheme_of(funding.coverage.scheme) if funding else None
    rounding = info.rounding if info and info.currency == delivered.currency else None
    return planned_amount(delivered.units, delivered.unit_price, delivered.currency, rounding)
