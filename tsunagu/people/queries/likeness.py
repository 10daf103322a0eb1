"""Is this person already here? Candidates, each compared cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.core.actor import Actor
from tsunagu.people.models import Distinct, Person, SearchKey
from tsunagu.people.queries.finding import ids_of, known_to
from tsunagu.people.rules.dates import partial
from tsunagu.people.rules.keys import END
from tsunagu.people.rules.matching import Comparison, Strength, blocking_keys, compare
from tsunagu.people.rules.profile import AddressDraft, ContactDraft, IdentifierDraft, NameDraft, Profile
from tsunagu.people.rules.writing import fold

PARTS = ("names", "identifiers", "contact_points", "addresses")
ENOUGH = 200  # rows looked at for one way of being alike; a name shared by more people says nothing


@dataclass(frozen=True)
class Candidate:
    """Somebody on record who may be the same, with the comparison and what later rooms say of them."""

    person: Person
    comparison: Comparison
    strength: Strength
    known: str = ""


def profile_of(person: Person) -> Profile:
    """The person as plain values; four queries unless `PARTS` are prefetched."""
    return Profile(
        names=tuple(
            NameDraft(n.script, n.family, n.given, n.text, n.use, n.since, n.until) for n in person.names.all()
        ),
        born=partial(person.born, person.born_precision),
        sex=person.sex,
        identifiers=tuple(
            IdentifierDraft(i.type, i.value, i.system) for i in person.identifiers.all() if i.until is None
        ),
        contact_points=tuple(
            ContactDraft(c.kind, c.value, c.use) for c in person.contact_points.all() if c.until is None
        ),
        addresses=tuple(
            AddressDraft(a.text, a.postcode, a.region, a.town, a.country, a.use)
            for a in person.addresses.all()
            if a.until is None
        ),
    )


def whole_profile(person: Person) -> Profile:
    """As `profile_of`, with what the records absorbed into it know too."""
    records = Person.objects.filter(id__in=ids_of(person)).prefetch_related(*PARTS)
    profiles = sorted(((r.id != person.id, profile_of(r)) for r in records), key=lambda pair: pair[0])
    first = profiles[0][1]
    for _, other in profiles[1:]:
        first = replace(
            first,
            names=first.names + other.names,
            born=first.born or other.born,
            identifiers=first.identifiers + other.identifiers,
            contact_points=first.contact_points + other.contact_points,
            addresses=first.addresses + other.addresses,
        )
    return first


def likely_same(who: Profile | Person, *, by: Actor, limit: int = 5) -> list[Candidate]:
    """People on record who may be this one, strongest first. Those already found to be somebody else are left out."""
    check(by, Permission.PERSON_FIND)
    person = who if isinstance(who, Person) else None
    profile = whole_profile(who) if isinstance(who, Person) else who
    people = _candidates(profile, by, leave_out=_settled(person) if person else set())
    found = [
        Candidate(other, comparison, comparison.strength)
        for other in people
        if (comparison := compare(profile, profile_of(other))).strength is not None
    ]
    best: dict[UUID, Candidate] = {}
    for candidate in sorted(found, key=lambda c: (-c.strength, c.person.name)):
        best.setdefault(candidate.person.standing.id, candidate)
    chosen = list(best.values())[:limit]
    said = known_to([c.person.standing.id for c in chosen], by)
    return [replace(c, known=said.get(c.person.standing.id, "")) for c in chosen]


def _settled(person: Person) -> set[UUID]:
    """Itself, and those somebody decided are other people."""
    own = set(ids_of(person))
    pairs = Distinct.objects.filter(Q(person_id__in=own) | Q(other_id__in=own)).values_list("person_id", "other_id")
    return own.union(*pairs)


def _candidates(profile: Profile, by: Actor, leave_out: set[UUID]) -> list[Person]:
    """By an exact key (name, reading, birth date, number), and by names that continue or begin this one."""
    keys = SearchKey.objects.filter(organisation_id=by.organisation)
    ids = set(keys.filter(key__in=blocking_keys(profile)).values_list("person_id", flat=True)[:ENOUGH])
    longer = Q()
    for name in profile.names:
        begins = fold(name.whole)
        if len(begins) > 2:
            longer |= Q(key__gte=begins, key__lt=begins + END)
    if longer:
        ids |= set(keys.filter(longer, grams__isnull=False).values_list("person_id", flat=True)[:ENOUGH])
    people = Person.objects.filter(id__in=ids - leave_out).select_related("merged_into").prefetch_related(*PARTS)
    return [p for p in people if p.standing.id not in leave_out]
