"""Filling in an instrument: every answer kept as given, scores with their explanation, corrections with their history."""

import pytest

from tsunagu.assessment.choices import Informant, Method, ResponseStatus
from tsunagu.assessment.commands import (
    amend_response,
    begin_response,
    complete_response,
    load_instrument,
    retire_instrument,
    save_answer,
    withdraw_response,
)
from tsunagu.assessment.models import Answer, InstrumentVersion, Response
from tsunagu.assessment.queries.instruments import before, given_in, offered, results_over_time, sheet_of_response
from tsunagu.assessment.rules.instruments import Given
from tsunagu.assessment.tests.factories import make_case, make_person, person_of, withdraw
from tsunagu.assessment.tests.small_forms import OFTEN, answer, ask, begin, chose, form, load, option, sleep_form
from tsunagu.cases.choices import ConsentPurpose
from tsunagu.cases.models import Fact
from tsunagu.core.errors import Forbidden, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(agency):
    return make_case(agency)


def completed(agency, case, **codes):
    response = begin(agency, case)
    answer(agency, response, **codes)
    return complete_response(response.id, by=agency.actor("noor"))


def test_a_completed_response_is_scored_and_on_the_ledger(agency, case):
    """R-042."""
    response = completed(agency, case, q1="often", q2="sometimes", q3="often")
    assert (response.total, response.status) == (5, ResponseStatus.COMPLETED)
    assert response.scores["total"]["parts"] == [["1", 2, None], ["2", 1, None], ["3", 2, None]]
    done, scored = Fact.objects.filter(case=case, ref=response.id).order_by("id")
    assert (done.kind, done.data["instrument"], done.data["method"]) == ("instrument.completed", "sleep", "interview")
    assert (scored.kind, scored.data["total"]) == ("instrument.scored", 5)


def test_what_was_skipped_is_not_asked_and_not_no(agency, case):
    response = completed(agency, case, q1="never", q3="often")
    assert "2" not in {link for link, _place in given_in(response)}
    assert response.scores["total"]["parts"][1] == ["2", None, None]


def test_a_skipped_answer_is_kept_and_counts_nothing(agency, case):
    response = begin(agency, case)
    answer(agency, response, q1="often", q2="often", q3="never")
    answer(agency, response, q1="never")
    assert [line.item.link for line in sheet_of_response(response).questions] == ["1", "3", "note"]
    assert complete_response(response.id, by=agency.actor("noor")).total == 0
    assert response.answers.filter(link="2").exists()


def test_refused_and_not_known_are_answers_as_given(agency, case):
    response = completed(agency, case, q1="refused", q3="often")
    assert given_in(response)["1", ()] == Given((), "refused")
    assert (response.answers.get(link="1").absent, response.total) == ("refused", 2)


def test_a_required_question_is_answered_or_refused_first(agency, case):
    response = begin(agency, case)
    answer(agency, response, q3="often")
    with pytest.raises(Refused) as refusal:
        complete_response(response.id, by=agency.actor("noor"))
    assert [one.mend.rpartition("?")[2] for one in refusal.value.missing] == ["ask=q0"]


@pytest.mark.parametrize(
    "given", [chose("always"), Given(("often",)), Given((chose("often").value,) * 2), Given((), "tired")]
)
def test_an_answer_that_does_not_fit_is_refused_at_its_question(agency, case, given):
    response = begin(agency, case)
    with pytest.raises(Refused) as refusal:
        save_answer(response.id, "1", given, by=agency.actor("noor"))
    assert refusal.value.field == "1"
    assert not response.answers.exists()


def test_an_answer_taken_back_is_gone_from_the_sheet(agency, case):
    response = begin(agency, case)
    answer(agency, response, q1="often")
    save_answer(response.id, "1", Given(), by=agency.actor("noor"))
    assert not response.answers.exists()


def test_beginning_again_goes_on_with_the_open_one(agency, case):
    version = load(agency)
    first = begin(agency, case, version)
    answer(agency, first, q1="often")
    assert begin(agency, case, version).id == first.id
    complete_response(first.id, by=agency.actor("noor"))
    assert begin(agency, case, version).id != first.id


def test_a_correction_speaks_in_the_place_of_the_old_and_both_stay(agency, case):
    old = completed(agency, case, q1="never", q3="often")
    new = amend_response(old.id, reason="The second page was missed", by=agency.actor("noor"))
    assert results_over_time(case, old.person_id)["sleep"] == [old]
    answer(agency, new, q1="often", q2="often")
    new = complete_response(new.id, by=agency.actor("noor"))
    old.refresh_from_db()
    assert (old.total, new.total, new.status) == (2, 6, ResponseStatus.AMENDED)
    assert results_over_time(case, old.person_id)["sleep"] == [new]
    scored = Fact.objects.get(case=case, ref=new.id, kind="instrument.scored")
    assert scored.corrects == Fact.objects.get(case=case, ref=old.id, kind="instrument.scored")
    with pytest.raises(Refused):
        amend_response(old.id, reason="Once more", by=agency.actor("noor"))


def test_a_withdrawn_response_is_looked_at_by_nothing(agency, case):
    response = completed(agency, case, q1="never")
    with pytest.raises(Refused):
        withdraw_response(response.id, reason=" ", by=agency.actor("noor"))
    withdraw_response(response.id, reason="Another person’s form", by=agency.actor("noor"))
    assert results_over_time(case, response.person_id) == {}
    assert Fact.objects.filter(case=case, kind="fact.retracted").count() == 2


def test_the_last_answers_stand_beside(agency, case):
    first = completed(agency, case, q1="never", q3="often")
    second = begin(agency, case)
    assert before(second)["3", ()].given == chose("often")
    assert before(second)["3", ()].response == first


def test_consent_comes_first(agency, case):
    withdraw(agency, case, ConsentPurpose.ASSESS)
    with pytest.raises(Refused, match="has not agreed to be assessed"):
        begin(agency, case)
    assert begin(agency, case, consent_follows="Brought in unconscious")


def test_family_is_asked_only_with_consent(agency, case):
    with pytest.raises(Refused, match="others are asked"):
        begin(agency, case, informant=Informant.FAMILY, informant_name="Her son", method=Method.PROXY)


def test_who_may_not_write_assessments_may_not_fill_in(agency, case):
    response = begin(agency, case)
    for act in (
        lambda by: begin_response(case.id, person_of(case).id, "sleep", by=by),
        lambda by: save_answer(response.id, "1", chose("often"), by=by),
        lambda by: complete_response(response.id, by=by),
        lambda by: amend_response(response.id, reason="x", by=by),
        lambda by: withdraw_response(response.id, reason="x", by=by),
    ):
        with pytest.raises(Forbidden):
            act(agency.actor("imani"))


def test_a_version_once_loaded_is_never_changed(agency, case):
    first = load(agency)
    assert load(agency).id == first.id
    changed = sleep_form()
    changed["item"][0]["text"] = "Other words"
    with pytest.raises(Refused, match="Give the changed one a new version"):
        load(agency, changed)
    second = load(agency, {**changed, "version": "2"})
    assert {one.version.id for one in offered() if not one.shipped} == {second.id}
    assert Response.objects.count() == 0


def test_the_database_refuses_to_change_a_version(agency):
    from django.db import ProgrammingError, transaction

    version = load(agency)
    with pytest.raises(ProgrammingError), transaction.atomic():
        InstrumentVersion.objects.filter(id=version.id).update(title={"en": "Other"})


def test_a_form_that_cannot_be_used_is_refused_with_its_paths(agency):
    with pytest.raises(Refused) as refusal:
        load(agency, form(ask("a"), ask("a")))
    assert refusal.value.missing[0].says == "item a"
    with pytest.raises(Forbidden):
        load_instrument(sleep_form(), by=agency.actor("noor"))


def test_a_retired_version_is_not_offered_and_its_responses_stay(agency, case):
    done = completed(agency, case, q1="never")
    with pytest.raises(Refused):
        retire_instrument(done.instrument_id, reason="", by=agency.system)
    retire_instrument(done.instrument_id, reason="A newer one came", by=agency.system)
    assert not any(not one.shipped for one in offered())
    assert sheet_of_response(done).answers.code("1") == "never"
    with pytest.raises(Refused, match="not available"):
        begin_response(case.id, person_of(case).id, str(done.instrument_id), by=agency.actor("noor"))


def test_initial_values_stand_there_from_the_start(agency, case):
    shown = form(
        ask("1", "choice", answerOption=[option("never", 0) | {"initialSelected": True}, *OFTEN[1:]]), name="first"
    )
    response = begin(agency, case, load(agency, shown))
    assert given_in(response) == {("1", ()): chose("never")}


def test_answers_of_another_organisation_are_not_there(agency, case, elsewhere):
    from tsunagu.core.actor import acting

    response = begin(agency, case)
    answer(agency, response, q1="often")
    with acting(elsewhere.actor("noor")):
        assert not Response.objects.exists()
        assert not Answer.objects.exists()
        assert not InstrumentVersion.objects.exists()


def test_two_members_fill_in_their_own(agency):
    case = make_case(agency, make_person(agency), make_person(agency, "Jude"))
    version = load(agency)
    one, two = case.members.values_list("person_id", flat=True)
    by = agency.actor("noor")
    first = begin_response(case.id, one, str(version.id), by=by)
    assert begin_response(case.id, two, str(version.id), by=by).id != first.id
