"""What is measured: the pages of a working day, recording, finding, importing and the engine, each on comparable people at every size."""

from __future__ import annotations

import contextlib
import io
import json
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count

from tsunagu.cases.choices import Mode, Place, Purpose
from tsunagu.cases.commands.duties import first_day, horizon_of, ledger_of, ledger_rows
from tsunagu.cases.commands.log_contact import log_contact
from tsunagu.cases.commands.rebuild_duties import rebuild_duties
from tsunagu.cases.models import Case, Duty, Fact
from tsunagu.cases.queries import leading
from tsunagu.console.bench.browser import Browser
from tsunagu.console.database import connection
from tsunagu.core.actor import acting, system_in
from tsunagu.core.clock import now
from tsunagu.fhir.importing import command as fhir
from tsunagu.identity.models import Membership, Organisation
from tsunagu.pathways import rules
from tsunagu.pathways.queries import library
from tsunagu.people.models import Person

CASELOAD, DUE = 25, 90  # open cases of the measured worker, and duties of their day
FACTS = (60, 180)  # of an ordinary case file, and of a thick one
SEARCHES = (
    ("kanji", "渡辺"),
    ("kana", "わたな"),
    ("hangul", "남궁"),
    ("two syllables inside", "영자"),
    ("one syllable", "김"),
    ("initials", "ㄴㄱ"),
    ("Roman letters", "Nam"),
    ("name and year", "김 1950"),
)
BATCH = 50  # cases that are rebuilt or evaluated at a time
PATIENTS = 60
PER_PATIENT = 5


@dataclass
class Scene:
    """One thing people do, or that is done for them. `amount` of `unit` a doing; `screen` costs are compared between sizes."""

    name: str
    do: Callable[[], Any]
    amount: int = 1
    unit: str = "request"
    kind: str = "screen"


@dataclass
class Population:
    """One size, as it is measured: what is in it, who works and on what."""

    size: int
    counts: dict[str, int]
    scenes: list[Scene]
    person_id: Any
    browser: Browser


def population(size: int) -> Population:
    """The scenes on the database that was entered."""
    organisation = _organisation()
    by = system_in(organisation.id, zone=organisation.zone)
    with acting(by), transaction.atomic():
        worker = _worker()
        cases = _cases()
        browser, readers = Browser(worker), [Browser(_member(case.primary_id)) for case in cases]
        person = Person.objects.earliest("id")
        counts = {
            "people": Person.objects.count(),
            "cases": Case.objects.count(),
            "open": Case.objects.open().count(),
            "facts": Fact.objects.count(),
            "duties": Duty.objects.count(),
            "workers": Membership.objects.count(),
            "due": Duty.objects.filter(
                leading(now()), owner_id=worker.user_id, warn_at__lte=now() + timedelta(days=7)
            ).count(),
        }
    pages = [*_day(browser), *_files(cases, readers), *_searches(browser), *_records(readers[0], cases[0])]
    scenes = [*pages, *_engine(by), _import(by)]
    return Population(size, counts, scenes, person.id, browser)


# -- who and what ----------------------------------------------------------------------------------------------------------


def _organisation() -> Organisation:
    """The larger one. Nobody acts yet, so the owner is asked."""
    with connection().creation.as_owner():
        found: Organisation = Organisation.objects.get(name="Wideharbour")
    return found


def _worker() -> Membership:
    """A case manager whose caseload and whose day are nearest to ordinary ones: the same at every size."""
    opened = Case.objects.open().values_list("primary").annotate(n=Count("id"))
    leads = Duty.objects.filter(leading(now()), warn_at__lte=now() + timedelta(days=7), paused=False)
    due = dict(leads.values_list("owner").annotate(n=Count("id")).order_by())
    far = {user_id: abs(n / CASELOAD - 1) + abs(due.get(user_id, 0) / DUE - 1) for user_id, n in opened if user_id}
    return _member(min(far, key=lambda user_id: (far[user_id], user_id)))


def _member(user_id: UUID | None) -> Membership:
    """A worker of the organisation; open cases have one."""
    assert user_id is not None
    found: Membership = Membership.objects.select_related("user", "organisation").get(user_id=user_id)
    return found


def _cases() -> list[Case]:
    """An ordinary case and a thick one, open, of one person: the same two stories at every size."""
    told = dict(Fact.objects.values_list("case_id").annotate(n=Count("id")).order_by())
    alone = list(Case.objects.open().values_list("opened_at", "id").annotate(n=Count("members")).filter(n=1))
    ids = [min((abs(told[id_] - wanted), opened, id_) for opened, id_, _n in alone)[2] for wanted in FACTS]
    return [Case.objects.get(id=id_) for id_ in ids]


# -- pages ---------------------------------------------------------------------------------------------------------------------


def _day(browser: Browser) -> Iterator[Scene]:
    yield Scene("My day", lambda: browser.get("/my-day/"))
    yield Scene("My caseload", lambda: browser.get("/my-caseload/"))


def _files(cases: Sequence[Case], readers: Sequence[Browser]) -> Iterator[Scene]:
    """Each read by the worker whose case it is."""
    (ordinary, thick), (one, other) = cases, readers
    yield Scene("Case file", lambda: one.get(f"/cases/{ordinary.id}/"))
    yield Scene("Case file, thick", lambda: other.get(f"/cases/{thick.id}/"))
    yield Scene("Timeline", lambda: other.get(f"/cases/{thick.id}/timeline/"))


def _searches(browser: Browser) -> Iterator[Scene]:
    for what, text in SEARCHES:
        url = f"/people/find/?q={quote(text)}"
        yield Scene(f"Find: {what} ({text})", lambda url=url: browser.get(url, fragment=True), kind="search")  # type: ignore[misc]


def _records(browser: Browser, case: Case) -> Iterator[Scene]:
    local = (now() - timedelta(minutes=5)).astimezone(ZoneInfo(case.zone))
    fields = {
        "counterpart": "person",
        "mode": "phone",
        "purpose": "coordination",
        "outcome": "reached",
        "on": local.date().isoformat(),
        "start": local.strftime("%H:%M"),
        "note": "Called about Thursday; the ride is booked.",
        "sign": "on",
        "next_when": "none",
    }
    yield Scene("Record a contact, the form sent", lambda: browser.post(f"/cases/{case.id}/contacts/new/", fields))

    def command() -> None:
        with acting(browser.actor), transaction.atomic():
            log_contact(
                case_id=case.id,
                by=browser.actor,
                started_at=now() - timedelta(hours=1),
                mode=Mode.IN_PERSON,
                place=Place.HOME,
                purpose=Purpose.MONITORING,
                note="The rail by the door has been put in.",
            )

    yield Scene("Record a contact, the command", command, kind="command", unit="contact")


# -- the engine ------------------------------------------------------------------------------------------------------------


def _engine(by: Any) -> Iterator[Scene]:
    with acting(by), transaction.atomic():
        ids = Random(1).sample(list(Case.objects.order_by("id").values_list("id", flat=True)), BATCH)  # noqa: S311
        cases = list(Case.objects.filter(id__in=ids))
        facts = sum(len(ledger_rows(case)) for case in cases)

    def evaluate() -> None:
        for case in cases:
            ledger, ruleset = ledger_of(case), library().rules_for(case.layers)
            rules.evaluate(
                ledger, ruleset.clocks, library().vocabulary, ledger.place, horizon_of(case), since=first_day(case)
            )

    def rebuild() -> None:
        with acting(by), transaction.atomic():
            rebuild_duties(ids)

    yield Scene("Evaluate duties", evaluate, amount=facts, unit="fact", kind="engine")
    yield Scene("Rebuild duties", rebuild, amount=BATCH, unit="case", kind="rebuild")


# -- import --------------------------------------------------------------------------------------------------------------------


def _import(by: Any) -> Scene:
    """A file of patients and what was found of them, as another system exports it."""
    folder = Path(mkdtemp(prefix="tsunagu-bench-"))
    lines = [json.dumps(resource) for number in range(PATIENTS) for resource in _patient(number)]
    (folder / "all.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
    args = Namespace(
        paths=[folder / "all.ndjson"],
        organisation=str(by.organisation),
        source="bench",
        dry_run=True,
        max_bundle=100.0,
        open=None,
        worker=None,
    )

    def take_in() -> None:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            if fhir.main(args):
                raise RuntimeError(said.getvalue())

    return Scene("Import FHIR resources", take_in, amount=len(lines), unit="resource", kind="import")


def _patient(number: int) -> Iterator[dict[str, Any]]:
    subject = {"reference": f"Patient/bench-{number}"}
    yield {
        "resourceType": "Patient",
        "id": f"bench-{number}",
        "identifier": [{"system": "urn:oid:2.999.1", "value": f"M{number:06d}"}],
        "name": [{"use": "official", "family": f"Aldana{number}", "given": ["River"]}],
        "gender": "female",
        "birthDate": f"{1930 + number % 60}-0{1 + number % 9}-1{number % 10}",
        "telecom": [{"system": "phone", "value": f"+1 207 555 {number:04d}"}],
        "address": [{"line": ["14 Pier Road"], "city": "Harborview", "country": "US"}],
    }
    for finding in range(PER_PATIENT):
        yield {
            "resourceType": "Observation",
            "id": f"bench-{number}-{finding}",
            "status": "final",
            "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}]},
            "subject": subject,
            "effectiveDateTime": f"2026-0{1 + finding}-12T09:30:00+00:00",
            "valueQuantity": {
                "value": 61.5 + finding,
                "unit": "kg",
                "system": "http://unitsofmeasure.org",
                "code": "kg",
            },
        }
