"""Which plan holds, what does its tree say, what does it cost, and where has nothing happened?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from tsunagu.assessment.choices import LIGHT_OF, FindingKind, LifeDomain
from tsunagu.assessment.models import Finding
from tsunagu.assessment.queries.findings import findings_of, needs_in_order
from tsunagu.cases.models import Case, Fact, Member
from tsunagu.cases.queries import open_charts
from tsunagu.cases.queries import visible_to as visible_cases
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library
from tsunagu.people.models import Person
from tsunagu.planning.choices import Aspect, Category, GoalStatus, Kind, LineStatus, Party, PlanStatus
from tsunagu.planning.choices.plan_types import form_of
from tsunagu.planning.models import (
    Agreement,
    Barrier,
    Comparison,
    Goal,
    GoalRating,
    Ground,
    Need,
    Plan,
    Section,
    ServiceLine,
)
from tsunagu.planning.rules import overlap

QUIET_AFTER = timedelta(days=30)


# -- which plan ------------------------------------------------------------------------------------------------------------


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """Plans are seen by whom their case's chart is open to."""
    return Plan.objects.filter(case__in=visible_cases(actor))


def plans_for(case: Case, person_id: UUID | None) -> QuerySet[Plan]:
    """All versions for one person of the case, or for the household as a whole."""
    return Plan.objects.filter(Q(person_id=person_id) if person_id else Q(person=None), case=case)


def plan_of(case: Case, plan_id: UUID | None = None) -> Plan | None:
    """The plan that work goes on with: the one asked for, else the draft, else the active one, else the last."""
    plans = Plan.objects.filter(case=case).select_related("case", "person", "copied_from")
    if plan_id:
        return plans.filter(id=plan_id).first()
    rank = {PlanStatus.DRAFT: 0, PlanStatus.ACTIVE: 1}
    found = sorted(plans, key=lambda p: (rank.get(PlanStatus(p.status), 2), -p.version, p.id))
    return found[0] if found else None


def draft_of(case: Case, plan_id: UUID | None = None) -> Plan:
    """The draft that a form writes in; 404 where there is none."""
    drafts = Plan.objects.drafts().filter(case=case).select_related("case", "person").order_by("id")
    plan = drafts.filter(id=plan_id).first() if plan_id else drafts.first()
    if plan is None:
        raise Http404
    return plan


def first_draft_without_goals(case: Case) -> Plan | None:
    """The draft whose first goal is still to be written; none where every draft has one."""
    kept = Goal.objects.filter(plan=OuterRef("pk"), dropped_at__isnull=True)
    return (
        Plan.objects.drafts().filter(~Exists(kept), case=case).select_related("case", "person").order_by("id").first()
    )


def current_plan_of(case: Case, person_id: UUID | None = None) -> Plan | None:
    """The plan in force: the person's own where there is one, else the household's. An interim plan past its day is none."""
    day = today(case.zone)
    plans = Plan.objects.active().filter(case=case).select_related("person").order_by(F("person").asc(nulls_last=True))
    if person_id:
        plans = plans.filter(Q(person_id=person_id) | Q(person=None))
    return next((plan for plan in plans if not plan.has_expired(day)), None)


def active_plans_of(case: Case) -> list[Plan]:
    """All plans in force: the household's and each member's."""
    return list(Plan.objects.active().filter(case=case).select_related("person").order_by("person", "id"))


def plan_lines_of(case: Case) -> list[ServiceLine]:
    """Every line of the plans in force that runs or is to run: what monitoring asks about, one by one (R-070)."""
    lines = ServiceLine.objects.filter(
        plan__case=case,
        plan__status=PlanStatus.ACTIVE,
        dropped_at__isnull=True,
        status__in=[LineStatus.PLANNED, LineStatus.STARTED],
    ).select_related("goal__need", "goal__parent", "worker", "plan__person")
    return sorted(lines, key=lambda line: (line.plan_id, number_of(line)))


def lines_serving(persons: Sequence[Person], actor: Actor) -> list[ServiceLine]:
    """What the plans in force let others do for these people, in charts that this actor may open. One query."""
    ids = [person.id for person in persons]
    mine = Q(person_id__in=ids) | Q(person__merged_into_id__in=ids)
    cases = open_charts(actor).filter(Exists(Member.objects.filter(mine, case_id=OuterRef("id"), left_at=None)))
    whose = Q(plan__person=None) | Q(plan__person_id__in=ids) | Q(plan__person__merged_into_id__in=ids)
    return list(
        ServiceLine.objects.filter(
            whose,
            plan__case_id__in=cases.values("id"),
            plan__status=PlanStatus.ACTIVE,
            dropped_at=None,
            unmet=False,
            status__in=[LineStatus.PLANNED, LineStatus.STARTED],
        )
        .exclude(party=Party.PERSON)
        .select_related("goal__need", "goal__parent", "worker", "plan__case")
        .order_by("id")
    )


def versions_of(plan: Plan) -> list[Plan]:
    """All versions for the same person, the newest first."""
    return list(Plan.objects.filter(lineage=plan.lineage).select_related("copied_from").order_by("-version"))


def number_of(node: Need | Goal | ServiceLine) -> tuple[int, ...]:
    """1 · 1-2 · 1-2-1 · 1-2-1 and the line's own."""
    if isinstance(node, Need):
        return (node.number,)
    if isinstance(node, Goal):
        above = (node.need.number, node.parent.number) if node.parent else (node.need.number,)
        return (*above, node.number)
    return (*number_of(node.goal), node.number)


def node_of(plan: Plan, key: UUID) -> Need | Goal | ServiceLine | None:
    """Whatever bears this name in the tree: links say it by its key, which holds through all versions, or by the row's own id."""
    this = Q(key=key) | Q(id=key)
    return (
        plan.needs.filter(this).first()
        or plan.goals.filter(this).select_related("need", "parent").first()
        or plan.lines.filter(this).select_related("goal__need", "goal__parent", "worker").first()
    )


def programme_title(programme: str, language: str) -> str:
    """What the programme calls its plan (R-049)."""
    return library().plan_title(programme or None, language[:2])


# -- the tree --------------------------------------------------------------------------------------------------------------


@dataclass
class GoalBranch:
    goal: Goal
    number: tuple[int, ...]
    children: list[GoalBranch] = field(default_factory=list)
    lines: list[LineLeaf] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)


@dataclass
class LineLeaf:
    line: ServiceLine
    number: tuple[int, ...]


@dataclass
class NeedBranch:
    need: Need
    number: tuple[int, ...]
    goals: list[GoalBranch] = field(default_factory=list)


def tree_of(plan: Plan, *, dropped: bool = False) -> list[NeedBranch]:
    """The whole plan in order, in a handful of queries however large it is."""
    standing = Q() if dropped else Q(dropped_at__isnull=True)
    lines, comparisons, goals = defaultdict(list), defaultdict(list), defaultdict(list)
    for line in plan.lines.filter(standing).select_related("worker", "comparison__chosen"):
        lines[line.goal_id].append(line)
    for comparison in plan.comparisons.select_related("chosen").prefetch_related("options"):
        comparisons[comparison.goal_id].append(comparison)
    for goal in plan.goals.filter(standing).prefetch_related("grounds__finding"):
        goals[(goal.need_id, goal.parent_id)].append(goal)

    def branch(goal: Goal, above: tuple[int, ...]) -> GoalBranch:
        number = (*above, goal.number)
        return GoalBranch(
            goal,
            number,
            [branch(child, number) for child in goals[(goal.need_id, goal.id)]],
            [LineLeaf(line, (*number, line.number)) for line in lines[goal.id]],
            comparisons[goal.id],
        )

    return [
        NeedBranch(need, (need.number,), [branch(goal, (need.number,)) for goal in goals[(need.id, None)]])
        for need in plan.needs.filter(standing)
    ]


# -- what gates are handed -------------------------------------------------------------------------------------------------

Records = dict[str, dict[str, dict[str, Any]]]


def records_of(plan: Plan) -> Records:
    """The plan as gates read it: each noun's open records, by the key that links speak of."""
    goals = list(open_goals_of(plan))
    needs = plan.needs.filter(dropped_at__isnull=True)
    lines = plan.lines.filter(dropped_at__isnull=True, unmet=False, status__in=[LineStatus.PLANNED, LineStatus.STARTED])
    return {
        "goal": {str(goal.key): _goal_record(goal) for goal in goals},
        "service": {str(line.key): _line_record(line) for line in lines.select_related("worker")},
        "need": {str(need.key): {"text": need.text} for need in needs},
        "plan": {str(plan.id): _plan_record(plan)},
        "section": {key: {"section": key} for key in written_sections(plan)},
    }


def open_goals_of(plan: Plan) -> QuerySet[Goal]:
    return plan.goals.filter(dropped_at__isnull=True, status=GoalStatus.OPEN).select_related("need", "parent__need")


def _goal_record(goal: Goal) -> dict[str, Any]:
    return {
        "term": goal.term,
        "parent": str(goal.parent.key) if goal.parent else None,
        "measure": goal.measure,
        "baseline": goal.baseline,
        "target_date": goal.target_date,
        "strength": goal.strength,
        "own_words": goal.own_words,
        "individual": goal.individual,
    }


def _line_record(line: ServiceLine) -> dict[str, Any]:
    return {
        "start": line.start,
        "responsible": responsible(line),
        "provider": line.party_name if line.party == Party.PROVIDER else "",
        "necessity": line.necessity,
        "frequency": line.frequency,
    }


def _plan_record(plan: Plan) -> dict[str, Any]:
    took_part = {who for agreement in plan.agreements.all() for who in agreement.participants}
    return {
        "interim": plan.interim,
        "reason": plan.why,
        "version": plan.version,
        "person_took_part": "person" in took_part or bool(plan.wishes),
        "family_took_part": bool(took_part & {"family", "guardian"}) or bool(plan.family_wishes),
    }


def responsible(line: ServiceLine) -> str:
    """Who answers for the line, as stored: a name, or the party where there is no name."""
    return line.party_name or (line.worker.name if line.worker else "") or line.party


# -- sections --------------------------------------------------------------------------------------------------------------


def properties_of(case: Case) -> dict[str, Any]:
    """The properties of a case that decide which layers speak for it."""
    kept = {name: getattr(case, name) for name in ("programme", "model", "tier", "jurisdiction", "payer")}
    return {name: value or None for name, value in kept.items()}


@dataclass(frozen=True)
class PartAsked:
    """A section that this plan has: because a layer of the pathway asks for it, or because plans of its type have it."""

    key: str
    title: str
    help: str = ""
    required: bool = True
    by_pathway: bool = False  # then the pathway's gate asks for it


def parts_of(plan: Plan) -> dict[str, PartAsked]:
    """The sections of this plan, those of its programme and model first (R-020, R-033 to R-036, R-049)."""
    layers = library().sections(**properties_of(plan.case))
    own = {part.key: part for part in form_of(plan.type).parts}
    found = {
        key: PartAsked(key, in_language(title), str(own[key].help) if key in own else "", by_pathway=True)
        for key, title in layers.items()
    }
    for key, part in own.items():
        found.setdefault(key, PartAsked(key, str(part.title), str(part.help), part.required))
    return found


def unwritten_parts(plan: Plan) -> list[PartAsked]:
    """Required sections that neither a text nor the rest of the plan says."""
    written = written_sections(plan)
    return [part for part in parts_of(plan).values() if part.required and part.key not in written]


def written_sections(plan: Plan) -> set[str]:
    """Sections with a text, and those that the rest of the plan already says: nothing is typed twice."""
    return set(plan.sections.exclude(text="").values_list("key", flat=True)) | said_elsewhere(plan)


def said_elsewhere(plan: Plan) -> set[str]:
    """Sections that the tree, the wishes, the policy or a choice between options already say."""
    lines = [line for line in plan.lines.filter(dropped_at__isnull=True) if not line.unmet]
    parties, by_week = {line.party for line in lines}, any(line.slots for line in lines)
    unpaid = any(line.kind in (Kind.INFORMAL, Kind.FAMILY) or line.party == Party.FAMILY for line in lines)
    chosen = plan.comparisons.filter(chosen__isnull=False).exists()
    said = {
        "schedule": by_week or any(line.frequency for line in lines),
        "weekly_schedule": by_week,
        "services": bool(lines),
        "links": Party.PROVIDER in parties,
        "natural_resources": unpaid,
        "unpaid_supports": unpaid,
        "consumer_part": Party.PERSON in parties,
        "client_part": bool(parties & {Party.PERSON, Party.FAMILY}),
        "consumer_choice": chosen,
        "choice_list": chosen,
        "overall_policy": bool(plan.policy),
        "household_goal": bool(plan.wishes),
        "preferences": bool(plan.wishes),
        "barriers": plan.barriers.filter(resolved_at__isnull=True, line__isnull=False).exists(),
    }
    return {key for key, there in said.items() if there}


def section_of(plan: Plan, key: str) -> Section | None:
    return plan.sections.filter(key=key).first()


# -- before activation -----------------------------------------------------------------------------------------------------


def predecessor_of(plan: Plan) -> Plan | None:
    """The version in force that this draft would supersede."""
    return plans_for(plan.case, plan.person_id).filter(status=PlanStatus.ACTIVE).exclude(id=plan.id).first()


def unrated_goals(plan: Plan) -> list[Goal]:
    """Goals of a plan in force that no review has rated yet (R-059)."""
    rated = Exists(GoalRating.objects.filter(goal_id=OuterRef("id"), review__plan=plan))
    return list(open_goals_of(plan).filter(~rated))


def answered(plan: Plan) -> bool:
    """Has the person said yes, or no with a reason, to this very version?"""
    return Agreement.objects.filter(plan=plan).exists()


def misdated_goals(plan: Plan) -> list[Goal]:
    """Short-term goals whose date is not nearer than that of their long-term goal (R-053)."""
    return list(open_goals_of(plan).filter(parent__isnull=False, target_date__gte=F("parent__target_date")))


# -- worth a look ----------------------------------------------------------------------------------------------------------


def aspects_of(plan: Plan) -> Counter[Aspect]:
    """How many goals touch body, mind and social life (R-109)."""
    return Counter(Category(goal.category).aspect for goal in open_goals_of(plan))


@dataclass(frozen=True)
class Side:
    """One side of a life in the plan: goals that are about it, and needs found there that the plan does not speak of."""

    aspect: Aspect
    goals: int
    open_needs: int

    @property
    def state(self) -> str:
        """`met`, `open` where needs were found and no goal answers, `quiet` where nothing was found either."""
        return "met" if self.goals else "open" if self.open_needs else "quiet"


def sides_of(plan: Plan) -> list[Side]:
    """Three lights: mind, body, social life (R-109)."""
    goals, needs = aspects_of(plan), Counter(LIGHT_OF[LifeDomain(need.domain)] for need in found_for(plan).needs)
    return [Side(aspect, goals[aspect], needs[aspect.value]) for aspect in (Aspect.MIND, Aspect.BODY, Aspect.SOCIAL)]


def contributions(plan: Plan) -> dict[Party, list[ServiceLine]]:
    """The lines each party answers for: what everybody brings (R-110)."""
    lines: dict[str, list[ServiceLine]] = defaultdict(list)
    for line in plan.lines.filter(dropped_at__isnull=True, unmet=False).select_related("goal__need", "goal__parent"):
        lines[line.party].append(line)
    return {party: sorted(lines[party], key=number_of) for party in Party}


def duplicates_of(line: ServiceLine) -> list[ServiceLine]:
    """The same type of service in the same weeks from somebody else, in any plan of the same people (R-065)."""
    if line.unmet or not line.is_current or line.type == "other":
        return []
    people = Member.objects.filter(case_id=line.plan.case_id, left_at__isnull=True).values("person_id")
    cases = Member.objects.filter(person_id__in=people, left_at__isnull=True).values("case_id")
    same = (
        ServiceLine.objects.filter(
            organisation_id=line.organisation_id,
            type=line.type,
            unmet=False,
            dropped_at__isnull=True,
            status__in=[LineStatus.PLANNED, LineStatus.STARTED],
        )
        .filter(Q(plan=line.plan) | Q(plan__case__in=cases, plan__status=PlanStatus.ACTIVE))
        .exclude(key=line.key)
        .exclude(plan__lineage=line.plan.lineage, plan__status=PlanStatus.ACTIVE, plan__version__lt=line.plan.version)
        .select_related("plan__case", "plan__person", "worker", "goal__need", "goal__parent")
    )
    return [
        other
        for other in same
        if responsible(other) != responsible(line) and overlap((line.start, line.end), (other.start, other.end))
    ]


def duplicates_in(plan: Plan) -> list[tuple[ServiceLine, list[ServiceLine]]]:
    """Each line of a plan that somebody else seems to give already. A pair inside the plan is named once."""
    found, named = [], set()
    for line in plan.lines.filter(dropped_at__isnull=True).select_related("plan", "worker"):
        others = [other for other in duplicates_of(line) if (other.id, line.id) not in named]
        named |= {(line.id, other.id) for other in others}
        if others:
            found.append((line, others))
    return found


def comparisons_of(plan: Plan) -> list[Comparison]:
    return list(plan.comparisons.select_related("chosen", "goal").prefetch_related("options"))


def last_ratings(plan: Plan) -> dict[UUID, GoalRating]:
    """The newest rating of each goal of the plan, whichever version it was given in, by the goal's key."""
    keys = plan.goals.values("key")
    ratings = GoalRating.objects.filter(goal__key__in=keys, goal__plan__lineage=plan.lineage).select_related("goal")
    return {rating.goal.key: rating for rating in ratings.order_by("review__at", "id")}


def first_activated(plan: Plan) -> datetime | None:
    """When the first version for the same person came into force."""
    times = Plan.objects.filter(lineage=plan.lineage, activated_at__isnull=False).order_by("activated_at")
    return times.values_list("activated_at", flat=True).first()


def certified(plan: Plan) -> tuple[datetime, str] | None:
    """When the long-term care certification was last granted, and until when it holds."""
    granted = Fact.objects.filter(case=plan.case, kind="certification.granted").order_by("-occurred_at").first()
    return (granted.occurred_at, str(granted.data.get("until", ""))) if granted else None


# -- money, unmet needs, quiet goals ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    payer: str
    currency: str
    total: Decimal


def planned_cost(lines: Iterable[ServiceLine]) -> list[Cost]:
    """What is planned, by payer and currency: currencies are never added up (R-002)."""
    totals: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.is_current and line.expected_total is not None:
            totals[line.payer, line.currency] += line.expected_total
    return [Cost(payer, currency, total) for (payer, currency), total in sorted(totals.items())]


def planned_cost_of(case: Case) -> list[Cost]:
    """The planned cost of a case, over all its plans in force."""
    return planned_cost(plan_lines_of(case))


def unmet_needs(actor: Actor) -> QuerySet[ServiceLine]:
    """What is needed and nobody gives, in the plans in force that this person may see (R-055)."""
    return ServiceLine.objects.filter(
        organisation_id=actor.organisation,
        unmet=True,
        dropped_at__isnull=True,
        plan__in=visible_to(actor).filter(status=PlanStatus.ACTIVE),
    ).select_related("plan__case", "goal__need")


def quiet_goals(actor: Actor, *, at: datetime | None = None) -> list[Goal]:
    """Goals in force about which nothing was recorded for thirty days, neither on the goal nor on a service below it (R-054)."""
    since = (at or now()) - QUIET_AFTER
    goals = list(
        Goal.objects.filter(
            plan__in=visible_to(actor).filter(status=PlanStatus.ACTIVE, activated_at__lt=since),
            parent__isnull=False,
            dropped_at__isnull=True,
            status=GoalStatus.OPEN,
        )
        .select_related("plan__case", "plan__person", "need", "parent")
        .prefetch_related("lines")
    )
    refs = {goal.id: {goal.key, *(line.key for line in goal.lines.all())} for goal in goals}
    heard = set(
        Fact.objects.filter(
            case__in={goal.plan.case_id for goal in goals},
            ref__in=set().union(*refs.values()),
            occurred_at__gte=since,
        ).values_list("ref", flat=True)
    )
    return [goal for goal in goals if not refs[goal.id] & heard]


# -- versions side by side -------------------------------------------------------------------------------------------------

TOLD = {
    Need: ("text", "words", "category", "safety_override"),
    Goal: ("text", "category", "measure", "baseline", "target", "target_date", "relevance", "strength"),
    ServiceLine: (
        "what",
        "type",
        "party",
        "party_name",
        "worker",
        "frequency",
        "start",
        "end",
        "payer",
        "expected_total",
    ),
}


@dataclass(frozen=True)
class NodeChange:
    """One knot in two versions; `old` or `new` is missing where it came or went. `fields` are those that differ."""

    old: Need | Goal | ServiceLine | None
    new: Need | Goal | ServiceLine | None
    number: tuple[int, ...]
    fields: tuple[str, ...]
    reason: str = ""  # of one that went

    @property
    def node(self) -> Need | Goal | ServiceLine:
        found = self.new or self.old
        if found is None:
            raise LookupError("a change is of something")
        return found


def difference(old: Plan, new: Plan) -> list[NodeChange]:
    """What changed from one version to another, knot by knot, in the order of the numbers (R-058)."""
    before, after = _knots(old), _knots(new)
    reasons = _reasons(new)
    changes = []
    for key in before.keys() | after.keys():
        was, is_ = before.get(key), after.get(key)
        fields = _differing(was, is_) if was and is_ else ()
        if was is None or is_ is None or fields:
            reason = "" if is_ else reasons.get(key, "")
            changes.append(NodeChange(was, is_, number_of(is_ or was), fields, reason))  # type: ignore[arg-type]
    return sorted(changes, key=lambda change: change.number)


def _knots(plan: Plan) -> dict[UUID, Need | Goal | ServiceLine]:
    standing: Sequence[QuerySet[Any]] = (
        plan.needs.all(),
        plan.goals.select_related("need", "parent__need"),
        plan.lines.select_related("goal__need", "goal__parent__need", "worker"),
    )
    return {node.key: node for rows in standing for node in rows.filter(dropped_at__isnull=True)}


def _reasons(plan: Plan) -> dict[UUID, str]:
    """Why what was taken out of this version was."""
    rows: Sequence[QuerySet[Any]] = (plan.needs.all(), plan.goals.all(), plan.lines.all())
    return {
        key: reason
        for row in rows
        for key, reason in row.filter(dropped_at__isnull=False).values_list("key", "dropped_reason")
    }


@dataclass(frozen=True)
class TextChange:
    """Something beside the tree that reads otherwise in two versions: `what` is a field of the plan, or `section:` and its key."""

    what: str
    old: str
    new: str


BESIDE = ("wishes", "family_wishes", "policy")


def difference_beside(old: Plan, new: Plan) -> list[TextChange]:
    """What changed beside the tree: wishes, policy, the ordinary day, the sections, the levels of goals (R-058)."""
    before, after = _texts(old), _texts(new)
    return [
        TextChange(what, before.get(what, ""), after.get(what, ""))
        for what in dict.fromkeys((*before, *after))
        if before.get(what, "") != after.get(what, "")
    ]


def _texts(plan: Plan) -> dict[str, str]:
    texts = {name: str(getattr(plan, name)) for name in BESIDE}
    texts["day"] = "\n".join(" ".join(entry) for entry in plan.day)
    texts |= {f"section:{section.key}": section.text for section in plan.sections.order_by("key")}
    goals = plan.goals.filter(dropped_at__isnull=True, scale__isnull=False).select_related("scale", "need", "parent")
    for goal in sorted(goals, key=number_of):
        levels = "\n".join(f"{level:+d} {text}" for level, text in goal.scale.levels.items())
        texts[f"levels:{'-'.join(map(str, number_of(goal)))}"] = levels
    return texts


def _differing(old: Any, new: Any) -> tuple[str, ...]:
    return tuple(name for name in TOLD[type(new)] if getattr(old, name) != getattr(new, name))


# -- what is being asked of options and barriers ---------------------------------------------------------------------------


def comparison_of(plan: Plan, id: UUID) -> Comparison:
    found = plan.comparisons.filter(id=id).select_related("chosen", "goal__need", "goal__parent").first()
    if found is None:
        raise Http404
    return found


def barriers_of(plan: Plan) -> list[Barrier]:
    return list(plan.barriers.filter(resolved_at__isnull=True).select_related("line__goal__need", "line__goal__parent"))


def expiring_interim(actor: Actor, on: date) -> QuerySet[Plan]:
    """Interim plans that end by a day and have not been replaced."""
    return visible_to(actor).filter(status=PlanStatus.ACTIVE, interim=True, expires_on__lte=on)


# -- what the assessment found -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """Findings that this draft does not speak of yet, and the strengths it may build on."""

    needs: list[Finding]
    strengths: list[Finding]
    barriers: list[Finding]

    def __bool__(self) -> bool:
        return bool(self.needs or self.strengths or self.barriers)


def found_for(plan: Plan) -> Found:
    taken = set(plan.needs.filter(dropped_at__isnull=True, finding__isnull=False).values_list("finding_id", flat=True))
    taken |= set(Ground.objects.filter(goal__in=open_goals_of(plan)).values_list("finding_id", flat=True))
    named = set(plan.barriers.filter(finding__isnull=False).values_list("finding_id", flat=True))
    barriers = findings_of(plan.case, plan.person_id, FindingKind.BARRIER).filter(no_action_reason="")
    return Found(
        [need for need in needs_in_order(plan.case, plan.person_id) if need.id not in taken],
        list(findings_of(plan.case, plan.person_id, FindingKind.STRENGTH)),
        [barrier for barrier in barriers if barrier.id not in named],
    )
