"""Keeping an entry true: adding a service, saying whether there is room, making sure, proposing a correction and judging it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.directory.choices import Capacity, CorrectionState, Status
from tsunagu.directory.commands.relist import relist
from tsunagu.directory.commands.take_rows import read_value
from tsunagu.directory.models import (
    Address,
    Correction,
    CostOption,
    Language,
    Phone,
    Place,
    Provider,
    RequiredDocument,
    Service,
    ServiceArea,
    ServiceAtPlace,
)

# What a correction may say of a service, in the order of its page.
CORRECTABLE = (
    "name",
    "description",
    "status",
    "application_process",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "fees_description",
    "wait_time",
    "email",
    "url",
    "alert",
)


@dataclass(frozen=True)
class Where:
    """Where it is given; coordinates where they are known."""

    name: str = ""
    address: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Entry:
    """What is said of a service written down here."""

    name: str
    provider: str
    types: Sequence[str] = ()
    description: str = ""
    minimum_age: float | None = None
    maximum_age: float | None = None
    sex: str = ""
    eligibility: str = ""
    languages: Sequence[str] = ()
    areas: Sequence[str] = ()
    where: Where = Where()
    phone: str = ""
    email: str = ""
    url: str = ""
    apply: str = ""
    documents: Sequence[str] = ()
    price: Decimal | None = None
    currency: str = ""
    price_note: str = ""
    capacity: str = ""


@transaction.atomic
def add_service(*, entry: Entry, by: Actor) -> Service:
    """Write down a service of the community, formal or not: a clinic as well as a mutual-aid group (R-068)."""
    check(by, Permission.DIRECTORY_WRITE)
    for name, said in (("name", entry.name), ("provider", entry.provider)):
        if not said.strip():
            raise Refused(_("Write what it is called, and who offers it."), field=name)
    if not entry.types:
        raise Refused(_("Choose what kind of help it is: by that it is found."), field="types")
    if entry.price is not None and not entry.currency:
        raise Refused(_("Choose the currency of the price."), field="currency")
    _refuse_ages(entry.minimum_age, entry.maximum_age)
    own = {"organisation_id": by.organisation}
    provider = Provider.objects.filter(name=entry.provider.strip(), placeholder=False).first()
    provider = provider or Provider.objects.create(**own, name=entry.provider.strip())
    service = Service.objects.create(
        **own,
        provider=provider,
        name=entry.name.strip(),
        types=list(entry.types),
        description=entry.description.strip(),
        status=Status.ACTIVE,
        minimum_age=entry.minimum_age,
        maximum_age=entry.maximum_age,
        sex=entry.sex,
        eligibility_description=entry.eligibility.strip(),
        email=entry.email.strip(),
        url=entry.url.strip(),
        application_process=entry.apply.strip(),
        fees_description=entry.price_note.strip(),
        capacity=entry.capacity,
        capacity_on=today(by.zone) if entry.capacity else None,
        assured_date=today(by.zone),
        last_modified=now(),
    )
    _write_parts(service, entry)
    relist([service.id])
    record_act(by, "add_service", service, service=service.name)
    return service


def _write_parts(service: Service, entry: Entry) -> None:
    own = {"organisation_id": service.organisation_id}
    where = entry.where
    if any((where.name, where.address, where.city, where.postal_code, where.latitude)):
        place = Place.objects.create(
            **own,
            provider=service.provider,
            name=where.name or service.provider.name,
            location_type="physical",
            latitude=where.latitude,
            longitude=where.longitude,
        )
        Address.objects.create(
            **own,
            place=place,
            address_1=where.address,
            city=where.city,
            state_province=where.region,
            postal_code=where.postal_code,
            country=where.country,
            address_type="physical",
        )
        ServiceAtPlace.objects.create(**own, service=service, place=place)
    if entry.phone.strip():
        Phone.objects.create(**own, service=service, number=entry.phone.strip())
    Language.objects.bulk_create(Language(**own, service=service, code=code) for code in entry.languages)
    ServiceArea.objects.bulk_create(ServiceArea(**own, service=service, name=area) for area in entry.areas if area)
    RequiredDocument.objects.bulk_create(RequiredDocument(**own, service=service, document=d) for d in entry.documents)
    if entry.price is not None:
        CostOption.objects.create(**own, service=service, amount=entry.price, currency=entry.currency)


def _refuse_ages(lowest: float | None, highest: float | None) -> None:
    if lowest is not None and highest is not None and lowest > highest:
        raise Refused(_("The highest age lies below the lowest. Look at both again."), field="maximum_age")


@transaction.atomic
def state_capacity(*, service_id: UUID, capacity: str, by: Actor, on: date | None = None) -> Service:
    """Is there room? With the day on which somebody said so: it goes stale fast."""
    check(by, Permission.DIRECTORY_WRITE)
    service = Service.objects.select_for_update(of=("self",)).get(id=service_id)
    if capacity not in Capacity.values:
        raise Refused(_("Choose whether there is room."), field="capacity")
    day = on or today(by.zone)
    if day > today(by.zone):
        raise Refused(_("This day lies in the future."), field="on")
    service.capacity, service.capacity_on = capacity, day
    service.save(update_fields=["capacity", "capacity_on"])
    relist([service.id])
    record_act(by, "state_capacity", service, service=service.name, capacity=capacity)
    return service


@transaction.atomic
def assure_service(*, service_id: UUID, by: Actor) -> Service:
    """Somebody called or looked: it is still as it stands here."""
    check(by, Permission.DIRECTORY_WRITE)
    service = Service.objects.select_for_update(of=("self",)).get(id=service_id)
    service.assured_date = today(by.zone)
    service.kept = sorted({*service.kept, "assured_date"})
    service.save(update_fields=["assured_date", "kept"])
    record_act(by, "assure_service", service, service=service.name)
    return service


@transaction.atomic
def propose_correction(*, service_id: UUID, field: str, proposed: str, reason: str, by: Actor) -> Correction:
    """Something is wrong here, and this would be right. Whoever keeps the directory looks at it."""
    check(by, Permission.DIRECTORY_READ)
    service = Service.objects.get(id=service_id)
    if field not in CORRECTABLE:
        raise Refused(_("Choose what is wrong."), field="field")
    if not reason.strip():
        raise Refused(_("Write how you know: who said so, and when."), field="reason")
    _read(field, proposed)
    correction = Correction.objects.create(
        organisation_id=service.organisation_id,
        service=service,
        field=field,
        was=_shown(getattr(service, field)),
        proposed=proposed.strip(),
        reason=reason.strip(),
        by_id=by.id,
        by_name=by.name,
    )
    record_act(by, "propose_correction", correction, service=service.name, field=field)
    return correction


@transaction.atomic
def judge_correction(*, correction_id: UUID, take: bool, by: Actor, reason: str = "") -> Correction:
    """Taken over, it stands until somebody changes it again: the next import leaves this field alone."""
    check(by, Permission.DIRECTORY_KEEP)
    correction = Correction.objects.select_for_update(of=("self",)).get(id=correction_id)
    if correction.state != CorrectionState.OPEN:
        raise Refused(_("Somebody has judged this already."))
    if not take and not reason.strip():
        raise Refused(_("Write why it stays as it was, for whoever proposed it."), field="reason")
    service = Service.objects.select_for_update(of=("self",)).get(id=correction.service_id)
    if take:
        setattr(service, correction.field, _read(correction.field, correction.proposed))
        service.kept = sorted({*service.kept, correction.field})
        service.last_modified = now()
        service.save()
        relist([service.id])
    correction.state = CorrectionState.TAKEN if take else CorrectionState.LEFT
    correction.decided_at, correction.decided_by_name = now(), by.name
    correction.decision_reason = reason.strip()
    correction.save()
    record_act(by, "judge_correction", correction, service=service.name, field=correction.field, taken=take)
    return correction


def _read(field: str, text: str) -> object:
    """The value a correction means; refused where it is none."""
    column: models.Field[object, object] = Service._meta.get_field(field)  # type: ignore[assignment]
    if not text.strip():
        if field == "name":
            raise Refused(_("Without a name nobody finds it. Write one."), field="proposed")
        return None if column.null else ""
    if field == "status" and text.strip() not in Status.values:
        raise Refused(_("Choose one of the states a service can be in."), field="proposed")
    try:
        return read_value(column, text)
    except (ValueError, ArithmeticError) as error:
        raise Refused(_("This is no number. Write it in digits."), field="proposed") from error


def _shown(value: object) -> str:
    return "" if value is None else str(value).removesuffix(".0") if isinstance(value, float) else str(value)
