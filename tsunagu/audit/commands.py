"""Writing the trail. Every command ends here; so does every page that shows a chart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from tsunagu.audit.models import Entry, Look
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now


def record_act(
    by: Actor, verb: str, subject: models.Model | None = None, *, case_id: UUID | None = None, **data: Any
) -> Entry:
    """Keep that `by` did `verb` (the command's name) to `subject`."""
    return Entry.objects.create(
        at=now(),
        organisation_id=by.organisation_id,
        actor_id=by.id,
        actor_name=by.name,
        verb=verb,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        case_id=case_id,
        data=data,
    )


def record_acts(by: Actor, verb: str, subjects: Iterable[models.Model], **data: Any) -> None:
    """Keep that `by` did the same to each of `subjects`: what comes by the hundred is written at once."""
    Entry.objects.bulk_create(
        Entry(
            at=now(),
            organisation_id=by.organisation_id,
            actor_id=by.id,
            actor_name=by.name,
            verb=verb,
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            data=data,
        )
        for subject in subjects
    )


def record_look(
    by: Actor, page: str, *, person_id: UUID | None = None, case_id: UUID | None = None, purpose: str = ""
) -> Look:
    """Keep that `by` saw a page of a person's record."""
    return Look.objects.create(
        at=now(),
        organisation_id=by.organisation,
        actor_id=by.id,
        actor_name=by.name,
        person_id=person_id,
        case_id=case_id,
        page=page,
        purpose=purpose,
    )
