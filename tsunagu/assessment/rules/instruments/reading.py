"""What does a FHIR R4 Questionnaire ask? Read into the form every instrument has; what cannot be honoured is listed, never dropped.

Structured Data Capture (HL7 SDC 4) adds expressions, scores and controls as extensions. A form in ordinary use is often not strictly R4
(a space in a name, a value set without its date): what does no harm passes; what cannot be understood is refused with its path.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, cast

from tsunagu.assessment.rules.instruments import fhirpath
from tsunagu.assessment.rules.instruments.fhir import (
    BASE,
    SDC,
    TRANSLATION,
    NotAValue,
    coding_of,
    number,
    script_of,
    value_of,
    words_of,
)
from tsunagu.assessment.rules.instruments.form import (
    FHIRPATH,
    KINDS,
    OPERATORS,
    Coding,
    Condition,
    Constraint,
    Expression,
    Instrument,
    Item,
    Option,
    Score,
    Unhonoured,
    Value,
    Words,
)
from tsunagu.assessment.rules.instruments.soundness import unsound

DEEPEST, MOST = 24, 4000
CQL = ("text/cql", "text/cql-identifier", "text/cql.identifier", "text/cql-expression", "text/cql.expression")
QUERY = "application/x-fhir-query"
CONTEXTS = ("patient", "user")  # what we can put under a launch context's name

# Extensions that are read, by what follows `StructureDefinition/`.
READ = {
    "itemWeight", "ordinalValue", "questionnaire-ordinalValue", "questionnaire-optionPrefix", "questionnaire-optionExclusive",
    "questionnaire-itemControl", "questionnaire-hidden", "questionnaire-minOccurs", "questionnaire-maxOccurs", "minValue", "maxValue",
    "questionnaire-unit", "questionnaire-unitOption", "questionnaire-displayCategory", "entryFormat", "variable", "translation",
    "sdc-questionnaire-calculatedExpression", "sdc-questionnaire-initialExpression", "sdc-questionnaire-enableWhenExpression",
    "sdc-questionnaire-answerExpression", "sdc-questionnaire-launchContext", "sdc-questionnaire-shortText", "targetConstraint",
    "questionnaire-constraint", "regex", "minLength", "maxDecimalPlaces", "questionnaire-usageMode", "language",
}  # fmt: skip
# Others say something about the document that does not touch who fills it in.
SILENT = {
    "artifact-versionAlgorithm", "cqf-knowledgeCapability", "cqf-knowledgeRepresentationLevel", "structuredefinition-wg",
    "structuredefinition-standards-status", "structuredefinition-fmm", "questionnaire-choiceOrientation", "questionnaire-sliderStepValue",
}  # fmt: skip
REASON_OF = {
    "rendering-xhtml": "rendering", "rendering-style": "rendering", "rendering-markdown": "rendering",
    "sdc-questionnaire-subQuestionnaire": "subquestionnaire", "sdc-questionnaire-assembleContext": "subquestionnaire",
    "sdc-questionnaire-assemble-expectation": "subquestionnaire", "sdc-questionnaire-questionnaireAdaptive": "adaptive",
    "sdc-questionnaire-itemMedia": "media", "sdc-questionnaire-itemAnswerMedia": "media",
    "sdc-questionnaire-observationExtract": "extraction", "sdc-questionnaire-observation-extract-category": "extraction",
    "sdc-questionnaire-observationExtractEntry": "extraction", "sdc-questionnaire-definitionExtract": "extraction",
    "sdc-questionnaire-definitionExtractValue": "extraction", "sdc-questionnaire-extractAllocateId": "extraction",
    "sdc-questionnaire-observationLinkPeriod": "record", "sdc-questionnaire-itemPopulationContext": "record",
    "cqf-library": "cql", "cqf-expression": "cql", "questionnaire-referenceResource": "reference",
    "sdc-questionnaire-candidateExpression": "record", "sdc-questionnaire-contextExpression": "record",
}  # fmt: skip


class Unreadable(Exception):
    """Why a Questionnaire is refused: each problem with the path of the element."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path}: {what}" for path, what in problems))
        self.problems = problems


def read_questionnaire(document: Any, value_sets: Mapping[str, Any] | None = None) -> Instrument:
    """The instrument a Questionnaire describes. `value_sets` are those that came along, by canonical address.

    Raises Unreadable with everything that is wrong, all at once.
    """
    if not isinstance(document, Mapping) or document.get("resourceType") != "Questionnaire":
        raise Unreadable([("resourceType", "this is no Questionnaire")])
    reader = _Reader(document, value_sets or {})
    instrument = reader.instrument()
    problems = reader.problems or unsound(instrument)
    if problems:
        raise Unreadable(list(problems))
    return replace(instrument, unhonoured=tuple(dict.fromkeys([*reader.unhonoured, *_unknown_names(instrument)])))


@dataclass
class _Reader:
    document: Mapping[str, Any]
    value_sets: Mapping[str, Any]
    problems: list[tuple[str, str]] = field(default_factory=list)
    unhonoured: list[Unhonoured] = field(default_factory=list)
    language: str = "en"
    count: int = 0

    def instrument(self) -> Instrument:
        doc = self.document
        self.language = str(doc.get("language") or script_of(json.dumps(doc, ensure_ascii=False))).split("-")[0]
        self._whole()
        title = words_of(doc, "title", self.language) or words_of(doc, "name", self.language)
        items = self.items(doc, "", 0)
        variables = self.variables(doc, "")
        url, digest = self.text(doc, "url", ""), fingerprint(doc)
        self._contexts({variable.name for variable in variables})
        return Instrument(
            code=code_of(doc, digest),
            version=self.text(doc, "version", "") or self.text(doc, "date", "") or digest[:8],
            title=title or {self.language: code_of(doc, digest)},
            language=self.language,
            url=url,
            codes=self.codings(doc.get("code"), "code"),
            about=words_of(doc, "description", self.language) or words_of(doc, "purpose", self.language),
            licence="unknown",
            notice=words_of(doc, "copyright", self.language),
            source=self.text(doc, "publisher", "") or url,
            items=items,
            variables=variables,
            constraints=self.constraints(doc, ""),
            scores=scores_of(items),
        )

    def _whole(self) -> None:
        """What speaks of the document as a whole."""
        doc = self.document
        if doc.get("implicitRules"):
            self.wrong(
                "implicitRules", f"it is to be read by the rules of “{doc['implicitRules']}”, which are not known here"
            )
        url = doc.get("url")
        if url and url in _strings(doc.get("derivedFrom")):
            self.wrong("derivedFrom", "the questionnaire is derived from itself")
        elif doc.get("derivedFrom"):
            self.unable("derivedFrom", ", ".join(_strings(doc["derivedFrom"])), "element")
        subjects = _strings(doc.get("subjectType"))
        if subjects and "Patient" not in subjects:
            self.unable("subjectType", ", ".join(subjects), "element")
        self._contained()
        self._extensions(doc, "")

    def _contained(self) -> None:
        for n, resource in enumerate(self.list(self.document, "contained", "")):
            path = f"contained[{n}]"
            if not isinstance(resource, Mapping):
                self.wrong(path, "this is no resource")
                continue
            if resource.get("contained"):
                self.wrong(path, "a contained resource cannot contain another")
            if resource.get("resourceType") == "ValueSet":
                self._values_end(path, f"#{resource.get('id', '')}", ())
            else:
                self.unable(path, str(resource.get("resourceType", "")), "element")

    def _values_end(self, path: str, reference: str, seen: tuple[str, ...]) -> None:
        """A value set may take in others, never itself."""
        if reference in seen:
            self.wrong(path, "these value sets take each other in: " + " → ".join((*seen, reference)))
            return
        found = self.value_set(reference)
        compose = found.get("compose") if found else None
        for include in compose.get("include", ()) if isinstance(compose, Mapping) else ():
            for other in _strings(include.get("valueSet") if isinstance(include, Mapping) else None):
                self._values_end(path, other, (*seen, reference))

    def _contexts(self, variables: set[str]) -> None:
        for n, extension in self.extensions(self.document, "sdc-questionnaire-launchContext"):
            name = self.context_name(extension)
            if name in variables or name not in CONTEXTS:
                self.unable(f"extension[{n}]", f"launchContext {name}", "context")

    def context_name(self, extension: Mapping[str, Any]) -> str:
        for part in extension.get("extension", ()):
            if isinstance(part, Mapping) and part.get("url") == "name":
                value = part.get("valueCoding") or part.get("valueId") or ""
                return str(value.get("code", "") if isinstance(value, Mapping) else value)
        return ""

    # Items

    def items(self, node: Mapping[str, Any], path: str, depth: int) -> tuple[Item, ...]:
        below = self.list(node, "item", path)
        if depth > DEEPEST:
            self.wrong(path, f"groups lie more than {DEEPEST} deep in each other")
            return ()
        dot = f"{path}." if path else ""
        return tuple(item for n, one in enumerate(below) if (item := self.item(one, f"{dot}item[{n}]", depth)))

    def item(self, node: Any, path: str, depth: int) -> Item | None:
        self.count += 1
        if self.count == MOST:
            self.wrong(path, f"it has more than {MOST} items")
        if self.count >= MOST:
            return None
        if not isinstance(node, Mapping):
            self.wrong(path, "an item is an object")
            return None
        link, kind = node.get("linkId"), node.get("type")
        if not isinstance(link, str) or not link:
            self.wrong(f"{path}.linkId", "an item without a link cannot be answered")
        if kind not in KINDS:
            self.wrong(f"{path}.type", f"R4 has no type of item “{kind}”" if kind else "an item has a type")
            return None
        self._extensions(node, path)
        if kind in ("attachment", "reference"):
            self.unable(f"{path}.type", str(kind), str(kind))
        prefill = self.expression(node, "sdc-questionnaire-initialExpression", path)
        item = Item(
            link=str(link or ""),
            kind=kind,
            text=words_of(node, "text", self.language) or self.short_text(node),
            codes=self.codings(node.get("code"), f"{path}.code"),
            prefix=self.text(node, "prefix", path),
            help=self.hint(node),
            required=self.flag(node, "required", path),
            repeats=self.flag(node, "repeats", path),
            hidden=self.extension_value(node, "questionnaire-hidden") is True,
            read_only=self.flag(node, "readOnly", path),
            control=self.control(node),
            options=self.options(node, path),
            initial=self.values(node, "initial", path),
            unit=self.unit(node),
            units=self.units(node),
            minimum=self.extension_value(node, "minValue"),
            maximum=self.extension_value(node, "maxValue"),
            max_length=node["maxLength"] if isinstance(node.get("maxLength"), int) else None,
            min_occurs=self.whole(node, "questionnaire-minOccurs"),
            max_occurs=self.whole(node, "questionnaire-maxOccurs"),
            when=tuple(
                self.condition(one, f"{path}.enableWhen[{n}]")
                for n, one in enumerate(self.list(node, "enableWhen", path))
            ),
            when_any=node.get("enableBehavior") == "any",
            when_expression=self.expression(node, "sdc-questionnaire-enableWhenExpression", path),
            variables=self.variables(node, path),
            calculated=self.expression(node, "sdc-questionnaire-calculatedExpression", path),
            prefill=prefill,
            choices=self.expression(node, "sdc-questionnaire-answerExpression", path),
            constraints=self.constraints(node, path),
            items=self.items(node, path, depth + 1),
        )
        if len(item.when) > 1 and node.get("enableBehavior") not in ("all", "any"):
            self.wrong(f"{path}.enableBehavior", "with several conditions it must say whether all or any must hold")
        return item

    def condition(self, node: Any, path: str) -> Condition:
        if not isinstance(node, Mapping) or not isinstance(node.get("question"), str):
            self.wrong(f"{path}.question", "a condition names the item it looks at")
            return Condition("", "exists", True)
        operator = node.get("operator")
        if operator not in OPERATORS:
            self.wrong(f"{path}.operator", f"R4 has no operator “{operator}”")
        answer = self.value(node, path, "answer")
        if answer is None:
            self.wrong(path, "a condition says which answer it waits for")
        if operator == "exists" and not isinstance(answer, bool):
            self.wrong(path, "“exists” is asked with true or false")
        return Condition(node["question"], str(operator), "" if answer is None else answer)

    def options(self, node: Mapping[str, Any], path: str) -> tuple[Option, ...]:
        found = []
        for n, one in enumerate(self.list(node, "answerOption", path)):
            place = f"{path}.answerOption[{n}]"
            if isinstance(one, Mapping) and "valueReference" in one:
                self.unable(place, "valueReference", "reference")
                continue
            value = self.value(one, place) if isinstance(one, Mapping) else None
            if value is None:
                self.wrong(place, "an answer to choose has a value")
                continue
            self._extensions(one, place)
            found.append(self.option(one, value))
        reference = node.get("answerValueSet")
        return tuple(found) or (self.of_value_set(str(reference), f"{path}.answerValueSet") if reference else ())

    def option(self, node: Mapping[str, Any], value: Value) -> Option:
        """A score may stand on the option or on its coding."""
        coding = node.get("valueCoding")
        score = (
            self.weight(node)
            if self.weight(node) is not None or not isinstance(coding, Mapping)
            else self.weight(coding)
        )
        prefix = self.extension_value(node, "questionnaire-optionPrefix")
        if prefix is None and isinstance(coding, Mapping):
            prefix = self.extension_value(coding, "questionnaire-optionPrefix")
        return Option(
            value=value,
            score=score,
            prefix=str(prefix or ""),
            exclusive=self.extension_value(node, "questionnaire-optionExclusive") is True,
            initial=node.get("initialSelected") is True,
        )

    def of_value_set(self, reference: str, path: str) -> tuple[Option, ...]:
        found = self.value_set(reference)
        concepts = list(self.concepts(found, ())) if found else []
        if not concepts:
            self.unable(path, reference, "value_set_without_content")
        return tuple(Option(coding, score) for coding, score in concepts)

    def value_set(self, reference: str) -> Mapping[str, Any] | None:
        """One that is contained, by its id or its address; else one that came along."""
        for resource in self.document.get("contained") or ():
            is_set = isinstance(resource, Mapping) and resource.get("resourceType") == "ValueSet"
            if is_set and reference in (f"#{resource.get('id')}", resource.get("url")):
                return cast(Mapping[str, Any], resource)
        came = self.value_sets.get(reference.partition("|")[0])
        return came if isinstance(came, Mapping) else None

    def concepts(self, value_set: Mapping[str, Any], seen: tuple[str, ...]) -> Iterator[tuple[Coding, Decimal | None]]:
        """From its expansion, else from the concepts it lists itself. A filter or a bare system needs a terminology server."""
        expansion, compose = value_set.get("expansion"), value_set.get("compose")
        if isinstance(expansion, Mapping) and expansion.get("contains"):
            yield from self._expanded(expansion["contains"], 0)
            return
        for include in compose.get("include", ()) if isinstance(compose, Mapping) else ():
            if not isinstance(include, Mapping):
                continue
            for concept in include.get("concept", ()):
                if isinstance(concept, Mapping):
                    coding = coding_of({"system": include.get("system", ""), **concept}, self.language)
                    yield coding, self.weight(concept)
            for other in _strings(include.get("valueSet")):
                if other not in seen and (found := self.value_set(other)):
                    yield from self.concepts(found, (*seen, other))

    def _expanded(self, nodes: Any, depth: int) -> Iterator[tuple[Coding, Decimal | None]]:
        for node in nodes if isinstance(nodes, list) and depth < DEEPEST else ():
            if isinstance(node, Mapping):
                if node.get("code") and not node.get("abstract"):
                    yield coding_of(node, self.language), self.weight(node)
                yield from self._expanded(node.get("contains"), depth + 1)

    # Extensions

    def extensions(self, node: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        for n, extension in enumerate(node.get("extension") or ()):
            if isinstance(extension, Mapping) and extension.get("url") in (BASE + name, SDC + name):
                yield n, extension

    def extension_value(self, node: Mapping[str, Any], name: str) -> Value | None:
        for n, extension in self.extensions(node, name):
            return self.value(extension, f"extension[{n}]")
        return None

    def whole(self, node: Mapping[str, Any], name: str) -> int | None:
        value = self.extension_value(node, name)
        return value if isinstance(value, int) else None

    def weight(self, node: Mapping[str, Any]) -> Decimal | None:
        for extension in node.get("extension") or ():
            if isinstance(extension, Mapping) and extension.get("url") in fhirpath.WEIGHTS:
                found = extension.get("valueDecimal", extension.get("valueInteger"))
                return number(found) if found is not None else None
        return None

    def variables(self, node: Mapping[str, Any], path: str) -> tuple[Expression, ...]:
        found = (self._expression(extension, path, n) for n, extension in self.extensions(node, "variable"))
        return tuple(one for one in found if one)

    def expression(self, node: Mapping[str, Any], name: str, path: str) -> Expression | None:
        for n, extension in self.extensions(node, name):
            return self._expression(extension, path, n)
        return None

    def _expression(self, extension: Mapping[str, Any], path: str, n: int) -> Expression | None:
        node, place = extension.get("valueExpression"), f"{path}.extension[{n}]".lstrip(".")
        if not isinstance(node, Mapping):
            self.wrong(place, "it should hold an expression")
            return None
        language, text = node.get("language", FHIRPATH), node.get("expression", "")
        if language != FHIRPATH:
            reason = "cql" if language in CQL else "query" if language == QUERY else "language"
            self.unable(place, f"{node.get('name') or text or node.get('reference', '')}", reason)
            return None
        try:
            fhirpath.compiled(str(text))
        except fhirpath.BadExpression as mistake:
            self.unable(place, f"{text} ({mistake})", "expression")
            return None
        return Expression(str(text), str(node.get("name", "")))

    def constraints(self, node: Mapping[str, Any], path: str) -> tuple[Constraint, ...]:
        found = []
        for name in ("targetConstraint", "questionnaire-constraint"):
            for n, extension in self.extensions(node, name):
                parts = {p.get("url"): p for p in extension.get("extension", ()) if isinstance(p, Mapping)}
                text = parts.get("expression", {})
                expression = self._expression(
                    text
                    if "valueExpression" in text
                    else {"valueExpression": {"expression": text.get("valueString", "")}},
                    path,
                    n,
                )
                if expression:
                    human = str(parts.get("human", {}).get("valueString") or expression.text)
                    found.append(
                        Constraint(
                            expression, {self.language: human}, parts.get("severity", {}).get("valueCode") != "warning"
                        )
                    )
        return tuple(found)

    def _extensions(self, node: Mapping[str, Any], path: str) -> None:
        """Refuse what must be understood and is not; list what need not be."""
        dot = f"{path}." if path else ""
        if node.get("modifierExtension"):
            for extension in node["modifierExtension"]:
                url = extension.get("url", "") if isinstance(extension, Mapping) else ""
                self.wrong(f"{dot}modifierExtension", f"“{url}” changes what this means, and is not known here")
        for key, value in node.items():
            if key == "extension":
                self._list_unknown(value, f"{dot}extension")
            elif key.startswith("_") and isinstance(value, Mapping):
                self._list_unknown(value.get("extension"), f"{dot}{key}.extension")

    def _list_unknown(self, extensions: Any, path: str) -> None:
        for n, extension in enumerate(extensions if isinstance(extensions, list) else ()):
            url = extension.get("url", "") if isinstance(extension, Mapping) else ""
            name = url.removeprefix(BASE).removeprefix(SDC)
            if name not in READ | SILENT and url != TRANSLATION:
                self.unable(f"{path}[{n}]", name, REASON_OF.get(name, "extension"))

    # Parts of an item

    def control(self, node: Mapping[str, Any]) -> str:
        for _n, extension in self.extensions(node, "questionnaire-itemControl"):
            concept = extension.get("valueCodeableConcept")
            for coding in concept.get("coding", ()) if isinstance(concept, Mapping) else ():
                return str(coding.get("code", ""))
        return ""

    def hint(self, node: Mapping[str, Any]) -> Words:
        """How the answer is written; SDC's help is an item of its own below the question."""
        found = self.extension_value(node, "entryFormat")
        return {self.language: found} if isinstance(found, str) else {}

    def short_text(self, node: Mapping[str, Any]) -> Words:
        found = self.extension_value(node, "sdc-questionnaire-shortText")
        return {self.language: found} if isinstance(found, str) else {}

    def unit(self, node: Mapping[str, Any]) -> Coding | None:
        found = self.extension_value(node, "questionnaire-unit")
        return found if isinstance(found, Coding) else None

    def units(self, node: Mapping[str, Any]) -> tuple[Coding, ...]:
        found = (
            self.value(extension, f"extension[{n}]")
            for n, extension in self.extensions(node, "questionnaire-unitOption")
        )
        return tuple(one for one in found if isinstance(one, Coding))

    def codings(self, nodes: Any, path: str) -> tuple[Coding, ...]:
        if nodes is not None and not isinstance(nodes, list):
            self.wrong(path, "this is a list")
            return ()
        return tuple(coding_of(node, self.language) for node in nodes or () if isinstance(node, Mapping))

    def values(self, node: Mapping[str, Any], name: str, path: str) -> tuple[Value, ...]:
        found = [
            self.value(one, f"{path}.{name}[{n}]")
            for n, one in enumerate(self.list(node, name, path))
            if isinstance(one, Mapping)
        ]
        return tuple(one for one in found if one is not None)

    def value(self, node: Mapping[str, Any], path: str, prefix: str = "value") -> Value | None:
        try:
            found = value_of(node, prefix)
        except NotAValue as what:
            self.wrong(path, f"“{what}” cannot be read as a value")
            return None
        coding = node.get(f"{prefix}Coding")
        return coding_of(coding, self.language) if isinstance(found, Coding) and isinstance(coding, Mapping) else found

    def text(self, node: Mapping[str, Any], key: str, path: str) -> str:
        found = node.get(key, "")
        if not isinstance(found, str):
            self.wrong(f"{path}.{key}".lstrip("."), "this is text")
            return ""
        return found

    def flag(self, node: Mapping[str, Any], key: str, path: str) -> bool:
        found = node.get(key, False)
        if not isinstance(found, bool):
            self.wrong(f"{path}.{key}", "this is true or false")
        return found is True

    def list(self, node: Mapping[str, Any], key: str, path: str) -> list[Any]:
        found = node.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            self.wrong(f"{path}.{key}".lstrip("."), "this is a list")
            return []
        return found

    def wrong(self, path: str, what: str) -> None:
        self.problems.append((path, what))

    def unable(self, path: str, what: str, reason: str) -> None:
        self.unhonoured.append(Unhonoured(path, what[:200], reason))


def scores_of(items: tuple[Item, ...]) -> tuple[Score, ...]:
    """Every number a form works out itself is a score; the only one is its total."""
    found = [
        item
        for top in items
        for item in top.walk()
        if item.calculated and item.kind in ("decimal", "integer", "quantity")
    ]
    return tuple(
        Score(
            code="total" if len(found) == 1 else item.link,
            rule="calculated",
            title=item.text or {"en": item.link},
            items=(item.link,),
            codes=item.codes,
            better="neither",
        )
        for item in found
    )


def _unknown_names(instrument: Instrument) -> Iterator[Unhonoured]:
    """Expressions that speak of a variable nobody gives: they will find nothing."""
    top = fhirpath.ALWAYS | set(CONTEXTS) | {one.name for one in instrument.variables}
    for item in instrument.walk():
        inner = {v.name for above in (*instrument.above[item.link], item) for v in above.variables}
        spoken = (*item.variables, item.calculated, item.prefill, item.choices, item.when_expression)
        for expression in spoken:
            for name in sorted(fhirpath.names_in(expression.text) - top - inner) if expression else ():
                yield Unhonoured(f"item {item.link}", f"%{name}", "expression")
    for variable in instrument.variables:
        for name in sorted(fhirpath.names_in(variable.text) - top):
            yield Unhonoured("variable", f"%{name}", "expression")


def code_of(document: Mapping[str, Any], digest: str) -> str:
    """A short name: the document's own, else the last part of its address, its id or its title."""
    for found in (
        document.get("name"),
        str(document.get("url", "")).rpartition("/")[2],
        document.get("id"),
        document.get("title"),
    ):
        if isinstance(found, str) and (slug := re.sub(r"[^\w]+", "-", found.casefold()).strip("-")):
            return slug[:60]
    return f"questionnaire-{digest[:8]}"


def fingerprint(document: Mapping[str, Any]) -> str:
    """The same for the same content, however it is laid out."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _strings(found: Any) -> list[str]:
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
