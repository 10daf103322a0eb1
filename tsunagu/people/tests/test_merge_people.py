"""A merge is a row: nothing is moved, everything is read through it, and undoing it loses nothing."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection, models

from tests.cast import agency  # noqa: F401
from tsunagu.core.errors import Conflict, Forbidden, Refused
from tsunagu.core.ids import uuid7
from tsunagu.people import commands
from tsunagu.people.commands import Joining, Outsider, merge_people, tell_apart, unmerge_people
from tsunagu.people.models import Merge, Person
from tsunagu.people.queries import (
    find,
    households_of,
    ids_of,
    likely_same,
    near_same,
    record_of,
    relations_of,
    standing,
    visible_to,
)
from tsunagu.people.rules.profile import ContactDraft
from tsunagu.people.tests.factories import japanese, make_person, namgung, watanabe, western

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def by(agency):  # noqa: F811
    return agency.actor("imani")


@pytest.fixture
def two(by):
    return watanabe(by), make_person(
        by,
        japanese("渡辺", "ハナ", "ワタナベ", "ハナ"),
        date(1941, 3, 8),
        contact_points=[ContactDraft("mobile", "090-5550-7777")],
    )


def merged(by, kept, absorbed):
    return merge_people(kept=kept, absorbed=absorbed, reason="Same insurance card", by=by)


def into(*people):
    for person in people:
        person.refresh_from_db()
    return [person.merged_into for person in people]


def test_two_records_are_read_as_one(by, two):
    one, other = two
    merged(by, one, other)
    assert standing(other.id) == one
    assert set(ids_of(one)) == {one.id, other.id}
    assert [p.name for p in visible_to(by)] == ["渡辺 華"]
    assert {f.id for f in find("7777", by=by)} == {one.id}
    assert [f.id for f in find("わた", by=by)] == [one.id]
    assert {c.value for c in record_of(one).contact_points} == {"03-5550-4417", "090-5550-7777"}
    assert likely_same(one, by=by) == near_same(one) == []
    assert list(Person.objects.standing()) == [one]
    assert list(Person.objects.standing_for([other.id])) == [one]


def test_chains_are_flattened_and_come_apart_link_by_link(by, two):
    one, other = two
    third = make_person(by, western("Hana", "Watanabe"), date(1980, 1, 1))
    first = merged(by, one, other)
    second = merged(by, third, one)
    assert into(one, other, third) == [third, third, None]
    unmerge_people(merge=first, reason="No", by=by)
    assert into(one, other, third) == [third, None, None]
    again = merged(by, third, other)
    unmerge_people(merge=second, reason="No", by=by)
    assert into(one, other, third) == [None, third, None]
    unmerge_people(merge=again, reason="No", by=by)
    assert into(one, other, third) == [None, None, None]
    assert Merge.objects.filter(ended_at=None).count() == 0


def test_undoing_an_inner_merge_takes_its_own_records_along(by, two):
    one, other = two
    third = make_person(by, western("Hana", "Watanabe"), date(1980, 1, 1))
    merged(by, one, other)
    second = merged(by, third, one)
    unmerge_people(merge=second, reason="No", by=by)
    assert into(one, other, third) == [None, one, None]


def test_a_merge_is_refused_where_it_makes_no_sense(by, two):
    one, other = two
    with pytest.raises(Refused):
        merged(by, one, one)
    with pytest.raises(Refused):
        merge_people(kept=one, absorbed=other, reason=" ", by=by)
    merge = merged(by, one, other)
    with pytest.raises(Conflict):
        merged(by, one, other)
    with pytest.raises(Refused):
        tell_apart(person=one, other=Person.objects.get(id=other.id), reason="No", by=by)
    unmerge_people(merge=merge, reason="No", by=by)
    with pytest.raises(Conflict):
        unmerge_people(merge=merge, reason="No", by=by)


def test_a_case_manager_may_not_merge(agency, two):  # noqa: F811
    with pytest.raises(Forbidden):
        merged(agency.actor("noor"), *two)


def test_two_people_told_apart_are_not_proposed_again(by, two):
    one, other = two
    assert likely_same(one, by=by)
    tell_apart(person=one, other=other, reason="Cousins", by=by)
    tell_apart(person=other, other=one, reason="Cousins", by=by)
    assert likely_same(one, by=by) == []


def test_writing_on_an_absorbed_record_writes_on_the_one_that_stands(by, two):
    one, other = two
    merged(by, one, other)
    other.refresh_from_db()
    commands.correct_person(person=other, pronouns="she/her", by=by)
    one.refresh_from_db()
    assert one.pronouns == "she/her"


def test_families_are_read_through_a_merge(by, two):
    one, other = two
    son = make_person(by, japanese("渡辺", "誠"), date(1970, 1, 1))
    commands.relate(person=son, other=other, kind="parent", by=by)
    commands.relate(person=one, other=other, kind="relative", by=by)
    house = commands.form_household(name="渡辺家", members=[Joining(other, "head"), Joining(son, "child")], by=by)
    merged(by, one, other)
    assert [(r.kind, r.person) for r in relations_of(one)] == [("child", son)]
    assert [r.person for r in relations_of(son)] == [one]
    assert households_of(one) == [house]


def references():
    """Every foreign key to a person, in every room that is installed; row history points at rows by design."""
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model") or not model._meta.managed:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Person:
                yield model, field


def fill(by, one, other):
    """At least one row in every table of this room that points at a person."""
    commands.write_about_me(person=other, matters="花", by=by)
    commands.set_preferences(person=other, culture="茶道", by=by)
    commands.relate(person=other, other=Outsider("渡辺 誠"), kind="child", by=by)
    commands.relate(person=namgung(by), other=other, kind="friend", by=by)
    commands.add_informal_support(person=other, who="黄", what="声かけ", by=by)
    commands.form_household(name="渡辺家", members=[Joining(other)], by=by)
    tell_apart(person=other, other=make_person(by, western("Ada", "Okafor")), reason="No", by=by)


def snapshot():
    return {
        (model._meta.label, field.name): sorted(
            model.objects.filter(**{f"{field.name}__isnull": False}).values_list("pk", field.attname)
        )
        for model, field in references()
        if field.name != "merged_into" and model is not Merge
    }


def test_every_foreign_key_to_person_survives_a_merge_and_its_undo(by, two):
    one, other = two
    fill(by, one, other)
    before = snapshot()
    assert all(
        rows for (label, _), rows in before.items() if label.startswith("people.") and label != "people.ImportedRow"
    )
    merge = merged(by, one, other)
    assert snapshot() == before, "a merge moves no reference"
    assert standing(other.id) == one
    unmerge_people(merge=merge, reason="No", by=by)
    assert snapshot() == before, "undoing it moves none back"
    assert standing(other.id) == other


def test_the_database_keeps_one_open_merge_for_a_record(by, two):
    from django.db import IntegrityError, transaction

    one, other = two
    merge = merged(by, one, other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(
            **{f.attname: getattr(merge, f.attname) for f in Merge._meta.concrete_fields if f.name != "id"}, id=uuid7()
        )
    assert connection.in_atomic_block
