"""The safety path: opened at once, raised, never closed without a disposition, on every page while it is open."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.cases import queries
from tsunagu.cases.choices import CloseReason, SafetyLevel, SafetyOutcome
from tsunagu.cases.commands.close_case import close_case
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.commands.safety_path import (
    Cause,
    Disposition,
    close_safety_path,
    open_safety_path,
    record_safety_step,
)
from tsunagu.cases.events import ClinicianNotified, SafetyPlanMade
from tsunagu.cases.models import Duty, Fact, Promise, SafetyPath
from tsunagu.cases.tests.factories import case, person
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.ids import uuid7
from tsunagu.core.kinds import kind

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOON = datetime(2026, 11, 4, 17, 0, tzinfo=UTC)  # noon in New York
ITEM_9 = Cause("phq9", SafetyLevel.MEDIUM, "9", {"en": "Item 9: self-harm", "ja": "第9問", "ko": "9번 문항"})
INTENT = Cause("cssrs", SafetyLevel.HIGH, "4", {"en": "Some intent", "ja": "意図", "ko": "의도"})
SAID = Disposition(
    SafetyOutcome.SAFETY_PLAN, "Dr Osei, psychiatrist on call", "Stayed until her sister came", "Ring her at ten",
    (NOON + timedelta(days=1)).date(),
)  # fmt: skip


@pytest.fixture
def noor(agency):
    with frozen(NOON), acting(agency.actor("noor")) as actor:
        yield actor


@pytest.fixture
def river(agency):
    return case(agency)


def sound(of, by, *causes):
    return open_safety_path(of.id, of.members.get().person_id, causes or [ITEM_9], by=by)


def owed(of):
    return set(
        Duty.objects.filter(queries.leading(now()), case=of, topic__startswith="suicide").values_list(
            "topic", flat=True
        )
    )


def screened(of, by, level="low"):
    record(
        locked(of.id),
        Happening(kind("instrument.scored").event("cssrs", level=level), None, [of.members.get().person_id]),
        by=by,
    )


def followed(path, by):
    record_safety_step(path.id, SafetyPlanMade(), at=now(), by=by)
    record_safety_step(path.id, ClinicianNotified("Dr Osei"), at=now(), by=by)


def test_self_harm_opens_a_path_with_its_duties_at_once(river, noor):
    path = sound(river, noor)
    assert (path.level, path.is_open) == ("medium", True)
    assert Fact.objects.get(kind="safety_path.opened").data == {"instrument": "phq9", "level": "medium"}
    due = {d.clock.rpartition(".")[2]: d for d in Duty.objects.filter(case=river, clock__contains="suicide")}
    assert due.keys() == {"suicide_screen", "suicide_follow_through", "suicide_disposition"}
    assert due["suicide_screen"].due_at == NOON
    assert (
        due["suicide_follow_through"].due_at.astimezone(UTC).date() == (NOON + timedelta(days=1)).date()
    )  # 23:59 local


def test_the_same_answer_saved_twice_changes_nothing(river, noor):
    assert sound(river, noor).id == sound(river, noor).id
    assert Fact.objects.filter(kind__startswith="safety_path").count() == 1


def test_a_graver_answer_raises_the_path_and_asks_for_staying(river, noor):
    path = sound(river, noor)
    sound(river, noor, INTENT)
    path.refresh_from_db()
    assert path.level == "high"
    assert Fact.objects.get(kind="safety_path.raised").data["level"] == "high"
    assert Duty.objects.filter(case=river, clock__endswith="suicide_response", outcome="open").exists()


def test_a_lighter_answer_never_lowers_it(river, noor):
    sound(river, noor, INTENT)
    sound(river, noor)
    assert SafetyPath.objects.get().level == "high"


def test_it_does_not_close_before_the_screener_the_plan_and_the_clinician(river, noor):
    path = sound(river, noor)
    with pytest.raises(Refused) as refused:
        close_safety_path(path.id, SAID, by=noor)
    assert len(refused.value.missing) == 2
    screened(river, noor)
    followed(path, noor)
    close_safety_path(path.id, SAID, by=noor)
    path.refresh_from_db()
    assert (path.outcome, path.closed_by_name) == ("safety_plan", "Noor Haddad")
    assert not Duty.objects.filter(case=river, clock__contains="suicide", outcome="open").exists()


@pytest.mark.parametrize("field", ["told", "done", "plan", "next_on"])
def test_a_disposition_says_who_was_told_what_was_done_what_comes_next_and_when(river, noor, field):
    path = sound(river, noor)
    screened(river, noor)
    followed(path, noor)
    said = {"outcome": SAID.outcome, "told": "Dr Osei", "done": "Stayed", "plan": "Ring", "next_on": SAID.next_on}
    said[field] = None if field == "next_on" else " "
    with pytest.raises(Refused) as refused:
        close_safety_path(path.id, Disposition(**said), by=noor)
    assert refused.value.field == field
    assert SafetyPath.objects.open().exists()


def test_the_database_too_keeps_it_open_without_a_disposition(river, noor):
    path = sound(river, noor)
    with pytest.raises(IntegrityError), transaction.atomic():
        SafetyPath.objects.filter(id=path.id).update(closed_at=now(), closed_by_id=noor.id, outcome="safety_plan")


def test_what_comes_next_becomes_a_promise(river, noor):
    path = sound(river, noor)
    screened(river, noor, "none")
    record_safety_step(path.id, ClinicianNotified("Dr Osei"), at=now(), by=noor)  # a negative screener needs no plan
    close_safety_path(path.id, SAID, by=noor)
    promise = Promise.objects.get()
    assert (promise.what, promise.due, promise.worker_id) == ("Ring her at ten", SAID.next_on, noor.id)


def test_handing_over_to_emergency_care_closes_it_at_once(river, noor):
    path = sound(river, noor, INTENT)
    said = Disposition(SafetyOutcome.EMERGENCY, "Ambulance crew", "Waited with him", "Ring the ward", SAID.next_on)
    close_safety_path(path.id, said, by=noor)
    assert owed(river) == set()


def test_a_mistaken_answer_is_closed_with_words_alone(river, noor):
    path = sound(river, noor)
    with pytest.raises(Refused):
        close_safety_path(path.id, Disposition(SafetyOutcome.MISTAKEN), by=noor)
    close_safety_path(path.id, Disposition(SafetyOutcome.MISTAKEN, done="Ticked the wrong line, asked again"), by=noor)
    assert not SafetyPath.objects.open().exists()


def test_the_result_of_a_form_whose_answer_was_dealt_with_does_not_open_it_again(river, noor):
    ref = uuid7()
    answer = Cause("phq9", SafetyLevel.MEDIUM, "9", ref=ref)
    path = sound(river, noor, answer)
    close_safety_path(path.id, Disposition(SafetyOutcome.MISTAKEN, done="Asked again"), by=noor)
    assert sound(river, noor, answer, Cause("phq9", SafetyLevel.MEDIUM, ref=ref)) is None
    assert sound(river, noor, Cause("phq9", SafetyLevel.MEDIUM, "9", ref=uuid7())).is_open  # next week's form does


def test_a_case_is_not_closed_while_a_path_is_open(agency, river, noor):
    sound(river, noor)
    with acting(agency.actor("ruth")) as ruth, pytest.raises(Refused) as refused:
        close_case(river.id, reason=CloseReason.GOALS_MET, by=ruth)
    assert reverse("cases:safety", args=[river.id]) in {lack.mend.partition("?")[0] for lack in refused.value.missing}


def test_only_who_works_on_cases_closes_it(agency, river, noor):
    path = sound(river, noor)
    with acting(agency.actor("odile")) as odile, pytest.raises(Forbidden):
        close_safety_path(path.id, SAID, by=odile)


def test_a_step_lies_between_the_opening_and_now(river, noor):
    path = sound(river, noor)
    for at in (NOON - timedelta(minutes=5), NOON + timedelta(hours=1)):
        with pytest.raises(Refused) as refused:
            record_safety_step(path.id, SafetyPlanMade(), at=at, by=noor)
        assert refused.value.field == "at"


def test_each_person_of_a_household_has_a_path_of_their_own(agency, noor):
    two = case(agency, person(agency), person(agency, "Fernando Holloway"))
    paths = [open_safety_path(two.id, m.person_id, [ITEM_9], by=noor) for m in two.members.all()]
    assert paths[0].id != paths[1].id
    close_safety_path(paths[0].id, Disposition(SafetyOutcome.MISTAKEN, done="Asked again"), by=noor)
    assert SafetyPath.objects.open().get().id == paths[1].id


# -- its page, and every other one ------------------------------------------------------------------------------------------------


@pytest.fixture
def noors(agency):
    client = Client()
    client.post(reverse("identity:sign_in"), {"login": "noor", "password": PASSWORD})
    return client


@pytest.fixture
def here(agency):
    """A case of today, so that the browser's clock and the path's are one."""
    of = case(agency, at=now() - timedelta(days=2))
    with acting(agency.actor("noor")) as noor:
        sound(of, noor)
    return of


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_page_and_the_banner_speak_three_languages(here, noors, language):
    noors.cookies["language"] = language
    word = {"en": "Item 9: self-harm", "ja": "第9問", "ko": "9번 문항"}[language]
    assert word in noors.get(reverse("cases:safety", args=[here.id])).content.decode()
    link = f'href="{reverse("cases:safety", args=[here.id])}"'
    for name in ("cases:contacts", "cases:stays", "assessment:assessments", "planning:plan", "risk:tier", "web:case"):
        assert link in noors.get(reverse(name, args=[here.id])).content.decode(), name


def test_the_path_is_worked_through_on_its_page(here, noors):
    path = SafetyPath.objects.get()
    step = reverse("cases:safety_step", args=[here.id, path.id])
    assert noors.post(step, {"step": "clinician", f"clinician-{path.id}-who": ""}).status_code == 422
    at = now().astimezone().strftime("%Y-%m-%d %H:%M")
    told = {"step": "clinician", f"clinician-{path.id}-who": "Dr Osei", f"clinician-{path.id}-at": at}
    assert noors.post(step, told).status_code in (303, 422)
    close = reverse("cases:safety_close", args=[here.id, path.id])
    name = f"close-{path.id}-"
    said = {
        f"{name}outcome": "emergency",
        f"{name}told": "Crew",
        f"{name}done": "Waited",
        f"{name}plan": "Ring the ward",
    }
    assert noors.post(close, said).status_code == 422
    assert SafetyPath.objects.open().exists()
    assert noors.post(close, {**said, f"{name}next_on": str((now() + timedelta(days=2)).date())}).status_code == 303
    assert not SafetyPath.objects.open().exists()
    assert "Ring the ward" in noors.get(reverse("cases:safety", args=[here.id])).content.decode()


def test_a_refused_closing_lists_what_has_not_been_done_and_keeps_what_was_typed(here, noors):
    path = SafetyPath.objects.get()
    name = f"close-{path.id}-"
    said = {
        f"{name}outcome": "safety_plan", f"{name}told": "Dr Osei", f"{name}done": "Stayed an hour", f"{name}plan": "Ring",
        f"{name}next_on": str((now() + timedelta(days=1)).date()),
    }  # fmt: skip
    answer = noors.post(reverse("cases:safety_close", args=[here.id, path.id]), said)
    assert answer.status_code == 422
    assert "Stayed an hour" in answer.content.decode()
    assert "C-SSRS" in answer.content.decode()


def test_another_organisation_and_who_is_not_on_the_case_find_nothing(here, elsewhere, agency):
    for login in (elsewhere.members["noor"].user.login, "tomas"):
        client = Client()
        client.post(reverse("identity:sign_in"), {"login": login, "password": PASSWORD})
        assert client.get(reverse("cases:safety", args=[here.id])).status_code == 404
