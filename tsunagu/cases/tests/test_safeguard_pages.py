"""Pages of reports, consents, first meetings and team meetings: three languages, strangers refused, forms answered in words."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.audit.models import Look
from tsunagu.cases.commands.record_engagement import record_engagement
from tsunagu.cases.models import Concern, Consent, Disclosure, Engagement, Fact, HelpNumber, Meeting, Promise
from tsunagu.cases.tests.factories import case, person
from tsunagu.core.actor import acting
from tsunagu.core.clock import now, today
from tsunagu.core.ids import uuid7
from tsunagu.identity.models import Draft

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = ["concerns", "concern_new", "help_numbers"]
OF_A_CASE = [
    "engagement", "consents", "consent_new", "disclosure_new", "meetings", "meeting_new", "selection", "looks",
]  # fmt: skip


def typed(at):
    return at.astimezone(ZoneInfo("America/New_York")).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def enter(agency):
    def sign_in(login, language=""):
        client = Client()
        client.post(reverse("identity:sign_in"), {"login": login, "password": PASSWORD})
        if language:
            client.cookies["language"] = language
        return client

    return sign_in


@pytest.fixture
def noor(enter):
    return enter("noor")


@pytest.fixture
def river(agency):
    return case(agency, person(agency), at=now() - timedelta(days=3))


def told(**more):
    return {
        "jurisdiction": "us_ca",
        "about": "Boy of nine, next door",
        "groups": ["child"],
        "types": ["physical"],
        "aware_at": typed(now() - timedelta(hours=30)),
        "seen": "Bruises on both wrists",
        "said": "Don’t tell",
        **more,
    }


@pytest.fixture
def report(noor):
    noor.post(reverse("cases:concern_new"), told())
    return


def only_concern(agency):
    with acting(agency.actor("noor")):
        return Concern.objects.get()


# -- pages open ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
@pytest.mark.parametrize("name", OPEN_TO_ALL)
def test_the_red_door_opens_for_everyone(enter, name, language):
    """R-074: a button on every screen, without a case or a person."""
    for login in ("noor", "alex", "odile"):
        assert enter(login, language).get(reverse(f"cases:{name}")).status_code == 200


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
@pytest.mark.parametrize("name", OF_A_CASE)
def test_pages_of_a_case_open_and_are_looks(enter, river, agency, name, language):
    page = enter("noor", language).get(reverse(f"cases:{name}", args=[river.id]))
    assert page.status_code == 200
    assert river.members.get().person.name in page.content.decode()
    assert Look.objects.filter(case_id=river.id).exists()


@pytest.mark.parametrize("name", OF_A_CASE)
@pytest.mark.parametrize("login", ["tomas", "dale"])
def test_they_do_not_open_for_strangers(enter, river, name, login):
    assert enter(login).get(reverse(f"cases:{name}", args=[river.id])).status_code in (403, 404)


# -- a report -----------------------------------------------------------------------------------------------------------------


def test_a_report_is_written_called_in_and_closed(agency, noor, report):
    """R-074: from the button to the reference number."""
    concern = only_concern(agency)
    page = noor.get(reverse("cases:concern", args=[concern.id]))
    assert b"Bruises on both wrists" in page.content
    closing = noor.post(reverse("cases:concern_close", args=[concern.id]), {"outcome": "Done"})
    assert closing.status_code == 422
    assert b"The written report, or your reasons for not reporting" in closing.content
    call = {"at": typed(now()), "to": "County", "receiver": "4471", "reference": "CP-1"}
    for form in ("oral", "written"):
        done = noor.post(reverse("cases:concern_report", args=[concern.id]), {**call, "form": form})
        assert done.status_code == 303
    assert noor.post(reverse("cases:concern_close", args=[concern.id]), {"outcome": "He is safe"}).status_code == 303
    assert b"Closed" in noor.get(reverse("cases:concerns")).content


def test_a_future_awareness_is_refused_beside_its_field(noor):
    page = noor.post(reverse("cases:concern_new"), told(aware_at=typed(now() + timedelta(days=1))))
    assert page.status_code == 422
    assert b"This lies in the future" in page.content
    assert b"Bruises on both wrists" in page.content


def test_the_form_waits_for_the_line_and_leaves_no_draft_on_the_server(agency, noor):
    """R-074: offline too; the letter's key makes it one report, and nothing of it lies in the drafts."""
    page = noor.get(reverse("cases:concern_new")).content.decode()
    assert 'data-offline="concern"' in page
    assert 'data-draft="' not in page
    key = str(uuid7())
    for _n in range(2):
        noor.post(
            reverse("cases:concern_new"),
            told(written_at=(now() - timedelta(hours=5)).isoformat()),
            headers={"Idempotency-Key": key},
        )
    concern = only_concern(agency)
    assert str(concern.id) == key
    assert now() - concern.written_at > timedelta(hours=4)
    assert not Draft.objects.exists()


def test_nobody_else_finds_it_even_with_its_address(agency, enter, report):
    concern = only_concern(agency)
    for login in ("ruth", "dale", "odile", "alex", "tomas"):
        client = enter(login)
        for name in ("concern", "concern_print", "concern_chart_copy"):
            assert client.get(reverse(f"cases:{name}", args=[concern.id])).status_code == 404
        for name in ("concern_report", "concern_decision", "concern_close"):
            assert client.post(reverse(f"cases:{name}", args=[concern.id])).status_code == 404
        assert concern.code.encode() not in client.get(reverse("cases:concerns")).content


def test_the_officers_reading_is_kept_and_shown_to_the_reporter(agency, enter, noor, report):
    """Decisions 0.1 no. 16: looking is an act; the reporter's own reading would name them, and is not kept."""
    concern = only_concern(agency)
    noor.get(reverse("cases:concern", args=[concern.id]))
    assert not Look.objects.filter(page__startswith="concern").exists()
    assert enter("priya").get(reverse("cases:concern", args=[concern.id])).status_code == 200
    look = Look.objects.get(page=f"concern:{concern.code}")
    assert (look.actor_name, look.person_id, look.case_id) == ("Priya Raghunathan", None, None)
    assert b"Priya Raghunathan" in noor.get(reverse("cases:concern", args=[concern.id])).content


def test_the_officers_list_has_codes_and_no_names(agency, enter, report):
    concern = only_concern(agency)
    page = enter("priya").get(reverse("cases:concerns")).content.decode()
    assert concern.code in page
    for telling in ("Noor", "Boy of nine", "Bruises"):
        assert telling not in page


def test_paper_for_the_authority_has_the_reporter_and_paper_for_a_chart_has_nothing(agency, noor, report):
    """R-074, norms 2.4 (6): the copy keeps the reporter block; the chart copy says only that a report was made."""
    concern = only_concern(agency)
    full = noor.get(reverse("cases:concern_print", args=[concern.id])).content.decode()
    assert "Noor Haddad" in full
    chart = noor.get(reverse("cases:concern_chart_copy", args=[concern.id])).content.decode()
    assert "Report made" in chart
    for telling in ("Noor", "Boy of nine", "Bruises", concern.code):
        assert telling not in chart


def test_the_person_comes_from_the_case_one_may_open(agency, enter, noor, river):
    them = river.members.get().person
    page = noor.get(reverse("cases:concern_new"), {"case": str(river.id)}).content.decode()
    assert them.name in page
    assert them.name not in enter("tomas").get(reverse("cases:concern_new"), {"case": str(river.id)}).content.decode()
    noor.post(reverse("cases:concern_new"), told(case=str(river.id), person=str(them.id), about=""))
    assert only_concern(agency).person_id == them.id
    assert not Fact.objects.filter(case=river, kind__startswith="concern").exists()


def test_numbers_of_ones_own_area_stand_beside_the_shipped_ones(enter, noor):
    """Norms 2.4 (9): the phone list of a jurisdiction is data."""
    add = {"jurisdiction": "us", "name": "Harbour county hotline", "number": "555 0177", "group": "child"}
    assert noor.post(reverse("cases:help_numbers"), add).status_code == 422
    assert not HelpNumber.objects.exists()
    alex = enter("alex")
    assert alex.post(reverse("cases:help_numbers"), add).status_code == 303
    assert b"Harbour county hotline" in noor.get(reverse("cases:concern_new")).content
    assert alex.post(reverse("cases:help_number_end", args=[HelpNumber.objects.get().id])).status_code == 303
    assert b"Harbour county hotline" not in noor.get(reverse("cases:concern_new")).content


# -- first meeting and consent ------------------------------------------------------------------------------------------------


def test_the_first_meeting_comes_before_consent_to_assess(agency, noor, river):
    """R-027, R-115: a warning and a link, until confidentiality and its limits were explained."""
    consents = reverse("cases:consents", args=[river.id])
    assert b"Confidentiality first" in noor.get(consents).content
    met = {
        "met_on": today(river.zone).isoformat(),
        "explained": "yes",
        "limits": ["danger"],
        "language": "en",
        "own_words": "I want to sleep in my own bed.",
    }
    refused = noor.post(reverse("cases:engagement", args=[river.id]), met)
    assert refused.status_code == 422
    assert b"abuse must be reported" in refused.content
    done = noor.post(reverse("cases:engagement", args=[river.id]), {**met, "limits": ["danger", "mandated_report"]})
    assert done.status_code == 303
    assert Engagement.objects.get().by_name == "Noor Haddad"
    assert b"Confidentiality first" not in noor.get(consents).content


def test_a_consent_is_recorded_shown_and_withdrawn(noor, river):
    given = {
        "purpose": "share",
        "scope": "Sharing the plan with the rehabilitation centre",
        "recipients": "Eastside Rehabilitation",
        "data_classes": ["services", "health"],
        "explained": ["what", "withdraw", "refuse"],
        "how": "signature",
        "signer": "person",
        "given_on": today(river.zone).isoformat(),
        "until": (today(river.zone) + timedelta(days=20)).isoformat(),
        "copy_given": "on",
    }
    url = reverse("cases:consent_new", args=[river.id]) + "?form=us_general"
    missing = noor.post(url, {**given, "explained": ["what"]})
    assert missing.status_code == 422
    assert noor.post(url, given).status_code == 303
    consent = Consent.objects.get()
    page = noor.get(reverse("cases:consents", args=[river.id])).content.decode()
    assert "Eastside Rehabilitation" in page
    assert "Ends" in page
    assert noor.get(reverse("cases:consent", args=[river.id, consent.id])).status_code == 200
    away = reverse("cases:consent_withdraw", args=[river.id, consent.id])
    assert noor.get(away).status_code == 200
    assert noor.post(away, {"on": today(river.zone).isoformat(), "reason": "Changed my mind"}).status_code == 303
    assert b"Withdrawn on" in noor.get(reverse("cases:consents", args=[river.id])).content


def test_a_disclosure_without_consent_is_refused_in_words(noor, river):
    """R-043, R-105: refused; an emergency or a law is named instead."""
    out = {
        "recipient": "City hospital",
        "recipient_kind": "health",
        "at": typed(now()),
        "what": "Medication list",
        "why": "Admission",
        "data_classes": ["health"],
        "purpose": "share",
        "ground": "consent",
    }
    url = reverse("cases:disclosure_new", args=[river.id])
    refused = noor.post(url, out)
    assert refused.status_code == 422
    assert b"No consent in force covers this" in refused.content
    assert noor.post(url, {**out, "ground": "emergency", "ground_reason": "Unconscious on arrival"}).status_code == 303
    assert Disclosure.objects.get().ground == "emergency"
    assert b"Unconscious on arrival" in noor.get(reverse("cases:consents", args=[river.id])).content


# -- meetings -----------------------------------------------------------------------------------------------------------------


def seats(*rows, initial=0):
    data = {"seats-TOTAL_FORMS": len(rows), "seats-INITIAL_FORMS": initial}
    for n, row in enumerate(rows):
        data |= {f"seats-{n}-{key}": value for key, value in row.items()}
    return data


def test_a_meeting_is_prepared_held_and_printed(noor, river, agency):
    """R-081, R-112: agenda and seats are filled in already; decisions become promises; the paper has the form's headings."""
    new = reverse("cases:meeting_new", args=[river.id])
    page = noor.get(new).content.decode()
    assert "Noor Haddad" in page
    day = today(river.zone)
    us = [
        {"name": "Noor Haddad", "kind": "worker", "discipline": "occupational_therapist"},
        {"name": "Dr Baptiste", "kind": "outside", "discipline": "physician", "asked_on": day.isoformat()},
        {"name": river.members.get().person.name, "kind": "person"},
    ]
    head = {"about": "plan", "held_on": day.isoformat(), "agenda": "The new plan", "place": "Office"}
    made = noor.post(new, {**head, **seats(*us), "hold": "yes"})
    meeting = Meeting.objects.get()
    assert made.status_code == 303
    assert made.url == reverse("cases:meeting_hold", args=[river.id, meeting.id])
    assert Fact.objects.filter(case=river, kind="opinion.asked").count() == 1
    for name in ("meeting", "meeting_hold", "meeting_print"):
        assert noor.get(reverse(f"cases:{name}", args=[river.id, meeting.id])).status_code == 200
    sat = [
        {**us[0], "present": "yes", "opinion": "Bath rail first"},
        {
            **us[1],
            "present": "no",
            "absence_reason": "On call",
            "opinion": "No weight on the leg",
            "answered_on": day.isoformat(),
        },
        {**us[2], "present": "yes"},
    ]
    decisions = {
        "decisions-TOTAL_FORMS": 1,
        "decisions-INITIAL_FORMS": 0,
        "decisions-0-what": "Order the bath rail",
        "decisions-0-due": (day + timedelta(days=3)).isoformat(),
        "decisions-0-worker": str(agency.members["noor"].user_id),
    }
    minutes = {
        **head,
        **seats(*sat, initial=3),
        **decisions,
        "conclusion": "The plan stands.",
        "remaining": "Transport",
    }
    hold = reverse("cases:meeting_hold", args=[river.id, meeting.id])
    assert noor.post(hold, {**minutes, "conclusion": ""}).status_code == 422
    assert noor.post(hold, minutes).status_code == 303
    kinds = set(Fact.objects.filter(case=river, ref=meeting.id).values_list("kind", flat=True))
    assert {"meeting.held", "opinion.asked", "opinion.given"} <= kinds
    assert Promise.objects.get().what == "Order the bath rail"
    shown = noor.get(reverse("cases:meeting", args=[river.id, meeting.id])).content.decode()
    assert "Order the bath rail" in shown
    assert "No weight on the leg" in shown
    assert "Whose voice is missing" in shown
    assert noor.post(hold, minutes).status_code == 422
    paper = noor.get(reverse("cases:meeting_print", args=[river.id, meeting.id])).content.decode()
    for words in ("Items considered", "Issues that remain", "Dr Baptiste", "On call", "Transport"):
        assert words in paper


def test_who_looked_is_a_page_of_the_case(enter, noor, river):
    """Decisions 0.1 no. 16: who, when, at what, for which purpose."""
    tomas = enter("tomas")
    tomas.post(reverse("cases:opening_new", args=[river.id]), {"purpose": "Covering for Noor today"})
    page = noor.get(reverse("cases:looks", args=[river.id])).content.decode()
    assert "Tomás Rivera-Okafor" in page
    assert "Covering for Noor today" in page
    assert "Opened the chart" in page


def test_only_members_of_the_case_can_be_met(agency, river):
    from tsunagu.core.errors import Refused

    with acting(agency.actor("noor")) as by, pytest.raises(Refused):
        record_engagement(
            case_id=river.id, person_id=uuid7(), met_on=today(river.zone), explained=False, rapport="x", by=by
        )
