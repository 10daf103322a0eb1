"""An assessment is completed when the person was met and every section has a conclusion."""

import pytest

from tsunagu.assessment.commands import (
    Said,
    begin_assessment,
    complete_assessment,
    conclude_section,
    save_criminal_history,
    save_entry,
)
from tsunagu.assessment.models import Assessment
from tsunagu.assessment.queries import criminal_history_of, function_of, required_for, sheet_of
from tsunagu.assessment.tests.factories import (
    agree,
    begin,
    conclude_all,
    make_case,
    make_person,
    meet,
    person_of,
    say,
    withdraw,
)
from tsunagu.cases.choices import ConsentPurpose, Mode
from tsunagu.cases.models import Contact, Fact
from tsunagu.core.actor import acting
from tsunagu.core.errors import Conflict, Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def case(agency):
    return make_case(agency)


def test_it_records_when_and_how_the_person_was_met_and_is_completed(agency, case):
    """R-018."""
    assessment = begin(agency, case)
    meet(agency, assessment)
    conclude_all(agency, assessment)
    complete_assessment(assessment.id, by=agency.actor("noor"))
    fact = Fact.objects.get(case=case, kind="assessment.completed")
    assert fact.data == {"assessment": "functional", "place": "home", "mode": "in_person"}
    assert fact.persons == [person_of(case).id]
    assert fact.ref == assessment.id
    assert Contact.objects.get(case=case).purpose == "assessment"


def test_it_is_refused_while_nobody_has_met_the_person(agency, case):
    """R-018."""
    assessment = begin(agency, case)
    meet(agency, assessment, with_person=False)
    conclude_all(agency, assessment)
    with pytest.raises(Refused) as refusal:
        complete_assessment(assessment.id, by=agency.actor("noor"))
    assert [str(m.says) for m in refusal.value.missing] == ["Nobody has met the person yet"]
    assert str(assessment.id) in refusal.value.missing[0].mend


def test_a_letter_is_no_meeting(agency, case):
    """R-018."""
    assessment = begin(agency, case)
    meet(agency, assessment, mode=Mode.LETTER, place="")
    conclude_all(agency, assessment)
    with pytest.raises(Refused):
        complete_assessment(assessment.id, by=agency.actor("noor"))


def test_who_is_unconscious_is_assessed_through_a_proxy_with_the_reason_on_record(agency, case):
    """R-018: override."""
    assessment = begin(agency, case)
    conclude_all(agency, assessment)
    with pytest.raises(Refused, match="who spoke for them"):
        complete_assessment(assessment.id, no_contact="unconscious", by=agency.actor("noor"))
    complete_assessment(
        assessment.id,
        no_contact="unconscious",
        no_contact_reason="In coma; the sister answered.",
        by=agency.actor("noor"),
    )
    assessment.refresh_from_db()
    assert assessment.no_contact_reason.startswith("In coma")


def test_every_section_without_a_conclusion_is_listed_with_its_link(agency, case):
    """Decision 0.1-10: raw answers do not count."""
    assessment = begin(agency, case)
    meet(agency, assessment)
    say(agency, assessment, "mobility", {"ability": "2", "support": "3"})
    conclude_section(assessment.id, "medical", "Takes medicine alone.", by=agency.actor("noor"))
    with pytest.raises(Refused) as refusal:
        complete_assessment(assessment.id, by=agency.actor("noor"))
    assert len(refusal.value.missing) == 5
    assert all("/sections/" in m.mend for m in refusal.value.missing)


def test_a_completed_assessment_stays_as_it_is(agency, case):
    assessment = begin(agency, case)
    meet(agency, assessment)
    conclude_all(agency, assessment)
    complete_assessment(assessment.id, by=agency.actor("noor"))
    with pytest.raises(Refused, match="reassessment"):
        say(agency, assessment, "mobility", {"ability": "2"})


def test_a_reassessment_copies_what_was_said_and_asks_to_confirm_each_section(agency, case):
    """R-029, R-139."""
    first = begin(agency, case)
    meet(agency, first)
    say(agency, first, "mobility", {"ability": "2", "support": "3"}, own_words="The stairs beat me.")
    conclude_all(agency, first)
    complete_assessment(first.id, by=agency.actor("noor"))
    second = begin(agency, case, copy_last=True)
    assert second.follows == first
    assert sheet_of(second).get("mobility").state == "copied"
    meet(agency, second)
    with pytest.raises(Refused) as refusal:
        complete_assessment(second.id, by=agency.actor("noor"))
    assert len(refusal.value.missing) == 6
    conclude_section(second.id, "mobility", "Still needs help each day.", by=agency.actor("noor"), version=1)
    assert sheet_of(second).get("mobility").state == "concluded"
    assert not second.entries.exclude(copied_from=None).filter(section="mobility").exists()


def test_consent_to_be_assessed_comes_first_unless_it_cannot_wait(agency):
    """R-027."""
    case = make_case(agency)
    withdraw(agency, case, ConsentPurpose.ASSESS)
    with pytest.raises(Refused, match="not agreed"):
        begin(agency, case)
    assert begin(agency, case, consent_follows="Found on the street, fever").code == "functional"


def test_one_sheet_of_a_kind_is_open_at_a_time(agency, case):
    assert begin(agency, case) == begin(agency, case)


def test_others_are_asked_only_with_consent_or_a_reason_in_law(agency, case):
    """R-043."""
    assessment = begin(agency, case, "social_history")
    with pytest.raises(Refused, match="not agreed") as refusal:
        say(agency, assessment, "school", informant="agency", informant_name="Hillside School")
    assert refusal.value.field == "basis"
    with pytest.raises(Refused, match="without consent"):
        say(agency, assessment, "school", informant="agency", basis="emergency")
    say(agency, assessment, "school", informant="agency", basis="legal", basis_reason="Court order of 3 May")
    agree(agency, case, ConsentPurpose.COLLATERAL)
    said = say(agency, assessment, "school", informant="family", informant_name="Sol Aldana", method="proxy")
    assert (said.informant, said.method, said.author_name) == ("family", "proxy", "Noor Haddad")


def test_answers_have_a_method_and_refusing_is_an_answer(agency, case):
    """R-042."""
    assessment = begin(agency, case)
    entry = say(
        agency, assessment, "mobility", {"ability": "refused", "support": "2"}, method="observation", informant="worker"
    )
    assert entry.method == "observation"
    with pytest.raises(Refused):
        say(agency, assessment, "mobility", {"ability": "9"})
    with pytest.raises(Refused):
        say(agency, assessment, "mobility", {"colour": "blue"})


def test_own_words_stand_apart_from_what_the_worker_writes(agency, case):
    """R-028."""
    assessment = begin(agency, case)
    entry = say(agency, assessment, "mobility", text="Slow on stairs", own_words="階段がこわい", language="ja")
    entry.refresh_from_db()
    assert (entry.text, entry.own_words, entry.language) == ("Slow on stairs", "階段がこわい", "ja")


def test_two_who_write_at_once_notice_each_other(agency, case):
    assessment = begin(agency, case)
    entry = say(agency, assessment, "mobility", text="First")
    again = Said(text="Mine")
    save_entry(assessment.id, "mobility", again, entry_id=entry.id, version=1, by=agency.actor("noor"))
    with pytest.raises(Conflict):
        save_entry(assessment.id, "mobility", again, entry_id=entry.id, version=1, by=agency.actor("ruth"))


def test_function_is_ranked_by_where_most_support_is_needed(agency, case):
    """R-039."""
    assessment = begin(agency, case)
    say(agency, assessment, "mobility", {"ability": "1", "support": "4"})
    say(agency, assessment, "communication", {"ability": "4", "support": "0"})
    say(agency, assessment, "medical", {"ability": "2", "support": "3"})
    assert [d.code for d in function_of(assessment)][:3] == ["mobility", "medical", "communication"]
    assert function_of(assessment)[0].calls_for_service


def test_criminal_history_asks_for_its_own_permission_and_consent(agency, case):
    """R-038."""
    assessment = begin(agency, case, "social_history")
    said = Said(text="Fined in 2019")
    with pytest.raises(Refused, match="not agreed"):
        save_criminal_history(assessment.id, "criminal_history", said, by=agency.actor("noor"))
    agree(agency, case, ConsentPurpose.SENSITIVE)
    with pytest.raises(Forbidden):
        save_criminal_history(assessment.id, "criminal_history", said, by=agency.actor("imani"))
    save_criminal_history(assessment.id, "criminal_history", said, by=agency.actor("noor"))
    again = Assessment.objects.get(id=assessment.id)
    assert criminal_history_of(again, agency.actor("noor")).text == "Fined in 2019"
    assert not assessment.entries.exists()
    withdraw(agency, case, ConsentPurpose.SENSITIVE)
    assert criminal_history_of(Assessment.objects.get(id=assessment.id), agency.actor("noor")) is None
    with pytest.raises(Refused):
        say(agency, assessment, "criminal_history", text="by the back door")


def test_the_restricted_section_holds_nothing_up(agency, case):
    """R-038."""
    assessment = begin(agency, case, "social_history")
    meet(agency, assessment)
    conclude_all(agency, assessment)
    assert complete_assessment(assessment.id, by=agency.actor("noor")).completed_at


def test_who_cannot_say_when_something_is_wrong_is_observed(agency):
    """R-075."""
    person = make_person(agency, cannot_self_report=True)
    case = make_case(agency, person)
    assessment = begin(agency, case)
    assert sheet_of(assessment).get("observation") is not None


def test_a_household_is_assessed_for_all_of_its_members(agency):
    one, other = make_person(agency), make_person(agency, "Sol", "Aldana", born=None)
    case = make_case(agency, one, other)
    assessment = begin_assessment(case.id, "needs", by=agency.actor("noor"))
    meet(agency, assessment)
    conclude_all(agency, assessment)
    complete_assessment(assessment.id, by=agency.actor("noor"))
    assert set(Fact.objects.get(case=case, kind="assessment.completed").persons) == {one.id, other.id}


def test_one_members_assessment_does_not_wait_for_the_others(agency):
    one, other = make_person(agency), make_person(agency, "Sol", "Aldana", born=None)
    case = make_case(agency, one, other)
    assessment = begin(agency, case)
    meet(agency, assessment)
    conclude_all(agency, assessment)
    assert complete_assessment(assessment.id, by=agency.actor("noor")).completed_at


def test_what_is_required_says_why_and_until_when(agency):
    """R-048."""
    case = make_case(agency, model="intensive")
    person = person_of(case)
    required = {r.code: r for r in required_for(case, person.id)}
    assert {"needs", "functional", "risk", "social_history"} <= required.keys()
    assert required["functional"].state == "missing"
    assert len(required["functional"].because) == 2
    assessment = begin(agency, case)
    meet(agency, assessment)
    conclude_all(agency, assessment)
    complete_assessment(assessment.id, by=agency.actor("noor"))
    case.refresh_from_db()
    del case.__dict__["_ledger_rows"]
    done = {r.code: r for r in required_for(case, person.id)}["functional"]
    assert done.state == "current"
    assert done.current_until is not None


def test_who_may_not_write_assessments_begins_none(agency, case):
    with pytest.raises(Forbidden):
        begin(agency, case, worker="imani")


def test_another_organisation_sees_no_assessment(agency, case, elsewhere):
    begin(agency, case)
    with acting(elsewhere.system):
        assert not Assessment.objects.exists()
