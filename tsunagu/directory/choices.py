"""The words a service is described and looked for with. Codes are stored, labels are read."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    """Of a service, as HSDS 3.0 says it. Empty: the source does not say, which is not the same as closed."""

    ACTIVE = "active", pgettext_lazy("status of a listed service", "Open")
    INACTIVE = "inactive", pgettext_lazy("status of a listed service", "Not offered now")
    DEFUNCT = "defunct", pgettext_lazy("status of a listed service", "Given up")
    CLOSED = "temporarily closed", pgettext_lazy("status of a listed service", "Closed for a time")


GONE = (Status.INACTIVE, Status.DEFUNCT)


class Capacity(TextChoices):
    """Can they take somebody? The four states of the Gravity SDOH guide's HealthcareService capacity. Empty: nobody said."""

    OPEN = "capacity", pgettext_lazy("capacity", "Has room")
    ASSESSMENT = "additional-assessment-required", pgettext_lazy("capacity", "Has room after an assessment of theirs")
    WAITLIST = "waitlist", pgettext_lazy("capacity", "Waiting list")
    FULL = "no-capacity", pgettext_lazy("capacity", "Full")


class Within(TextChoices):
    """How far somebody goes, in kilometres."""

    WALK = "1", pgettext_lazy("distance", "1 km")
    NEAR = "3", pgettext_lazy("distance", "3 km")
    TOWN = "10", pgettext_lazy("distance", "10 km")
    AREA = "30", pgettext_lazy("distance", "30 km")
    FAR = "100", pgettext_lazy("distance", "100 km")


class CorrectionState(TextChoices):
    OPEN = "open", pgettext_lazy("correction", "Waiting to be looked at")
    TAKEN = "taken", pgettext_lazy("correction", "Taken over")
    LEFT = "left", pgettext_lazy("correction", "Left as it was")


class Severity(TextChoices):
    """Of a concern about a provider (R-072). From serious on the supervisor is told."""

    REMARK = "remark", pgettext_lazy("severity", "A remark")
    CONCERN = "concern", pgettext_lazy("severity", "A concern")
    SERIOUS = "serious", pgettext_lazy("severity", "Serious: somebody could come to harm")


class ServiceType(TextChoices):
    """What it is that somebody needs or a provider gives: by it services are found, and two lines are seen to be the same (R-065)."""

    HOME_HELP = "home_help", pgettext_lazy("type of service", "Help at home")
    NURSING = "nursing", pgettext_lazy("type of service", "Nursing at home")
    MEDICAL = "medical", pgettext_lazy("type of service", "Medical care")
    REHABILITATION = "rehabilitation", pgettext_lazy("type of service", "Rehabilitation")
    DAY_CARE = "day_care", pgettext_lazy("type of service", "Day care")
    SHORT_STAY = "short_stay", pgettext_lazy("type of service", "Short stay")
    MEALS = "meals", pgettext_lazy("type of service", "Meals")
    TRANSPORT = "transport", pgettext_lazy("type of service", "Transport")
    EQUIPMENT = "equipment", pgettext_lazy("type of service", "Equipment and home changes")
    SAFETY_CHECK = "safety_check", pgettext_lazy("type of service", "Safety checks and alarms")
    COUNSELLING = "counselling", pgettext_lazy("type of service", "Counselling")
    PEER_SUPPORT = "peer_support", pgettext_lazy("type of service", "Peer support")
    CHILD_CARE = "child_care", pgettext_lazy("type of service", "Child care")
    SCHOOL = "school", pgettext_lazy("type of service", "School and tutoring")
    EMPLOYMENT = "employment", pgettext_lazy("type of service", "Employment support")
    HOUSING = "housing", pgettext_lazy("type of service", "Housing support")
    MONEY = "money", pgettext_lazy("type of service", "Money and benefits")
    LEGAL = "legal", pgettext_lazy("type of service", "Legal help")
    INFORMATION = "information", pgettext_lazy("type of service", "Information and education")
    OTHER = "other", pgettext_lazy("type of service", "Something else")
