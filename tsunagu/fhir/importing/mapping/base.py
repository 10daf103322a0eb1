"""What every mapper needs: the line people read of a resource, and R4's common parts in plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tsunagu.fhir.importing.reading import Resource
from tsunagu.people.rules.dates import Partial
from tsunagu.people.rules.profile import script_of as script_of_text
from tsunagu.people.rules.profile import whole_name

LONGEST = 300  # characters of a line; the whole is in the original


@dataclass(frozen=True)
class Line:
    """A resource in a line: what, since when and until when, how it stands, and who says or does so."""

    title: str
    code: str = ""
    status: str = ""
    began: str = ""
    ended: str = ""
    who: str = ""


def line(title: str, *, code: str = "", status: Any = "", began: Any = "", ended: Any = "", who: str = "") -> Line:
    texts = (title, code, status, began, ended, who)
    return Line(*(" ".join(str(text or "").split())[:LONGEST] for text in texts))


# -- parts of R4 ----------------------------------------------------------------------------------------------------


def parts(resource: Resource, name: str) -> list[Resource]:
    """The objects of a repeated element, or its single one."""
    found = resource.get(name)
    return [part for part in (found if isinstance(found, list) else [found]) if isinstance(part, dict)]


def codings(concept: Resource | None) -> list[Resource]:
    return parts(concept or {}, "coding")


def words(concept: Resource | None) -> str:
    """What a concept says to people: its text, else the first display, else the first code."""
    if not concept:
        return ""
    found = [
        concept.get("text"),
        *(c.get("display") for c in codings(concept)),
        *(c.get("code") for c in codings(concept)),
    ]
    return next((str(text) for text in found if text), "")


def first_words(*concepts: Any) -> str:
    """Of the first concept that says anything; each may be one or several."""
    every = (c for found in concepts for c in (found if isinstance(found, list) else [found]) if isinstance(c, dict))
    return next((said for concept in every if (said := words(concept))), "")


def code_of(concept: Resource | None) -> str:
    """The first code, for people who know codes by heart: I10, 38341003."""
    return next((str(c["code"]) for c in codings(concept) if c.get("code")), "")


def codes(concept: Resource | None) -> list[str]:
    return [str(c["code"]) for c in codings(concept) if c.get("code")]


def period(resource: Resource, name: str = "period") -> tuple[str, str]:
    found = resource.get(name)
    return (found.get("start") or "", found.get("end") or "") if isinstance(found, dict) else ("", "")


def when(resource: Resource, stem: str) -> tuple[str, str]:
    """Began and ended, of an element that comes in several types: `onset`, `effective`, `performed`."""
    if period_ := resource.get(f"{stem}Period"):
        return period_.get("start") or "", period_.get("end") or ""
    said = next((resource[key] for kind in ("DateTime", "Instant", "Date") if (key := f"{stem}{kind}") in resource), "")
    return said or "", ""


def extension(part: Resource, url: str) -> Resource:
    """The extension with this URL, or an empty one."""
    return next((e for e in parts(part, "extension") if e.get("url") == url), {})


def partial_date(text: Any) -> Partial | None:
    """A date or instant of R4 as far as it is known."""
    if not isinstance(text, str) or not text:
        return None
    numbers = [int(number) for number in text[:10].split("-")]
    return Partial(*numbers)


# -- names ----------------------------------------------------------------------------------------------------------

REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation"
SCRIPTS = {"IDE": "kanji", "SYL": "kana", "ABC": "roman"}


def name_text(name: Resource) -> str:
    """A name as written, else put together in the order of its script."""
    family, given = str(name.get("family") or ""), " ".join(str(g) for g in name.get("given") or () if g)
    return str(name.get("text") or "").strip() or whole_name(script_of(name, family + given), family, given)


def script_of(name: Resource, text: str) -> str:
    """As the source declares it, but that hangul is hangul; else by its characters."""
    seen = script_of_text(text)
    return seen if seen == "hangul" else SCRIPTS.get(str(extension(name, REPRESENTATION).get("valueCode")), seen)


def written_name(names: Iterable[Resource]) -> str:
    """The one a list shows: official before others, kanji before its reading."""
    ordered = sorted(names, key=lambda n: (n.get("use") in {"old", "maiden"}, script_of(n, name_text(n)) == "kana"))
    return next((text for name in ordered if (text := name_text(name))), "")


def displays(resource: Resource, *paths: str) -> Iterator[Resource]:
    """The references that stand at these paths: `participant.individual`, `recorder`."""
    for path in paths:
        found = [resource]
        for step in path.split("."):
            found = [part for one in found for part in parts(one, step)]
        yield from found
