"""A case with one person who agreed to be assessed, for this room's tests and those of later rooms."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests.cast import Agency
from tsunagu.assessment.choices import Method
from tsunagu.assessment.commands import (
    Said,
    begin_assessment,
    begin_response,
    complete_response,
    conclude_section,
    record_session,
    save_answer,
    save_entry,
)
from tsunagu.assessment.models import Assessment, Response
from tsunagu.assessment.queries import sections_of
from tsunagu.assessment.queries.instruments import form_of
from tsunagu.assessment.rules.instruments import Given
from tsunagu.cases.choices import ConsentHow, ConsentPurpose, Mode, Place
from tsunagu.cases.commands.assign_worker import assign_worker
from tsunagu.cases.commands.give_consent import give_consent, revoke_consent
from tsunagu.cases.commands.open_case import open_case
from tsunagu.cases.models import Case, Consent
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.people.choices import Script
from tsunagu.people.commands import register_person
from tsunagu.people.models import Person
from tsunagu.people.rules.profile import NameDraft


def make_person(agency: Agency, given: str = "River", family: str = "Aldana-Whitfield", **about) -> Person:
    return register_person(
        names=[NameDraft(Script.ROMAN, family=family, given=given)],
        born=about.pop("born", date(1991, 3, 14)),
        language="en",
        by=agency.system,
        **about,
    )


def make_case(
    agency: Agency, *persons: Person, programme: str = "mental_health", model: str = "", worker: str = "noor"
) -> Case:
    """Opened, assigned to a worker, with consent to be assessed."""
    case = open_case(
        by=agency.system,
        programme=programme,
        model=model,
        persons=persons or [make_person(agency)],
        team_id=agency.team.id,
    )
    assign_worker(case_id=case.id, worker=agency.members[worker], reason="Their district", by=agency.system)
    agree(agency, case, ConsentPurpose.ASSESS)
    return Case.objects.get(id=case.id)


def person_of(case: Case) -> Person:
    return case.members.select_related("person").order_by("position")[0].person


def agree(agency: Agency, case: Case, purpose: ConsentPurpose, **more) -> None:
    """Everybody in the case consents, in writing."""
    for person_id in case.members.values_list("person_id", flat=True):
        give_consent(
            case_id=case.id,
            person_id=person_id,
            purpose=purpose,
            scope="What this case is about",
            how=ConsentHow.SIGNATURE,
            given_on=today(case.zone),
            by=agency.system,
            **more,
        )


def withdraw(agency: Agency, case: Case, purpose: ConsentPurpose) -> None:
    for consent in Consent.objects.filter(case=case, purpose=purpose, revoked_at=None):
        revoke_consent(consent.id, reason="Thought better of it", by=agency.system)


def begin(agency: Agency, case: Case, code: str = "functional", worker: str = "noor", **more) -> Assessment:
    return begin_assessment(case.id, code, person_id=person_of(case).id, by=agency.actor(worker), **more)


def meet(agency: Agency, assessment: Assessment, worker: str = "noor", **more):
    """The worker sat down with the person at home, an hour ago."""
    met = {"mode": Mode.IN_PERSON, "place": Place.HOME, "with_person": True, "minutes": 50} | more
    return record_session(assessment.id, held_at=now() - timedelta(hours=1), by=agency.actor(worker), **met)


def say(agency: Agency, assessment: Assessment, section: str, answers=None, worker: str = "noor", **more):
    said = Said(answers=answers or {}, **({"method": Method.INTERVIEW} | more))
    return save_entry(assessment.id, section, said, by=agency.actor(worker))


def conclude_all(agency: Agency, assessment: Assessment, worker: str = "noor") -> None:
    for section in sections_of(assessment):
        if not section.restricted:
            conclude_section(assessment.id, section.code, "Manages with what there is.", by=agency.actor(worker))


def fill_in(case: Case, code: str, points, *, by: Actor, complete: bool = True, **more) -> Response:
    """A shipped instrument answered so that each item gives these points: {"1": 2} or a list in the order of the items."""
    response = begin_response(case.id, person_of(case).id, code, by=by, **more)
    form = form_of(response)
    links = [item.link for item in form.questions]
    given = dict(zip(links, points, strict=False)) if isinstance(points, list) else points
    for link, wanted in given.items():
        item = form.by_link[link]
        value = next((option.value for option in item.options if option.score == wanted), Decimal(wanted))
        save_answer(response.id, link, Given((value,)), by=by)
    return complete_response(response.id, by=by) if complete else response
