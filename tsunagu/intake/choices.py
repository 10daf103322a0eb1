"""The words a referral is described with. Codes are stored, labels are read."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReferrerKind(TextChoices):
    HOSPITAL = "hospital", pgettext_lazy("who refers", "Hospital or clinic")
    FAMILY = "family", pgettext_lazy("who refers", "Family or friends")
    SELF = "self", pgettext_lazy("who refers", "The person themself")
    AGENCY = "agency", pgettext_lazy("who refers", "Agency or public office")
    SCHOOL = "school", pgettext_lazy("who refers", "School")
    COURT = "court", pgettext_lazy("who refers", "Court or probation office")
    OUTREACH = "outreach", pgettext_lazy("who refers", "Found by our outreach")
    OTHER = "other", pgettext_lazy("who refers", "Someone else")


class Way(TextChoices):
    VISIT = "visit", pgettext_lazy("how a referral came", "In person")
    PHONE = "phone", pgettext_lazy("how a referral came", "By phone")
    FAX = "fax", pgettext_lazy("how a referral came", "By fax")
    LETTER = "letter", pgettext_lazy("how a referral came", "By letter")
    EMAIL = "email", pgettext_lazy("how a referral came", "By email")
    ONLINE = "online", pgettext_lazy("how a referral came", "Online")
    OUTREACH = "outreach", pgettext_lazy("how a referral came", "On outreach")


class Urgency(TextChoices):
    """The codes sort by their letters, the most urgent last: lists rely on it."""

    ROUTINE = "routine", pgettext_lazy("urgency of a referral", "In its turn")
    SOON = "soon", pgettext_lazy("urgency of a referral", "This week")
    URGENT = "urgent", pgettext_lazy("urgency of a referral", "Today")


class Block(TextChoices):
    """What the screening page asks: five blocks (R-017), and two answers more."""

    RECORDS = "records", _("Records")
    HISTORY = "history", _("History")
    FINANCIAL = "financial", _("Money now")
    LIVING = "living", _("Living now")
    SOCIAL_SUPPORT = "social_support", _("Support now")
    SERVICES_NOW = "services_now", _("Services the person has already")
    OPINION = "opinion", _("The screener’s view")


class Agreement(TextChoices):
    """What is known of the person's agreement to being referred. It is not consent to anything else."""

    AGREED = "agreed", _("The person knows and agrees")
    NOT_ASKED = "not_asked", _("Nobody has asked them yet")
    DISAGREED = "disagreed", _("The person does not agree")
    CANNOT = "cannot", _("The person cannot be asked now")


class Decision(TextChoices):
    ACCEPT = "accept", pgettext_lazy("decision on a referral", "Accept")
    WAIT_LIST = "wait_list", pgettext_lazy("decision on a referral", "Put on the wait-list")
    REFER_OUT = "refer_out", pgettext_lazy("decision on a referral", "Refer elsewhere")
    DECLINE = "decline", pgettext_lazy("decision on a referral", "Decline")


class Status(TextChoices):
    """Where a referral stands: derived from what has been done, never set."""

    RECEIVED = "received", pgettext_lazy("status of a referral", "Received")
    UNDER_REVIEW = "under_review", pgettext_lazy("status of a referral", "Under review")
    WAITING = "waiting", pgettext_lazy("status of a referral", "On the wait-list")
    ACCEPTED = "accepted", pgettext_lazy("status of a referral", "Accepted")
    REFERRED_OUT = "referred_out", pgettext_lazy("status of a referral", "Referred elsewhere")
    DECLINED = "declined", pgettext_lazy("status of a referral", "Declined")
    JOINED = "joined", pgettext_lazy("status of a referral", "Joined to another case")


class Result(TextChoices):
    """Eligibility, kept apart from need (R-037)."""

    ELIGIBLE = "eligible", pgettext_lazy("eligibility", "Eligible")
    NOT_ELIGIBLE = "not_eligible", pgettext_lazy("eligibility", "Not eligible")
    PENDING = "pending", pgettext_lazy("eligibility", "Not settled yet")
