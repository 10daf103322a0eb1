"""Plausible people in three scripts. Everybody is invented."""

from __future__ import annotations

from datetime import date

from tsunagu.people.commands import register_person
from tsunagu.people.models import Person
from tsunagu.people.rules.profile import AddressDraft, ContactDraft, IdentifierDraft, NameDraft


def japanese(family, given, family_kana="", given_kana=""):
    names = [NameDraft("kanji", family, given)]
    return [*names, NameDraft("kana", family_kana, given_kana)] if family_kana else names


def korean(family, given, roman=""):
    names = [NameDraft("hangul", family, given)]
    return [*names, NameDraft("roman", text=roman)] if roman else names


def western(given, family):
    return [NameDraft("roman", family, given)]


def make_person(by, names=None, born=date(1991, 3, 14), **more) -> Person:
    return register_person(names=names or western("River", "Aldana-Whitfield"), born=born, by=by, **more)


def watanabe(by, **more) -> Person:
    """渡辺 華, as she stands on record."""
    return make_person(
        by,
        **{
            "names": japanese("渡辺", "華", "ワタナベ", "ハナ"),
            "born": date(1941, 3, 18),
            "sex": "female",
            "language": "ja",
            "addresses": [
                AddressDraft("桜台3丁目14番2号 コーポ松風201", postcode="176-0002", region="東京都", town="桜台")
            ],
            "contact_points": [ContactDraft("phone", "03-5550-4417")],
            "identifiers": [IdentifierDraft("care_insurance", "0000123603")],
            **more,
        },
    )


def namgung(by, **more) -> Person:
    """남궁순덕 and how she is written in Roman letters."""
    return make_person(
        by,
        **{
            "names": korean("남궁", "순덕", "Namgung Sundeok"),
            "born": date(1948, 5, 21),
            "sex": "female",
            "language": "ko",
            "addresses": [AddressDraft("해송시 솔내동 12-3, 다세대 반지하", town="솔내동")],
            "contact_points": [ContactDraft("mobile", "010-5550-0318")],
            **more,
        },
    )
