import pytest

from tests.cast import agency, elsewhere, hanbit, mizunara  # noqa: F401
from tsunagu.core.actor import acting
from tsunagu.directory.queries import Question, search
from tsunagu.directory.rules import tags
from tsunagu.directory.rules.fit import Known, Offer, misfits
from tsunagu.directory.rules.types import types_of
from tsunagu.directory.tests.factories import service

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def by(agency):  # noqa: F811
    with acting(agency.system):
        yield agency.system


def names(question, by, **more):
    return [hit.listing.service.name for hit in search(question, by=by, **more).hits]


def test_a_service_is_found_by_need_area_language_cost_and_room(by):
    """R-060."""
    service(
        by,
        "Harbour Meals",
        types=["meals"],
        areas=["Monroe County"],
        languages=["es"],
        fees="Free",
        capacity="capacity",
        capacity_on="2026-11-01",
    )
    service(by, "City Law", provider="City", types=["legal"], areas=["Lee County"], languages=["en"])
    for question in (
        Question(need="meals"),
        Question(area="monroe"),
        Question(language="es"),
        Question(free=True),
        Question(capacity="capacity"),
        Question(text="harb"),
        Question(text="kitchen meals"),
    ):
        assert names(question, by) == ["Harbour Meals"], question


@pytest.mark.parametrize(
    ("name", "wanted", "unwanted"),
    [
        ("デイサービス はまなす", ["はまなす", "デイ", "ハマナス", "ﾊﾏﾅｽ", "は"], ["すな", "温泉"]),
        ("한빛 노인돌봄센터", ["돌봄", "노인 돌봄", "한빛"], ["아동"]),
        ("Café Réunion", ["cafe", "reun", "CAFÉ reunion"], ["union"]),
    ],
)
def test_names_are_found_as_they_are_typed_in_each_script(by, name, wanted, unwanted):
    service(by, name, provider="P")
    assert [text for text in wanted if names(Question(text=text), by) != [name]] == []
    assert [text for text in unwanted if names(Question(text=text), by)] == []


def test_the_nearest_come_first_and_the_far_not_at_all(by):
    service(by, "Far", provider="A", at=(35.69, 139.85), city="江戸川区")
    service(by, "Near", provider="B", at=(35.65, 139.66), city="世田谷区")
    service(by, "Beyond", provider="C", at=(34.69, 135.50), city="大阪市")
    found = search(Question(near="世田谷", within=30), by=by)
    assert [hit.listing.service.name for hit in found.hits] == ["Near", "Far"]
    assert 15 < found.hits[1].km < 20


def test_a_town_nobody_is_in_is_said_to_be_unknown(by):
    service(by, "Near", at=(35.65, 139.66), city="世田谷区")
    assert search(Question(near="札幌"), by=by).lost


def test_age_and_sex_exclude_what_says_it_takes_others(by):
    service(by, "For elders", provider="A", minimum_age=65)
    service(by, "For women", provider="B", sex="female")
    service(by, "For all", provider="C")
    assert names(Question(age=40, sex="male"), by) == ["For all"]
    assert names(Question(age=70, sex="female"), by) == ["For all", "For elders", "For women"]


def test_pages_follow_each_other_without_gap_or_repeat(by):
    for number in range(7):
        service(by, f"Service {number}", provider=f"P{number}", at=(35 + number / 100, 139), city="Town")
    for question in (Question(), Question(near="town", within=100)):
        seen, after = [], ""
        while True:
            found = search(question, by=by, after=after, page=3)
            seen += [hit.listing.service.name for hit in found.hits]
            after = found.after
            if not after:
                break
        assert sorted(seen) == [f"Service {n}" for n in range(7)]


def test_another_organisation_finds_nothing_of_ours(by, elsewhere):  # noqa: F811
    service(by, "Harbour Meals")
    with acting(elsewhere.system):
        assert names(Question(), elsewhere.system) == []
        assert names(Question(text="harbour"), elsewhere.system) == []


def test_what_is_closed_for_good_is_not_found(by):
    service(by, "Gone", status="defunct")
    assert names(Question(), by) == []


def test_why_a_service_does_not_fit_is_said_only_where_both_are_known():
    """R-055: what is known of the person is compared with what the service says."""
    person = Known(age=40, sex="male", town="世田谷区", language="ko")
    offer = Offer(65, None, "female", ["江戸川区"], ["ja"], "no-capacity", "active")
    assert misfits(offer, person) == ["too_young", "sex", "area", "language", "full"]
    assert misfits(Offer(areas=["東京都世田谷区"]), person) == []
    assert misfits(offer, Known()) == ["full"]


def test_free_is_said_by_prices_or_by_words_never_by_silence():
    assert tags.is_free([0.0], "whatever")
    assert not tags.is_free([0.0, 5.0], "free")
    assert tags.is_free([], "利用料は無料です")
    assert not tags.is_free([], "", "")


def test_the_kind_of_help_is_read_from_terms_in_three_languages():
    assert types_of("Eviction", "Tenant desk") == ["housing"]
    assert types_of("", "配食サービス") == ["meals"]
    assert types_of("", "노인 방문요양") == ["home_help"]
    assert types_of("", "Something new") == []
