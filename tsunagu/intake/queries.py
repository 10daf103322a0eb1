"""Which referrals wait for us, why and until when; who may the person be; and what will the referrer read?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case, Duty, Member
from tsunagu.cases.queries import get_chart, leading
from tsunagu.cases.queries import visible_to as cases_visible_to
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.identity.queries import organisation_of
from tsunagu.intake.models import AgencyTargetGroup, Eligibility, Referral
from tsunagu.intake.models.referral import UNDECIDED
from tsunagu.intake.rules import SHIPPED, TargetGroup
from tsunagu.intake.rules.decisions import About
from tsunagu.notices.models import Notice
from tsunagu.notices.queries import Message, compose
from tsunagu.people.choices import Source
from tsunagu.people.models import Person
from tsunagu.people.queries import Candidate, likely_same
from tsunagu.people.queries import visible_to as people_visible_to

RECENTLY = timedelta(days=14)
LATEST = 30  # referrals that tell what an agency mostly works in
OPEN = UNDECIDED | Q(decision="wait_list")
GROUPS: Mapping[str, tuple[Q, tuple[str, ...]]] = {
    "received": (UNDECIDED & Q(acknowledged_at=None, person=None), ("-urgency", "received_at", "id")),
    "under_review": (
        UNDECIDED & ~Q(acknowledged_at=None, person=None),
        ("-urgency", "received_at", "id"),
    ),
    "waiting": (Q(decision="wait_list"), ("-urgency", "received_at", "id")),
    "decided": (Q(decision__in=["accept", "refer_out", "decline"]), ("-decided_at", "-id")),
}


# -- referrals --------------------------------------------------------------------------------------------------------------------


def visible_to(actor: Actor) -> QuerySet[Referral]:
    """What is being taken in stands before everybody who takes in referrals; what is decided, before those who may open the case."""
    if not can(actor, Permission.REFERRAL_TAKE_IN):
        return Referral.objects.none()
    opens = Exists(cases_visible_to(actor).filter(id=OuterRef("case_id")))
    return Referral.objects.filter(OPEN | opens, organisation_id=actor.organisation)


def get_referral(case_id: UUID, actor: Actor, permission: Permission = Permission.REFERRAL_TAKE_IN) -> Referral:
    """A referral this person may open, with its case: for a view's first line; 404 otherwise, whether it exists or not."""
    if not can(actor, permission):
        raise Http404
    referral = (
        Referral.objects.select_related(
            "case__primary", "case__organisation", "person__merged_into", "screening", "joined_case"
        )
        .filter(case_id=case_id)
        .first()
    )
    if referral is None:
        raise Http404
    if not (is_open(referral) and can(actor, Permission.REFERRAL_TAKE_IN)):
        get_chart(case_id, actor)
    return referral


def is_open(referral: Referral) -> bool:
    """Still being taken in: undecided, or on the wait-list."""
    return referral.is_undecided or referral.decision == "wait_list"


@dataclass(frozen=True)
class Group:
    """One group of the list: its rows, how many there are, and where the next page begins."""

    name: str
    rows: Sequence[Referral]
    count: int
    after: UUID | None


def group(name: str, actor: Actor, *, after: UUID | None = None, limit: int = 20) -> Group:
    """A page of a group. Two queries, and one more to find where the page before ended."""
    which, order = GROUPS[name]
    referrals = visible_to(actor).filter(which)
    if name == "decided":
        referrals = referrals.filter(decided_at__gte=now() - RECENTLY)
    count = referrals.count()
    if last := after and referrals.filter(id=after).first():
        referrals = referrals.filter(_behind(last, order))
    rows = list(
        referrals.select_related("case__primary", "person__merged_into", "screening").order_by(*order)[: limit + 1]
    )
    return Group(name, rows[:limit], count, rows[limit - 1].id if len(rows) > limit else None)


def _behind(last: Referral, order: Sequence[str]) -> Q:
    """What comes after a row in this order."""
    behind, equal = Q(), Q()
    for key in order:
        field, than = key.lstrip("-"), "lt" if key.startswith("-") else "gt"
        value = getattr(last, field)
        behind |= equal & Q(**{f"{field}__{than}": value})
        equal &= Q(**{field: value})
    return behind


def nearest_due(referrals: Iterable[Referral]) -> list[Duty]:
    """Of each referral's case, the open duty that is due first. One query for all."""
    duties = Duty.objects.filter(leading(now()), case_id__in=[r.case_id for r in referrals], due_at__isnull=False)
    first = {duty.case_id: duty for duty in duties.select_related("case").order_by("-due_at")}
    return list(first.values())


def imported_without_case(
    actor: Actor, *, limit: int = 20, after: UUID | None = None
) -> tuple[list[Person], int, UUID | None]:
    """People from a list taken in, for whom nobody has opened a case, how many, and where the next page begins."""
    in_a_case = Exists(Member.objects.filter(person_id=OuterRef("id")))
    people = people_visible_to(actor).filter(~in_a_case, source=Source.IMPORT)
    count = people.count()
    if after:
        people = people.filter(id__gt=after)
    rows = list(people.order_by("id")[: limit + 1])
    return rows[:limit], count, rows[limit - 1].id if len(rows) > limit else None


def usual_programme(actor: Actor) -> str:
    """The programme that most of the latest referrals were for: an agency has one it mostly works in."""
    latest = Referral.objects.filter(organisation_id=actor.organisation).order_by("-received_at")
    counted = Counter(latest.values_list("case__programme", flat=True)[:LATEST]).most_common(1)
    return counted[0][0] if counted else ""


# -- who may it be? ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """Somebody on record who may be meant, with the cases they have or had, the open ones first."""

    candidate: Candidate
    cases: Sequence[Case]

    @property
    def person(self) -> Person:
        return self.candidate.person.standing

    @property
    def open_cases(self) -> list[Case]:
        return [case for case in self.cases if case.closed_at is None]


def who_it_may_be(referral: Referral, *, by: Actor) -> list[Known]:
    """Those on record who are like what was said, strongest first; nobody when no name was said."""
    if not referral.said_names:
        return []
    candidates = likely_same(referral.profile, by=by, limit=3)
    ids = [c.person.standing.id for c in candidates]
    members = (
        Member.objects.select_related("case__primary")
        .filter(Q(person_id__in=ids) | Q(person__merged_into_id__in=ids), left_at__isnull=True)
        .exclude(case_id=referral.case_id)
        .select_related("person")
        .order_by("case__closed_at", "-case__opened_at")
    )
    cases: dict[UUID, list[Case]] = {}
    for member in members:
        cases.setdefault(member.person.merged_into_id or member.person_id, []).append(member.case)
    return [
        Known(c, sorted(cases.get(c.person.standing.id, ()), key=lambda k: k.closed_at is not None)) for c in candidates
    ]


# -- eligibility and target groups --------------------------------------------------------------------------------------------------


def latest_eligibility(referral: Referral) -> Eligibility | None:
    return referral.eligibilities.first()


def target_groups(by: Actor) -> list[TargetGroup]:
    """The agency's own, and the shipped ones it has not replaced."""
    own = {
        row.code: row.group
        for row in AgencyTargetGroup.objects.filter(organisation_id=by.organisation).order_by("title")
    }
    return [*own.values(), *(shipped for shipped in SHIPPED if shipped.code not in own)]


def target_group(code: str, by: Actor) -> TargetGroup | None:
    return next((one for one in target_groups(by) if one.code == code), None) if code else None


def evidence_of(referral: Referral) -> dict[str, str]:
    """Criterion -> what was written for it, of the group chosen."""
    rows = referral.criterion_evidence.filter(group=referral.target_group)
    return dict(rows.values_list("criterion", "evidence"))


def enrolled_by_target_group(actor: Actor) -> dict[str, int]:
    """How many people were accepted in each target group (R-014)."""
    accepted = Referral.objects.filter(organisation_id=actor.organisation, decision="accept").exclude(target_group="")
    return dict(accepted.values_list("target_group").annotate(n=Count("id")).order_by("target_group"))


# -- what the referrer reads ----------------------------------------------------------------------------------------------------------


def reply_template(about: About) -> str:
    return f"intake/notices/{about}"


def about_of(notice: Notice) -> About:
    return notice.template.rpartition("/")[2]  # type: ignore[return-value]


def reply_context(referral: Referral, case: Case, by: Actor) -> dict[str, Any]:
    """All that the answer may say: when it came, our number for it, and whom to call. Not who it is about, and not why."""
    organisation = organisation_of(by)
    return {
        "to": referral.referrer,
        "received_on": referral.received_at.astimezone(ZoneInfo(case.zone)).date(),
        "number": case.number,
        "contact": case.primary.name if case.primary else by.name,
        "organisation": organisation.name,
        "phone": organisation.phone,
    }


def replies(referral: Referral, by: Actor) -> dict[About, Message]:
    """The three answers there are, word for word as the referrer would read them."""
    context = reply_context(referral, referral.case, by)
    kinds: tuple[About, ...] = ("received", "accepted", "not_accepted")
    return {about: compose(reply_template(about), context, referral.reply_language) for about in kinds}
