"""The person's names, as they are now, in each script."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.people.commands.register_person import must_be_named, write_names
from tsunagu.people.commands.remake_keys import remake_keys
from tsunagu.people.models import Name, Person
from tsunagu.people.rules.profile import NameDraft


@transaction.atomic
def replace_names(*, person: Person, names: Sequence[NameDraft], by: Actor) -> list[Name]:
    """These are the names from now on. A former name worth finding them by stays in the list, with its end or its use."""
    check(by, Permission.PERSON_WRITE)
    person = Person.objects.select_for_update().get(id=person.standing.id)
    names = [name for name in names if name.whole]
    must_be_named(names)
    person.names.all().delete()
    write_names(person, names)
    remake_keys(person)
    record_act(by, "replace_names", person)
    return list(person.names.all())


@transaction.atomic
def add_name(*, person: Person, name: NameDraft, by: Actor) -> Name:
    """One more name: another script, another use, another time."""
    check(by, Permission.PERSON_WRITE)
    person = Person.objects.select_for_update().get(id=person.standing.id)
    must_be_named([name] if name.whole else [])
    write_names(person, [name])
    remake_keys(person)
    record_act(by, "add_name", person, script=name.script, use=name.use)
    return person.names.latest("id")
