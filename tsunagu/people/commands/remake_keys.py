"""What is derived from a person's parts: the line on lists and the keys they are found by."""

from __future__ import annotations

from tsunagu.people.models import Person, SearchKey
from tsunagu.people.queries import profile_of
from tsunagu.people.rules.keys import keys_of
from tsunagu.people.rules.profile import Profile, shown_name


def remake_keys(person: Person, profile: Profile | None = None) -> None:
    """Every command that changes a name, a number, an address or the birth date ends here."""
    profile = profile or profile_of(Person.objects.get(id=person.id))
    show(person, profile)
    person.save(update_fields=["name", "reading", "name_lang", "town"])
    SearchKey.objects.filter(person=person).delete()
    write_keys(person, profile)


def show(person: Person, profile: Profile) -> None:
    """Set what lists repeat, without saving."""
    shown = shown_name(profile.names, person.language)
    person.name, person.reading, person.name_lang = shown.name, shown.reading, shown.lang
    person.town = next((a.town for a in profile.addresses if a.town), "")


def write_keys(person: Person, profile: Profile) -> None:
    SearchKey.objects.bulk_create(key_rows(person, profile))


def key_rows(person: Person, profile: Profile) -> list[SearchKey]:
    return [
        SearchKey(
            organisation_id=person.organisation_id,
            person=person,
            kind=key.kind,
            key=key.key,
            grams=None if key.grams is None else list(key.grams),
        )
        for key in keys_of(profile, person.town)
    ]
