"""Medicines taken, and things explained until they are understood."""

from datetime import timedelta

import pytest

from tsunagu.cases.models import Duty, Fact
from tsunagu.core.actor import acting
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.monitoring.commands.record_adherence import record_adherence
from tsunagu.monitoring.commands.teach import teach
from tsunagu.monitoring.models import Adherence, Teaching
from tsunagu.monitoring.presenters.health import trend
from tsunagu.monitoring.queries.health import adherence_of, teachings_of, to_explain_again

pytestmark = pytest.mark.django_db


def in_days(case, days):
    return today(case.zone) + timedelta(days=days)


@pytest.fixture
def taken(case, noor):
    def make(how="as_agreed", since=-13, until=0, **more):
        words = {"known_by": "counted"} if how != "unknown" else {}
        days = {"since": in_days(case, since), "until": in_days(case, until)}
        person_id = case.members.first().person_id
        return record_adherence(
            **{"case_id": case.id, "person_id": person_id, "taken": how, "by": noor, **days, **words, **more}
        )

    return make


def open_duties(case, clock):
    return Duty.objects.filter(case=case, clock=f"agency/defaults.{clock}", outcome="open")


def test_medicines_not_taken_are_asked_about_again(taken, case):
    """R-076."""
    taken("partly", -27, -14, because="cost")
    assert open_duties(case, "medicines_again").count() == 1
    taken()
    assert not open_duties(case, "medicines_again").exists()
    kinds = Fact.objects.filter(case=case, kind="medication.checked").order_by("occurred_at")
    assert [fact.data["taken"] for fact in kinds] == ["partly", "as_agreed"]


@pytest.mark.parametrize(
    ("how", "more", "field"),
    [
        ("often", {}, "taken"),
        ("not", {}, "because"),
        ("as_agreed", {"known_by": ""}, "known_by"),
        ("as_agreed", {"since": 3}, "until"),
        ("as_agreed", {"person_id": uuid7()}, "person"),
    ],
)
def test_why_not_and_how_it_is_known_are_asked(taken, how, more, field):
    """R-076."""
    with pytest.raises(Refused) as refusal:
        taken(how, **more)
    assert refusal.value.field == field


def test_what_nobody_knows_needs_no_source_and_leaves_a_gap_in_the_line(taken, case):
    """R-076."""
    taken("as_agreed", -41, -28)
    taken("unknown", -27, -14)
    taken("not", -13, 0, because="effects", medicine="Metformin")
    drawn = trend(list(adherence_of(case)))
    assert [bar.kind for bar in drawn.bars] == ["as_agreed", "not"]
    assert drawn.bars[0].x < drawn.bars[1].x
    assert drawn.bars[0].y < drawn.bars[1].y


def test_what_was_not_said_back_is_explained_again(case, noor):
    """R-021."""
    first = said(case, noor, "no", on=in_days(case, -3))
    said(case, noor, "yes", topic="falls", on=in_days(case, -3))
    assert to_explain_again(list(teachings_of(case))) == [first]
    assert open_duties(case, "teach_again").count() == 1
    said(case, noor, "yes", again=first.subject)
    assert not open_duties(case, "teach_again").exists()
    assert to_explain_again(list(teachings_of(case))) == []


def said(case, by, understood, **more):
    words = {"topic": "medicines", "what": "Water tablet in the morning", "language": "en", "on": today(case.zone)}
    return teach(**{"case_id": case.id, "understood": understood, "by": by, **words, **more})


@pytest.mark.parametrize("field", ["topic", "what", "language", "understood"])
def test_education_says_what_in_which_language_and_what_came_back(case, noor, field):
    """R-021."""
    with pytest.raises(Refused) as refusal:
        said(case, noor, **{"understood": "yes", field: ""})
    assert refusal.value.field == field
    with pytest.raises(Refused):
        said(case, noor, "yes", again=uuid7())


def test_another_organisation_reads_neither(taken, case, noor, elsewhere):
    taken()
    said(case, noor, "yes")
    with acting(elsewhere.actor("noor")):
        assert not Adherence.objects.exists()
        assert not Teaching.objects.exists()
