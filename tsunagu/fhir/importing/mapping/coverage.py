"""A Coverage becomes one of ours: which insurance pays, under which number, until when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.coverage.choices import Scheme
from tsunagu.coverage.commands.take_coverage import take_coverage
from tsunagu.fhir.importing.mapping.base import Line, displays, line, parts, period, words
from tsunagu.fhir.importing.reading import Resource
from tsunagu.people.models import Person

# What a payer or a plan calls itself tells its scheme, the longer name first; any other is another payer until somebody knows.
CALLED = (
    ("medicare advantage", Scheme.US_MEDICARE_ADVANTAGE),
    ("medicare", Scheme.US_MEDICARE),
    ("medicaid", Scheme.US_MEDICAID),
    ("介護保険", Scheme.JP_LTCI),
    ("健康保険", Scheme.JP_HEALTH),
    ("公費", Scheme.JP_PUBLIC),
    ("장기요양", Scheme.KR_LTCI),
    ("의료급여", Scheme.KR_MEDICAL_AID),
    ("건강보험", Scheme.KR_HEALTH),
)
GONE = ("cancelled", "entered-in-error")


def line_of(coverage: Resource) -> Line:
    begin, end = period(coverage)
    number = coverage.get("subscriberId") or next((i.get("value") for i in parts(coverage, "identifier")), "")
    plan = next((c.get("name") for c in parts(coverage, "class") if c.get("name")), "")
    return line(
        words(coverage.get("type")) or plan or "",
        code=number or "",
        status=coverage.get("status"),
        began=begin,
        ended=end,
    )


def who(coverage: Resource) -> list[Resource]:
    return list(displays(coverage, "payor"))


def take_in(coverage: Resource, id_: str, person: Person, payer: str, *, source: str, by: Actor) -> UUID:
    """One that has run out, or was cancelled, is history: it is kept as ended."""
    said = line_of(coverage)
    begins, ends = _day(said.began), _day(said.ended)
    plan = next((str(c["name"]) for c in parts(coverage, "class") if c.get("name")), "")
    taken = take_coverage(
        person=person,
        source=source,
        external_id=id_,
        scheme=scheme_of(f"{said.title} {payer} {plan}"),
        payer=payer or said.title or source,
        plan=plan,
        subscriber_id=said.code,
        starts=begins,
        ends=ends,
        cancelled=said.status in GONE or (ends is not None and ends < today(by.zone)),
        by=by,
    )
    return taken.id


def scheme_of(text: str) -> Scheme:
    return next((scheme for words_, scheme in CALLED if words_ in text.lower()), Scheme.OTHER)


def _day(text: str) -> date | None:
    """A whole day; a year alone says too little for a card."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
