"""Small directories for tests: HSDS files, and services written by hand."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from tsunagu.core.clock import today
from tsunagu.directory.commands.import_hsds import Source, import_hsds
from tsunagu.directory.commands.relist import relist
from tsunagu.directory.models import Address, Language, Phone, Place, Provider, Service, ServiceArea, ServiceAtPlace


def write_csv(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_json(folder: Path, name: str, document: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def take_in(folder: Path, by: Any, **options: Any) -> Any:
    """The folder's files imported; the outcome alone."""
    files = tuple(sorted(path for path in folder.iterdir() if path.is_file()))
    return import_hsds(source=Source(folder.name, files), by=by, **options)[0]


def service(
    by: Any, name: str = "Harbour Meals", provider: str | Provider = "Harbour Kitchen", **values: Any
) -> Service:
    """A service in search, with one place where `city`, `at` (latitude, longitude), `address` or `phone` is given."""
    at, city = values.pop("at", None), values.pop("city", "")
    languages, areas, phone = values.pop("languages", ()), values.pop("areas", ()), values.pop("phone", "")
    own = {"organisation_id": by.organisation}
    if isinstance(provider, str):
        provider, _made = Provider.objects.get_or_create(**own, name=provider)
    made = Service.objects.create(
        **own, provider=provider, name=name, **{"status": "active", "assured_date": today(by.zone), **values}
    )
    if at or city:
        latitude, longitude = at or (None, None)
        place = Place.objects.create(
            **own, provider=provider, name=name, location_type="physical", latitude=latitude, longitude=longitude
        )
        Address.objects.create(**own, place=place, city=city, address_1="1 Quay Street", address_type="physical")
        ServiceAtPlace.objects.create(**own, service=made, place=place)
    for code in languages:
        Language.objects.create(**own, service=made, code=code)
    for area in areas:
        ServiceArea.objects.create(**own, service=made, name=area)
    if phone:
        Phone.objects.create(**own, service=made, number=phone)
    relist([made.id])
    return made
