"""What does a pathway ask for, when, and how often? One rule: which fact starts it, which window, what meets it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tsunagu.pathways.rules.needs import Way
from tsunagu.pathways.rules.questions import ALWAYS, Condition, Selectors
from tsunagu.pathways.rules.spans import Period, Span
from tsunagu.pathways.rules.vocabulary import Vocabulary, Words


@dataclass(frozen=True, eq=False)
class Clock:
    id: str
    layer: str
    duty: str  # the topic: rules with one topic are shown as one duty, strictest first
    title: Words
    from_: Selectors
    met_by: tuple[Way, ...]
    at: str | None = None  # counted from the date in this qualifier
    if_: Condition = ALWAYS  # asked once, when the clock starts
    while_: Condition = ALWAYS  # governs: the rule begins and ceases to apply
    only_while: Condition = ALWAYS  # what it adds to its layer's condition
    paused_while: Condition | None = None  # stops the clock; days lost are added
    until: Selectors = ()
    per: str = "person"  # person · named · case · record
    within: Span | None = None  # once
    every: Span | None = None  # again, counted from what met the last
    lasts: Span | None = None  # a repeating clock runs no longer than this
    in_each: Period | None = None  # once in each window of a grid
    opens: Span | None = None  # may not be met earlier than this before the anchor
    not_before: Span | None = None  # … or than this after it (retention's floor)
    grace: Span | None = None
    warn: tuple[Span, ...] = ()  # how long before the due moment it is shown as due, and reminded of again
    excused_by: Selectors = ()
    calendar: str | None = None  # whose holidays count, where not those of the place (a federal rule in a state)
    owner: str = "primary"
    escalate: tuple[tuple[Span, str], ...] = ()  # so long after the anchor, to whom
    legal: bool = False
    source: str = ""
    note: str = ""
    reads: frozenset[str] = frozenset()  # every kind of fact that can move it

    @cached_property
    def renews(self) -> bool:
        """What meets it also starts it again, as a review that names the day of the next one."""
        meets = {selector.kind for way in self.met_by for need in way.needs for selector in need.of}
        return any(selector.kind in meets for selector in self.from_)


def kinds_behind(condition: Condition, vocabulary: Vocabulary) -> set[str]:
    """The kinds of fact that can make a condition true or false."""
    return {kind for name in condition.names() for kind in vocabulary.properties[name].kinds()}


def reads(clock: Clock, vocabulary: Vocabulary) -> frozenset[str]:
    """The kinds behind triggers, ways, endings, excuses and every condition."""
    kinds = {s.kind for s in (*clock.from_, *clock.until, *clock.excused_by)}
    conditions = [clock.if_, clock.while_, clock.paused_while or ALWAYS]
    for way in clock.met_by:
        kinds |= way.kinds()
        conditions += way.conditions()
    return frozenset(kinds.union(*(kinds_behind(condition, vocabulary) for condition in conditions)))
