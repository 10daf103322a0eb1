"""Measuring in turns: a scene, its SQL alone through psycopg, and the bare view, at one size and at once at the next, again and again.

What else the machine does falls on all of them alike, so their ratios hold where their seconds do not.
"""

from __future__ import annotations

import cProfile
import os
import platform
import pstats
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import Any

import django
import psycopg
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction

from tsunagu.console.bench import databases
from tsunagu.console.bench.browser import Bare
from tsunagu.console.bench.meter import Cost, Statement, cost_of, undone
from tsunagu.console.bench.scenes import Population, Scene, population
from tsunagu.console.progress import Progress
from tsunagu.core.actor import Actor, acting, tell

EACH = 3  # doings of a scene in a row, each beside its two measures
LARGE = 2_000  # rows; who reads a smaller table from end to end does well
LAYERS = (  # whose own time a profile's time is, by the path of its file
    ("templates", ("django/template", "django_cotton", "django/utils/html", "django/utils/safestring")),
    ("translation and dates", ("django/utils", "gettext", "zoneinfo", "babel", "tsunagu/ui")),
    ("ORM", ("django/db",)),
    ("driver, waiting for the server", ("psycopg",)),
    ("pathways", ("tsunagu/pathways",)),
    ("Django's handling", ("django/",)),
    ("our rooms", ("tsunagu/",)),
)


def measure(sizes: Sequence[int], *, rounds: int, progress: Progress) -> dict[str, Any]:
    """All figures, ready for JSON."""
    settings.ROOT_URLCONF = "tsunagu.console.bench.one_row"
    # A request inside a transaction of ours, which is taken back afterwards, keeps its connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    bare, there = Bare(), {}
    for size in sizes:
        databases.enter(size)
        there[size] = _Place(population(size), bare)
    _take_turns(there)
    for place in there.values():
        place.costs.clear()  # that was for warming up
    for _round in progress(range(rounds), "Rounds"):
        _take_turns(there)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": _machine(),
        "rounds": rounds * EACH,
        "sizes": {str(size): _figures(size, there[size]) for size in sizes},
    }


def _take_turns(there: dict[int, _Place]) -> None:
    """Each scene at every size, one right after the other, some times: what the machine does meanwhile falls on all sizes alike."""
    for scenes in zip(*(place.population.scenes for place in there.values()), strict=True):
        for _n in range(EACH):
            for (size, place), scene in zip(there.items(), scenes, strict=True):
                databases.enter(size)
                place.measure(scene)


class _Place:
    """One size with what is needed to measure on it, and what was measured."""

    def __init__(self, population: Population, bare: Bare) -> None:
        self.population, self.bare = population, bare
        self.raw = psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.ClientCursor})
        self.costs: dict[str, dict[str, list[Cost]]] = defaultdict(lambda: defaultdict(list))
        self.statements: dict[str, list[Statement]] = {}

    def measure(self, scene: Scene) -> None:
        """Once, beside its SQL and the bare view."""
        costs = self.costs[scene.name]
        with undone():
            ours = cost_of(scene.do)
        costs["ours"].append(ours)
        self.statements[scene.name], ours.statements = ours.statements, []
        if statements := self.statements[scene.name]:
            costs["sql"].append(self.sql_alone(statements))
        costs["bare"].append(self.one_row())

    def sql_alone(self, statements: Sequence[Statement]) -> Cost:
        """The same statements in one transaction, rows read and left as they are."""

        def run() -> None:
            tell(self.raw, self.population.browser.actor)
            with self.raw.cursor() as cursor:
                for sql, params in statements:
                    cursor.execute(sql, params)
                    if cursor.description:
                        cursor.fetchall()

        try:
            return cost_of(run, self.raw)
        finally:
            self.raw.rollback()

    def one_row(self) -> Cost:
        with acting(self.population.browser.actor):
            return cost_of(lambda: self.bare.get(f"/one-row/?id={self.population.person_id}"))


# -- figures -----------------------------------------------------------------------------------------------------------------


def _figures(size: int, place: _Place) -> dict[str, Any]:
    databases.enter(size)
    return {
        "loaded": databases.noted(size),
        "counts": place.population.counts,
        "scenes": {scene.name: _scene(scene, place) for scene in place.population.scenes},
    }


def _scene(scene: Scene, place: _Place) -> dict[str, Any]:
    ways = place.costs[scene.name]
    return {
        "kind": scene.kind,
        "unit": scene.unit,
        "amount": scene.amount,
        **{way: _summary(costs) for way, costs in ways.items()},
        "slowest": " ".join(ways["ours"][-1].slowest[1].split())[:160],
        "read_from_end_to_end": _whole_tables(place.statements[scene.name], place.population.browser.actor),
        "goes_to": _shares(scene),
    }


def _summary(costs: Sequence[Cost]) -> dict[str, Any]:
    walls = [cost.wall for cost in costs]
    server = [cost.server for cost in costs if cost.server is not None]
    return {
        "p50": round(median(walls), 2),
        "p95": round(quantiles(walls, n=20)[-1], 2) if len(walls) > 1 else round(walls[0], 2),
        "cpu": round(median(cost.cpu for cost in costs), 2),
        "database": round(median(cost.database for cost in costs), 2),
        "server_cpu": round(median(server), 2) if server else None,
        "whole": round(median(cost.whole for cost in costs), 2),
        "queries": round(median(cost.queries for cost in costs)),
    }


def _whole_tables(statements: Sequence[Statement], actor: Actor) -> list[str]:
    """Large tables that a statement reads from end to end, asked of the planner as the application's role."""
    found: Counter[str] = Counter()
    with acting(actor), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where reltuples > %s", [LARGE])
        large = {name for (name,) in cursor.fetchall()}
        for sql, params in statements:
            if sql.lstrip().upper().startswith("SELECT"):
                cursor.execute(f"explain (format json) {sql}", params)
                ((plans,),) = cursor.fetchall()
                found.update(_scans(plans[0]["Plan"]) & large)
    return sorted(found)


def _scans(plan: dict[str, Any]) -> set[str]:
    here = {plan["Relation Name"]} if plan["Node Type"] == "Seq Scan" else set()
    return here.union(*(_scans(below) for below in plan.get("Plans", ())))


def _shares(scene: Scene) -> dict[str, int]:
    """Where the time of one doing goes, in hundredths, the most first."""
    profile = cProfile.Profile()
    with undone():
        profile.runcall(scene.do)
    spent: Counter[str] = Counter()
    for (file, _line, name), (_calls, _n, own, *_rest) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        where = f"{file} {name}"
        spent[next((layer for layer, paths in LAYERS if any(path in where for path in paths)), "Python itself")] += own
    whole = sum(spent.values()) or 1
    return {layer: round(100 * own / whole) for layer, own in spent.most_common(4)}


def _machine() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        (server,) = cursor.fetchone()
    return {
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[1], 1),
        "python": platform.python_version(),
        "django": django.get_version(),
        "postgresql": server,
    }
