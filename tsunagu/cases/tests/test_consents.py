"""First meetings, consents and disclosures: R-027, R-043, R-105, R-115 and the laws of practice norms 2.6."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests.cast import make_agency
from tsunagu.cases.choices import ConsentHow, ConsentPurpose, DataClass, DisclosureGround, RecipientKind
from tsunagu.cases.commands.duties import ledger_of
from tsunagu.cases.commands.give_consent import (
    give_consent,
    record_disclosure,
    refuse_without_consent,
    revoke_consent,
)
from tsunagu.cases.commands.record_engagement import record_engagement
from tsunagu.cases.models import Case, Consent, Disclosure, Engagement, Fact
from tsunagu.cases.panels import consent_glance
from tsunagu.cases.queries import consents_in_force, may_share, not_engaged
from tsunagu.cases.rules import load_regimes
from tsunagu.cases.tests.factories import case, person
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now, today
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.ids import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def river(agency):
    return case(agency, person(agency), at=now() - timedelta(days=30))


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as by:
        yield by


def whom(of):
    return of.members.get().person_id


def consent(of, by, **more):
    return give_consent(
        **{
            "case_id": of.id,
            "person_id": whom(of),
            "purpose": ConsentPurpose.SHARE,
            "scope": "Sharing the plan",
            "recipients": "Eastside Rehabilitation\nDr Baptiste",
            "how": ConsentHow.SIGNATURE,
            "given_on": today(of.zone),
            "by": by,
            **more,
        }
    )


# -- first meeting ------------------------------------------------------------------------------------------------------------


def test_confidentiality_and_its_limits_are_dated_signed_and_in_a_language(river, noor):
    """R-027, R-115: date, by whom, language, the limits named, the person's own words."""
    assert [p.id for p in not_engaged(river)] == [whom(river)]
    record_engagement(
        case_id=river.id,
        person_id=whom(river),
        met_on=today(river.zone),
        explained=True,
        limits=["mandated_report", "danger"],
        language="en",
        own_words="I want my own bed.",
        own_words_language="en",
        by=noor,
    )
    made = Engagement.objects.get()
    assert (made.by_name, made.language, made.limits) == ("Noor Haddad", "en", ["danger", "mandated_report"])
    assert not_engaged(river) == []
    assert Fact.objects.get(case=river, kind="engagement.recorded").data == {"language": "en"}


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("limits", {"limits": ["danger"]}),
        ("language", {"language": ""}),
        ("rapport", {"explained": False}),
        ("person", {"person_id": uuid7()}),
        ("at", {"met_on": None}),
    ],
)
def test_what_a_first_meeting_must_say(river, noor, field, more):
    """R-115: the limits include mandated reporting."""
    said = {"explained": True, "limits": ["mandated_report"], "language": "en", "met_on": today(river.zone), **more}
    said["met_on"] = said["met_on"] or today(river.zone) + timedelta(days=2)
    with pytest.raises(Refused) as refusal:
        record_engagement(**{"case_id": river.id, "person_id": whom(river), "by": noor, **said})
    assert refusal.value.field == field


# -- consent ------------------------------------------------------------------------------------------------------------------


def test_a_consent_covers_its_purpose_and_its_recipients_only(river, noor):
    """Decisions 0.1 no. 15: per purpose, per recipient, per class of data."""
    consent(river, noor, data_classes=[DataClass.SERVICES])
    them = whom(river)
    assert may_share(them, "share", "eastside rehabilitation ")
    assert may_share(them, "share", "Dr Baptiste", data_classes=["services"])
    assert not may_share(them, "share", "Dr Baptiste", data_classes=["health"])
    assert not may_share(them, "share", "Somebody else")
    assert not may_share(them, "share")
    assert not may_share(them, "meeting", "Dr Baptiste")


def test_a_consent_by_kind_covers_anybody_of_the_kind(river, noor):
    consent(river, noor, recipients="", recipient_kinds=[RecipientKind.PROVIDER])
    assert may_share(whom(river), "share", "Any provider", kind="provider")
    assert not may_share(whom(river), "share", "City school", kind="school")


def test_it_runs_out_by_itself(river, noor):
    consent(river, noor, until=localdate() + timedelta(days=10))
    them = whom(river)
    assert consents_in_force([them], now() + timedelta(days=10)).exists()
    assert not consents_in_force([them], now() + timedelta(days=11)).exists()
    assert "1 current" in consent_glance(river)
    assert "1 ends" in consent_glance(river)
    with frozen(now() + timedelta(days=12)):
        assert not may_share(them, "share", "Dr Baptiste")
        assert consent_glance(river) == "None"


def test_withdrawing_is_a_day_and_a_fact_and_deletes_nothing(river, noor):
    given = consent(river, noor)
    revoke_consent(given.id, reason="Changed my mind", by=noor)
    assert not may_share(whom(river), "share", "Dr Baptiste")
    assert Consent.objects.get().revoked_reason == "Changed my mind"
    assert Fact.objects.filter(case=river, kind="consent.revoked").count() == 1
    with pytest.raises(Refused):
        revoke_consent(given.id, reason="", by=noor)


def test_withdrawing_one_of_two_leaves_the_other_in_force(river, noor):
    first = consent(river, noor)
    consent(river, noor, recipients="City hospital")
    revoke_consent(first.id, reason="", by=noor)
    assert may_share(whom(river), "share", "City hospital")
    assert not Fact.objects.filter(case=river, kind="consent.revoked").exists()


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("scope", {"scope": " "}),
        ("recipients", {"recipients": ""}),
        ("signer_name", {"signer": "guardian"}),
        ("until", {"until": "yesterday"}),
        ("person", {"person_id": uuid7()}),
    ],
)
def test_what_every_consent_must_say(river, noor, field, more):
    if "until" in more:
        more = {"until": today(river.zone) - timedelta(days=1)}
    with pytest.raises(Refused) as refusal:
        consent(river, noor, **more)
    assert refusal.value.field == field


def korean(**more):
    """개인정보 보호법 제23조: purpose, items, period, the right to refuse and what follows (목·항·기·불)."""
    regime = load_regimes()["kr_sensitive"]
    return {
        "regime": "kr_sensitive",
        "data_classes": [DataClass.HEALTH],
        "explained": list(regime.tells),
        "until": today("Asia/Seoul") + timedelta(days=365),
        **more,
    }


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("explained", {"explained": ["purpose", "items", "period"]}),
        ("data_classes", {"data_classes": [DataClass.HEALTH, DataClass.GENERAL]}),
        ("data_classes", {"data_classes": []}),
        ("until", {"until": None}),
        ("regime", {"purpose": ConsentPurpose.MEETING}),
        ("regime", {"regime": "unheard_of"}),
    ],
)
def test_korea_asks_a_separate_consent_for_sensitive_information(river, noor, field, more):
    """Decisions 0.1 no. 15, norms 2.6: separate, with 목·항·기·불 told one by one."""
    consent(river, noor, **korean())
    with pytest.raises(Refused) as refusal:
        consent(river, noor, **{**korean(), **more})
    assert refusal.value.field == field


def test_no_form_of_consent_covers_a_resident_number():
    """Norms 2.6: with the resident number consent does not help, so there is nothing to tick."""
    assert "resident_number" not in {cls for regime in load_regimes().values() for cls in regime.classes}
    assert "resident_number" not in DataClass.values


def test_part_2_travels_with_its_statement_and_names_its_recipient(river, noor):
    """Norms 2.6: 42 CFR 2.31 and 2.32."""
    regime = load_regimes()["us_part2"]
    assert regime.travels
    said = {
        "regime": "us_part2",
        "data_classes": [DataClass.SUBSTANCE_USE],
        "explained": list(regime.tells),
        "until": today(river.zone) + timedelta(days=90),
        "signer_name": "River",
    }
    consent(river, noor, **said)
    for field, more in {
        "recipients": {"recipients": "", "recipient_kinds": [RecipientKind.HEALTH]},
        "how": {"how": ConsentHow.SPOKEN},
    }.items():
        with pytest.raises(Refused) as refusal:
            consent(river, noor, **{**said, **more})
        assert refusal.value.field == field


def test_japan_asks_the_family_too_before_a_meeting(river, noor):
    """Norms 2.6: written consent of the person and a family member before their information is used in a meeting."""
    regime = load_regimes()["jp_meeting"]
    said = {
        "purpose": ConsentPurpose.MEETING,
        "regime": "jp_meeting",
        "data_classes": [DataClass.GENERAL],
        "explained": list(regime.tells),
        "signer_name": "渡辺 和子",
    }
    with pytest.raises(Refused) as refusal:
        consent(river, noor, **said)
    assert refusal.value.field == "family_agrees"
    consent(river, noor, **said, family_agrees="渡辺 健一(長男)")


# -- telling others -----------------------------------------------------------------------------------------------------------


def told(of, by, **more):
    return record_disclosure(
        **{
            "case_id": of.id,
            "person_id": whom(of),
            "at": now(),
            "recipient": "Dr Baptiste",
            "recipient_kind": RecipientKind.HEALTH,
            "what": "Medication list",
            "why": "Admission",
            "by": by,
            **more,
        }
    )


def test_telling_without_consent_is_refused_but_for_an_emergency_or_a_law(river, noor):
    """R-043: a collateral without a valid consent is refused; the override is an emergency or a legal basis, with its reason."""
    with pytest.raises(Refused) as refusal:
        told(river, noor)
    assert refusal.value.field == "ground"
    with pytest.raises(Refused) as refusal:
        told(river, noor, ground=DisclosureGround.EMERGENCY)
    assert refusal.value.field == "ground_reason"
    told(river, noor, ground=DisclosureGround.LEGAL, ground_reason="Court order 14-221")
    consent(river, noor)
    assert told(river, noor).consent
    grounds = [fact.data["ground"] for fact in Fact.objects.filter(case=river, kind="disclosure.made").order_by("id")]
    assert grounds == ["legal", "consent"]


def test_every_disclosure_lists_to_whom_what_and_why(river, noor):
    """R-105 (record): date, recipient, what, purpose."""
    consent(river, noor)
    told(river, noor)
    made = Disclosure.objects.get()
    assert (made.recipient, made.what, made.why, made.by_name) == (
        "Dr Baptiste",
        "Medication list",
        "Admission",
        "Noor Haddad",
    )
    with pytest.raises(Refused):
        told(river, noor, what=" ")


def test_the_check_itself_answers_with_the_consent_it_rests_on(river, noor):
    """R-043: other rooms ask before they contact a collateral."""
    given = consent(river, noor, purpose=ConsentPurpose.COLLATERAL, recipients="Aunt Mabel")
    assert refuse_without_consent(whom(river), ConsentPurpose.COLLATERAL, recipient="Aunt Mabel") == given
    with pytest.raises(Refused):
        refuse_without_consent(whom(river), ConsentPurpose.COLLATERAL, recipient="The neighbour")


def test_who_may_not_work_on_cases_may_not_record_consent(agency, river):
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        consent(river, dale)


def test_another_organisation_sees_none_of_it(river, noor):
    consent(river, noor)
    with acting(make_agency("en", suffix="-next-door").actor("noor")):
        assert not Consent.objects.exists()
        assert not may_share(uuid7(), "share")


def test_given_again_on_the_day_it_was_withdrawn_it_is_in_force_for_the_gates_too(river, noor):
    first = consent(river, noor, purpose=ConsentPurpose.MEETING)
    revoke_consent(first.id, reason="", by=noor)
    consent(river, noor, purpose=ConsentPurpose.MEETING)
    assert ledger_of(Case.objects.get(id=river.id)).value("meeting_consent", str(whom(river)), now())
