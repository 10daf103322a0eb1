"""What must hold for any history whatever."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsunagu.pathways.rules import MAX, RETRACTED, Clock, Duty, Fact, Place, evaluate, refresh
from tsunagu.pathways.tests.story import JP, LA, RULES, VOCABULARY

START = datetime(2026, 1, 1, tzinfo=UTC)
HORIZON = datetime(2026, 9, 1, tzinfo=UTC)
MEMBERS = [
    Fact("p0", "person.joined", START - timedelta(9), frozenset({"ana"})),
    Fact("p1", "person.joined", START, frozenset({"ben"})),
]
APART = ("person.joined", RETRACTED, "duty.waived")
MENU = [(kind, qualifiers) for kind, qualifiers in VOCABULARY.kinds.items() if kind not in APART]
COMMON = (
    "contact.made",
    "monitoring.recorded",
    "service.started",
    "service.ended",
    "plan.activated",
    "plan.reviewed",
    "model.set",
    "tier.set",
    "stay.started",
    "stay.ended",
    "referral.decided",
    "programme.set",
    "exception.recorded",
    "promise.made",
)
WEIGHTED = MENU + [entry for entry in MENU if entry[0] in COMMON] * 6
OPENING = [
    ("programme.set", {"programme": "jp_home_care"}),
    ("model.set", {"model": "intensive"}),
    ("jurisdiction.set", {"jurisdiction": "jp"}),
    ("case.opened", {}),
    ("referral.decided", {"decision": "accept"}),
    ("service.started", {}),
    ("plan.activated", {"interim": False}),
]
USUAL = {
    "contact.made": {"mode": "in_person", "place": "home", "with": "person", "by": "assigned_worker"},
    "exception.recorded": {"reason": "person_away"},
    "stay.started": {"setting": "hospital"},
    "stay.ended": {"setting": "hospital"},
}
MORE = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def value(type_: Any) -> st.SearchStrategy[Any]:
    if isinstance(type_, (list, tuple)):
        return st.sampled_from(type_)
    return {
        "number": st.integers(0, 60),
        "boolean": st.booleans(),
        "text": st.sampled_from(["a", "b"]),
        "date": st.dates(date(2026, 1, 1), date(2026, 12, 1)),
        "datetime": st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
    }[type_]


@st.composite
def qualifiers_of(draw: Any, kind: str, qualifiers: Any) -> dict[str, Any]:
    if kind in USUAL and draw(st.integers(0, 2)):
        return USUAL[kind]
    return {name: draw(value(type_)) for name, type_ in qualifiers.items() if draw(st.integers(0, 3))}


@st.composite
def histories(draw: Any, size: int = 22) -> list[Fact]:
    """Half of them begin as a real case does, and many facts are of the usual kind; the rest is anything at all."""
    facts = list(MEMBERS)
    if draw(st.booleans()):
        opening = [(START + timedelta(hours=i), *event) for i, event in enumerate(OPENING)]
        facts += [Fact(f"o{i}", k, at, frozenset(), d, None, START) for i, (at, k, d) in enumerate(opening)]
    for i in range(draw(st.integers(0, size))):
        kind, qualifiers = draw(st.sampled_from(WEIGHTED))
        at = START + timedelta(minutes=draw(st.integers(0, 240 * 24 * 2)) * 30)
        persons = draw(st.sampled_from([(), ("ana",), ("ana",), ("ben",), ("ana", "ben")]))
        facts.append(
            Fact(
                id=f"f{i:03}",
                kind=kind,
                at=at,
                persons=frozenset(persons),
                data=draw(qualifiers_of(kind, qualifiers)),
                ref=draw(st.sampled_from([None, "r1", "r2"])),
                recorded_at=at + timedelta(hours=draw(st.integers(0, 90))),
            )
        )
    return facts


def run(
    facts: list[Fact], clocks: tuple[Clock, ...] = RULES.clocks, place: Place = JP, horizon: datetime = HORIZON
) -> list[Duty]:
    return evaluate(facts, clocks, VOCABULARY, place, horizon)


def moments(last: int = 9) -> st.SearchStrategy[datetime]:
    return st.datetimes(datetime(2026, 1, 1), datetime(2026, last, 1), timezones=st.just(UTC))


@MORE
@given(histories(), st.randoms())
def test_the_order_in_which_facts_arrive_does_not_matter(facts, random):
    shuffled = facts[:]
    random.shuffle(shuffled)
    assert run(shuffled) == run(facts)


@MORE
@given(histories())
def test_it_says_the_same_twice_and_names_each_duty_once(facts):
    first = run(facts)
    assert run(facts) == first
    assert len({d.key for d in first}) == len(first)


@MORE
@given(histories(), st.data())
def test_a_corrected_fact_is_as_if_it_had_always_been_so(facts, data):
    right = data.draw(st.sampled_from(facts))
    wrong = replace(right, kind="contact.made", at=right.at + timedelta(days=3), data={"mode": "phone"})
    others = [f for f in facts if f is not right]
    fix = replace(right, id="zz", corrects=right.id, recorded_at=HORIZON)
    assert run([*others, wrong, fix]) == run([*others, replace(right, recorded_at=HORIZON)])


@MORE
@given(histories(), st.data())
def test_a_retracted_fact_was_never_there(facts, data):
    victim = data.draw(st.sampled_from(facts))
    retraction = Fact("zz", RETRACTED, victim.at, corrects=victim.id, recorded_at=HORIZON)
    assert run([*facts, retraction]) == run([f for f in facts if f is not victim])


@MORE
@given(histories(), st.data(), moments())
def test_one_more_rule_never_loosens_a_date(facts, data, now):
    extra = data.draw(st.sampled_from(RULES.clocks))
    fewer = tuple(clock for clock in RULES.clocks if clock is not extra)

    def earliest(clocks: tuple[Clock, ...]) -> dict[tuple[str, str | None, str | None], datetime]:
        found: dict[tuple[str, str | None, str | None], datetime] = {}
        for d in run(facts, clocks):
            if d.outcome == "open" and d.due and not (d.closes and d.closes < now):
                key = d.topic, d.person, d.subject
                found[key] = min(found.get(key, MAX), d.due)
        return found

    more, less = earliest(RULES.clocks), earliest(fewer)
    assert all(more[key] <= less[key] for key in less)


@MORE
@given(histories(), st.data())
def test_after_one_fact_the_stored_duties_are_those_of_a_full_rebuild(facts, data):
    new = data.draw(st.sampled_from(facts))
    stored = run([f for f in facts if f is not new])
    assert refresh(stored, RULES, {new.kind}, facts, VOCABULARY, JP, HORIZON) == run(facts)


@MORE
@given(histories(), st.data())
def test_after_one_correction_too(facts, data):
    old = data.draw(st.sampled_from(facts))
    kind, qualifiers = data.draw(st.sampled_from(WEIGHTED))
    changed = data.draw(qualifiers_of(kind, qualifiers))
    fix = replace(old, id="zz", kind=kind, corrects=old.id, recorded_at=HORIZON, data=changed)
    after = [*facts, fix]
    assert refresh(run(facts), RULES, {old.kind, kind}, after, VOCABULARY, JP, HORIZON) == run(after)


@MORE
@given(histories(), moments(8))
def test_exactly_one_of_each_topic_leads_at_any_moment(facts, now):
    leading: dict[Any, list[Duty]] = {}
    alive = set()
    for d in run(facts):
        if d.outcome == "open" and not (d.closes and d.closes < now):
            alive.add((d.topic, d.person, d.subject))
            if d.lead_from and d.lead_from <= now:
                leading.setdefault((d.topic, d.person, d.subject), []).append(d)
    assert set(leading) == alive
    assert all(len(several) == 1 for several in leading.values())


@MORE
@given(histories(), st.integers(1, 120))
def test_a_longer_horizon_only_adds_windows(facts, days):
    def bare(duties: list[Duty]) -> set[Duty]:
        return {replace(d, lead_from=None, because=()) for d in duties}

    assert bare(run(facts)) <= bare(run(facts, horizon=HORIZON + timedelta(days)))


@MORE
@given(histories(), moments(6))
def test_history_before_a_day_starts_nothing(facts, since):
    starts = {f.id for f in facts if f.at >= since}
    for d in evaluate(facts, RULES.clocks, VOCABULARY, JP, HORIZON, since=since):
        counted_on = d.anchor >= since or d.closes  # a grid begins with the window that holds its start
        redated = RULES.by_id[d.clock].at  # known by its first fact, however old, once a later one has moved its date
        assert counted_on or redated or d.occurrence.split("@")[0].rstrip("+") in starts


@MORE
@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 60),
    st.sampled_from([JP, LA]),
)
def test_business_days_are_business_days(at, n, place):
    start = place.day(at)
    day = place.business(start, n)
    passed = sum(place.is_business(start + timedelta(i)) for i in range(1, (day - start).days + 1))
    assert passed == n
    assert n == 0 or place.is_business(day)
