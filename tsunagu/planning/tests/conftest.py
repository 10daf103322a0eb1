"""An accepted, assessed case of Harbour Case Management, with Noor at work on it."""

import pytest

from tests.cast import *  # noqa: F403 - the cast's fixtures
from tsunagu.cases.models import Case
from tsunagu.core.actor import acting
from tsunagu.planning.tests import factories


@pytest.fixture
def case(agency):
    made = factories.case(agency)
    factories.assessed(made, agency)
    return Case.objects.get(id=made.id)


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as actor:
        yield actor
