"""One case under each care model: an act that it allows and another refuses in words, and a date that differs.

Every case begins on Monday 2 November 2026 at 9 in New York, in community mental health.
"""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.cases.choices import Appropriateness, GoalsMet, Wellbeing
from tsunagu.cases.commands.evaluate_case import evaluate_case
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Duty
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.core.kinds import kind
from tsunagu.planning.commands.goals import add_goal
from tsunagu.planning.commands.needs import add_need
from tsunagu.planning.commands.services import add_service_line
from tsunagu.planning.tests import factories as plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(agency):
    """A supervisor who also manages cases, at her browser."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.post("/sign-in/", {"login": "ruth", "password": PASSWORD, "next": "/me/"})
    return client


def begun(agency, model):
    return cases.case(agency, cases.person(agency), worker="ruth", model=model)


def allowed(answer):
    return answer.status_code == 303


def refused(answer, words):
    """Nothing was saved, and the page says why."""
    return answer.status_code == 422 and words in answer.content.decode()


def due(case, clock):
    """The first date that a clock of the case's own model sets."""
    duty = Duty.objects.filter(case=case, clock=f"model/{case.model}.{clock}").order_by("due_at").first()
    return (duty.due_at - timedelta(microseconds=1)).astimezone(ZoneInfo(case.zone)).date()


# -- what is tried ---------------------------------------------------------------------------------------------------------------


def session(ruth, case):
    """A treatment session at the office."""
    said = {"mode": "in_person", "place": "office", "purpose": "session", "note": "Practised saying no.", "sign": "on"}
    asked = {"counterpart": "person", "outcome": "reached", "direction": "out", "next_when": "none"}
    when = {"on": now().astimezone(ZoneInfo(case.zone)).date().isoformat(), "start": "00:00"}
    return ruth.post(reverse("cases:contact_new", args=[case.id]), {**said, **asked, **when})


def plan_activated(agency, ruth, case, *, strength="Knows the way by heart", own_words=True, with_service=True):
    """A whole and agreed plan for somebody found eligible, but for what is left out."""
    with acting(agency.actor("ruth")) as by:
        plan = plans.draft(case, by)
        need = add_need(plan_id=plan.id, text="Wants to get about alone again", by=by)
        words = {"strength": strength, "own_words": own_words}
        long = add_goal(words=plans.long_words(case, **words), need_id=need.id, by=by)
        short = add_goal(words=plans.short_words(case, **words), parent_id=long.id, by=by)
        if with_service:
            add_service_line(goal_id=short.id, words=plans.line_words(case), by=by)
        plans.written(plan, case, by)
    plans.assessed(case, agency)
    with acting(agency.system) as by:
        found = kind("eligibility.determined").event("eligible")
        record(locked(case.id), Happening(found, persons=[plan.person_id]), by=by)
    return ruth.post(f"{reverse('planning:activation', args=[case.id])}?plan={plan.id}")


def closed(agency, ruth, case):
    with acting(agency.actor("ruth")) as by:
        evaluate_case(
            case_id=case.id,
            goals_met=GoalsMet.MOST,
            wellbeing=Wellbeing.BETTER,
            appropriateness=Appropriateness.RIGHT,
            goals_note="Shops alone",
            wellbeing_note="Sleeps through",
            financial="Two bus passes",
            appropriateness_note="",
            client_view="I can do it",
            no_client_view_because="",
            by=by,
        )
    return ruth.post(reverse("cases:closure", args=[case.id]), {"reason": "goals_met"})


# -- the models ------------------------------------------------------------------------------------------------------------------


def test_brokerage_links_and_asks_for_no_strength(agency, ruth):
    """R-033. A plan without strengths is a plan here; under the strengths model it is not."""
    case, other = begun(agency, "brokerage"), begun(agency, "strengths")
    plain = {"strength": "", "own_words": False}
    assert allowed(plan_activated(agency, ruth, case, **plain))
    answer = plan_activated(agency, ruth, other, **plain)
    assert refused(answer, "Each goal names a strength and is in the person&#x27;s own words")
    assert due(case, "first_contact") == date(2026, 11, 9)
    assert due(case, "contact") == date(2027, 1, 31)


def test_clinical_treats(agency, ruth):
    """R-034. A session is work of this model; brokers leave it to providers."""
    case, other = begun(agency, "clinical"), begun(agency, "brokerage")
    assert allowed(session(ruth, case))
    assert refused(session(ruth, other), "Under brokerage the providers give treatment")
    assert due(case, "first_contact") == date(2026, 11, 5)


def test_strengths_meets_weekly_in_the_community(agency, ruth):
    """R-035. The case manager works with the person; targeted case management is no direct service."""
    case, other = begun(agency, "strengths"), begun(agency, "targeted")
    assert allowed(session(ruth, case))
    assert refused(session(ruth, other), "Targeted case management is not a direct service")
    assert due(case, "contact") == date(2026, 11, 8)
    assert due(other, "contact") == date(2026, 11, 30)


def test_intensive_gives_the_support_itself(agency, ruth):
    """R-036. A plan may stand without any provider; a broker's plan is made of them."""
    case, other = begun(agency, "intensive"), begun(agency, "brokerage")
    assert allowed(plan_activated(agency, ruth, case, with_service=False))
    assert refused(plan_activated(agency, ruth, other, with_service=False), "At least one service and who gives it")
    assert due(case, "first_contact") == date(2026, 11, 3)
    assert due(case, "contact") == date(2026, 11, 9)


def test_targeted_ends_without_a_step_down(agency, ruth):
    """R-014. Closing asks for the evaluation; intensive support is first reviewed for lighter support."""
    case, other = begun(agency, "targeted"), begun(agency, "intensive")
    assert allowed(closed(agency, ruth, case))
    assert refused(closed(agency, ruth, other), "Step-down reviewed in the last 30 days")
    assert due(other, "first_contact") == date(2026, 11, 3)
    assert due(case, "first_contact") == date(2026, 11, 9)
