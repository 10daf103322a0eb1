"""A RelatedPerson belongs to the person's family, friends and those who act for them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.fhir.importing.mapping.base import (
    Line,
    codes,
    line,
    name_text,
    partial_date,
    parts,
    period,
    script_of,
    words,
    written_name,
)
from tsunagu.fhir.importing.mapping.reach import contact_points
from tsunagu.fhir.importing.reading import Resource
from tsunagu.people.choices import ActsAs, ContactKind, RelationKind, Sex
from tsunagu.people.commands import Outsider, relate, unrelate
from tsunagu.people.models import Person, Relation

K = RelationKind
# v3-RoleCode and v2-0063, by what they say of the other.
KINDS: dict[str, RelationKind] = {
    code: kind
    for kind, listed in {
        K.SPOUSE: "SPS HUSB WIFE SPO",
        K.PARTNER: "DOMPART SIGOTHR DOM",
        K.PARENT: "PRN FTH MTH NPRN NFTH NMTH ADOPTF ADOPTM ADOPTP STPPRN STPFTH STPMTH FTHFOST PAR",
        K.CHILD: "CHILD SON DAU DAUC SONC NCHILD CHLDADOPT DAUADOPT SONADOPT STPCHLD STPDAU STPSON CHD SCH",
        K.SIBLING: "SIB BRO SIS NSIB NBRO NSIS HSIB HBRO HSIS STPSIB STPBRO STPSIS TWIN TWINBRO TWINSIS",
        K.GRANDPARENT: "GRPRN GRFTH GRMTH MGRPRN PGRPRN MGRMTH MGRFTH PGRMTH PGRFTH GRP",
        K.GRANDCHILD: "GRNDCHILD GRNDDAU GRNDSON GCH",
        K.RELATIVE: "FAMMEMB EXT AUNT UNCLE MAUNT PAUNT MUNCLE PUNCLE COUSN MCOUSN PCOUSN NIENEPH NIECE NEPHEW GGRPRN GGRMTH GGRFTH",
        K.PARENT_IN_LAW: "PRNINLAW FTHINLAW MTHINLAW",
        K.CHILD_IN_LAW: "CHLDINLAW DAUINLAW SONINLAW",
        K.FOSTER_PARENT: "PRNFOST MTHFOST",
        K.FOSTER_CHILD: "CHLDFOST DAUFOST SONFOST FCH",
        K.GUARDIAN: "GUARD GRD",
        K.WARD: "WARD WRD",
        K.FRIEND: "FRND ROOM FND",
        K.NEIGHBOUR: "NBOR",
    }.items()
    for code in listed.split()
}
ACTS: dict[str, ActsAs] = {
    "C": ActsAs.EMERGENCY_CONTACT,
    "ECON": ActsAs.EMERGENCY_CONTACT,
    "EMC": ActsAs.EMERGENCY_CONTACT,
    "N": ActsAs.KEY_PERSON,
    "NOK": ActsAs.KEY_PERSON,
    "CGV": ActsAs.PRIMARY_CAREGIVER,
    "CAREGIVER": ActsAs.PRIMARY_CAREGIVER,
    "GUARD": ActsAs.GUARDIAN,
    "POWATT": ActsAs.LEGAL_REPRESENTATIVE,
    "DPOWATT": ActsAs.LEGAL_REPRESENTATIVE,
    "HPOWATT": ActsAs.LEGAL_REPRESENTATIVE,
    "RESPRSN": ActsAs.LEGAL_REPRESENTATIVE,
}


def line_of(resource: Resource) -> Line:
    begin, end = period(resource)
    names = parts(resource, "name")
    said = next((text for concept in parts(resource, "relationship") if (text := words(concept))), "")
    return line(written_name(names) or said, code=said, began=begin, ended=end)


def take_in(resource: Resource, person: Person, by: Actor, relation_id: UUID | None) -> Relation:
    """Put the relation on record. One that came before and reads differently now has ended, and this one begins."""
    if relation_id:
        unrelate(relation=Relation.objects.select_related("person").get(id=relation_id), by=by)
    said = [code for concept in parts(resource, "relationship") for code in codes(concept)]
    kind = next((KINDS[code] for code in said if code in KINDS), K.OTHER)
    relation = relate(
        person=person,
        other=_outsider(resource),
        kind=kind,
        acts_as=list(dict.fromkeys(ACTS[code] for code in said if code in ACTS)),
        since=_day(period(resource)[0]),
        note="" if kind != K.OTHER else line_of(resource).code,
        by=by,
    )
    over = _day(period(resource)[1])
    if (over and over <= today(by.zone)) or resource.get("active") is False:
        unrelate(relation=relation, on=over, by=by)
    return relation


def _outsider(resource: Resource) -> Outsider:
    names = parts(resource, "name")
    kana = [text for name in names if (text := name_text(name)) and script_of(name, text) == "kana"]
    name = written_name(names)
    born = partial_date(resource.get("birthDate"))
    phones = [c.value for c in contact_points(resource) if c.kind != ContactKind.EMAIL]
    return Outsider(
        name=name or line_of(resource).title or "–",
        reading=next((text for text in kana if text != name), ""),
        phone=next(iter(phones), ""),
        sex=resource.get("gender") or Sex.UNKNOWN,
        born_year=born.year if born else None,
    )


def _day(text: str) -> date | None:
    found = partial_date(text)
    return found.first if found else None
