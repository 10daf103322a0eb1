"""What stands beside a worker's list: the month's visits, cases that are new, and what others owe an answer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse

from tsunagu.cases.choices import Mode
from tsunagu.cases.models import Assignment, AssignmentRole, Case, Duty, Fact, Member
from tsunagu.cases.queries import leading
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now

# Duties that somebody outside meets: until they are late they are not the worker's to do.
ANSWERED_BY_OTHERS = ("referral_answer", "opinion_answer", "authorisation_answer")
NEW_FOR_DAYS = 7


@dataclass(frozen=True)
class Named:
    """A case by the name of the person it is about."""

    case_id: UUID
    name: str
    lang: str = ""
    note: str | date = ""

    @property
    def url(self) -> str:
        return reverse("web:case", kwargs={"case_id": self.case_id})


@dataclass
class MonthVisits:
    """Who has had this calendar month's visit: with its record, without it, or not at all (T14)."""

    last_day: date
    done: int = 0
    half: list[Named] = field(default_factory=list)
    none: list[Named] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.done + len(self.half) + len(self.none)

    @property
    def left(self) -> int:
        return len(self.half) + len(self.none)

    @property
    def ticks(self) -> list[str]:
        return ["full"] * self.done + ["half"] * len(self.half) + ["none"] * len(self.none)

    @property
    def first_left(self) -> list[Named]:
        """Those a page names; the rest is a count."""
        return [*self.half, *self.none][:6]

    def badge(self, business_days_left: int) -> str:
        """Plain, then *soon* with seven business days left, then as if past due with three: the month cannot be won back."""
        if not self.left:
            return "met"
        return "over" if business_days_left <= 3 else "soon" if business_days_left <= 7 else "later"


def visits_of_month(actor: Actor) -> MonthVisits:
    """This month's visits of one worker's cases, by the clocks that are owed once in each calendar month."""
    zone = ZoneInfo(actor.zone)
    first = now().astimezone(zone).date().replace(day=1)
    duties = list(
        Duty.objects.filter(
            organisation_id=actor.organisation,
            owner_id=actor.id,
            topic="contact",
            period=first,
            outcome__in=["open", "met"],
            paused=False,
        ).values_list("case_id", "outcome")
    )
    open_ids = [case_id for case_id, outcome in duties if outcome == "open"]
    seen = _visited(open_ids, datetime(first.year, first.month, 1, tzinfo=zone))
    found = MonthVisits(
        (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), done=len(duties) - len(open_ids)
    )
    for named in names_of(open_ids):
        (found.half if named.case_id in seen else found.none).append(named)
    return found


def _visited(case_ids: Sequence[UUID], since: datetime) -> set[UUID]:
    return set(
        Fact.objects.filter(
            case_id__in=case_ids, kind="contact.made", occurred_at__gte=since, data__mode=Mode.IN_PERSON
        ).values_list("case_id", flat=True)
    )


def new_for(actor: Actor) -> list[Named]:
    """Cases given to this worker in the last days that nobody has been in touch with yet."""
    given = Assignment.objects.filter(
        worker_id=actor.id,
        role=AssignmentRole.PRIMARY,
        ended_at__isnull=True,
        started_at__gte=now() - timedelta(days=NEW_FOR_DAYS),
    ).values_list("case_id", "started_at")
    since = dict(given)
    untouched = Case.objects.open().filter(id__in=since, last_contact_at__isnull=True).values_list("id", flat=True)
    zone = ZoneInfo(actor.zone)
    return [
        Named(n.case_id, n.name, n.lang, since[n.case_id].astimezone(zone).date()) for n in names_of(list(untouched))
    ]


def waiting_on_others(actor: Actor) -> QuerySet[Duty]:
    """Answers that are owed us and not late yet."""
    at = now()
    return (
        Duty.objects.filter(leading(at), owner_id=actor.id, topic__in=ANSWERED_BY_OTHERS, due_at__gte=at)
        .select_related("case")
        .order_by("due_at")[:20]
    )


def names_of(case_ids: Sequence[UUID]) -> list[Named]:
    """Cases by the name of their first member, in the order of the reading; one query."""
    members = (
        Member.objects.filter(case_id__in=case_ids, left_at__isnull=True)
        .select_related("person", "person__merged_into")
        .order_by("case_id", "position", "id")
        .distinct("case_id")
    )
    found = [Named(m.case_id, m.person.standing.name, m.person.standing.name_lang) for m in members]
    return sorted(found, key=lambda named: named.name)
