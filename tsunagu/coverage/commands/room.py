"""What every change here begins with: permission, the locked and open case, and the coverage of somebody in it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import locked
from tsunagu.cases.models import Case
from tsunagu.cases.queries import members_of
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.coverage.models import Authorisation, Coverage
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of


def open_case(case_id: UUID, by: Actor) -> Case:
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    return case


def person_in(case: Case, person_id: UUID) -> Person:
    """The member, as the record that stands for them after a merge."""
    for member in members_of(case):
        if person_id in ids_of(member.person.standing):
            return member.person.standing
    raise Refused(_("This person is not in the case."), field="person")


def coverage_in(case: Case, coverage_id: UUID) -> Coverage:
    """A coverage that stands, of somebody in the case."""
    coverage = Coverage.objects.select_for_update(of=("self",)).get(id=coverage_id)
    person_in(case, coverage.person_id)
    if coverage.ended_at:
        raise Refused(_("This coverage has ended. Record the one that took its place."))
    return coverage


def under_lock(authorisation_id: UUID, by: Actor) -> tuple[Case, Authorisation]:
    check(by, Permission.CASE_WORK)
    case = locked(Authorisation.objects.values_list("case_id", flat=True).get(id=authorisation_id))
    refuse_closed(case)
    return case, Authorisation.objects.select_related("coverage").get(id=authorisation_id)


def persons_of(authorisation: Authorisation) -> list[UUID]:
    return [authorisation.person_id] if authorisation.person_id else []
