"""A Practitioner has no account here: who they are is read from what refers to them."""

from __future__ import annotations

from tsunagu.fhir.importing.mapping.base import Line, first_words, line, parts, written_name
from tsunagu.fhir.importing.reading import Resource


def line_of(practitioner: Resource) -> Line:
    qualification = first_words([q.get("code") for q in parts(practitioner, "qualification")])
    return line(written_name(parts(practitioner, "name")), code=qualification)
