"""Putting a contact right, or withdrawing it. What it read before stays readable beside what it reads now."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import can, check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.log_contact import check_gates, check_times, event_of
from tsunagu.cases.commands.record import Happening, record
from tsunagu.cases.commands.sign_note import locked_contact
from tsunagu.cases.events import FactRetracted
from tsunagu.cases.models import Amendment, Contact, Fact
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Forbidden, Refused

AMENDABLE = (
    "started_at", "ended_at", "mode", "place", "counterpart", "counterpart_name", "direction", "purpose", "outcome", "persons",
    "seen_alone", "announced", "present", "companion", "interpreter", "minutes", "travel_minutes", "note", "own_words",
)  # fmt: skip


@transaction.atomic
def amend_contact(contact_id: UUID, *, reason: str, by: Actor, **changes: Any) -> Contact:
    """Change what a contact says, with the reason. Its fact is corrected by another, so clocks count anew from what is right."""
    check(by, Permission.CASE_WORK)
    contact = locked_contact(contact_id)
    _may_change(contact, by)
    if not reason.strip():
        raise Refused(_("Say what is put right, and why."), field="reason")
    before = _as_read(contact)
    for name, value in changes.items():
        if name not in AMENDABLE:
            raise ValueError(f"{name} of a contact is not amended")
        setattr(contact, name, value)
    after = _as_read(contact)
    changed = [name for name in AMENDABLE if before[name] != after[name]]
    if not changed:
        raise Refused(_("Nothing was changed."))
    check_times(contact)
    check_gates(contact.case, contact)
    contact.save(update_fields=changed)
    Amendment.objects.create(
        organisation_id=contact.organisation_id,
        contact=contact,
        by_id=by.id,
        by_name=by.name,
        reason=reason.strip(),
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    fact = Fact.objects.get(id=contact.id)
    happening = Happening(event_of(contact), contact.started_at, contact.persons, contact.id, corrects=fact)
    record(contact.case, happening, by=by, verb="amend_contact", changed=changed, reason=reason.strip())
    return contact


@transaction.atomic
def withdraw_contact(contact_id: UUID, *, reason: str, by: Actor) -> Contact:
    """It never happened, or it belongs to somebody else's chart. It stays readable, struck out, and counts for nothing."""
    check(by, Permission.CASE_WORK)
    contact = locked_contact(contact_id)
    _may_change(contact, by)
    if not reason.strip():
        raise Refused(_("Say why this entry is withdrawn."), field="reason")
    contact.withdrawn_at, contact.withdrawn_by_id, contact.withdrawn_reason = now(), by.id, reason.strip()
    contact.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    told = Fact.objects.filter(case_id=contact.case_id, ref=contact.id, corrects__isnull=True)
    happenings = [
        Happening(FactRetracted(reason.strip()), fact.occurred_at, (), fact.ref, corrects=fact) for fact in told
    ]
    record(contact.case, *happenings, by=by, verb="withdraw_contact", reason=reason.strip())
    return contact


def _may_change(contact: Contact, by: Actor) -> None:
    if contact.worker_id != by.id and not can(by, Permission.CASE_ASSIGN):
        raise Forbidden(_("Only who wrote it, or a supervisor, changes this entry."))


def _as_read(contact: Contact) -> dict[str, Any]:
    """The words of a contact as they are kept: plain values."""
    return {name: _plain(getattr(contact, name)) for name in AMENDABLE}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return [str(item) for item in value]
    return str(value) if isinstance(value, str) else value
