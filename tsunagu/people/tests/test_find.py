"""Whoever is here is found, however they are typed."""

from datetime import date

import pytest
from django.db import connection

from tests.cast import agency, elsewhere  # noqa: F401
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden
from tsunagu.people.models import Person
from tsunagu.people.queries import find, finding, near_same, register_known_to
from tsunagu.people.tests.factories import japanese, korean, make_person, namgung, watanabe, western

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def people(agency):  # noqa: F811
    by = agency.system
    make_person(by, japanese("髙﨑", "しほ", "タカサキ", "シホ"), date(1960, 1, 2))
    make_person(by, japanese("斎藤", "祥平", "サイトウ", "ショウヘイ"), date(1975, 7, 5))
    make_person(by, korean("강", "선우"), date(2012, 3, 4))
    make_person(by, western("Nguyễn Thị", "Lan"), date(1979, 8, 9))
    make_person(by, western("River", "Aldana-Whitfield"))
    watanabe(by)
    namgung(by)
    return by


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("渡", "渡辺 華"),
        ("渡邉", "渡辺 華"),
        ("渡邊華", "渡辺 華"),
        ("華", "渡辺 華"),
        ("わた", "渡辺 華"),
        ("ﾜﾀﾅﾍﾞ", "渡辺 華"),
        ("ワタナベ　ハナ", "渡辺 華"),
        ("はな", "渡辺 華"),
        ("わたn", "渡辺 華"),
        ("WATANABE", "渡辺 華"),
        ("ｗａｔａ", "渡辺 華"),
        ("昭和16年3月18日", "渡辺 華"),
        ("S16.3.18", "渡辺 華"),
        ("昭16.3", "渡辺 華"),
        ("１９４１", "渡辺 華"),
        ("1941-03-18", "渡辺 華"),
        ("3/18/1941", "渡辺 華"),
        ("0000123603", "渡辺 華"),
        ("4417", "渡辺 華"),
        ("03-5550-4417", "渡辺 華"),
        ("+81 3 5550 4417", "渡辺 華"),
        ("桜台", "渡辺 華"),
        ("わたなべ 桜台", "渡辺 華"),
        ("渡辺 1941", "渡辺 華"),
        ("ナベハ", "渡辺 華"),
        ("高崎", "髙﨑 しほ"),
        ("shohei", "斎藤 祥平"),
        ("syouhei", "斎藤 祥平"),
        ("Saitō", "斎藤 祥平"),
        ("齋藤", "斎藤 祥平"),
        ("齊藤祥", "斎藤 祥平"),
        ("남궁", "남궁순덕"),
        ("남구", "남궁순덕"),
        ("남ㄱ", "남궁순덕"),
        ("ㄴㄱㅅㄷ", "남궁순덕"),
        ("ㅅㄷ", "남궁순덕"),
        ("남궁 순덕", "남궁순덕"),
        ("순덕", "남궁순덕"),
        ("namgung", "남궁순덕"),
        ("sundeok", "남궁순덕"),
        ("480521", "남궁순덕"),
        ("1948년 5월 21일", "남궁순덕"),
        ("선우", "강선우"),
        ("nguyen", "Nguyễn Thị Lan"),
        ("lan nguyen", "Nguyễn Thị Lan"),
        ("whitfield", "River Aldana-Whitfield"),
        ("Whitfield, River", "River Aldana-Whitfield"),
        ("8 Aug", None),
        ("nobody", None),
        ("・", None),
    ],
)
def test_a_person_is_found_by(people, typed, name):
    names = [found.name for found in find(typed, by=people)]
    assert (name in names) if name else names == []


def test_the_whole_name_comes_before_one_that_only_begins_so(people):
    make_person(people, japanese("渡辺", "華子", "ワタナベ", "ハナコ"), date(1980, 1, 1))
    assert [f.name for f in find("渡辺華", by=people)] == ["渡辺 華", "渡辺 華子"]


def test_it_says_why_somebody_matched(people):
    assert {text: find(text, by=people)[0].why for text in ("渡辺", "わた", "ㄴㄱ", "S16", "4417", "桜台", "궁순")} == {
        "渡辺": "name",
        "わた": "reading",
        "ㄴㄱ": "initials",
        "S16": "born",
        "4417": "phone",
        "桜台": "town",
        "궁순": "inside",
    }


def test_finding_takes_two_queries_however_many_are_found(people, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(finding, "_known_to", [])  # later rooms ask one each
    with django_assert_num_queries(2):
        assert len(find("w", by=people)) == 2


def test_later_rooms_say_where_somebody_is_known(people, monkeypatch):
    monkeypatch.setattr(finding, "_known_to", [])
    for words in ("North team", "intake"):
        register_known_to(lambda ids, by, words=words: dict.fromkeys(ids, words))
    assert find("渡", by=people)[0].known == "North team · intake"


def test_another_organisation_sees_nobody(people, elsewhere):  # noqa: F811
    with acting(elsewhere.system):
        assert find("渡", by=elsewhere.system) == []
        assert not Person.objects.exists()


def test_without_an_actor_nobody_is_seen(people):
    with acting(None), connection.cursor() as cursor:
        cursor.execute("select count(*) from people_find('{a}', '{z}', '{}', '{}', '{}', '{an}', 20)")
        assert cursor.fetchone() == (0,)


def test_who_may_not_find_people_is_refused(people, agency):  # noqa: F811
    with pytest.raises(Forbidden):
        find("渡", by=agency.actor("alex"))


def test_somebody_called_the_same_is_pointed_out_with_the_difference(people):
    first = next(p for p in Person.objects.all() if p.name == "渡辺 華")
    make_person(people, japanese("渡邉", "華", "ワタナベ", "ハナ"), date(1941, 3, 19))
    (other,) = near_same(first)
    assert (other.name, other.born, other.how) == ("渡邉 華", date(1941, 3, 19), "day_digit")
