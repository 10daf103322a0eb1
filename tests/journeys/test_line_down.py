"""The line is down: what must get through waits on the device, says so, and is sent once when the line is back."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localtime

from tests.journeys.visitor import Visitor
from tsunagu.cases.models import Concern, Contact
from tsunagu.cases.tests import factories as cases
from tsunagu.core.clock import now

pytestmark = pytest.mark.browser
WAITING = "[data-queue]:not([hidden])"


def send_without_a_line(v: Visitor, form: str) -> None:
    v.page.context.set_offline(True)
    v.page.locator(f"{form} button.primary").last.click()
    v.page.wait_for_selector(WAITING)


def line_is_back(v: Visitor) -> None:
    v.page.context.set_offline(False)
    v.page.wait_for_selector("[data-queue][hidden]", state="attached")


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_a_report_of_concern_waits_with_its_awareness_time(visitor, language):
    """R-074: the clock runs from when the worker became aware, not from when the line came back."""
    v = visitor(language, "en")
    aware = (now() - timedelta(hours=2)).replace(second=0, microsecond=0)
    v.sign_in("noor").open("cases:concern_new")
    v.fill(about="A boy of six, ground floor", seen="Bruises on both arms", groups=["child"], types=["physical"])
    v.fill(aware_at=localtime(aware, ZoneInfo(v.agency.organisation.zone)).strftime("%Y-%m-%d %H:%M"))
    send_without_a_line(v, "form[data-offline]")
    with v.behind_the_scenes("noor"):
        assert not Concern.objects.exists(), "nothing has left the device"
    line_is_back(v)
    with v.behind_the_scenes("noor"):
        concern = Concern.objects.get()
        assert concern.aware_at == aware


def test_a_visit_note_written_without_a_line_arrives_once(visitor):
    """Two tries of one letter are one contact."""
    v = visitor()
    with v.behind_the_scenes("noor"):
        case = cases.case(v.agency, worker="noor")
    v.sign_in("noor").open("cases:visit", case_id=case.id)
    v.fill(note="She opened the window herself. The stairs are still hard.")
    send_without_a_line(v, "form[data-offline]")
    with v.behind_the_scenes("noor"):
        assert not Contact.objects.filter(case=case).exists()
    line_is_back(v)
    v.page.reload()
    with v.behind_the_scenes("noor"):
        assert Contact.objects.get(case=case).note.startswith("She opened the window")
