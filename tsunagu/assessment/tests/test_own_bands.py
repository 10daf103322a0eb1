"""An organisation's own bands: set by the administrator, whole, in force for new results alone, and taken back."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.cast import PASSWORD
from tsunagu.assessment.commands.set_bands import restore_bands, set_bands
from tsunagu.assessment.models import OwnBands
from tsunagu.assessment.rules.instruments import Band, Missing
from tsunagu.assessment.rules.instruments.own import band_json, band_of_json, faults_of, is_editable
from tsunagu.assessment.tests.factories import fill_in, make_case
from tsunagu.assessment.tests.test_scoring import SHELF
from tsunagu.audit.models import Entry
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused

PHQ9 = SHELF.get("phq9").score()
NAMES = {"en": "Low", "ja": "低", "ko": "낮음"}


def bands(*cuts, high=27):
    edges = [0, *cuts, high + 1]
    return [Band(f"b{n}", NAMES, Decimal(edges[n]), Decimal(edges[n + 1] - 1)) for n in range(len(edges) - 1)]


# -- whether they hold together ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("instrument", list(SHELF), ids=lambda i: i.code)
def test_the_shipped_bands_hold_together(instrument):
    for score in instrument.scores:
        if is_editable(score):
            assert list(faults_of(score.bands, score)) == [], score.code


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ([], "none"),
        (bands(10)[:1], "hole"),
        ([*bands(10), Band("x", NAMES, Decimal(5), Decimal(12))], "overlap"),
        (bands(10, high=30), "outside"),
        ([Band("x", NAMES, Decimal(9), Decimal(3))], "order"),
        ([Band("x", NAMES, Decimal(0), Decimal(27), sex="male")], "hole"),
    ],
)
def test_what_does_not_hold_together_is_named(wrong, code):
    assert code in {fault.code for fault in faults_of(wrong, PHQ9)}


@drawn(st.sets(st.integers(1, 27), max_size=6))
def test_any_cuts_of_the_whole_range_hold_together_and_are_kept_as_they_are(cuts):
    made = bands(*sorted(cuts))
    assert list(faults_of(made, PHQ9)) == []
    assert [band_of_json(band_json(band)) for band in made] == made


# -- setting them ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def alex(agency):
    with acting(agency.actor("alex")) as actor:
        yield actor


def put(by, *cuts, **more):
    asked = {"instrument": "phq9", "score": "total", "bands": bands(*cuts), "reason": "Board, 3 November", **more}
    return set_bands(by=by, **asked)


@pytest.mark.django_db
def test_new_results_take_them_and_old_ones_keep_theirs(agency, alex):
    case = make_case(agency)
    noor = agency.actor("noor")
    before = fill_in(case, "phq9", [1] * 8 + [0], by=noor)
    put(alex, 8)
    after = fill_in(case, "phq9", [1] * 8 + [0], by=noor)
    before.refresh_from_db()
    assert (before.band, after.band) == ("mild", "b1")
    assert "Board, 3 November" in after.scores["total"]["source"]
    assert Entry.objects.filter(verb="set_bands", actor_name="Alex Lindqvist").exists()


@pytest.mark.django_db
def test_a_programme_has_its_own_before_those_for_all(agency, alex):
    case = make_case(agency)  # mental health
    put(alex, 20)
    put(alex, 5, programme="mental_health", missing=Missing(0, "refuse"))
    put(alex, 3, programme="hospice")
    assert fill_in(case, "phq9", [1] * 8 + [0], by=agency.actor("noor")).band == "b1"
    restore_bands(instrument="phq9", score="total", programme="mental_health", by=alex)
    assert fill_in(case, "phq9", [1] * 8 + [0], by=agency.actor("noor")).band == "b0"


@pytest.mark.django_db
def test_the_rule_for_missing_answers_can_be_theirs(agency, alex):
    case = make_case(agency)
    seven = {str(n): 1 for n in range(1, 8)}
    assert fill_in(case, "phq9", seven, by=agency.actor("noor")).total == 9
    put(alex, 10, missing=Missing(0, "refuse"))
    assert fill_in(case, "phq9", seven, by=agency.actor("noor")).total is None


@pytest.mark.django_db
def test_what_is_refused(agency, alex):
    with pytest.raises(Refused) as refused:
        put(alex, 10, bands=bands(10)[:1])
    assert refused.value.missing
    for wrong in ({"reason": " "}, {"programme": "nowhere"}, {"score": "other"}, {"instrument": "cssrs"}):
        with pytest.raises(Refused):
            put(alex, 10, **wrong)
    with pytest.raises(Refused):
        restore_bands(instrument="phq9", score="total", by=alex)
    with pytest.raises(Forbidden), acting(agency.actor("ruth")) as ruth:
        put(ruth, 10)


@pytest.mark.django_db
def test_another_organisation_keeps_the_shipped_ones(agency, alex, elsewhere):
    put(alex, 8)
    with acting(elsewhere.actor("alex")):
        assert not OwnBands.objects.exists()


# -- the screen ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def alexs(agency):
    client = Client()
    client.post(reverse("identity:sign_in"), {"login": "alex", "password": PASSWORD})
    return client


def posted(*rows, **more):
    data = {
        "band-TOTAL_FORMS": len(rows),
        "band-INITIAL_FORMS": 0,
        "reason": "Board",
        "programme": "",
        "blanks": "",
        **more,
    }
    for n, (low, high) in enumerate(rows):
        data |= {f"band-{n}-low": low, f"band-{n}-high": high, f"band-{n}-state": "note"}
        data |= {f"band-{n}-{language}": name for language, name in NAMES.items()}
    return data


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_administrator_sets_them_on_a_page(alexs, language):
    alexs.cookies["language"] = language
    url = reverse("assessment:bands", args=["phq9", "total"])
    assert alexs.get(url).status_code == 200
    assert alexs.post(url, posted((0, 9), (12, 27))).status_code == 422
    assert alexs.post(url, posted((0, 9), (10, 27))).status_code == 303
    assert OwnBands.objects.in_force().get().score == "total"
    assert "Board" in alexs.get(reverse("assessment:instrument", args=["phq9"])).content.decode()
    assert alexs.post(reverse("assessment:bands_restore", args=["phq9", "total"]), {"programme": ""}).status_code == 303
    assert not OwnBands.objects.in_force().exists()


@pytest.mark.django_db
def test_nobody_else_opens_it(agency):
    client = Client()
    client.post(reverse("identity:sign_in"), {"login": "noor", "password": PASSWORD})
    assert client.get(reverse("assessment:bands", args=["phq9", "total"])).status_code == 403
