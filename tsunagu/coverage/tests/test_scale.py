"""Among a hundred thousand authorisations and deliveries each list reads its own through an index, under the application's policies."""

import pytest
from django.db import connection

from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import today
from tsunagu.coverage.queries import (
    authorisation_for,
    authorisations_of,
    deliveries_of,
    running_out,
    unsettled_denials,
    waiting,
)
from tsunagu.coverage.tests.factories import covered, requested

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MANY = 100_000

# Ninety-five of a hundred were granted, and ended or were renewed long ago; five are what the lists are about.
AUTHORISATIONS = """
insert into coverage_authorisation (id, organisation_id, case_id, payer, line, what, unit_kind, asked, asked_from, asked_to, justification,
  expedited, status, reference, granted, from_day, to_day, used, renewal, renewal_reason, closed_reason, requested_at, requested_by_id,
  requested_by_name)
select gen_random_uuid(), %(organisation)s, (%(cases)s::uuid[])[1 + n %% 16], 'Bluestem', gen_random_uuid(), 'Therapy', 'visit', 12,
  d, d + 90, '', false, case n %% 100 when 1 then 'requested' when 2 then 'denied' else 'approved' end, '',
  case when n %% 100 in (1, 2) then 0 else 12 end, d, d + 90, 3, case when n %% 100 > 4 then 'not_needed' else '' end, '', '', d,
  %(worker)s, 'Noor'
  from (select n, current_date - (n %% 1500) as d from generate_series(1, %(many)s) n) rows
"""
DELIVERIES = """
insert into coverage_delivery (id, organisation_id, case_id, line, what, "on", units, unit_kind, currency, beyond, reason, recorded_at,
  recorded_by_id, recorded_by_name, withdrawn_reason, withdrawn_by_name)
select gen_random_uuid(), organisation_id, case_id, line, 'Therapy', asked_from, 1, 'visit', '', 0, '', now(), %(worker)s, 'Noor', '', ''
  from coverage_authorisation
"""


@pytest.fixture
def crowd(agency):
    """Sixteen cases, of which one is Noor's."""
    many = [
        cases.case(agency, cases.person(agency, f"River {n}"), worker="noor" if n == 0 else "tomas") for n in range(16)
    ]
    names = {"organisation": str(agency.organisation.id), "worker": str(agency.members["noor"].user_id), "many": MANY}
    with acting(agency.actor("noor")) as by:
        one = requested(many[0], by, covered(many[0], by))
    with connection.cursor() as cursor:
        cursor.execute(AUTHORISATIONS, {**names, "cases": [str(case.id) for case in many]})
        cursor.execute(DELIVERIES, names)
        for table in ("coverage_authorisation", "coverage_delivery"):
            cursor.execute(f"analyze {table}")
    with acting(agency.actor("noor")) as by:
        yield by, many[0], one


def plan_of(found):
    sql, arguments = found.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("tsunagu_app",), "a policy binds this role"
        cursor.execute(f"explain (analyze, buffers, format json) {sql}", arguments)
        (((plan,),),) = cursor.fetchall()
    return plan["Plan"]


def nodes(plan):
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def test_each_list_of_money_reads_little_of_a_hundred_thousand(crowd):
    """Pages are counted, not seconds."""
    by, case, one = crowd
    day = today(by.zone)
    asked = {
        "what runs out": running_out(by, day).order_by("to_day")[:100],
        "what is not answered": waiting(by).order_by("requested_at")[:100],
        "what may be appealed": unsettled_denials(by).order_by("requested_at")[:100],
        "a case's authorisations": authorisations_of(case),
        "a case's deliveries": deliveries_of(case),
        "a service's deliveries": deliveries_of(case, one.line),
    }
    for said, found in asked.items():
        plan = plan_of(found)
        indexes = {node.get("Index Name", "") for node in nodes(plan)}
        assert any(name.startswith(("coverage_auth", "coverage_delivery")) for name in indexes), said
        read = {node["Relation Name"] for node in nodes(plan) if node["Node Type"] == "Seq Scan"}
        assert not read & {"coverage_authorisation", "coverage_delivery"}, said
        # a thousand wait, and each is asked whose it is: some twenty pages each; asking that of all would read two million
        assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 500_000, said
    assert authorisation_for(one.line, day) is None, "nothing is granted for it yet"
