"""Which duties follow from this ledger and these clocks?

A rule counts from the later of its trigger and the day it began to apply. What was due before it ceased to apply stays
due; a window still running when it ceases is no longer owed. This one sentence gives model change, tier change, moving
house and joining a household.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tsunagu.pathways.rules.clocks import Clock
from tsunagu.pathways.rules.duties import Duty, Key, lead
from tsunagu.pathways.rules.facts import Fact, in_order
from tsunagu.pathways.rules.ledger import Ledger
from tsunagu.pathways.rules.needs import Look
from tsunagu.pathways.rules.spans import MAX, MIN, TICK, Interval, Place
from tsunagu.pathways.rules.vocabulary import Vocabulary

Waivers = frozenset[tuple[str, str | None, str]]  # clock, person, occurrence


def evaluate(
    facts: Iterable[Fact] | Ledger,
    clocks: Iterable[Clock],
    vocabulary: Vocabulary,
    place: Place,
    horizon: datetime,
    *,
    since: datetime = MIN,
) -> list[Duty]:
    """Every duty of one case, met and open. The horizon only limits how many coming months are laid out.

    Facts before `since` (history that came in by import) describe the case but start nothing.
    """
    ledger = facts if isinstance(facts, Ledger) else Ledger(facts, vocabulary, place)
    waived = _waivers(ledger)
    found: list[Duty] = []
    for clock in clocks:
        if _may_run(clock, ledger):
            for person in _whose(clock, ledger):
                found += _Starts(clock, ledger, person, horizon, since, waived).duties()
    return lead(found)


def _whose(clock: Clock, ledger: Ledger) -> Iterable[str | None]:
    """Each member; or the members and the household as a whole, for what may be about either; or the case alone."""
    if clock.per == "named":
        return (None, *ledger.members)
    return ledger.members if clock.per == "person" else (None,)


def _may_run(clock: Clock, ledger: Ledger) -> bool:
    """Has it been started at all, and does it ever apply to anyone? Most clocks of a library do not."""
    started = any(selector.kind in ledger.by_kind for selector in clock.from_)
    return started and bool(ledger.intervals(clock.while_, None))


def _waivers(ledger: Ledger) -> Waivers:
    return frozenset(
        (fact.data["clock"], person, fact.data["occurrence"])
        for fact in ledger.by_kind.get("duty.waived", ())
        for person in (fact.persons or (None,))
    )


@dataclass(frozen=True, slots=True)
class _Starts:
    """Each time one clock was started for one person (or for the case, or for a record)."""

    clock: Clock
    ledger: Ledger
    person: str | None
    horizon: datetime
    since: datetime
    waived: Waivers

    def duties(self) -> Iterator[Duty]:
        seen: set[Key] = set()
        for duty in self._all():
            if duty.key not in seen:  # two runs inside one month owe one visit
                seen.add(duty.key)
                yield duty

    def _all(self) -> Iterator[Duty]:
        clock, ledger = self.clock, self.ledger
        joined, left = ledger.members.get(self.person or "", (MIN, MAX))
        running: dict[str | None, datetime] = {}
        for trigger in self._triggers():
            subject = trigger.ref if clock.per == "record" else None
            known = max(trigger.at, joined)
            anchor = ledger.moment(trigger, clock.at) if clock.at else known
            if anchor is None or known > left or known < running.get(subject, MIN) or trigger.at < self.since:
                continue
            who = self._whose(trigger)
            if not ledger.true_at(clock.if_, who, known):
                continue
            stop = min(self._ending(trigger), left)
            if clock.every or clock.in_each:
                running[subject] = stop  # one run at a time; a later trigger starts another only after this one ended
            for run in self._runs(trigger, who, known, anchor, stop):
                yield from run.duties(trigger, self.horizon)

    def _triggers(self) -> list[Fact]:
        """The starting facts. A record's date may slip: its latest fact stands, under the id of the first."""
        facts = self.ledger.matching(self.clock.from_, self.person, named=self.clock.per == "named")
        if self.clock.per == "named" and self.person is None:
            facts = [fact for fact in facts if not fact.persons]
        if not self.clock.at or self.clock.renews:
            return facts
        first: dict[str, Fact] = {}
        latest: dict[str, Fact] = {}
        for fact in facts:
            first.setdefault(fact.ref or fact.id, fact)
            latest[fact.ref or fact.id] = fact
        return [replace(latest[name], id=first[name].id) for name in latest]

    def _whose(self, trigger: Fact) -> str | None:
        if self.clock.per == "record" and len(trigger.persons) == 1:
            return next(iter(trigger.persons))
        return self.person

    def _ending(self, trigger: Fact) -> datetime:
        """The first fact that ends what this trigger started: for a record, only one about the same record."""
        clock = self.clock
        about = trigger.ref if clock.at or clock.per == "record" else None
        endings = self.ledger.matching(clock.until, self.person, named=False)
        if not endings:
            return MAX
        return min((f.at for f in endings if f.order > trigger.order and f.ref in (None, about or f.ref)), default=MAX)

    def _runs(
        self, trigger: Fact, who: str | None, known: datetime, anchor: datetime, stop: datetime
    ) -> Iterator[_Run]:
        clock, ledger = self.clock, self.ledger
        pauses = ledger.intervals(clock.paused_while, who, everyone=True) if clock.paused_while else ()
        subject = trigger.ref if clock.per == "record" else None
        place = ledger.place.by(clock.calendar)
        last_due = place.fixed(clock.lasts, anchor) if clock.lasts else MAX
        about = (clock, ledger, who, self.person, subject, pauses, known, anchor)
        for start, end in ledger.intervals(clock.while_, who):
            if end > known and start < stop:
                yield _Run(*about, start, end, stop, last_due, self.waived, place)


@dataclass(frozen=True, slots=True)
class _Window:
    """From when to when one duty may be met."""

    name: str
    anchor: datetime
    opens: datetime
    due: datetime | None
    closes: datetime | None = None
    dated: bool = True  # has a due moment, even if a pause keeps it from being known


@dataclass(frozen=True, slots=True)
class _Run:
    """One clock running for one person (or case, or record) while its rule governs."""

    clock: Clock
    ledger: Ledger
    who: str | None
    person: str | None  # whose facts count (nobody's in particular, for a case or a record)
    subject: str | None
    pauses: Sequence[Interval]
    known: datetime  # when the trigger was true for this person
    anchor: datetime
    start: datetime  # the rule begins to apply
    end: datetime  # the rule ceases to apply: what was due before stays due
    stop: datetime  # an ending fact: what was unmet has ended
    last_due: datetime
    waived: Waivers
    place: Place

    def duties(self, trigger: Fact, horizon: datetime) -> Iterator[Duty]:
        later = self.start > self.known and not self.clock.at  # the rule began to apply after the trigger
        begin = self.start if later else self.anchor
        name = f"{trigger.id}@{self.place.day(self.start)}" if later else trigger.id
        if self.clock.in_each:
            return self._periods(begin, min(horizon, self.stop, self.end))
        if self.clock.every:
            return self._chain(begin, trigger.id, name)
        if later and self._satisfier(Look((self.anchor, ""), self.start, trigger.id)):
            return iter(())  # already met before its rule began to apply: not asked again
        return self._once(begin, trigger.id, name)

    def _once(self, anchor: datetime, skip: str, name: str) -> Iterator[Duty]:
        """A single window: from the anchor, or from `opens` before it or `not_before` after it, to anchor + within."""
        clock, place = self.clock, self.place
        opens = min(anchor, self.known) if clock.at else anchor  # a promise may be kept as soon as it was made
        counted = anchor
        if clock.opens:
            opens = place.before(clock.opens, anchor)
        if clock.not_before:
            # a floor is never stretched by a pause, and what may be done only from here must be done `within` from here
            opens = counted = place.fixed(clock.not_before, anchor) + TICK
        due = place.after(clock.within, counted, self.pauses) if clock.within else None
        if clock.at and due and due < self.start:
            return  # it was over before the rule began to apply
        window = _Window(name, anchor, opens, due, dated=clock.within is not None)
        if duty := self._settle(window, Look((opens, ""), self.stop, skip)):
            yield duty

    def _chain(self, anchor: datetime, skip: str, name: str) -> Iterator[Duty]:
        """Again and again, each counted from the fact that met the last (an early one moves the date forward)."""
        span = self.clock.within or self.clock.every
        after = (anchor, "")
        while span:
            due = self.place.after(span, anchor, self.pauses)
            duty = self._settle(_Window(name, anchor, anchor, due), Look(after, self.stop, skip))
            if duty is None:
                return
            yield duty
            if duty.outcome == "met" and duty.met_at and duty.met_by and duty.met_at < self.end:
                anchor, name, after, skip = duty.met_at, duty.met_by, (duty.met_at, duty.met_by), duty.met_by
            elif duty.outcome in ("excused", "waived") and duty.due and duty.due < min(self.end, self.stop):
                anchor, name, after = duty.due, f"{name}+", (duty.due, "")
            else:
                return
            span = self.clock.every

    def _periods(self, begin: datetime, until: datetime) -> Iterator[Duty]:
        """Once in each window of a grid. One that has closed cannot be met late, only be shown to have been met."""
        clock, place = self.clock, self.place
        if not clock.in_each:
            return
        for label, first, last in place.periods(clock.in_each, self.anchor, until):
            if last < begin or any(start <= first and last < end for start, end in self.pauses):
                continue  # paused throughout; for a part of it an exception must be on record
            opens = max(first, begin)
            due = place.fixed(clock.within, first) if clock.within else last
            duty = self._settle(_Window(label, first, opens, due, last), Look((opens, ""), min(last, self.stop)))
            if duty:
                yield duty

    def _satisfier(self, look: Look) -> Fact | None:
        """The first fact that meets it, by whichever way."""
        strict = self.clock.per != "named"  # what was done for the household was done for each
        found = [way.met(self.ledger, self.person, self.subject, look, strict) for way in self.clock.met_by]
        return found[0] if len(found) == 1 else min((fact for fact in found if fact), key=in_order, default=None)

    def _settle(self, window: _Window, look: Look) -> Duty | None:
        """What became of one window; None if it ceased to be owed before it was due."""
        due = window.due
        if due and due > self.last_due:
            return None
        outlived = due is None or due >= self.end  # the rule ceased to apply before this was due
        fact = self._satisfier(look)
        if fact and fact.at >= self.end and outlived:
            fact = None
        outcome, settled = self._outcome(window, look, fact)
        if outcome == "open":
            if window.dated and (due is None or outlived or due >= self.stop):
                if due is not None or min(self.stop, self.end) < MAX:
                    return None
            elif self.stop < MAX:
                outcome = "ended"
        return self._duty(window, outcome, settled)

    def _outcome(self, window: _Window, look: Look, fact: Fact | None) -> tuple[str, Fact | None]:
        """Met in time beats excused beats waived beats met late."""
        clock = self.clock
        if fact and (window.due is None or fact.at <= window.due):
            return "met", fact
        if clock.excused_by:
            inside = Look(look.after, window.closes or window.due or MAX)
            excuse = next(inside.over(self.ledger.matching(clock.excused_by, self.who)), None)
            if excuse:
                return "excused", excuse
        if (clock.id, self.who, window.name) in self.waived and not clock.legal:
            return "waived", None
        return ("met", fact) if fact else ("open", None)

    def _duty(self, window: _Window, outcome: str, settled: Fact | None) -> Duty:
        clock, due = self.clock, window.due
        warnings = self._warnings(window)
        still_open = outcome == "open"
        return Duty(
            clock=clock.id,
            person=self.who,
            subject=self.subject,
            occurrence=window.name,
            topic=clock.duty,
            anchor=window.anchor,
            opens=window.opens,
            warn=warnings[0] if warnings else min(window.opens, due or MAX),
            due=due,
            paused=window.dated and due is None and still_open,
            grace_until=self.place.fixed(clock.grace, due) if clock.grace and due else None,
            closes=window.closes,
            legal=clock.legal,
            owner=clock.owner,
            warnings=warnings if still_open else (),
            escalations=self._escalations(window) if clock.escalate and still_open else (),
            outcome=outcome,
            met_at=settled.at if settled else None,
            met_by=settled.id if settled else None,
            recorded_at=settled.recorded_at if settled else None,
        )

    def _warnings(self, window: _Window) -> tuple[datetime, ...]:
        if not self.clock.warn or window.due is None:
            return ()
        return tuple(sorted({max(window.opens, self.place.before(span, window.due)) for span in self.clock.warn}))

    def _escalations(self, window: _Window) -> tuple[tuple[datetime, str], ...]:
        """So long after the start; a clock that stands still tells nobody."""
        pauses = () if window.closes else self.pauses
        told = ((self.place.after(span, window.anchor, pauses), role) for span, role in self.clock.escalate)
        return tuple(sorted((at, role) for at, role in told if at))
