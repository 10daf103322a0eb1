from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.assessment.tests import factories as assessments
from tsunagu.cases.choices import ConsentPurpose, RecipientKind
from tsunagu.cases.models import Case, Disclosure, Duty, Fact
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.directory.models import Service
from tsunagu.directory.queries.waits import waits_for
from tsunagu.directory.tests.factories import service
from tsunagu.identity.models import Organisation
from tsunagu.intake.models import Referral
from tsunagu.notices.models import Notice
from tsunagu.planning.commands.refer import (
    Asking,
    Recipient,
    accept_here,
    answer_referral,
    begin_referred_service,
    link_path,
    return_result,
    send_referral,
    take_referrals_here,
    withdraw_referral,
)
from tsunagu.planning.models import SentReferral, ServiceLine
from tsunagu.planning.queries.referrals import loop_of, receivers
from tsunagu.planning.rules.referrals import NEXT, closure_rate, link_of
from tsunagu.planning.tests import factories

pytestmark = pytest.mark.django_db


def consent(agency, case, classes=("general", "services"), **more):
    more = more or {"recipient_kinds": [RecipientKind.PROVIDER]}
    assessments.agree(agency, case, ConsentPurpose.SHARE, data_classes=list(classes), **more)


def person_of(case):
    return case.members.first().person


def refer(case, by, *to, asking=None, **more):
    return send_referral(
        case_id=case.id,
        person_id=person_of(case).id,
        to=to or [Recipient("Harbour Physiotherapy")],
        asking=asking or Asking("Walking outdoors, twice a week"),
        by=by,
        **more,
    )


def test_a_referral_goes_out_with_what_the_consent_covers_and_is_on_record(case, noor, agency):
    """R-064, R-043."""
    consent(agency, case)
    (referral,) = refer(case, noor)
    assert referral.state == "sent"
    assert ["general", "name", "River Aldana-Whitfield"] in referral.told
    assert not [row for row in referral.told if row[0] not in ("general",)]
    assert Disclosure.objects.get().recipient == "Harbour Physiotherapy"
    assert Fact.objects.filter(kind="referral.sent", ref=referral.id).exists()


def test_without_a_consent_that_covers_it_nothing_leaves_the_house(case, noor, agency):
    with pytest.raises(Refused):
        refer(case, noor)
    consent(agency, case, recipients="Somebody else")
    with pytest.raises(Refused):
        refer(case, noor)
    assert not SentReferral.objects.exists()
    asking = Asking("Now", ground="emergency", ground_reason="Fell and cannot get up")
    assert refer(case, noor, asking=asking)[0].consent is None


def test_other_kinds_of_information_need_words_and_consent(case, noor, agency):
    consent(agency, case)
    with pytest.raises(Refused) as refusal:
        refer(case, noor, asking=Asking("Walking", data_classes=["general", "health"]))
    assert refusal.value.field == "words_health"
    with pytest.raises(Refused):
        refer(case, noor, asking=Asking("Walking", data_classes=["general", "health"], words={"health": "Stroke"}))


def test_several_are_asked_at_once_and_the_best_answer_counts_for_the_plan(case, noor, agency):
    consent(agency, case)
    line = factories.active(case, noor).lines.get()
    one, other = refer(case, noor, Recipient("A"), Recipient("B"), line_key=line.key)
    assert one.round == other.round
    answer_referral(referral_id=one.id, answer="declined", reason="Full", by=noor)
    assert ServiceLine.objects.get(id=line.id).link == "sent"
    answer_referral(referral_id=other.id, answer="accepted", by=noor)
    assert ServiceLine.objects.get(id=line.id).link == "accepted"
    begin_referred_service(referral_id=other.id, by=noor)
    assert ServiceLine.objects.get(id=line.id).status == "started"


def test_where_others_do_the_same_a_choice_is_offered_or_the_reason_written(case, noor, agency):
    """R-062."""
    consent(agency, case)
    first = service(noor, "Harbour Physio", provider="H", types=["rehabilitation"])
    service(noor, "City Rehab", provider="C", types=["rehabilitation"])
    to = Recipient(first.name, first.id)
    with pytest.raises(Refused) as refusal:
        refer(case, noor, to)
    assert refusal.value.field == "choice_reason"
    (referral,) = refer(case, noor, to, asking=Asking("Walking", offered=["City Rehab"], chosen_by="person"))
    assert referral.offered == ["City Rehab"]
    assert referral.provider == first.provider


def test_an_unanswered_referral_becomes_a_duty_and_its_answer_meets_it(case, noor, agency):
    """R-064, T34."""
    consent(agency, case)
    (referral,) = refer(case, noor)
    duty = Duty.objects.get(case=case, clock__endswith=".referral_answer")
    assert str(duty.subject) == str(referral.id)
    answer_referral(referral_id=referral.id, answer="wait_listed", by=noor)
    assert Duty.objects.get(id=duty.id).outcome == "met"


def test_a_withdrawn_referral_asks_for_no_answer_and_its_link_is_dead(case, noor, agency, client):
    consent(agency, case)
    (referral,) = refer(case, noor)
    path = link_path(referral)
    withdraw_referral(referral_id=referral.id, reason="Moved away", by=noor)
    assert not Duty.objects.filter(case=case, clock__endswith=".referral_answer", outcome="open").exists()
    assert client.get(path).status_code == 410


def test_steps_follow_each_other_and_no_other_way():
    assert NEXT["closed"] == ()
    assert link_of({"declined", "sent"}) == "sent"
    assert closure_rate(["closed", "declined", "sent", "withdrawn"]) == pytest.approx(2 / 3)
    assert closure_rate([]) is None


def test_a_receiver_without_an_account_closes_the_loop_through_the_link(case, noor, agency, client):
    """R-064: read, accept, begin, and send the result back; nothing is seen that was not told."""
    consent(agency, case)
    (referral,) = refer(
        case,
        noor,
        Recipient("Harbour Physiotherapy", channel="mail", address="desk@harbour.example"),
        base_url="https://t.example/",
    )
    path = link_path(referral)
    assert f"https://t.example{path}" in Notice.objects.get(channel="mail").body
    assert "River" not in Notice.objects.get(channel="mail").body
    with acting(None):
        page = client.get(path)
        text = page.content.decode()
        assert page.status_code == 200
        assert "River Aldana-Whitfield" in text
        assert str(case.number) not in text
        assert page.headers["Cache-Control"].startswith("max-age=0")
        assert client.post(path, {"step": "answer", "answer": "declined"}).status_code == 422
        assert (
            client.post(path, {"step": "answer", "answer": "accepted", "answered_by": "Lena Ortiz"}).status_code == 303
        )
        assert client.post(path, {"step": "beginning", "on": ""}).status_code == 303
        assert client.post(path, {"step": "result", "result": "helped", "text": "Walks alone"}).status_code == 303
        assert client.post(path, {"step": "result", "result": "helped"}).status_code == 422
    referral.refresh_from_db()
    assert (referral.state, referral.result, referral.answered_by) == ("closed", "helped", "Lena Ortiz")
    kinds = list(Fact.objects.filter(ref=referral.id).order_by("recorded_at").values_list("kind", "by_name"))
    assert kinds[1:] == [
        ("referral.arrived", "Harbour Physiotherapy"),
        ("referral.answered", "Harbour Physiotherapy"),
        ("referral.taken_up", "Harbour Physiotherapy"),
        ("referral.closed", "Harbour Physiotherapy"),
    ]
    assert Notice.objects.filter(to_user=agency.members["noor"].user).count() == 3


def test_a_link_that_ran_out_or_was_touched_shows_nothing(case, noor, agency, client):
    consent(agency, case)
    (referral,) = refer(case, noor)
    path = link_path(referral)
    with acting(None):
        assert client.get(path[:-3] + "xx/").status_code == 410
        with frozen(now() + timedelta(days=31)):
            assert client.get(path).status_code == 410


def test_between_two_organisations_here_it_is_one_row_and_accepting_opens_a_case_of_their_own(
    case, noor, agency, elsewhere
):
    """R-061."""
    consent(agency, case)
    with acting(elsewhere.actor("ruth")) as ruth:
        take_referrals_here(accept=True, by=ruth)
    (there,) = receivers(noor)
    assert there.id == elsewhere.organisation.id
    (referral,) = refer(case, noor, Recipient(there.name, None, there.id))
    with acting(elsewhere.actor("ruth")) as ruth:
        seen = SentReferral.objects.get()
        assert not Case.objects.filter(id=seen.case_id).exists()  # the row, and nothing behind it
        accept_here(referral_id=seen.id, programme="hcbs", by=ruth)
        own = Referral.objects.get()
        assert own.said_names[0]["text"] == "River Aldana-Whitfield"
        assert own.case.organisation_id == elsewhere.organisation.id
        begin_referred_service(referral_id=seen.id, by=ruth)
        return_result(referral_id=seen.id, result="partly", by=ruth)
    referral.refresh_from_db()
    assert referral.state == "closed"
    assert Fact.objects.filter(case=case, kind="referral.closed").exists()
    assert referral.receiver_case


def test_what_arrives_is_read_and_accepted_on_a_page(case, agency, elsewhere, client):
    with acting(agency.actor("noor")) as by:
        consent(agency, case)
        (referral,) = refer(case, by, Recipient("Next door", None, elsewhere.organisation.id))
    client.post("/sign-in/", {"login": elsewhere.members["ruth"].user.login, "password": PASSWORD})
    assert "River Aldana-Whitfield" in client.get(reverse("planning:arrived")).content.decode()
    assert "Walking outdoors" in client.get(reverse("planning:arrived_referral", args=[referral.id])).content.decode()
    step = reverse("planning:arrived_step", args=[referral.id, "answer"])
    assert client.post(step, {"answer": "declined"}).status_code == 422
    assert client.post(step, {"answer": "accepted", "programme": "hcbs"}).status_code == 303
    with acting(agency.system):
        assert SentReferral.objects.get().state == "accepted"
    with acting(elsewhere.system):
        assert Referral.objects.get().case.programme == "hcbs"


def test_a_third_organisation_sees_nothing_of_it(case, agency, mizunara, elsewhere):
    with acting(agency.actor("noor")) as noor:
        consent(agency, case)
        refer(case, noor, Recipient(elsewhere.organisation.name, None, elsewhere.organisation.id))
    with acting(mizunara.actor("utsumi")) as utsumi:
        assert not SentReferral.objects.exists()
        assert utsumi.organisation != elsewhere.organisation.id
    with acting(elsewhere.actor("noor")) as theirs, pytest.raises(Refused):
        withdraw_referral(referral_id=_only(elsewhere), reason="x", by=theirs)


def _only(agency):
    with acting(agency.system):
        return SentReferral.objects.get().id


def test_who_may_not_plan_may_not_refer(case, agency, noor):
    consent(agency, case)
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        refer(case, dale)


def test_waiting_times_and_closed_loops_are_counted(case, noor, agency):
    """R-067."""
    consent(agency, case)
    listed = service(noor, "Harbour Physio", provider="H", types=["other"])
    (referral,) = refer(case, noor, Recipient(listed.name, listed.id))
    with frozen(now() + timedelta(days=4)):
        answer_referral(referral_id=referral.id, answer="accepted", by=noor)
    with frozen(now() + timedelta(days=10)):
        begin_referred_service(referral_id=referral.id, by=noor)
    waits = waits_for(Service.objects.get().provider_id)
    assert (waits.sent, waits.accepted, waits.started) == (1, 1, 1)
    assert waits.days_to_answer == 4
    assert 9 <= waits.days_to_start <= 11
    loop = loop_of(SentReferral.objects.all())
    assert (loop.open, loop.closed_share) == (1, 0)


def test_from_a_service_to_the_referral_with_a_preview_of_what_is_told(case, noor, agency, client):
    """R-060: found, opened, referred: three clicks, and what is told is shown before it goes."""
    consent(agency, case)
    listed = service(noor, "Harbour Physio", provider="H", types=["other"])
    client.post("/sign-in/", {"login": "noor", "password": PASSWORD})
    assert (
        reverse("planning:referral_new", args=[case.id])
        in client.get(reverse("directory:service", args=[listed.id]), {"case": case.id}).content.decode()
    )
    url = reverse("planning:referral_new", args=[case.id]) + f"?service={listed.id}"
    assert client.get(url).status_code == 200
    said = {
        "services": [str(listed.id)],
        "channel": "paper",
        "reason": "Walking outdoors",
        "data_classes": ["general"],
        "ground": "consent",
        "chosen_by": "person",
    }
    preview = client.post(url, said).content.decode()
    assert "This is what they will see" in preview
    assert not SentReferral.objects.exists()
    assert client.post(url, {**said, "send": "1"}).status_code == 303
    referral = SentReferral.objects.get()
    page = client.get(reverse("planning:referral", args=[case.id, referral.id])).content.decode()
    assert link_path(referral) in page
    step = reverse("planning:referral_step", args=[case.id, referral.id, "answer"])
    assert client.post(step, {"answer": "declined"}).status_code == 422
    assert client.post(step, {"answer": "accepted", "answered_by": "Lena"}).status_code == 303
    assert "Accepted" in client.get(reverse("planning:referrals_sent")).content.decode()
    assert Organisation.objects.count() == 1
    assert mail.outbox == []
