"""The figures as a page: what was promised and what is, beside what the same would cost without us."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PAGE, FIGURES = ROOT / "docs" / "performance.md", ROOT / "docs" / "performance.json"
GROWTH, SEARCH, QUERIES, REBUILT = 1.3, 50, 10, 5_000
BASE = "10000"  # people: what a larger population is compared with
SMALL = 1.0  # milliseconds of processor time: what grows by less than this has not grown

Figures = dict[str, Any]


def write(figures: Figures) -> list[str]:
    """Both files, and the lines for the terminal."""
    FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = page(figures)
    PAGE.write_text(text, encoding="utf-8")
    return text.splitlines()


def page(figures: Figures) -> str:
    return (
        "\n".join([*_head(figures), *_promises(figures), *_populations(figures), *_scenes(figures), *_engine(figures)])
        + "\n"
    )


def _head(figures: Figures) -> Iterator[str]:
    machine = figures["machine"]
    yield "# Performance"
    yield ""
    yield "<!-- Made by `bin/bench`; run it again, do not edit. The figures are in performance.json. -->"
    yield ""
    yield (
        f"Measured {figures['at'][:10]} with Python {machine['python']}, Django {machine['django']} and PostgreSQL "
        f"{machine['postgresql']} on {machine['processors']} processors that others used too (load {machine['load']})."
    )
    yield "Therefore the clock on the wall says little here, and the comparisons rest on **processor time**: Python's, and that of the"
    yield f"server's process behind the connection. Medians of {figures['rounds']}, taken in turns: our page, its SQL alone through"
    yield "psycopg, a bare Django view that returns one row; at one size and at once at the next."
    yield ""
    yield "Everything runs under row-level security as the application's role. Requests go through the whole stack in this process, without"
    yield "the network, and are taken back afterwards, so what a commit waits for the disk is not in them."
    yield ""
    yield "`bin/bench load --people 10000`, `bin/bench load --people 100000`, `bin/bench`."
    yield ""


# -- what was promised ---------------------------------------------------------------------------------------------------------


def _promises(figures: Figures) -> Iterator[str]:
    sizes = _sizes(figures)
    yield "## What is promised"
    yield ""
    yield "| promise | measured | |"
    yield "|---|---|---|"
    if len(sizes) > 1:
        yield from _growth(figures, BASE if BASE in sizes[:-1] else sizes[0], sizes[-1])
    large = figures["sizes"][sizes[-1]]["scenes"]
    yield _worst(
        large, "search", "database", f"Search: under {SEARCH} ms in the database", lambda ms: ms < SEARCH, "ms"
    )
    yield _worst(
        large,
        "command",
        "queries",
        f"Recording a contact with its duties: at most {QUERIES} queries",
        lambda n: n <= QUERIES,
        "queries",
    )
    for scene in _of_kind(large, "rebuild"):
        minute = _a_minute(scene)
        yield _line(
            f"Rebuilding duties: {REBUILT:,} cases a minute on one core",
            f"{minute:,.0f} cases a minute",
            minute >= REBUILT,
            "" if minute >= REBUILT else _dominates(scene),
        )
    whole = sorted({table for scene in large.values() for table in scene["read_from_end_to_end"]})
    yield _line("No statement reads a large table from end to end", ", ".join(whole) or "none does", not whole)
    yield ""


def _growth(figures: Figures, small: str, large: str) -> Iterator[str]:
    """The screen that has grown most, and every one that has grown too much."""
    grown = sorted(_ratios(figures, small, large), reverse=True)
    too_much = [(ratio, name) for ratio, name in grown if ratio > GROWTH]
    for ratio, name in too_much or grown[:1]:
        scene = figures["sizes"][large]["scenes"][name]
        yield _line(
            f"Each screen at {int(large):,} people: at most {GROWTH} × its cost at {int(small):,}",
            f"{ratio:.2f} × ({name})",
            ratio <= GROWTH,
            _dominates(scene) if ratio > GROWTH else "",
        )


def _ratios(figures: Figures, small: str, large: str) -> Iterator[tuple[float, str]]:
    """Growth of processor time on both sides. What stays within a millisecond of itself has not grown."""
    before, after = figures["sizes"][small]["scenes"], figures["sizes"][large]["scenes"]
    for name, scene in after.items():
        if scene["kind"] in ("screen", "search", "command") and name in before:
            one, other = before[name]["ours"]["whole"], scene["ours"]["whole"]
            yield (other / one if other - one > SMALL else min(other / one, 1.0)), name


def _worst(scenes: Figures, kind: str, column: str, promise: str, kept: Callable[[float], bool], unit: str) -> str:
    name, scene = max(
        ((name, scene) for name, scene in scenes.items() if scene["kind"] == kind), key=lambda n: n[1]["ours"][column]
    )
    value = scene["ours"][column]
    return _line(promise, f"{value:g} {unit} ({name})", kept(value), "" if kept(value) else _dominates(scene))


def _line(promise: str, measured: str, kept: bool, why: str = "") -> str:
    return f"| {promise} | {measured} | {'kept' if kept else f'**missed**: {why}' if why else '**missed**'} |"


def _dominates(scene: Figures) -> str:
    """What a missed figure is made of."""
    layers = ", ".join(f"{layer} {share} %" for layer, share in scene["goes_to"].items())
    ours = scene["ours"]
    return f"{layers}; {ours['queries']} queries; the slowest is `{scene['slowest'][:90]}`"


# -- tables ----------------------------------------------------------------------------------------------------------------------


def _populations(figures: Figures) -> Iterator[str]:
    yield "## What is loaded"
    yield ""
    yield "| people | cases (open) | facts | duties | workers | due in the measured worker's day | loading |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for size in _sizes(figures):
        found = figures["sizes"][size]
        count, loaded = found["counts"], found["loaded"]
        took = f"{loaded['seconds']:,} s ({loaded['cpu']:,} s of Python)" if loaded else ""
        yield (
            f"| {int(size):,} | {count['cases']:,} ({count['open']:,}) | {count['facts']:,} | {count['duties']:,} | {count['workers']:,}"
            f" | {count['due']} | {took} |"
        )
    yield ""
    yield "Names in three scripts as unevenly spread as they are, years of facts, uneven caseloads. Nine in ten people are in one"
    yield "organisation, which is the one measured (the counts are its own). Its worker has about as many open cases at every size."
    yield ""


def _scenes(figures: Figures) -> Iterator[str]:
    for size in reversed(_sizes(figures)):
        yield f"## Pages and commands at {int(size):,} people"
        yield ""
        yield "Milliseconds. *CPU* is Python's, *server* the database's processor time, *in the database* the time waited for it;"
        yield "*× SQL* and *× one row* say how much more the whole costs than its own statements through psycopg, and than the bare view."
        yield ""
        yield "| | p50 | p95 | a second | CPU | server | in the database | queries | SQL alone | one row | × SQL | × one row | goes to |"
        yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|"
        for name, scene in figures["sizes"][size]["scenes"].items():
            if scene["kind"] in ("screen", "search", "command"):
                yield _row(name, scene)
        yield ""


def _row(name: str, scene: Figures) -> str:
    ours, sql, bare = scene["ours"], scene.get("sql"), scene["bare"]
    goes = ", ".join(f"{layer} {share} %" for layer, share in list(scene["goes_to"].items())[:3])
    return (
        f"| {name} | {ours['p50']:.1f} | {ours['p95']:.1f} | {1000 / ours['p50']:.0f} | {ours['cpu']:.1f} | {_ms(ours['server_cpu'])}"
        f" | {ours['database']:.1f} | {ours['queries']} | {_ms(sql and sql['whole'])} | {bare['whole']:.1f}"
        f" | {_times(ours, sql)} | {_times(ours, bare)} | {goes} |"
    )


def _engine(figures: Figures) -> Iterator[str]:
    yield "## Import and engine"
    yield ""
    yield "Of one core: Python's and the server's processor time together."
    yield ""
    yield "| people | | a second | a minute | CPU, ms each | server, ms each | queries | × SQL | goes to |"
    yield "|---:|---|---:|---:|---:|---:|---:|---:|---|"
    for size in _sizes(figures):
        for name, scene in figures["sizes"][size]["scenes"].items():
            if scene["kind"] in ("engine", "rebuild", "import"):
                yield _work(size, name, scene)
    yield ""


def _work(size: str, name: str, scene: Figures) -> str:
    ours, amount = scene["ours"], scene["amount"]
    goes = ", ".join(f"{layer} {share} %" for layer, share in list(scene["goes_to"].items())[:3])
    server = ours["server_cpu"]
    return (
        f"| {int(size):,} | {name}, {scene['unit']}s | {_a_minute(scene) / 60:,.0f} | {_a_minute(scene):,.0f} | {ours['cpu'] / amount:.2f}"
        f" | {_ms(None if server is None else server / amount, 2)} | {ours['queries']} | {_times(ours, scene.get('sql'))} | {goes} |"
    )


def _a_minute(scene: Figures) -> float:
    return float(60_000 * scene["amount"] / scene["ours"]["whole"])


def _of_kind(scenes: Figures, kind: str) -> list[Figures]:
    return [scene for scene in scenes.values() if scene["kind"] == kind]


def _times(ours: Figures, other: Figures | None) -> str:
    return f"{ours['whole'] / other['whole']:.1f}" if other and other["whole"] else "–"


def _ms(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _sizes(figures: Figures) -> list[str]:
    return sorted(figures["sizes"], key=int)
