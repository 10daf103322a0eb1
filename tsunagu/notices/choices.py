"""The ways a message reaches somebody."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(TextChoices):
    IN_APP = "in_app", _("On their page in Tsunagu")
    MAIL = "mail", pgettext_lazy("way of sending", "Email")
    PAPER = "paper", pgettext_lazy("way of sending", "Letter, or told in person")
    FAX = "fax", pgettext_lazy("way of sending", "Fax")


BY_HAND = (Channel.PAPER, Channel.FAX)  # somebody sends these, and says so
