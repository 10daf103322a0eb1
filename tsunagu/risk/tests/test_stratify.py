"""A tier is computed from named factors; raising is free, lowering has a reason, and clocks follow."""

from datetime import timedelta

import pytest

from tsunagu.assessment.commands import complete_assessment
from tsunagu.assessment.tests.factories import begin, conclude_all, make_case, make_person, meet, person_of, say
from tsunagu.cases.choices import Mode, Outcome, Setting, StayClass
from tsunagu.cases.commands.log_contact import log_contact
from tsunagu.cases.commands.start_stay import end_stay, start_stay
from tsunagu.cases.models import Case, Duty, Fact, Member
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.risk.commands import state_factor, stratify, withdraw_factor
from tsunagu.risk.models import RiskAssessment
from tsunagu.risk.queries import assessed, history_of, tier_name

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def case(agency):
    return make_case(agency)


def stay(agency, case, began, ended=None, **more):
    noor = agency.actor("noor")
    made = start_stay(
        case_id=case.id,
        person_id=person_of(case).id,
        setting=Setting.HOSPITAL,
        started_at=now() - timedelta(days=began),
        by=noor,
        **more,
    )
    if ended is not None:
        end_stay(made.id, ended_at=now() - timedelta(days=ended), by=noor)
    return made


def found(case):
    case = Case.objects.get(id=case.id)
    return {e.factor: e.source for e in assessed(case, person_of(case)).evidence}


def set_tier(agency, case, tier="", reason="", worker="noor"):
    return stratify(case.id, person_of(case).id, tier=tier, reason=reason, by=agency.actor(worker))


def test_the_computed_tier_names_each_factor_with_points_and_source(agency):
    """R-019."""
    case = make_case(agency, make_person(agency, cannot_self_report=True))
    stay(agency, case, 20, 10, where="St Brannoc")
    risk = set_tier(agency, case)
    assert (risk.points, risk.computed, risk.tier) == (4, "standard", "standard")
    assert [(f["factor"], f["points"], f["source"]) for f in risk.factors] == [
        ("recent_discharge", 2, "stay"),
        ("cannot_self_report", 2, "person"),
    ]
    assert risk.factors[0]["data"] == {"where": "St Brannoc"}
    member = Member.objects.get(case=case)
    assert (member.tier, member.tier_since) == ("standard", risk.at)
    case.refresh_from_db()
    assert case.tier == "standard"
    assert Fact.objects.get(case=case, kind="tier.set").data == {"tier": "standard", "points": 4}


def test_answers_of_an_assessment_count_with_where_they_were_given(agency, case):
    """R-019: blood pressure, mental health, finances."""
    health = begin(agency, case, "health")
    say(agency, health, "present_health", {"blood_pressure": "uncontrolled"})
    say(agency, health, "mental_state", {"screen": "positive"})
    needs = begin(agency, case, "needs")
    say(agency, needs, "money", {"income": "short"})
    say(agency, needs, "housing", {"secure": "insecure"})
    say(agency, needs, "carers", {"state": "at_limit"})
    assert set(found(case)) == {
        "uncontrolled_condition",
        "positive_screen",
        "income_short",
        "insecure_housing",
        "carer_at_limit",
    }
    assert set_tier(agency, case).tier == "high"


def test_a_newer_answer_takes_the_older_ones_place(agency, case):
    needs = begin(agency, case, "needs")
    say(agency, needs, "housing", {"secure": "none"})
    say(agency, needs, "housing", {"secure": "secure"})
    assert found(case) == {}


def test_living_alone_counts_only_with_daily_help(agency):
    case = make_case(agency, make_person(agency, lives_alone=True))
    assert found(case) == {}
    say(agency, begin(agency, case), "mobility", {"ability": "1", "support": "3"})
    assert found(case) == {"alone_with_daily_help": "function"}


def test_a_stay_that_is_planned_by_its_nature_is_no_unplanned_admission(agency, case):
    stay(agency, case, 150, 149, stay_class=StayClass.EMERGENCY)
    stay(agency, case, 100, 90, stay_class=StayClass.REHABILITATION)
    assert found(case) == {}
    stay(agency, case, 80, 79, stay_class=StayClass.EMERGENCY)
    assert found(case) == {"repeated_admissions": "stays"}


def test_two_contacts_missed_in_a_row_count_until_one_is_made(agency, case):
    def contact(hours, outcome):
        log_contact(
            case_id=case.id,
            by=agency.actor("noor"),
            started_at=now() - timedelta(hours=hours),
            mode=Mode.PHONE,
            outcome=outcome,
            persons=[person_of(case).id],
        )

    contact(50, Outcome.MISSED)
    assert found(case) == {}
    contact(30, Outcome.MISSED)
    assert found(case) == {"missed_contacts": "contacts"}
    contact(2, Outcome.REACHED)
    assert found(case) == {}


def test_raising_needs_no_reason(agency, case):
    """R-019."""
    assert set_tier(agency, case, "high").reason == ""
    assert set_tier(agency, case, "crisis").before == "high"


def test_lower_than_the_factors_say_needs_a_reason(agency):
    """R-019."""
    case = make_case(agency, make_person(agency, cannot_self_report=True))
    with pytest.raises(Refused, match="lower than the factors") as refusal:
        set_tier(agency, case, "low")
    assert refusal.value.field == "reason"
    assert set_tier(agency, case, "low", "A nurse lives in.").tier == "low"


def test_lower_than_before_needs_a_reason_even_where_the_factors_agree(agency, case):
    """R-019."""
    set_tier(agency, case, "high")
    with pytest.raises(Refused, match="lower than before"):
        set_tier(agency, case)
    lowered = set_tier(agency, case, reason="Three quiet months.")
    assert (lowered.before, lowered.tier) == ("high", "low")
    assert [r.tier for r in history_of(case, person_of(case).id)] == ["low", "high"]


def test_the_tier_drives_the_contact_clock_and_the_row_says_which_dates_moved(agency, case):
    """R-019."""
    before = set(Duty.objects.filter(case=case, outcome="open").values_list("clock", flat=True))
    risk = set_tier(agency, case, "high")
    after = set(Duty.objects.filter(case=case, outcome="open").values_list("clock", flat=True))
    assert after - before == {c["clock"] for c in risk.clocks if not c["was"]}
    assert any(clock.startswith("tier/high.") for clock in after - before)


def test_setting_the_same_tier_again_keeps_the_assessment_and_starts_no_clock_anew(agency, case):
    set_tier(agency, case, "high")
    set_tier(agency, case, "high")
    assert Fact.objects.filter(case=case, kind="tier.set").count() == 1
    assert RiskAssessment.objects.filter(case=case).count() == 2


def test_a_fact_that_raises_the_computed_tier_raises_the_tier_in_the_systems_name(agency):
    """R-019: no silent lowering; raising does not wait."""
    case = make_case(agency, make_person(agency, cannot_self_report=True))
    set_tier(agency, case)
    stay(agency, case, 60, 50, stay_class=StayClass.EMERGENCY)
    stay(agency, case, 20, 10, stay_class=StayClass.EMERGENCY)
    risk = history_of(case, person_of(case).id).first()
    assert (risk.automatic, risk.by_name, risk.tier, risk.points) == (True, "Tsunagu", "high", 7)
    assert Member.objects.get(case=case).tier == "high"


def test_nothing_lowers_a_tier_by_itself(agency, case):
    """R-019."""
    set_tier(agency, case, "crisis")
    assessment = begin(agency, case)
    meet(agency, assessment)
    conclude_all(agency, assessment)
    complete_assessment(assessment.id, by=agency.actor("noor"))
    assert Member.objects.get(case=case).tier == "crisis"


def test_an_ordinary_tier_that_nobody_set_is_left_to_a_person(agency):
    case = make_case(agency, make_person(agency, cannot_self_report=True))
    stay(agency, case, 20)
    assert Member.objects.get(case=case).tier == ""


def test_an_open_safety_concern_sets_crisis_whatever_the_points(agency, case):
    state_factor(
        case.id,
        person_of(case).id,
        "safety_concern",
        reason="Threats at home",
        known_from="Visit today",
        by=agency.actor("noor"),
    )
    assert Member.objects.get(case=case).tier == "crisis"
    assert found(case) == {"safety_concern": "stated"}


def test_a_stated_factor_has_reason_and_source_and_can_be_withdrawn(agency, case):
    """R-019."""
    person, noor = person_of(case), agency.actor("noor")
    with pytest.raises(Refused, match="known from"):
        state_factor(case.id, person.id, "income_short", reason="Cannot pay rent", known_from="", by=noor)
    stated = state_factor(
        case.id, person.id, "income_short", reason="Cannot pay rent", known_from="Landlord's letter", by=noor
    )
    with pytest.raises(Refused, match="stated already"):
        state_factor(case.id, person.id, "income_short", reason="Again", known_from="Letter", by=noor)
    with pytest.raises(Refused, match="does not hold"):
        withdraw_factor(stated.id, reason="", by=noor)
    withdraw_factor(stated.id, reason="Benefit came through", by=noor)
    assert found(case) == {}


def test_tiers_are_called_as_the_programme_calls_them(hanbit):
    case = make_case(hanbit, programme="kr_integrated", worker="han")
    assert tier_name(case, "high")
    assert tier_name(case, "") == ""


def test_who_may_not_set_tiers_sets_none(agency, case):
    with pytest.raises(Forbidden):
        set_tier(agency, case, worker="imani")


def test_another_organisation_sees_no_risk(agency, case, elsewhere):
    set_tier(agency, case)
    with acting(elsewhere.system):
        assert not RiskAssessment.objects.exists()


def test_an_open_report_sets_crisis_and_says_only_that_it_exists(agency, case):
    """R-019; practice norms 2.3a."""
    from tsunagu.cases.tests.test_report_concern import reported

    with acting(agency.actor("noor")) as noor:
        reported(noor, person_id=person_of(case).id)
    with acting(agency.actor("ruth")):
        assert found(case) == {"safety_concern": "concern"}
        assert assessed(Case.objects.get(id=case.id), person_of(case)).tier == "crisis"
