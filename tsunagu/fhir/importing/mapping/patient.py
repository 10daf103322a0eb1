"""A Patient is a person served. What a later import changes is changed here; what workers put right in the meantime stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from django.utils.translation import gettext as _

from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.fhir.importing.mapping.base import (
    Line,
    codes,
    extension,
    line,
    name_text,
    partial_date,
    parts,
    period,
    script_of,
)
from tsunagu.fhir.importing.mapping.reach import addresses, contact_points
from tsunagu.fhir.importing.reading import Resource
from tsunagu.fhir.importing.secrets import is_struck_out
from tsunagu.people.choices import IdentifierType, NameUse, Sex
from tsunagu.people.commands import (
    Registration,
    add_contact_point,
    add_identifier,
    correct_person,
    end_contact_point,
    end_identifier,
    move_address,
    record_death,
    replace_names,
    withdraw_death,
)
from tsunagu.people.commands.keep_secrets_out import admit
from tsunagu.people.models import ContactPoint, Identifier, Person
from tsunagu.people.rules.dates import Partial
from tsunagu.people.rules.profile import AddressDraft, IdentifierDraft, NameDraft, Profile

USES = {
    "usual": NameUse.USUAL,
    "official": NameUse.OFFICIAL,
    "maiden": NameUse.MAIDEN,
    "nickname": NameUse.PREFERRED,
}
TYPES = {
    "MR": IdentifierType.MEDICAL_RECORD,
    "MB": IdentifierType.HEALTH_INSURANCE,
    "MC": IdentifierType.HEALTH_INSURANCE,
}
INTERPRETER = (
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed",
    "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired",
)
YES = {"373066001", "Y", "yes"}


def registration_of(patient: Resource) -> Registration:
    """What the record of this person says, as far as it has a place on ours."""
    names = _names(patient)
    profile = Profile(
        names=tuple(names),
        born=partial_date(patient.get("birthDate")),
        sex=patient.get("gender") or Sex.UNKNOWN,
        identifiers=tuple(_identifiers(patient)),
        contact_points=tuple(contact_points(patient)),
        addresses=tuple(addresses(patient)),
    )
    died = partial_date(patient.get("deceasedDateTime"))
    return Registration(
        profile,
        language=_language(patient),
        interpreter_needed=_interpreter(patient),
        has_died=died is not None or patient.get("deceasedBoolean") is True,
        died=died,
    )


def line_of(patient: Resource) -> Line:
    name = next((n.whole for n in _names(patient)), "")
    return line(name, began=patient.get("birthDate"), ended=patient.get("deceasedDateTime"))


T = TypeVar("T")

# -- what it says ---------------------------------------------------------------------------------------------------


def _names(patient: Resource) -> list[NameDraft]:
    drafts = [draft for name in parts(patient, "name") if (draft := _name(name)).whole]
    if any(draft.family for draft in drafts):  # a bare given name is what somebody likes to be called
        drafts = [replace(d, use=NameUse.PREFERRED) if d.use == NameUse.USUAL and not d.family else d for d in drafts]
    return drafts or [NameDraft("other", text=_("Name not known (%(id)s)") % {"id": patient.get("id", "–")})]


def _name(name: Resource) -> NameDraft:
    family, given = str(name.get("family") or ""), " ".join(str(g) for g in name.get("given") or () if g)
    begin, end = period(name)
    since, until = partial_date(begin), partial_date(end)
    return NameDraft(
        script_of(name, str(name.get("text") or "") or family + given),
        family,
        given,
        name_text(name),
        USES.get(
            str(name.get("use")), NameUse.ALIAS if name.get("use") in {"old", "anonymous", "temp"} else NameUse.OFFICIAL
        ),
        since.first if since else None,
        until.first if until and (since is None or since.first <= until.first) else None,
    )


def _identifiers(patient: Resource) -> list[IdentifierDraft]:
    """Each number once, the one that says its type before the one that does not."""
    found: dict[str, IdentifierDraft] = {}
    for identifier in sorted(parts(patient, "identifier"), key=lambda i: "type" not in i):
        draft = _identifier(identifier)
        if draft and draft.value not in found and _may_be_kept(draft):
            found[draft.value] = draft
    return list(found.values())


def _identifier(identifier: Resource) -> IdentifierDraft | None:
    value = str(identifier.get("value") or "").strip()
    if not value or identifier.get("use") == "old":
        return None
    type_ = next((TYPES[code] for code in codes(identifier.get("type")) if code in TYPES), IdentifierType.OTHER)
    if is_struck_out(identifier):
        type_ = IdentifierType.RESIDENT_REGISTRATION
    return IdentifierDraft(type_, value, str(identifier.get("system") or ""))


def _may_be_kept(draft: IdentifierDraft) -> bool:
    try:
        admit(draft)
    except Refused:
        return False
    return set(draft.value) != {"*"}


def _language(patient: Resource) -> str:
    spoken = sorted(parts(patient, "communication"), key=lambda c: c.get("preferred") is not True)
    return next((code for c in spoken for code in codes(c.get("language"))), "")


def _interpreter(patient: Resource) -> bool:
    said = [extension(patient, url) for url in INTERPRETER]
    return any(e.get("valueBoolean") is True or (e.get("valueCoding") or {}).get("code") in YES for e in said)


# -- what has changed -----------------------------------------------------------------------------------------------


def amend(person: Person, *, before: Registration, after: Registration, by: Actor) -> None:
    """Bring to our record what changed at the source between two imports, and nothing else."""
    was, is_ = before.profile, after.profile
    if was.names != is_.names:
        replace_names(person=person, names=is_.names, by=by)
    if (was.born, was.sex) != (is_.born, is_.sex):
        correct_person(
            person=person,
            by=by,
            born=is_.born.first if is_.born else None,
            born_precision=is_.born.precision if is_.born else "",
            sex=is_.sex,
        )
    if (before.language, before.interpreter_needed) != (after.language, after.interpreter_needed):
        correct_person(person=person, by=by, language=after.language, interpreter_needed=after.interpreter_needed)
    _amend_numbers(person, was, is_, by)
    _amend_contacts(person, was, is_, by)
    for address in is_.addresses:
        if address not in was.addresses:
            _move(person, address, by)
    if (before.has_died, before.died) != (after.has_died, after.died):
        _amend_death(person, after.has_died, after.died, by)


def _amend_numbers(person: Person, was: Profile, is_: Profile, by: Actor) -> None:
    current = {i.value: i for i in Identifier.objects.filter(person=person, until=None)}
    for number in _gone(was.identifiers, is_.identifiers):
        if number.value in current:
            end_identifier(identifier=current[number.value], by=by)
    for number in _gone(is_.identifiers, was.identifiers):
        if number.value not in current:
            add_identifier(person=person, identifier=number, by=by)


def _amend_contacts(person: Person, was: Profile, is_: Profile, by: Actor) -> None:
    current = {c.value: c for c in ContactPoint.objects.filter(person=person, until=None)}
    for contact in _gone(was.contact_points, is_.contact_points):
        if contact.value in current:
            end_contact_point(contact_point=current[contact.value], by=by)
    for contact in _gone(is_.contact_points, was.contact_points):
        if contact.value not in current:
            add_contact_point(person=person, contact=contact, by=by)


def _move(person: Person, address: AddressDraft, by: Actor) -> None:
    try:
        move_address(person=person, address=address, on=address.since, by=by)
    except Refused:  # it began before the one on record: that one is put right
        move_address(person=person, address=address, by=by)


def _gone(these: Sequence[T], those: Sequence[T]) -> list[T]:
    return [one for one in these if one not in those]


def _amend_death(person: Person, has_died: bool, died: Partial | None, by: Actor) -> None:
    if has_died:
        record_death(person=person, on=died.first if died else None, precision=died.precision if died else "", by=by)
    else:
        withdraw_death(person=person, reason=_("The system they came from says so no longer."), by=by)
