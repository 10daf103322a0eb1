"""What does R4 know of each type and element? Read once from the classes of fhir.resources, which are those of R4B.

R4B is R4 with other resources for medicinal products and evidence; what the two share has one shape. The types are therefore listed
here as R4 has them, and those whose shape differs are judged as JSON only.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Any

from fhir.resources.R4B import fhirtypes, get_fhir_model_class

_ONLY_R4B = (
    "AdministrableProductDefinition Citation ClinicalUseDefinition EvidenceReport Ingredient ManufacturedItemDefinition"
    " MedicinalProductDefinition NutritionProduct PackagedProductDefinition RegulatedAuthorization SubscriptionStatus"
    " SubscriptionTopic SubstanceDefinition"
)
ONLY_R4B = frozenset(_ONLY_R4B.split())
_UNLIKE_R4B = (
    "Evidence EvidenceVariable EffectEvidenceSynthesis RiskEvidenceSynthesis MedicinalProduct MedicinalProductAuthorization"
    " MedicinalProductContraindication MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction"
    " MedicinalProductManufactured MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect"
    " SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial"
    " SubstanceSpecification"
)
UNLIKE_R4B = frozenset(_UNLIKE_R4B.split())
# Status codes that the classes only give the first of.
CODES = {
    ("Encounter", "status"): "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown",
    ("Observation", "status"): "registered preliminary final amended corrected cancelled entered-in-error unknown",
    ("DiagnosticReport", "status"): "registered partial preliminary final amended corrected appended cancelled"
    " entered-in-error unknown",
    ("RiskAssessment", "status"): "registered preliminary final amended corrected cancelled entered-in-error unknown",
    (
        "Task",
        "status",
    ): "draft requested received accepted rejected ready cancelled in-progress on-hold failed completed"
    " entered-in-error",
}
JSON_TYPES = {"bool": bool, "int": int, "Decimal": (int, float), "str": str, "date": str, "datetime": str, "time": str}


@dataclass(frozen=True)
class Field:
    """One element: the JSON type of a primitive, or the model of what is inside; and its codes, where R4 closes the list."""

    json: Any = None
    model: str = ""
    codes: frozenset[str] = frozenset()


@lru_cache(maxsize=1000)
def is_resource(name: str) -> bool:
    """Is this one of the resource types of R4?"""
    if name in UNLIKE_R4B:
        return True
    model = model_of(name)
    return model is not None and name not in ONLY_R4B and "meta" in model.model_fields and name != "Resource"


@lru_cache(maxsize=1000)
def model_of(name: str) -> Any:
    """The class that judges a type, or nothing where R4B differs or has none."""
    if name in UNLIKE_R4B or not hasattr(fhirtypes, f"{name}Type"):
        return None
    model = get_fhir_model_class(name)
    return model if hasattr(model, "model_fields") else None


@lru_cache(maxsize=2000)
def fields_of(name: str) -> dict[str, Field]:
    """The elements of a type by their names in JSON."""
    model = model_of(name)
    if model is None:
        return {}
    return {field.alias or key: _field(name, field.alias or key, field) for key, field in model.model_fields.items()}


def _field(owner: str, name: str, field: Any) -> Field:
    inner = _innermost(field.annotation)
    extra = field.json_schema_extra or {}
    if hasattr(inner, "get_model_klass"):
        return Field(model=inner.__name__.removesuffix("Type"))
    annotation, marks = (typing.get_args(inner)[0], typing.get_args(inner)[1:]) if _is_annotated(inner) else (inner, ())
    is_code = any(type(mark).__name__ == "Code" for mark in marks)
    codes = CODES[owner, name].split() if (owner, name) in CODES else extra.get("enum_values", ()) if is_code else ()
    is_closed = not {"+", "formats"} & set(codes)
    return Field(JSON_TYPES.get(getattr(annotation, "__name__", "")), codes=frozenset(codes if is_closed else ()))


def _innermost(annotation: Any) -> Any:
    """What stands inside Optional and List."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, UnionType):
        return _innermost(next(a for a in typing.get_args(annotation) if a is not type(None)))
    if origin is list:
        return _innermost(typing.get_args(annotation)[0])
    return annotation


def _is_annotated(annotation: Any) -> bool:
    return hasattr(annotation, "__metadata__")
