"""Coverages and authorisations as they stand on an ordinary day. Everybody is invented."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tsunagu.core.clock import today
from tsunagu.core.ids import uuid7
from tsunagu.coverage.commands.decide_authorisation import Answer, decide_authorisation
from tsunagu.coverage.commands.deliver_units import Delivered, deliver_units
from tsunagu.coverage.commands.record_coverage import CoverageWords, record_coverage
from tsunagu.coverage.commands.record_means import MeansWords, RowWords, record_means
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


def budget():
    """Rows of an ordinary month: a wage and a pension, rent and power, one debt in arrears."""
    return [
        RowWords("income", "Part-time work at the laundry", Decimal("210.00"), "week", "USD"),
        RowWords("benefit", "Disability pension", Decimal(640), "month", "USD"),
        RowWords("outgoing", "Rent", Decimal(780), "month", "USD"),
        RowWords("outgoing", "Power", Decimal(120), "two_months", "USD"),
        RowWords("debt", "Juniper Finance", Decimal(45), "month", "USD", Decimal(2300), Decimal(135)),
    ]


def means(case, by, person_id=None, rows=None, **more):
    said = {
        "on": day(case, -1),
        "source": "mixed",
        "informant": "River",
        "steps": "Ask Juniper for a smaller instalment",
    }
    words = MeansWords(rows=budget() if rows is None else rows, **{**said, **more})
    return record_means(case_id=case.id, person_id=person_id, words=words, by=by)
