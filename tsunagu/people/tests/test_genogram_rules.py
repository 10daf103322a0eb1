"""Drawing a family and a map of helpers: nobody is lost, nobody stands on another, and the same data give the same drawing."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagu.people.rules.ecomap import BOX_HEIGHT, BOX_WIDTH, arrange
from tsunagu.people.rules.genogram import SYMBOL, Kin, draw
from tsunagu.people.rules.kinship import Related, family_of

NAMES = [f"p{n}" for n in range(12)]
KINDS = ["parent", "child", "spouse", "partner", "sibling", "foster_parent", "parent_in_law", "grandparent", "friend"]
relations = st.lists(
    st.builds(
        Related,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(KINDS),
        st.sampled_from(["", "blood", "adoptive", "step", "foster"]),
        st.sampled_from(["", "married", "divorced"]),
        st.sampled_from(["", "close", "conflict"]),
    ),
    max_size=24,
)
widths = st.lists(st.integers(10, 240), min_size=12, max_size=12)


def drawn(related, widths=None, household=(), first=("p0",)):
    family = family_of(NAMES, related, first=first)
    kin = {
        p: Kin(p, (widths or [60] * 12)[n], lines=1 + n % 3, born=1950 + n, stands_left=n % 2 == 0)
        for n, p in enumerate(NAMES)
    }
    return family, draw(family, kin, household=household)


def overlap(one, two):
    return one.left < two.right and two.left < one.right and one.top < two.bottom and two.top < one.bottom


@settings(max_examples=80, deadline=None)
@given(relations, widths)
def test_everybody_stands_once_or_in_the_text_and_nobody_on_another(related, widths):
    """R-041."""
    family, drawing = drawn(related, widths)
    assert sorted(drawing.spots) == sorted(family.people)
    assert sorted([*family.people, *family.unplaced]) == sorted(NAMES)
    for one, two in combinations(drawing.spots.values(), 2):
        assert not overlap(one, two)
    right, bottom = drawing.left + drawing.width, drawing.top + drawing.height
    assert all(s.left >= 0 and s.right <= right and s.bottom <= bottom for s in drawing.spots.values())
    bends = [point for line in drawing.ties for point in line.points]
    assert all(drawing.left < x < right and drawing.top < y < bottom for x, y in bends), (
        "a line that goes round stays in the picture"
    )


@settings(max_examples=40, deadline=None)
@given(relations, widths, st.randoms())
def test_the_same_family_is_drawn_the_same_in_whatever_order_it_is_told(related, widths, chance):
    _family, one = drawn(related, widths)
    told = list(related)
    chance.shuffle(told)
    assert drawn(told, widths)[1] == one


@settings(max_examples=80, deadline=None)
@given(relations)
def test_couples_stand_in_one_row_and_children_hang_below_their_parents(related):
    _family, drawing = drawn(related)
    for couple in drawing.couples:
        assert drawing.spots[couple.bond.one].y == drawing.spots[couple.bond.two].y
    for brood in drawing.broods:
        assert all(drop.top > brood.bus for drop in brood.drops)
        assert brood.stem is None or brood.stem[1] < brood.bus
        assert brood.left <= min(d.x for d in brood.drops)


@settings(max_examples=80, deadline=None)
@given(relations, widths, st.sets(st.sampled_from(NAMES)))
def test_the_line_round_a_household_holds_its_members_and_nobody_else(related, widths, household):
    family, drawing = drawn(related, widths, household)
    members = household & set(family.people)
    for person, spot in drawing.spots.items():
        inside = [h for h in drawing.houses if h.left <= spot.x <= h.right and h.top <= spot.y <= h.bottom]
        assert bool(inside) == (person in members and len(members) > 1)


def test_a_line_round_a_mother_and_her_child_alone_stays_in_the_picture():
    related = [Related("p0", "p1", "parent", "blood", "", "conflict")]
    kin = {p: Kin(p, 130, lines=2, born=1950) for p in ("p0", "p1")}
    drawing = draw(family_of(["p0", "p1"], related, first=("p0",)), kin)
    edge = min(x for line in drawing.ties for x, _ in line.points)
    assert edge < 0, "it bends out of the room that the two take"
    assert drawing.left < edge


def test_three_generations_with_a_separation_stand_as_told():
    """R-041. A grandmother with two children, one of them divorced, whose sons live with her."""
    related = [
        Related("p0", "p1", "spouse", couple="widowed"),
        Related("p0", "p2", "child", tie="cut_off"),
        Related("p0", "p3", "child"),
        Related("p1", "p2", "child"),
        Related("p1", "p3", "child"),
        Related("p2", "p4", "spouse", couple="divorced"),
        *(Related(child, parent, "parent") for child in ("p5", "p6") for parent in ("p2", "p4")),
    ]
    family, drawing = drawn(related, household=("p0", "p5", "p6"))
    y = {p: s.y for p, s in drawing.spots.items()}
    assert y["p0"] == y["p1"] < y["p2"] == y["p3"] == y["p4"] < y["p5"] == y["p6"]
    assert {c.bond.status for c in drawing.couples} == {"widowed", "divorced"}
    assert sorted(len(b.drops) for b in drawing.broods) == [2, 2]
    assert drawing.spots["p5"].x < drawing.spots["p6"].x  # the elder left
    assert [t.tie for t in family.ties] == ["cut_off"]
    middle = (drawing.spots["p5"].x + drawing.spots["p6"].x) / 2
    assert abs(middle - (drawing.spots["p2"].x + drawing.spots["p4"].x) / 2) < SYMBOL


def test_two_who_share_a_child_stand_as_a_couple_that_nobody_recorded():
    family = family_of(NAMES, [Related("p0", "p1", "child"), Related("p1", "p2", "parent")], first=["p0"])
    assert [(b.one, b.two, b.is_recorded) for b in family.bonds] == [("p0", "p2", False)]


def test_a_parent_in_law_is_a_parent_of_the_only_spouse_and_of_nobody_else():
    one = family_of(NAMES, [Related("p0", "p1", "spouse"), Related("p0", "p2", "parent_in_law")])
    assert [(d.parent, d.child) for d in one.descents] == [("p2", "p1")]
    nobody = family_of(NAMES, [Related("p0", "p2", "parent_in_law")], first=["p0"])
    assert nobody.descents == []
    assert "p2" in nobody.unplaced


def test_adoption_and_fostering_keep_their_own_lines():
    related = [
        Related("p0", "p1", "child", "adoptive"),
        Related("p0", "p2", "child", "blood"),
        Related("p0", "p3", "foster_child"),
    ]
    _family, drawing = drawn(related)
    kinds = {drop.child: drop.kind for brood in drawing.broods for drop in brood.drops}
    assert kinds == {"p1": "adoptive", "p2": "blood", "p3": "foster"}


def test_a_sibling_without_parents_on_record_hangs_beside_the_other_by_a_line_of_its_own():
    related = [Related("p0", "p1", "parent"), Related("p0", "p2", "sibling")]
    _family, drawing = drawn(related)
    assert {d.child: d.kind for d in drawing.broods[0].drops} == {"p0": "blood", "p2": "sibling"}


def test_somebody_who_would_be_their_own_grandparent_breaks_nothing():
    related = [Related("p0", "p1", "parent"), Related("p1", "p2", "parent"), Related("p2", "p0", "parent")]
    _family, drawing = drawn(related)
    assert len(drawing.spots) == 3


@given(st.integers(0, 60))
def test_helpers_stand_apart_and_no_line_crosses_a_box(many):
    """R-041, R-111."""
    found = arrange(many)
    assert len(found.places) == many
    for one, two in combinations(found.places, 2):
        assert abs(one.x - two.x) >= BOX_WIDTH or abs(one.y - two.y) >= BOX_HEIGHT
    for place in found.places:
        assert place.y - BOX_HEIGHT / 2 >= 0
        assert place.y + BOX_HEIGHT / 2 <= found.height
        for other in found.places:
            for step in range(1, 20):
                x = place.from_x + (place.to_x - place.from_x) * step / 20
                y = place.from_y + (place.to_y - place.from_y) * step / 20
                assert not (abs(x - other.x) < BOX_WIDTH / 2 - 1 and abs(y - other.y) < BOX_HEIGHT / 2 - 1)
