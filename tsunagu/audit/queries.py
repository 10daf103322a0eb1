"""Who looked at this record, and what was done on it?"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from tsunagu.audit.models import Entry, Look


def looks_at_case(case_id: UUID) -> QuerySet[Look]:
    """Newest first."""
    return Look.objects.filter(case_id=case_id).order_by("-at")


def looks_at_person(person_id: UUID) -> QuerySet[Look]:
    return Look.objects.filter(person_id=person_id).order_by("-at")


def acts_on_case(case_id: UUID) -> QuerySet[Entry]:
    return Entry.objects.filter(case_id=case_id).order_by("-at")
