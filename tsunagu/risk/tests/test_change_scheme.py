"""An organisation weighs the factors of its tiers itself, programme by programme, version by version."""

import pytest

from tests.cast import PASSWORD
from tsunagu.assessment.tests.factories import make_case, make_person, person_of
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.risk.commands import FactorChange, change_scheme, state_factor, stratify
from tsunagu.risk.models import TierScheme
from tsunagu.risk.queries import assessed, scheme_for, scheme_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def change(agency, programme="mental_health", *factors, standard=2, high=6, reason="Agreed in the team", worker="alex"):
    return change_scheme(
        programme, standard=standard, high=high, factors=factors, reason=reason, by=agency.actor(worker)
    )


@pytest.fixture
def case(agency):
    return make_case(agency, make_person(agency, cannot_self_report=True))


def tier_of(case):
    found = assessed(case, person_of(case))
    return found.points, found.tier


def test_points_and_thresholds_of_a_programme_follow_the_newest_version(agency, case):
    """R-019."""
    assert tier_of(case) == (2, "standard")
    change(agency, "mental_health", FactorChange("cannot_self_report", 5), standard=3, high=5)
    assert tier_of(case) == (5, "high")
    change(agency, "mental_health", FactorChange("cannot_self_report", 1), standard=3, high=5)
    assert tier_of(case) == (1, "low")


def test_another_programme_and_another_organisation_keep_theirs(agency, case, elsewhere):
    change(agency, "mental_health", FactorChange("cannot_self_report", 5))
    assert scheme_of(agency.organisation.id, "ltss").factors["cannot_self_report"].points == 2
    with acting(elsewhere.system):
        assert scheme_of(elsewhere.organisation.id, "mental_health").factors["cannot_self_report"].points == 2
        assert not TierScheme.objects.exists()


def test_what_is_changed_for_a_programme_goes_before_what_is_changed_for_all(agency, case):
    change(agency, "", FactorChange("cannot_self_report", 3))
    assert tier_of(case)[0] == 3
    change(agency, "mental_health", FactorChange("cannot_self_report", 4))
    assert tier_of(case)[0] == 4


def test_a_factor_that_does_not_count_says_nothing_and_comes_back_when_it_counts_again(agency, case):
    change(agency, "mental_health", FactorChange("cannot_self_report", 2, counts=False))
    assert tier_of(case) == (0, "low")
    change(agency, "mental_health", FactorChange("cannot_self_report", 2))
    assert tier_of(case) == (2, "standard")


def test_a_factor_of_ones_own_is_stated_by_a_worker_and_keeps_its_name(agency, case):
    """R-019."""
    change(agency, "mental_health", FactorChange("", 4, label="Eviction announced"))
    scheme = scheme_for(case)
    assert scheme.factors["own_1"].label == {"en": "Eviction announced"}
    state_factor(
        case.id, person_of(case).id, "own_1", reason="Letter", known_from="The landlord", by=agency.actor("noor")
    )
    assert tier_of(case) == (6, "high")
    change(agency, "mental_health", FactorChange("own_1", 1), FactorChange("", 2, label="Gas cut off"))
    assert {code for code in scheme_for(case).factors if code.startswith("own_")} == {"own_1", "own_2"}


def test_a_tier_keeps_the_version_it_followed_from(agency, case):
    noor = agency.actor("noor")
    assert stratify(case.id, person_of(case).id, by=noor).scheme == "1"
    change(agency, "mental_health", FactorChange("cannot_self_report", 5))
    assert stratify(case.id, person_of(case).id, by=noor).scheme == "1+mental_health 1"


def test_nobodys_tier_moves_by_the_change_itself(agency, case):
    stratify(case.id, person_of(case).id, by=agency.actor("noor"))
    change(agency, "mental_health", FactorChange("cannot_self_report", 0))
    assert case.members.get().tier == "standard"


@pytest.mark.parametrize(
    ("said", "field"),
    [({"reason": " "}, "reason"), ({"standard": 6}, "high"), ({"programme": "no_such"}, "programme")],
)
def test_what_makes_no_sense_is_refused_at_its_field(agency, said, field):
    with pytest.raises(Refused) as refused:
        change(agency, **said)
    assert refused.value.field == field


def test_only_whoever_sets_up_the_organisation_may(agency):
    with pytest.raises(Forbidden):
        change(agency, worker="noor")


def test_the_page_shows_every_factor_and_keeps_a_change_with_its_reason(agency, client):
    """R-019."""
    client.post("/sign-in/", {"login": "alex", "password": PASSWORD, "next": "/"})
    assert "Integrated case management" in client.get("/risk/tiers/").content.decode()
    page = client.get("/risk/tiers/kr_integrated/").content.decode()
    assert "High-difficulty case by the crisis survey" in page
    scheme = scheme_of(agency.organisation.id, "kr_integrated")
    said = {f"points_{code}": factor.points for code, factor in scheme.factors.items()}
    said |= {f"counts_{code}": "on" for code in scheme.factors if code != "income_short"}
    said |= {"standard": 2, "high": 5, "points_insecure_housing": 3}
    assert client.post("/risk/tiers/kr_integrated/", said).status_code == 422
    answer = client.post("/risk/tiers/kr_integrated/", {**said, "reason": "Case conference"})
    assert answer.status_code == 303
    changed = scheme_of(agency.organisation.id, "kr_integrated")
    assert (changed.tiers["high"], changed.factors["insecure_housing"].points) == (5, 3)
    assert "income_short" not in changed.factors
    assert "Case conference" in client.get("/risk/tiers/kr_integrated/").content.decode()
    assert client.get("/risk/tiers/nothing/").status_code == 404
