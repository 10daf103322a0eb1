"""A family of three generations in each language, with what a genogram shows: a death, a divorce, ties that hold and ties that broke."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import tsunagu.people.commands as people
from tsunagu.people.models import Person, RelatedPerson
from tsunagu.people.rules.profile import whole_name

if TYPE_CHECKING:
    from tsunagu.console.demonstration.life import Life


@dataclass(frozen=True)
class Kinsman:
    """One relative of an old woman: `younger` by so many years; `family` only where it is not hers."""

    key: str
    given: str
    kind: str
    sex: str
    younger: int
    family: str = ""
    couple: str = ""
    tie: str = ""
    acts_as: tuple[str, ...] = ()
    died: int | None = None  # so many years ago
    descent: str = ""


@dataclass(frozen=True)
class Helper:
    who: str
    what: str
    how_often: str
    tie: str


@dataclass(frozen=True)
class Kinfolk:
    people: tuple[Kinsman, ...]
    helpers: tuple[Helper, ...]


# Who belongs to whom among the relatives themselves: what the second is to the first, and how a couple stands.
BETWEEN = (
    ("husband", "son", "child", ""),
    ("husband", "daughter", "child", ""),
    ("son", "former", "spouse", "divorced"),
    ("son", "second", "partner", "cohabiting"),
    ("daughter", "in_law", "spouse", "separated"),
    *((parent, child, "child", "") for child in ("elder", "younger") for parent in ("son", "former")),
    *((parent, "adopted", "child", "") for parent in ("daughter", "in_law")),
)
CARES = ("key_person", "emergency_contact")

FAMILIES = {
    "en": Kinfolk(
        (
            Kinsman("husband", "Ambrose", "spouse", "male", -3, couple="widowed", died=6),
            Kinsman("son", "Lucian", "child", "male", 27, tie="cut_off"),
            Kinsman("former", "Odalys", "relative", "female", 29, "Fontaine-Reyes"),
            Kinsman("second", "Bettina", "relative", "female", 33, "Quarles"),
            Kinsman("daughter", "Philippa", "child", "female", 30, "Marchbanks", tie="close", acts_as=CARES),
            Kinsman("in_law", "Desmond", "child_in_law", "male", 28, "Marchbanks"),
            Kinsman("elder", "Tobias", "grandchild", "male", 52),
            Kinsman("younger", "Wren", "grandchild", "female", 55, tie="close"),
            Kinsman("adopted", "Solomon", "grandchild", "male", 60, "Marchbanks", descent="adoptive"),
            Kinsman("sister", "Henrietta", "sibling", "female", 4, tie="conflict"),
        ),
        (
            Helper("Mr Castellane next door", "Takes the bins out and knocks at nine", "daily", "close"),
            Helper("St Columba’s choir", "Drives to practice and back", "each Thursday", "plain"),
            Helper("The landlord’s agent", "Disputes about the repair of the lift", "", "conflict"),
        ),
    ),
    "ja": Kinfolk(
        (
            Kinsman("husband", "昭夫/あきお", "spouse", "male", -3, couple="widowed", died=6),
            Kinsman("son", "直樹/なおき", "child", "male", 27, tie="cut_off"),
            Kinsman("former", "恵理/えり", "relative", "female", 29, "久保田/くぼた"),
            Kinsman("second", "留美/るみ", "relative", "female", 33, "芦沢/あしざわ"),
            Kinsman("daughter", "真由美/まゆみ", "child", "female", 30, "五十嵐/いがらし", tie="close", acts_as=CARES),
            Kinsman("in_law", "浩二/こうじ", "child_in_law", "male", 28, "五十嵐/いがらし"),
            Kinsman("elder", "陸/りく", "grandchild", "male", 52),
            Kinsman("younger", "結衣/ゆい", "grandchild", "female", 55, tie="close"),
            Kinsman("adopted", "樹/いつき", "grandchild", "male", 60, "五十嵐/いがらし", descent="adoptive"),
            Kinsman("sister", "房子/ふさこ", "sibling", "female", 4, "大河原/おおかわら", tie="conflict"),
        ),
        (
            Helper("隣の柏木さん", "ごみ出しと朝の声かけ", "毎日", "close"),
            Helper("老人会の俳句の集い", "送り迎えと話し相手", "毎週木曜", "plain"),
            Helper("大家の代理人", "エレベーターの修理をめぐる行き違い", "", "conflict"),
        ),
    ),
    "ko": Kinfolk(
        (
            Kinsman("husband", "만수", "spouse", "male", -3, "강", couple="widowed", died=6),
            Kinsman("son", "태호", "child", "male", 27, "강", tie="cut_off"),
            Kinsman("former", "은주", "relative", "female", 29, "사공"),
            Kinsman("second", "미란", "relative", "female", 33, "표"),
            Kinsman("daughter", "미라", "child", "female", 30, "강", tie="close", acts_as=CARES),
            Kinsman("in_law", "재훈", "child_in_law", "male", 28, "제갈"),
            Kinsman("elder", "선우", "grandchild", "male", 52, "강"),
            Kinsman("younger", "선재", "grandchild", "female", 55, "강", tie="close"),
            Kinsman("adopted", "하람", "grandchild", "male", 60, "제갈", descent="adoptive"),
            Kinsman("sister", "순임", "sibling", "female", 4, tie="conflict"),
        ),
        (
            Helper("옆집 황보 씨", "아침마다 안부를 묻고 쓰레기를 내놓아 줌", "매일", "close"),
            Helper("경로당 노래 모임", "오가는 길을 함께함", "매주 목요일", "plain"),
            Helper("건물 관리인", "승강기 수리를 두고 다툼", "", "conflict"),
        ),
    ),
}


def tell_family(life: Life, ago: int) -> None:
    """Her relatives as she told of them over a cup of tea, and who looks in."""
    folk = FAMILIES[life.stock.language]
    with life.scene(ago, hour=15) as by:
        head = Person.objects.get(id=life.person)
        known: dict[str, RelatedPerson] = {}
        for kin in folk.people:
            outsider = _outsider(life, kin)
            related = people.relate(
                person=head,
                other=outsider,
                kind=kin.kind,
                acts_as=list(kin.acts_as),
                couple=kin.couple,
                tie=kin.tie,
                by=by,
            )
            if related.outside:
                known[kin.key] = related.outside
        descent = {kin.key: kin.descent for kin in folk.people}
        for one, two, kind, couple in BETWEEN:
            people.relate_outsiders(
                one=known[one],
                two=known[two],
                kind=kind,
                couple=couple,
                descent=descent[two] if kind == "child" else "",
                by=by,
            )
        for helper in folk.helpers:
            people.add_informal_support(
                person=head, who=helper.who, what=helper.what, how_often=helper.how_often, tie=helper.tie, by=by
            )


def _outsider(life: Life, kin: Kinsman) -> people.Outsider:
    (family, _bar, reading), (given, _slash, given_reading) = (
        (kin.family or life.family).partition("/"),
        kin.given.partition("/"),
    )
    script = {"ja": "kanji", "ko": "hangul"}.get(life.stock.language, "roman")
    born = life.born.year + kin.younger
    return people.Outsider(
        whole_name(script, family, given),
        reading=whole_name("kana", reading, given_reading) if reading else "",
        sex=kin.sex,
        born_year=born,
        has_died=kin.died is not None,
        died_year=life.house.today.year - kin.died if kin.died is not None else None,
    )
