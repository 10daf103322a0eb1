"""An Appointment of another system is a line of history; it reminds nobody here."""

from __future__ import annotations

from tsunagu.fhir.importing.mapping.base import Line, code_of, displays, first_words, line, parts
from tsunagu.fhir.importing.reading import Resource


def line_of(appointment: Resource) -> Line:
    title = appointment.get("description") or first_words(
        parts(appointment, "reasonCode"),
        appointment.get("appointmentType"),
        parts(appointment, "serviceType"),
        parts(appointment, "serviceCategory"),
    )
    return line(
        title,
        code=code_of(appointment.get("appointmentType")),
        status=appointment.get("status"),
        began=appointment.get("start"),
        ended=appointment.get("end"),
    )


def who(appointment: Resource) -> list[Resource]:
    others = displays(appointment, "participant.actor")
    return [actor for actor in others if not str(actor.get("reference", "")).startswith(("Patient/", "urn:"))]
