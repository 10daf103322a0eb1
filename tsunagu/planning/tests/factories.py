"""Plans as they stand while they are written and when they hold. Everybody is invented."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tsunagu.assessment.events import AssessmentCompleted
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import today
from tsunagu.pathways.queries import library
from tsunagu.planning.commands.activate_plan import activate_plan
from tsunagu.planning.commands.agree import record_agreement
from tsunagu.planning.commands.draft_plan import draft_plan
from tsunagu.planning.commands.goals import GoalWords, add_goal
from tsunagu.planning.commands.needs import add_need
from tsunagu.planning.commands.run_service import Request
from tsunagu.planning.commands.services import LineWords, add_service_line
from tsunagu.planning.commands.write_plan import write_section
from tsunagu.planning.queries import parts_of, properties_of


def case(agency, *persons, worker="noor", programme="hcbs", model="", **more):
    return cases.case(agency, *persons, worker=worker, programme=programme, model=model, **more)


def assessed(case, agency):
    """All assessments that this case's layers ask for, done at home today."""
    person_ids = list(case.members.values_list("person_id", flat=True))
    with acting(agency.system) as by:
        for code in library().required_assessments(**properties_of(case)):
            event = AssessmentCompleted(code, place="home", mode="in_person")
            record(locked(case.id), Happening(event, persons=person_ids), by=by)


def day(case, days):
    return today(case.zone) + timedelta(days=days)


def long_words(case, **more):
    return GoalWords(
        **{
            "text": "River walks to the library and back alone",
            "category": "leisure",
            "measure": "How often River went, counted by River",
            "baseline": "never since the accident",
            "target": "once a week",
            "target_date": day(case, 180),
            "relevance": "River read there every Saturday",
            "strength": "Knows the way by heart",
            "own_words": True,
            **more,
        }
    )


def short_words(case, **more):
    return long_words(
        case,
        **{
            "text": "River walks around the block with Sol",
            "target": "three times a week",
            "target_date": day(case, 60),
            "own_words": False,
            **more,
        },
    )


def line_words(case, **more):
    return LineWords(
        **{
            "what": "Physiotherapy: walking outdoors",
            "type": "rehabilitation",
            "party": "provider",
            "party_name": "Harbour Physiotherapy",
            "sector": "health",
            "frequency": "twice a week",
            "start": day(case, 7),
            "slots": [[1, "10:00", "11:00"], [3, "10:00", "11:00"]],
            "payer": "State plan",
            "units": Decimal(24),
            "unit_price": Decimal("85.50"),
            "currency": "USD",
            "necessity": "necessary",
            "rationale": "Unsafe on stairs; the therapist expects safe walking in twelve weeks",
            "setting": "home",
            **more,
        }
    )


def request(case, **more):
    """What a payer is asked for."""
    asked = {"units": Decimal(12), "unit_kind": "visit", "starts": day(case, -7), "ends": day(case, 80)}
    return Request(**{**asked, **more})


def grown(plan, case, by):
    """A tree of one need, one long-term goal, one short-term goal and one service."""
    need = add_need(plan_id=plan.id, text="Wants to get about alone again", words="I want my Saturdays back", by=by)
    long = add_goal(words=long_words(case), need_id=need.id, by=by)
    short = add_goal(words=short_words(case), parent_id=long.id, by=by)
    line = add_service_line(goal_id=short.id, words=line_words(case), by=by)
    return need, long, short, line


def written(plan, case, by):
    """The sections its layers ask for, and the person's agreement."""
    for key in parts_of(plan):
        write_section(plan_id=plan.id, key=key, text="As talked over with River on Monday.", by=by)
    record_agreement(
        plan_id=plan.id,
        participants=["person", "family"],
        how="At River's kitchen table",
        form="signature",
        name="River Aldana-Whitfield",
        by=by,
    )


def draft(case, by, **more):
    return draft_plan(case_id=case.id, person_id=case.members.first().person_id, by=by, **more)


def ready(case, by):
    """A draft to which nothing is missing."""
    plan = draft(case, by)
    grown(plan, case, by)
    written(plan, case, by)
    plan.refresh_from_db()
    return plan


def active(case, by):
    plan = ready(case, by)
    return activate_plan(plan_id=plan.id, by=by)
