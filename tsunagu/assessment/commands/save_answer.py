"""Saving one answer, the moment it is given: a draft is never lost, and a critical answer is never kept waiting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.models import Answer, Response
from tsunagu.assessment.queries.instruments import form_of, place_text, sheet_of_response
from tsunagu.assessment.rules.instruments import Alarm, Given, Place, alarms
from tsunagu.assessment.rules.instruments.fhir import value_json
from tsunagu.assessment.rules.instruments.fitting import misfit
from tsunagu.assessment.rules.instruments.flow import Sheet
from tsunagu.audit.commands import record_act
from tsunagu.cases.choices import SafetyLevel
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import locked
from tsunagu.cases.commands.safety_path import Cause, open_safety_path
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused, Words

MISFITS: dict[str, Words] = {
    "absent": gettext_lazy("Either an answer or why there is none, not both."),
    "several": gettext_lazy("Only one answer can be given here."),
    "exclusive": gettext_lazy("This answer stands alone; take the others away."),
    "option": gettext_lazy("This answer is none of those that can be given here."),
    "kind": gettext_lazy("This cannot be read as an answer to the question."),
    "low": gettext_lazy("This is less than the question allows."),
    "high": gettext_lazy("This is more than the question allows."),
    "long": gettext_lazy("This is longer than the question allows."),
}


@transaction.atomic
def save_answer(response_id: UUID, link: str, given: Given, *, by: Actor, place: Place = ()) -> Sheet:
    """Keep the answer exactly as given; an empty one takes an earlier answer back. Gives the sheet as it stands now."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, response = opened_response(response_id)
    form = form_of(response)
    item = form.by_link.get(link)
    if item is None or not item.asks or item.calculated:
        raise Refused(_("This question is not part of the instrument."), field=link)
    line = next((one for one in sheet_of_response(response).lines if one.key == (link, place)), None)
    if wrong := misfit(item, given, line.options if line else item.options):
        raise Refused(MISFITS[wrong], field=link)
    where: dict[str, Any] = {"response": response, "link": link, "place": place_text(place)}
    if given == Given():
        Answer.objects.filter(**where).delete()
    else:
        Answer.objects.update_or_create(
            **where,
            defaults={
                "organisation_id": response.organisation_id,
                "values": [value_json(value, item.kind, response.language) for value in given.values],
                "absent": given.absent,
                "saved_at": now(),
                "saved_by_id": by.id,
                "saved_by_name": by.name,
            },
        )
    record_act(by, "save_answer", response, case_id=case.id, instrument=response.code, item=link)
    sheet = sheet_of_response(response)
    raise_alarms(case, response, alarms(sheet.answers), by)
    return sheet


def raise_alarms(case: Case, response: Response, found: Iterable[Alarm], by: Actor) -> None:
    """A critical answer opens the safety path, or raises it, before anything else is done with it."""
    causes = [
        Cause(
            response.code,
            SafetyLevel(alarm.critical.level),
            item=alarm.critical.link,
            why=alarm.critical.why,
            ref=response.id,
        )
        for alarm in found
    ]
    if causes:
        open_safety_path(case.id, response.person_id, causes, by=by)


def opened_response(response_id: UUID) -> tuple[Case, Response]:
    """The response, still being filled in, with its case locked."""
    case = locked(Response.objects.values_list("case_id", flat=True).get(id=response_id))
    refuse_closed(case)
    response = Response.objects.select_related("instrument", "person").get(id=response_id)
    if not response.is_open:
        raise Refused(_("This is completed and stays as it is. Correct it to change an answer."))
    response.case = case
    return case, response
