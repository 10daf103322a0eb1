"""Completing an instrument: required questions are answered or refused, scores are worked out and kept with their explanation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import ResponseStatus
from tsunagu.assessment.commands.save_answer import opened_response, raise_alarms
from tsunagu.assessment.events import InstrumentCompleted, InstrumentScored
from tsunagu.assessment.models import Response
from tsunagu.assessment.queries.bands import as_used
from tsunagu.assessment.queries.instruments import about, form_of, sheet_of_response
from tsunagu.assessment.rules.instruments import LOINC, Answers, Coding, Result, band_of, result_of, said
from tsunagu.assessment.rules.instruments.flow import Sheet, name_of
from tsunagu.cases.commands.record import Happening, record
from tsunagu.cases.models import Case, Fact
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Missing, Refused
from tsunagu.core.words import in_language

# Thoughts of death or self-harm (PHQ-9), which pathways read as `item_9` whatever the form calls it.
SELF_HARM = Coding("44260-8", LOINC)
LEVELS = ("none", "low", "medium", "high")


@transaction.atomic
def complete_response(response_id: UUID, *, by: Actor, answered_at: datetime | None = None) -> Response:
    """Close the sheet. `answered_at` is when the person answered, where it is written up later than that."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, response = opened_response(response_id)
    sheet = sheet_of_response(response)
    if lacking := missing_of(response, sheet):
        raise Refused(_("This cannot be completed yet."), missing=lacking)
    sheet = replace(sheet, answers=replace(sheet.answers, instrument=as_used(sheet.answers.instrument, case.programme)))
    result = result_of(sheet.answers, about(response))
    response.status = ResponseStatus.AMENDED if response.replaces_id else ResponseStatus.COMPLETED
    response.completed_at, response.completed_by_id, response.completed_by_name = now(), by.id, by.name
    response.answered_at = answered_at or response.completed_at
    response.scores = scores_json(sheet.answers, result, response)
    total = result.scores.get("total")
    response.total = total.value if total else None
    response.band = str(response.scores.get("total", {}).get("band", ""))
    response.save()
    raise_alarms(case, response, result.alarms, by)
    record(case, *_happenings(case, response, sheet, result), by=by, verb="complete_response", instrument=response.code)
    return response


def missing_of(response: Response, sheet: Sheet) -> list[Missing]:
    """Required questions without an answer, and what the form itself says must hold."""
    page = reverse("assessment:response", kwargs={"case_id": response.case_id, "response_id": response.id})
    lacking = [
        Missing(
            said(line.item.text, response.language) or line.item.link,
            _("Answer it, or say that it was not asked, refused or not known."),
            f"{page}?ask={name_of(form_of(response), line)}",
        )
        for line in sheet.missing
    ]
    lacking += [
        Missing(in_language(doubt.text), _("The form asks for this."), page) for doubt in sheet.doubts if doubt.binding
    ]
    if not any(given.values or given.absent for given in sheet.answers.given.values()):
        lacking.append(Missing(_("No question is answered yet"), _("Answer at least one."), page))
    return lacking


def scores_json(answers: Answers, result: Result, response: Response) -> dict[str, Any]:
    """Each score with what gave it, as it is kept."""
    known = about(response)
    found = {}
    for score in answers.instrument.scores:
        scored = result.scores[score.code]
        band = band_of(score, scored, known)
        found[score.code] = {
            "title": dict(score.title),
            "value": _number(scored.value),
            "low": _number(score.low),
            "high": _number(score.high),
            "unit": dict(score.unit),
            "better": score.better,
            "band": band.code if band else "",
            "label": dict(band.label) if band else {},
            "state": band.state if band else "note",
            "level": band.level if band else "",
            "from": _number(band.low) if band else None,
            "to": _number(band.high) if band else None,
            "source": score.source,
            "notes": [dict(answers.instrument.notes.get(note, {})) or {"en": note} for note in scored.notes],
            "parts": [[part.link, _number(part.points), _number(part.stood_in)] for part in scored.parts],
        }
    return found


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _happenings(case: Case, response: Response, sheet: Sheet, result: Result) -> list[Happening]:
    """That it was completed and, where there is a total, what it was. A correction speaks in the old facts' place."""
    old = {
        fact.kind: fact.corrects or fact
        for fact in Fact.objects.filter(case=case, ref=response.replaces_id)
        .select_related("corrects")
        .order_by("recorded_at")
        if response.replaces_id
    }
    events: list[Any] = [
        InstrumentCompleted(
            response.code,
            response.instrument.version,
            response.method,
            ",".join(dict.fromkeys(alarm.critical.link for alarm in result.alarms)) or None,
        )
    ]
    if response.total is not None or any(one["band"] for one in response.scores.values()):
        level = next((one["level"] for one in response.scores.values() if one["level"] in LEVELS), None)
        events.append(InstrumentScored(response.code, response.total, _self_harm(sheet.answers), level))
    at = response.answered_at
    return [
        Happening(event, at=at, persons=[response.person_id], ref=response.id, corrects=old.get(event.kind))
        for event in events
    ]


def _self_harm(answers: Answers) -> Decimal | None:
    item = next((item for item in answers.instrument.walk() if SELF_HARM in item.codes), None)
    return answers.points(item.link) if item else None
