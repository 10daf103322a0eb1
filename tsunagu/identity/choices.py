"""The words for organisations and the people who work in them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    AGENCY = "agency", _("Agency")
    HOSPITAL = "hospital", _("Hospital")
    MUNICIPALITY = "municipality", _("Municipality")
    HEALTH_PLAN = "health_plan", _("Health plan")
    SCHOOL = "school", _("School")
    SOLO = "solo", _("Private practice")


class Profession(TextChoices):
    """R-013. Permissions follow the role, not the profession."""

    SOCIAL_WORKER = "social_worker", _("Social worker")
    NURSE = "nurse", _("Nurse")
    CARE_MANAGER = "care_manager", _("Care manager (Japan)")
    INTEGRATED_CASE_MANAGER = "integrated_case_manager", _("Integrated case manager (Korea)")
    PHYSICIAN = "physician", _("Physician")
    OCCUPATIONAL_THERAPIST = "occupational_therapist", _("Occupational therapist")
    PHYSICAL_THERAPIST = "physical_therapist", _("Physical therapist")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    COUNSELLOR = "counsellor", _("Counsellor")
    ADDICTION_COUNSELLOR = "addiction_counsellor", _("Addiction counsellor")
    HEALTH_ADMINISTRATOR = "health_administrator", _("Health administrator")
    PEER_SUPPORTER = "peer_supporter", _("Peer supporter")
    CLERK = "clerk", _("Clerk")
    OTHER = "other", _("Other profession")
