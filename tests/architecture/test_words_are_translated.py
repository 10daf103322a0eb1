"""Nothing on a screen is left in another language."""

from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2] / "tsunagu"
CATALOGUES = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/django.po"))


def read(path):
    with path.open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-5]}-{p.parts[-3]}")
def test_no_word_is_missing_or_fuzzy(path):
    bad = [
        m.id
        for m in read(path)
        if m.id and (m.fuzzy or not all(m.string if isinstance(m.string, tuple) else [m.string]))
    ]
    assert bad == []


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_every_room_with_words_has_them_in_each_language(language):
    rooms = {p.parts[-5] for p in CATALOGUES}
    assert {p.parts[-5] for p in CATALOGUES if p.parts[-3] == language} == rooms


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_one_word_is_not_translated_in_two_ways(language):
    found = defaultdict(dict)
    for path in CATALOGUES:
        if path.parts[-3] == language:
            for message in read(path):
                if message.id:
                    found[message.context, str(message.id)][path.parts[-5]] = message.string
    torn = {key: rooms for key, rooms in found.items() if len({str(s) for s in rooms.values()}) > 1}
    assert torn == {}
