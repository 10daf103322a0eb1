"""Which instruments does this organisation have, and what did they say of a person over time?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from tsunagu.assessment.choices import Origin
from tsunagu.assessment.models import Answer, InstrumentVersion, Response
from tsunagu.assessment.rules.instruments import (
    Given,
    Instrument,
    Key,
    Place,
    Shelf,
    load_shelf,
    read_document,
    score_only,
)
from tsunagu.assessment.rules.instruments.fhir import value_of
from tsunagu.assessment.rules.instruments.flow import Sheet, lay_out
from tsunagu.assessment.rules.instruments.kin import recognised
from tsunagu.assessment.rules.instruments.reading import read_questionnaire
from tsunagu.assessment.rules.instruments.scoring import About
from tsunagu.cases.models import Case
from tsunagu.cases.queries import visible_to
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.people.choices import Precision, Sex
from tsunagu.people.models import Person

# How much of a birth date is known, in letters of its ISO form.
PRECISION: dict[str, int] = {Precision.YEAR: 4, Precision.MONTH: 7}
SHIPPED = Path(__file__).parent.parent / "library" / "instruments"


@cache
def shelf() -> Shelf:
    """What comes with the program, and an agency's own from the folder `instruments` in Tsunagu's home."""
    own = Path(settings.HOME) / "instruments"
    return load_shelf(SHIPPED, *([own] if own.is_dir() else []))


def instrument_of(version: InstrumentVersion) -> Instrument:
    """The instrument as this version says it. A version never changes, so it is read once."""
    return _read(version.id, version.origin, version.document, json.dumps(version.value_sets))


@lru_cache(maxsize=256)
def _read(version_id: UUID, origin: str, document: str, value_sets: str) -> Instrument:
    if origin == Origin.SHIPPED:
        found = read_document(str(version_id), document, [])
        if found is None:
            raise LookupError(f"instrument version {version_id} cannot be read any more")
        return found
    return recognised(read_questionnaire(json.loads(document), json.loads(value_sets)), shelf())


def form_of(response: Response) -> Instrument:
    """What this response fills in: the whole instrument, or its scores alone."""
    instrument = instrument_of(response.instrument)
    return score_only(instrument) if response.score_only and not instrument.score_only else instrument


@dataclass(frozen=True)
class Offered:
    """An instrument that can be begun; `version` is None while a shipped one has not been used yet."""

    instrument: Instrument
    version: InstrumentVersion | None
    shipped: bool

    @property
    def key(self) -> str:
        """How a form or an address names it: the row where there is one, else the code of a shipped one."""
        return self.instrument.code if self.shipped or self.version is None else str(self.version.id)


def offered() -> list[Offered]:
    """The shipped ones of today and the newest loaded version of each other, by title. Retired ones are not offered."""
    rows = list(InstrumentVersion.objects.filter(retirement=None).order_by("loaded_at", "id"))
    by_shipped = {(row.code, row.version): row for row in rows if row.origin == Origin.SHIPPED}
    found = [Offered(one, by_shipped.get((one.code, one.version)), True) for one in shelf()]
    newest = {_family(row): row for row in rows if row.origin == Origin.QUESTIONNAIRE}
    return found + [Offered(instrument_of(row), row, False) for row in newest.values()]


def _family(row: InstrumentVersion) -> tuple[str, str]:
    """Versions of one instrument share an address, else a code. A form that says neither address nor version stands by itself."""
    unsaid = row.fingerprint.startswith(row.version)
    return row.url or (row.fingerprint if unsaid else row.code), row.language


def get_offered(key: str) -> Offered | None:
    return next((one for one in offered() if one.key == key), None)


def get_version(version_id: UUID) -> InstrumentVersion:
    found = InstrumentVersion.objects.select_related("retirement").filter(id=version_id).first()
    if found is None:
        raise Http404
    return found


def responses_of(case: Case, person_id: UUID | None = None) -> QuerySet[Response]:
    """A case's responses, the newest first."""
    found = (
        Response.objects.filter(case=case)
        .select_related("instrument", "person", "replaces")
        .prefetch_related("corrections")
    )
    return found.filter(person_id=person_id) if person_id else found


def left_open_by(actor: Actor) -> QuerySet[Response]:
    """What this worker began and did not complete, on cases that are open to them; the longest waiting first. They have no due date."""
    mine = Response.objects.begun().filter(begun_by_id=actor.id, case__in=visible_to(actor), case__closed_at=None)
    return mine.select_related("instrument", "person__merged_into").order_by("begun_at", "id")


def get_response(case: Case, response_id: UUID) -> Response:
    """One of this case's; 404 otherwise. The case has been opened by the caller."""
    found = responses_of(case).filter(id=response_id).first()
    if found is None:
        raise Http404
    return found


def given_in(response: Response) -> dict[Key, Given]:
    return {(answer.link, place_of(answer.place)): given_of(answer) for answer in response.answers.all()}


def given_of(answer: Answer) -> Given:
    values = tuple(value for node in answer.values if (value := value_of(node)) is not None)
    return Given(values, answer.absent)


def place_of(text: str) -> Place:
    return tuple(int(turn) for turn in text.split(".")) if text else ()


def place_text(place: Place) -> str:
    return ".".join(str(turn) for turn in place)


def sheet_of_response(response: Response, *, spare: bool = False) -> Sheet:
    """The response as it stands: what is asked, what was answered, what the form works out."""
    known = variables_for(response.instrument, response.person)
    return lay_out(form_of(response), given_in(response), known, spare=spare)


def variables_for(version: InstrumentVersion, person: Person, worker: str = "") -> dict[str, Any]:
    """What a form's expressions may know besides the answers."""
    document = json.loads(version.document) if version.origin == Origin.QUESTIONNAIRE else {}
    return {
        "questionnaire": document,
        "patient": patient_of(person),
        "user": {"resourceType": "Practitioner", "name": [{"text": worker}]},
    }


def patient_of(person: Person) -> dict[str, Any]:
    """As much of FHIR's Patient as forms ask for: names, sex, birth date."""
    names = [
        {"text": name.text, "family": name.family, "given": [name.given] if name.given else []}
        for name in person.names.all()
    ]
    known: Mapping[str, Any] = {
        "resourceType": "Patient",
        "id": str(person.id),
        "name": names,
        "gender": person.sex,
        "birthDate": person.born.isoformat()[: PRECISION.get(person.born_precision, 10)] if person.born else None,
    }
    return {key: value for key, value in known.items() if value}


def about(response: Response) -> About:
    """What scoring rules may know of the person, as of the day they answered."""
    person, day = response.person, today(response.case.zone)
    born = person.born
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else None
    return About(person.sex if person.sex in (Sex.FEMALE, Sex.MALE) else "", age)


@dataclass(frozen=True)
class Before:
    """What was answered to an item last time, and when."""

    given: Given
    response: Response


def before(response: Response) -> dict[Key, Before]:
    """The last standing answers of this person to the same instrument, for showing beside."""
    last = (
        Response.objects.standing()
        .filter(case=response.case, person=response.person, code=response.code)
        .exclude(id=response.id)
        .order_by("-answered_at", "-id")
        .first()
    )
    return {key: Before(given, last) for key, given in given_in(last).items()} if last else {}


def results_over_time(case: Case, person_id: UUID) -> dict[str, list[Response]]:
    """The standing responses with a total, oldest first, by instrument."""
    found: dict[str, list[Response]] = {}
    standing = Response.objects.standing().filter(case=case, person_id=person_id).select_related("instrument")
    for response in standing.order_by("answered_at", "id"):
        found.setdefault(response.code, []).append(response)
    return found


def latest_by_code(responses: Iterable[Response]) -> dict[str, Response]:
    return {response.code: response for response in responses}
