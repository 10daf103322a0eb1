"""The words of appointments."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """How far an appointment has come. FHIR's Appointment says proposed, booked, arrived, fulfilled, noshow, cancelled."""

    PROPOSED = "proposed", pgettext_lazy("state of an appointment", "Proposed")
    BOOKED = "booked", pgettext_lazy("state of an appointment", "Booked")
    CONFIRMED = "confirmed", pgettext_lazy("state of an appointment", "Confirmed")
    ARRIVED = "arrived", pgettext_lazy("state of an appointment", "Arrived")
    KEPT = "kept", pgettext_lazy("state of an appointment", "Kept")
    MISSED = "missed", pgettext_lazy("state of an appointment", "Missed")
    CANCELLED = "cancelled", pgettext_lazy("state of an appointment", "Cancelled")
    MOVED = "moved", pgettext_lazy("state of an appointment", "Moved")


COMING = (State.PROPOSED, State.BOOKED, State.CONFIRMED, State.ARRIVED)  # somebody's time is held for it
HELD = (*COMING, State.KEPT)  # what takes up time, ahead and behind


class Sort(TextChoices):
    """Court and probation appointments cannot be dropped without a reason, and a supervisor is told."""

    ORDINARY = "ordinary", pgettext_lazy("sort of appointment", "Ordinary")
    COURT = "court", pgettext_lazy("sort of appointment", "Court")
    PROBATION = "probation", pgettext_lazy("sort of appointment", "Probation")


GUARDED = (Sort.COURT, Sort.PROBATION)


class CancelledBy(TextChoices):
    PERSON = "person", pgettext_lazy("cancelled by", "The person")
    FAMILY = "family", pgettext_lazy("cancelled by", "Family")
    PROVIDER = "provider", pgettext_lazy("cancelled by", "The provider")
    US = "us", pgettext_lazy("cancelled by", "Us")
    AUTHORITY = "authority", pgettext_lazy("cancelled by", "The court or authority")


class Repeat(TextChoices):
    WEEKLY = "weekly", pgettext_lazy("repeats", "Every week")
    FORTNIGHTLY = "fortnightly", pgettext_lazy("repeats", "Every two weeks")
    MONTHLY = "monthly", pgettext_lazy("repeats", "Every month")


class ThingKind(TextChoices):
    """What an appointment can take up beside people."""

    ROOM = "room", pgettext_lazy("kind of thing", "Room")
    VEHICLE = "vehicle", pgettext_lazy("kind of thing", "Vehicle")


class TransportState(TextChoices):
    NEEDED = "needed", pgettext_lazy("state of transport", "Needed")
    ASKED = "asked", pgettext_lazy("state of transport", "Asked for")
    CONFIRMED = "confirmed", pgettext_lazy("state of transport", "Confirmed")
    DONE = "done", pgettext_lazy("state of transport", "Done")
    CANCELLED = "cancelled", pgettext_lazy("state of transport", "Not needed any more")


class Direction(TextChoices):
    THERE = "there", pgettext_lazy("direction of transport", "There")
    BACK = "back", pgettext_lazy("direction of transport", "Back")
    BOTH = "both", pgettext_lazy("direction of transport", "There and back")


class GroupKind(TextChoices):
    """What several people share: something that takes place, or a ride."""

    SESSION = "session", pgettext_lazy("kind of group", "Group")
    RIDE = "ride", pgettext_lazy("kind of group", "Shared ride")
