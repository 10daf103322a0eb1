"""A message is kept as it was sent, and each reads only their own."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD
from tsunagu.core.actor import acting
from tsunagu.core.errors import Refused
from tsunagu.notices.choices import Channel
from tsunagu.notices.commands import deliver_notice, mark_read, mark_sent, notify_outside, notify_user
from tsunagu.notices.models import Notice
from tsunagu.notices.queries import unread_by

pytestmark = pytest.mark.django_db
HANDED_OVER = {"template": "intake/notices/handed_over", "context": {"number": "2026-000007", "from_name": "Imani"}}
RECEIVED = {
    "template": "intake/notices/received",
    "context": {"to": "St Brigid's", "number": "2026-000007", "received_on": date(2026, 11, 20), "contact": "Imani"},
    "language": "en",
}


def tell(agency, name="noor", **more):
    return notify_user(to=agency.members[name].user, by=agency.system, **HANDED_OVER, **more)


def write(agency, channel=Channel.MAIL, to_address="ward@example.org"):
    return notify_outside(to_name="Ward 4", channel=channel, to_address=to_address, by=agency.system, **RECEIVED)


def test_a_colleague_finds_it_unread_and_reads_it(agency):
    notice, noor = tell(agency), agency.actor("noor")
    with acting(noor):
        assert list(unread_by(noor)) == [notice]
        mark_read(notice.id, by=noor)
        assert not unread_by(noor)


def test_only_the_reader_marks_it_read(agency):
    notice = tell(agency)
    with pytest.raises(Notice.DoesNotExist):
        mark_read(notice.id, by=agency.actor("tomas"))


def test_it_is_written_in_the_readers_language(hanbit):
    assert "2026-000007" in tell(hanbit, "han").subject
    assert "담당자" in tell(hanbit, "han").subject


@pytest.mark.data
def test_another_organisation_does_not_see_it(agency, elsewhere):
    tell(agency)
    with acting(elsewhere.actor("noor")):
        assert not Notice.objects.exists()


def test_mail_is_sent_as_it_was_written(agency):
    notice = deliver_notice(write(agency).id, by=agency.system)
    (message,) = mail.outbox
    assert (message.subject, message.body, message.to) == (notice.subject, notice.body, ["ward@example.org"])
    deliver_notice(notice.id, by=agency.system)
    assert len(mail.outbox) == 1


def test_a_failure_is_kept_and_may_be_tried_again(agency, monkeypatch):
    notice = write(agency)
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError("no route")))
        assert deliver_notice(notice.id, by=agency.system).failure == "no route"
    assert deliver_notice(notice.id, by=agency.system).failed_at is None


def test_a_fax_waits_for_a_hand(agency):
    notice = write(agency, Channel.FAX, "+1 555 0190")
    assert notice.waits_for_hand
    assert not mark_sent(notice.id, by=agency.system).waits_for_hand
    with pytest.raises(Refused):
        mark_sent(notice.id, by=agency.system)


@pytest.mark.parametrize("channel", [Channel.IN_APP, Channel.MAIL])
def test_somebody_outside_needs_an_address_that_reaches_them(agency, channel):
    with pytest.raises(Refused):
        write(agency, channel, "")


# -- the page ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def client(agency):
    client = Client()
    client.post("/sign-in/", {"login": "noor", "password": PASSWORD})
    return client


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_page_shows_ones_own_messages(agency, client, language):
    tell(agency)
    tell(agency, "tomas")
    client.cookies["language"] = language
    page = client.get("/notices/").content.decode()
    assert page.count("2026-000007") == 2  # the subject, and again for screen readers on the button


def test_opening_a_message_reads_it_and_goes_where_it_leads(agency, client):
    notice = tell(agency, url="/my-day/")
    assert client.post(f"/notices/{notice.id}/reading/").headers["Location"] == "/my-day/"
    notice.refresh_from_db()
    assert notice.read_at


def test_a_message_leads_nowhere_outside(agency, client):
    notice = tell(agency, url="https://evil.example/")
    assert client.post(f"/notices/{notice.id}/reading/").headers["Location"] == "/notices/"


def test_somebody_elses_message_is_not_found(agency, client):
    notice = tell(agency, "tomas")
    assert client.post(f"/notices/{notice.id}/reading/").status_code == 404


def test_a_message_is_not_read_by_looking_at_its_address(agency, client):
    assert client.get(f"/notices/{tell(agency).id}/reading/").status_code == 405


def test_older_messages_are_a_page_away(agency, client):
    for _n in range(31):
        tell(agency)
    page = client.get("/notices/").content.decode()
    assert "before=" in page
    before = page.split("before=")[1].split('"')[0]
    assert client.get(f"/notices/?before={before}").content.decode().count("<li data-row") == 1
