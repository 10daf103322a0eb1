"""An Organization of another system: where people stayed, who insures them."""

from __future__ import annotations

from tsunagu.fhir.importing.mapping.base import Line, first_words, line, parts
from tsunagu.fhir.importing.reading import Resource


def line_of(organization: Resource) -> Line:
    return line(str(organization.get("name") or ""), code=first_words(parts(organization, "type")))
