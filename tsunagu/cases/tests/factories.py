"""Cases as they stand after an ordinary beginning. Everybody is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tsunagu.cases.choices import Mode, Place, Purpose
from tsunagu.cases.commands.assign_worker import assign_worker
from tsunagu.cases.commands.log_contact import log_contact
from tsunagu.cases.commands.open_case import open_case
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.ids import uuid7
from tsunagu.core.kinds import kind
from tsunagu.people.models import Name, Person

START = datetime(2026, 11, 2, 14, 0, tzinfo=UTC)  # a Monday


def person(agency, name="River Aldana-Whitfield", **more):
    """A registered person, without the matching that a real registration begins with."""
    made = Person.objects.create(
        **{
            "organisation": agency.organisation,
            "name": name,
            "born": date(1991, 3, 14),
            "born_precision": "full",
            **more,
        }
    )
    script = {"ja": "kanji", "ko": "hangul"}.get(made.name_lang, "roman")
    Name.objects.create(organisation=agency.organisation, person=made, script=script, text=name)
    return made


def case(agency, *persons, worker="noor", programme="mental_health", model="intensive", at=None):
    """An accepted case of one person or more, assigned to a worker of the agency."""
    people = persons or (person(agency),)
    with frozen(at or min(START, now())), acting(agency.system):
        opened = open_case(
            by=agency.system,
            programme=programme,
            model=model,
            persons=people,
            first=[kind("referral.received").event("hospital"), kind("referral.decided").event("accept")],
            team_id=agency.team.id,
        )
        assign_worker(case_id=opened.id, worker=agency.members[worker], by=agency.system, reason="Own district")
    opened.refresh_from_db()
    opened.accepted_at = opened.opened_at
    opened.save(update_fields=["accepted_at"])
    return opened


def visit(case, by, *, at=None, **more):
    """A home visit of the worker, an hour ago."""
    start = at or now() - timedelta(hours=1)
    return log_contact(
        **{
            "case_id": case.id,
            "by": by,
            "started_at": start,
            "ended_at": start + timedelta(minutes=40),
            "mode": Mode.IN_PERSON,
            "place": Place.HOME,
            "purpose": Purpose.MONITORING,
            "note": "The rail by the door has been put in.",
            "id": uuid7(),
            **more,
        }
    )
