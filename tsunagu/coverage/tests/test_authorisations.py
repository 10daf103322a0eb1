"""Asked, answered, appealed, drawn down, run out: an authorisation from its first day to its last."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tsunagu.cases.models import Duty
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.coverage.commands.decide_authorisation import decide_appeal, decide_authorisation, settle_appeal
from tsunagu.coverage.commands.deliver_units import withdraw_delivery
from tsunagu.coverage.commands.request_authorisation import let_run_out, withdraw_authorisation
from tsunagu.coverage.models import Delivery
from tsunagu.coverage.queries import running_out, unsettled_denials, waiting
from tsunagu.coverage.tests.factories import answer, covered, day, delivered, granted, requested

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(agency):
    return cases.case(agency, at=now() - timedelta(days=30))


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as by:
        yield by


def open_duty(case, topic):
    return Duty.objects.filter(case=case, topic=topic, outcome="open").order_by("due_at").first()


def test_a_request_waits_for_its_answer(case, noor):
    """R-091."""
    one = requested(case, noor, covered(case, noor))
    assert one.payer == "Bluestem Health Community Plus"
    assert open_duty(case, "authorisation_answer").subject == one.id
    assert [row.id for row in waiting(noor)] == [one.id]
    decide_authorisation(authorisation_id=one.id, answer=answer(case), by=noor)
    assert open_duty(case, "authorisation_answer") is None
    with pytest.raises(Refused, match="answered already"):
        withdraw_authorisation(authorisation_id=one.id, reason="Not needed", by=noor)


def test_urgent_requests_are_chased_sooner(case, noor):
    requested(case, noor, covered(case, noor), expedited=True)
    assert open_duty(case, "authorisation_answer").due_at < now() + timedelta(days=5)


def test_a_request_outside_the_coverage_is_refused(case, noor):
    """R-091."""
    coverage = covered(case, noor, ends=day(case, 30))
    with pytest.raises(Refused, match="does not hold"):
        requested(case, noor, coverage, ends=day(case, 31))


def test_units_are_drawn_down_and_the_last_fifth_is_said_once(case, noor):
    """R-087, R-091."""
    one = granted(case, noor, covered(case, noor), units=Decimal(5))
    for _n in range(4):
        delivered(case, noor, one)
    one.refresh_from_db()
    assert one.left == 1
    assert case.facts.filter(kind="authorisation.running_low").count() == 1
    assert [row.id for row in running_out(noor, day(case))] == [one.id]
    assert open_duty(case, "authorisation_renewal")
    let_run_out(authorisation_id=one.id, reason="Walks alone", by=noor)
    assert open_duty(case, "authorisation_renewal") is None
    assert not running_out(noor, day(case)).exists()


def test_beyond_the_authorised_units_only_with_a_reason(case, noor):
    """R-002, R-091."""
    one = granted(case, noor, units=Decimal(2))
    delivered(case, noor, one, 2)
    with pytest.raises(Refused, match="0 of 2") as refused:
        delivered(case, noor, one)
    assert refused.value.field == "reason"
    row = delivered(case, noor, one, reason="The renewal was asked for; stopping now would undo it")
    assert (row.beyond, row.reason[:11]) == (Decimal(1), "The renewal")
    assert case.facts.filter(kind="service.delivered", data__beyond=True).count() == 1


def test_on_a_day_without_authorisation_only_with_a_reason(case, noor):
    """R-091."""
    one = requested(case, noor)
    with pytest.raises(Refused, match="Nothing is authorised"):
        delivered(case, noor, one)
    assert delivered(case, noor, one, reason="Urgent").beyond == 1


def test_a_service_nobody_asked_a_payer_about_needs_no_authorisation(case, noor):
    one = requested(case, noor)
    withdraw_authorisation(authorisation_id=one.id, reason="Paid by the church", by=noor)
    assert delivered(case, noor, one).beyond == 0


def test_an_entry_taken_back_gives_the_units_back(case, noor):
    one = granted(case, noor, units=Decimal(5))
    row = delivered(case, noor, one, 3)
    with pytest.raises(Refused):
        withdraw_delivery(delivery_id=row.id, reason=" ", by=noor)
    withdraw_delivery(delivery_id=row.id, reason="The therapist was ill", by=noor)
    one.refresh_from_db()
    assert one.left == 5
    assert Delivery.objects.get().withdrawn_by_name == "Noor Haddad"


def test_a_denial_by_medicaid_can_be_appealed_for_sixty_days(case, noor):
    """R-091. 42 CFR 438.402(c)(2)(ii)."""
    one = requested(case, noor, covered(case, noor))
    with pytest.raises(Refused, match="reason the payer gives"):
        decide_authorisation(authorisation_id=one.id, answer=answer(case, "denied"), by=noor)
    decide_authorisation(authorisation_id=one.id, answer=answer(case, "denied", reason="Not necessary"), by=noor)
    duty = open_duty(case, "appeal")
    assert (duty.legal, duty.clock) == (True, "law/us.appeal_medicaid")
    assert timedelta(days=59) < duty.due_at - now() < timedelta(days=62)
    assert list(unsettled_denials(noor)) == [one]
    settle_appeal(authorisation_id=one.id, step="filed", grounds="Fell twice on the stairs", on=day(case), by=noor)
    assert open_duty(case, "appeal") is None
    decide_appeal(
        authorisation_id=one.id,
        outcome="changed",
        answer=answer(case, "partly", units=Decimal(6), reason="Six"),
        by=noor,
    )
    one.refresh_from_db()
    assert (one.status, one.granted, one.left) == ("partly", 6, 6)
    assert one.decisions.count() == 2


def test_the_day_that_the_notice_names_comes_before_the_rule(case, noor):
    """R-091."""
    one = requested(case, noor, covered(case, noor))
    given = answer(case, "partly", units=Decimal(6), reason="Half", appeal_by=day(case, 10))
    decide_authorisation(authorisation_id=one.id, answer=given, by=noor)
    duty = open_duty(case, "appeal")
    assert duty.clock == "agency/defaults.appeal_by_notice"
    assert duty.due_at < now() + timedelta(days=12)


def test_a_payer_without_a_known_law_still_has_a_deadline(case, noor):
    one = requested(case, noor)
    decide_authorisation(authorisation_id=one.id, answer=answer(case, "denied", reason="No"), by=noor)
    assert open_duty(case, "appeal").clock == "agency/defaults.appeal"


def test_fewer_units_are_approved_in_part_and_an_appeal_needs_a_no(case, noor):
    one = requested(case, noor)
    with pytest.raises(Refused, match="in part"):
        decide_authorisation(authorisation_id=one.id, answer=answer(case, units=Decimal(3)), by=noor)
    with pytest.raises(Refused, match="nothing to appeal"):
        settle_appeal(authorisation_id=one.id, step="filed", grounds="-", on=day(case), by=noor)


def test_a_decision_that_stands_after_an_appeal_changes_nothing(case, noor):
    one = requested(case, noor)
    decide_authorisation(authorisation_id=one.id, answer=answer(case, "denied", reason="No"), by=noor)
    settle_appeal(authorisation_id=one.id, step="filed", grounds="It is needed", on=day(case), by=noor)
    with pytest.raises(Refused, match="under way"):
        settle_appeal(authorisation_id=one.id, step="filed", grounds="Again", on=day(case), by=noor)
    decide_appeal(authorisation_id=one.id, outcome="upheld", answer=answer(case, "denied"), by=noor)
    one.refresh_from_db()
    assert (one.status, one.decisions.count()) == ("denied", 1)
    assert one.appeals.get().outcome == "upheld"


def test_asking_again_settles_what_follows(case, noor):
    coverage = covered(case, noor)
    one = granted(case, noor, coverage)
    requested(case, noor, coverage, line=one.line, follows_id=one.id)
    one.refresh_from_db()
    assert one.renewal == "asked_again"
    assert open_duty(case, "authorisation_renewal") is None
