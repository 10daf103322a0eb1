"""The screens: each opens for those who may, refuses in words, and keeps what was typed."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.assessment.choices import FindingKind, LifeDomain, Ranker
from tsunagu.assessment.commands import add_care_provider, add_finding, complete_assessment, rank_findings
from tsunagu.assessment.models import Assessment, CareProvider, Entry, Finding, Wellbeing
from tsunagu.assessment.queries import lacks_primary_care, needs_in_order, one_sided, sheet_of
from tsunagu.assessment.tests.factories import agree, begin, conclude_all, make_case, make_person, meet, person_of, say
from tsunagu.audit.models import Look
from tsunagu.cases.choices import ConsentPurpose
from tsunagu.cases.models import Fact
from tsunagu.core.errors import Refused

pytestmark = pytest.mark.django_db


def signed_in(login):
    client = Client()
    client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    return client


def url(name, case, **kwargs):
    return reverse(f"assessment:{name}", kwargs={"case_id": case.id, **kwargs})


def finding(agency, case, text, kind=FindingKind.NEED, domain=LifeDomain.HOME, **more):
    person_id = more.pop("person_id", person_of(case).id)
    return add_finding(
        case.id, kind=kind, domain=domain, text=text, person_id=person_id, by=agency.actor("noor"), **more
    )


@pytest.fixture
def case(agency):
    return make_case(agency, model="intensive")


@pytest.fixture
def noor(agency):
    return signed_in("noor")


def test_every_page_opens_in_every_language_and_the_look_is_kept(agency, case, noor):
    functional = begin(agency, case)
    meet(agency, functional)
    say(
        agency, functional, "mobility", {"ability": "1", "support": "4"}, own_words="The stairs beat me.", language="en"
    )
    history = begin(agency, case, "social_history")
    health = begin(agency, case, "health")
    need = finding(agency, case, "Stairs without a rail", safety=True)
    finding(agency, case, "Brother nearby", FindingKind.STRENGTH)
    barrier = finding(agency, case, "No lift", FindingKind.BARRIER)
    pages = [
        url("assessments", case),
        url("start", case) + "?assessment=risk",
        url("sheet", case, assessment_id=functional.id),
        url("section", case, assessment_id=functional.id, section="mobility"),
        url("section", case, assessment_id=health.id, section="care_providers"),
        url("section", case, assessment_id=history.id, section="family_living"),
        url("restricted", case, assessment_id=history.id, section="criminal_history"),
        url("function", case, assessment_id=functional.id),
        url("care_providers", case),
        url("findings", case),
        url("finding_new", case) + "?kind=hope",
        url("finding_end", case, finding_id=need.id),
        url("finding_end", case, finding_id=barrier.id) + "?act=excuse",
        url("share", case),
        url("wellbeing", case),
        url("summary", case),
    ]
    for language in ("en", "ja", "ko"):
        noor.cookies["language"] = language
        for page in pages:
            answer = noor.get(page)
            assert answer.status_code == 200, page
            assert f'lang="{language}"' in answer.content.decode()
    assert Look.objects.filter(case_id=case.id).count() == 3 * len(pages)


def test_who_is_not_on_the_case_finds_nothing(agency, case):
    assert signed_in("tomas").get(url("assessments", case)).status_code == 404
    assert signed_in("dale").get(url("assessments", case)).status_code == 403


def test_another_organisation_finds_nothing(agency, case, elsewhere):
    client = signed_in(elsewhere.members["noor"].user.login)
    assert client.get(url("assessments", case)).status_code == 404


def test_beginning_leads_to_the_sheet_and_refusal_says_where_to_ask(agency, noor):
    case = make_case(agency)
    begun = noor.post(url("start", case), {"code": "functional", "person": person_of(case).id})
    assert begun.status_code == 303
    from tsunagu.assessment.tests.factories import withdraw

    withdraw(agency, case, ConsentPurpose.ASSESS)
    refused = noor.post(url("start", case), {"code": "risk", "person": person_of(case).id})
    assert refused.status_code == 422
    assert "has not agreed to be assessed" in refused.content.decode()


def test_one_post_saves_answers_own_words_and_conclusion_and_goes_on(agency, case, noor):
    """R-028, R-042."""
    sheet = begin(agency, case)
    posted = noor.post(
        url("section", case, assessment_id=sheet.id, section="medical"),
        {
            "own_words": "I take them all.",
            "item_ability": "3",
            "none_support": "not_asked",
            "method": "interview",
            "informant": "person",
            "conclusion": "Needs a weekly look.",
            "then": "next",
        },
    )
    assert posted.url == url("section", case, assessment_id=sheet.id, section="communication")
    entry = Entry.objects.get(assessment=sheet)
    assert entry.answers == {"ability": "3", "support": "not_asked"}
    assert sheet_of(sheet).get("medical").is_concluded


def test_a_conflict_keeps_what_was_typed_and_can_be_saved_over(agency, case, noor):
    sheet = begin(agency, case)
    entry = say(agency, sheet, "medical", text="First")
    page = url("section", case, assessment_id=sheet.id, section="medical")
    typed = {
        "entry": str(entry.id),
        "version": "1",
        "text": "Mine",
        "method": "interview",
        "informant": "person",
        "then": "stay",
    }
    assert noor.post(page, {**typed, "text": "Theirs"}).status_code == 303
    clash = noor.post(page, typed)
    assert clash.status_code == 409
    assert "Mine" in clash.content.decode()
    assert 'name="version" value="2"' in clash.content.decode()
    assert noor.post(page, {**typed, "version": "2"}).status_code == 303
    assert Entry.objects.get(id=entry.id).text == "Mine"


def test_completing_lists_what_is_missing_on_the_page(agency, case, noor):
    """R-018, R-048."""
    sheet = begin(agency, case)
    answer = noor.post(url("completion", case, assessment_id=sheet.id), {})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Nobody has met the person yet" in body
    assert "/sections/mobility/#conclusion" in body


def test_a_meeting_is_added_from_the_sheet_or_taken_over_from_a_contact(agency, case, noor):
    """R-018, R-106."""
    first, second = begin(agency, case), begin(agency, case, "risk")
    there = url("sessions", case, assessment_id=first.id)
    assert (
        noor.post(there, {"held_at": "2020-01-01 10:00", "mode": "in_person", "with_person": "yes"}).status_code == 422
    )
    meeting = {"held_at": "2026-01-05 10:00", "mode": "in_person", "place": "home", "with_person": "yes"}
    assert noor.post(there, meeting).status_code == 303
    contact = first.sessions.get().contact
    assert noor.post(url("sessions", case, assessment_id=second.id), {"contact": str(contact.id)}).status_code == 303
    assert second.sessions.get().with_person


def test_no_primary_care_is_flagged_until_somebody_gives_it(agency, case, noor):
    """R-040."""
    person = person_of(case)
    page = url("care_providers", case)
    assert "No primary care" in noor.get(page).content.decode()
    noor.post(page, {"specialty": "primary_care", "name": "Dr Okonjo", "phone": "+1 555 0111"})
    assert "No primary care" not in noor.get(page).content.decode()
    noor.post(url("care_provider_end", case, provider_id=CareProvider.objects.get().id))
    assert lacks_primary_care(person.id)


def test_the_persons_order_stands_beside_the_workers(agency, case, noor):
    """R-044, R-117."""
    person = person_of(case)
    stairs, money, lonely = (finding(agency, case, text) for text in ("Stairs", "Money", "Company"))
    rank_findings(
        case.id, [money.id, stairs.id, lonely.id], whose=Ranker.WORKER, person_id=person.id, by=agency.actor("noor")
    )
    move = url("finding_place", case, finding_id=lonely.id)
    for _press in range(2):
        noor.post(move, {"whose": "person", "step": "up", "person": str(person.id)})
    assert [n.text for n in needs_in_order(case, person.id)] == ["Company", "Stairs", "Money"]
    assert [n.text for n in needs_in_order(case, person.id, whose=Ranker.WORKER)] == ["Money", "Stairs", "Company"]
    noor.post(url("finding_safety", case, finding_id=money.id))
    assert next(n.text for n in needs_in_order(case, person.id)) == "Money"
    assert "Comes first, so that nobody is harmed" in noor.get(url("share", case)).content.decode()


def test_the_share_view_shows_nothing_of_other_members(agency):
    """R-044."""
    one, other = make_person(agency), make_person(agency, "Sol", "Aldana", born=None)
    case = make_case(agency, one, other)
    finding(agency, case, "River's own", person_id=one.id)
    finding(agency, case, "Sol's own", person_id=other.id)
    finding(agency, case, "The rent is due", person_id=None)
    shown = signed_in("noor").get(url("share", case) + f"?person={one.id}").content.decode()
    assert "River&#x27;s own" in shown
    assert "The rent is due" in shown
    assert "Sol&#x27;s own" not in shown


def test_barriers_and_strengths_stand_side_by_side_and_are_dropped_with_a_reason(agency, case, noor):
    """R-046, R-047."""
    barrier = finding(agency, case, "No lift", FindingKind.BARRIER)
    finding(agency, case, "Brother nearby", FindingKind.STRENGTH)
    page = noor.get(url("findings", case)).content.decode()
    assert page.index("No lift") < page.index("Brother nearby")
    end = url("finding_end", case, finding_id=barrier.id)
    assert noor.post(end + "?act=excuse", {"reason": ""}).status_code == 422
    noor.post(end + "?act=excuse", {"reason": "The landlord decides in May"})
    assert Finding.objects.get(id=barrier.id).no_action_reason
    noor.post(end, {"reason": "Moved to the ground floor"})
    assert not Finding.objects.standing().filter(id=barrier.id).exists()


def test_three_lights_show_which_part_of_the_person_was_asked(agency, case):
    """R-109."""
    sheet = begin(agency, case)
    from tsunagu.assessment.commands import conclude_section

    conclude_section(sheet.id, "mobility", "Needs a rail.", by=agency.actor("noor"))
    assert {light.code: light.state for light in sheet_of(sheet).lights} == {
        "mind": "dark",
        "body": "part",
        "social": "dark",
    }
    assert one_sided([LifeDomain.HEALTH]) == "body"
    assert one_sided([LifeDomain.HEALTH, LifeDomain.MONEY]) == ""


def test_wellbeing_is_asked_at_start_review_and_closure(agency, case, noor):
    """R-107."""
    noor.post(url("wellbeing", case), {"occasion": "start", "value": "3", "own_words": "Low", "informant": "person"})
    noor.post(url("wellbeing", case), {"occasion": "review", "value": "6", "informant": "person"})
    assert [w.value for w in Wellbeing.objects.all()] == [3, 6]
    assert Fact.objects.filter(case=case, kind="wellbeing.rated").count() == 2
    assert noor.post(url("wellbeing", case), {"occasion": "review", "value": "11"}).status_code == 422


def test_a_summary_is_made_in_one_click_with_sections_language_and_words_left_out(agency, case, noor):
    """R-030."""
    stairs = finding(agency, case, "Stairs in the house of Sol")
    finding(agency, case, "Brother nearby", FindingKind.STRENGTH)
    sheet = begin(agency, case)
    meet(agency, sheet)
    conclude_all(agency, sheet)
    complete_assessment(sheet.id, by=agency.actor("noor"))
    page = url("summary", case)
    whole = noor.get(page).content.decode()
    assert "Stairs in the house of Sol" in whole
    assert "Manages with what there is." in whole
    paper = noor.post(page, {"lang": "ko", "section": ["need"], "words": "Sol"}).content.decode()
    assert "Stairs in the house of ■■■" in paper
    assert "Brother nearby" not in paper
    assert 'lang="ko"' in paper
    without = noor.post(page, {"section": ["need", "strength"], "hide": [f"finding-{stairs.id}"]}).content.decode()
    assert "Stairs" not in without
    assert Fact.objects.filter(case=case, kind="summary.made").count() == 2


def test_criminal_history_is_in_no_summary_and_on_no_sheet(agency, case, noor):
    """R-038."""
    sheet = begin(agency, case, "social_history")
    agree(agency, case, ConsentPurpose.SENSITIVE)
    page = url("restricted", case, assessment_id=sheet.id, section="criminal_history")
    noor.post(page, {"text": "Fined in 2019", "method": "interview", "informant": "person", "conclusion": "Long past"})
    assert "Fined in 2019" in noor.get(page).content.decode()
    for name, kwargs in (("summary", {}), ("sheet", {"assessment_id": sheet.id})):
        assert "Fined" not in noor.get(url(name, case, **kwargs)).content.decode()
    assert signed_in("imani").get(page).status_code in (403, 404)


def test_previous_answers_stand_beside_with_their_date(agency, case, noor):
    first = begin(agency, case)
    meet(agency, first)
    say(agency, first, "mobility", {"ability": "1", "support": "4"})
    conclude_all(agency, first)
    complete_assessment(first.id, by=agency.actor("noor"))
    second = begin(agency, case)
    page = noor.get(url("section", case, assessment_id=second.id, section="mobility")).content.decode()
    assert "Before: 4 · All the time" in page


def test_care_providers_are_added_by_those_who_write_assessments(agency, case):
    from tsunagu.core.errors import Forbidden

    with pytest.raises(Forbidden):
        add_care_provider(case.id, person_of(case).id, specialty="dentist", name="Dr Wu", by=agency.actor("imani"))
    with pytest.raises(Refused):
        add_care_provider(case.id, person_of(case).id, specialty="dentist", name=" ", by=agency.actor("noor"))
    assert Assessment.objects.count() == 0


def test_what_was_not_observed_is_flagged_on_the_checklist(agency, noor):
    """R-075."""
    case = make_case(agency, make_person(agency, cannot_self_report=True))
    sheet = begin(agency, case)
    page = url("section", case, assessment_id=sheet.id, section="observation")
    flag = "<li>Injuries, marks, pressure sores</li>"
    assert flag in noor.get(page).content.decode()
    say(agency, sheet, "observation", {"injuries": "concern"}, method="observation", informant="worker")
    assert flag not in noor.get(page).content.decode()
