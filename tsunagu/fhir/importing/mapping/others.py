"""Whatever has no place of its own here is kept as received, with a line that says what it is."""

from __future__ import annotations

from tsunagu.fhir.importing.mapping.base import Line, code_of, displays, first_words, line, parts, period, when
from tsunagu.fhir.importing.reading import Resource

WHAT = ("code", "medicationCodeableConcept", "vaccineCode", "type", "category", "serviceType", "reasonCode")
WHEN = ("effective", "performed", "occurrence", "onset", "serviced")
WRITTEN = (
    "authoredOn",
    "dateTime",
    "date",
    "recordedDate",
    "issued",
    "created",
    "sent",
    "started",
    "authored",
    "recorded",
)
WHO = (
    "performer.actor",
    "performer",
    "author",
    "requester",
    "recorder",
    "asserter",
    "provider",
    "managingOrganization",
)


def line_of(resource: Resource) -> Line:
    concepts = [concept for name in WHAT for concept in parts(resource, name)]
    began, ended = next((found for stem in WHEN if (found := when(resource, stem))[0]), ("", ""))
    if not began:
        began, ended = next(
            (found for name in ("period", "billablePeriod") if (found := period(resource, name))[0]), ("", "")
        )
    written = next((resource[name] for name in WRITTEN if isinstance(resource.get(name), str)), "")
    title = resource.get("title") or resource.get("description") or resource.get("name")
    return line(
        first_words(concepts) or (title if isinstance(title, str) else ""),
        code=next((code for concept in concepts if (code := code_of(concept))), ""),
        status=resource["status"] if isinstance(resource.get("status"), str) else "",
        began=began or written,
        ended=ended,
    )


def who(resource: Resource) -> list[Resource]:
    return list(displays(resource, *WHO))
