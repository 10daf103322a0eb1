"""What was said to whom, in which words, and did it arrive? One row a message, kept as it was sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.identity.models import User
from tsunagu.notices.choices import BY_HAND, Channel


@tracked
class Notice(OrganisationRow):
    """To a colleague (`to_user`) or to somebody outside (`to_name`, `to_address`).

    `case_id` and `person_id` carry no foreign key: this room is below those rooms, and a message outlives what it speaks of.
    """

    channel = models.TextField(choices=Channel.choices)
    to_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    to_name = models.TextField(blank=True, default="")
    to_address = models.TextField(blank=True, default="")
    template = models.TextField()
    language = models.TextField()
    subject = models.TextField()
    body = models.TextField()
    url = models.TextField(blank=True, default="")  # where the reader goes from an in-app message
    case_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    by_id = models.UUIDField()
    by_name = models.TextField()
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel="in_app", to_user__isnull=False) | (~Q(channel="in_app") & Q(to_user=None)),
                name="notices_notice_inside_or_outside",
            ),
            models.CheckConstraint(
                condition=~Q(channel="mail") | ~Q(to_address=""), name="notices_notice_mail_has_an_address"
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None, failure="") | (Q(failed_at__isnull=False, sent_at=None) & ~Q(failure="")),
                name="notices_notice_failure_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "to_user", "-created_at", "-id"], name="notices_notice_inbox"),
            models.Index(
                fields=["organisation", "to_user"],
                condition=Q(read_at=None, to_user__isnull=False),
                name="notices_notice_unread",
            ),
            models.Index(
                fields=["organisation", "case_id", "-created_at"],
                condition=Q(case_id__isnull=False),
                name="notices_notice_of_case",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def waits_for_hand(self) -> bool:
        """A letter or a fax that nobody has sent yet."""
        return self.channel in BY_HAND and self.sent_at is None
