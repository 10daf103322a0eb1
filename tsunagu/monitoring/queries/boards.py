"""Who stands where on a board: the duties of its clocks, for one worker, a team or the organisation.

Each board costs the same number of queries however many people stand on it, and finds its duties by (organisation, clock, due date).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import ConsentHow, ConsentPurpose, MeetingAbout, Mode, Outcome, Place, With
from tsunagu.cases.models import Consent, Contact, Duty, Exemption, Fact, Meeting, Member, Promise
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.identity.models import Membership
from tsunagu.monitoring.rules import Agreed, Condition, last_day, months_before, next_month, video_lacks
from tsunagu.scheduling.choices import COMING
from tsunagu.scheduling.models import Appointment

HOME_CARE, PREVENTIVE = "programme/jp-home-care.monthly_visit", "programme/jp-preventive.quarterly_visit"
MONTH_CLOCKS = (HOME_CARE, PREVENTIVE)
HOME_WITHIN = {HOME_CARE: 2, PREVENTIVE: 6}  # calendar months in which video needs a visit at home (T15)
SHOWN = 300  # of one board; nobody reads more, and the counts are of all


@dataclass(frozen=True)
class Scope:
    """Whose board it is: one worker's, one team's, or all that this person may list."""

    worker_id: UUID | None = None
    team_id: UUID | None = None


def listed(actor: Actor, clocks: Sequence[str], scope: Scope) -> QuerySet[Duty]:
    """Duties of these clocks that this person may see in a list: their own, their team's, or the organisation's."""
    duties = Duty.objects.filter(organisation_id=actor.organisation, clock__in=clocks)
    if not can(actor, Permission.ORGANISATION_LISTS):
        mine = Q(owner_id=actor.id)
        duties = duties.filter(mine | Q(team_id__in=actor.team_ids) if can(actor, Permission.CASE_ASSIGN) else mine)
    if scope.worker_id:
        duties = duties.filter(owner_id=scope.worker_id)
    if scope.team_id:
        duties = duties.filter(team_id=scope.team_id)
    return duties


# -- the month (T14 to T17) -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """One person on the month board. `state` is none, arranged, half, recorded_only, paused, excused or met."""

    case_id: UUID
    person_id: UUID | None
    owner_id: UUID | None
    clock: str
    state: str
    met_on: date | None = None
    seen_on: date | None = None
    by_video: bool = False
    planned_on: date | None = None
    last_home: date | None = None
    reason: str = ""
    lacks: tuple[Condition, ...] = ()


@dataclass
class MonthBoard:
    """Everybody who is owed a visit and its record in one calendar month."""

    first: date
    standings: list[Standing] = field(default_factory=list)
    counts: dict[UUID | None, Counter[str]] = field(default_factory=dict)

    @property
    def last(self) -> date:
        return last_day(self.first)

    def lane(self, *states: str) -> list[Standing]:
        return [standing for standing in self.standings if standing.state in states]

    def count(self, *states: str) -> int:
        return sum(counter[state] for counter in self.counts.values() for state in states)

    @property
    def total(self) -> int:
        return sum(counter.total() for counter in self.counts.values())

    @property
    def left(self) -> int:
        return self.count("none", "arranged", "half", "recorded_only")


def owed_in(actor: Actor, first: date, scope: Scope) -> QuerySet[Duty]:
    """The duties whose window ends with this month: monthly ones of the month, quarterly ones of the quarter that ends in it."""
    zone = ZoneInfo(actor.zone)
    begin = datetime(first.year, first.month, 1, tzinfo=zone)
    end = datetime(next_month(first).year, next_month(first).month, 1, tzinfo=zone)
    duties = listed(actor, MONTH_CLOCKS, scope).filter(due_at__gt=begin, due_at__lte=end)
    return duties.exclude(outcome__in=["ended", "waived"])


def month_board(actor: Actor, first: date, scope: Scope = Scope()) -> MonthBoard:
    """The board of a month, as it stands now. Ten queries."""
    duties = list(
        owed_in(actor, first, scope).values_list(
            "case_id", "person_id", "owner_id", "clock", "outcome", "paused", "met_at"
        )
    )
    known = _Known(actor, first, [d[0] for d in duties if d[4] == "open"], [d[1] for d in duties if d[1]])
    board = MonthBoard(first)
    for case_id, person_id, owner_id, clock, outcome, paused, met_at in duties:
        standing = known.standing(case_id, person_id, owner_id, clock, outcome, paused, met_at)
        board.counts.setdefault(owner_id, Counter())[standing.state] += 1
        board.standings.append(standing)
    return board


def left_in_month(actor: Actor, first: date) -> int:
    """How many of one's own people have not had visit and record this month: for the badge in the bar. One count by index."""
    return owed_in(actor, first, Scope(worker_id=actor.id)).filter(outcome="open", paused=False).count()


class _Known:
    """What the rows of a month need to know of their cases, read with one query a kind."""

    def __init__(self, actor: Actor, first: date, open_cases: list[UUID], persons: list[UUID]) -> None:
        self.zone, self.first = ZoneInfo(actor.zone), first
        since = self._instant(months_before(first, 5))
        until = self._instant(next_month(first))
        reached = Contact.objects.standing().filter(
            case_id__in=open_cases, outcome=Outcome.REACHED, counterpart=With.PERSON, started_at__lt=until
        )
        home = Q(mode=Mode.IN_PERSON, place=Place.HOME)
        seen = reached.filter(home | Q(mode=Mode.VIDEO), started_at__gte=since).order_by("started_at")
        self.seen: dict[UUID, list[tuple[date, bool, list[UUID]]]] = defaultdict(list)
        for case_id, at, mode, whom in seen.values_list("case_id", "started_at", "mode", "persons"):
            self.seen[case_id].append((self._day(at), mode == Mode.VIDEO, whom))
        recorded = Fact.objects.filter(
            case_id__in=open_cases,
            kind="monitoring.recorded",
            occurred_at__gte=self._instant(first),
            occurred_at__lt=until,
        )
        self.recorded = set(recorded.values_list("case_id", flat=True))
        promises = Promise.objects.open().filter(
            case_id__in=open_cases,
            contact__isnull=False,
            due__gte=max(first, self._day(now())),
            due__lt=next_month(first),
        )
        self.promised = dict(promises.order_by("-due").values_list("case_id", "due"))
        booked = Appointment.objects.filter(
            home | Q(mode=Mode.VIDEO),
            case_id__in=open_cases,
            state__in=COMING,
            starts_at__gte=max(now(), self._instant(first)),
            starts_at__lt=until,
        )
        self.booked: dict[UUID, list[tuple[date, list[UUID]]]] = defaultdict(list)
        for case_id, at, whom in booked.order_by("starts_at").values_list("case_id", "starts_at", "persons"):
            self.booked[case_id].append((self._day(at), whom))
        consents = Consent.objects.in_force(min(last_day(first), self._day(now()))).filter(
            person_id__in=persons, purpose=ConsentPurpose.VIDEO_MONITORING
        )
        self.consents = set(consents.exclude(how=ConsentHow.SPOKEN).values_list("person_id", flat=True))
        meetings = Meeting.objects.held().filter(
            case_id__in=open_cases, about=MeetingAbout.VIDEO_MONITORING, held_on__lte=last_day(first)
        )
        self.agreed = {
            case_id: Agreed(*points)
            for case_id, *points in meetings.order_by("held_on", "id").values_list(
                "case_id", "stable", "can_express", "others_inform"
            )
        }
        exemptions = Exemption.objects.filter(persons__overlap=persons, on__gte=first, on__lt=next_month(first))
        self.reasons = {p: reason for whom, reason in exemptions.values_list("persons", "reason") for p in whom}

    def standing(
        self,
        case_id: UUID,
        person_id: UUID | None,
        owner_id: UUID | None,
        clock: str,
        outcome: str,
        paused: bool,
        met_at: datetime | None,
    ) -> Standing:
        mine = [(on, video) for on, video, whom in self.seen[case_id] if person_id is None or person_id in whom]
        month = [(on, video) for on, video in mine if on >= self.first]
        homes = [on for on, video in mine if not video]
        lacks = video_lacks(
            self.first,
            consent=person_id in self.consents,
            agreed=self.agreed.get(case_id, Agreed()),
            home_visit=max((on for on in homes if on < next_month(self.first)), default=None),
            months=HOME_WITHIN[clock],
        )
        seen = next(((on, video) for on, video in reversed(month) if not video or not lacks), None)
        planned = self._planned(case_id, person_id)
        return Standing(
            case_id,
            person_id,
            owner_id,
            clock,
            self._state(outcome, paused, seen is not None, case_id in self.recorded, planned is not None),
            met_on=self._day(met_at) if met_at else None,
            seen_on=month[-1][0] if month else None,
            by_video=bool(month) and month[-1][1],
            planned_on=planned,
            last_home=max(homes, default=None),
            reason=self.reasons.get(person_id, "") if person_id else "",
            lacks=tuple(lacks) if outcome == "open" else (),
        )

    def _planned(self, case_id: UUID, person_id: UUID | None) -> date | None:
        """The next day that is agreed: a visit that is booked, or the next contact as it was promised, whichever comes first."""
        days = [on for on, whom in self.booked[case_id] if person_id is None or person_id in whom]
        if promised := self.promised.get(case_id):
            days.append(promised)
        return min(days, default=None)

    def _state(self, outcome: str, paused: bool, seen: bool, recorded: bool, planned: bool) -> str:
        if outcome != "open":
            return outcome
        if paused:
            return "paused"
        if seen:
            return "half"
        if recorded:
            return "recorded_only"
        return "arranged" if planned else "none"

    def _instant(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=self.zone)

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


# -- steps one after the other (T07 to T09, T23 and T24) --------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """A column of a board: the clocks that may owe it, the strictest of which counts."""

    name: str
    clocks: tuple[str, ...]


@dataclass(frozen=True)
class Ladder:
    """Steps that follow one trigger. `window` is how long ago the trigger may lie for a row without anything open."""

    name: str
    steps: tuple[Step, ...]
    window: timedelta

    @property
    def clocks(self) -> tuple[str, ...]:
        return tuple(clock for step in self.steps for clock in step.clocks)


_KR, _US = "programme/kr-integrated.", "programme/us-hospital-discharge."
KR_LADDER = Ladder(
    "kr",
    (
        Step("survey", (f"{_KR}survey",)),
        Step("selection", (f"{_KR}selection",)),
        Step("plan", (f"{_KR}plan_from_selection",)),
        Step("in_all", (f"{_KR}plan_in_all",)),
    ),
    timedelta(days=45),
)
US_BUNDLE = Ladder(
    "us",
    (
        Step("contact", (f"{_US}interactive_contact",)),
        Step("visit", (f"{_US}visit_high", f"{_US}visit")),
        Step("medicines", (f"{_US}reconcile_high", f"{_US}reconcile")),
        Step("thirty_days", (f"{_US}thirty_days",)),
    ),
    timedelta(days=35),
)


@dataclass(frozen=True)
class Rung:
    """One step of one person: met, excused, open until a day, or not begun (no duty yet)."""

    state: str = ""
    due_on: date | None = None
    met_on: date | None = None
    over: bool = False
    duty_id: UUID | None = None


@dataclass
class Climb:
    """A person on a ladder, from its trigger on."""

    case_id: UUID
    owner_id: UUID | None
    began_on: date
    rungs: dict[str, Rung] = field(default_factory=dict)

    @property
    def next(self) -> Rung | None:
        """The step that comes due first."""
        open_ = [rung for rung in self.rungs.values() if rung.state == "open" and rung.due_on]
        return min(open_, key=lambda rung: rung.due_on or date.max, default=None)


def ladder_board(actor: Actor, ladder: Ladder, scope: Scope = Scope()) -> list[Climb]:
    """Everybody with an open step, and those whose trigger is recent; whoever is due first stands first. Two queries.

    Steps of one case belong together by their case: a Korean step counts from the one before it, so its trigger is another fact.
    After a second discharge the case stands on the board from that one.
    """
    zone, at = ZoneInfo(actor.zone), now()
    began = dict(
        rows_on(actor, ladder, scope)
        .filter(clock__in=ladder.steps[0].clocks)
        .values("case_id")
        .annotate(last=Max("anchor_at"))
        .values_list("case_id", "last")
    )
    rows = rows_on(actor, ladder, scope).order_by("due_at")[: SHOWN * len(ladder.clocks)]
    step_of = {clock: step.name for step in ladder.steps for clock in step.clocks}
    climbs: dict[UUID, Climb] = {}
    for duty in rows:
        first = began.get(duty.case_id, duty.anchor_at)
        if duty.anchor_at < first or duty.outcome in ("ended", "waived"):
            continue
        climb = climbs.setdefault(duty.case_id, Climb(duty.case_id, duty.owner_id, first.astimezone(zone).date()))
        climb.rungs.setdefault(step_of[duty.clock], _rung(duty, zone, at))
    found = [climb for climb in climbs.values() if climb.next or climb.began_on >= (at - ladder.window).date()]
    return sorted(found, key=lambda c: (c.next.due_on if c.next and c.next.due_on else date.max, c.case_id))


def standing_on(actor: Actor, ladder: Ladder, scope: Scope = Scope()) -> QuerySet[Duty]:
    """The duties that put a case on the board: open ones, and those whose trigger is recent."""
    at = now()
    duties = listed(actor, ladder.clocks, scope).filter(due_at__gte=at - ladder.window - timedelta(days=60))
    return duties.filter(Q(outcome="open") | Q(anchor_at__gte=at - ladder.window))


def rows_on(actor: Actor, ladder: Ladder, scope: Scope = Scope()) -> QuerySet[Duty]:
    """Every step of the cases that stand on it."""
    duties = listed(actor, ladder.clocks, scope).filter(due_at__gte=now() - ladder.window - timedelta(days=60))
    return duties.filter(case_id__in=standing_on(actor, ladder, scope).values("case_id"))


def _rung(duty: Duty, zone: ZoneInfo, at: datetime) -> Rung:
    return Rung(
        state="paused" if duty.paused and duty.outcome == "open" else duty.outcome,
        due_on=(duty.due_at - timedelta(microseconds=1)).astimezone(zone).date() if duty.due_at else None,
        met_on=duty.met_at.astimezone(zone).date() if duty.met_at else None,
        over=duty.outcome == "open" and duty.due_at is not None and duty.due_at < at and not duty.paused,
        duty_id=duty.id,
    )


# -- the people on a board --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Named:
    """A case by the person it is named after."""

    name: str
    lang: str
    reading: str
    born: date | None


def names_on(case_ids: Iterable[UUID]) -> dict[UUID, Named]:
    """One query for all of them."""
    members = (
        Member.objects.filter(case_id__in=list(case_ids), left_at__isnull=True)
        .select_related("person", "person__merged_into")
        .order_by("case_id", "position", "id")
        .distinct("case_id")
    )
    return {
        m.case_id: Named(
            m.person.standing.name, m.person.standing.name_lang, m.person.standing.reading, m.person.standing.born
        )
        for m in members
    }


def workers_on(actor: Actor, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    found = Membership.objects.filter(organisation_id=actor.organisation, user_id__in=[i for i in ids if i])
    return dict(found.values_list("user_id", "user__name"))
