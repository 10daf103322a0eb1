"""Signing what was written; and the second signature that a trainee's note wants."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.log_contact import signed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import NoteCountersigned
from tsunagu.cases.models import Contact
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Forbidden, Refused


@transaction.atomic
def sign_note(contact_id: UUID, *, by: Actor) -> Contact:
    """The writer answers for the words. A note signed more than a day after the event is a late entry, and says so."""
    check(by, Permission.CASE_WORK)
    contact = locked_contact(contact_id)
    if contact.worker_id != by.id:
        raise Forbidden(_("Only who wrote the note signs it."))
    if contact.signed_at is not None:
        raise Refused(_("This note has been signed already."))
    contact.signed_at, contact.signed_by_id = now(), by.id
    contact.save(update_fields=["signed_at", "signed_by"])
    record(contact.case, signed(contact), by=by, verb="sign_note")
    return contact


@transaction.atomic
def countersign_note(contact_id: UUID, *, by: Actor) -> Contact:
    """The second signature on a trainee's note, by somebody else who works on cases without being a trainee there (R-011)."""
    check(by, Permission.CASE_ASSIGN)
    contact = locked_contact(contact_id)
    if not contact.awaits_second_signature or contact.signed_at is None or contact.worker_id == by.id:
        raise Refused(_("This note is not waiting for your signature."))
    contact.second_signed_at, contact.second_signed_by_id = now(), by.id
    contact.save(update_fields=["second_signed_at", "second_signed_by"])
    happening = Happening(NoteCountersigned(), None, contact.persons, contact.id)
    record(contact.case, happening, by=by, verb="countersign_note", writer=contact.worker_name)
    return contact


def locked_contact(contact_id: UUID) -> Contact:
    """A contact that stands, on its locked case."""
    case = locked(Contact.objects.values_list("case_id", flat=True).get(id=contact_id))
    contact = Contact.objects.get(id=contact_id)
    contact.case = case
    if contact.is_withdrawn:
        raise Refused(_("This entry was withdrawn."))
    return contact
