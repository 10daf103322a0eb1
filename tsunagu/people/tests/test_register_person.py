"""Registering: never without having looked, and never a number we may not keep."""

from datetime import date

import pytest

from tests.cast import agency, elsewhere  # noqa: F401
from tsunagu.audit.models import Entry
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.people.commands import AlreadyHere, register_person
from tsunagu.people.models import Distinct, Person, SearchKey
from tsunagu.people.queries import finding, likely_same, profile_of
from tsunagu.people.rules.matching import Strength
from tsunagu.people.rules.profile import AddressDraft, ContactDraft, IdentifierDraft, NameDraft
from tsunagu.people.tests.factories import japanese, make_person, namgung, watanabe, western

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def by(agency):  # noqa: F811
    return agency.actor("noor")


def test_a_person_is_registered_with_what_lists_show(by):
    person = watanabe(by)
    assert (person.name, person.reading, person.name_lang, person.town) == ("渡辺 華", "ワタナベ ハナ", "ja", "桜台")
    assert person.contact_points.get().dial == "0355504417"
    assert person.names.count() == 2
    assert Entry.objects.get(subject_id=person.id).verb == "register_person"


def test_who_may_not_write_is_refused(agency):  # noqa: F811
    with pytest.raises(Forbidden):
        watanabe(agency.actor("dale"))


def test_a_person_without_a_name_is_refused(by):
    with pytest.raises(Refused) as refused:
        register_person(names=[NameDraft("roman")], by=by)
    assert refused.value.field == "name"


def test_nobody_is_born_tomorrow(by):
    with pytest.raises(Refused) as refused:
        make_person(by, born=date(2999, 1, 1))
    assert refused.value.field == "born"


def test_a_birth_date_may_be_half_known_or_unknown(by):
    assert make_person(by, born=date(1941, 1, 1), born_precision="year").born_precision == "year"
    assert make_person(by, western("Ada", "Okafor"), born=None).born_precision == "unknown"


def test_the_same_person_is_not_registered_twice_in_silence(by):
    first = watanabe(by)
    with pytest.raises(AlreadyHere) as refused:
        watanabe(by)
    assert [c.person for c in refused.value.candidates] == [first]


def test_variants_of_a_kanji_do_not_hide_a_person(by):
    first = watanabe(by)
    with pytest.raises(AlreadyHere):
        make_person(by, japanese("渡邊", "華", "ﾜﾀﾅﾍﾞ", "ﾊﾅ"), first.born)


def test_somebody_else_of_the_same_name_is_registered_with_a_reason(by):
    first = watanabe(by)
    with pytest.raises(Refused) as refused:
        watanabe(by, not_same_as=[first.id])
    assert refused.value.field == "not_same_reason"
    second = watanabe(by, not_same_as=[first.id], not_same_reason="Neighbours; both were in the room")
    assert Distinct.objects.get(person=second).other == first
    assert likely_same(first, by=by) == []


def test_likely_the_same_comes_strongest_first_in_a_constant_number_of_queries(
    by, django_assert_max_num_queries, monkeypatch
):
    first = watanabe(by)
    make_person(by, japanese("渡部", "ハナ", "ワタベ", "ハナ"), date(1941, 3, 18))
    make_person(by, japanese("渡邊", "花子", "ワタナベ", "ハナコ"), date(1946, 11, 2))
    profile = profile_of(first)
    monkeypatch.setattr(finding, "_known_to", [])
    with django_assert_max_num_queries(7):
        found = likely_same(profile, by=by)
    assert [(c.person.name, c.strength) for c in found] == [
        ("渡辺 華", Strength.STRONG),
        ("渡部 ハナ", Strength.CLOSE),
        ("渡邊 花子", Strength.SOME),
    ]


def test_another_organisation_is_not_compared_with(by, elsewhere):  # noqa: F811
    watanabe(by)
    with acting(elsewhere.system):
        assert watanabe(elsewhere.system).name == "渡辺 華"
        assert Person.objects.count() == 1


def test_a_resident_number_is_only_ever_kept_masked(by):
    person = namgung(
        by,
        identifiers=[
            IdentifierDraft("resident_registration", "480521-2345678"),
            IdentifierDraft("other", "480521-2345679"),
        ],
        contact_points=[ContactDraft("phone", "02-555-0100", note="본인 480521-2345678")],
        addresses=[AddressDraft("해송시 480521-2345678")],
        communication="480521-2345678",
    )
    kept = [*person.identifiers.values_list("value", "masked"), (person.contact_points.get().note, "korean_law")]
    assert {masked for _, masked in kept} == {"korean_law"}
    texts = [value for value, _ in kept] + [person.communication, person.addresses.get().text]
    assert all("480521-*******" in text for text in texts)
    assert not SearchKey.objects.filter(key__contains="2345678").exists()


def test_a_resident_number_in_no_known_form_is_struck_out_whole(by):
    person = namgung(by, identifiers=[IdentifierDraft("resident_registration", "12345")])
    assert person.identifiers.get().value == "*****"


def test_an_individual_number_is_refused(by):
    with pytest.raises(Refused):
        watanabe(by, identifiers=[IdentifierDraft("other", "1234 5678 9018")])
    with pytest.raises(Refused):
        watanabe(by, identifiers=[IdentifierDraft("other", " ")])
    assert watanabe(by, identifiers=[IdentifierDraft("case_number", "123456789018")]).identifiers.exists()
