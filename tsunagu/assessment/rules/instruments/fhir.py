"""How a value stands in FHIR JSON, and back: `value[x]`, codings, translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tsunagu.assessment.rules.instruments.form import Coding, Quantity, Value, Words, said

BASE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
OWN = "urn:tsunagu:instrument:"
TRANSLATION = BASE + "translation"
WEIGHT = BASE + "itemWeight"

# The element a value is kept under, by the kind of item that asks; what is not here goes by the value itself.
BY_KIND = {
    "boolean": "valueBoolean", "decimal": "valueDecimal", "integer": "valueInteger", "date": "valueDate",
    "dateTime": "valueDateTime", "time": "valueTime", "string": "valueString", "text": "valueString", "url": "valueUri",
}  # fmt: skip


class NotAValue(Exception):
    """JSON that is no value of the kinds an answer can have."""


def value_json(value: Value, kind: str = "", language: str = "en", score: Decimal | None = None) -> dict[str, Any]:
    """`{"valueCoding": …}`, with what it counts beside it where that is wanted."""
    match value:
        case Coding():
            coding = coding_json(value, language)
            if score is not None:
                coding["extension"] = [{"url": WEIGHT, "valueDecimal": plain(score)}]
            return {"valueCoding": coding}
        case Quantity():
            parts = {"value": plain(value.value), "unit": value.unit, "system": value.system, "code": value.code}
            return {"valueQuantity": {key: part for key, part in parts.items() if part != ""}}
        case bool():
            return {"valueBoolean": value}
        case Decimal() | int():
            whole = kind == "integer" or (kind in ("", "choice") and isinstance(value, int))
            return {"valueInteger": int(value)} if whole else {"valueDecimal": plain(Decimal(value))}
    return {BY_KIND.get(kind, "valueString") if kind not in ("boolean", "decimal", "integer") else "valueString": value}


def value_of(node: Mapping[str, Any], prefix: str = "value") -> Value | None:
    """The `value[x]` of an element; `prefix` is `answer` in a condition. None where there is none."""
    for key, found in node.items():
        if key.startswith(prefix) and key != prefix:
            return _value(key[len(prefix) :], found)
    return None


def _value(kind: str, found: Any) -> Value:
    match kind, found:
        case "Coding", Mapping():
            return coding_of(found)
        case "Quantity", Mapping():
            return Quantity(
                number(found.get("value")), found.get("unit", ""), found.get("code", ""), found.get("system", "")
            )
        case "Boolean", bool():
            return found
        case "Integer", int() if not isinstance(found, bool):
            return found
        case "Decimal", int() | float() | Decimal() if not isinstance(found, bool):
            return number(found)
        case "String" | "Uri" | "Date" | "DateTime" | "Time" | "Markdown", str():
            return found
    raise NotAValue(f"value{kind}")


def coding_of(node: Mapping[str, Any], language: str = "en") -> Coding:
    if not isinstance(node, Mapping):
        raise NotAValue("Coding")
    return Coding(
        str(node.get("code", "")), str(node.get("system", "")), words_of(node, "display", language) if node else {}
    )


def coding_json(coding: Coding, language: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = {"system": coding.system, "code": coding.code}
    found = {key: part for key, part in found.items() if part}
    return found | text_json("display", coding.display, language)


def text_json(name: str, words: Words, language: str) -> dict[str, Any]:
    """A text element with its translations beside it."""
    if not words:
        return {}
    first = said(words, language)
    others = [
        {
            "url": TRANSLATION,
            "extension": [{"url": "lang", "valueCode": code}, {"url": "content", "valueString": text}],
        }
        for code, text in words.items()
        if text != first and code != language
    ]
    return {name: first} | ({f"_{name}": {"extension": others}} if others else {})


def words_of(node: Mapping[str, Any], name: str, language: str) -> Words:
    """The text of an element by language: its own, and those of the translation extension."""
    found = {}
    if isinstance(text := node.get(name), str) and text.strip():
        found[language] = text
    beside = node.get(f"_{name}")
    for extension in beside.get("extension", ()) if isinstance(beside, Mapping) else ():
        if isinstance(extension, Mapping) and extension.get("url") == TRANSLATION:
            parts = {part.get("url"): part for part in extension.get("extension", ())}
            code = str(parts.get("lang", {}).get("valueCode", "")).split("-")[0]
            content = parts.get("content", {})
            if code and (text := content.get("valueString") or content.get("valueMarkdown")):
                found[code] = text
    return found


def number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise NotAValue("a number")
    return value if isinstance(value, Decimal) else Decimal(str(value))


def plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def script_of(text: str) -> str:
    """The language a form without one is most likely written in, by its letters."""
    if re.search(r"[぀-ヿ]", text):
        return "ja"
    return "ko" if re.search(r"[가-힯]", text) else "en"
