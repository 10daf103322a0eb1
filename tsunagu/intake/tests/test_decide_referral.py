"""Accept, wait-list, refer elsewhere, decline; and what the referrer hears of it."""

import pytest
from django.core import mail

from tsunagu.cases.models import Assignment, Case, Duty, Fact
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.intake.choices import Decision, ReferrerKind, Result, Status
from tsunagu.intake.commands import (
    Referrer,
    acknowledge_referral,
    confirm_reply,
    decide_referral,
    define_target_group,
    determine_eligibility,
    hand_over_case,
    identify_person,
    record_evidence,
    take_from_wait_list,
)
from tsunagu.intake.models import Referral
from tsunagu.intake.queries import enrolled_by_target_group, target_groups
from tsunagu.intake.tests.factories import person, refer, screen
from tsunagu.notices.choices import Channel
from tsunagu.notices.models import Notice
from tsunagu.notices.queries import unread_by

pytestmark = pytest.mark.django_db
BY_FAX = Referrer(ReferrerKind.AGENCY, "", "Town office", reply_channel=Channel.FAX, reply_address="+1 555 0190")


@pytest.fixture
def imani(agency):
    by = agency.actor("imani")
    with acting(by):
        yield by


def ready(by, **fields):
    """Identified and screened: only the decision is left."""
    referral = refer(by, **fields)
    identify_person(referral.case_id, Referral.objects.exclude(person=None).first() or person(by), by=by)
    screen(referral, by)
    return referral


def test_accepting_needs_a_person_and_a_screening(imani):
    """R-017."""
    referral = refer(imani)
    with pytest.raises(Refused) as refused:
        decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    assert [missing.mend for missing in refused.value.missing] == [
        f"/cases/{referral.case_id}/referral/match/",
        f"/cases/{referral.case_id}/referral/screening/",
    ]


def test_accepting_begins_the_assessment(imani):
    referral = ready(imani)
    decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    case = Case.objects.get(id=referral.case_id)
    assert case.accepted_at
    assert case.stage == "assess"
    assert case in Case.objects.accepted()


@pytest.mark.parametrize(
    ("decision", "reason"), [(Decision.DECLINE, "not_accepted"), (Decision.REFER_OUT, "referred_out")]
)
def test_declining_closes_the_case_and_still_answers(imani, decision, reason):
    """R-017: a declined referral still generates the notice to the referrer."""
    referral = refer(imani)
    decide_referral(referral.case_id, decision, reason="No place on the team", referred_to="Northside", by=imani)
    case = Case.objects.get(id=referral.case_id)
    assert (case.close_reason, case.is_open) == (reason, False)
    assert Notice.objects.get(case_id=case.id).template == "intake/notices/not_accepted"
    assert not Duty.objects.filter(case=case, clock="agency/defaults.tell_referrer", outcome="open").exists()


@pytest.mark.parametrize("decision", [Decision.DECLINE, Decision.WAIT_LIST, Decision.REFER_OUT])
def test_anything_but_accepting_needs_a_reason(imani, decision):
    with pytest.raises(Refused) as refused:
        decide_referral(refer(imani).case_id, decision, by=imani)
    assert refused.value.field == "decision_reason"


@pytest.mark.parametrize("decision", list(Decision))
def test_the_referrer_learns_only_the_outcome_and_whom_to_call(imani, decision):
    referral = ready(imani)
    decide_referral(referral.case_id, decision, reason="Drinks too much for us", referred_to="Northside", by=imani)
    notice = Notice.objects.get(case_id=referral.case_id)
    text = notice.subject + notice.body
    for secret in ("Drinks", "Northside", "River", "Aldana", "wait", "Head injury"):
        assert secret not in text
    assert "Imani Castellanos" in text
    assert "+1 555 0100" in text


def test_a_place_becomes_free(imani):
    referral = ready(imani)
    decide_referral(referral.case_id, Decision.WAIT_LIST, reason="Full until March", by=imani)
    assert Case.objects.get(id=referral.case_id).waiting_since
    with pytest.raises(Refused):
        decide_referral(referral.case_id, Decision.WAIT_LIST, reason="Still full", by=imani)
    taken = take_from_wait_list(referral.case_id, by=imani)
    assert taken.status is Status.ACCEPTED
    assert Case.objects.get(id=referral.case_id).waiting_since is None


def test_a_decision_is_made_once(imani):
    referral = ready(imani)
    decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    with pytest.raises(Refused):
        decide_referral(referral.case_id, Decision.DECLINE, reason="Changed our mind", by=imani)
    with pytest.raises(Refused):
        take_from_wait_list(referral.case_id, by=imani)


def test_an_administrator_decides_nothing(agency, imani):
    referral, alex = refer(imani), agency.actor("alex")
    with acting(alex), pytest.raises(Forbidden):
        decide_referral(referral.case_id, Decision.DECLINE, reason="No", by=alex)


# -- not eligible, and the target group ----------------------------------------------------------------------------------------


def test_who_is_not_eligible_is_accepted_only_by_a_supervisor_with_a_reason(agency, imani):
    """R-037."""
    referral = ready(imani)
    determine_eligibility(
        referral.case_id,
        result=Result.NOT_ELIGIBLE,
        rule="Lives in the county",
        reasons="Lives across the river",
        alternatives="Riverside agency",
        by=imani,
    )
    with pytest.raises(Refused, match="cannot be accepted yet"):
        decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    with pytest.raises(Refused, match="supervisor"):
        decide_referral(referral.case_id, Decision.ACCEPT, override="We know the family", by=imani)
    ruth = agency.actor("ruth")
    with acting(ruth):
        decided = decide_referral(referral.case_id, Decision.ACCEPT, override="We know the family", by=ruth)
    assert decided.override_reason == "We know the family"


def test_nobody_is_enrolled_in_a_target_group_without_evidence(agency, imani):
    """R-014."""
    referral = ready(imani, model="targeted")
    with pytest.raises(Refused) as refused:
        decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    assert [str(m.says) for m in refused.value.missing] == ["Choose the target group"]

    evidence = {"diagnosis": "Letter of Dr Ito, 3 May", "function": "Lost two jobs; see letter"}
    record_evidence(referral.case_id, group="chronic_mental_illness", evidence=evidence, by=imani)
    with pytest.raises(Refused) as refused:
        decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    assert [str(m.says) for m in refused.value.missing] == [
        "Evidence is missing: It has lasted a year, or is expected to."
    ]

    record_evidence(
        referral.case_id, group="chronic_mental_illness", evidence=evidence | {"duration": "Since 2019"}, by=imani
    )
    decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    assert enrolled_by_target_group(imani) == {"chronic_mental_illness": 1}


def test_a_supervisor_may_go_beyond_missing_evidence(agency, imani):
    """R-014: override by the supervisor."""
    referral, ruth = ready(imani, model="targeted"), agency.actor("ruth")
    record_evidence(referral.case_id, group="developmental_disability", evidence={}, by=imani)
    with acting(ruth):
        decide_referral(referral.case_id, Decision.ACCEPT, override="Papers follow on Monday", by=ruth)
    assert Case.objects.get(id=referral.case_id).accepted_at


def test_an_agency_writes_target_groups_of_its_own(agency, imani):
    """R-014: a programme can hold target-group criteria."""
    alex = agency.actor("alex")
    with acting(alex):
        define_target_group(title="Young carers", criteria=["Under 25", " ", "Cares for a relative"], by=alex)
        with pytest.raises(Refused):
            define_target_group(title="Empty", criteria=[" "], by=alex)
    own = target_groups(imani)[0]
    assert own.title == "Young carers"
    assert [c.words for c in own.criteria] == ["Under 25", "Cares for a relative"]
    with pytest.raises(Forbidden):
        define_target_group(title="Others", criteria=["Any"], by=imani)


# -- answering, and handing over -------------------------------------------------------------------------------------------------


def test_mail_goes_out_once_the_decision_stands(imani, django_capture_on_commit_callbacks, monkeypatch):
    sent = []
    monkeypatch.setattr("tsunagu.notices.tasks.send_mail.defer", lambda **ids: sent.append(ids))
    with django_capture_on_commit_callbacks(execute=True):
        notice = acknowledge_referral(refer(imani).case_id, by=imani)
        assert sent == []
    assert sent == [{"notice_id": str(notice.id), "organisation_id": str(imani.organisation)}]
    assert mail.outbox == []


def test_the_referrer_is_acknowledged_once(imani):
    """T01."""
    referral = refer(imani)
    acknowledge_referral(referral.case_id, by=imani)
    assert not Duty.objects.filter(case=referral.case, clock="agency/defaults.acknowledge", outcome="open").exists()
    with pytest.raises(Refused):
        acknowledge_referral(referral.case_id, by=imani)


def test_a_fax_counts_as_told_when_somebody_says_it_was_sent(imani):
    referral = refer(imani, referrer=BY_FAX)
    decide_referral(referral.case_id, Decision.DECLINE, reason="Outside our area", by=imani)
    notice = Notice.objects.get(case_id=referral.case_id)
    assert notice.waits_for_hand
    assert not Fact.objects.filter(case=referral.case, kind="referrer.notified").exists()
    confirm_reply(referral.case_id, notice.id, by=imani)
    assert Fact.objects.get(case=referral.case, kind="referrer.notified").data == {"about": "not_accepted"}
    with pytest.raises(Refused):
        confirm_reply(referral.case_id, notice.id, by=imani)


def test_the_answer_is_in_the_referrers_language(imani):
    referral = refer(imani, referrer=Referrer(ReferrerKind.AGENCY, "", "동 행정복지센터", reply_language="ko"))
    assert "의뢰" in acknowledge_referral(referral.case_id, by=imani).subject


def test_the_case_is_handed_over_and_the_case_manager_is_told(agency, imani):
    referral, noor = ready(imani), agency.members["noor"]
    with pytest.raises(Refused):
        hand_over_case(referral.case_id, worker=noor, by=imani)
    decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    hand_over_case(referral.case_id, worker=noor, by=imani)
    assert Assignment.objects.get(case=referral.case, role="primary").worker == noor.user
    with acting(agency.actor("noor")):
        (notice,) = unread_by(agency.actor("noor"))
    assert referral.case.number in notice.subject
