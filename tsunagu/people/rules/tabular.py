"""What does a list of people say? Files as agencies have them: workbooks and text, in any of the encodings still in use.

Nothing here knows the database. A file becomes a table, a table's headings become a map of columns, and a row becomes a
person or a list of what is wrong with it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tsunagu.people.rules.dates import Partial, read_dates
from tsunagu.people.rules.profile import (
    AddressDraft,
    ContactDraft,
    IdentifierDraft,
    NameDraft,
    Profile,
    script_of,
    split_name,
)
from tsunagu.people.rules.secret_numbers import (
    birth_of,
    is_resident_number,
    mask_resident_numbers,
)
from tsunagu.people.rules.writing import fold

# What a column may hold, and the headings it is known by; compared folded, so widths and spaces do not matter.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "client name", "氏名", "名前", "利用者名", "利用者氏名", "성명", "이름", "대상자명", "대상자"),
    "family": ("family name", "last name", "surname", "姓", "氏", "苗字", "성"),
    "given": ("given name", "first name", "forename", "名", "명"),
    "reading": ("reading", "kana", "フリガナ", "ふりがな", "カナ", "氏名カナ", "氏名(カナ)", "利用者名カナ", "カナ氏名"),
    "family_reading": ("family name kana", "姓カナ", "姓(カナ)", "セイ", "せい"),
    "given_reading": ("given name kana", "名カナ", "名(カナ)", "メイ", "めい"),
    "roman": ("name in roman letters", "romanised name", "ローマ字", "英字氏名", "영문성명", "영문이름", "로마자"),
    "born": ("birth date", "date of birth", "dob", "birthdate", "born", "birthday", "生年月日", "誕生日", "생년월일", "생일"),
    "sex": ("sex", "gender", "性別", "성별"),
    "phone": ("phone", "telephone", "home phone", "phone number", "電話", "電話番号", "自宅電話", "전화", "전화번호", "집전화"),
    "mobile": ("mobile", "cell", "cell phone", "mobile phone", "携帯", "携帯電話", "携帯番号", "휴대폰", "휴대전화", "핸드폰"),
    "email": ("email", "e-mail", "mail", "メール", "メールアドレス", "이메일", "전자우편"),
    "postcode": ("postcode", "zip", "zip code", "postal code", "郵便番号", "우편번호"),
    "region": ("state", "province", "prefecture", "都道府県", "시도", "시/도"),
    "town": ("town", "city", "district", "市区町村", "町名", "地区", "읍면동", "행정동"),
    "address": ("address", "street address", "住所", "現住所", "주소", "거주지"),
    "case_number": ("id", "number", "client id", "case number", "利用者番号", "管理番号", "整理番号", "관리번호", "대상자번호", "번호"),
    "care_insurance": ("被保険者番号", "介護保険番号", "介護保険被保険者番号", "장기요양인정번호", "long-term care number"),
    "health_insurance": ("health insurance number", "member id", "保険証番号", "건강보험증번호"),
    "resident_registration": ("주민등록번호", "주민번호", "resident registration number", "rrn"),
    "my_number": ("マイナンバー", "個人番号", "my number"),
    "language": ("language", "言語", "언어"),
    "note": ("note", "notes", "remarks", "備考", "メモ", "비고", "메모"),
}  # fmt: skip
_KNOWN = {fold(heading): field for field, headings in HEADINGS.items() for heading in headings}
_SEX = {
    **dict.fromkeys(("f", "female", "woman", "女", "女性", "여", "여성", "여자", "2"), "female"),
    **dict.fromkeys(("m", "male", "man", "男", "男性", "남", "남성", "남자", "1"), "male"),
    **dict.fromkeys(("other", "another", "x", "その他", "기타", "9"), "other"),
    **dict.fromkeys(("", "unknown", "u", "不明", "미상", "0"), "unknown"),
}
_LANGUAGES = {
    **dict.fromkeys(("ja", "japanese", "日本語", "일본어"), "ja"),
    **dict.fromkeys(("ko", "korean", "韓国語", "한국어", "朝鮮語"), "ko"),
    **dict.fromkeys(("en", "english", "英語", "영어"), "en"),
    **dict.fromkeys(("zh", "chinese", "中国語", "중국어"), "zh"),
    **dict.fromkeys(("vi", "vietnamese", "ベトナム語", "베트남어"), "vi"),
    **dict.fromkeys(("es", "spanish", "スペイン語", "스페인어"), "es"),
    **dict.fromkeys(("pt", "portuguese", "ポルトガル語", "포르투갈어"), "pt"),
    **dict.fromkeys(("tl", "tagalog", "タガログ語", "타갈로그어"), "tl"),
}
ENOUGH_COLUMNS = 200


class Unreadable(Exception):
    """The file is no list: the reason is a code for the command to say in words."""


@dataclass(frozen=True)
class Row:
    number: int  # as a spreadsheet counts: the headings are 1
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell. `reason` is a code: no_name, bad_date, two_dates, bad_sex, individual_number."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Entry:
    """One row as a person."""

    row: int
    profile: Profile
    language: str
    note: str
    fingerprint: str
    masked: tuple[str, ...]  # columns in which a resident registration number was struck out


# -- files ----------------------------------------------------------------------------------------------------------


def read_table(path: Path) -> Table:
    """A workbook's first sheet, or a text file with any usual separator. Empty rows are passed over."""
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        lines, encoding = list(_sheet(path)), "xlsx"
    else:
        text, encoding = decode(path.read_bytes())
        lines = list(_lines(text))
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        raise Unreadable("empty")
    headings = tuple(cell.strip() for cell in filled[0][1][:ENOUGH_COLUMNS])
    rows = tuple(Row(number, dict(zip(headings, cells, strict=False))) for number, cells in filled[1:])
    return Table(headings, rows, encoding)


def _sheet(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever the broken part happens to raise
        raise Unreadable("no_workbook") from error
    sheet = book.worksheets[0]
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, [_cell(cell) for cell in cells]
    book.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    separator = max(",\t;|", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise Unreadable("no_table") from error


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding. Where Japanese and Korean code pages would both do, the likelier text is taken."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    found: list[tuple[float, str, str]] = []
    for encoding in ("utf-8", "cp932", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8":
            return text, encoding
        found.append((_likelihood(text), text, encoding))
    if not found:
        raise Unreadable("encoding")
    _, text, encoding = max(found, key=lambda item: item[0])
    return text, encoding


def _likelihood(text: str) -> float:
    """Known headings decide; else the share of characters that people write. A wrong code page gives rare ones."""
    headings = sum(fold(cell) in _KNOWN for cell in re.split(r"[,\t;|\"\r]+", text.split("\n", 1)[0]))
    foreign = [c for c in text if ord(c) > 127]
    common = sum(_is_common(c) for c in foreign)
    return headings * 10 + common / max(len(foreign), 1)


def _is_common(char: str) -> bool:
    if "\uac00" <= char <= "\ud7a3":
        return _encodes(char, "euc_kr")  # the 2,350 syllables in use; the code page has 8,822 more
    return "\u3040" <= char <= "\u30ff" or ("\u4e00" <= char <= "\u9fff" and _encodes(char, "shift_jis"))


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


# -- columns --------------------------------------------------------------------------------------------------------


def propose_columns(headings: tuple[str, ...]) -> dict[str, str]:
    """Field → heading, for every heading that is known; the first of two that mean the same."""
    columns: dict[str, str] = {}
    for heading in headings:
        field = _KNOWN.get(fold(heading))
        if field:
            columns.setdefault(field, heading)
    return columns


def columns_are_usable(columns: Mapping[str, str], headings: tuple[str, ...]) -> bool:
    """Is there a name, and does every named column exist?"""
    named = bool({"name", "family", "given", "reading"} & columns.keys())
    return named and columns.keys() <= HEADINGS.keys() and set(columns.values()) <= set(headings)


# -- rows -----------------------------------------------------------------------------------------------------------


def read_row(row: Row, columns: Mapping[str, str]) -> Entry | list[Problem]:
    """The row as a person, or everything that is wrong with it."""
    raw = {field: row.cells.get(heading, "").strip() for field, heading in columns.items()}
    cells = {field: value if field in _SECRET else mask_resident_numbers(value) for field, value in raw.items()}
    problems = [Problem(row.number, columns.get(field, ""), value, reason) for field, value, reason in _problems(cells)]
    if problems:
        return problems
    masked = tuple(columns[f] for f, value in raw.items() if is_resident_number(value))
    return Entry(
        row.number,
        _profile(cells),
        _LANGUAGES.get(cells.get("language", "").casefold(), ""),
        cells.get("note", ""),
        fingerprint(cells),
        masked,
    )


_SECRET = {"resident_registration"}


def _problems(cells: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    if not _names(cells):
        yield "name", "", "no_name"
    if cells.get("born"):
        meanings = _births(cells["born"])
        if len(meanings) != 1:
            yield "born", cells["born"], "two_dates" if meanings else "bad_date"
    if _sex(cells) is None:
        yield "sex", cells["sex"], "bad_sex"
    if secret := cells.get("my_number"):
        yield "my_number", "*" * len(secret), "individual_number"


def _sex(cells: Mapping[str, str]) -> str | None:
    return _SEX.get(unicodedata.normalize("NFKC", cells.get("sex", "")).strip().casefold())


def _births(text: str) -> list[Partial]:
    """A year of two digits is read as the past century unless that makes nobody's age: a list has no future births."""
    meanings = read_dates(re.sub(r"[T ]00:00(:00)?.*$", "", text))
    past = [m for m in meanings if m.first <= date.today()]  # noqa: DTZ011 - only to tell centuries apart
    return past[:1] if len(past) > 1 and len({m.key[2:] for m in past}) == 1 else past


def _profile(cells: Mapping[str, str]) -> Profile:
    secret = cells.get("resident_registration", "")
    born = _births(cells["born"])[0] if cells.get("born") else birth_of(secret)
    return Profile(
        names=tuple(_names(cells)),
        born=born,
        sex=_sex(cells) or "unknown",
        identifiers=tuple(
            IdentifierDraft(type_, cells[type_])
            for type_ in ("case_number", "care_insurance", "health_insurance", "resident_registration")
            if cells.get(type_)
        ),
        contact_points=tuple(
            ContactDraft(kind, cells[kind]) for kind in ("phone", "mobile", "email") if cells.get(kind)
        ),
        addresses=_addresses(cells),
    )


def _names(cells: Mapping[str, str]) -> list[NameDraft]:
    names = []
    family, given = cells.get("family", ""), cells.get("given", "")
    if whole := cells.get("name", "") or "":
        script = script_of(whole)
        names.append(NameDraft(script, *split_name(script, whole), text=_plain(whole)))
    elif family or given:
        names.append(NameDraft(script_of(family + given), family, given))
    reading = _plain(cells.get("reading", ""))
    pair = _plain(cells.get("family_reading", "")), _plain(cells.get("given_reading", ""))
    if reading:
        script = script_of(reading)
        names.append(NameDraft(script, *split_name(script, reading), text=reading))
    elif any(pair):
        names.append(NameDraft(script_of("".join(pair)), *pair))
    if roman := cells.get("roman", ""):
        names.append(NameDraft("roman", text=roman))
    return [name for name in names if name.whole]


def _plain(text: str) -> str:
    """Half-width kana become whole ones, and any space one space; nothing else is touched."""
    kana = re.sub(r"[\uff61-\uff9f]+", lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return " ".join(kana.split())


def _addresses(cells: Mapping[str, str]) -> tuple[AddressDraft, ...]:
    text = cells.get("address", "") or " ".join(filter(None, (cells.get("region"), cells.get("town"))))
    if not text:
        return ()
    return (AddressDraft(text, cells.get("postcode", ""), cells.get("region", ""), cells.get("town", "")),)


def fingerprint(cells: Mapping[str, str]) -> str:
    """The same row again, in whatever width, order of columns or encoding, has the same fingerprint."""
    text = "\n".join(f"{field}={fold(value)}" for field, value in sorted(cells.items()) if value)
    return hashlib.sha256(text.encode()).hexdigest()
