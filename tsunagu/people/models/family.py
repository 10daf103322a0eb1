"""Who belongs to the person? Households, relations with what a genogram needs, and help from outside any service."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.choices import ActsAs, Couple, Descent, HouseholdRole, RelationKind, Sex, Tie
from tsunagu.people.models.person import Person


@tracked
class Household(OrganisationRow):
    """People who keep house together. Its name is what the worker calls it."""

    name = models.TextField()
    note = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.name


@tracked
class HouseholdMember(OrganisationRow):
    """One person's time in one household. Somebody away at school or in hospital belongs, but does not live there."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.TextField(choices=HouseholdRole.choices, default=HouseholdRole.OTHER)
    lives_there = models.BooleanField(default=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=Q(until=None), name="people_householdmember_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="people_householdmember_period"
            ),
        ]


@tracked
class RelatedPerson(OrganisationRow):
    """Somebody in a person's life who is not served here: they have no record, only what the person's record needs."""

    name = models.TextField()
    reading = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    sex = models.TextField(choices=Sex.choices, default=Sex.UNKNOWN)
    born_year = models.PositiveSmallIntegerField(null=True, blank=True)
    has_died = models.BooleanField(default=False)
    died_year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(has_died=True) | Q(died_year=None), name="people_relatedperson_died_year"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Relation(OrganisationRow):
    """`kind` is what the other is to the person. Stored once; read from both sides."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="related_from")
    outside = models.ForeignKey(
        RelatedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="relations"
    )
    kind = models.TextField(choices=RelationKind.choices)
    acts_as = ArrayField(models.TextField(choices=ActsAs.choices), default=list, blank=True)
    descent = models.TextField(choices=Descent.choices, blank=True, default="")
    couple = models.TextField(choices=Couple.choices, blank=True, default="")
    tie = models.TextField(choices=Tie.choices, blank=True, default="")
    lives_together = models.BooleanField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other=None, outside__isnull=False) | Q(other__isnull=False, outside=None),
                name="people_relation_one_other",
            ),
            models.CheckConstraint(condition=~Q(person=F("other")), name="people_relation_not_with_oneself"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="people_relation_period"
            ),
        ]


@tracked
class OutsideRelation(OrganisationRow):
    """How two who are known only to a record belong together: a son and the wife he is divorced from. `kind` is what `two` is to `one`."""

    one = models.ForeignKey(RelatedPerson, on_delete=models.CASCADE, related_name="outside_relations")
    two = models.ForeignKey(RelatedPerson, on_delete=models.CASCADE, related_name="outside_related_from")
    kind = models.TextField(choices=RelationKind.choices)
    couple = models.TextField(choices=Couple.choices, blank=True, default="")
    descent = models.TextField(choices=Descent.choices, blank=True, default="")
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("two")), name="people_outsiderelation_not_with_oneself"),
            models.UniqueConstraint(
                fields=["one", "two", "kind"], condition=Q(until=None), name="people_outsiderelation_once"
            ),
        ]


@tracked
class InformalSupport(OrganisationRow):
    """Help that no service gives: a neighbour, a congregation, a group of families (R-068)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="informal_supports")
    who = models.TextField()
    what = models.TextField()
    how_often = models.TextField(blank=True, default="")
    tie = models.TextField(choices=Tie.choices, blank=True, default="")
    note = models.TextField(blank=True, default="")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.who
