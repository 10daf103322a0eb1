from tsunagu.people.models.family import (
    Household,
    HouseholdMember,
    InformalSupport,
    OutsideRelation,
    RelatedPerson,
    Relation,
)
from tsunagu.people.models.finding import ImportedRow, SearchKey
from tsunagu.people.models.merge import Distinct, Merge
from tsunagu.people.models.person import AboutMe, Name, Person, Preferences
from tsunagu.people.models.reach import Address, ContactPoint, Identifier

__all__ = [
    "AboutMe",
    "Address",
    "ContactPoint",
    "Distinct",
    "Household",
    "HouseholdMember",
    "Identifier",
    "ImportedRow",
    "InformalSupport",
    "Merge",
    "Name",
    "OutsideRelation",
    "Person",
    "Preferences",
    "RelatedPerson",
    "Relation",
    "SearchKey",
]
