"""Small questionnaires for tests, in FHIR's form. All are made up, but for the codes by which the PHQ-9's ninth item is known."""

from __future__ import annotations

from typing import Any

from tests.cast import Agency
from tsunagu.assessment.commands import begin_response, load_instrument, save_answer
from tsunagu.assessment.models import InstrumentVersion, Response
from tsunagu.assessment.rules.instruments import Coding, Given
from tsunagu.assessment.tests.factories import person_of
from tsunagu.cases.models import Case

WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
SYSTEM = "urn:often"


def form(*items: Any, **more: Any) -> dict[str, Any]:
    return {"resourceType": "Questionnaire", "status": "active", "title": "A form", "item": list(items), **more}


def ask(link: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    return {"linkId": link, "type": kind, "text": f"Question {link}", **more}


def option(code: str, score: float | None = None, url: str = WEIGHT) -> dict[str, Any]:
    found: dict[str, Any] = {"valueCoding": {"system": SYSTEM, "code": code, "display": code.capitalize()}}
    return found | ({"extension": [{"url": url, "valueDecimal": score}]} if score is not None else {})


def expression(kind: str, text: str, language: str = "text/fhirpath", **more: Any) -> dict[str, Any]:
    url = kind if kind.startswith("http") else SDC + kind
    return {"url": url, "valueExpression": {"language": language, "expression": text, **more}}


def waits(question: str, code: str) -> list[dict[str, Any]]:
    return [{"question": question, "operator": "=", "answerCoding": {"system": SYSTEM, "code": code}}]


OFTEN = [option("never", 0), option("sometimes", 1), option("often", 2)]
EVERY_KIND = [
    ask("word"), ask("text", "text"), ask("yes", "boolean"), ask("whole", "integer"), ask("number", "decimal"), ask("day", "date"),
    ask("time", "time"), ask("moment", "dateTime"), ask("address", "url"), ask("some", "choice", repeats=True, answerOption=OFTEN),
    ask("open", "open-choice", answerOption=OFTEN), ask("size", "quantity"), ask("line", "display"),
]  # fmt: skip


def sleep_form(**more: Any) -> dict[str, Any]:
    """Three scored questions, one of them asked only after an answer; its own total."""
    total = expression("calculatedExpression", "%resource.repeat(item).answer.weight().sum()")
    return form(
        ask("1", "choice", answerOption=OFTEN, required=True),
        ask("2", "choice", answerOption=OFTEN, enableWhen=waits("1", "often")),
        ask("3", "choice", answerOption=OFTEN),
        ask("note", "text"),
        ask("sum", "decimal", extension=[total]),
        **{"title": "Sleep", "name": "sleep", "version": "1", "language": "en", **more},
    )


def load(agency: Agency, document: dict[str, Any] | None = None, **more: Any) -> InstrumentVersion:
    return load_instrument(document or sleep_form(), by=agency.system, **more)


def begin(
    agency: Agency, case: Case, version: InstrumentVersion | None = None, worker: str = "noor", **more: Any
) -> Response:
    key = str((version or load(agency)).id)
    return begin_response(case.id, person_of(case).id, key, by=agency.actor(worker), **more)


def chose(code: str) -> Given:
    return Given((Coding(code, SYSTEM),))


def answer(agency: Agency, response: Response, worker: str = "noor", **codes: str) -> None:
    """`q1="often"`; the words for no answer work too."""
    for link, code in codes.items():
        given = Given((), code) if code in ("not_asked", "refused", "unknown") else chose(code)
        save_answer(response.id, link.removeprefix("q"), given, by=agency.actor(worker))
