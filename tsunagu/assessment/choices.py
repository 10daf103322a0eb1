"""The words an assessment is kept with. Codes are stored; labels are for people."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    BEGUN = "begun", pgettext_lazy("state of an assessment", "Begun")
    COMPLETED = "completed", pgettext_lazy("state of an assessment", "Completed")


class Method(TextChoices):
    """How an answer came to be known (R-042)."""

    INTERVIEW = "interview", _("Interview")
    SELF_REPORT = "self_report", _("Filled in by the person")
    OBSERVATION = "observation", _("Observation")
    RECORD = "record", _("From a record")
    PROXY = "proxy", _("Someone answered for the person")


class Informant(TextChoices):
    """Who said it (R-043)."""

    PERSON = "person", _("The person")
    FAMILY = "family", pgettext_lazy("who gave information", "Family")
    FRIEND = "friend", _("A friend or neighbour")
    PROFESSIONAL = "professional", _("A professional")
    AGENCY = "agency", _("An agency or a school")
    WORKER = "worker", _("Seen by the worker")


class Basis(TextChoices):
    """Why somebody else may be asked without the person's consent."""

    EMERGENCY = "emergency", _("Emergency: waiting would do harm")
    LEGAL = "legal", _("A law allows or demands it")


class NoContact(TextChoices):
    """Why an assessment is completed although nobody met the person (R-018)."""

    UNCONSCIOUS = "unconscious", _("Unconscious")
    TOO_ILL = "too_ill", _("Too ill to be met")
    NOT_REACHED = "not_reached", _("Could not be found or reached")
    REFUSED = "refused", _("Did not want to meet")
    OTHER = "other", pgettext_lazy("why nobody met the person", "Another reason")


class FindingKind(TextChoices):
    NEED = "need", pgettext_lazy("kind of finding", "Need")
    BARRIER = "barrier", pgettext_lazy("kind of finding", "Barrier")
    STRENGTH = "strength", pgettext_lazy("kind of finding", "Strength")
    HOPE = "hope", pgettext_lazy("kind of finding", "Hope")


class LifeDomain(TextChoices):
    """Where in life a finding belongs (requirements 1.3)."""

    HOME = "home", _("Home and daily living")
    MONEY = "money", _("Money and property")
    WORK = "work", _("Work and education")
    RELATIONSHIPS = "relationships", _("Relationships")
    HEALTH = "health", _("Bodily health")
    MIND = "mind", _("Mind and wellbeing")
    SAFETY = "safety", pgettext_lazy("part of life", "Safety")
    RIGHTS = "rights", _("Rights and law")
    LEISURE = "leisure", _("Leisure")
    CULTURE = "culture", _("Faith and culture")


LIGHT_OF = {
    LifeDomain.HOME: "social",
    LifeDomain.MONEY: "social",
    LifeDomain.WORK: "social",
    LifeDomain.RELATIONSHIPS: "social",
    LifeDomain.HEALTH: "body",
    LifeDomain.MIND: "mind",
    LifeDomain.SAFETY: "body",
    LifeDomain.RIGHTS: "social",
    LifeDomain.LEISURE: "mind",
    LifeDomain.CULTURE: "mind",
}


class Ranker(TextChoices):
    """Whose order of needs: the person's own stands beside the worker's (R-044)."""

    PERSON = "person", _("The person’s order")
    WORKER = "worker", _("The worker’s order")


class Specialty(TextChoices):
    PRIMARY_CARE = "primary_care", _("Primary care")
    DENTIST = "dentist", _("Dentist")
    PSYCHIATRIST = "psychiatrist", _("Psychiatrist")
    NEUROLOGIST = "neurologist", _("Neurologist")
    SPECIALIST = "specialist", _("Other specialist")
    THERAPIST = "therapist", _("Therapist or counsellor")
    NURSE = "nurse", _("Visiting nurse")
    PHARMACY = "pharmacy", _("Pharmacy")
    HOSPITAL = "hospital", pgettext_lazy("kind of care provider", "Hospital")
    OTHER = "other", pgettext_lazy("kind of care provider", "Other")


class Occasion(TextChoices):
    """When wellbeing was asked (R-107)."""

    START = "start", pgettext_lazy("when wellbeing is asked", "At the start")
    REVIEW = "review", pgettext_lazy("when wellbeing is asked", "At a review")
    CLOSURE = "closure", pgettext_lazy("when wellbeing is asked", "At closure")


class Origin(TextChoices):
    """Where an instrument came from."""

    SHIPPED = "shipped", pgettext_lazy("origin of an instrument", "Comes with the program")
    QUESTIONNAIRE = "questionnaire", pgettext_lazy("origin of an instrument", "Loaded by the organisation")


class ResponseStatus(TextChoices):
    """The states of FHIR's QuestionnaireResponse."""

    IN_PROGRESS = "in_progress", pgettext_lazy("state of a response", "Being filled in")
    COMPLETED = "completed", pgettext_lazy("state of a response", "Completed")
    AMENDED = "amended", pgettext_lazy("state of a response", "Corrected")
    ENTERED_IN_ERROR = "entered_in_error", pgettext_lazy("state of a response", "Withdrawn")


# Answers to a closed item that every list of answers shares.
NOT_ANSWERED = [
    ("", "—"),
    ("not_asked", pgettext_lazy("instead of an answer", "not asked")),
    ("refused", pgettext_lazy("instead of an answer", "would not say")),
    ("unknown", pgettext_lazy("instead of an answer", "not known")),
]
YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]
