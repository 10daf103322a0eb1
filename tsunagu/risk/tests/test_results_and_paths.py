"""A result that is a level and no number, and a safety path that is open, are factors like any other: named, with their source."""

from datetime import timedelta

import pytest

from tsunagu.assessment.tests.factories import fill_in, make_case, person_of
from tsunagu.cases.choices import SafetyOutcome
from tsunagu.cases.commands.safety_path import Disposition, close_safety_path
from tsunagu.cases.models import Case, Fact, Member, SafetyPath
from tsunagu.core.actor import acting
from tsunagu.core.clock import today
from tsunagu.risk.models import RiskAssessment
from tsunagu.risk.presenters.tiers import factor_rows
from tsunagu.risk.queries import assessed
from tsunagu.risk.rules.schemes import SchemeError, load_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def found(case):
    case = Case.objects.get(id=case.id)
    return assessed(case, person_of(case))


def said(case):
    return {row.code: row.source for row in factor_rows(case, found(case), {})}


def test_an_open_safety_path_is_a_named_factor_and_raises_the_tier_at_once(agency):
    """R-019."""
    case = make_case(agency)
    with acting(agency.actor("noor")) as noor:
        fill_in(case, "phq9", {"9": 1}, by=noor, complete=False)
        assert (Member.objects.get(case=case).tier, found(case).tier) == ("high", "high")
        assert "PHQ-9" in said(case)["safety_path"]
        assert RiskAssessment.objects.get(case=case).because == "safety_path.opened"
        fill_in(case, "cssrs", {"1": 1, "2": 1, "3": 1, "4": 1, "5": 0, "6": 0}, by=noor)
        assert Member.objects.get(case=case).tier == "crisis"
        assert "C-SSRS" in said(case)["safety_path_high"]
        assert "safety_path" not in said(case)


def test_a_closed_path_is_no_factor_any_more_and_lowers_nothing_by_itself(agency):
    case = make_case(agency)
    with acting(agency.actor("noor")) as noor:
        fill_in(case, "phq9", {"9": 1}, by=noor, complete=False)
        tomorrow = today(case.zone) + timedelta(days=1)
        how = Disposition(SafetyOutcome.EMERGENCY, "Crew", "Waited with her", "Ring the ward", tomorrow)
        close_safety_path(SafetyPath.objects.get().id, how, by=noor)
        assert said(case) == {}
        assert Member.objects.get(case=case).tier == "high"


def test_the_korean_survey_on_the_shelf_says_that_a_case_is_difficult(hanbit):
    """R-019: 고난도사례."""
    case = make_case(hanbit, programme="kr_integrated", worker="han")
    with acting(hanbit.actor("han")) as han:
        fill_in(case, "kr_needs_crisis", [2, 4, 2, 1, 1, 1, 1, 0, 0, 1, 0], by=han)
        assert "difficult_case" not in said(case), "health alone makes no difficult case"
        fill_in(case, "kr_needs_crisis", [3, 0, 2, 1, 1, 1, 1, 0, 0, 1, 0], by=han)
        assert Fact.objects.filter(kind="instrument.scored").latest("recorded_at").data["level"] == "high"
        assert (found(case).tier, Member.objects.get(case=case).tier) == ("high", "high")
        assert "High-difficulty case" in said(case)["difficult_case"]


def test_a_level_that_no_instrument_knows_is_refused(tmp_path):
    file = tmp_path / "tiers.yaml"
    file.write_text("tiers: {low: 0}\nfactors: {x: {points: 1, label: {en: X}, instruments: {phq9: grave}}}")
    with pytest.raises(SchemeError, match="“grave”"):
        load_scheme(file)
