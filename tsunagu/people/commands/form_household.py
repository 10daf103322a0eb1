"""People keep house together, join and leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.people.choices import HouseholdRole
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.models import Household, HouseholdMember, Person
from tsunagu.people.queries import ids_of


@dataclass(frozen=True)
class Joining:
    """Who joins, as what."""

    person: Person
    role: str = HouseholdRole.OTHER
    lives_there: bool = True


@transaction.atomic
def form_household(
    *, name: str, members: Sequence[Joining], note: str = "", since: date | None = None, by: Actor
) -> Household:
    check(by, Permission.PERSON_WRITE)
    if not name.strip():
        raise Refused(_("Write what the household is called."), field="name")
    household = Household.objects.create(organisation_id=by.organisation, name=name.strip(), note=clean(note))
    record_act(by, "form_household", household)
    for joining in members:
        join_household(
            household=household,
            person=joining.person,
            role=joining.role,
            lives_there=joining.lives_there,
            since=since,
            by=by,
        )
    return household


@transaction.atomic
def join_household(
    *,
    household: Household,
    person: Person,
    role: str = HouseholdRole.OTHER,
    lives_there: bool = True,
    since: date | None = None,
    by: Actor,
) -> HouseholdMember:
    check(by, Permission.PERSON_WRITE)
    household = Household.objects.select_for_update().get(id=household.id)
    current = household.members.filter(until=None)
    if current.filter(person_id__in=ids_of(person.standing)).exists():
        raise Refused(_("%(person)s already belongs to this household.") % {"person": person.name}, field="person")
    if role == HouseholdRole.HEAD and current.filter(role=role).exists():
        raise Refused(_("This household already has a head. Change that first."), field="role")
    member = HouseholdMember.objects.create(
        organisation_id=household.organisation_id,
        household=household,
        person=person.standing,
        role=role,
        lives_there=lives_there,
        since=since,
    )
    record_act(by, "join_household", person.standing, household=str(household.id), role=role)
    return member


@transaction.atomic
def leave_household(*, member: HouseholdMember, on: date | None = None, by: Actor) -> HouseholdMember:
    """They belong no more; that they did stays on the record."""
    check(by, Permission.PERSON_WRITE)
    until = on or today(by.zone)
    if member.since and until < member.since:
        raise Refused(_("They joined later than this day. Look at the date again."), field="on")
    member.until = until
    member.save(update_fields=["until"])
    record_act(by, "leave_household", member.person, household=str(member.household_id))
    return member
