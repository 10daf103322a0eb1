"""The person has died, as far as the day is known; or the news was wrong."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.people.choices import Precision
from tsunagu.people.models import Person


@transaction.atomic
def record_death(*, person: Person, on: date | None = None, precision: str = "", by: Actor) -> Person:
    """Without a day, only that they have died."""
    check(by, Permission.PERSON_WRITE)
    person = Person.objects.select_for_update().get(id=person.standing.id)
    if on and on > today(by.zone):
        raise Refused(_("This day has not come yet. Look at the year again."), field="died_on")
    if on and person.born and on < person.born:
        raise Refused(_("This is before the birth date. One of the two is wrong."), field="died_on")
    person.died_on = on
    person.died_precision = (precision or Precision.FULL) if on else Precision.UNKNOWN
    person.save(update_fields=["died_on", "died_precision"])
    record_act(by, "record_death", person)
    return person


@transaction.atomic
def withdraw_death(*, person: Person, reason: str, by: Actor) -> Person:
    """They are alive: it was recorded by mistake."""
    check(by, Permission.PERSON_WRITE)
    if not reason.strip():
        raise Refused(_("Write the reason. Others will see it when they look at this again."), field="reason")
    person = Person.objects.select_for_update().get(id=person.standing.id)
    person.died_on, person.died_precision = None, ""
    person.save(update_fields=["died_on", "died_precision"])
    record_act(by, "withdraw_death", person, reason=reason.strip())
    return person
