"""A case of Harbour Case Management with a plan in force: one line, given by Harbour Physiotherapy."""

from datetime import timedelta

import pytest

from tests.cast import *  # noqa: F403 - the cast's fixtures
from tsunagu.cases.models import Case
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.monitoring.queries.rounds import asked_lines
from tsunagu.planning.commands.services import add_service_line
from tsunagu.planning.tests import factories


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as actor:
        yield actor


@pytest.fixture
def case(agency):
    made = factories.case(agency)
    factories.assessed(made, agency)
    with acting(agency.actor("noor")) as by, frozen(now() - timedelta(days=20)):
        plan = factories.ready(made, by)
        goal = plan.goals.get(term="short")
        add_service_line(
            goal_id=goal.id,
            words=factories.line_words(made, what="Ride to the library", party_name="City Rides", type="transport"),
            by=by,
        )
        factories.activate_plan(plan_id=plan.id, by=by)
    return Case.objects.get(id=made.id)


@pytest.fixture
def lines(case):
    return asked_lines(case)
