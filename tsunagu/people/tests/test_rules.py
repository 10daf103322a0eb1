"""Folding, dates, numbers that may not be kept, and when two people are alike."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.people.rules.dates import Partial, read_date, read_dates
from tsunagu.people.rules.keys import keys_of, probe
from tsunagu.people.rules.matching import Cell, How, Strength, Verdict, address_key, blocking_keys, compare, distance
from tsunagu.people.rules.numbers import dial, national, tail
from tsunagu.people.rules.profile import (
    AddressDraft,
    ContactDraft,
    IdentifierDraft,
    NameDraft,
    Profile,
    shown_name,
    whole_name,
)
from tsunagu.people.rules.secret_numbers import is_individual_number, is_resident_number, mask_resident_numbers
from tsunagu.people.rules.writing import (
    fold,
    fold_romaji,
    initials,
    romaji,
    split_korean,
    syllable_range,
    variants_between,
)

NAMES = st.text(
    st.sampled_from("渡邉辺邊髙高﨑崎斎齋ワタナべﾜﾀﾅﾍﾞはなハナー・　 남궁순덕ㄴㄱÁéñøŁ'-.AbcＡｂｃ１２"), max_size=12
)


# -- writing --------------------------------------------------------------------------------------------------------


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(NAMES)
def test_folding_a_name_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=12))
def test_full_and_half_width_are_equal(text):
    assert fold(text) == fold("".join(chr(ord(c) + 0xFEE0) for c in text))


@given(st.text(st.characters(min_codepoint=0x30A1, max_codepoint=0x30F4), max_size=8))
def test_katakana_and_hiragana_are_equal(text):
    assert fold(text) == fold("".join(chr(ord(c) - 0x60) for c in text))


@given(NAMES, NAMES)
def test_a_beginning_stays_a_beginning_when_it_is_folded(head, rest):
    if not rest or "\u3099" not in fold(rest)[:1] + fold(head)[-1:]:
        assert fold(f"{head} {rest}").startswith(fold(head))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("渡邉　華", "渡辺華"),
        ("髙﨑", "高崎"),
        ("ﾜﾀﾅﾍﾞ ﾊﾅ", "わたなべはな"),
        ("ジョージ・W", "じよじw"),
        ("Nguyễn Thị Lan", "nguyenthilan"),
        ("O’Brien-Łukasz", "obrienlukasz"),
        ("남궁 순덕", "남궁순덕"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_names_are_folded(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize("spelling", ["Satō", "Satou", "Satoh", "SATO", "satoo"])
def test_every_romanisation_of_a_long_vowel_is_one(spelling):
    assert fold_romaji(spelling) == romaji("サトウ")


@pytest.mark.parametrize(
    ("kana", "spellings"),
    [
        ("しょうへい", ["Shohei", "syouhei", "Shouhei"]),
        ("つちや", ["tsuchiya", "tutiya"]),
        ("なんば", ["Namba", "nanba"]),
        ("ふじい", ["Fujii", "huzii"]),
    ],
)
def test_kana_are_found_by_every_spelling(kana, spellings):
    assert {fold_romaji(s) for s in spellings} == {romaji(kana)}


def test_variants_are_named_where_they_differ():
    assert variants_between("渡邉 華", "渡辺 華") == [("邉", "辺")]
    assert variants_between("渡辺 華", "渡部 華") == []
    assert variants_between("渡辺", "渡辺 華") == []


def test_hangul_is_found_by_initials_and_while_it_is_composed():
    assert initials("남궁순덕") == fold("ㄴㄱㅅㄷ")
    low, high = syllable_range("남구")
    assert low <= "남궁순덕" < high
    low, high = syllable_range(fold("남ㄱ"))
    assert low <= "남궁순덕" < high
    assert syllable_range("남궁") is None
    assert syllable_range("") is None
    assert split_korean("남궁순덕") == ("남궁", "순덕")
    assert split_korean("남궁") == ("남", "궁")
    assert split_korean("강선우") == ("강", "선우")


# -- dates ----------------------------------------------------------------------------------------------------------


@given(st.dates(date(1873, 1, 1), date(2100, 12, 31)))
def test_a_date_in_any_writing_is_the_same_day(day):
    wanted = Partial(day.year, day.month, day.day)
    for text in (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}. {day.month}. {day.day}.",
    ):
        assert read_date(text) == wanted


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("昭和16年3月8日", ["19410308"]),
        ("S16.3.8", ["19410308"]),
        ("３１６０３０８", ["19410308"]),
        ("令和元年5月", ["201905"]),
        ("平成2年", ["1990"]),
        ("1948년 5월 21일", ["19480521"]),
        ("480521", ["19480521", "20480521"]),
        ("03/04/1950", ["19500304", "19500403"]),
        ("8 Mar 1941", ["19410308"]),
        ("March 8, 1941", ["19410308"]),
        ("1941年", ["1941"]),
        ("2026-13-01", []),
        ("渡辺", []),
    ],
)
def test_dates_are_read(text, keys):
    assert [p.key for p in read_dates(text)] == keys


def test_an_ambiguous_date_is_no_date():
    assert read_date("03/04/1950") is None
    assert read_date("04/04/1950") == Partial(1950, 4, 4)


# -- numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["480521-2345678", "480521 – 2345678", "４８０５２１-２３４５６７８", "주민번호 210101-3123456"]
)
def test_a_resident_number_is_recognised_and_masked(number):
    assert is_resident_number(number)
    masked = mask_resident_numbers(number)
    assert "-*******" in masked
    assert not is_resident_number(masked)


def test_thirteen_digits_that_do_not_check_are_left_alone():
    digits = "880101123456"
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    check = (11 - sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11) % 10
    assert is_resident_number(f"{digits}{check}")
    assert not is_resident_number(f"{digits}{(check + 5) % 10}")
    assert not is_resident_number("999999-1234567")
    assert mask_resident_numbers("03-5550-4417") == "03-5550-4417"


def test_an_individual_number_is_recognised_by_its_check_digit():
    assert is_individual_number("1234 5678 9018")
    assert not is_individual_number("1234 5678 9012")
    assert not is_individual_number("12345")


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("03-5550-4417", "0355504417"),
        ("+81 (0)3 5550 4417", "+81355504417"),
        ("010-5550-0318", "01055500318"),
        ("(212) 555-0100 ext. 9", "2125550100"),
    ],
)
def test_a_telephone_dials(written, dialled):
    assert dial(written) == dialled


def test_the_country_makes_no_other_number():
    assert national("+81 3-5550-4417") == national("03-5550-4417")
    assert national("+82 10 5550 0318") == national("010-5550-0318")
    assert tail("0000123603") == "603"
    assert tail("12") == "12"


# -- names and keys -------------------------------------------------------------------------------------------------


def test_a_name_is_put_together_in_the_order_of_its_script():
    assert whole_name("kanji", "渡辺", "華") == "渡辺 華"
    assert whole_name("hangul", "남궁", "순덕") == "남궁순덕"
    assert whole_name("roman", "Aldana-Whitfield", "River") == "River Aldana-Whitfield"


def test_the_usual_name_is_shown_with_its_reading():
    names = (
        NameDraft("kana", "ワタナベ", "ハナ"),
        NameDraft("kanji", "渡辺", "華"),
        NameDraft("kanji", "鈴木", "華", use="maiden"),
    )
    shown = shown_name(names)
    assert (shown.name, shown.reading, shown.lang) == ("渡辺 華", "ワタナベ ハナ", "ja")
    korean = shown_name((NameDraft("kanji", text="南宮順德"), NameDraft("hangul", text="남궁순덕")), "ko")
    assert (korean.name, korean.lang) == ("남궁순덕", "ko")


def test_every_key_of_a_person_is_there_once():
    profile = Profile(
        (NameDraft("roman", "Lee", "Lee"),), Partial(1990), contact_points=(ContactDraft("phone", "4417"),)
    )
    keys = [(key.kind, key.key) for key in keys_of(profile)]
    assert len(keys) == len(set(keys))
    assert ("born", "1990") in keys


@given(st.text(max_size=15))
def test_any_query_can_be_looked_for(text):
    for low, high in probe(text).ranges:
        assert low < high


# -- matching -------------------------------------------------------------------------------------------------------

HANA = Profile(
    (NameDraft("kanji", "渡辺", "華"), NameDraft("kana", "ワタナベ", "ハナ")),
    Partial(1941, 3, 18),
    identifiers=(IdentifierDraft("care_insurance", "0000123603"),),
    contact_points=(ContactDraft("phone", "03-5550-4417"),),
    addresses=(AddressDraft("桜台3丁目14番2号 コーポ松風201"),),
)


def kanji(family, given, kana="", born=None, **more):
    names = (NameDraft("kanji", family, given), *([NameDraft("kana", *kana.split())] if kana else []))
    return Profile(names, born, **more)


def verdicts(ours, theirs=HANA):
    return {cell.field: (cell.verdict, cell.how) for cell in compare(ours, theirs).cells}


def test_the_example_of_the_comparison_is_judged_as_drawn():
    incoming = kanji(
        "渡邉",
        "華",
        "ワタナベ ハナ",
        Partial(1941, 3, 8),
        addresses=(AddressDraft("桜台3丁目14-2 コーポ松風 201"),),
        contact_points=(ContactDraft("phone", "0355504417"),),
        identifiers=(IdentifierDraft("care_insurance", "0000123603"),),
    )
    found = verdicts(incoming)
    assert found["name"] == (Verdict.ALIKE, How.VARIANTS)
    assert found["reading"] == (Verdict.SAME, None)
    assert found["born"] == (Verdict.ALIKE, How.DAY_DIGIT)
    assert found["address"] == (Verdict.SAME, How.WRITTEN_APART)
    assert found["phone"] == (Verdict.SAME, None)
    assert found["identifier"] == (Verdict.SAME, None)
    assert compare(incoming, HANA).strength is Strength.STRONG
    other = kanji("渡部", "ハナ", "ワタベ ハナ", Partial(1941, 3, 8))
    assert verdicts(other, incoming)["name"][0] is Verdict.DIFFERENT
    assert verdicts(other, incoming)["reading"] == (Verdict.ALIKE, How.ONE_CHARACTER)
    assert compare(other, incoming).strength is Strength.CLOSE
    third = kanji("渡邊", "花子", "ワタナベ ハナコ", Partial(1946, 11, 2))
    assert verdicts(third, incoming)["reading"] == (Verdict.ALIKE, How.LONGER)
    assert compare(third, incoming).strength is Strength.SOME


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict", "how"),
    [
        (Partial(1941, 3, 8), Partial(1941, 3, 8), Verdict.SAME, None),
        (Partial(1941), Partial(1941), Verdict.ALIKE, How.LESS_KNOWN),
        (Partial(1941), Partial(1941, 3, 8), Verdict.ALIKE, How.LESS_KNOWN),
        (Partial(1941, 3, 8), Partial(1941, 8, 3), Verdict.ALIKE, How.SWAPPED),
        (Partial(1941, 3, 8), Partial(1941, 3, 27), Verdict.ALIKE, How.DAY_DIFFERS),
        (Partial(1941, 3, 8), Partial(1951, 3, 8), Verdict.ALIKE, How.YEAR_DIFFERS),
        (Partial(1941, 3, 8), Partial(1952, 4, 8), Verdict.DIFFERENT, None),
        (Partial(1941), Partial(1942), Verdict.DIFFERENT, None),
        (None, Partial(1942), Verdict.UNKNOWN, None),
    ],
)
def test_birth_dates_are_compared(ours, theirs, verdict, how):
    assert verdicts(kanji("渡辺", "華", born=ours), kanji("渡辺", "華", born=theirs))["born"] == (verdict, how)


@pytest.mark.parametrize(
    ("one", "two", "how"),
    [
        (NameDraft("roman", text="Garcia Maria"), NameDraft("roman", text="Maria García"), How.ORDER),
        (NameDraft("roman", text="Satoh Hana"), NameDraft("roman", text="Sato Hana"), How.WRITTEN_APART),
        (NameDraft("roman", text="Jane Smith"), NameDraft("roman", text="Jana Smith"), How.ONE_CHARACTER),
        (NameDraft("hangul", text="강선우"), NameDraft("hangul", text="강선재"), How.ONE_CHARACTER),
        (NameDraft("kanji", "鈴木", "華"), NameDraft("kanji", "渡辺", "華"), How.FAMILY_DIFFERS),
        (NameDraft("kanji", "渡辺", "誠"), NameDraft("kanji", "渡辺", "華"), How.GIVEN_DIFFERS),
    ],
)
def test_names_are_alike_in_a_way_that_can_be_said(one, two, how):
    assert verdicts(Profile((one,)), Profile((two,)))["name"] == (Verdict.ALIKE, how)


def test_names_in_different_scripts_cannot_be_compared():
    cell = compare(Profile((NameDraft("hangul", text="강선우"),)), HANA).cell("name")
    assert cell == Cell("name", Verdict.UNKNOWN, "강선우", "渡辺 華")


def test_a_like_name_alone_is_nobody():
    assert compare(kanji("鈴木", "誠", born=Partial(1990, 1, 1)), HANA).strength is None


def test_numbers_of_different_issuers_say_nothing():
    ours = kanji("渡辺", "華", identifiers=(IdentifierDraft("welfare", "0000123603"),))
    assert verdicts(ours)["identifier"] == (Verdict.UNKNOWN, None)
    masked = kanji("渡辺", "華", identifiers=(IdentifierDraft("care_insurance", "480521-*******"),))
    assert verdicts(masked)["identifier"] == (Verdict.UNKNOWN, None)


def test_an_address_is_one_in_every_writing():
    assert address_key("桜台3丁目14番2号 コーポ松風201") == address_key("桜台３－１４－２　コーポ松風 201")
    assert address_key("桜台三丁目14-2") == address_key("桜台3丁目14番地2")
    assert address_key("桜台1-23") != address_key("桜台12-3")


@given(st.text(max_size=8), st.text(max_size=8))
def test_distance_is_the_same_both_ways(one, two):
    assert distance(one, two) == distance(two, one)
    assert distance(one, one) == 0


def test_a_secret_number_is_never_a_key():
    profile = Profile(
        (NameDraft("hangul", text="강선우"),),
        identifiers=(
            IdentifierDraft("resident_registration", "4805212345678"),
            IdentifierDraft("other", "480521-2345678"),
            IdentifierDraft("other", "480521-*******"),
        ),
    )
    assert {key.kind for key in keys_of(profile)} == {"name", "given", "initials"}
    assert blocking_keys(profile) == ["강선우"]
