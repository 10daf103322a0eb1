"""Has whom they wait for come? Resources that were read before their person, in this import or an earlier one."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet

from tsunagu.core.errors import Refused
from tsunagu.fhir.choices import Place
from tsunagu.fhir.importing.judging import Problem
from tsunagu.fhir.importing.references import Known
from tsunagu.fhir.importing.taking import TARGETS, Taking, outcome_of, place_of
from tsunagu.fhir.importing.tally import Tally
from tsunagu.fhir.models import ExternalRecord

CHUNK = 200


def settle(taking: Taking, tally: Tally) -> None:
    """Give each waiting resource its person, where they have come by now. A chunk a transaction."""
    last = ""
    while keys := _awaited(taking, last):
        taking.book.load(keys)
        come = {key: known for key in keys if (known := taking.book.get(key)) and known.person_id}
        while _settle_some(taking, tally, come):
            pass
        last = keys[-1]


@transaction.atomic
def _awaited(taking: Taking, last: str) -> list[str]:
    """The next references somebody waits by, once each."""
    found = _waiting(taking).filter(about__gt=last).order_by("about").values_list("about", flat=True).distinct()
    return list(found[:CHUNK])


@transaction.atomic
def _settle_some(taking: Taking, tally: Tally, come: Mapping[str, Known]) -> int:
    batch = list(_waiting(taking).filter(about__in=come).order_by("id")[:CHUNK]) if come else []
    for record in batch:
        refusal = _settle(record, come[record.about], taking)
        if refusal:
            tally.refuse(f"{taking.source} | {record}", record.resource_type, [refusal])
        else:
            tally.settle(record.resource_type, outcome_of(Place(record.place), None))
    ExternalRecord.objects.bulk_update(batch, ["person", "place", "target", "target_id"])
    return len(batch)


def _waiting(taking: Taking) -> QuerySet[ExternalRecord]:
    return ExternalRecord.objects.filter(
        organisation_id=taking.book.organisation, source=taking.source, place=Place.WAITING
    )


def _settle(record: ExternalRecord, person: Known, taking: Taking) -> Problem | None:
    """It becomes what it would have been, had its person come first. A refusal leaves it kept, with the reason told."""
    refusal = None
    record.person_id = person.person_id
    try:
        record.target_id = taking.become(record)
    except Refused as refused:
        refusal = Problem(record.resource_type, str(refused.reason))
    record.target = TARGETS[record.resource_type] if record.target_id else ""
    place = place_of(record.resource_type, person.person_id, record.target_id, "")
    record.place = Place.KEPT if refusal else place
    return refusal
