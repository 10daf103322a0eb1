"""Amending, withdrawing, stays, alerts, exceptions, stages, waiving, closing: what each refuses, and what follows."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsunagu.audit.models import Entry
from tsunagu.cases import queries
from tsunagu.cases.choices import (
    AlertTopic,
    Appropriateness,
    CloseReason,
    Complexity,
    ExceptionReason,
    GoalsMet,
    Mode,
    Outcome,
    Setting,
    Stage,
    Wellbeing,
)
from tsunagu.cases.commands.amend_contact import amend_contact, withdraw_contact
from tsunagu.cases.commands.close_case import close_case, reopen_case
from tsunagu.cases.commands.evaluate_case import evaluate_case
from tsunagu.cases.commands.log_contact import log_contact
from tsunagu.cases.commands.open_case import enter_stage, set_model
from tsunagu.cases.commands.raise_alert import clear_alert, raise_alert
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.commands.record_exception import record_exception
from tsunagu.cases.commands.sign_note import sign_note
from tsunagu.cases.commands.start_stay import end_stay, start_stay
from tsunagu.cases.commands.waive_duty import waive_duty
from tsunagu.cases.models import Alert, Contact, Duty, Fact, Stay
from tsunagu.cases.panels import header
from tsunagu.cases.tests.factories import START, case, visit
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.kinds import kind

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = timedelta(days=1)


@pytest.fixture
def noor(agency):
    with frozen(START + 2 * DAY), acting(agency.actor("noor")) as actor:
        yield actor


@pytest.fixture
def river(agency):
    return case(agency)


def open_topics(of):
    return set(Duty.objects.filter(queries.leading(now()), case=of).values_list("topic", flat=True))


# -- contacts ---------------------------------------------------------------------------------------------------------------------


def test_an_amended_contact_keeps_both_readings_and_counts_as_it_reads_now(river, noor):
    made = visit(river, noor)
    assert "first_contact" not in open_topics(river)
    amend_contact(made.id, reason="It was a call", by=noor, mode=Mode.PHONE, place="")
    change = made.amendments.get()
    assert (change.before["mode"], change.after["mode"], change.reason) == ("in_person", "phone", "It was a call")
    assert Fact.objects.get(corrects_id=made.id).data["mode"] == "phone"
    assert "first_contact" in open_topics(river)


def test_only_the_writer_or_a_supervisor_puts_an_entry_right(agency, river, noor):
    made = visit(river, noor)
    with acting(agency.actor("tomas")) as tomas, pytest.raises(Forbidden):
        amend_contact(made.id, reason="Other", by=tomas, note="Other")
    with pytest.raises(Refused):
        amend_contact(made.id, reason="Nothing", by=noor, note=made.note)
    with pytest.raises(Refused):
        amend_contact(made.id, reason=" ", by=noor, note="Other")


def test_a_withdrawn_contact_stays_readable_and_meets_nothing(river, noor):
    made = visit(river, noor)
    withdraw_contact(made.id, reason="Wrong chart", by=noor)
    made.refresh_from_db()
    assert (made.is_withdrawn, made.note) == (True, "The rail by the door has been put in.")
    assert "first_contact" in open_topics(river)
    assert "note_written" not in open_topics(river)
    with pytest.raises(Refused):
        sign_note(made.id, by=noor)


def test_an_unsigned_note_is_owed_and_signing_it_late_says_so(river, noor):
    """T32."""
    made = visit(river, noor, sign=False)
    assert "note_written" in open_topics(river)
    with frozen(now() + 2 * DAY):
        sign_note(made.id, by=noor)
        assert "note_written" not in open_topics(river)
    assert Fact.objects.get(kind="note.signed").data["late"] is True


# -- the Japanese month -------------------------------------------------------------------------------------------------------


@pytest.fixture
def ukai(mizunara):
    """Services began on 28 January 2026."""
    of = case(
        mizunara, worker="morishita", programme="jp_home_care", model="", at=datetime(2026, 1, 10, 1, 0, tzinfo=UTC)
    )
    with frozen(datetime(2026, 1, 28, 1, 0, tzinfo=UTC)), acting(mizunara.system):
        record(
            locked(of.id),
            Happening(kind("service.started").event(), date(2026, 1, 28), [of.members.get().person_id], of.id),
            by=mizunara.system,
        )
    return of


def month(of, period):
    return Duty.objects.get(case=of, clock__endswith=".monthly_visit", period=period)


def test_a_month_asks_for_the_visit_and_its_record(mizunara, ukai):
    """T14: begun on the 28th, owed by the month's end; the visit alone is half of it."""
    january = month(ukai, date(2026, 1, 1))
    assert january.due_at.astimezone(ZoneInfo("Asia/Tokyo")).date() == date(2026, 1, 31)
    with frozen(datetime(2026, 1, 30, 5, 0, tzinfo=UTC)), acting(mizunara.actor("morishita")) as by:
        visit(ukai, by)
        assert month(ukai, date(2026, 1, 1)).outcome == "open"
        visit(ukai, by, monitoring=True)
        assert month(ukai, date(2026, 1, 1)).outcome == "met"


@pytest.mark.parametrize(
    ("reason", "outcome"), [("person_away", "excused"), ("device_failed", "open"), ("worker_unavailable", "open")]
)
def test_only_the_persons_side_excuses(mizunara, ukai, reason, outcome):
    """T16."""
    with frozen(datetime(2026, 2, 20, 5, 0, tzinfo=UTC)), acting(mizunara.actor("morishita")) as by:
        with pytest.raises(Refused):
            record_exception(
                case_id=ukai.id, on=date(2026, 2, 20), reason=ExceptionReason(reason), circumstances=" ", by=by
            )
        record_exception(
            case_id=ukai.id,
            on=date(2026, 2, 20),
            reason=ExceptionReason(reason),
            circumstances="長女宅に滞在中",
            attempts="2月18日 電話",
            persons=[ukai.members.get().person_id],
            by=by,
        )
    assert month(ukai, date(2026, 2, 1)).outcome == outcome


# -- stays and alerts ---------------------------------------------------------------------------------------------------------


def test_a_stay_begins_and_ends_in_the_same_chart_and_asks_for_a_review(agency, river, noor):
    """R-029, R-031."""
    person_id = river.members.get().person_id
    with acting(agency.system):
        record(
            locked(river.id), Happening(kind("plan.activated").event(False), START + DAY, [person_id]), by=agency.system
        )
    began = now() - timedelta(hours=5)
    stay = start_stay(
        case_id=river.id, person_id=person_id, setting=Setting.HOSPITAL, started_at=began, where="St Brannoc", by=noor
    )
    assert "change_review" in open_topics(river)
    with pytest.raises(Refused):
        start_stay(case_id=river.id, person_id=person_id, setting=Setting.HOSPITAL, started_at=began, by=noor)
    with pytest.raises(Refused):
        end_stay(stay.id, ended_at=began - DAY, by=noor)
    end_stay(stay.id, ended_at=now(), complexity=Complexity.HIGH, by=noor)
    start_stay(case_id=river.id, person_id=person_id, setting=Setting.FACILITY, started_at=now(), by=noor)
    assert Stay.objects.filter(case=river).count() == 2
    assert Fact.objects.get(kind="stay.ended").data == {"setting": "hospital", "complexity": "high"}


def test_an_alert_says_what_to_do_and_when_it_is_looked_at_again(river, noor):
    day = date(2026, 12, 1)
    with pytest.raises(Refused):
        raise_alert(case_id=river.id, topic=AlertTopic.FALLS, what_to_do=" ", review_on=day, by=noor)
    with pytest.raises(Refused):
        raise_alert(
            case_id=river.id, topic=AlertTopic.VIOLENCE, what_to_do="Go in pairs", review_on=date(2027, 6, 1), by=noor
        )
    for number in range(4):
        alert = raise_alert(case_id=river.id, topic=AlertTopic.OTHER, what_to_do=f"Do {number}", review_on=day, by=noor)
    with pytest.raises(Refused, match="Four alerts"):
        raise_alert(case_id=river.id, topic=AlertTopic.FALLS, what_to_do="Hold the rail", review_on=day, by=noor)
    clear_alert(alert.id, reason="Not so any more", by=noor)
    assert Alert.objects.in_force().count() == 3
    assert len(header(river).alerts) == 3


# -- stages, models, waiving ----------------------------------------------------------------------------------------------------


def test_a_stage_is_entered_again_and_each_pass_keeps_its_dates(river, noor):
    """R-005, R-025."""
    for n, stage in enumerate((Stage.ASSESS, Stage.PLAN, Stage.ASSESS)):
        with frozen(START + (3 + n) * DAY):
            enter_stage(river.id, stage, by=noor)
    river.refresh_from_db()
    with frozen(START + 8 * DAY):
        passes = header(river).passes
    assert river.stage == "assess"
    assert [one.label for one in passes].count(passes[-1].label) == 2
    assert passes[-1].until is None


def test_another_model_counts_from_its_day_and_what_was_overdue_stays(river, noor):
    """R-032."""
    overdue = Duty.objects.get(case=river, clock="model/intensive.first_contact")
    assert overdue.due_at < now()
    set_model(river.id, "brokerage", reason="Calmer now", by=noor)
    assert Duty.objects.filter(id=overdue.id, outcome="open").exists()
    assert not Duty.objects.filter(
        case=river, clock="model/intensive.contact", due_at__gt=now(), outcome="open"
    ).exists()
    assert Duty.objects.filter(case=river, clock="model/brokerage.contact").exists()


def test_a_default_is_waived_with_a_reason_but_never_law_or_safety(agency, river, noor):
    weekly = Duty.objects.get(case=river, clock="model/intensive.first_contact")
    with pytest.raises(Forbidden):
        waive_duty(weekly.id, reason="Seen by the hospital", by=noor)
    visit(river, noor, sign=False, at=now() - timedelta(hours=2), mode=Mode.PHONE, place="")
    note = Duty.objects.get(case=river, topic="note_written")
    with acting(agency.actor("ruth")) as ruth:
        with pytest.raises(Refused):
            waive_duty(weekly.id, reason="", by=ruth)
        with pytest.raises(Refused):
            waive_duty(note.id, reason="No time", by=ruth)
        waive_duty(weekly.id, reason="Seen by the hospital", by=ruth)
    assert Duty.objects.get(id=weekly.id).outcome == "waived"
    assert Entry.objects.filter(verb="waive_duty", case_id=river.id).exists()


# -- closing --------------------------------------------------------------------------------------------------------------------


def evaluate(of, by, **more):
    return evaluate_case(
        **{
            "case_id": of.id,
            "goals_met": GoalsMet.MOST,
            "wellbeing": Wellbeing.BETTER,
            "financial": "Two hospital stays fewer than the year before.",
            "appropriateness": Appropriateness.RIGHT,
            "client_view": "I can manage.",
            "by": by,
            **more,
        }
    )


def test_a_case_closes_when_the_evaluation_is_written_and_opens_again_in_the_same_chart(agency, noor):
    """R-024, R-116."""
    of = case(agency, model="clinical")
    with pytest.raises(Refused) as refused:
        close_case(of.id, reason=CloseReason.INDEPENDENT, by=noor)
    assert any(
        "evaluation" in str(one.says).lower() and one.mend.endswith("/evaluation/") for one in refused.value.missing
    )
    with pytest.raises(Refused):
        evaluate(of, noor, client_view="")
    evaluate(of, noor)
    close_case(of.id, reason=CloseReason.INDEPENDENT, by=noor)
    of.refresh_from_db()
    assert (of.close_reason, of.stage) == ("independent", "close")
    assert "aftercare" in set(Duty.objects.filter(case=of, outcome="open").values_list("topic", flat=True))
    reopen_case(of.id, reason="Fell again", by=noor)
    of.refresh_from_db()
    assert of.closed_at is None


def test_nobody_is_unreachable_before_three_attempts_in_three_ways(river, noor):
    for n, mode in enumerate((Mode.PHONE, Mode.LETTER, Mode.IN_PERSON)):
        with pytest.raises(Refused):
            close_case(river.id, reason=CloseReason.UNABLE_TO_REACH, by=noor)
        log_contact(
            case_id=river.id, by=noor, started_at=now() - timedelta(hours=n + 1), mode=mode, outcome=Outcome.NO_ANSWER
        )
    close_case(river.id, reason=CloseReason.UNABLE_TO_REACH, by=noor)
    assert Contact.objects.filter(case=river).count() == 3


def test_an_intake_worker_closes_nothing(agency, river):
    with frozen(START + DAY), acting(agency.actor("imani")) as imani, pytest.raises(Forbidden):
        close_case(river.id, reason=CloseReason.DIED, by=imani)
