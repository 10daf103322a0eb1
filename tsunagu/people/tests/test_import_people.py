"""Lists as agencies have them: any encoding, any heading, each row judged, and the same list twice is once."""

import argparse
import json
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from tests.cast import agency, hanbit, mizunara  # noqa: F401
from tsunagu.core.errors import Forbidden
from tsunagu.people.commands.import_people import import_people, main
from tsunagu.people.models import Identifier, Person, SearchKey
from tsunagu.people.queries import find
from tsunagu.people.rules.tabular import Row, Table, Unreadable, decode, propose_columns, read_row, read_table

JAPANESE = (
    "利用者番号,氏名,フリガナ,生年月日,性別,電話番号,住所,備考\r\n"
    "A-001,渡邉　華,ﾜﾀﾅﾍﾞ ﾊﾅ,昭和16年3月8日,女,03-5550-4417,東京都練馬区桜台３丁目14-2,\r\n"
    "A-002,勅使河原 正太郎,テシガワラ ショウタロウ,R1.5.1,男,,,\r\n"
    "\r\n"
    "A-003,大豆生田 悠,オオマミュウダ ユウ,昭和16年13月8日,女,,,\r\n"
    "A-004,,,S20.1.1,女,,,\r\n"
)
KOREAN = (
    "대상자번호,성명,주민등록번호,성별,휴대폰,주소,읍면동,비고\n"
    "1,남궁순덕,480521-2345678,여,010-5550-0318,해송시 솔내동 12-3,솔내동,본인 480521-2345678\n"
    "2,강선우,,남,,해송시 솔내동 12-3,솔내동,\n"
)
ENGLISH = "First name;Last name;DOB;Sex;Phone\nRiver;Aldana-Whitfield;1991-03-14;F;+1 212 555 0100\nAda;Okafor;03/04/1950;F;\n"


def write(path, name, text, encoding):
    file = path / name
    file.write_bytes(text.encode(encoding))
    return file


# -- reading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_a_japanese_list_is_read_in_every_encoding(tmp_path, encoding):
    table = read_table(write(tmp_path, "a.csv", JAPANESE, encoding))
    assert table.headings[1] == "氏名"
    assert [row.number for row in table.rows] == [2, 3, 5, 6]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_korean_list_is_read_in_every_encoding(tmp_path, encoding):
    table = read_table(write(tmp_path, "a.csv", KOREAN, encoding))
    assert table.headings[1] == "성명"


@pytest.mark.parametrize(
    ("text", "encoding"), [("渡辺 華はなさんの家です。ワタナベ", "cp932"), ("남궁순덕 할머니와 손자가 삽니다", "cp949")]
)
def test_a_code_page_is_told_from_text_without_known_headings(text, encoding):
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [("a.csv", b"", "empty"), ("a.csv", b"\xff\x81\x00", "encoding"), ("a.xlsx", b"no", "no_workbook")],
)
def test_what_is_no_list_is_said_to_be_none(tmp_path, name, data, reason):
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(Unreadable, match=reason):
        read_table(file)


def test_a_workbook_is_read_with_its_dates(tmp_path):
    book = Workbook()
    book.active.append(["氏名", "生年月日", "利用者番号"])
    book.active.append(["渡辺 華", datetime(1941, 3, 8), 12.0])
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert dict(table.rows[0].cells) == {"氏名": "渡辺 華", "生年月日": "1941-03-08", "利用者番号": "12"}


def test_headings_are_known_in_three_languages():
    assert propose_columns(("氏名", "ﾌﾘｶﾞﾅ", "生年月日", "謎")) == {
        "name": "氏名",
        "reading": "ﾌﾘｶﾞﾅ",
        "born": "生年月日",
    }
    assert propose_columns(("성명", "생년월일", "휴대폰")) == {"name": "성명", "born": "생년월일", "mobile": "휴대폰"}
    assert propose_columns(("First Name", "LAST NAME", "dob")) == {
        "given": "First Name",
        "family": "LAST NAME",
        "born": "dob",
    }


def test_half_width_kana_are_kept_whole_and_half_names_are_split():
    entry = read_row(Row(2, {"n": "渡邉　華", "k": "ﾜﾀﾅﾍﾞ ﾊﾅ"}), {"name": "n", "reading": "k"})
    kanji, kana = entry.profile.names
    assert (kanji.text, kanji.family, kanji.given) == ("渡邉 華", "渡邉", "華")
    assert (kana.text, kana.family, kana.given) == ("ワタナベ ハナ", "ワタナベ", "ハナ")


def test_every_problem_of_a_row_is_said_with_its_column():
    problems = read_row(
        Row(7, {"n": "", "b": "32.1.1950", "s": "?", "m": "123456789018"}),
        {"name": "n", "born": "b", "sex": "s", "my_number": "m"},
    )
    assert {(p.row, p.column, p.value, p.reason) for p in problems} == {
        (7, "n", "", "no_name"),
        (7, "b", "32.1.1950", "bad_date"),
        (7, "s", "?", "bad_sex"),
        (7, "m", "************", "individual_number"),
    }


# -- taking in ------------------------------------------------------------------------------------------------------


def args(*paths, organisation, dry_run=False, **more):
    return argparse.Namespace(paths=list(paths), organisation=organisation.organisation.name, dry_run=dry_run, **more)


@pytest.mark.django_db
@pytest.mark.data
def test_a_list_is_taken_in_and_each_refusal_has_its_reason(mizunara, tmp_path, capsys):  # noqa: F811
    file = write(tmp_path, "利用者.csv", JAPANESE, "cp932")
    assert main(args(file, organisation=mizunara)) == 1
    assert {(p.name, p.reading, p.born) for p in Person.objects.all()} == {
        ("渡邉 華", "ワタナベ ハナ", date(1941, 3, 8)),
        ("勅使河原 正太郎", "テシガワラ ショウタロウ", date(2019, 5, 1)),
    }
    said = capsys.readouterr().out
    assert "昭和16年13月8日" in said
    assert "cp932" in said
    assert "2  " in said


@pytest.mark.django_db
@pytest.mark.data
def test_the_same_list_twice_is_once(mizunara, tmp_path):  # noqa: F811
    good = "\r\n".join(JAPANESE.split("\r\n")[:3])
    assert main(args(write(tmp_path, "a.csv", good, "cp932"), organisation=mizunara)) == 0
    assert main(args(write(tmp_path, "b.csv", good, "utf-8"), organisation=mizunara)) == 0
    assert Person.objects.count() == 2
    changed = good.replace("03-5550-4417", "03-5550-0000")  # another row, but the same number of the same person
    assert main(args(write(tmp_path, "c.csv", changed, "utf-8"), organisation=mizunara)) == 0
    assert Person.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.data
def test_a_resident_number_gives_the_birth_date_and_is_masked(hanbit, tmp_path, capsys):  # noqa: F811
    assert main(args(write(tmp_path, "a.csv", KOREAN, "cp949"), organisation=hanbit)) == 0
    person = next(p for p in Person.objects.all() if p.name == "남궁순덕")
    assert (person.born, person.town, person.place_note) == (date(1948, 5, 21), "솔내동", "본인 480521-*******")
    assert Identifier.objects.get(type="resident_registration").value == "480521-*******"
    assert not SearchKey.objects.filter(key__contains="2345678").exists()
    assert "2345678" not in capsys.readouterr().out
    assert find("ㄱㅅㅇ", by=hanbit.system)[0].name == "강선우"


@pytest.mark.django_db
@pytest.mark.data
def test_a_trial_keeps_nothing(agency, tmp_path):  # noqa: F811
    file = write(tmp_path, "a.csv", ENGLISH, "utf-8")
    assert main(args(file, organisation=agency, dry_run=True)) == 1  # 03/04/1950 may be two dates
    assert not Person.objects.exists()


@pytest.mark.django_db
@pytest.mark.data
def test_a_map_of_columns_is_saved_and_used(agency, tmp_path, capsys):  # noqa: F811
    file = write(tmp_path, "a.csv", ENGLISH.replace("First name", "Vorname").replace("Last name", "Nachname"), "utf-8")
    assert main(args(file, organisation=agency)) == 2
    assert "--map" in capsys.readouterr().out
    columns = tmp_path / "map.json"
    columns.write_text(json.dumps({"given": "Vorname", "family": "Nachname"}), encoding="utf-8")
    kept = tmp_path / "kept.json"
    assert main(args(file, organisation=agency, map=columns, save_map=kept)) == 0
    assert json.loads(kept.read_text(encoding="utf-8")) == {"given": "Vorname", "family": "Nachname"}
    assert "DOB" in capsys.readouterr().out
    columns.write_text("no", encoding="utf-8")
    assert main(args(file, organisation=agency, map=columns)) == 2


@pytest.mark.django_db
@pytest.mark.data
def test_likely_duplicates_and_stolen_numbers_are_refused(agency, tmp_path, capsys):  # noqa: F811
    first = "id,name,dob\n7,Ada Okafor,1990-02-03\n"
    assert main(args(write(tmp_path, "a.csv", first, "utf-8"), organisation=agency)) == 0
    second = "id,name,dob\n8,Ada Okafor,1990-02-03\n7,River Li,1950-01-01\n9,Noor Ito,2999-01-01\n"
    assert main(args(write(tmp_path, "b.csv", second, "utf-8"), organisation=agency)) == 1
    said = capsys.readouterr().out
    assert "may be here already: Ada Okafor" in said
    assert "the number 7 belongs to Ada Okafor" in said
    assert Person.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.data
def test_without_an_organisation_or_a_file_nothing_happens(agency, tmp_path, capsys):  # noqa: F811
    assert main(argparse.Namespace(paths=[tmp_path], organisation="nobody", dry_run=False)) == 2
    assert main(args(tmp_path / "none.csv", organisation=agency)) == 2
    assert main(args(tmp_path, organisation=agency)) == 2
    write(tmp_path, "a.csv", "name\nAda Okafor\n", "utf-8")
    assert main(args(tmp_path, organisation=agency)) == 0


@pytest.mark.django_db
def test_who_may_not_import_is_refused(agency):  # noqa: F811
    with pytest.raises(Forbidden):
        import_people(table=Table((), (), ""), columns={}, file_name="a", by=agency.actor("noor"))
