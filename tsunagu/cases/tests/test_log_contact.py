"""A contact, a visit or an attempt: what counts, what is refused, and what it costs the database."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tsunagu.cases import queries
from tsunagu.cases.choices import Delivered, Mode, Outcome, Purpose, Quality, With
from tsunagu.cases.commands.log_contact import LineAnswer, NextContact, log_contact
from tsunagu.cases.models import Contact, Duty, Fact
from tsunagu.cases.tests.factories import START, case, person, visit
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.ids import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = timedelta(days=1)


@pytest.fixture
def noor(agency):
    with frozen(START + 2 * DAY), acting(agency.actor("noor")) as actor:
        yield actor


@pytest.fixture
def river(agency):
    return case(agency)


def kinds(of):
    return sorted(
        Fact.objects.filter(case=of, ref__isnull=False, kind__regex="^(contact|note|monitoring)").values_list(
            "kind", flat=True
        )
    )


def open_topics(of):
    return set(Duty.objects.filter(queries.leading(now()), case=of).values_list("topic", flat=True))


def test_one_entry_makes_the_contact_its_signed_note_and_meets_the_duty(river, noor):
    """R-071, T14: one save is contact, note and duties."""
    before = open_topics(river)
    made = visit(river, noor)
    assert kinds(river) == ["contact.made", "note.signed"]
    assert made.signed_by_id == noor.id
    assert made.minutes == 40
    fact = Fact.objects.get(id=made.id)
    assert (fact.ref, fact.data["mode"], fact.data["place"], fact.data["by"]) == (
        made.id,
        "in_person",
        "home",
        "assigned_worker",
    )
    assert "first_contact" in before
    assert "first_contact" not in open_topics(river)


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("voicemail", "contact.attempted"),
        ("no_answer", "contact.attempted"),
        ("refused", "contact.attempted"),
        ("missed", "contact.missed"),
    ],
)
def test_who_was_not_reached_was_not_contacted(river, noor, outcome, kind):
    """R-018: a voicemail is an attempt and meets nothing."""
    before = open_topics(river)
    log_contact(
        case_id=river.id, by=noor, started_at=now() - timedelta(hours=1), mode=Mode.PHONE, outcome=Outcome(outcome)
    )
    assert Fact.objects.filter(case=river, kind=kind).count() == 1
    assert not Fact.objects.filter(case=river, kind="contact.made").exists()
    assert before <= open_topics(river)


@pytest.mark.parametrize(
    ("model", "allowed"),
    [("clinical", True), ("intensive", True), ("strengths", True), ("brokerage", False), ("targeted", False)],
)
def test_the_model_says_whether_a_treatment_session_may_be_recorded(agency, noor, model, allowed):
    """R-032, R-033, R-034, R-035, R-036."""
    of = case(agency, model=model)
    act = {
        "case_id": of.id,
        "by": noor,
        "started_at": now() - timedelta(hours=1),
        "mode": Mode.IN_PERSON,
        "place": "office",
    }
    if allowed:
        assert log_contact(**act, purpose=Purpose.SESSION).purpose == "session"
        return
    with pytest.raises(Refused) as refused:
        log_contact(**act, purpose=Purpose.SESSION)
    assert "model" in str(refused.value.reason)
    assert refused.value.missing[0].says
    assert not Contact.objects.exists()


def test_an_accompaniment_keeps_travel_and_session_time(river, noor):
    """R-086."""
    made = visit(river, noor, purpose=Purpose.ACCOMPANIMENT, place="community", travel_minutes=35, minutes=60, note="")
    data = Fact.objects.get(id=made.id).data
    assert (data["purpose"], data["minutes"], data["travel_minutes"]) == ("accompaniment", 60, 35)


def test_a_device_that_sends_twice_writes_once(river, noor):
    key, facts = uuid7(), Fact.objects.filter(case=river)
    visit(river, noor, id=key)
    once = facts.count()
    visit(river, noor, id=key)
    assert facts.count() == once


def test_a_late_entry_counts_on_the_day_it_happened_and_is_labelled(river, noor):
    """T32."""
    made = visit(river, noor, at=now() - timedelta(hours=30))
    assert Fact.objects.get(ref=made.id, kind="note.signed").data["late"] is True
    assert Fact.objects.get(id=made.id).occurred_at == made.started_at


def test_what_was_written_without_a_line_was_written_then(river, noor):
    """T32: the device's own time of writing, never later than now."""
    made = visit(river, noor, at=now() - timedelta(hours=30), written_at=now() - timedelta(hours=28))
    assert Fact.objects.get(ref=made.id, kind="note.signed").data["late"] is False


def test_a_trainees_note_waits_for_a_second_signature(agency, river):
    """R-011."""
    from tsunagu.cases.commands.assign_worker import assign_worker
    from tsunagu.cases.commands.sign_note import countersign_note

    with frozen(START + DAY), acting(agency.system):
        assign_worker(
            case_id=river.id, worker=agency.members["tomas"], role="trainee", by=agency.system, reason="Placement"
        )
    with frozen(START + 2 * DAY):
        with acting(agency.actor("tomas")) as tomas:
            made = visit(river, tomas)
            assert made.needs_second_signature
            assert list(Contact.objects.unsigned()) == [made]
            with pytest.raises(Forbidden):
                countersign_note(made.id, by=tomas)
        with acting(agency.actor("ruth")) as ruth:
            countersign_note(made.id, by=ruth)
    assert not Contact.objects.unsigned().exists()


def test_the_observation_checklist_is_owed_to_those_who_cannot_speak_up(agency, noor):
    """R-075: what was not answered is kept as not answered."""
    of = case(agency, person(agency, "Ha-eun Seo", cannot_self_report=True))
    made = visit(of, noor, observations={"injuries": {"seen": "concern", "note": "A bruise on the left arm"}})
    assert made.observations["injuries"]["seen"] == "concern"
    assert [item for item, said in made.observations.items() if not said["seen"]] == [
        "appearance",
        "mood",
        "home",
        "food",
        "medication",
    ]


def test_nobody_else_owes_the_checklist(river, noor):
    assert visit(river, noor).observations == {}


@pytest.fixture
def two_lines(monkeypatch):
    lines = [queries.PlanLine(uuid7(), "1-1-1 Emergency button"), queries.PlanLine(uuid7(), "1-1-2 Morning call")]
    monkeypatch.setattr(queries, "_plan_lines", [lambda _case: lines])
    return lines


def test_monitoring_asks_about_every_line_of_the_plan(river, noor, two_lines):
    """R-070."""
    first, second = two_lines
    with pytest.raises(Refused, match="1-1-2 Morning call"):
        visit(river, noor, monitoring=True, answers=[LineAnswer(first.id, Delivered.YES)])
    made = visit(
        river,
        noor,
        monitoring=True,
        answers=[
            LineAnswer(first.id, Delivered.YES, Quality.GOOD),
            LineAnswer(second.id, Delivered.NO, "", True, "They stopped calling."),
        ],
    )
    assert kinds(river) == ["contact.made", "monitoring.recorded", "note.signed"]
    assert [(a.line_text, a.delivered, a.change_needed, a.view) for a in made.monitoring.all()] == [
        (first.text, "yes", False, ""),
        (second.text, "no", True, "They stopped calling."),
    ]


def test_the_next_date_is_a_promise_saved_in_the_same_step(river, noor):
    """R-078."""
    made = visit(river, noor, next_contact=NextContact(date(2026, 12, 3), "Go along to the clinic"))
    promise = made.promises.get()
    duty = Duty.objects.get(case=river, subject=promise.id)
    assert (promise.due, promise.worker_id, duty.owner_id) == (date(2026, 12, 3), noor.id, noor.id)


def test_in_a_household_one_says_whom_one_met(agency, noor):
    sora, minu = person(agency, "Sora Kwon"), person(agency, "Minu Kwon")
    of = case(agency, sora, minu)
    with pytest.raises(Refused) as refused:
        visit(of, noor)
    assert refused.value.field == "persons"
    assert Fact.objects.get(id=visit(of, noor, persons=[minu.id]).id).persons == [minu.id]
    with pytest.raises(Refused):
        visit(of, noor, persons=[person(agency, "A stranger").id])


def test_two_people_go_where_a_worker_was_threatened(agency, river, noor):
    """Worker safety (safety layer, 90 days)."""
    from tsunagu.cases.choices import AlertTopic
    from tsunagu.cases.commands.raise_alert import raise_alert

    raise_alert(
        case_id=river.id,
        topic=AlertTopic.VIOLENCE,
        what_to_do="Ring from the corner",
        review_on=date(2026, 12, 1),
        by=noor,
    )
    with pytest.raises(Refused) as refused:
        visit(river, noor)
    assert refused.value.missing
    assert visit(river, noor, companion="Tomás Rivera-Okafor").companion
    with frozen(START + 95 * DAY):
        assert visit(river, noor)


def test_it_ends_after_it_began_and_never_in_the_future(river, noor):
    with pytest.raises(Refused) as refused:
        visit(river, noor, ended_at=now() - timedelta(hours=3))
    assert refused.value.field == "ended_at"
    with pytest.raises(Refused) as refused:
        visit(river, noor, at=now() + DAY)
    assert refused.value.field == "started_at"


def test_a_director_reads_no_notes_and_writes_none(agency, river):
    with frozen(START + DAY), acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        visit(river, dale)


def test_another_organisation_sees_no_contact(agency, river, noor, elsewhere):
    made = visit(river, noor)
    with acting(elsewhere.system):
        assert not Contact.objects.filter(id=made.id).exists()


def test_saving_a_visit_takes_at_most_ten_statements(river, noor):
    """The duties included. Savepoints are the transaction's own and not counted."""
    visit(river, noor, at=now() - timedelta(hours=5))
    with CaptureQueriesContext(
        connection,
    ) as spent:
        visit(river, noor)
    statements = [q["sql"] for q in spent.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert len(statements) <= 10, "\n".join(s[:150] for s in statements)


def test_the_persons_own_words_stand_apart_from_the_note(river, noor):
    made = visit(river, noor, note="Rail fitted.", own_words="I want to cook again.", language="en")
    assert (made.note, made.own_words, made.own_words_language) == ("Rail fitted.", "I want to cook again.", "en")


def test_a_contact_with_a_clinician_is_no_contact_with_the_person(river, noor):
    """R-008: counterpart, direction, mode, purpose and result are kept."""
    before = open_topics(river)
    made = log_contact(
        case_id=river.id,
        by=noor,
        started_at=now() - timedelta(hours=1),
        mode=Mode.PHONE,
        counterpart=With.CLINICIAN,
        counterpart_name="Dr Ifeanyi Okonjo",
        direction="in",
        purpose=Purpose.COORDINATION,
        note="No weight on the left leg until 8 December.",
    )
    assert made.direction == "in"
    assert before <= open_topics(river)
