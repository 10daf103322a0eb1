"""A promise: what somebody will do, by when. Kept, or dropped with a reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import PromiseDropped, PromiseKept, PromiseMade
from tsunagu.cases.models import Case, Contact, Promise
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused


@transaction.atomic
def make_promise(
    *,
    case_id: UUID,
    what: str,
    due: date,
    by: Actor,
    worker_id: UUID | None = None,
    outsider: str = "",
    person_id: UUID | None = None,
) -> Promise:
    """Say that something will be done by a day: by oneself, by a colleague (`worker_id`), or by somebody outside."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    promise = new_promise(case, what=what, due=due, by=by, worker_id=worker_id, outsider=outsider, person_id=person_id)
    record(case, promise_made(promise), by=by, verb="make_promise", due=due.isoformat())
    return promise


@transaction.atomic
def keep_promise(promise_id: UUID, *, by: Actor) -> Promise:
    """It was done."""
    check(by, Permission.CASE_WORK)
    promise = _open(promise_id)
    promise.kept_at, promise.kept_by_name = now(), by.name
    promise.save(update_fields=["kept_at", "kept_by_name"])
    record(promise.case, Happening(PromiseKept(), None, _whom(promise), promise.id), by=by, verb="keep_promise")
    return promise


@transaction.atomic
def drop_promise(promise_id: UUID, *, reason: str, by: Actor) -> Promise:
    """It will not be done, and why."""
    check(by, Permission.CASE_WORK)
    if not reason.strip():
        raise Refused(_("Write the reason."), field="reason")
    promise = _open(promise_id)
    promise.dropped_at, promise.dropped_by_name, promise.dropped_reason = now(), by.name, reason.strip()
    promise.save(update_fields=["dropped_at", "dropped_by_name", "dropped_reason"])
    happening = Happening(PromiseDropped(reason.strip()), None, _whom(promise), promise.id)
    record(promise.case, happening, by=by, verb="drop_promise", reason=reason.strip())
    return promise


def new_promise(
    case: Case,
    *,
    what: str,
    due: date,
    by: Actor,
    worker_id: UUID | None = None,
    outsider: str = "",
    person_id: UUID | None = None,
    contact: Contact | None = None,
) -> Promise:
    """The row of a promise on a locked case; `promise_made` is its fact, for the caller to record with its own."""
    if not what.strip():
        raise Refused(_("Write what will be done."), field="what")
    if due < today(case.zone):
        raise Refused(_("This day has passed. Choose today or a later day."), field="due")
    if worker_id is None and not outsider and not by.is_system:
        worker_id = by.id
    return Promise.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        contact=contact,
        what=what.strip(),
        due=due,
        worker_id=worker_id,
        outsider=outsider.strip(),
        made_by_id=by.id,
        made_by_name=by.name,
    )


def promise_made(promise: Promise) -> Happening:
    worker = str(promise.worker_id) if promise.worker_id else None
    return Happening(PromiseMade(promise.made_by_name, promise.due, worker), None, _whom(promise), promise.id)


def _whom(promise: Promise) -> list[UUID]:
    return [promise.person_id] if promise.person_id else []


def _open(promise_id: UUID) -> Promise:
    """The promise on its locked case, while it is still to be kept."""
    case = locked(Promise.objects.values_list("case_id", flat=True).get(id=promise_id))
    promise = Promise.objects.get(id=promise_id)
    promise.case = case
    if not promise.is_open:
        raise Refused(_("This promise has been kept or dropped already."))
    return promise
