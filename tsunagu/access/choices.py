"""The roles to begin with."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Roles to begin with. One person may hold several; a solo practitioner holds all."""

    INTAKE_WORKER = "intake_worker", _("Intake worker")
    CASE_MANAGER = "case_manager", _("Case manager")
    SUPERVISOR = "supervisor", _("Supervisor")
    DIRECTOR = "director", _("Director")
    ADMINISTRATOR = "administrator", _("Administrator")
    SAFEGUARDING_OFFICER = "safeguarding_officer", _("Safeguarding officer")
    AUDITOR = "auditor", _("Auditor")
