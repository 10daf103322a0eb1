"""Taking in: a chunk of entries is judged, resolved, mapped and stored with a few queries, in one transaction.

A chunk of NDJSON, or of a Bundle that is no transaction, leaves out what is refused. A transaction Bundle is taken whole or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.import_stay import StayTold, import_stays, withdraw_imported_stay
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.fhir.choices import Place
from tsunagu.fhir.importing import mapping, tally
from tsunagu.fhir.importing.items import Item
from tsunagu.fhir.importing.judging import Problem, judge
from tsunagu.fhir.importing.mapping import coverage, encounter, patient, related_person
from tsunagu.fhir.importing.reading import Resource
from tsunagu.fhir.importing.references import Book, Known, key_of, key_of_identifier
from tsunagu.fhir.importing.secrets import is_struck_out
from tsunagu.fhir.importing.shape import fields_of, is_resource
from tsunagu.fhir.importing.storing import Row, store
from tsunagu.fhir.models import ExternalRecord
from tsunagu.people.commands import register_people
from tsunagu.people.models import Person

SETTLED = {Place.UNUSED: tally.UNUSED, Place.WAITING: tally.WAITING}
TARGETS = {
    "Coverage": "coverage.coverage",
    "Patient": "people.person",
    "RelatedPerson": "people.relation",
    "Encounter": "cases.stay",
}
DATA_FAULTS = {"22", "23", "54"}  # SQLSTATE classes: data, constraints, limits of size
DISPLAYS = 3  # references looked up to say who did something


@dataclass(frozen=True)
class Refusal:
    """What was refused, where it stands, and why."""

    number: int | None
    type: str
    key: str
    problems: Sequence[Problem]


@dataclass
class Taken:
    """What became of a chunk: told only when its transaction has held."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    masked: Counter[str] = field(default_factory=Counter)

    def refuse(self, item: Item, *problems: Problem) -> None:
        type_ = item.type if is_resource(item.type) else tally.NOT_READ
        self.refused.append(Refusal(item.entry.number, type_, item.key, problems))

    def count(self, item: Item, outcome: str) -> None:
        self.outcomes[item.type, outcome] += 1


class Taking:
    """Takes in what one source sends. `context` is the person whom a document is about."""

    def __init__(self, source: str, file: str, book: Book, by: Actor, context: str = "") -> None:
        self.source, self.file, self.book, self.by, self.context = source, file, book, by, context
        self.judged: set[str] = set()  # hashes of what was found good before

    # -- judging --------------------------------------------------------------------------------------------------

    def survey(self, items: Sequence[Item]) -> None:
        """What is on record of each, and what is wrong with those that are new or have changed."""
        self.book.load(item.key for item in items)
        for item in items:
            known = item.known = self.book.get(item.key)
            item.is_unchanged = known is not None and known.says(item.hash, self.file) and not item.entry.doubled
            if not item.is_unchanged and item.hash not in self.judged:
                item.judgement = judge(item.entry)

    # -- taking ---------------------------------------------------------------------------------------------------

    def take_apart(self, items: Sequence[Item]) -> Taken:
        """Entry by entry: what is refused is left out. Should the database itself refuse, the entry is found by halving."""
        try:
            with transaction.atomic():
                self.survey(items)
                return self.take(items)
        except DatabaseError as error:
            self.book.forget()
            reason = why_not_stored(error)
            if len(items) > 1:
                half = len(items) // 2
                return _both(self.take_apart(items[:half]), self.take_apart(items[half:]))
            taken = Taken()
            taken.refuse(items[0], Problem(items[0].type, reason))
            return taken

    def take(self, items: Sequence[Item]) -> Taken:
        """Judged items; call inside a transaction."""
        taken = Taken()
        for item in items:
            taken.masked[item.type] += 0 if item.is_unchanged else item.masked
        changed = []
        for item in items:
            if item.judgement.problems:
                taken.refuse(item, *item.judgement.problems)
            elif item.is_unchanged:
                self._unchanged(item, taken)
            else:
                changed.append(item)
        self._load(changed)
        rows = self._patients([item for item in changed if item.type == "Patient"], taken)
        rows += self._others([item for item in changed if item.type != "Patient"], taken)
        store(rows, self.source, self.by)
        if rows:
            record_act(self.by, "import_fhir", source=self.source, file=self.file, resources=len(rows))
        return taken

    def _unchanged(self, item: Item, taken: Taken) -> None:
        known = item.known
        if known is not None:
            self.book.learn(replace(known, full_url=item.full_url or known.full_url))
            taken.count(item, SETTLED.get(Place(known.place), tally.UNCHANGED))

    def _load(self, items: Iterable[Item]) -> None:
        """All that this chunk refers to and needs, with three queries."""
        keys: set[str] = set()
        for item in items:
            keys.update(self._person_keys(item))
            silent = [ref for ref in mapping.who_of(item.type, item.resource)[:DISPLAYS] if not ref.get("display")]
            keys.update(key_of(str(ref.get("reference") or "")) for ref in silent)
        self.book.load(keys)

    # -- people ---------------------------------------------------------------------------------------------------

    def _patients(self, items: Sequence[Item], taken: Taken) -> list[Row]:
        new = [item for item in items if item.known is None or item.known.person_id is None]
        people, new = self._registered(new, taken)
        rows = [
            self._row(item, person_id=person.id, target_id=person.id) for item, person in zip(new, people, strict=True)
        ]
        for item, row in zip(new, rows, strict=True):
            self._done(item, row, taken)
        old = [item for item in items if item.known is not None and item.known.person_id is not None]
        return rows + [amended for item in old if (amended := self._amended(item, taken))]

    def _registered(self, items: list[Item], taken: Taken) -> tuple[list[Person], list[Item]]:
        """All at once; one by one where one of them is refused, so that the others are not."""
        try:
            with transaction.atomic():
                return register_people([patient.registration_of(i.resource) for i in items], by=self.by), items
        except Refused as refusal:
            if len(items) == 1:
                taken.refuse(items[0], Problem("Patient", str(refusal.reason)))
                return [], []
        halves = [self._registered([item], taken) for item in items]
        return [p for people, _items in halves for p in people], [i for _people, some in halves for i in some]

    def _amended(self, item: Item, taken: Taken) -> Row | None:
        record = ExternalRecord.objects.select_related("person").get(id=item.known.id)  # type: ignore[union-attr]
        person: Person = record.person  # type: ignore[assignment]
        try:
            with transaction.atomic():
                before = patient.registration_of(record.content or {})
                patient.amend(person, before=before, after=patient.registration_of(item.resource), by=self.by)
        except Refused as refusal:
            taken.refuse(item, Problem("Patient", str(refusal.reason)))
            return None
        row = self._row(item, person_id=person.id, target_id=person.id)
        self._done(item, row, taken)
        return row

    # -- everything else ------------------------------------------------------------------------------------------

    def _others(self, items: Sequence[Item], taken: Taken) -> list[Row]:
        rows = []
        whose = [(item, *self._person(item)) for item in items]
        stays = self._stays((item.id, item.resource, person_id) for item, person_id, _about in whose if person_id)
        for item, person_id, about in whose:
            try:
                target_id = self._target(item.type, item.id, item.resource, person_id, item.known, stays)
            except Refused as refusal:
                taken.refuse(item, Problem(item.type, str(refusal.reason)))
                continue
            row = self._row(item, person_id=person_id, target_id=target_id, about=about)
            self._done(item, row, taken)
            rows.append(row)
        return rows

    def become(self, record: ExternalRecord) -> UUID | None:
        """The row of ours that a resource becomes which is on record already, and whose person has come."""
        content, person_id = record.content or {}, record.person_id
        stays = self._stays([(record.external_id, content, person_id)] if person_id else [])
        return self._target(record.resource_type, record.external_id, content, person_id, None, stays)

    def _target(
        self,
        type_: str,
        id_: str,
        resource: Resource,
        person_id: UUID | None,
        known: Known | None,
        stays: Mapping[str, UUID],
    ) -> UUID | None:
        """The row of ours that it becomes: a relation, a coverage, a stay, or none."""
        before = known.target_id if known else None
        if type_ == "RelatedPerson" and person_id:
            person = Person.objects.select_related("merged_into").get(id=person_id)
            return related_person.take_in(resource, person, self.by, before).id
        if type_ == "Coverage" and person_id:
            person = Person.objects.select_related("merged_into").get(id=person_id).standing
            payer = self._said_by(mapping.who_of(type_, resource))
            return coverage.take_in(resource, id_, person, payer, source=self.source, by=self.by)
        if type_ == "Encounter" and before and id_ not in stays:
            withdraw_imported_stay(before, by=self.by)
        return stays.get(id_) if type_ == "Encounter" else None

    def _stays(self, resources: Iterable[tuple[str, Resource, UUID]]) -> dict[str, UUID]:
        """The stays that these encounters tell of, by the encounter's id."""
        told = []
        for id_, resource, person_id in resources:
            draft = encounter.stay_of(resource, self.by.zone) if resource.get("resourceType") == "Encounter" else None
            if draft:
                where = self._said_by(encounter.where(resource))
                told.append(StayTold(person_id=person_id, source_id=id_, where=where, **vars(draft)))
        found = import_stays(told, source_system=self.source, by=self.by) if told else []
        return {stay.source_id: stay.id for stay in found}

    # -- whose ----------------------------------------------------------------------------------------------------

    def _person_keys(self, item: Item) -> list[str]:
        """What may name its person: references to a Patient, and those that do not say to what they lead."""
        keys = []
        for reference in mapping.persons_of(item.resource):
            text, identifier = str(reference.get("reference") or ""), reference.get("identifier")
            if text and (key := key_of(text)) and _may_be_patient(key):
                keys.append(key)
            elif not text and reference.get("type") == "Patient" and isinstance(identifier, dict):
                keys += [] if is_struck_out(identifier) else [key_of_identifier("Patient", identifier)]
        if not keys and self.context and {"subject", "patient"} & fields_of(item.type).keys():
            keys.append(self.context)
        return keys

    def _person(self, item: Item) -> tuple[UUID | None, str]:
        """The person it is about, and the reference that says so; or whom it waits for."""
        if item.type in mapping.DIRECTORY:
            return None, ""
        keys = self._person_keys(item)
        for key in keys:
            known = self.book.get(key)
            if known is not None and known.resource_type == "Patient" and known.person_id:
                return known.person_id, key
        unknown = [key for key in keys if self.book.get(key) is None]
        return None, next(iter(unknown), "")

    def _said_by(self, references: Sequence[Resource]) -> str:
        """Who it was, in words: as the reference displays it, or as the resource it leads to is called."""
        for reference in references[:DISPLAYS]:
            known = self.book.get(key_of(str(reference.get("reference") or "")))
            if said := reference.get("display") or (known.title if known else ""):
                return str(said)
        return ""

    # -- the row --------------------------------------------------------------------------------------------------

    def _row(self, item: Item, *, person_id: UUID | None, target_id: UUID | None, about: str = "") -> Row:
        place = place_of(item.type, person_id, target_id, about)
        who = self._said_by(mapping.who_of(item.type, item.resource))
        line = replace(mapping.line_of(item.type, item.resource), who=who[:300])
        before = item.known
        known = Known(
            id=before.id if before else uuid7(),
            resource_type=item.type,
            external_id=item.id,
            person_id=person_id,
            place=place,
            content_hash=item.hash,
            title=line.title,
            target_id=target_id,
            full_url=item.full_url or (before.full_url if before else ""),
            file=self.file,
            said=before.saying(item.hash, self.file) if before else {},
        )
        content = None if place == Place.UNUSED else item.entry.text
        return Row(known, line, about, TARGETS[item.type] if target_id else "", content, item.tokens)

    def _done(self, item: Item, row: Row, taken: Taken) -> None:
        self.book.learn(row.known, row.tokens)
        taken.count(item, outcome_of(Place(row.known.place), item.known))


def place_of(type_: str, person_id: UUID | None, target_id: UUID | None, about: str) -> Place:
    """What becomes of a resource of this type, with this person, that became this row."""
    if type_ in mapping.DIRECTORY:
        return Place.DIRECTORY
    if target_id:
        return Place.OURS
    if person_id:
        return Place.HISTORY if type_ in mapping.HISTORY else Place.KEPT
    return Place.WAITING if about else Place.UNUSED


def outcome_of(place: Place, before: Known | None) -> str:
    if place in SETTLED:
        return SETTLED[place]
    if before is not None and before.place not in SETTLED:
        return tally.UPDATED
    return tally.KEPT if place == Place.KEPT else tally.CREATED


def why_not_stored(error: DatabaseError) -> str:
    """What the database has against the data, in its words. Any other fault of the database is not about the data, and is raised."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    if state[:2] not in DATA_FAULTS:
        raise error
    return _("it cannot be stored: %(why)s") % {"why": str(error).splitlines()[0]}


def _may_be_patient(key: str) -> bool:
    if key.startswith(("http:", "https:")):
        return "/Patient/" in key
    return key.startswith(("Patient/", "Patient?", "urn:"))


def _both(one: Taken, other: Taken) -> Taken:
    return Taken(one.outcomes + other.outcomes, one.refused + other.refused, one.masked + other.masked)
