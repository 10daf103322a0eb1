"""Issues have an owner and a day; overdue they climb; they end with what came of them."""

from datetime import timedelta

import pytest

from tsunagu.cases.models import Duty, Fact
from tsunagu.core.actor import acting
from tsunagu.core.clock import today
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.ids import uuid7
from tsunagu.monitoring.commands.issues import close_issue, note_issue, raise_issue
from tsunagu.monitoring.models import Issue, IssueStep

pytestmark = pytest.mark.django_db


def in_days(case, days):
    return today(case.zone) + timedelta(days=days)


@pytest.fixture
def raised(case, lines, noor):
    def make(**more):
        words = {"about": "delivery", "gravity": "medium", "text": "The ride came an hour late twice"}
        return raise_issue(
            **{"case_id": case.id, "due": in_days(case, 7), "line_key": lines[1].key, "by": noor, **words, **more}
        )

    return make


def owed(issue):
    return Duty.objects.filter(case=issue.case, topic="issue", subject=issue.id)


def test_an_issue_is_a_duty_of_its_owner_on_its_day(raised, agency):
    """R-073."""
    tomas = agency.members["tomas"].user_id
    issue = raised(owner_id=tomas)
    assert (issue.provider, issue.line_text[-19:]) == ("City Rides", "Ride to the library")
    duty = owed(issue).get(outcome="open")
    assert (duty.owner_id, duty.clock) == (tomas, "agency/defaults.issue")
    assert (duty.due_at - timedelta(seconds=1)).astimezone(agency_zone(issue)).date() == issue.due
    assert duty.escalate_at > duty.due_at


def agency_zone(issue):
    from zoneinfo import ZoneInfo

    return ZoneInfo(issue.case.zone)


def test_an_urgent_issue_is_dealt_with_within_a_business_day(raised):
    """R-073."""
    issue = raised(gravity="high", due=in_days(raised().case, 20))
    leading = owed(issue).get(outcome="open", lead_from__isnull=False)
    assert leading.clock == "agency/defaults.issue_urgent"


def test_another_owner_or_day_moves_the_duty(raised, case, agency, noor):
    """R-073."""
    issue, ruth = raised(), agency.members["ruth"].user_id
    note_issue(
        issue_id=issue.id, text="Called them", waiting_for="City Rides", due=in_days(case, 14), owner_id=ruth, by=noor
    )
    issue.refresh_from_db()
    assert (issue.state, issue.waiting_for) == ("waiting", "City Rides")
    duty = owed(issue).get(outcome="open", clock="agency/defaults.issue")
    assert duty.owner_id == ruth
    assert (duty.due_at - timedelta(seconds=1)).astimezone(agency_zone(issue)).date() == in_days(case, 14)
    note_issue(issue_id=issue.id, text="They answered", by=noor)
    issue.refresh_from_db()
    assert issue.state == "open"
    assert IssueStep.objects.filter(issue=issue).count() == 2


def test_it_is_closed_with_what_came_of_it(raised, noor):
    """R-073."""
    issue = raised(gravity="high")
    with pytest.raises(Refused) as refusal:
        close_issue(issue_id=issue.id, outcome="solved", resolution=" ", by=noor)
    assert refusal.value.field == "resolution"
    with pytest.raises(Refused):
        close_issue(issue_id=issue.id, outcome="gone", resolution="It went away", by=noor)
    close_issue(issue_id=issue.id, outcome="passed_on", resolution="Grievance filed with the plan", by=noor)
    assert not owed(issue).filter(outcome="open").exists()
    assert Fact.objects.get(kind="issue.closed", ref=issue.id).data["outcome"] == "passed_on"
    with pytest.raises(Refused, match="closed"):
        note_issue(issue_id=issue.id, text="Once more", by=noor)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"about": "weather"}, "about"),
        ({"gravity": "grave"}, "gravity"),
        ({"text": " "}, "text"),
        ({"owner_id": uuid7()}, "owner"),
        ({"person_id": uuid7()}, "person"),
    ],
)
def test_what_is_missing_is_said_at_its_field(raised, wrong, field):
    with pytest.raises(Refused) as refusal:
        raised(**wrong)
    assert refusal.value.field == field


def test_a_day_that_has_passed_is_refused(raised, case, noor):
    with pytest.raises(Refused) as refusal:
        raised(due=in_days(case, -1))
    assert refusal.value.field == "due"
    with pytest.raises(Refused):
        note_issue(issue_id=raised().id, text=" ", by=noor)


def test_whoever_does_no_case_work_raises_none_and_others_see_none(raised, case, agency, elsewhere):
    raised()
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        raised(by=dale)
    with acting(elsewhere.actor("noor")):
        assert not Issue.objects.exists()
