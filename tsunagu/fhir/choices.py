"""The words for what came from another system: what became of it here."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Place(TextChoices):
    """What became of a resource here."""

    OURS = "ours", _("Part of our record")  # a person, a relation, a stay
    HISTORY = "history", _("Imported history")
    DIRECTORY = "directory", _("Who and where")  # practitioners and organisations, read from what refers to them
    KEPT = "kept", pgettext_lazy("what became of imported data", "Kept as received")
    WAITING = "waiting", _("Waiting for its person")
    UNUSED = "unused", pgettext_lazy("what became of imported data", "Not used")
