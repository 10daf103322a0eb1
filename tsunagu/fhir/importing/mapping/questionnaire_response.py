"""A QuestionnaireResponse is a line of history: which questionnaire, when, by whom. Its answers stay in the original."""

from __future__ import annotations

from tsunagu.fhir.importing.mapping.base import Line, displays, extension, line, parts
from tsunagu.fhir.importing.reading import Resource

DISPLAY = "http://hl7.org/fhir/StructureDefinition/display"


def line_of(response: Resource) -> Line:
    canonical = str(response.get("questionnaire") or "")
    said = extension(response.get("_questionnaire") or {}, DISPLAY).get("valueString")
    contained = (
        q.get("title") or q.get("name")
        for q in parts(response, "contained")
        if q.get("resourceType") == "Questionnaire"
    )
    name = canonical.partition("|")[0].rstrip("/").rpartition("/")[2]
    return line(
        said or next((title for title in contained if title), "") or name,
        code=canonical,
        status=response.get("status"),
        began=response.get("authored"),
    )


def who(response: Resource) -> list[Resource]:
    return list(displays(response, "author", "source"))
