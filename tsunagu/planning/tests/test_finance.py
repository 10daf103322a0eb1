"""Planned, authorised, delivered: by service, goal and currency, and what a month under a limit costs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.coverage.choices import Scheme
from tsunagu.coverage.commands.certify import certify_level, set_share
from tsunagu.coverage.commands.decide_authorisation import Answer, decide_authorisation
from tsunagu.coverage.commands.fund_line import fund_line
from tsunagu.coverage.models import Authorisation, Delivery
from tsunagu.coverage.queries import months_of
from tsunagu.coverage.tests.factories import covered
from tsunagu.planning.commands.goals import add_goal
from tsunagu.planning.commands.review_plan import Judgement, review_plan
from tsunagu.planning.commands.run_service import ask_authorisation, record_delivery, start_service
from tsunagu.planning.commands.services import add_service_line
from tsunagu.planning.queries.finance import finance_of
from tsunagu.planning.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(case, noor):
    line = factories.active(case, noor).lines.get()
    return start_service(line_id=line.id, by=noor)


def grant(case, line, by, units=12):
    asked = ask_authorisation(line_id=line.id, request=factories.request(case, units=Decimal(units)), by=by)
    answer = Answer("approved", today(case.zone))
    return decide_authorisation(authorisation_id=asked.id, answer=answer, by=by)


def deliver(case, line, by, units=1, **more):
    return record_delivery(line_id=line.id, on=today(case.zone), units=Decimal(units), by=by, **more)


def signed_in(login="noor", language="en"):
    client = Client()
    client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    client.cookies["language"] = language
    return client


def url(name, case, **query):
    tail = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(name, kwargs={"case_id": case.id}) + (f"?{tail}" if tail else "")


def test_the_sheet_shows_planned_authorised_and_delivered_of_a_goal(case, line, noor):
    """R-002, R-091, R-093."""
    grant(case, line, noor)
    deliver(case, line, noor, 3)
    (goal,) = finance_of(case).goals
    assert goal.money.planned == {"USD": Decimal("2052.00")}
    assert goal.money.authorised == {"USD": Decimal("1026.00")}
    assert goal.money.delivered == {"USD": Decimal("256.50")}
    assert (goal.lines[0].units.left, goal.goal.term) == (Decimal(9), "long")
    for language, title in (("en", "Financial sheet"), ("ja", "費用"), ("ko", "비용")):
        for name in ("planning:finance", "planning:finance_print"):
            page = signed_in(language=language).get(url(name, case)).content.decode()
            assert "256.50" in page
            assert title in page


def test_currencies_are_never_added_up(case, noor):
    """R-002."""
    plan = factories.draft(case, noor)
    _need, long, _short, _line = factories.grown(plan, case, noor)
    other = add_goal(words=factories.short_words(case, text="River reads the local paper"), parent_id=long.id, by=noor)
    words = factories.line_words(case, what="Reading by phone from Seoul", unit_price=Decimal(9000), currency="KRW")
    add_service_line(goal_id=other.id, words=words, by=noor)
    factories.written(plan, case, noor)
    factories.activate_plan(plan_id=plan.id, by=noor)
    money = finance_of(case).money
    assert money.planned == {"USD": Decimal("2052.00"), "KRW": Decimal(216000)}
    page = signed_in().get(url("planning:finance", case)).content.decode()
    assert "nothing is converted" in page


def test_nothing_is_delivered_before_the_service_has_started_or_in_the_future(case, noor):
    """R-002."""
    line = factories.active(case, noor).lines.get()
    with pytest.raises(Refused, match="has started"):
        deliver(case, line, noor)
    start_service(line_id=line.id, by=noor)
    with pytest.raises(Refused, match="future"):
        record_delivery(line_id=line.id, on=today(case.zone) + timedelta(days=2), units=Decimal(1), by=noor)


def test_the_form_counts_down_and_asks_for_a_reason_past_the_grant(case, line, noor):
    """R-087, R-091."""
    grant(case, line, noor, units=2)
    client, form = signed_in(), url("planning:delivered", case, about=line.key)
    assert "2 of 2 visits left" in client.get(form).content.decode()
    said = {"on": today(case.zone).isoformat(), "units": "2"}
    assert client.post(form, said).status_code == 303
    refused = client.post(form, {**said, "units": "1"})
    assert refused.status_code == 422
    assert "0 of 2 left" in refused.content.decode()
    assert client.post(form, {**said, "units": "1", "reason": "The renewal is under way"}).status_code == 303
    with acting(noor):
        assert Delivery.objects.filter(beyond=1).count() == 1
    page = client.get(url("planning:finance", case)).content.decode()
    assert "More was delivered than authorised" in page
    listed = client.get(reverse("coverage:authorisations")).content.decode()
    assert "1 more than the 2 visits authorised" in listed


def test_asking_from_the_plan_needs_a_coverage_that_holds(case, line, noor):
    """R-006, R-091."""
    coverage = covered(case, noor, ends=today(case.zone) + timedelta(days=20))
    client, form = signed_in(), url("planning:authorisation_new", case, about=line.key)
    said = {"coverage": str(coverage.id), "units": "12", "unit_kind": "visit", "starts": today(case.zone).isoformat()}
    refused = client.post(form, {**said, "ends": (today(case.zone) + timedelta(days=60)).isoformat()})
    assert refused.status_code == 422
    assert "does not hold on all of these days" in refused.content.decode()
    assert client.post(form, {**said, "ends": (today(case.zone) + timedelta(days=19)).isoformat()}).status_code == 303
    with acting(noor):
        asked = Authorisation.objects.get()
        assert (asked.coverage_id, asked.justification) == (coverage.id, line.rationale)


def test_a_month_of_japanese_home_care_is_counted_against_its_limit(mizunara):
    """R-091. 支給限度額 and 負担割合: what lies past the limit is the person's whole."""
    with acting(mizunara.actor("morishita")) as by:
        case = factories.case(mizunara, cases.person(mizunara, "水無瀬 凪", name_lang="ja"), worker="morishita")
        factories.assessed(case, mizunara)
        line = start_service(line_id=factories.active(case, by).lines.get().id, by=by)
        first = today(case.zone).replace(day=1)
        coverage = covered(case, by, scheme=Scheme.JP_LTCI, payer="桜台市", plan="", area="1")
        assert months_of(case, first)[0].uncounted == 1, (
            "nobody has said yet who pays: that is no month without services"
        )
        said = {"case_id": case.id, "coverage_id": coverage.id, "by": by}
        certify_level(level="support_1", starts=first, **said)
        set_share(percent=Decimal(10), starts=first, **said)
        fund_line(line=line.key, unit_kind="visit", points=Decimal(387), labour="70", monthly=Decimal(14), **said)
        (month,) = months_of(case, first)
        assert month.uncounted == 0
        assert (month.planned.counted, month.planned.past) == (Decimal(5418), Decimal(386))
        assert (month.planned.total("person"), month.planned.total("whole")) == (5737, 4400)
        assert month.delivered.counted == 0
        deliver(case, line, by, 2)
        assert months_of(case, first)[0].delivered.counted == 774
    client = signed_in("morishita", "ja")
    page = client.get(url("planning:finance", case)).content.decode()
    assert "5,032" in page
    assert "386" in page
    assert client.get(reverse("coverage:funding", kwargs={"case_id": case.id, "line": line.key})).status_code == 200
    assert client.get(url("planning:finance", case, month="2026-13")).status_code == 404


def test_what_achieved_goals_cost_is_said_for_each_and_together(case, line, noor):
    """R-093. A goal and the one below it are both achieved: together their service counts once."""
    deliver(case, line, noor, 3)
    page = signed_in().get(url("planning:finance", case)).content.decode()
    assert "No goal has been rated achieved yet" in page
    plan = line.plan
    ratings = {goal.key: Judgement("achieved") for goal in plan.goals.all()}
    review_plan(plan_id=plan.id, ratings=ratings, summary="Walks alone", outlook="change", by=noor)
    achieved = finance_of(case).achieved
    assert [one.delivered for one in achieved.goals] == [{"USD": Decimal("256.50")}] * 2
    assert (achieved.delivered, achieved.unpriced) == ({"USD": Decimal("256.50")}, 0)
    Delivery.objects.update(amount=None)
    achieved = finance_of(case).achieved
    assert (achieved.delivered, achieved.unpriced) == ({}, 1)
    for language, words in (("en", "1 delivery for these goals has no price"), ("ja", "達成"), ("ko", "달성")):
        for name in ("planning:finance", "planning:finance_print"):
            assert words in signed_in(language=language).get(url(name, case)).content.decode()


def test_a_goal_that_was_not_achieved_costs_nothing_here(case, line, noor):
    """R-093."""
    deliver(case, line, noor, 3)
    ratings = {goal.key: Judgement("partly") for goal in line.plan.goals.all()}
    review_plan(plan_id=line.plan_id, ratings=ratings, summary="Slower than hoped", outlook="change", by=noor)
    assert finance_of(case).achieved.goals == []


def test_a_stranger_finds_no_sheet(case, line, elsewhere):
    for name in ("planning:finance", "planning:finance_print", "planning:delivered", "coverage:coverage"):
        assert signed_in("tomas").get(url(name, case, about=line.key)).status_code == 404
        assert signed_in(elsewhere.members["noor"].user.login).get(url(name, case)).status_code == 404
