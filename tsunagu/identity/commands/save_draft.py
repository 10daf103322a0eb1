"""Keep what is being written, and let go of it once it is saved or discarded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from tsunagu.core import clock
from tsunagu.core.actor import Actor
from tsunagu.identity.models import Draft

LONGEST_KEY = 500


@transaction.atomic
def save_draft(*, key: str, fields: dict[str, Any], version: str = "", by: Actor) -> Draft:
    """The last one wins: a draft belongs to one person. No fact, because nothing happened yet."""
    form, subject = split_key(key)
    draft, _created = Draft.objects.update_or_create(
        organisation_id=by.organisation,
        user_id=by.id,
        form=form,
        subject=subject,
        defaults={"fields": fields, "version": version, "saved_at": clock.now()},
    )
    return draft


@transaction.atomic
def forget_draft(*, key: str, by: Actor) -> None:
    form, subject = split_key(key)
    Draft.objects.filter(organisation_id=by.organisation, user_id=by.id, form=form, subject=subject).delete()


def split_key(key: str) -> tuple[str, UUID | None]:
    """`visit_note:0193…` is the form and the record it is about. A form about nothing yet, or known by its page, has no subject."""
    if not isinstance(key, str) or not 0 < len(key) <= LONGEST_KEY:
        raise ValueError(key)
    form, _, subject = key.partition(":")
    try:
        return form, UUID(subject)
    except ValueError:
        return key, None
