"""A response and its instrument as FHIR R4 resources, to be taken along."""

from __future__ import annotations

import json
from typing import Any

from tsunagu.assessment.choices import Informant, Origin, ResponseStatus
from tsunagu.assessment.models import InstrumentVersion, Response
from tsunagu.assessment.queries.instruments import form_of, instrument_of, sheet_of_response
from tsunagu.assessment.rules.instruments.fhir import OWN, coding_json
from tsunagu.assessment.rules.instruments.response import items_json
from tsunagu.assessment.rules.instruments.writing import questionnaire_json

STATUS = {
    ResponseStatus.IN_PROGRESS: "in-progress",
    ResponseStatus.COMPLETED: "completed",
    ResponseStatus.AMENDED: "amended",
    ResponseStatus.ENTERED_IN_ERROR: "entered-in-error",
}
# Who may be the source of a response (R4): the patient, somebody close to them, or a professional.
SOURCES = {Informant.FAMILY: "RelatedPerson", Informant.FRIEND: "RelatedPerson"}


def document_of(version: InstrumentVersion) -> dict[str, Any]:
    """The Questionnaire as it was loaded, unchanged; a shipped instrument as one."""
    if version.origin == Origin.QUESTIONNAIRE:
        loaded: dict[str, Any] = json.loads(version.document)
        return loaded
    return questionnaire_json(instrument_of(version))


def canonical(version: InstrumentVersion) -> str:
    """The address of the version that was used."""
    instrument = instrument_of(version)
    return f"{instrument.url or OWN + instrument.code}|{version.version}"


def response_json(response: Response) -> dict[str, Any]:
    """What was asked and answered. Skipped questions are not in it; refusals and don't-knows stand as reasons for no answer."""
    sheet = sheet_of_response(response)
    found: dict[str, Any] = {
        "resourceType": "QuestionnaireResponse",
        "id": str(response.id),
        "language": response.language,
        "extension": [
            {"url": f"{OWN}method", "valueCode": response.method},
            {"url": f"{OWN}informant", "valueCode": response.informant},
            *_scores(response),
        ],
        "questionnaire": canonical(response.instrument),
        "status": STATUS[ResponseStatus(response.status)],
        "subject": {"reference": f"Patient/{response.person.standing.id}"},
        "author": {"type": "Practitioner", "display": response.completed_by_name or response.begun_by_name},
        "source": _source(response),
        "item": items_json(
            form_of(response), sheet.answers.given, sheet.answers.asked or (), language=response.language, texts=True
        ),
    }
    if moment := response.answered_at or response.begun_at:
        found["authored"] = moment.isoformat(timespec="seconds")
    return {key: value for key, value in found.items() if value not in ([], "", None)}


def _source(response: Response) -> dict[str, str]:
    if response.informant == Informant.PERSON:
        return {"reference": f"Patient/{response.person.standing.id}"}
    kind = SOURCES.get(Informant(response.informant), "Practitioner")
    return {"type": kind, "display": response.informant_name or response.begun_by_name}


def _scores(response: Response) -> list[dict[str, Any]]:
    """Each result: its number, its band, and the codes by which others know the question and the answer."""
    form, found = form_of(response), []
    for code, score in response.scores.items():
        parts: list[dict[str, Any]] = [{"url": "code", "valueString": code}]
        if score["value"] is not None:
            parts.append({"url": "value", "valueDecimal": score["value"]})
        if score["band"]:
            parts.append({"url": "band", "valueString": score["band"]})
        known = form.score(code)
        band = next((band for band in known.bands if band.code == score["band"]), None) if known else None
        if known and band and band.answer:
            parts += [{"url": "question", "valueCoding": coding_json(one)} for one in known.codes]
            parts.append({"url": "answer", "valueCoding": coding_json(band.answer)})
        if len(parts) > 1:
            found.append({"url": f"{OWN}score", "extension": parts})
    return found
