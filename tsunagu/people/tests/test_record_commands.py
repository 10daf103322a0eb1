"""Each verb on a person's record: what it writes, what it refuses, and that it leaves a trace."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from tests.cast import agency  # noqa: F401
from tsunagu.audit.models import Entry
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.people import commands
from tsunagu.people.commands import Joining, Outsider
from tsunagu.people.models import AboutMe, Preferences
from tsunagu.people.queries import (
    contacts_who,
    find,
    households_of,
    informal_supports_of,
    members_on,
    record_of,
    relations_of,
)
from tsunagu.people.rules.profile import AddressDraft, ContactDraft, IdentifierDraft, NameDraft
from tsunagu.people.tests.factories import japanese, make_person, namgung, watanabe, western

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def by(agency):  # noqa: F811
    return agency.actor("noor")


@pytest.fixture
def hana(by):
    return watanabe(by)


def acts(person):
    return list(Entry.objects.filter(subject_id=person.id).order_by("id").values_list("verb", flat=True))


def test_a_correction_changes_only_what_is_given(by, hana):
    commands.correct_person(person=hana, pronouns="she/her", born=date(1941, 3, 1), born_precision="month", by=by)
    hana.refresh_from_db()
    assert (hana.pronouns, hana.born_precision, hana.sex) == ("she/her", "month", "female")
    assert Entry.objects.get(verb="correct_person").data == {
        "fields": ["born", "born_precision", "pronouns"]
    } or Entry.objects.get(verb="correct_person").data == {"fields": ["born", "pronouns"]}
    assert [f.name for f in find("昭和16年3月", by=by)] == ["渡辺 華"]
    assert find("1941-03-18", by=by) == []


def test_nothing_changed_leaves_no_trace(by, hana):
    commands.correct_person(person=hana, sex="female", by=by)
    assert "correct_person" not in acts(hana)


def test_the_birth_date_may_turn_out_unknown(by, hana):
    assert commands.correct_person(person=hana, born=None, by=by).born_precision == "unknown"


def test_new_names_replace_the_old_and_are_found(by, hana):
    names = [NameDraft("kanji", "鈴木", "華"), NameDraft("kanji", "渡辺", "華", use="maiden", until=date(2026, 1, 1))]
    commands.replace_names(person=hana, names=names, by=by)
    commands.add_name(person=hana, name=NameDraft("roman", "Suzuki", "Hana"), by=by)
    assert [f.name for f in find("渡辺", by=by)] == ["鈴木 華"]
    assert [f.name for f in find("suzuki", by=by)] == ["鈴木 華"]
    hana.refresh_from_db()
    assert hana.reading == "Hana Suzuki"
    with pytest.raises(Refused):
        commands.replace_names(person=hana, names=[], by=by)
    with pytest.raises(Refused):
        commands.add_name(person=hana, name=NameDraft("kana"), by=by)


def test_a_name_is_shown_in_the_readers_script(by):
    person = namgung(by)
    assert person.display_name("en") == "Namgung Sundeok"
    assert person.display_name("ko") == "남궁순덕"
    assert person.display_name("ja") == "남궁순덕"
    assert person.names.first().is_current(date(2026, 1, 1))


def test_wishes_and_about_me_are_written_over(by, hana):
    for culture in ("茶道", ""):
        commands.set_preferences(person=hana, culture=culture, contact_ways=["phone"], worker_gender="woman", by=by)
    for matters in ("花", "犬 480521-2345678"):
        commands.write_about_me(person=hana, matters=matters, language="ja", by=by)
    assert Preferences.objects.get().culture == ""
    assert AboutMe.objects.get().matters == "犬 480521-*******"
    assert acts(hana)[-2:] == ["write_about_me", "write_about_me"]


def test_a_number_is_added_once_and_ended(by, hana):
    number = IdentifierDraft("welfare", "12-345")
    row = commands.add_identifier(person=hana, identifier=number, by=by)
    with pytest.raises(Refused):
        commands.add_identifier(person=hana, identifier=number, by=by)
    assert find("12345", by=by)
    commands.end_identifier(identifier=row, by=by)
    assert not find("12345", by=by)


def test_a_phone_is_added_and_ended(by, hana):
    row = commands.add_contact_point(person=hana, contact=ContactDraft("mobile", "090-1234-9876"), by=by)
    assert [f.why for f in find("9876", by=by)] == ["phone"]
    commands.end_contact_point(contact_point=row, by=by)
    assert not find("9876", by=by)
    for wrong in (ContactDraft("phone", "none"), ContactDraft("email", "none")):
        with pytest.raises(Refused):
            commands.add_contact_point(person=hana, contact=wrong, by=by)


def test_moving_ends_the_old_address_and_a_mistake_leaves_none(by, hana):
    commands.move_address(person=hana, address=AddressDraft("柏森町1-2", town="柏森町"), on=date(2026, 4, 1), by=by)
    old, new = hana.addresses.all()
    assert (old.until, new.since) == (date(2026, 3, 31), date(2026, 4, 1))
    commands.move_address(person=hana, address=AddressDraft("柏森町1-3", town="柏森町"), by=by)
    assert [a.text for a in record_of(hana).addresses] == ["柏森町1-3"]
    hana.refresh_from_db()
    assert hana.town == "柏森町"
    commands.move_address(person=hana, address=AddressDraft("桜台1"), on=date(2026, 6, 1), by=by)
    with pytest.raises(Refused):
        commands.move_address(person=hana, address=AddressDraft("桜台2"), on=date(2026, 5, 1), by=by)
    with pytest.raises(Refused):
        commands.move_address(person=hana, address=AddressDraft(" "), by=by)


def test_a_household_forms_and_people_join_and_leave(by, hana):
    son = make_person(by, japanese("渡辺", "誠"), date(1970, 1, 1))
    house = commands.form_household(
        name="渡辺家",
        members=[Joining(hana, "head"), Joining(son, "child", lives_there=False)],
        since=date(2020, 1, 1),
        by=by,
    )
    assert [m.person for m in households_of(hana)[0].current] == [hana, son]
    with pytest.raises(Refused):
        commands.join_household(household=house, person=son, by=by)
    other = make_person(by, western("Ada", "Okafor"))
    with pytest.raises(Refused):
        commands.join_household(household=house, person=other, role="head", by=by)
    member = house.members.get(person=son)
    with pytest.raises(Refused):
        commands.leave_household(member=member, on=date(2019, 1, 1), by=by)
    commands.leave_household(member=member, on=date(2026, 1, 1), by=by)
    assert [m.person for m in members_on(house, date(2025, 12, 31))] == [hana, son]
    assert [m.person for m in members_on(house, date(2026, 1, 1))] == [hana]
    with pytest.raises(Refused):
        commands.form_household(name=" ", members=[], by=by)


def test_a_relation_is_read_from_both_sides(by, hana):
    son = make_person(by, japanese("渡辺", "誠"), date(1970, 1, 1))
    relation = commands.relate(
        person=hana, other=son, kind="child", acts_as=["key_person"], descent="blood", tie="distant", by=by
    )
    (his,), (hers,) = relations_of(son), relations_of(hana)
    assert (hers.kind, hers.person, hers.acts_as) == ("child", son, ("key_person",))
    assert (his.kind, his.person, his.acts_as) == ("parent", hana, ())
    assert [r.name for r in contacts_who(hana, "key_person")] == ["渡辺 誠"]
    for person, other, kind in ((hana, son, "child"), (son, hana, "parent"), (hana, hana, "friend")):
        with pytest.raises(Refused):
            commands.relate(person=person, other=other, kind=kind, by=by)
    commands.unrelate(relation=relation, by=by)
    assert relations_of(hana) == []


def test_somebody_outside_is_related_with_what_a_genogram_needs(by, hana):
    husband = Outsider("渡辺 太郎", sex="male", born_year=1938, died_year=2019)
    relation = commands.relate(person=hana, other=husband, kind="spouse", couple="widowed", by=by)
    (seen,) = relations_of(hana)
    assert (seen.name, seen.has_died, relation.outside.died_year) == ("渡辺 太郎", True, 2019)
    again = commands.relate(person=hana, other=relation.outside, kind="friend", by=by)
    assert again.outside == relation.outside
    with pytest.raises(Refused):
        commands.relate(person=hana, other=Outsider(" "), kind="friend", by=by)
    with pytest.raises(Refused):
        commands.relate(person=hana, other=Outsider("誠"), kind="child", couple="married", by=by)


def test_help_from_outside_begins_and_ends(by, hana):
    row = commands.add_informal_support(
        person=hana, who="黄 さん", what="毎朝の声かけ", how_often="毎日", tie="close", by=by
    )
    assert [s.who for s in informal_supports_of(hana)] == ["黄 さん"]
    commands.end_informal_support(support=row, by=by)
    assert informal_supports_of(hana) == []
    for wrong in ({"who": "", "what": "x"}, {"who": "x", "what": ""}):
        with pytest.raises(Refused):
            commands.add_informal_support(person=hana, by=by, **wrong)


def test_a_death_is_recorded_and_may_be_withdrawn(by, hana):
    assert commands.record_death(person=hana, by=by).died_precision == "unknown"
    assert commands.record_death(person=hana, on=date(2026, 1, 2), by=by).died_precision == "full"
    for wrong in (date(1940, 1, 1), date(2999, 1, 1)):
        with pytest.raises(Refused):
            commands.record_death(person=hana, on=wrong, by=by)
    with pytest.raises(Refused):
        commands.withdraw_death(person=hana, reason=" ", by=by)
    assert not commands.withdraw_death(person=hana, reason="Her sister died", by=by).has_died


def test_a_photo_is_a_picture_of_sensible_size(by, hana):
    kept = commands.set_photo(
        person=hana, photo=ContentFile(b"\xff\xd8\xff" + b"0" * 9, "a.exe"), taken_on=date(2026, 1, 1), by=by
    )
    assert kept.photo.name.endswith(".jpg")
    for wrong in (b"<script>", b"\xff\xd8\xff" + b"0" * (5 * 1024 * 1024)):
        with pytest.raises(Refused):
            commands.set_photo(person=hana, photo=ContentFile(wrong, "a.jpg"), taken_on=None, by=by)
    assert not commands.set_photo(person=hana, photo=None, taken_on=None, by=by).photo


WRITES = {
    "correct_person": {"pronouns": "x"},
    "replace_names": {"names": [NameDraft("roman", text="X")]},
    "add_name": {"name": NameDraft("roman", text="X")},
    "add_identifier": {"identifier": IdentifierDraft("other", "1")},
    "add_contact_point": {"contact": ContactDraft("phone", "0355501111")},
    "move_address": {"address": AddressDraft("x")},
    "set_preferences": {},
    "write_about_me": {},
    "set_photo": {"photo": None, "taken_on": None},
    "add_informal_support": {"who": "x", "what": "y"},
    "relate": {"other": Outsider("x"), "kind": "friend"},
    "record_death": {},
    "withdraw_death": {"reason": "x"},
}


@pytest.mark.parametrize("verb", WRITES)
def test_only_who_may_write_people_writes(agency, by, hana, verb):  # noqa: F811
    with pytest.raises(Forbidden):
        getattr(commands, verb)(person=hana, by=agency.actor("alex"), **WRITES[verb])
    getattr(commands, verb)(person=hana, by=by, **WRITES[verb])
    assert acts(hana)[-1] == verb
