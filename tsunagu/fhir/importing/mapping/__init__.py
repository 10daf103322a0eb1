"""Which type of R4 becomes what here? One small module a type, and one for all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tsunagu.fhir.importing.mapping import (
    appointment,
    care_plan,
    condition,
    coverage,
    encounter,
    goal,
    organization,
    others,
    patient,
    practitioner,
    questionnaire_response,
    related_person,
)
from tsunagu.fhir.importing.mapping.base import Line, parts
from tsunagu.fhir.importing.reading import Resource

MAPPERS: dict[str, Any] = {
    "Appointment": appointment,
    "CarePlan": care_plan,
    "Condition": condition,
    "Coverage": coverage,
    "Encounter": encounter,
    "Goal": goal,
    "Organization": organization,
    "Patient": patient,
    "Practitioner": practitioner,
    "QuestionnaireResponse": questionnaire_response,
    "RelatedPerson": related_person,
}
HISTORY = {"Appointment", "CarePlan", "Condition", "Coverage", "Encounter", "Goal", "QuestionnaireResponse"}
DIRECTORY = {"Organization", "Practitioner"}
# What others refer to comes first.
ORDER = ["Organization", "Location", "Practitioner", "PractitionerRole", "Patient", "RelatedPerson", "Encounter"]
# Elements that name the person a resource is about, the surest first.
PERSON = ("patient", "subject", "beneficiary", "for", "individual", "candidate", "actor")


def line_of(type_: str, resource: Resource) -> Line:
    mapper: Callable[[Resource], Line] = MAPPERS.get(type_, others).line_of
    return mapper(resource)


def who_of(type_: str, resource: Resource) -> list[Resource]:
    """The references that say who did or said it, the likeliest first."""
    mapper = MAPPERS.get(type_, others)
    return mapper.who(resource) if hasattr(mapper, "who") else []


def rank(type_: str) -> int:
    return ORDER.index(type_) if type_ in ORDER else len(ORDER)


def persons_of(resource: Resource) -> Iterator[Resource]:
    """The references that may name the person; the caller knows which of them is a Patient."""
    for name in PERSON:
        yield from parts(resource, name)
    for participant in parts(resource, "participant"):
        yield from parts(participant, "actor")
    if resource.get("resourceType") == "Person":
        for link in parts(resource, "link"):
            yield from parts(link, "target")
