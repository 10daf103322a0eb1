"""Options that begin with what the directory says: the controls filled first, and the services to pick from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from tsunagu.directory.queries.searching import Hit
from tsunagu.planning.queries.offers import Offer
from tsunagu.ui import formats


@dataclass(frozen=True)
class HitRow:
    name: str
    provider: str
    distance: str
    url: str


def first_values(offers: Iterable[Offer], most: int) -> dict[str, Any]:
    """What stands in the controls of each option; everything may be changed."""
    return {
        f"{name}_{n}": value for n, offer in enumerate(list(offers)[:most]) for name, value in _values(offer).items()
    }


def _values(offer: Offer) -> dict[str, Any]:
    wait = offer.wait
    if not wait and offer.days_to_start is not None:
        wait = _("%(days)s days on average from referral to start, as known here") % {
            "days": round(offer.days_to_start)
        }
    known = {"provider": offer.provider, "day": formats.full_date(offer.checked) if offer.checked else ""}
    return {
        "name": offer.name,
        "cost": offer.cost,
        "currency": offer.currency,
        "coverage": offer.coverage,
        "wait": wait,
        "distance": distance(offer.km),
        "note": _("%(provider)s. From the directory, checked on %(day)s.") % known
        if offer.checked
        else _("%(provider)s. From the directory, never checked.") % known,
    }


def distance(km: float | None) -> str:
    return "" if km is None else f"{km:.1f} km"


def hit_rows(hits: Sequence[Hit], asked: list[tuple[str, str]], picked: Sequence[UUID]) -> list[HitRow]:
    """Each leads to the same page with that service as one more option."""
    return [
        HitRow(
            str(hit.listing.service.name),
            str(hit.listing.service.provider or ""),
            distance(hit.km),
            "?" + urlencode([*asked, ("pick", _pick(hit))]),
        )
        for hit in hits
        if hit.listing.service_id not in picked
    ]


def _pick(hit: Hit) -> str:
    service = str(hit.listing.service_id)
    return service if hit.km is None else f"{service}~{hit.km:.1f}"
