"""An accepted, assessed case of Harbour Case Management, with Noor at work on it."""

import pytest

from tests.cast import *  # noqa: F403 - the cast's fixtures
from tsunagu.core.actor import acting
from tsunagu.planning.tests import factories


@pytest.fixture
def case(agency):
    made = factories.case(agency)
    factories.assessed(made, agency)
    made.refresh_from_db()
    return made


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as actor:
        yield actor
