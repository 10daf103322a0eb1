"""Search looks at flat rows: here they are made again after a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from tsunagu.directory.models import Listing, Service
from tsunagu.directory.queries.labels import listings_of, terms_of
from tsunagu.directory.rules.types import types_of

BATCH = 500


def relist(service_ids: Iterable[UUID]) -> int:
    """Make the listings of these services again; whoever calls has checked that they may. Returns how many there are now."""
    ids, made = list(service_ids), 0
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            services = list(Service.objects.select_related("provider").filter(id__in=ids[start : start + BATCH]))
            _sort_by_kind(services)
            Listing.objects.filter(service_id__in=ids[start : start + BATCH]).delete()
            made += len(Listing.objects.bulk_create(listings_of(services), batch_size=BATCH))
    return made


def _sort_by_kind(services: Sequence[Service]) -> None:
    """Where nobody said what kind of help it is, its own words do."""
    unsorted = [service for service in services if not service.types and service.name]
    terms = terms_of([service.id for service in unsorted])
    for service in unsorted:
        service.types = types_of(
            "\n".join(terms[service.id]), f"{service.name}\n{service.alternate_name}", service.description
        )
    Service.objects.bulk_update([service for service in unsorted if service.types], ["types"], batch_size=BATCH)
