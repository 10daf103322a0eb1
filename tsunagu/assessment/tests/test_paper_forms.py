"""A form that was answered on paper keeps the day it was answered, and its total stays within its bounds."""

from datetime import timedelta

import pytest

from tsunagu.assessment.commands import complete_response
from tsunagu.assessment.tests.factories import fill_in, make_case
from tsunagu.cases.models import Fact
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(agency):
    return make_case(agency)


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as actor:
        yield actor


def test_a_paper_form_keeps_the_day_it_was_answered_and_none_lies_ahead(case, noor):
    response = fill_in(case, "zarit", {"total": 30}, by=noor, complete=False)
    with pytest.raises(Refused):
        complete_response(response.id, by=noor, answered_at=now() + timedelta(days=1))
    then = now() - timedelta(hours=5)
    done = complete_response(response.id, by=noor, answered_at=then)
    assert (done.total, done.band, done.completed_by_name) == (30, "mild", "Noor Haddad")
    assert Fact.objects.get(kind="instrument.scored").occurred_at == then


def test_a_total_outside_its_bounds_is_refused(case, noor):
    with pytest.raises(Refused) as refused:
        fill_in(case, "zarit", {"total": 89}, by=noor)
    assert refused.value.field == "total"
