"""Who is this? The person served, the names they are called by, and what matters to them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.choices import ContactWay, NameUse, Precision, Script, Sex, Source, WorkerGender

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class PersonQuerySet(models.QuerySet["Person"]):
    def standing(self) -> PersonQuerySet:
        """Those that stand by themselves: not absorbed into another record."""
        return self.filter(merged_into=None)

    def standing_for(self, person_ids: list[UUID]) -> PersonQuerySet:
        """The records that these ids mean today, after merges."""
        return self.filter(Q(id__in=person_ids, merged_into=None) | Q(absorbed__id__in=person_ids)).distinct()


@tracked
class Person(OrganisationRow):
    """A person served by one organisation.

    `name`, `reading`, `name_lang` and `town` repeat what lists need from the rows below; commands keep them so.
    """

    name = models.TextField(editable=False)
    reading = models.TextField(blank=True, default="", editable=False)
    name_lang = models.TextField(blank=True, default="", editable=False)
    town = models.TextField(blank=True, default="", editable=False)

    born = models.DateField(null=True, blank=True)
    born_precision = models.TextField(choices=Precision.choices, default=Precision.UNKNOWN)
    sex = models.TextField(choices=Sex.choices, default=Sex.UNKNOWN)
    pronouns = models.TextField(blank=True, default="")
    died_on = models.DateField(null=True, blank=True)
    died_precision = models.TextField(
        choices=Precision.choices, blank=True, default=""
    )  # empty: not known to have died

    language = models.TextField(blank=True, default="")  # BCP 47
    interpreter_needed = models.BooleanField(default=False)
    cannot_self_report = models.BooleanField(default=False)
    communication = models.TextField(blank=True, default="")  # how to talk with me
    lives_alone = models.BooleanField(null=True, blank=True)
    place_note = models.TextField(blank=True, default="")

    photo = models.FileField(upload_to="people/%Y/%m", blank=True, default="")
    photo_taken_on = models.DateField(null=True, blank=True)
    source = models.TextField(choices=Source.choices, default=Source.BY_HAND)
    registered_at = models.DateTimeField(default=now, editable=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed")

    objects = PersonQuerySet.as_manager()

    if TYPE_CHECKING:
        names: RelatedManager[Name]
        absorbed: RelatedManager[Person]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(born=None, born_precision="unknown") | Q(born__isnull=False) & ~Q(born_precision="unknown"),
                name="people_person_born_precision",
            ),
            models.CheckConstraint(
                condition=Q(died_on=None, died_precision__in=["", "unknown"])
                | Q(died_on__isnull=False, died_precision__in=["full", "month", "year"]),
                name="people_person_died_precision",
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="people_person_not_into_itself"),
        ]
        indexes = [
            models.Index(fields=["organisation", "born"], name="people_person_born"),
            models.Index(fields=["organisation", "reading", "name"], name="people_person_by_reading"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> Person:
        """The record that stands for this human today."""
        return self.merged_into or self

    @property
    def has_died(self) -> bool:
        return bool(self.died_precision)

    def display_name(self, lang: str = "") -> str:
        """The name for a reader of `lang`: the one in their script where there is one, else as it stands on lists."""
        wanted = {"ja": (Script.KANJI, Script.KANA), "ko": (Script.HANGUL,), "en": (Script.ROMAN,)}.get(lang[:2], ())
        own = [n for n in self.names.all() if n.script in wanted and n.until is None and n.use != NameUse.ALIAS]
        own.sort(key=lambda n: (wanted.index(Script(n.script)), n.use != NameUse.OFFICIAL))
        return own[0].text if own else self.name


@tracked
class Name(OrganisationRow):
    """One name in one script, as written. A person has several; none is derived from another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    script = models.TextField(choices=Script.choices)
    use = models.TextField(choices=NameUse.choices, default=NameUse.OFFICIAL)
    family = models.TextField(blank=True, default="")
    given = models.TextField(blank=True, default="")
    text = models.TextField()  # the whole, as written
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="people_name_is_not_empty"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=models.F("since")), name="people_name_period"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def is_current(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@tracked
class AboutMe(OrganisationRow):
    """What the person wants everybody to know first (R-145), in their own words and language."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="about_me")
    matters = models.TextField(blank=True, default="")  # what matters to me
    support = models.TextField(blank=True, default="")  # how to support me well
    unwanted = models.TextField(blank=True, default="")  # what I do not want
    language = models.TextField(blank=True, default="")  # BCP 47, of the three texts
    written_on = models.DateField()


@tracked
class Preferences(OrganisationRow):
    """How the person wishes to be served: culture, faith, who comes, when and how they are reached."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="preferences")
    culture = models.TextField(blank=True, default="")
    faith = models.TextField(blank=True, default="")
    worker_gender = models.TextField(choices=WorkerGender.choices, blank=True, default="")
    contact_times = models.TextField(blank=True, default="")
    contact_ways = ArrayField(models.TextField(choices=ContactWay.choices), default=list, blank=True)
    note = models.TextField(blank=True, default="")
