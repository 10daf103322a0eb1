"""Does what another system sent hold an answer that cannot wait? R4 as received, judged by codes, never by wording.

A QuestionnaireResponse names its items by linkId alone: forms made from LOINC panels use the item's code there (`44260-8`,
`/44249-1/44260-8`); of a form that was loaded here the links are known. An Observation, or a component of one, carries the code itself.
Answers are known by LOINC's answer codes, by a boolean, or by points above nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tsunagu.assessment.rules.instruments.form import LOINC, Critical, Instrument

Resource = Mapping[str, Any]

TYPES = ("QuestionnaireResponse", "Observation")
DEAD = ("entered-in-error", "cancelled")
POINTS = (
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
)
SAYS = ("valueInteger", "valueDecimal")


@dataclass(frozen=True)
class Heard:
    """A critical answer found in a resource, and the shipped instrument that calls it so."""

    instrument: str
    critical: Critical


def heard_in(resource: Resource, instruments: Iterable[Instrument], form: Instrument | None = None) -> list[Heard]:
    """Each critical item once. `form` is the questionnaire that was answered, where it was loaded here."""
    if resource.get("status") in DEAD:
        return []
    answers = list(_answers(resource))
    known = [Heard(form.code, critical) for critical in form.criticals] if form else []
    ours = [Heard(one.code, critical) for one in instruments for critical in one.criticals]
    found: dict[tuple[str, ...], Heard] = {}
    for heard, names in [(h, {h.critical.link}) for h in known] + [(h, _names(h.critical)) for h in ours]:
        if any(asked & names and _is_critical(value, heard.critical) for asked, value in answers):
            codes = tuple(sorted(coding.code for coding in heard.critical.codes))
            found.setdefault(codes or (heard.instrument, heard.critical.link), heard)
    return list(found.values())


def _names(critical: Critical) -> set[str]:
    return {coding.code for coding in critical.codes if coding.system == LOINC}


def _answers(resource: Resource) -> Iterator[tuple[set[str], Resource]]:
    """What was asked, by every code that names it, and the element that holds the answer."""
    if resource.get("resourceType") == "QuestionnaireResponse":
        yield from _items(resource)
    elif resource.get("resourceType") == "Observation":
        for part in (resource, *_list(resource, "component")):
            yield _codes(part.get("code")), part


def _items(node: Resource) -> Iterator[tuple[set[str], Resource]]:
    for item in _list(node, "item"):
        link = str(item.get("linkId") or "")
        definition = str(item.get("definition") or "")
        asked = {link, link.rpartition("/")[2], definition.rpartition("/")[2].rpartition("#")[2]}
        for answer in _list(item, "answer"):
            yield asked, answer
            yield from _items(answer)
        yield from _items(item)


def _is_critical(value: Resource, critical: Critical) -> bool:
    if value.get("valueBoolean") is True:
        return True
    if any(_number(value.get(name)) > 0 for name in SAYS) or _number(_dict(value, "valueQuantity").get("value")) > 0:
        return True
    codings = [_dict(value, "valueCoding"), *_list(_dict(value, "valueCodeableConcept"), "coding")]
    return any(coding.get("code") in critical.answers or _points(coding) > 0 for coding in codings)


def _points(coding: Resource) -> float:
    return max(
        (_number(e.get("valueDecimal")) for e in _list(coding, "extension") if e.get("url") in POINTS), default=0
    )


def _number(value: object) -> float:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _codes(concept: object) -> set[str]:
    if not isinstance(concept, dict):
        return set()
    return {str(c.get("code")) for c in _list(concept, "coding") if c.get("system") == LOINC}


def _dict(node: Resource, name: str) -> Resource:
    found = node.get(name)
    return found if isinstance(found, dict) else {}


def _list(node: Resource, name: str) -> list[Resource]:
    found = node.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
