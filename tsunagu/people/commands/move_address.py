"""The person moves: the new address begins and the one of the same use ends."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.people.commands.register_person import address_row
from tsunagu.people.commands.remake_keys import remake_keys
from tsunagu.people.models import Address, Person
from tsunagu.people.queries import ids_of
from tsunagu.people.rules.profile import AddressDraft


@transaction.atomic
def move_address(*, person: Person, address: AddressDraft, on: date | None = None, by: Actor) -> Address:
    """`on` is the first day at the new address. Without it the old one was a mistake, and is replaced."""
    check(by, Permission.PERSON_WRITE)
    person = person.standing
    if not address.text.strip():
        raise Refused(_("Write the address."), field="text")
    current = Address.objects.filter(person_id__in=ids_of(person), use=address.use, until=None)
    if on is None:
        current.delete()
    else:
        if current.filter(since__gte=on).exists():
            raise Refused(
                _("They moved to the present address later than this day. Look at the date again."), field="on"
            )
        current.filter(Q(since=None) | Q(since__lt=on)).update(until=on - timedelta(days=1))
    row = address_row(person, address)
    row.since = on
    row.save()
    remake_keys(person)
    record_act(by, "move_address", person, use=address.use)
    return row
