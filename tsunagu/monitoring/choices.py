"""The words monitoring is written in."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Delivery(TextChoices):
    """How a service came, against what the plan says."""

    AS_AGREED = "as_agreed", pgettext_lazy("a service came", "As agreed")
    LATE = "late", pgettext_lazy("a service came", "Late or not each time")
    CHANGED = "changed", pgettext_lazy("a service came", "Otherwise than agreed")
    NOT_DELIVERED = "not_delivered", pgettext_lazy("a service came", "Not at all")
    NOT_YET = "not_yet", pgettext_lazy("a service came", "Not to begin yet")

    @property
    def deviates(self) -> bool:
        return self in (Delivery.LATE, Delivery.CHANGED, Delivery.NOT_DELIVERED)


class Progress(TextChoices):
    """Where the goal that a service is for stands, against the time before."""

    ACHIEVED = "achieved", pgettext_lazy("progress of a goal", "Reached")
    NEARER = "nearer", pgettext_lazy("progress of a goal", "Nearer")
    SAME = "same", pgettext_lazy("progress of a goal", "No change")
    FURTHER = "further", pgettext_lazy("progress of a goal", "Further away")
    UNKNOWN = "unknown", pgettext_lazy("progress of a goal", "Cannot say yet")


class Group(TextChoices):
    """Who is heard in a follow-up round (R-022)."""

    PERSON = "person", _("The person")
    PROVIDERS = "providers", _("Providers")
    NETWORK = "network", _("Family and personal network")


class Heard(TextChoices):
    CONTACTED = "contacted", pgettext_lazy("follow-up", "Spoken with")
    TRIED = "tried", pgettext_lazy("follow-up", "Tried, not reached")
    NOT_NEEDED = "not_needed", pgettext_lazy("follow-up", "Not needed this time")


class IssueAbout(TextChoices):
    DELIVERY = "delivery", pgettext_lazy("issue", "A service does not come as agreed")
    QUALITY = "quality", pgettext_lazy("issue", "How a service is given")
    HEALTH = "health", pgettext_lazy("issue", "Health")
    MEDICATION = "medication", pgettext_lazy("issue", "Medicines")
    HOME = "home", pgettext_lazy("issue", "Home and surroundings")
    MONEY = "money", pgettext_lazy("issue", "Money and benefits")
    FAMILY = "family", pgettext_lazy("issue", "Family and carers")
    COMPLAINT = "complaint", pgettext_lazy("issue", "A complaint of the person or family")
    OTHER = "other", pgettext_lazy("issue", "Something else")


class Gravity(TextChoices):
    """How grave an issue is: `high` has to be dealt with at once."""

    LOW = "low", pgettext_lazy("gravity of an issue", "Small")
    MEDIUM = "medium", pgettext_lazy("gravity of an issue", "Serious")
    HIGH = "high", pgettext_lazy("gravity of an issue", "Urgent")


class IssueState(TextChoices):
    OPEN = "open", pgettext_lazy("state of an issue", "Open")
    WAITING = "waiting", pgettext_lazy("state of an issue", "Waiting for others")
    CLOSED = "closed", pgettext_lazy("state of an issue", "Closed")


class IssueOutcome(TextChoices):
    SOLVED = "solved", pgettext_lazy("outcome of an issue", "Solved")
    EASED = "eased", pgettext_lazy("outcome of an issue", "Eased, not gone")
    PLAN_CHANGED = "plan_changed", pgettext_lazy("outcome of an issue", "The plan was changed")
    PASSED_ON = "passed_on", pgettext_lazy("outcome of an issue", "Passed on as a complaint or appeal")
    NOT_SOLVED = "not_solved", pgettext_lazy("outcome of an issue", "Could not be solved")


class Taken(TextChoices):
    """How the medicines were taken in a period."""

    AS_AGREED = "as_agreed", pgettext_lazy("medicines taken", "As agreed")
    PARTLY = "partly", pgettext_lazy("medicines taken", "Partly")
    NOT = "not", pgettext_lazy("medicines taken", "Not taken")
    UNKNOWN = "unknown", pgettext_lazy("medicines taken", "Not known")


class NotTakenBecause(TextChoices):
    FORGOT = "forgot", _("Forgot")
    EFFECTS = "effects", _("Unwanted effects")
    UNSURE = "unsure", _("Did not know how or why")
    DIFFICULT = "difficult", _("Hard to swallow, open or apply")
    COST = "cost", _("Too expensive")
    NONE_LEFT = "none_left", _("None left")
    UNWANTED = "unwanted", pgettext_lazy("reason", "Did not want to")
    OTHER = "other", pgettext_lazy("reason", "Something else")


class KnownBy(TextChoices):
    """What the statement about medicines rests on."""

    PERSON = "person", _("The person said so")
    FAMILY = "family", _("Family or carer said so")
    COUNTED = "counted", _("Counted what is left")
    SEEN = "seen", _("Seen when it was taken")
    PHARMACY = "pharmacy", _("Pharmacy or prescriber")
    NURSE = "nurse", _("Visiting nurse or provider")


class Topic(TextChoices):
    ILLNESS = "illness", _("The illness and what to expect")
    WARNING_SIGNS = "warning_signs", _("Warning signs and whom to call")
    MEDICINES = "medicines", _("Medicines: what for, when, how")
    FALLS = "falls", _("Moving safely and avoiding falls")
    FOOD = "food", _("Food and drink")
    DEVICES = "devices", _("Aids and devices")
    SELF_CARE = "self_care", _("Caring for oneself")
    SERVICES = "services", _("Services and how to use them")
    RIGHTS = "rights", _("Rights and complaints")
    OTHER = "other", pgettext_lazy("topic of education", "Another topic")


class Understood(TextChoices):
    """What came back when the person said it in their own words (teach-back)."""

    YES = "yes", pgettext_lazy("teach-back", "Said it back rightly")
    PARTLY = "partly", pgettext_lazy("teach-back", "Partly")
    NO = "no", pgettext_lazy("teach-back", "Not yet")


class RedFlag(TextChoices):
    """What, after a hospital stay, cannot wait: asked one by one (AHRQ Re-Engineered Discharge Toolkit, tool 5, asks after symptoms that
    are new or worse; which ones are asked of everybody is ours)."""

    BREATH = "breath", pgettext_lazy("red flag", "Short of breath, or more than before")
    CHEST = "chest", pgettext_lazy("red flag", "Pain or pressure in the chest")
    CONFUSION = "confusion", pgettext_lazy("red flag", "Newly confused, or hard to wake")
    WEAKNESS = "weakness", pgettext_lazy("red flag", "New weakness, numbness, or trouble speaking")
    FEVER = "fever", pgettext_lazy("red flag", "Fever or chills")
    WOUND = "wound", pgettext_lazy("red flag", "A wound that is red, hot, open or bleeding")
    SWELLING = "swelling", pgettext_lazy("red flag", "Swollen legs, or quickly gained weight")
    PAIN = "pain", pgettext_lazy("red flag", "Pain that the medicine does not hold")
    INTAKE = "intake", pgettext_lazy("red flag", "Cannot keep food, drink or medicines down")
    FALL = "fall", pgettext_lazy("red flag", "Fell, or cannot get up alone")
