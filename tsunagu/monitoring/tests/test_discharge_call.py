"""The call after a hospital stay: a contact, and with a red flag an urgent issue for today and a clinician who is told."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.cases.models import Duty
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.monitoring.choices import RedFlag
from tsunagu.monitoring.commands.ask_after_discharge import Asked, ask_after_discharge
from tsunagu.monitoring.models import DischargeCall, Issue
from tsunagu.notices.models import Notice

pytestmark = pytest.mark.django_db
WELL = {"medicines": True, "appointment": True, "knows_whom": True}


def call(case, by, *flags, **more):
    person = case.members.first().person_id
    return ask_after_discharge(case_id=case.id, person_id=person, asked=Asked(flags, **{**WELL, **more}), by=by)


def test_without_a_red_flag_the_call_is_a_contact_and_nothing_more(case, noor):
    """R-100."""
    made = call(case, noor, note="Slept well")
    assert (made.contact.mode, made.contact.outcome, made.contact.note) == ("phone", "reached", "Slept well")
    assert not Issue.objects.exists()
    assert not Notice.objects.filter(template="monitoring/notices/red_flag").exists()


def test_a_red_flag_is_an_urgent_issue_for_today_and_a_clinician_is_told_without_a_word_of_what(case, noor):
    """R-100: the task is due today; the message names neither the person nor the symptom."""
    told = {"clinician": "Dr Achterberg", "channel": "mail", "address": "clinic@example.org"}
    made = call(case, noor, RedFlag.BREATH, RedFlag.SWELLING, note="Sleeps sitting up", **told)
    assert (made.issue.gravity, made.issue.about) == ("high", "health")
    assert "Sleeps sitting up" in made.issue.text
    assert Duty.objects.filter(case=case, topic="issue", outcome="open").exists()
    notice = Notice.objects.get(template="monitoring/notices/red_flag")
    assert (notice.to_name, notice.to_address) == ("Dr Achterberg", "clinic@example.org")
    text = notice.subject + notice.body
    assert case.number in text
    for hidden in (case.members.first().person.name, "breath", "Sleeps"):
        assert hidden not in text


@pytest.mark.parametrize("told", [{}, {"clinician": "Dr A"}, {"clinician": "Dr A", "channel": "mail", "address": "x"}])
def test_a_red_flag_that_nobody_is_told_of_is_refused(case, noor, told):
    with pytest.raises(Refused):
        call(case, noor, RedFlag.CHEST, **told)
    assert not DischargeCall.objects.exists()


def test_who_opens_no_charts_writes_no_call(agency, case):
    with pytest.raises(Forbidden):
        call(case, agency.actor("dale"))


def test_the_page_asks_keeps_and_leads_to_the_issue(agency, case, elsewhere):
    """R-100."""
    client = Client()
    client.post("/sign-in/", {"login": "noor", "password": PASSWORD})
    url = reverse("monitoring:discharge_call", args=[case.id])
    said = {"counterpart": "person", "medicines": "yes", "appointment": "no", "knows_whom": "yes", "note": "Dizzy"}
    assert client.post(url, said).status_code == 303
    assert client.post(url, {**said, "flags": ["fall"]}).status_code == 422
    told = {"flags": ["fall"], "clinician": "Dr A", "channel": "fax"}
    answer = client.post(url, {**said, **told})
    assert answer.headers["Location"] == reverse("monitoring:issue", args=[case.id, Issue.objects.get().id])
    page = client.get(url).content.decode()
    for shown in ("Fell, or cannot get up alone", "No red flag", "Dr A", "Dizzy"):
        assert shown in page
    other = Client()
    other.post("/sign-in/", {"login": elsewhere.members["ruth"].user.login, "password": PASSWORD})
    assert other.get(url).status_code == 404
