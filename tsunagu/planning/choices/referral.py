"""How far a referral to a provider has come, and what came of it."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ReferralState(TextChoices):
    SENT = "sent", pgettext_lazy("state of a referral we sent", "Sent")
    ARRIVED = "arrived", pgettext_lazy("state of a referral we sent", "Opened by them")
    WAIT_LISTED = "wait_listed", pgettext_lazy("state of a referral we sent", "On their waiting list")
    ACCEPTED = "accepted", pgettext_lazy("state of a referral we sent", "Accepted")
    DECLINED = "declined", pgettext_lazy("state of a referral we sent", "Declined")
    STARTED = "started", pgettext_lazy("state of a referral we sent", "Service began")
    CLOSED = "closed", pgettext_lazy("state of a referral we sent", "Result came back")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a referral we sent", "Withdrawn by us")


class ReferralResult(TextChoices):
    """What came of the service, as the provider or the person says. By the first three a loop is closed."""

    HELPED = "helped", pgettext_lazy("result of a referral", "It helped")
    PARTLY = "partly", pgettext_lazy("result of a referral", "It helped in part")
    NOT_HELPED = "not_helped", pgettext_lazy("result of a referral", "It did not help")
    NOT_USED = "not_used", pgettext_lazy("result of a referral", "It was not used")
