"""Whom did we ask for which service, with what was told about the person, and what came of it?"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import DataClass, DisclosureGround
from tsunagu.cases.models import Case, Consent
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.core.postgres.policies import ORGANISATION, Policy
from tsunagu.directory.models import Provider, Service
from tsunagu.notices.choices import Channel
from tsunagu.people.models import Person
from tsunagu.planning.choices import Chooser
from tsunagu.planning.choices.referral import ReferralResult, ReferralState


@tracked
class SentReferral(OrganisationRow):
    """One provider asked for one person. Between two organisations that work here it is one row, which both may see.

    `told` is all that the receiver sees: what the consent allowed on the day it was sent, as it was then. `line_key` names the service line
    through all versions of the plan; `round` joins those who were asked at once. The receiver's own case is a number alone: it is not ours.
    """

    row_policy = Policy(
        f"{ORGANISATION.using} or receiver_id = any ((select app_organisations())::uuid[])", ORGANISATION.using
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sent_referrals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    line_key = models.UUIDField(null=True)
    round = models.UUIDField()
    provider = models.ForeignKey(Provider, on_delete=models.SET_NULL, null=True, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, related_name="+")
    to_name = models.TextField()
    receiver_id = models.UUIDField(null=True)  # an organisation that works here
    channel = models.TextField(choices=Channel.choices, default=Channel.PAPER)
    address = models.TextField(blank=True, default="")
    from_name = models.TextField()
    from_phone = models.TextField(blank=True, default="")
    reason = models.TextField()
    urgent = models.BooleanField(default=False)

    told = models.JSONField(default=list)  # [[class, what, value], …]
    data_classes = ArrayField(models.TextField(choices=DataClass.choices), default=list)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.TextField(choices=DisclosureGround.choices, default=DisclosureGround.CONSENT)
    offered = ArrayField(models.TextField(), default=list)  # the choice list
    chosen_by = models.TextField(choices=Chooser.choices, default=Chooser.PERSON)
    choice_reason = models.TextField(blank=True, default="")

    state = models.TextField(choices=ReferralState.choices, default=ReferralState.SENT)
    sent_at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()
    arrived_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(blank=True, default="")
    answer_reason = models.TextField(blank=True, default="")
    expected_on = models.DateField(null=True)  # when a place is expected
    started_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    result = models.TextField(choices=ReferralResult.choices, blank=True, default="")
    result_text = models.TextField(blank=True, default="")
    receiver_case = models.TextField(blank=True, default="")

    link_key = models.TextField(blank=True, default="")  # empty: no link was given, or it was taken back
    link_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_name="") & ~Q(reason=""), name="planning_sentreferral_to_whom_and_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(result="")),
                name="planning_sentreferral_closed_with_a_result",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "arrived", "withdrawn"]) | Q(answered_at__isnull=False),
                name="planning_sentreferral_answered_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-sent_at", "-id"], name="planning_sentreferral_state"),
            models.Index(fields=["receiver_id", "state", "-sent_at"], name="planning_sentreferral_arrived"),
            models.Index(fields=["case", "-sent_at"], name="planning_sentreferral_of_case"),
            models.Index(fields=["provider", "-sent_at"], name="planning_sentreferral_provider"),
        ]

    def __str__(self) -> str:
        return self.to_name

    @property
    def is_open(self) -> bool:
        return self.state in (
            ReferralState.SENT,
            ReferralState.ARRIVED,
            ReferralState.WAIT_LISTED,
            ReferralState.ACCEPTED,
            ReferralState.STARTED,
        )

    @property
    def is_awaited(self) -> bool:
        return self.state in (ReferralState.SENT, ReferralState.ARRIVED)
