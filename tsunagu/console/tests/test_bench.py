"""Invented populations are what the product itself would have made, and the page says what was missed and why."""

from __future__ import annotations

import pytest

from tsunagu.cases.models import Case, Duty, Fact, Member
from tsunagu.console import database
from tsunagu.console.bench import population, report
from tsunagu.console.bench.meter import cost_of, undone
from tsunagu.console.progress import silent
from tsunagu.people.models import Name, Person, SearchKey


@pytest.fixture
def filled(transactional_db):
    """200 people in ten stories, seen as the owner."""
    with database.connection().creation.as_owner():
        population.fill(200, silent, stories_told=10)
        yield


@pytest.mark.data
def test_copies_of_a_story_are_what_a_rebuild_gives(filled):
    population.refuse_different(10)
    assert Person.objects.count() == 200
    assert set(Name.objects.values_list("script", flat=True)) == {"kanji", "kana", "hangul", "roman"}
    assert SearchKey.objects.filter(kind="initials").exists()
    assert not Member.objects.exclude(case__facts__isnull=False).exists()
    assert Fact.objects.values("case").distinct().count() == Case.objects.count() > 50
    assert Duty.objects.values_list("id").distinct().count() == Duty.objects.count() > Case.objects.count()


@pytest.mark.data
def test_a_row_that_a_rebuild_would_not_make_is_noticed(filled):
    everything = Case.objects.count()
    Duty.objects.filter(id=Duty.objects.earliest("id").id).update(weight=999)
    with pytest.raises(population.Different):
        population.refuse_different(everything)
    assert Duty.objects.filter(weight=999).exists()  # looking changed nothing


def test_savepoints_are_no_queries(db):
    def work() -> None:
        with undone():
            Person.objects.count()

    with undone():
        cost = cost_of(work)
    assert cost.queries == 1
    assert cost.statements[0][0].startswith("SELECT COUNT")
    assert cost.whole > 0


def scene(kind, whole, *, queries=5, amount=1, tables=()):
    one = {
        "p50": whole,
        "p95": whole,
        "cpu": whole,
        "database": whole,
        "server_cpu": 0.5,
        "whole": whole,
        "queries": queries,
    }
    return {
        "kind": kind,
        "unit": "case",
        "amount": amount,
        "ours": one,
        "bare": {**one, "whole": 2.0},
        "slowest": "SELECT 1",
        "read_from_end_to_end": list(tables),
        "goes_to": {"templates": 60, "ORM": 20},
    }


def figures(large):
    small = {
        "My day": scene("screen", 10.0),
        "Find": scene("search", 10.0),
        "Record": scene("command", 10.0, queries=8),
        "Rebuild": scene("rebuild", 500.0, amount=50),
    }
    counts = dict.fromkeys(("people", "cases", "open", "facts", "duties", "workers", "due"), 1)
    sizes = {"10000": small, "100000": {**small, **large}}
    return {
        "at": "2026-11-21T22:00:00+00:00",
        "machine": {"processors": 2, "load": 1.0, "python": "3.11", "django": "5.2", "postgresql": "18"},
        "rounds": 9,
        "sizes": {size: {"loaded": {}, "counts": counts, "scenes": scenes} for size, scenes in sizes.items()},
    }


def test_what_is_kept_is_said_in_one_line_each():
    page = report.page(figures({}))
    assert page.count("| kept |") == 5
    assert "missed" not in page


@pytest.mark.parametrize(
    ("large", "said"),
    [
        ({"My day": scene("screen", 14.0)}, "1.40 × (My day) | **missed**: templates 60 %, ORM 20 %; 5 queries"),
        ({"Find": scene("search", 51.0)}, "51 ms (Find) | **missed**"),
        ({"Record": scene("command", 10.0, queries=11)}, "11 queries (Record) | **missed**"),
        ({"Rebuild": scene("rebuild", 1000.0, amount=50)}, "3,000 cases a minute | **missed**"),
        ({"My day": scene("screen", 10.0, tables=["cases_duty"])}, "cases_duty | **missed**"),
    ],
)
def test_what_is_missed_says_what_dominates(large, said):
    assert said in report.page(figures(large))
