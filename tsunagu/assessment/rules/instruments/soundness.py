"""Does an instrument hang together? Every link once, every reference to something there, nothing that waits for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from tsunagu.assessment.rules.instruments.form import Instrument
from tsunagu.assessment.rules.instruments.scoring import RULES

Problem = tuple[str, str]  # where, what


def unsound(instrument: Instrument) -> list[Problem]:
    """Everything that forbids filling it in. Paths name the item by its link."""
    return [*_links(instrument), *_conditions(instrument), *_scores(instrument), *_criticals(instrument)]


def _links(instrument: Instrument) -> Iterator[Problem]:
    times = Counter(item.link for item in instrument.walk())
    for link, n in times.items():
        if n > 1:
            yield f"item {link}", f"the link “{link}” stands {n} times; each item has its own"
        if not link:
            yield "item", "an item without a link cannot be answered"
    if not times:
        yield "items", "it asks nothing"


def _conditions(instrument: Instrument) -> Iterator[Problem]:
    """An item may wait for others, and for nothing that waits for it."""
    waits: dict[str, set[str]] = {link: {above.link for above in path} for link, path in instrument.above.items()}
    for item in instrument.walk():
        for condition in item.when:
            asked = condition.question
            if asked == item.link:
                yield f"item {item.link}", "it is shown only when it was answered itself"
            elif asked not in instrument.by_link:
                yield f"item {item.link}", f"it waits for the item “{asked}”, which is not there"
            else:
                waits[item.link].add(asked)
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        yield f"item {error.args[1][0]}", "these items wait for each other: " + " → ".join(error.args[1])


def _scores(instrument: Instrument) -> Iterator[Problem]:
    for score in instrument.scores:
        for link in score.items:
            if link not in instrument.by_link:
                yield f"score {score.code}", f"it counts the item “{link}”, which is not there"
        if score.rule not in RULES:
            yield f"score {score.code}", f"no scoring rule is called “{score.rule}”"
        for below, above in zip(score.bands, score.bands[1:], strict=False):
            if below.sex == above.sex and None not in (below.high, above.low) and below.high >= above.low:  # type: ignore[operator]
                yield f"score {score.code}", f"the bands “{below.code}” and “{above.code}” overlap"


def _criticals(instrument: Instrument) -> Iterator[Problem]:
    for critical in instrument.criticals:
        item = instrument.by_link.get(critical.link)
        if item is None:
            yield f"critical {critical.link}", "there is no such item"
            continue
        for code in critical.answers:
            if item.options and item.option(code) is None:
                yield f"critical {critical.link}", f"“{code}” is none of its answers"
