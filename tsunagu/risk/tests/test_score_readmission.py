"""Scores of readmission: from the records of a stay, with what a worker states, and what follows."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.cast import PASSWORD
from tsunagu.assessment.tests.factories import make_case, make_person, person_of
from tsunagu.cases.choices import Setting, StayClass
from tsunagu.cases.commands.start_stay import end_stay, start_stay
from tsunagu.cases.models import Fact, Member
from tsunagu.core.clock import now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.risk.commands import score_readmission
from tsunagu.risk.models import ReadmissionScore
from tsunagu.risk.queries import Admission, Clinical, Measurement, Procedure, Stated
from tsunagu.risk.queries import clinical as sources
from tsunagu.risk.rules.comorbidity import Code, Condition

pytestmark = [pytest.mark.django_db, pytest.mark.data]
ICD = "http://hl7.org/fhir/sid/icd-10-cm"


@pytest.fixture
def case(agency):
    return make_case(agency, make_person(agency), programme="us_hospital_discharge")


@pytest.fixture
def told(monkeypatch):
    """What other systems told, in place of an import; `told.clinical` may be changed."""
    heard = SimpleNamespace(clinical=Clinical())
    monkeypatch.setattr(sources, "_sources", [lambda _person: heard.clinical])
    return heard


def stay(agency, case, began, ended=None, stay_class=StayClass.INPATIENT):
    noor = agency.actor("noor")
    made = start_stay(
        case_id=case.id,
        person_id=person_of(case).id,
        setting=Setting.HOSPITAL,
        started_at=now() - timedelta(days=began),
        stay_class=stay_class,
        by=noor,
    )
    return end_stay(made.id, ended_at=now() - timedelta(days=ended), by=noor) if ended is not None else made


def score(agency, case, of, known_from="Discharge letter", worker="noor", **stated):
    said = Stated(**stated)
    rows = score_readmission(
        case.id,
        person_of(case).id,
        of.id,
        stated=said,
        known_from=known_from if said.said else "",
        by=agency.actor(worker),
    )
    return {row.instrument: row for row in rows}


def part(row, code):
    return next(p for p in row.parts if p["code"] == code)


def test_all_parts_from_the_records_make_a_complete_score(agency, case, told):
    """R-019. LACE: 5 days, urgent, diabetes with organ damage (2), one emergency visit: 10, high."""
    stay(agency, case, 60, 60, StayClass.EMERGENCY)
    of = stay(agency, case, 8, 3)
    told.clinical = Clinical(
        conditions=(Condition((Code(ICD, "E11.21"),), "Diabetic nephropathy", "active", "c1"),),
        admissions={of.id: Admission(True, "e1")},
        tells_stays=True,
    )
    row = score(agency, case, of)["lace"]
    assert (row.total, row.most, row.level) == (10, 10, "high")
    assert part(row, "comorbidity")["records"] == [["c1", "Diabetic nephropathy"]]
    assert part(row, "acuity")["records"][0][0] == "e1"


def test_what_is_missing_is_said_and_the_score_is_at_least(agency, case, told):
    """R-019. Haemoglobin not on record: the score is at least so much."""
    of = stay(agency, case, 8, 2)
    row = score(agency, case, of)["hospital"]
    assert (row.total, row.level) == (2, "")
    assert row.most > row.total
    assert {p["code"] for p in row.parts if p["source"] == "missing"} == {
        "haemoglobin",
        "oncology",
        "sodium",
        "procedure",
        "acuity",
    }


def test_the_last_value_before_discharge_counts_in_its_unit(agency, case, told):
    of = stay(agency, case, 8, 2)

    def measured(value, days_ago, unit="g/dL", loinc="718-7"):
        return Measurement(loinc, value, unit, now() - timedelta(days=days_ago), "o")

    told.clinical = Clinical(
        measurements=(
            measured(10.1, 7),
            measured(128, 3, "g/L"),
            measured(9.0, 1),  # after discharge
            measured(9.0, 40),  # before the stay
            measured(131, 4, "mmol/L", "2951-2"),
        ),
        procedures=(Procedure("Angiography", (now() - timedelta(days=5)).date(), "p1"),),
        tells_procedures=True,
    )
    row = score(agency, case, of)["hospital"]
    assert part(row, "haemoglobin")["data"]["value"] == 12.8
    assert [part(row, code)["low"] for code in ("haemoglobin", "sodium", "procedure")] == [0, 1, 1]


def test_what_a_worker_states_takes_the_place_of_the_records_with_its_source(agency, case, told):
    of = stay(agency, case, 8, 2)
    rows = score(agency, case, of, urgent=True, visits=2, groups=("dementia", "lung"), haemoglobin=11.2)
    assert (rows["lace"].total, rows["lace"].is_complete, rows["lace"].known_from) == (14, True, "Discharge letter")
    assert rows["charlson"].parts[0]["low"] == 2
    with pytest.raises(Refused) as refused:
        score(agency, case, of, known_from=" ", urgent=True)
    assert refused.value.field == "known_from"


def test_an_emergency_visit_that_led_to_the_stay_makes_it_urgent_and_is_no_visit_of_its_own(agency, case, told):
    stay(agency, case, 8.2, 8, StayClass.EMERGENCY)
    row = score(agency, case, stay(agency, case, 8, 2))["lace"]
    assert (part(row, "acuity")["low"], part(row, "acuity")["source"]) == (3, "visit_before")
    assert (part(row, "visits")["low"], part(row, "visits")["high"]) == (0, 4)


def test_a_stay_that_goes_on_has_lasted_at_least_so_long(agency, case, told):
    row = score(agency, case, stay(agency, case, 3))["lace"]
    assert (part(row, "length")["low"], part(row, "length")["high"]) == (3, 7)


def test_scores_are_facts_and_a_high_one_raises_the_tier_where_the_programme_says_so(agency, case, told):
    """R-019."""
    stay(agency, case, 90, 88)
    stay(agency, case, 60, 58)
    of = stay(agency, case, 20, 5)
    score(agency, case, of, urgent=True, groups=("dementia",), visits=0)
    scored = Fact.objects.filter(case=case, kind="instrument.scored").order_by("id")
    assert next((f.data["instrument"], f.data["total"]) for f in scored) == ("lace", 13)
    member = Member.objects.get(case=case)
    assert member.tier == "high"
    factors = {f["factor"] for f in member.case.risk_assessments.first().factors}
    assert {"recent_discharge", "repeated_admissions", "readmission_risk"} <= factors


def test_each_working_out_is_kept_with_its_version(agency, case, told):
    of = stay(agency, case, 8, 2)
    score(agency, case, of)
    score(agency, case, of, urgent=True)
    kept = list(ReadmissionScore.objects.filter(case=case, instrument="lace"))
    assert len(kept) == 2
    assert kept[0].version == "2010/1"


def test_an_emergency_visit_or_another_persons_stay_is_refused(agency, case, told):
    visit = stay(agency, case, 9, 9, StayClass.EMERGENCY)
    with pytest.raises(Refused):
        score(agency, case, visit)
    other = make_case(agency, make_person(agency, "Ola", "Brandt"))
    with pytest.raises(Refused):
        score(agency, case, stay(agency, other, 4, 2))


def test_whoever_may_not_set_a_tier_may_not_score(agency, case, told):
    of = stay(agency, case, 8, 2)
    with pytest.raises(Forbidden):
        score(agency, case, of, worker="dale")


def test_another_organisation_sees_no_score(agency, case, told, elsewhere):
    from tsunagu.core.actor import acting

    score(agency, case, stay(agency, case, 8, 2))
    with acting(elsewhere.system):
        assert not ReadmissionScore.objects.exists()


def test_age_and_planned_stays_are_read_from_what_is_on_record(agency, told):
    from datetime import date

    case = make_case(agency, make_person(agency, born=date(1940, 1, 2)))
    rows = score(agency, case, stay(agency, case, 30, 10, StayClass.REHABILITATION))
    assert part(rows["charlson"], "age")["low"] == 4
    assert part(rows["lace"], "acuity")["high"] == 0


# -- the page -------------------------------------------------------------------------------------------------------


@pytest.fixture
def noor(client):
    client.post("/sign-in/", {"login": "noor", "password": PASSWORD, "next": "/"})
    return client


def page(case):
    return f"/cases/{case.id}/risk/readmission/"


def test_the_page_shows_what_the_records_say_and_keeps_it_when_asked(agency, case, told, noor):
    """R-019."""
    of = stay(agency, case, 8, 3)
    assert "This is what the records say now" in noor.get(page(case)).content.decode()
    answer = noor.post(
        f"{page(case)}?stay={of.id}",
        {"urgent": "yes", "groups": ["none"], "visits": "1", "known_from": "The ward’s letter"},
    )
    assert answer.status_code == 303
    shown = noor.get(answer.url).content.decode()
    assert "8 points" in shown
    assert "The ward’s letter" in shown
    for language in ("ja", "ko"):
        noor.cookies["language"] = language
        assert noor.get(answer.url).status_code == 200


def test_stating_without_a_source_keeps_what_was_typed(agency, case, told, noor):
    of = stay(agency, case, 8, 3)
    refused = noor.post(f"{page(case)}?stay={of.id}", {"visits": "2"})
    assert refused.status_code == 422
    assert 'value="2"' in refused.content.decode()


def test_without_a_stay_the_page_says_what_to_do(case, noor):
    assert "No stay in hospital is on record." in noor.get(page(case)).content.decode()


def test_a_stay_that_is_not_theirs_is_not_found(agency, case, told, noor):
    other = make_case(agency, make_person(agency, "Ola", "Brandt"))
    assert noor.get(f"{page(case)}?stay={stay(agency, other, 4, 2).id}").status_code == 404
