"""What a service says of itself for search, gathered for many services in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from uuid import UUID

from tsunagu.directory.models import (
    Attribute,
    CostOption,
    Language,
    Listing,
    Place,
    Service,
    ServiceArea,
    ServiceAtPlace,
)
from tsunagu.directory.rules import tags
from tsunagu.people.rules.writing import fold

NO_LIMIT = 120  # a highest age of 200 or 999 says that there is none


def terms_of(ids: Collection[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Attribute.objects.filter(link_id__in=ids, term__isnull=False).order_by("id")
    for link_id, name in rows.values_list("link_id", "term__name"):
        if name and link_id:
            found[link_id].append(name)
    return found


def listings_of(services: Collection[Service]) -> Iterator[Listing]:
    """The rows of search for these services; none for what is torn or given up."""
    ids = [service.id for service in services]
    terms, areas, amounts = terms_of(ids), _texts(ServiceArea, ids, "name"), _amounts(ids)
    places, codes = _places(ids), _languages(ids)
    for service in services:
        if not service.is_offered:
            continue
        here = places.get(service.id) or [None]
        said = _tags(service, terms[service.id], areas[service.id], amounts[service.id], codes[service.id])
        everywhere = [tag for place in here if place for tag in _area_tags(place)]
        for number, place in enumerate(here):
            own = _area_tags(place) if place else []
            yield Listing(
                organisation_id=service.organisation_id,
                service=service,
                place=place,
                leads=number == 0,
                sort=fold(service.name)[:120],
                tags=sorted({*said, *(everywhere if number == 0 else own)}),
                minimum_age=service.minimum_age,
                maximum_age=None if (service.maximum_age or 0) >= NO_LIMIT else service.maximum_age,
                sex=service.sex,
                latitude=place.latitude if place and place.is_on_the_map else None,
                longitude=place.longitude if place and place.is_on_the_map else None,
            )


def _tags(service: Service, terms: list[str], areas: list[str], amounts: list[float], codes: list[str]) -> set[str]:
    found = set(
        tags.words(
            service.name, service.alternate_name, service.provider.name, service.provider.alternate_name, *terms,
            service.description[:400],
        )
    )  # fmt: skip
    found.update(tags.need(code) for code in service.types)
    found.update(tags.language(code) for code in codes)
    found.update(tags.areas(*[area for area in areas if len(area) <= 80]))
    if service.capacity:
        found.add(tags.capacity(service.capacity))
    if tags.is_free(amounts, service.fees, service.fees_description):
        found.add(tags.FREE)
    return found


def _area_tags(place: Place) -> list[str]:
    texts = [place.name] if not place.addresses.all() else []
    for address in place.addresses.all():
        texts += [address.city, address.region, address.state_province, address.postal_code]
        texts += [] if address.city else [address.address_1]
    return tags.areas(*texts)


def _places(ids: Collection[UUID]) -> dict[UUID, list[Place | None]]:
    found: dict[UUID, list[Place | None]] = defaultdict(list)
    rows = ServiceAtPlace.objects.filter(service_id__in=ids, place__isnull=False, place__placeholder=False)
    for row in rows.select_related("place").prefetch_related("place__addresses").order_by("place__name", "id"):
        if row.service_id:
            found[row.service_id].append(row.place)
    return found


def _languages(ids: Collection[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for service_id, code, name in Language.objects.filter(service_id__in=ids).values_list("service_id", "code", "name"):
        if known := tags.language_code(code, name):
            found[service_id].append(known)
    return found


def _texts(model: type[ServiceArea], ids: Collection[UUID], field: str) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for service_id, text in model.objects.filter(service_id__in=ids).values_list("service_id", field):
        found[service_id].append(text)
    return found


def _amounts(ids: Collection[UUID]) -> dict[UUID, list[float]]:
    found: dict[UUID, list[float]] = defaultdict(list)
    rows = CostOption.objects.filter(service_id__in=ids, amount__isnull=False)
    for service_id, amount in rows.values_list("service_id", "amount"):
        if amount is not None:
            found[service_id].append(float(amount))
    return found
