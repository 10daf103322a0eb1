"""Among a hundred thousand appointments a calendar reads its own days through an index, under the application's role and its policies."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from tsunagu.cases.models import Attendee
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.scheduling.models import Appointment, Seat
from tsunagu.scheduling.queries import between, not_said_yet, of_case

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MANY = 100_000

# One case, three workers of whom one has a hundredth; ten years of half-hours.
FILL = """
with made as (
  insert into scheduling_appointment (id, organisation_id, case_id, key, persons, title, sort, mode, place, "where", provider, note,
    consequence, starts_at, ends_at, zone, confirm, state, state_at, state_by_name, cancelled_by, reason, override_reason, sequence,
    booked_by_id, booked_by_name, booked_at)
  select gen_random_uuid(), %(organisation)s, (%(cases)s::uuid[])[1 + n %% 100], gen_random_uuid(), '{}', 'Visit', 'ordinary', 'in_person',
    'home', '', '', '', '', now() - interval '5 years' + n * interval '26 minutes',
    now() - interval '5 years' + n * interval '26 minutes' + interval '25 minutes', 'Asia/Tokyo', false, 'booked', now(), '', '', '',
    '', 0, %(noor)s, '', now()
    from generate_series(1, %(many)s) n returning id, starts_at, ends_at),
numbered as (select *, row_number() over () as n from made)
insert into scheduling_seat (id, organisation_id, appointment_id, worker_id, starts_at, ends_at, holds, beside)
select gen_random_uuid(), %(organisation)s, id, case when n %% 100 = 0 then %(noor)s::uuid when n %% 2 = 0 then %(tomas)s::uuid
  else %(ruth)s::uuid end, starts_at, ends_at, true, '' from numbered
"""


@pytest.fixture
def crowd(agency):
    many = [cases.case(agency, cases.person(agency, f"River {n}")) for n in range(2)]
    users = {name: str(agency.members[name].user_id) for name in ("noor", "tomas", "ruth")}
    ids = [str(many[n % 2].id) for n in range(100)]
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"organisation": str(agency.organisation.id), "cases": ids, "many": MANY, **users})
    with acting(agency.actor("noor")) as by:
        yield by, many[0]


def plan_of(found):
    sql, arguments = found.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("tsunagu_app",), "a policy binds this role"
        cursor.execute(f"explain (analyze, buffers, format json) {sql}", arguments)
        (((plan,),),) = cursor.fetchall()
    return plan["Plan"], json.dumps(plan)


def test_each_calendar_goes_through_its_index_and_reads_little_of_a_hundred_thousand(crowd):
    """Pages are counted, not seconds: a busy machine does not change them."""
    by, case = crowd
    start, end = now(), now() + timedelta(days=7)
    week = Seat.objects.filter(between(start, end), organisation_id=by.organisation, worker_id__in=[by.id])
    asked = {
        "a worker's week": (week, "scheduling_seat_of_worker"),
        "a person's month": (of_case(case, start, end + timedelta(days=28)), "scheduling_appt_of_case"),
        "what nobody has said yet": (not_said_yet(by), "scheduling_seat_of_worker"),
        "meetings": (Attendee.objects.filter(organisation_id=by.organisation, user_id=by.id), ""),
    }
    for said, (found, index) in asked.items():
        plan, text = plan_of(found)
        assert index in text, f"{said}: {text[:2000]}"
        assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 3_000, said
    assert Appointment.objects.count() == MANY
