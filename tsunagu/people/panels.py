"""What this room shows on other rooms' pages: the band, about me, the family, and the comparison before anybody is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from tsunagu.core.actor import Actor
from tsunagu.core.errors import Words
from tsunagu.people.choices import ContactWay
from tsunagu.people.models import AboutMe, InformalSupport, Person, Preferences
from tsunagu.people.presenters.ecomap import Ecomap, ecomap, family_link, informal_link
from tsunagu.people.presenters.genogram import Genogram, genogram
from tsunagu.people.presenters.records import (
    Fact,
    MatchTable,
    RelativeLine,
    born_words,
    match_table,
    person_facts,
    relative_line,
    same_name_words,
)
from tsunagu.people.queries import (
    Candidate,
    about_me_of,
    chart_door,
    circle_of,
    households_of,
    housemates_of,
    informal_links,
    informal_supports_of,
    links_of,
    near_same,
    preferences_of,
    relations_of,
)
from tsunagu.ui import formats


@dataclass(frozen=True)
class Band:
    """For `{% include "people/_band.html" %}`: the same order everywhere, against the wrong chart."""

    name: str
    reading: str
    lang: str
    born: str
    url: str
    photo: str
    photo_day: str
    facts: list[Fact]
    same_name: str
    number: str = ""
    number_label: str = ""
    heading: bool = False


def band(
    person: Person,
    *,
    by: Actor,
    facts: Sequence[Fact] = (),
    number: str = "",
    number_label: str = "",
    heading: bool = False,
) -> Band:
    """`facts` of the page's own come last; `number` is a case's, to say on the phone. Three queries."""
    person = person.standing
    return Band(
        name=person.name,
        reading=person.reading,
        lang=person.name_lang,
        born=born_words(person.born, person.born_precision),
        url="" if heading else reverse("people:person_page", args=[person.id]),
        photo=reverse("people:photo", args=[person.id]) if person.photo else "",
        photo_day=formats.full_date(person.photo_taken_on) if person.photo_taken_on else "",
        facts=[*person_facts(person), *facts],
        same_name=same_name_words(near_same(person)),
        number=number,
        number_label=number_label,
        heading=heading,
    )


@dataclass(frozen=True)
class AboutMePanel:
    """For `{% include "people/_about_me.html" %}`: the first thing on a chart (R-145)."""

    person: Person
    about: AboutMe | None
    preferences: Preferences | None

    @property
    def ways(self) -> list[Words]:
        """How the person wishes to be reached, in words."""
        return [ContactWay(code).label for code in self.preferences.contact_ways] if self.preferences else []

    @property
    def is_empty(self) -> bool:
        return not (self.about and (self.about.matters or self.about.support or self.about.unwanted))


def about_me(person: Person) -> AboutMePanel:
    person = person.standing
    return AboutMePanel(person, about_me_of(person), preferences_of(person))


@dataclass(frozen=True)
class MemberLine:
    name: str
    lang: str
    url: str
    role: str
    lives_there: bool


@dataclass(frozen=True)
class HouseholdLine:
    name: str
    url: str
    members: list[MemberLine]


@dataclass(frozen=True)
class FamilyPanel:
    """For `{% include "people/_family.html" %}`: households, relations with what a genogram shows, and help from outside."""

    person: Person
    households: list[HouseholdLine]
    relatives: list[RelativeLine]
    supports: list[InformalSupport]


def family(person: Person) -> FamilyPanel:
    person = person.standing
    return FamilyPanel(
        person,
        [
            HouseholdLine(h.name, reverse("people:household_page", args=[h.id]), _members(h.current))  # type: ignore[attr-defined]
            for h in households_of(person)
        ],
        [relative_line(relative) for relative in relations_of(person)],
        informal_supports_of(person),
    )


@dataclass(frozen=True)
class Drawings:
    """For `{% include "people/_drawings.html" %}`: the genogram and the map of helpers, each with the same in words."""

    genogram: Genogram
    ecomap: Ecomap


def drawings(persons: Sequence[Person], actor: Actor) -> Drawings:
    """Of one person, or of a household as one: these stand in the middle of the map.

    The charts of their household tell of the family as well, where this actor may open them.
    """
    around_them = [p for p in housemates_of(persons) if chart_door(p, by=actor).is_open]
    circle = circle_of(persons, also=around_them)
    helping = [r for r in circle.relatives if (r.acts_as or r.relation.tie) and not r.has_died]
    links = [
        *(family_link(r) for r in helping),
        *(informal_link(s) for s in informal_links(circle.first)),
        *links_of(circle.first, actor),
    ]
    return Drawings(genogram(circle), ecomap(circle.first, links))


def _members(members: Sequence) -> list[MemberLine]:  # type: ignore[type-arg]
    """Each human once, though two of their records may be members."""
    lines = {
        m.person.standing.id: MemberLine(
            m.person.standing.name,
            m.person.standing.name_lang,
            reverse("people:person_page", args=[m.person.standing.id]),
            m.get_role_display(),
            m.lives_there,
        )
        for m in members
    }
    return list(lines.values())


def comparison(candidates: Sequence[Candidate]) -> MatchTable:
    """For `{% include "people/_match_table.html" %}`: an incoming person beside those on record."""
    return match_table(candidates)
