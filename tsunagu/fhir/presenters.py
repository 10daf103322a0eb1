"""What a screen says of imported data: types, states and dates in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tsunagu.core.errors import Words
from tsunagu.fhir.models import ExternalRecord
from tsunagu.people.models import Person
from tsunagu.ui import formats

TYPES: dict[str, Words] = {
    "AllergyIntolerance": gettext_lazy("Allergies and intolerances"),
    "Appointment": gettext_lazy("Appointments elsewhere"),
    "CarePlan": gettext_lazy("Care plans of others"),
    "CareTeam": gettext_lazy("Care teams of others"),
    "Claim": gettext_lazy("Claims of providers"),
    "ClinicalImpression": gettext_lazy("Clinical impressions"),
    "Communication": gettext_lazy("Messages between others"),
    "Composition": gettext_lazy("Letters and summaries"),
    "Condition": gettext_lazy("Conditions and diagnoses"),
    "Consent": gettext_lazy("Consents given to others"),
    "Coverage": gettext_lazy("Insurance"),
    "Device": gettext_lazy("Devices and aids"),
    "DiagnosticReport": gettext_lazy("Test reports"),
    "DocumentReference": gettext_lazy("Documents of others"),
    "Encounter": gettext_lazy("Stays and visits to providers"),
    "ExplanationOfBenefit": gettext_lazy("Statements of benefits"),
    "FamilyMemberHistory": gettext_lazy("Illnesses in the family"),
    "Flag": gettext_lazy("Warnings of others"),
    "Goal": gettext_lazy("Goals set elsewhere"),
    "Immunization": gettext_lazy("Vaccinations"),
    "MedicationRequest": gettext_lazy("Prescriptions"),
    "MedicationStatement": gettext_lazy("Medicines taken"),
    "Observation": gettext_lazy("Measurements and observations"),
    "Procedure": gettext_lazy("Procedures"),
    "QuestionnaireResponse": gettext_lazy("Questionnaires answered"),
    "RiskAssessment": gettext_lazy("Risk assessments of others"),
    "ServiceRequest": gettext_lazy("Orders and referrals between others"),
    "Task": gettext_lazy("Tasks of others"),
}
STATES: dict[str, Words] = {
    "accepted": pgettext_lazy("state of imported data", "Accepted"),
    "active": pgettext_lazy("state of imported data", "Active"),
    "booked": pgettext_lazy("state of imported data", "Booked"),
    "cancelled": pgettext_lazy("state of imported data", "Cancelled"),
    "completed": pgettext_lazy("state of imported data", "Completed"),
    "entered-in-error": pgettext_lazy("state of imported data", "Entered in error"),
    "final": pgettext_lazy("state of imported data", "Final"),
    "finished": pgettext_lazy("state of imported data", "Finished"),
    "fulfilled": pgettext_lazy("state of imported data", "Took place"),
    "in-progress": pgettext_lazy("state of imported data", "Going on"),
    "inactive": pgettext_lazy("state of imported data", "Inactive"),
    "noshow": pgettext_lazy("state of imported data", "Did not come"),
    "on-hold": pgettext_lazy("state of imported data", "On hold"),
    "planned": pgettext_lazy("state of imported data", "Planned"),
    "proposed": pgettext_lazy("state of imported data", "Proposed"),
    "refuted": pgettext_lazy("state of imported data", "Ruled out"),
    "remission": pgettext_lazy("state of imported data", "In remission"),
    "resolved": pgettext_lazy("state of imported data", "Resolved"),
    "revoked": pgettext_lazy("state of imported data", "Withdrawn"),
    "superseded": pgettext_lazy("state of imported data", "Replaced by a newer one"),
}


def type_words(type_: str) -> Words:
    """In the reader's words; a rare type by its own name."""
    return TYPES.get(type_, type_)


# An encounter that says nothing of itself but its class.
CLASSES: dict[str, Words] = {
    "AMB": pgettext_lazy("class of an encounter", "Outpatient visit"),
    "EMER": pgettext_lazy("class of an encounter", "Emergency visit"),
    "FLD": pgettext_lazy("class of an encounter", "Visit in the field"),
    "HH": pgettext_lazy("class of an encounter", "Home visit"),
    "IMP": pgettext_lazy("class of an encounter", "Inpatient stay"),
    "OBSENC": pgettext_lazy("class of an encounter", "Stay for observation"),
    "SS": pgettext_lazy("class of an encounter", "Short stay"),
    "VR": pgettext_lazy("class of an encounter", "Remote contact"),
}


@dataclass(frozen=True)
class Row:
    """A resource in a line of a table."""

    title: Words
    lang: str
    code: str
    status: Words
    when: str
    who: str
    who_lang: str
    url: str


def row(record: ExternalRecord, person: Person) -> Row:
    is_class = record.resource_type == "Encounter" and record.title in CLASSES
    return Row(
        title=CLASSES[record.title] if is_class else record.title or _("Without a title"),
        lang="" if is_class else lang_of(record.title),
        code=record.code if record.code != record.title else "",
        status=STATES.get(record.status, record.status),
        when=when(record.began, record.ended),
        who=record.who,
        who_lang=lang_of(record.who),
        url=reverse("fhir:original", args=[person.id, record.id]),
    )


def when(began: str, ended: str) -> str:
    """From and until, each as exactly as it was told; one day is said once."""
    first, last = day_words(began), day_words(ended)
    if first and last and first != last:
        return _("%(first)s – %(last)s") % {"first": first, "last": last}
    return first or (_("until %(last)s") % {"last": last} if last else "")


def day_words(text: str) -> str:
    """A date or instant of R4, in the reader's habit and the agency's zone."""
    try:
        if len(text) > 10:
            return formats.full_date(formats.here(datetime.fromisoformat(text)))
        return formats.full_date(date.fromisoformat(text)) if len(text) == 10 else formats.partial_date(text)
    except ValueError:
        return text


def lang_of(text: str) -> str:
    return formats.script_of(text) if text else ""
