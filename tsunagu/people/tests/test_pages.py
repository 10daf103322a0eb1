"""The pages about people: who may open them, what they show, and that what is typed arrives."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.cast import PASSWORD, agency, elsewhere  # noqa: F401
from tsunagu.audit.models import Look
from tsunagu.core.actor import acting
from tsunagu.people.commands import form_household, relate, write_about_me
from tsunagu.people.commands.form_household import Joining
from tsunagu.people.commands.relate import Outsider
from tsunagu.people.models import Distinct, HouseholdMember, Merge, Person, Relation
from tsunagu.people.queries import Door, record
from tsunagu.people.tests.factories import japanese, make_person, namgung, watanabe

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def open_door(monkeypatch):
    """Who opens a chart is for cases to say, and tried there."""
    monkeypatch.setattr(record, "_guard", record._default_guard)


@pytest.fixture
def noor(agency, client):  # noqa: F811
    return signed_in(client, "noor")


@pytest.fixture
def imani(agency, client):  # noqa: F811
    return signed_in(client, "imani")


def signed_in(client, login):
    answer = client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    assert answer.status_code == 302
    return client


def url(name, *args):
    return reverse(f"people:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


NEW = {"family": "Okafor", "given": "Ada", "sex": "female", "born": "1990-02-03"}


def test_the_list_is_by_reading_and_search_says_why(agency, noor):  # noqa: F811
    watanabe(agency.system)
    namgung(agency.system)
    page = text_of(noor.get(url("people")))
    assert page.index("남궁순덕") < page.index("渡辺 華")
    assert "by reading" in text_of(noor.get(url("people"), {"q": "わた"}))


def test_the_search_box_gets_a_list_to_choose_from(agency, noor):  # noqa: F811
    person = watanabe(agency.system)
    answer = noor.get(url("find"), {"q": "渡"}, headers={"HX-Request": "true"})
    assert 'role="option"' in text_of(answer)
    assert url("person_page", person.id) in text_of(answer)
    assert answer.headers["Vary"].count("HX-Request") == 1


def test_an_administrator_opens_no_charts(agency, client):  # noqa: F811
    person = watanabe(agency.system)
    signed_in(client, "alex")
    assert client.get(url("people")).status_code == 403
    assert client.get(url("person_page", person.id)).status_code == 403


def test_a_stranger_is_sent_to_sign_in(agency, client):  # noqa: F811
    assert "/sign-in/" in client.get(url("people")).url


def test_another_organisation_finds_no_page(agency, elsewhere, noor):  # noqa: F811
    with acting(elsewhere.system):
        theirs = watanabe(elsewhere.system)
    for name in ("person_page", "details", "names", "relation_new", "photo"):
        assert noor.get(url(name, theirs.id)).status_code == 404


def test_a_person_is_registered(agency, noor):  # noqa: F811
    answer = noor.post(url("person_new"), NEW)
    person = Person.objects.get()
    assert answer.status_code == 303
    assert answer.url == url("person_page", person.id)
    assert (person.name, person.born, person.sex) == ("Ada Okafor", date(1990, 2, 3), "female")


def test_without_a_name_nobody_is_registered(agency, noor):  # noqa: F811
    assert noor.post(url("person_new"), {**NEW, "family": "", "given": ""}).status_code == 422
    assert not Person.objects.exists()


def test_who_is_alike_is_compared_before_anybody_new_is_made(agency, noor):  # noqa: F811
    known = watanabe(agency.system)
    typed = {
        "family": "渡邉",
        "given": "華",
        "family_reading": "ワタナベ",
        "given_reading": "ハナ",
        "sex": "female",
        "born": "S16.3.18",
    }
    answer = noor.post(url("person_new"), typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "邉 and 辺 are forms of one character" in page
    assert "Very close" in page
    assert Person.objects.count() == 1

    refused = noor.post(url("person_new"), {**typed, "not_same_as": str(known.id), "not_same_reason": ""})
    assert "Write why you think they are different people" in text_of(refused)

    made = noor.post(url("person_new"), {**typed, "not_same_as": str(known.id), "not_same_reason": "Two neighbours"})
    assert made.status_code == 303
    assert Distinct.objects.get().reason == "Two neighbours"


def test_the_page_shows_about_me_first_and_is_looked_at_once(agency, noor):  # noqa: F811
    by = agency.system
    person = watanabe(by)
    write_about_me(person=person, matters="毎朝の花の水やり", language="ja", by=by)
    relate(
        person=person,
        other=Outsider("渡辺 誠", phone="090-5550-1122"),
        kind="child",
        acts_as=["key_person"],
        tie="close",
        by=by,
    )
    form_household(name="渡辺家", members=[Joining(person, "head")], by=by)
    page = text_of(noor.get(url("person_page", person.id)))
    assert page.index("毎朝の花の水やり") < page.index("渡辺 誠")
    assert "Key person" in page
    assert re.search(r"<title>\s*渡辺 華", page)
    assert list(Look.objects.values_list("person_id", "page")) == [(person.id, "people:person_page")]


def test_the_page_takes_the_same_queries_for_a_large_family(agency, noor, django_assert_max_num_queries):  # noqa: F811
    by = agency.system
    person = watanabe(by)
    for n in range(8):
        relate(person=person, other=Outsider(f"孫{n}"), kind="grandchild", by=by)
    with django_assert_max_num_queries(60):
        noor.get(url("person_page", person.id))


def test_cases_may_close_the_door_and_ask_for_a_purpose(agency, noor, monkeypatch):  # noqa: F811
    person = watanabe(agency.system)
    monkeypatch.setattr(record, "_guard", lambda person, by: Door(False, ask_at="/purpose/"))
    assert noor.get(url("person_page", person.id)).url == "/purpose/"
    monkeypatch.setattr(record, "_guard", lambda person, by: Door(False))
    assert noor.get(url("person_page", person.id)).status_code == 404


SECTIONS = {
    "details": {"sex": "female", "born": "昭和16年3月", "pronouns": "", "lives_alone": "yes"},
    "about_me": {"matters": "花", "language": "ja"},
    "preferences": {"culture": "茶道", "contact_ways": ["phone", "visit"], "worker_gender": "woman"},
    "identifier_new": {"type": "welfare", "value": "12-345"},
    "contact_new": {"kind": "mobile", "value": "090-5550-1234", "use": "home"},
    "address_new": {"text": "柏森町1-2", "town": "柏森町", "use": "home", "on": "2026-04-01"},
    "relation_new": {"kind": "neighbour", "outside_name": "黄 さん"},
    "support_new": {"who": "町会", "what": "見守り"},
    "household_new": {"name": "渡辺家", "role": "head"},
    "death": {"died_on": ""},
    "photo_new": {},
}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_written_and_leads_back_to_the_page(agency, noor, name):  # noqa: F811
    person = watanabe(agency.system)
    assert noor.get(url(name, person.id)).status_code == 200
    answer = noor.post(url(name, person.id), SECTIONS[name])
    assert answer.status_code == 303, text_of(answer)
    assert answer.url.startswith(url("person_page", person.id))
    assert noor.put(url(name, person.id)).status_code == 405
    assert noor.get(url("person_page", person.id)).status_code == 200


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("details", {"born": "32 March"}),
        ("identifier_new", {"type": "other", "value": ""}),
        ("contact_new", {"kind": "email", "value": "nobody", "use": "home"}),
        ("address_new", {"text": " ", "use": "home"}),
        ("relation_new", {"kind": "child", "outside_name": ""}),
        ("support_new", {"who": "x"}),
    ],
)
def test_what_cannot_be_kept_comes_back_with_the_reason(agency, noor, name, typed):  # noqa: F811
    person = watanabe(agency.system)
    answer = noor.post(url(name, person.id), typed)
    assert answer.status_code == 422
    assert 'class="error"' in text_of(answer) or "notice stop" in text_of(answer)


def test_names_are_changed_row_by_row(agency, noor):  # noqa: F811
    person = watanabe(agency.system)
    rows = {
        "names-TOTAL_FORMS": "3",
        "names-INITIAL_FORMS": "2",
        "names-MIN_NUM_FORMS": "0",
        "names-MAX_NUM_FORMS": "20",
    }
    for n, (script, family, given, use) in enumerate(
        [
            ("kanji", "渡邊", "華", "official"),
            ("kana", "ワタナベ", "ハナ", "official"),
            ("kanji", "鈴木", "華", "maiden"),
        ]
    ):
        rows |= {
            f"names-{n}-script": script,
            f"names-{n}-family": family,
            f"names-{n}-given": given,
            f"names-{n}-use": use,
        }
    assert noor.get(url("names", person.id)).status_code == 200
    assert noor.post(url("names", person.id), rows).status_code == 303
    person.refresh_from_db()
    assert person.name == "渡邊 華"
    assert "渡邊 華" in text_of(noor.get(url("people"), {"q": "鈴木"}))


def test_a_member_joins_a_household_in_three_clicks(agency, noor):  # noqa: F811
    by = agency.system
    one, two = watanabe(by), make_person(by, japanese("渡辺", "誠"), date(1970, 1, 1))
    house = form_household(name="渡辺家", members=[Joining(one, "head")], by=by)
    found = text_of(noor.get(url("household_page", house.id), {"q": "渡辺"}))  # one: find
    assert "渡辺 誠" in found
    answer = noor.post(url("member_new", house.id), {"person": two.id, "role": "child"})  # two: choose, three: add
    assert answer.status_code == 303
    member = HouseholdMember.objects.get(person=two)
    noor.post(url("member_leave", house.id, member.id))
    member.refresh_from_db()
    assert member.until is not None


def test_relations_and_parts_end_and_stay_on_the_record(agency, noor):  # noqa: F811
    by = agency.system
    person = watanabe(by)
    relation = relate(person=person, other=Outsider("渡辺 誠"), kind="child", by=by)
    noor.post(url("relation_end", person.id, relation.id))
    noor.post(url("contact_end", person.id, person.contact_points.get().id))
    noor.post(url("identifier_end", person.id, person.identifiers.get().id))
    assert Relation.objects.get().until is not None
    assert person.contact_points.get().until is not None
    assert person.identifiers.get().until is not None


def test_a_relation_with_somebody_on_record_is_found_and_chosen(agency, noor):  # noqa: F811
    by = agency.system
    person, other = watanabe(by), namgung(by)
    assert "남궁순덕" in text_of(noor.get(url("relation_new", person.id), {"q": "남궁"}))
    assert "남궁순덕" in text_of(noor.get(url("relation_new", person.id), {"other": other.id}))
    assert noor.post(url("relation_new", person.id), {"kind": "friend", "other": other.id}).status_code == 303
    assert Relation.objects.get().other == other


def test_records_are_compared_merged_and_taken_apart(agency, imani):  # noqa: F811
    by = agency.system
    one = watanabe(by)
    two = make_person(by, japanese("渡辺", "華", "ワタナベ", "ハナ"), date(1941, 3, 8))
    assert "Likely the same" in text_of(imani.get(url("merge", one.id)))
    assert "渡辺 華" in text_of(imani.get(url("merge", one.id), {"q": "渡辺"}))
    assert "one digit of the day differs" in text_of(imani.get(url("merge", one.id), {"with": two.id}))
    assert imani.post(url("merge", one.id), {"with": two.id, "reason": ""}).status_code == 422
    assert imani.post(url("merge", one.id), {"with": two.id, "reason": "Same insurance card"}).status_code == 303
    assert url("merge_undo", one.id, Merge.objects.get().id) in text_of(imani.get(url("person_page", two.id)))
    assert imani.get(url("merge_undo", one.id, Merge.objects.get().id)).status_code == 200
    assert imani.post(url("merge_undo", one.id, Merge.objects.get().id), {"reason": "Sisters"}).status_code == 303
    two.refresh_from_db()
    assert two.merged_into is None
    imani.post(url("merge", one.id), {"with": two.id, "reason": "Sisters", "decision": "two"})
    assert Distinct.objects.exists()


def test_a_case_manager_may_not_merge(agency, noor):  # noqa: F811
    assert noor.get(url("merge", watanabe(agency.system).id)).status_code == 403


def test_a_photo_is_shown_to_those_who_may_open_the_chart(agency, noor):  # noqa: F811
    from django.core.files.uploadedfile import SimpleUploadedFile

    person = watanabe(agency.system)
    assert noor.get(url("photo", person.id)).status_code == 404
    picture = SimpleUploadedFile("me.png", b"\x89PNG\r\n\x1a\n" + b"0" * 10)
    assert noor.post(url("photo_new", person.id), {"photo": picture, "taken_on": "2026-01-02"}).status_code == 303
    answer = noor.get(url("photo", person.id))
    assert answer["Content-Type"] == "image/png"
    assert url("photo", person.id) in text_of(noor.get(url("person_page", person.id)))
    script = SimpleUploadedFile("me.png", b"<svg onload=alert(1)>")
    assert noor.post(url("photo_new", person.id), {"photo": script}).status_code == 422


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_every_page_renders_in_three_languages(agency, imani, language):  # noqa: F811
    by = agency.system
    person = watanabe(by)
    house = form_household(name="渡辺家", members=[Joining(person, "head")], by=by)
    imani.cookies["language"] = language
    for name in ("people", "person_new"):
        assert imani.get(url(name)).status_code == 200
    for name in ("person_page", "details", "names", "relation_new", "merge", "death", "preferences"):
        assert imani.get(url(name, person.id)).status_code == 200
    assert imani.get(url("household_page", house.id)).status_code == 200
