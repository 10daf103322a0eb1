"""Which cases may this person see, what is due on them, and how heavy is a caseload?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.audit.models import Look
from tsunagu.cases.choices import SafetyLevel
from tsunagu.cases.models import (
    Assignment,
    Case,
    ChartOpening,
    Concern,
    ConcernDuty,
    Consent,
    Contact,
    Duty,
    Engagement,
    Fact,
    HelpNumber,
    Meeting,
    Member,
    SafetyPath,
)
from tsunagu.cases.models.concern import ConcernQuerySet
from tsunagu.cases.rules import load_voices, missing_voices
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.core.kinds import read_data
from tsunagu.core.sealing import own_wall
from tsunagu.identity.models import Membership, Organisation
from tsunagu.pathways import rules
from tsunagu.pathways.queries import library
from tsunagu.people.models import Person
from tsunagu.people.queries import Door, ids_of


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases whose chart opens without a stated purpose: one's own, and those of the teams one supervises."""
    if actor.is_system:
        return Case.objects.all()
    mine = Exists(Assignment.objects.filter(case_id=OuterRef("id"), worker_id=actor.id, ended_at__isnull=True))
    allowed = Q(mine) | Q(primary_id=actor.id)
    if can(actor, Permission.CASE_ASSIGN):
        allowed |= Q(team_id__in=actor.team_ids) | Q(team_id__isnull=True)
    return Case.objects.filter(allowed)


def listed_for(actor: Actor) -> QuerySet[Case]:
    """The cases whose existence may be listed: the director's and supervisor's lists carry no notes."""
    return Case.objects.all() if can(actor, Permission.ORGANISATION_LISTS) else visible_to(actor)


def openable_by(actor: Actor, case_id: UUID) -> bool:
    """Does the chart open now: mine, my team's, or opened with a purpose that still holds?"""
    if not can(actor, Permission.CHART_READ):
        return False
    stated = ChartOpening.objects.filter(case_id=case_id, worker_id=actor.id, until__gt=now())
    return visible_to(actor).filter(id=case_id).exists() or stated.exists()


def get_chart(case_id: UUID, actor: Actor, permission: Permission = Permission.CHART_READ) -> Case:
    """A case whose chart this person may open, for a view's first line; 404 otherwise, whether it exists or not."""
    if not can(actor, permission):
        raise Http404
    opened = Exists(ChartOpening.objects.filter(case_id=OuterRef("id"), worker_id=actor.id, until__gt=now()))
    visible = Exists(visible_to(actor).filter(id=OuterRef("id")))
    case = (
        Case.objects.select_related("organisation", "primary", "supervisor", "team")
        .filter(visible | Q(opened))
        .filter(id=case_id)
        .first()
    )
    if case is None:
        raise Http404
    return case


def open_charts(actor: Actor) -> QuerySet[Case]:
    """Every case whose chart opens for this actor now: their own, their teams', those opened with a purpose that still holds."""
    if not can(actor, Permission.CHART_READ):
        return Case.objects.none()
    opened = Exists(ChartOpening.objects.filter(case_id=OuterRef("id"), worker_id=actor.id, until__gt=now()))
    return Case.objects.filter(Exists(visible_to(actor).filter(id=OuterRef("id"))) | Q(opened))


def members_of(case: Case) -> list[Member]:
    """Those in the case now, the first first; each with the person who stands for them after a merge, and whom they absorbed."""
    now_in = case.members.select_related("person", "person__merged_into").filter(left_at__isnull=True)
    return list(now_in.prefetch_related("person__absorbed"))


# -- what is due --------------------------------------------------------------------------------------------------------------


def leading(at: datetime) -> Q:
    """Open duties that are shown at a moment: the strictest of each topic, whose window has not gone."""
    return Q(outcome="open", lead_from__lte=at) & (Q(closes_at__isnull=True) | Q(closes_at__gte=at))


def my_day(actor: Actor, *, ahead: timedelta = timedelta(days=7)) -> QuerySet[Duty]:
    """What this worker owes: past due, due, and what comes due in the next days. One index range scan."""
    at = now()
    return Duty.objects.filter(
        leading(at), organisation_id=actor.organisation, owner_id=actor.id, warn_at__lte=at + ahead, paused=False
    ).select_related("case")


def team_overdue(team_ids: frozenset[UUID], actor: Actor) -> QuerySet[Duty]:
    """A team's duties past due, the longest first."""
    at = now()
    return (
        Duty.objects.filter(
            leading(at), organisation_id=actor.organisation, team_id__in=team_ids, due_at__lt=at, paused=False
        )
        .select_related("case", "owner")
        .order_by("due_at")
    )


def due_on(case: Case) -> QuerySet[Duty]:
    """What is owed on one case: danger before everything else, then the nearest first."""
    return Duty.objects.filter(leading(now()), case=case).order_by("-urgent", "due_at", "warn_at")


def timeline(case: Case, *, before: Fact | None = None, kinds: list[str] | None = None, limit: int = 30) -> list[Fact]:
    """The ledger, newest first, a page at a time."""
    facts = Fact.objects.filter(case=case).select_related("corrects").order_by("-occurred_at", "-id")
    if kinds:
        facts = facts.filter(kind__in=kinds)
    if before is not None:
        facts = facts.filter(
            Q(occurred_at__lt=before.occurred_at) | Q(occurred_at=before.occurred_at, id__lt=before.id)
        )
    return list(facts[:limit])


# -- caseload -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Caseload:
    """How many cases, how heavy together, and how heavy they may be. `cap` is None where no rule sets one."""

    cases: int
    weighted: Fraction
    cap: int | None

    @property
    def shown(self) -> str:
        return f"{float(self.weighted):.1f}".removesuffix(".0")

    @property
    def over(self) -> bool:
        return self.cap is not None and self.weighted > self.cap


def caseload_of(worker: Membership, *, by: Actor, and_case: Case | None = None) -> Caseload:
    """A worker's weighted caseload against the strictest cap of the programmes and models they work in."""
    cases = Case.objects.open().accepted().filter(primary_id=worker.user_id)
    if and_case is not None:
        cases = cases.exclude(id=and_case.id)
    rows = list(cases.values_list("programme", "model", "tier"))
    if and_case is not None:
        rows.append((and_case.programme, and_case.model, and_case.tier))
    return weigh(rows, worker.organisation.settings)


def weigh(rows: list[tuple[str, str, str]], settings: dict[str, object]) -> Caseload:
    """From (programme, model, tier) of each case to a caseload."""
    rules = [library().caseload_for(programme, model, settings) for programme, model, _tier in set(rows)]
    weighted = sum(
        (library().caseload_for(programme, model, settings).weight(tier) for programme, model, tier in rows),
        Fraction(0),
    )
    caps = [rule.cap for rule in rules if rule.cap is not None]
    return Caseload(len(rows), weighted, min(caps, default=None))


# -- lines of the plan, as this room may ask for them ---------------------------------------------------------------------------


@dataclass(frozen=True)
class PlanLine:
    """One service of the active plan: what monitoring asks about."""

    id: UUID
    text: str
    is_paid: bool = True  # done by a provider: what the person, the family or we do costs no payer


PlanLines = Callable[[Case], Iterable[PlanLine]]
_plan_lines: list[PlanLines] = []


def register_plan_lines(provider: PlanLines) -> None:
    """The room that keeps plans says here how to read the active one; without it there are no lines to ask about."""
    _plan_lines[:] = [provider]


def plan_lines(case: Case) -> list[PlanLine]:
    """The lines of the plan in force, in their order."""
    return [line for provider in _plan_lines for line in provider(case)]


# -- the safety path ------------------------------------------------------------------------------------------------------------


def safety_paths(case: Case) -> QuerySet[SafetyPath]:
    """All of a case, the newest first, with what set them off."""
    return SafetyPath.objects.filter(case=case).select_related("person__merged_into").prefetch_related("alarms")


def open_safety_paths(case: Case) -> list[SafetyPath]:
    """Those without a disposition yet, the gravest first: they stand on every page of the chart. One query."""
    rank = SafetyLevel.values.index
    found = SafetyPath.objects.open().filter(case=case).select_related("person__merged_into")
    return sorted(found, key=lambda path: (-rank(path.level), path.opened_at))


def get_safety_path(case: Case, path_id: UUID) -> SafetyPath:
    """One of a case that has been opened; 404 otherwise."""
    path = safety_paths(case).filter(id=path_id).first()
    if path is None:
        raise Http404
    return path


# -- contacts -----------------------------------------------------------------------------------------------------------------


def last_symptom(case: Case) -> Contact | None:
    """The latest contact with a quick scale: this time's is read beside it."""
    scaled = Contact.objects.standing().filter(case=case).exclude(mood=None, symptom=None)
    return scaled.order_by("-started_at").first()


def unsigned_notes(actor: Actor) -> QuerySet[Contact]:
    """Notes nobody answers for yet: one's own, and for a supervisor those of the team that want a second signature."""
    mine = Q(worker_id=actor.id, signed_at__isnull=True)
    if can(actor, Permission.CASE_ASSIGN):
        mine |= Q(signed_at__isnull=False, case__team_id__in=actor.team_ids, needs_second_signature=True)
    return (
        Contact.objects.unsigned()
        .filter(mine, organisation_id=actor.organisation)
        .select_related("case")
        .order_by("started_at")
    )


def chart_door(person: Person, by: Actor) -> Door:
    """Does this person's chart open: through a case of theirs that is mine, or after stating what it is needed for?"""
    if not can(by, Permission.CHART_READ):
        return Door(False)
    cases = Case.objects.filter(members__person__in=ids_of(person), members__left_at__isnull=True)
    ids = list(cases.order_by("closed_at", "-opened_at").values_list("id", flat=True))
    if not ids:
        return Door(True)
    if visible_to(by).filter(id__in=ids).exists():
        return Door(True)
    stated = ChartOpening.objects.filter(case_id__in=ids, worker_id=by.id, until__gt=now()).order_by("-at").first()
    if stated:
        return Door(True, purpose=stated.purpose)
    return Door(
        False, reverse("cases:opening_new", args=[ids[0]]) if can(by, Permission.CHART_OPEN_WITH_PURPOSE) else ""
    )


def known_here(person_ids: Iterable[UUID], by: Actor) -> dict[UUID, str]:
    """For each of these people, who works with them: open cases only, one query for all."""
    members = (
        Member.objects.filter(person_id__in=list(person_ids), left_at__isnull=True, case__closed_at__isnull=True)
        .select_related("case__primary", "case__team")
        .order_by("case__opened_at")
    )
    return {m.person_id: _known(m.case) for m in members}


def _known(case: Case) -> str:
    if case.primary is None:
        return _("Open case, nobody assigned yet")
    if case.team is None:
        return _("Case of %(worker)s") % {"worker": case.primary.name}
    return _("Case of %(worker)s, %(team)s") % {"worker": case.primary.name, "team": case.team.name}


# -- reports of concern -------------------------------------------------------------------------------------------------------


def concerns_for(actor: Actor) -> ConcernQuerySet:
    """One's own reports; all of them for the safeguarding officer. The wall of the database says the same."""
    found: ConcernQuerySet = Concern.objects.filter(organisation_id=actor.organisation)
    if not can(actor, Permission.CONCERN_READ):
        found = found.filter(reporter=own_wall(actor.id))
    return found.order_by("-made_at", "-id")


def get_concern(concern_id: UUID, actor: Actor) -> Concern:
    """A report for its reporter or a safeguarding officer; 404 for everybody else, whether it exists or not."""
    concern: Concern | None = concerns_for(actor).filter(id=concern_id).first()
    if concern is None:
        raise Http404
    return concern


def concern_ledger(concern: Concern) -> rules.Ledger:
    """The report's facts as the engine reads them."""
    facts = [
        rules.Fact(
            id=str(fact.id),
            kind=fact.kind,
            at=fact.occurred_at,
            persons=frozenset(),
            data=read_data(fact.kind, fact.data),
            ref=str(concern.id),
            recorded_at=fact.recorded_at,
        )
        for fact in concern.facts.all()
    ]
    return rules.Ledger(facts, library().vocabulary, rules.place_for(concern.jurisdiction, concern.zone))


def concern_duties(actor: Actor) -> QuerySet[ConcernDuty]:
    """What the law asks of the reports this person may open, the nearest first."""
    open_ = concerns_for(actor).open().order_by()
    return ConcernDuty.objects.filter(leading(now()), concern__in=open_).select_related("concern").order_by("due_at")


def open_concern_exists(person_id: UUID) -> bool:
    """Is a report about this person open? For the tier crisis, which it sets; it tells nothing else (`apps.OPEN_CONCERN`)."""
    with connection.cursor() as cursor:
        cursor.execute("select open_concern_exists(%s)", [_all_ids(person_id)])
        return bool(cursor.fetchone()[0])


def _all_ids(person_id: UUID) -> list[UUID]:
    """A person's own id and those of the records that were merged into theirs."""
    person = Person.objects.filter(id=person_id).first()
    return list(ids_of(person)) if person else [person_id]


def help_numbers(jurisdiction: str) -> QuerySet[HelpNumber]:
    return HelpNumber.objects.filter(jurisdiction=jurisdiction, ended_at=None)


# -- consent ------------------------------------------------------------------------------------------------------------------


def refuse_stranger(case: Case, person_id: UUID) -> None:
    """A person's consent, first meeting and disclosures belong to a case they are in."""
    if not case.members.filter(person_id=person_id).exists():
        raise Refused(_("This person is not in the case."), field="person")


def consents_in_force(person_ids: Iterable[UUID], at: datetime | date | None = None) -> QuerySet[Consent]:
    """What these people consent to at a moment."""
    moment = at or now()
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return Consent.objects.in_force(day).filter(person_id__in=list(person_ids))


def consent_for(
    person_id: UUID,
    purpose: str,
    *,
    recipient: str = "",
    kind: str = "",
    data_classes: Collection[str] = (),
    on: date | None = None,
) -> Consent | None:
    """The consent that covers this purpose, this recipient and these kinds of information, if one is in force."""
    for consent in consents_in_force(_all_ids(person_id), on).filter(purpose=purpose):
        if consent.covers(recipient, kind) and set(data_classes) <= set(consent.data_classes or data_classes):
            return consent
    return None


def may_share(
    person_id: UUID, purpose: str, recipient: str = "", *, kind: str = "", data_classes: Collection[str] = ()
) -> bool:
    """May this be told to them, by consent?"""
    return consent_for(person_id, purpose, recipient=recipient, kind=kind, data_classes=data_classes) is not None


def engagements_of(case: Case) -> QuerySet[Engagement]:
    return Engagement.objects.filter(case=case).select_related("person")


def not_engaged(case: Case) -> list[Person]:
    """Members to whom confidentiality and its limits have not been explained: that comes before consent to assess (R-027)."""
    told = set(Engagement.objects.filter(case=case, explained=True).values_list("person_id", flat=True))
    return [member.person.standing for member in members_of(case) if member.person_id not in told]


# -- meetings -----------------------------------------------------------------------------------------------------------------


def voices_missing(meeting: Meeting) -> list[Sequence[str]]:
    """Professions the programme wants heard that neither came nor wrote (R-112)."""
    wanted = load_voices().get(meeting.case.programme, {}).get(meeting.about, ())
    heard = [one.discipline for one in meeting.attendees.all() if one.present or one.opinion]
    return missing_voices(wanted, heard)


# -- who looked ---------------------------------------------------------------------------------------------------------------


def looks_at(case: Case) -> QuerySet[Look]:
    """Who saw a page of this case, or of the people in it, newest first (0.1-16)."""
    people = list(case.members.values_list("person_id", flat=True))
    return Look.objects.filter(Q(case_id=case.id) | Q(person_id__in=people)).order_by("-at", "-id")


# -- jobs ---------------------------------------------------------------------------------------------------------------------


def every_organisation() -> list[Actor]:
    """The system in each organisation there is; the owner's function names them, the policies show each only to itself."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select app_every_organisation()")
        ids: list[UUID] = [row[0] for row in cursor.fetchall()]
    return [_system(id_) for id_ in ids]


def _system(organisation_id: UUID) -> Actor:
    by = system_in(organisation_id)
    with acting(by), transaction.atomic():
        organisation = Organisation.objects.get(id=organisation_id)
    return system_in(organisation_id, zone=organisation.zone, language=organisation.language)
