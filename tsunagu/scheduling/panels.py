"""What this room shows on pages made of several rooms: today's appointments on My day, and what its duties speak of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from tsunagu.access.permissions import Permission
from tsunagu.cases.panels import keep_from_others, register_titles
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.scheduling.choices import State
from tsunagu.scheduling.models import Appointment, Transport
from tsunagu.scheduling.presenters.calendar import Item, item_of, meeting_item, people_of, stretch
from tsunagu.scheduling.queries import meetings_of, of_workers
from tsunagu.ui import formats


def today_of(actor: Actor) -> list[Item]:
    """Today's appointments and meetings of one worker, the first first; what is over and said is left out."""
    day = today(actor.zone)
    seats = of_workers([actor.id], actor, *stretch("day", day, actor.zone))
    known = people_of(one for _seat, one in seats if one)
    found = [item_of(one, known) for _seat, one in seats if one and one.state not in (State.KEPT, State.MISSED)]
    for _user, meeting in meetings_of([actor.id], actor, day, day):
        item = meeting_item(meeting)
        if item and item.end > now() - timedelta(hours=1):
            found.append(item)
    return sorted(found, key=lambda item: item.start)


def _appointment_titles(ids: Sequence[UUID], sentence: str) -> dict[UUID, str]:
    rows = Appointment.objects.filter(key__in=ids).exclude(state=State.MOVED).values_list("key", "starts_at")
    return {key: sentence % {"date": formats.weekday_date(at)} for key, at in rows}


def confirm_titles(ids: Sequence[UUID]) -> dict[UUID, str]:
    return _appointment_titles(ids, _("Confirm the appointment of %(date)s"))


def outcome_titles(ids: Sequence[UUID]) -> dict[UUID, str]:
    return _appointment_titles(ids, _("How did the court or probation appointment of %(date)s go?"))


def ride_titles(ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = Transport.objects.filter(id__in=ids).values_list("id", "pickup_at")
    return {id_: _("Confirm the transport of %(date)s") % {"date": formats.weekday_date(at)} for id_, at in rows}


for topic in ("court_outcome", "court_missed"):
    keep_from_others(topic, Permission.CRIMINAL_HISTORY)
register_titles("appointment_confirmed", confirm_titles)
register_titles("court_outcome", outcome_titles)
register_titles("transport_confirmed", ride_titles)
