"""Who pays: recorded, ordered, checked, ended, imported."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.cast import make_agency
from tsunagu.cases.models import Duty
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.ids import uuid7
from tsunagu.coverage.choices import Scheme
from tsunagu.coverage.commands.certify import certify_level, set_share
from tsunagu.coverage.commands.check_eligibility import check_eligibility
from tsunagu.coverage.commands.record_coverage import change_coverage, end_coverage, pay_first, record_coverage
from tsunagu.coverage.commands.take_coverage import take_coverage
from tsunagu.coverage.models import Coverage, EligibilityCheck
from tsunagu.coverage.queries import coverages_of_case, level_on, limit_on, share_on, standing_of
from tsunagu.coverage.tests.factories import covered, day, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(agency):
    return cases.case(agency, at=now() - timedelta(days=5))


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as by:
        yield by


def open_duty(case, topic):
    return Duty.objects.filter(case=case, topic=topic, outcome="open").order_by("due_at").first()


def test_a_coverage_that_ends_is_a_duty_and_a_later_end_moves_it(case, noor):
    """R-091."""
    coverage = covered(case, noor, ends=day(case, 20))
    assert open_duty(case, "coverage_ends").due_at.date() - now().date() <= timedelta(days=21)
    change_coverage(case_id=case.id, coverage_id=coverage.id, words=words(case, ends=day(case, 80)), by=noor)
    assert open_duty(case, "coverage_ends").due_at > now() + timedelta(days=70)
    end_coverage(case_id=case.id, coverage_id=coverage.id, reason="replaced", by=noor)
    assert open_duty(case, "coverage_ends") is None
    assert not coverages_of_case(case, day(case))


def test_medicaid_is_put_after_the_others_and_a_worker_may_say_otherwise(case, noor):
    """R-091."""
    person = case.members.first().person
    medicaid = covered(case, noor, scheme="us_medicaid", payer="State Medicaid")
    covered(case, noor, scheme="us_medicare", payer="Medicare")
    covered(case, noor, scheme="us_commercial", payer="Bluestem Group")
    assert [one.scheme for one in standing_of(person)] == ["us_commercial", "us_medicare", "us_medicaid"]
    assert pay_first(case_id=case.id, coverage_id=medicaid.id, by=noor).priority == 1
    assert [one.priority for one in standing_of(person)] == [1, 2, 3]


def test_a_check_says_when_how_and_by_whom_and_starts_the_next(case, noor):
    """R-091."""
    coverage = covered(case, noor)
    said = {"case_id": case.id, "coverage_id": coverage.id, "by": noor}
    first = open_duty(case, "coverage_check")
    check_eligibility(on=day(case), way="online", result="active", reference="271-88", **said)
    check = EligibilityCheck.objects.get()
    assert (check.by_name, check.way, check.on) == ("Noor Haddad", "online", day(case))
    assert case.facts.filter(kind="coverage.checked", ref=coverage.id, data__result="active").exists()
    assert open_duty(case, "coverage_check") != first or first is None
    with pytest.raises(Refused):
        check_eligibility(on=day(case), way="online", result="perhaps", **said)


def test_levels_and_shares_hold_for_their_days(mizunara):
    """R-091. 要介護度 and 負担割合 change; what held on a day is asked of that day."""
    case = cases.case(mizunara, worker="morishita", programme="jp_home_care", model="", at=now() - timedelta(days=5))
    with acting(mizunara.actor("morishita")) as by:
        coverage = covered(case, by, scheme="jp_ltci", payer="桜台市", plan="", subscriber_id="0000412877")
        said = {"case_id": case.id, "coverage_id": coverage.id, "by": by}
        certify_level(level="care_1", starts=day(case, -100), **said)
        certify_level(level="care_3", starts=day(case, -3), ends=day(case, 300), **said)
        set_share(percent=Decimal(10), starts=day(case, -100), ends=day(case, -4), **said)
        set_share(percent=Decimal(20), starts=day(case, -3), **said)
        coverage = Coverage.objects.prefetch_related("levels", "shares").get()
        assert (level_on(coverage, day(case, -10)).level, level_on(coverage, day(case)).level) == ("care_1", "care_3")
        assert limit_on(coverage, day(case))[0] == 27048
        assert (share_on(coverage, day(case, -10)).percent, share_on(coverage, day(case)).percent) == (10, 20)
        assert share_on(coverage, day(case, -101)) is None
        with pytest.raises(Refused, match="level"):
            certify_level(level="grade_1", starts=day(case), **said)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"payer": " "}, "payer"), ({"scheme": "none"}, "scheme"), ({"copay": Decimal(3)}, "currency")],
)
def test_what_is_missing_is_named(case, noor, wrong, field):
    with pytest.raises(Refused) as refused:
        covered(case, noor, **wrong)
    assert refused.value.field == field


def test_dates_in_the_wrong_order_and_strangers_are_refused(agency, case, noor):
    with pytest.raises(Refused, match="before it starts"):
        covered(case, noor, ends=day(case, -300))
    with acting(agency.system):
        stranger = cases.person(agency, "Ada Quill")
    with pytest.raises(Refused, match="not in the case"):
        record_coverage(case_id=case.id, person_id=stranger.id, words=words(case), by=noor)


def test_who_may_not_work_on_cases_may_not_write(agency, case):
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        covered(case, dale)


def test_an_imported_coverage_is_kept_once_and_a_cancelled_one_has_ended(agency, case):
    """R-091."""
    person = case.members.first().person
    said = {"person": person, "source": "St Brannoc", "external_id": "c1", "scheme": Scheme.OTHER, "by": agency.system}
    one = take_coverage(payer="Bluestem", subscriber_id="12345678", **said)
    again = take_coverage(payer="Bluestem Health", subscriber_id="12345678", **said)
    assert one.id == again.id
    assert Coverage.objects.get().payer == "Bluestem Health"
    assert not case.facts.filter(kind__startswith="coverage").exists(), "history makes no duty"
    take_coverage(payer="Bluestem Health", cancelled=True, **said)
    assert Coverage.objects.get().ended_reason == "expired"


@pytest.mark.data
def test_another_organisation_sees_nothing_of_it(case, noor):
    covered(case, noor)
    other = make_agency("en", suffix=f"-{uuid7().hex[-6:]}")
    with acting(other.actor("noor")):
        assert not Coverage.objects.exists()
    with frozen(now()), acting(noor):
        assert Coverage.objects.count() == 1
