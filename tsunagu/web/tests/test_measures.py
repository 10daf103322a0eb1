"""The caseload shows how it went with each person: tier, scores and contacts, drawn and in words."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test.utils import CaptureQueriesContext

from tests.cast import PASSWORD
from tsunagu.assessment.events import InstrumentScored
from tsunagu.assessment.tests.factories import make_case, make_person, person_of
from tsunagu.cases.commands.record import Happening, locked, record, retract_fact
from tsunagu.cases.models import Case
from tsunagu.core.clock import frozen, now
from tsunagu.risk.commands import stratify
from tsunagu.web.measures import measures_of

pytestmark = pytest.mark.django_db


def accepted(agency, *persons):
    case = make_case(agency, *persons)
    Case.objects.filter(id=case.id).update(accepted_at=now())
    return case


@pytest.fixture
def case(agency):
    return accepted(agency)


def score(agency, case, total, ago):
    happening = Happening(
        InstrumentScored("phq9", Decimal(total)), now() - timedelta(days=ago), [person_of(case).id], None
    )
    return record(locked(case.id), happening, by=agency.actor("noor"))[0]


def tier(agency, case, name, ago, reason=""):
    with frozen(now() - timedelta(days=ago)):
        stratify(case.id, person_of(case).id, tier=name, reason=reason, by=agency.actor("noor"))


def measured(case):
    case = Case.objects.get(id=case.id)
    return measures_of([case], "en")[case.id]


def test_the_tier_is_drawn_in_steps_and_says_what_it_was_before(agency, case):
    """R-019."""
    tier(agency, case, "high", 40)
    tier(agency, case, "standard", 10, "A nurse lives in")
    shown = measured(case)
    assert shown.tier
    assert shown.tier_words.startswith("High until")


def test_scores_say_where_they_began_and_where_they_stand(agency, case):
    for total, ago in ((14, 60), (11, 30), (9, 2)):
        score(agency, case, total, ago)
    (line,) = measured(case).scores
    assert line.words.startswith("PHQ-9 14 → 9")
    assert line.spark


def test_one_score_is_words_alone_and_a_withdrawn_one_is_none(agency, case):
    fact = score(agency, case, 14, 3)
    (line,) = measured(case).scores
    assert line.spark is None
    retract_fact(fact, reason="Somebody else’s sheet", by=agency.actor("noor"))
    assert measured(case).scores == []


def test_nothing_recorded_is_said(case):
    shown = measured(case)
    assert (shown.tier, shown.scores, shown.contacts, shown.contact_words) == (None, [], None, "none")


def test_the_list_by_risk_asks_the_same_for_one_as_for_many(agency, case, client):
    from django.db import connection

    client.post("/sign-in/", {"login": "noor", "password": PASSWORD, "next": "/"})

    def asked():
        client.get("/my-caseload/?sort=tier")
        with CaptureQueriesContext(connection) as found:
            assert client.get("/my-caseload/?sort=tier").status_code == 200
        return len(found)

    one = asked()
    for n in range(4):
        other = accepted(agency, make_person(agency, f"Ola {n}", "Brandt"))
        score(agency, other, n, 5)
        tier(agency, other, "high", 3)
    assert asked() == one
    page = client.get("/my-caseload/?sort=tier").content.decode()
    assert page.index("Brandt") < page.index("Aldana-Whitfield")
