"""What is known of a person, as plain values: what a form, a list or another system hands in, and what rules compare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tsunagu.people.rules.dates import Partial
from tsunagu.people.rules.writing import has_han, has_hangul, is_kana, split_korean


@dataclass(frozen=True)
class NameDraft:
    """A name in one script. Give the parts, or the whole as written, or both."""

    script: str
    family: str = ""
    given: str = ""
    text: str = ""
    use: str = "official"
    since: date | None = None
    until: date | None = None

    @property
    def whole(self) -> str:
        """As written; else put together in the order of its script."""
        return self.text.strip() or whole_name(self.script, self.family, self.given)

    @property
    def is_current(self) -> bool:
        return self.until is None and self.use not in {"maiden", "alias"}


@dataclass(frozen=True)
class IdentifierDraft:
    type: str
    value: str
    system: str = ""


@dataclass(frozen=True)
class ContactDraft:
    kind: str
    value: str
    use: str = "home"
    note: str = ""


@dataclass(frozen=True)
class AddressDraft:
    text: str
    postcode: str = ""
    region: str = ""
    town: str = ""
    country: str = ""
    use: str = "home"
    since: date | None = None


@dataclass(frozen=True)
class Profile:
    """Everything that tells one person from another."""

    names: tuple[NameDraft, ...]
    born: Partial | None = None
    sex: str = "unknown"
    identifiers: tuple[IdentifierDraft, ...] = ()
    contact_points: tuple[ContactDraft, ...] = ()
    addresses: tuple[AddressDraft, ...] = ()

    def names_in(self, *scripts: str) -> list[NameDraft]:
        return [name for name in self.names if name.script in scripts and name.whole]

    @property
    def phones(self) -> list[str]:
        return [c.value for c in self.contact_points if c.kind != "email"]


def whole_name(script: str, family: str, given: str) -> str:
    """渡辺 華 · 남궁순덕 · River Aldana-Whitfield: the order and the space are those of the script."""
    family, given = family.strip(), given.strip()
    if script == "hangul":
        return f"{family}{given}"
    parts = (family, given) if script in {"kanji", "kana"} else (given, family)
    return " ".join(part for part in parts if part)


def script_of(text: str) -> str:
    """The script a name is written in."""
    if has_hangul(text):
        return "hangul"
    if is_kana(text):
        return "kana"
    if has_han(text):
        return "kanji"
    return "roman" if any((c.isalpha() and c < "\u0250") or "\u1e00" <= c <= "\u1eff" for c in text) else "other"


def split_name(script: str, text: str) -> tuple[str, str]:
    """Family and given name of a whole, where that can be told; else nothing, for a wrong guess is worse than none."""
    words = text.split()
    if script in {"kanji", "kana"}:
        return (words[0], words[1]) if len(words) == 2 else ("", "")
    if script == "hangul" and len("".join(words)) in (2, 3, 4):
        return (words[0], words[1]) if len(words) == 2 else split_korean(text)
    return "", ""


_ORDER = {"usual": 0, "official": 1, "preferred": 2}
_READINGS = {
    "kanji": ("kana", "hangul", "roman"),
    "hangul": ("roman", "kanji", "kana"),
    "roman": ("kana", "hangul"),
    "kana": ("roman",),
}
_SCRIPTS = ("kanji", "hangul", "roman", "kana", "other")


@dataclass(frozen=True)
class Shown:
    """How a person stands on lists: the name, how it is read, and its language."""

    name: str
    reading: str
    lang: str


def shown_name(names: tuple[NameDraft, ...], language: str = "") -> Shown:
    """Kanji or hangul first, with kana or Roman letters as the reading; hangul first for a person who speaks Korean."""
    current = [n for n in names if n.is_current and n.whole] or [n for n in names if n.whole]
    current.sort(key=lambda n: (_ORDER.get(n.use, 3), _rank(n.script, language)))
    first = current[0]
    readings = [n for s in _READINGS.get(first.script, ()) for n in current if n.script == s and n is not first]
    korean = first.script == "hangul" or (first.script == "kanji" and language.startswith("ko"))
    chinese = first.script == "kanji" and language.startswith("zh")
    lang = "ko" if korean else language if chinese else "ja" if first.script in {"kanji", "kana"} else ""
    return Shown(first.whole, readings[0].whole if readings else "", lang)


def _rank(script: str, language: str) -> int:
    order = ("hangul", *_SCRIPTS) if language.startswith("ko") else _SCRIPTS
    return order.index(script) if script in order else len(order)
