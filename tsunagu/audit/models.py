"""Who did what, and who looked at whom. Append-only; no foreign keys, so that nothing can block it or be blocked by it."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from tsunagu.core.clock import now
from tsunagu.core.models import Row
from tsunagu.core.postgres.policies import ORGANISATION, Policy


class Entry(Row):
    """One thing that was done: actor, verb, subject, and what the sentence about it needs."""

    append_only = True
    row_policy = Policy(ORGANISATION.using, f"organisation_id is null or {ORGANISATION.using}")

    at = models.DateTimeField(default=now)
    organisation_id = models.UUIDField(null=True)
    actor_id = models.UUIDField()
    actor_name = models.TextField()
    verb = models.TextField()
    subject_type = models.TextField(blank=True, default="")
    subject_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "case_id", "at"], name="audit_entry_of_case"),
            models.Index(fields=["organisation_id", "actor_id", "at"], name="audit_entry_of_actor"),
            BrinIndex(fields=["at"], name="audit_entry_at"),
        ]


class Look(Row):
    """One look at one person's record. Korean law forbids looking for anything but work, so looking is an act of its own.

    `purpose` is empty for those whose case it is; anybody else had to state one.
    """

    append_only = True

    at = models.DateTimeField(default=now)
    organisation_id = models.UUIDField()
    actor_id = models.UUIDField()
    actor_name = models.TextField()
    person_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    page = models.TextField()
    purpose = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "case_id", "at"], name="audit_look_of_case"),
            models.Index(fields=["organisation_id", "person_id", "at"], name="audit_look_of_person"),
            BrinIndex(fields=["at"], name="audit_look_at"),
        ]


class History(models.Model):
    """A tracked row as it was before a change or deletion, written by the table's trigger. `wall` is that of its table."""

    append_only = True
    row_policy = Policy(
        f"{ORGANISATION.using} and (wall = '' or wall = any ((select app_walls())::text[]))", ORGANISATION.using
    )

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField()
    wall = models.TextField(blank=True, default="")
    table_name = models.TextField()
    row_id = models.UUIDField()
    operation = models.TextField()  # update · delete
    was = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "row_id", "at"], name="audit_history_of_row"),
            BrinIndex(fields=["at"], name="audit_history_at"),
        ]
