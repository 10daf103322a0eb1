"""Two records are the same human, or turn out not to be.

A merge is a row: no reference is moved, every read goes through `merged_into`, and undoing it is ending the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Conflict, Refused
from tsunagu.core.listening import tell
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.models import Distinct, Merge, Person


@transaction.atomic
def merge_people(*, kept: Person, absorbed: Person, reason: str, by: Actor) -> Merge:
    """From now on `absorbed` is read as `kept`."""
    check(by, Permission.PERSON_MERGE)
    kept, absorbed = _locked(kept.id, absorbed.id)
    if kept.id == absorbed.id:
        raise Refused(_("This is one record. Choose another to merge it with."))
    if kept.merged_into_id or absorbed.merged_into_id:
        raise Conflict(_("One of the two is already merged with another record. Open that one and compare again."))
    _must_say_why(reason)
    merge = Merge.objects.create(
        organisation_id=kept.organisation_id,
        kept=kept,
        absorbed=absorbed,
        reason=clean(reason),
        at=now(),
        by_id=by.id,
        by_name=by.name,
    )
    _project({absorbed.id, *absorbed.absorbed.values_list("id", flat=True)})
    record_act(by, "merge_people", kept, absorbed=str(absorbed.id))
    tell("people.merged", person_ids=[kept.id, absorbed.id])
    return merge


@transaction.atomic
def unmerge_people(*, merge: Merge, reason: str, by: Actor) -> Merge:
    """They are two after all. Whatever was written on either since then stays where it was written."""
    check(by, Permission.PERSON_MERGE)
    merge = Merge.objects.select_for_update().select_related("kept", "absorbed").get(id=merge.id)
    if merge.ended_at:
        raise Conflict(_("This merge has already been undone."))
    _must_say_why(reason)
    merge.ended_at, merge.ended_by_id, merge.ended_by_name = now(), by.id, by.name
    merge.end_reason = clean(reason)
    merge.save()
    root = merge.absorbed.merged_into_id
    _project(set(Person.objects.filter(Q(merged_into_id=root) | Q(id=merge.absorbed_id)).values_list("id", flat=True)))
    record_act(by, "unmerge_people", merge.kept, absorbed=str(merge.absorbed_id))
    tell("people.unmerged", person_ids=[merge.kept_id, merge.absorbed_id])
    return merge


@transaction.atomic
def tell_apart(*, person: Person, other: Person, reason: str, by: Actor) -> Distinct:
    """Two records that look alike are two people; nobody needs to ask again."""
    check(by, Permission.PERSON_WRITE)
    _must_say_why(reason)
    if person.standing.id == other.standing.id:
        raise Refused(_("These two are merged. Undo the merge first."))
    one, two = sorted((person.standing, other.standing), key=lambda p: p.id)
    row, _made = Distinct.objects.get_or_create(
        person=one,
        other=two,
        defaults={
            "organisation_id": one.organisation_id,
            "reason": clean(reason),
            "at": now(),
            "by_id": by.id,
            "by_name": by.name,
        },
    )
    record_act(by, "tell_apart", person.standing, other=str(other.standing.id))
    return row


def _must_say_why(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Write the reason. Others will see it when they look at this again."), field="reason")


def _locked(*ids: UUID) -> tuple[Person, Person]:
    """Both rows, locked in one order, so that two who merge crosswise do not wait for each other."""
    rows = {p.id: p for p in Person.objects.select_for_update().filter(id__in=ids).order_by("id")}
    return rows[ids[0]], rows[ids[1]]


def _project(ids: Iterable[UUID]) -> None:
    """Set `merged_into` of these records from the merges that stand, each straight to the end of its chain."""
    into: dict[UUID, UUID] = dict(Merge.objects.filter(ended_at=None).values_list("absorbed_id", "kept_id"))
    for person in Person.objects.filter(id__in=set(ids)):
        end = person.id
        while end in into:
            end = into[end]
        person.merged_into_id = None if end == person.id else end
        person.save(update_fields=["merged_into"])
