"""What does an expression say about these answers? FHIRPath, worked out by a kept library; each text is parsed once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import fhirpathpy
from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from fhirpathpy.models import models
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

R4 = models["r4"]
WEIGHTS = (
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
)
# Known in every expression, beside the variables in its scope.
ALWAYS = frozenset({"resource", "context", "questionnaire", "qitem", "ucum", "sct", "loinc", "rootResource"})

LONGEST = 4000
_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'")
_NAME = re.compile(r"%(?:`([^`]+)`|([A-Za-z_][A-Za-z0-9_-]*))")
_REPEAT = re.compile(r"\brepeat\s*\(([^()]*)\)?")
_PATH = re.compile(r"[A-Za-z_.|\s$]*")


class BadExpression(Exception):
    """The text is no FHIRPath, or might never end."""


class _Strict(ErrorListener):  # type: ignore[misc]
    """The library's own parser passes over mistakes; a questionnaire's author wants to hear of them."""

    def syntaxError(self, recognizer: Any, symbol: Any, line: int, column: int, msg: str, e: Any) -> None:
        raise BadExpression(f"{column + 1}: {msg}")


@lru_cache(maxsize=4096)
def compiled(text: str) -> Callable[[Any, Mapping[str, Any]], list[Any]]:
    """Parse an expression, once. Raises BadExpression."""
    if len(text) > LONGEST:
        raise BadExpression(f"longer than {LONGEST} characters")
    bare = _QUOTED.sub("''", text)
    for found in _REPEAT.finditer(bare):
        if not _PATH.fullmatch(found[1]):
            raise BadExpression("repeat() is followed along elements only, so that it ends")
    lexer = FHIRPathLexer(InputStream(text))
    parser: Any = FHIRPathParser(CommonTokenStream(lexer))
    for machine in (lexer, parser):
        machine.removeErrorListeners()
        machine.addErrorListener(_Strict())
    parser.entireExpression()
    ours = {"weight": {"fn": _weights, "arity": {0: []}}, "power": {"fn": _power, "arity": {1: ["Number"]}}}
    function: Callable[[Any, Mapping[str, Any]], list[Any]] = fhirpathpy.compile(
        text, R4, {"userInvocationTable": ours}
    )
    return function


def names_in(text: str) -> frozenset[str]:
    """The variables an expression speaks of, without their percent sign."""
    return frozenset(quoted or plain for quoted, plain in _NAME.findall(_QUOTED.sub("''", text)))


def evaluate(text: str, resource: Any, variables: Mapping[str, Any]) -> list[Any]:
    """What the expression finds, as plain JSON values. Empty where it cannot be worked out with these answers."""
    try:
        return [_plain(one) for one in compiled(text)(resource, dict(variables)) if one is not None]
    except BadExpression:
        raise
    except Exception:
        return []


def kept(found: Any) -> Any:
    """As a variable keeps it. Outside its resource an element no longer knows its type, so `valueCoding` and its like are `value` too."""
    if isinstance(found, list):
        return [kept(one) for one in found]
    if not isinstance(found, dict):
        return found
    inside = {name: kept(one) for name, one in found.items()}
    chosen = [name for name in inside if name.startswith("value") and name[5:6].isupper()]
    return inside | {"value": inside[chosen[0]]} if len(chosen) == 1 else inside


def is_true(found: list[Any]) -> bool:
    """One value that is not false counts as true, nothing as false (FHIRPath, singleton evaluation of collections)."""
    return len(found) >= 1 and found[0] is not False


def _weights(nodes: list[Any]) -> list[Decimal]:
    """SDC's `weight()`: what a coding, or the coding of an answer, counts. Answers carry their scores with them."""
    found = []
    for node in nodes:
        data = getattr(node, "data", node)
        if isinstance(data, dict):
            data = data.get("valueCoding", data)
            found += [
                Decimal(str(extension["valueDecimal"]))
                for extension in data.get("extension", ())
                if extension.get("url") in WEIGHTS and "valueDecimal" in extension
            ][:1]
    return found


def _power(bases: list[Any], exponent: Any) -> list[Decimal]:
    """FHIRPath's `power()`, with any exponent: the library's own knows whole ones only. What is no number is nothing."""
    try:
        return [Decimal(str(base)) ** Decimal(str(exponent)) for base in bases[:1]]
    except InvalidOperation:
        return []


def _plain(value: Any) -> Any:
    """The library's own dates and quantities as text."""
    if isinstance(value, dict | str | bool | int | Decimal | list):
        return value
    if isinstance(value, float):
        return Decimal(str(value))
    return str(value)
