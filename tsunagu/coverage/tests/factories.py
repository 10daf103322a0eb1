"""Coverages and authorisations as they stand on an ordinary day. Everybody is invented."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tsunagu.core.clock import today
from tsunagu.core.ids import uuid7
from tsunagu.coverage.commands.decide_authorisation import Answer, decide_authorisation
from tsunagu.coverage.commands.deliver_units import Delivered, deliver_units
from tsunagu.coverage.commands.record_coverage import CoverageWords, record_coverage
from tsunagu.coverage.commands.request_authorisation import Asked, request_authorisation


def day(case, days=0):
    return today(case.zone) + timedelta(days=days)


def words(case, **more):
    return CoverageWords(
        **{
            "scheme": "us_medicaid_plan",
            "payer": "Bluestem Health",
            "plan": "Community Plus",
            "subscriber_id": "BSH-4471-0092",
            "starts": day(case, -200),
            "ends": day(case, 165),
            **more,
        }
    )


def covered(case, by, **more):
    person_id = case.members.first().person_id
    return record_coverage(case_id=case.id, person_id=person_id, words=words(case, **more), by=by)


def requested(case, by, coverage=None, **more):
    said = {
        "line": uuid7(),
        "what": "Physiotherapy: walking outdoors",
        "units": Decimal(12),
        "unit_kind": "visit",
        "starts": day(case, -10),
        "ends": day(case, 80),
        "coverage_id": coverage.id if coverage else None,
        "payer": "" if coverage else "State plan",
        "person_id": case.members.first().person_id,
        **more,
    }
    return request_authorisation(case_id=case.id, asked=Asked(**said), by=by)


def answer(case, decision="approved", **more):
    return Answer(**{"decision": decision, "on": day(case), "reference": "PA-20881", **more})


def granted(case, by, coverage=None, **more):
    one = requested(case, by, coverage, **more)
    return decide_authorisation(authorisation_id=one.id, answer=answer(case), by=by)


def delivered(case, by, authorisation, units=1, **more):
    said = {"line": authorisation.line, "what": authorisation.what, "on": day(case), "units": Decimal(units), **more}
    return deliver_units(case_id=case.id, delivered=Delivered(**said), by=by)
