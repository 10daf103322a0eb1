"""What was said when somebody was referred, by whom, and what we decided."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import Setting
from tsunagu.cases.models import Case
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.intake.choices import Agreement, Decision, ReferrerKind, Status, Urgency, Way
from tsunagu.notices.choices import Channel
from tsunagu.people.choices import Precision, Sex
from tsunagu.people.models import Person
from tsunagu.people.rules.dates import Partial, partial
from tsunagu.people.rules.profile import AddressDraft, ContactDraft, NameDraft, Profile

UNDECIDED = Q(decision="", joined_case=None)


@tracked
class Referral(OrganisationRow):
    """One referral, and the case that began with it.

    What was said stays as said (`said_…`, `reason`); who it is about is a decision of its own (`person`), made after comparing.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="referral")
    received_at = models.DateTimeField()
    way = models.TextField(choices=Way.choices)
    urgency = models.TextField(choices=Urgency.choices, default=Urgency.ROUTINE)
    taken_by_id = models.UUIDField()
    taken_by_name = models.TextField()

    referrer_kind = models.TextField(choices=ReferrerKind.choices)
    referrer_name = models.TextField(blank=True, default="")
    referrer_organisation = models.TextField(blank=True, default="")
    referrer_phone = models.TextField(blank=True, default="")
    reply_channel = models.TextField(choices=Channel.choices, default=Channel.PAPER)
    reply_address = models.TextField(blank=True, default="")
    reply_language = models.TextField()

    reason = models.TextField()  # the referrer's words
    reason_language = models.TextField(blank=True, default="")
    own_words = models.TextField(blank=True, default="")  # the person's, where they were heard
    own_words_language = models.TextField(blank=True, default="")
    presenting_problem = models.TextField(blank=True, default="")  # ours
    agreement = models.TextField(choices=Agreement.choices, default=Agreement.NOT_ASKED)

    said_names = models.JSONField(default=list)  # [{script, family, given, text}], as `NameDraft`
    said_born = models.DateField(null=True)
    said_born_precision = models.TextField(choices=Precision.choices, default=Precision.UNKNOWN)
    said_sex = models.TextField(choices=Sex.choices, default=Sex.UNKNOWN)
    said_phone = models.TextField(blank=True, default="")
    said_address = models.TextField(blank=True, default="")
    said_town = models.TextField(blank=True, default="")
    said_language = models.TextField(blank=True, default="")
    said_household = models.TextField(blank=True, default="")

    setting = models.TextField(choices=Setting.choices, default=Setting.HOME)
    setting_name = models.TextField(blank=True, default="")
    ward = models.TextField(blank=True, default="")
    room = models.TextField(blank=True, default="")
    admitted_at = models.DateTimeField(null=True)
    expected_discharge = models.DateField(null=True)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="referrals")
    identified_at = models.DateTimeField(null=True)
    not_these_because = models.TextField(blank=True, default="")  # why none of those who looked alike was the person
    joined_case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="further_referrals")
    acknowledged_at = models.DateTimeField(null=True)
    target_group = models.TextField(blank=True, default="")

    decision = models.TextField(choices=Decision.choices, blank=True, default="")
    decision_reason = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    decided_by_name = models.TextField(blank=True, default="")
    referred_to = models.TextField(blank=True, default="")
    override_reason = models.TextField(blank=True, default="")  # a supervisor's, against what spoke against accepting

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(said_born=None, said_born_precision="unknown")
                | Q(said_born__isnull=False) & ~Q(said_born_precision="unknown"),
                name="intake_referral_born_precision",
            ),
            models.CheckConstraint(
                condition=Q(person=None, identified_at=None) | Q(person__isnull=False, identified_at__isnull=False),
                name="intake_referral_identified_is_paired",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by_id=None)
                | ~Q(decision="") & Q(decided_at__isnull=False, decided_by_id__isnull=False),
                name="intake_referral_decided_is_paired",
            ),
            models.CheckConstraint(
                condition=~Q(decision="accept") | Q(person__isnull=False), name="intake_referral_accepts_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["decline", "refer_out"]) | ~Q(decision_reason=""),
                name="intake_referral_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(reply_channel="mail") | ~Q(reply_address=""), name="intake_referral_mail_has_an_address"
            ),
            models.CheckConstraint(condition=~Q(reply_channel="in_app"), name="intake_referral_reply_goes_outside"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-urgency", "received_at", "id"],
                condition=UNDECIDED,
                name="intake_referral_undecided",
            ),
            models.Index(
                fields=["organisation", "-urgency", "received_at", "id"],
                condition=Q(decision="wait_list"),
                name="intake_referral_waiting",
            ),
            models.Index(
                fields=["organisation", "-decided_at", "-id"],
                condition=Q(decision__in=["accept", "refer_out", "decline"]),
                name="intake_referral_decided",
            ),
            models.Index(
                fields=["organisation", "target_group", "decision"],
                condition=~Q(target_group=""),
                name="intake_referral_target",
            ),
        ]

    def __str__(self) -> str:
        return self.said_name

    @property
    def status(self) -> Status:
        if self.joined_case_id:
            return Status.JOINED
        if self.decision:
            return {
                Decision.ACCEPT: Status.ACCEPTED,
                Decision.WAIT_LIST: Status.WAITING,
                Decision.REFER_OUT: Status.REFERRED_OUT,
                Decision.DECLINE: Status.DECLINED,
            }[Decision(self.decision)]
        return Status.UNDER_REVIEW if self.acknowledged_at or self.person_id else Status.RECEIVED

    @property
    def is_undecided(self) -> bool:
        return not self.decision and self.joined_case_id is None

    @property
    def names(self) -> tuple[NameDraft, ...]:
        return tuple(name_from(row) for row in self.said_names)

    @property
    def said_name(self) -> str:
        """What they were called, in the first script it was said in; empty when nobody said."""
        return self.names[0].whole if self.said_names else ""

    @property
    def born(self) -> Partial | None:
        return partial(self.said_born, self.said_born_precision)

    @property
    def said_born_iso(self) -> str:
        """1941, 1941-03 or 1941-03-08: as far as it was said."""
        key = self.born.key if self.born else ""
        return "-".join(filter(None, [key[:4], key[4:6], key[6:]]))

    @property
    def profile(self) -> Profile:
        """What was said of the person, as plain values to compare with those on record."""
        return Profile(
            names=self.names,
            born=self.born,
            sex=self.said_sex,
            contact_points=(ContactDraft("phone", self.said_phone),) if self.said_phone else (),
            addresses=(AddressDraft(self.said_address or self.said_town, town=self.said_town),)
            if self.said_address or self.said_town
            else (),
        )

    @property
    def referrer(self) -> str:
        """Whom to speak of: the organisation and the name, as far as they were given."""
        given = [self.referrer_organisation, self.referrer_name]
        return " · ".join(filter(None, given)) or self.get_referrer_kind_display()


def name_from(row: dict[str, Any]) -> NameDraft:
    return NameDraft(row["script"], row.get("family", ""), row.get("given", ""), row.get("text", ""))


def name_row(name: NameDraft) -> dict[str, str]:
    return {"script": name.script, "family": name.family, "given": name.given, "text": name.whole}
