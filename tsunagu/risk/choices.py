"""The words for scores of risk."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReadmissionInstrument(TextChoices):
    LACE = "lace", "LACE"
    HOSPITAL = "hospital", "HOSPITAL"
    CHARLSON = "charlson", _("Charlson comorbidity index")


class Level(TextChoices):
    LOW = "low", pgettext_lazy("level of a score", "Low")
    MEDIUM = "medium", pgettext_lazy("level of a score", "Medium")
    HIGH = "high", pgettext_lazy("level of a score", "High")
