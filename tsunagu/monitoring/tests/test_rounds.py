"""A round goes through every line of the plan in force; one entry fills both sheets."""

import pytest

from tsunagu.cases.choices import Delivered
from tsunagu.cases.commands.log_contact import LineAnswer
from tsunagu.cases.models import Fact
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.monitoring.choices import Group
from tsunagu.monitoring.commands.rounds import (
    Answer,
    Hearing,
    answer_round,
    ask_for_change,
    begin_round,
    complete_round,
)
from tsunagu.monitoring.models import LineReport, Round
from tsunagu.monitoring.queries.rounds import standings
from tsunagu.planning.models import Plan

pytestmark = pytest.mark.django_db
HEARD = [Hearing(group, "contacted", "Sol") for group in Group]


def recorded(case):
    return Fact.objects.filter(case=case, kind="monitoring.recorded")


def answers(lines, delivery="as_agreed", **more):
    return [Answer(line.key, delivery, **more) for line in lines]


def test_a_round_with_a_line_unanswered_is_refused_and_says_which(case, lines, noor):
    """R-070."""
    round = begin_round(case_id=case.id, by=noor)
    answer_round(round_id=round.id, answers=answers(lines[:1]), hearings=HEARD, by=noor)
    with pytest.raises(Refused, match="Ride to the library"):
        complete_round(round_id=round.id, by=noor)
    assert not recorded(case).exists()
    answer_round(round_id=round.id, answers=answers(lines[1:]), by=noor)
    assert complete_round(round_id=round.id, by=noor).is_complete
    assert recorded(case).get().ref == round.id


def test_each_group_is_heard_tried_or_left_out_on_purpose(case, lines, noor):
    """R-022."""
    round = begin_round(case_id=case.id, by=noor)
    answer_round(round_id=round.id, answers=answers(lines), hearings=HEARD[:1], by=noor)
    with pytest.raises(Refused, match="Providers / Family and personal network"):
        complete_round(round_id=round.id, by=noor)
    more = [Hearing(Group.PROVIDERS, "tried"), Hearing(Group.NETWORK, "not_needed")]
    answer_round(round_id=round.id, hearings=more, by=noor)
    complete_round(round_id=round.id, by=noor)
    assert dict(round.voices.values_list("group", "heard")) == {
        "person": "contacted",
        "providers": "tried",
        "network": "not_needed",
    }


def test_a_visit_with_every_line_answered_is_a_round_and_nothing_is_asked_twice(case, lines, noor):
    """R-070, R-071."""
    said = [LineAnswer(line.key, Delivered.PARTLY, "fair", view="They come late") for line in lines]
    visit = cases.visit(case, noor, monitoring=True, answers=said, seen_alone=True, present="Sol")
    round = Round.objects.get(contact=visit)
    assert round.is_complete
    assert {(r.delivery, r.quality, r.view) for r in round.lines.all()} == {("late", "fair", "They come late")}
    assert recorded(case).count() == 1
    assert all(not standing.is_late(round.on) for standing in standings(case))


def test_a_round_takes_over_what_its_contact_said_and_asks_the_rest(case, lines, noor):
    """R-070."""
    visit = cases.visit(case, noor, answers=[LineAnswer(lines[0].key, Delivered.NO, change_needed=True)])
    round = begin_round(case_id=case.id, contact_id=visit.id, by=noor)
    assert [(r.line_key, r.delivery) for r in round.lines.all()] == [(lines[0].key, "not_delivered")]
    answer_round(round_id=round.id, answers=answers(lines[1:]), hearings=HEARD, by=noor)
    complete_round(round_id=round.id, by=noor)
    assert recorded(case).get().persons == visit.persons
    with pytest.raises(Refused, match="part of a round"):
        begin_round(case_id=case.id, contact_id=visit.id, by=noor)


def test_what_deviates_asks_planning_for_the_next_version(case, lines, noor):
    """R-022, R-058."""
    round = begin_round(case_id=case.id, by=noor)
    answer_round(round_id=round.id, answers=answers(lines, "not_delivered", change_needed=True), by=noor)
    with pytest.raises(Refused):
        ask_for_change(round_id=round.id, reason=" ", by=noor)
    draft = ask_for_change(round_id=round.id, reason="The ride never came", by=noor)
    assert draft.copied_from == Plan.objects.active().get(case=case)
    assert Fact.objects.get(case=case, kind="plan.revision_proposed").data["reason"] == "The ride never came"


def test_there_is_one_round_at_a_time_and_a_complete_one_stays_as_it_is(case, lines, noor):
    round = begin_round(case_id=case.id, by=noor)
    with pytest.raises(Refused, match="under way"):
        begin_round(case_id=case.id, by=noor)
    answer_round(round_id=round.id, answers=answers(lines), hearings=HEARD, by=noor)
    complete_round(round_id=round.id, by=noor)
    with pytest.raises(Refused, match="complete"):
        answer_round(round_id=round.id, answers=answers(lines, "late"), by=noor)


def test_what_is_no_answer_is_refused_at_its_field(case, lines, noor):
    round = begin_round(case_id=case.id, by=noor)
    for wrong, field in (
        (Answer(lines[0].key, "soon"), f"delivery_{lines[0].key}"),
        (Answer(lines[0].key, "late", "grand"), f"quality_{lines[0].key}"),
        (Answer(lines[0].key, "late", progress="up"), f"progress_{lines[0].key}"),
    ):
        with pytest.raises(Refused) as refusal:
            answer_round(round_id=round.id, answers=[wrong], by=noor)
        assert refusal.value.field == field
    with pytest.raises(Refused):
        answer_round(round_id=round.id, hearings=[Hearing("person", "shouted")], by=noor)


def test_without_a_plan_there_is_nothing_to_go_through(agency, noor):
    other = cases.case(agency)
    with pytest.raises(Refused, match="No plan"):
        begin_round(case_id=other.id, by=noor)


def test_whoever_does_no_case_work_writes_no_round(case, agency):
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        begin_round(case_id=case.id, by=dale)


def test_another_organisation_sees_no_round(case, lines, noor, elsewhere):
    round = begin_round(case_id=case.id, by=noor)
    answer_round(round_id=round.id, answers=answers(lines), by=noor)
    with acting(elsewhere.actor("noor")):
        assert not Round.objects.exists()
        assert not LineReport.objects.exists()
