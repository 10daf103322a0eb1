"""What this room shows on other rooms' pages: on the case file, what other systems said of the person."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Words
from tsunagu.fhir.presenters import Row, row, type_words
from tsunagu.fhir.queries import groups_of, records_of
from tsunagu.people.models import Person

MOST = 5


@dataclass(frozen=True)
class ImportedPanel:
    """For `{% include "fhir/_imported_panel.html" with panel=… %}`: what still holds, and the way to everything."""

    conditions: list[Row]
    groups: list[tuple[Words, int]]
    count: int
    url: str


def imported_panel(person: Person, actor: Actor) -> ImportedPanel | None:
    """Nothing for a person of whom nothing was imported. Three queries."""
    if not can(actor, Permission.CHART_READ):
        return None
    person = person.standing
    groups = groups_of(person)
    if not groups:
        return None
    holding = records_of(person).filter(resource_type="Condition", status="active").defer("content", "said")
    return ImportedPanel(
        [row(record, person) for record in holding[:MOST]],
        [(type_words(group.type), group.count) for group in groups[:MOST]],
        sum(group.count for group in groups),
        reverse("fhir:imported", args=[person.id]),
    )
