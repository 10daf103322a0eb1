"""The genogram and the map of helpers on their pages: from the charts, in words as well, for whoever may open them."""

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.assessment.commands import add_care_provider
from tsunagu.assessment.tests.factories import make_case
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.people.commands import (
    Joining,
    Outsider,
    add_informal_support,
    form_household,
    merge_people,
    relate,
    relate_outsiders,
    unrelate_outsiders,
)
from tsunagu.people.models import OutsideRelation, RelatedPerson
from tsunagu.people.panels import drawings
from tsunagu.people.queries import circle_of
from tsunagu.people.tests.factories import korean, make_person, namgung, western

pytestmark = pytest.mark.django_db


def outsider(person, by, name, kind, **more):
    row = relate(person=person, other=Outsider(name, **more.pop("about", {})), kind=kind, by=by, **more)
    return row.outside


@pytest.fixture
def by(agency):
    with acting(agency.system) as actor:
        yield actor


@pytest.fixture
def family(by):
    """남궁순덕, her dead husband, a son out of reach and divorced, and his boy who lives with her."""
    head = namgung(by)
    boy = make_person(by, korean("강", "선우"), born=date(2012, 5, 1), sex="male")
    husband = outsider(
        head, by, "강만수", "spouse", couple="married", about={"sex": "male", "born_year": 1948, "died_year": 2019}
    )
    son = outsider(head, by, "강태호", "child", tie="cut_off", about={"sex": "male", "born_year": 1976})
    relate_outsiders(one=husband, two=son, kind="child", by=by)
    relate(person=head, other=boy, kind="grandchild", by=by)
    relate(person=boy, other=son, kind="parent", by=by)
    mother = outsider(boy, by, "응우옌 티 란", "parent", about={"sex": "female"})
    relate_outsiders(one=son, two=mother, kind="spouse", couple="divorced", by=by)
    form_household(name="남궁순덕 가구", members=[Joining(head, "head"), Joining(boy)], by=by)
    return head, boy


def signed_in(client, login="noor"):
    client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    return client


def test_everybody_stands_in_the_drawing_and_in_the_words_beside_it(family, by):
    """R-041."""
    head, _boy = family
    shown = drawings([head], by).genogram
    names = {row.name for row in shown.rows}
    assert names == {"남궁순덕", "강선우", "강만수", "강태호", "응우옌 티 란"}
    assert len(shown.symbols) == len(shown.rows)
    facts = {row.name: " · ".join(map(str, row.facts)) for row in shown.rows}
    assert "died 2019" in facts["강만수"]
    assert "No contact with 남궁순덕" in facts["강태호"]
    assert "Divorced from 응우옌 티 란" in facts["강태호"]
    assert "Parents: " in facts["강선우"]
    assert {name for name, _words in shown.key} >= {"divorced", "cut_off", "dead", "house", "first"}


def test_whoever_is_related_through_nobody_on_record_is_named_and_not_drawn(by):
    person = make_person(by)
    outsider(person, by, "Sol", "neighbour")
    outsider(person, by, "Ada", "grandparent")
    shown = drawings([person], by).genogram
    assert {row.name for row in shown.unplaced} == {"Sol", "Ada"}


def test_a_merged_record_is_one_human_in_the_drawing(by):
    person, other, twin = make_person(by), make_person(by, western("Mara", "Delacroix")), None
    twin = make_person(by, western("Margaret", "Delacroix"))
    relate(person=person, other=twin, kind="sibling", by=by)
    relate(person=person, other=other, kind="sibling", by=by)
    merge_people(kept=other, absorbed=twin, reason="The same person", by=by)
    assert len(drawings([person], by).genogram.symbols) == 2


def test_the_map_tells_who_serves_what_with_the_strength_of_each_tie(agency, family, by):
    """R-041, R-111."""
    head, _boy = family
    add_informal_support(person=head, who="황보 말순", what="매일 아침 안부", how_often="매일", tie="close", by=by)
    case = make_case(agency, head)
    add_care_provider(case.id, head.id, by=agency.actor("noor"), specialty="primary_care", name="해송시립병원")
    with acting(agency.actor("noor")) as noor:
        shown = drawings([head], noor).ecomap
    assert {(row.who, str(row.strength)) for row in shown.rows} == {
        ("강태호", "Broken off"),
        ("황보 말순", "Strong"),
        ("해송시립병원", "Ordinary"),
    }
    assert len(shown.boxes) == 3


def test_a_chart_that_is_closed_to_somebody_adds_no_helper_to_the_map(agency, family, by):
    head, _boy = family
    case = make_case(agency, head)
    add_care_provider(case.id, head.id, by=agency.actor("noor"), specialty="psychiatrist", name="Dr Okonjo")
    with acting(agency.actor("tomas")) as tomas:
        assert "Dr Okonjo" not in {row.who for row in drawings([head], tomas).ecomap.rows}


def test_the_questions_asked_do_not_grow_with_the_family(family, by):
    from django.db import connection

    head, _boy = family

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as found:
            circle_of([head])
        return len(found)

    few = asked()
    for n in range(6):
        outsider(head, by, f"Cousin {n}", "child", about={"sex": "female"})
    assert asked() == few <= 8


@pytest.mark.parametrize("name", ["drawings", "drawings_print"])
@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_pages_open_in_every_language(agency, family, by, client, name, language):
    """R-041."""
    head, boy = family
    make_case(agency, head, boy)
    noor = signed_in(client)
    noor.cookies["language"] = language
    page = noor.get(reverse(f"people:{name}", args=[head.id])).content.decode()
    assert "강태호" in page
    assert "<svg" in page


def test_a_case_shows_the_drawings_of_all_its_members(agency, family, by, client):
    head, boy = family
    case = make_case(agency, head, boy)
    page = signed_in(client).get(reverse("web:links", kwargs={"case_id": case.id})).content.decode()
    assert page.count('class="me"') >= 3  # both, and the circle of the map
    print_ = client.get(reverse("web:links_print", kwargs={"case_id": case.id})).content.decode()
    assert case.number in print_


def test_two_relatives_are_joined_on_the_page_and_parted_again(agency, family, by, client):
    head, boy = family
    make_case(agency, head, boy)
    daughter = outsider(head, by, "강미라", "child")
    husband = RelatedPerson.objects.get(name="강만수")
    noor = signed_in(client)
    url = reverse("people:relation_between", args=[head.id])
    same = noor.post(url, {"one": husband.id, "two": husband.id, "kind": "child"})
    assert same.status_code == 422
    assert noor.post(url, {"one": husband.id, "two": daughter.id, "kind": "child"}).status_code == 303
    pair = OutsideRelation.objects.get(two=daughter)
    noor.post(reverse("people:relation_between_end", args=[head.id, pair.id]))
    pair.refresh_from_db()
    assert pair.until


def test_the_same_pair_twice_a_couple_of_siblings_or_somebody_without_the_right_is_refused(agency, family, by):
    one, two = RelatedPerson.objects.get(name="강태호"), RelatedPerson.objects.get(name="응우옌 티 란")
    with pytest.raises(Refused):
        relate_outsiders(one=two, two=one, kind="spouse", by=by)
    with pytest.raises(Refused):
        relate_outsiders(one=one, two=two, kind="sibling", couple="married", by=by)
    with pytest.raises(Forbidden):
        unrelate_outsiders(relation=OutsideRelation.objects.first(), by=agency.actor("dale"))


@pytest.mark.data
def test_another_organisation_sees_no_relation(family, by, elsewhere):
    with acting(elsewhere.system):
        assert not OutsideRelation.objects.exists()
