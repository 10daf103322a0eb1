"""Two people belong together, or do no more: family, friends, and those who act for the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.people.choices import RelationKind, Sex
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.models import OutsideRelation, Person, RelatedPerson, Relation
from tsunagu.people.queries import ids_of, inverse

COUPLES = {RelationKind.SPOUSE, RelationKind.PARTNER}


@dataclass(frozen=True)
class Outsider:
    """Somebody who is not served here, as far as this person's record needs them."""

    name: str
    reading: str = ""
    phone: str = ""
    sex: str = Sex.UNKNOWN
    born_year: int | None = None
    has_died: bool = False
    died_year: int | None = None
    note: str = ""


@transaction.atomic
def relate(
    *,
    person: Person,
    other: Person | RelatedPerson | Outsider,
    kind: str,
    acts_as: Sequence[str] = (),
    descent: str = "",
    couple: str = "",
    tie: str = "",
    lives_together: bool | None = None,
    note: str = "",
    since: date | None = None,
    by: Actor,
) -> Relation:
    """`kind` is what the other is to the person. `couple` says how a couple stands, `tie` how the two get on."""
    check(by, Permission.PERSON_WRITE)
    person = person.standing
    if couple and kind not in COUPLES:
        raise Refused(_("Only for a spouse or partner."), field="couple")
    if isinstance(other, Person):
        _must_be_unrelated(person, other.standing, kind)
    outside = (
        _outsider(other, by) if isinstance(other, Outsider) else other if isinstance(other, RelatedPerson) else None
    )
    relation = Relation.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        other=other.standing if isinstance(other, Person) else None,
        outside=outside,
        kind=kind,
        acts_as=list(acts_as),
        descent=descent,
        couple=couple,
        tie=tie,
        lives_together=lives_together,
        note=clean(note),
        since=since,
    )
    record_act(by, "relate", person, relation=str(relation.id), as_kind=kind)
    return relation


@transaction.atomic
def unrelate(*, relation: Relation, on: date | None = None, by: Actor) -> Relation:
    """The relation ends. Somebody who died or divorced is no former relative: say that in the relation itself."""
    check(by, Permission.PERSON_WRITE)
    relation.until = max(on or today(by.zone), relation.since or date.min)
    relation.save(update_fields=["until"])
    record_act(by, "unrelate", relation.person, relation=str(relation.id))
    return relation


@transaction.atomic
def relate_outsiders(
    *, one: RelatedPerson, two: RelatedPerson, kind: str, couple: str = "", descent: str = "", by: Actor
) -> OutsideRelation:
    """Two of a person's relatives who have no record here belong together: `kind` is what `two` is to `one`."""
    check(by, Permission.PERSON_WRITE)
    if one.id == two.id:
        raise Refused(_("Nobody is related to themselves. Choose somebody else."), field="two")
    if couple and kind not in COUPLES:
        raise Refused(_("Only for a spouse or partner."), field="couple")
    same = Q(one=one, two=two, kind=kind) | Q(one=two, two=one, kind=inverse(kind))
    if OutsideRelation.objects.filter(same, until=None).exists():
        raise Refused(_("This relation is already on the record."), field="two")
    relation = OutsideRelation.objects.create(
        organisation_id=one.organisation_id, one=one, two=two, kind=kind, couple=couple, descent=descent
    )
    record_act(by, "relate_outsiders", relation, as_kind=kind)
    return relation


@transaction.atomic
def unrelate_outsiders(*, relation: OutsideRelation, by: Actor) -> OutsideRelation:
    """It was a mistake, or is no more. A couple that parted stays one: say in the relation how it stands."""
    check(by, Permission.PERSON_WRITE)
    relation.until = today(by.zone)
    relation.save(update_fields=["until"])
    record_act(by, "unrelate_outsiders", relation)
    return relation


def _must_be_unrelated(person: Person, other: Person, kind: str) -> None:
    if person.id == other.id:
        raise Refused(_("Nobody is related to themselves. Choose somebody else."), field="other")
    one, two = ids_of(person), ids_of(other)
    same = Q(person_id__in=one, other_id__in=two, kind=kind) | Q(
        person_id__in=two, other_id__in=one, kind=inverse(kind)
    )
    if Relation.objects.filter(same, until=None).exists():
        raise Refused(_("This relation is already on the record."), field="other")


def _outsider(outsider: Outsider, by: Actor) -> RelatedPerson:
    if not outsider.name.strip():
        raise Refused(_("Write the name, or what the person calls them."), field="outside_name")
    return RelatedPerson.objects.create(
        organisation_id=by.organisation,
        name=outsider.name.strip(),
        reading=outsider.reading.strip(),
        phone=outsider.phone.strip(),
        sex=outsider.sex,
        born_year=outsider.born_year,
        has_died=outsider.has_died or outsider.died_year is not None,
        died_year=outsider.died_year,
        note=clean(outsider.note),
    )
