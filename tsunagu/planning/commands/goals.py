"""Goals of a draft: set, changed, dropped. Each change is a fact, because clocks and gates read goals."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.record import Happening, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.planning.choices import GoalTerm
from tsunagu.planning.commands.editing import (
    change,
    draft,
    is_carried,
    next_number,
    next_position,
    not_overtaken,
    persons_of,
)
from tsunagu.planning.events import GoalChanged, GoalDropped, GoalSet
from tsunagu.planning.models import Goal, Need

REWRITING = {"text", "measure", "baseline", "target", "target_date", "own_words"}  # what makes a copy one's own


@dataclass(frozen=True)
class GoalWords:
    """What is said of a goal: what is to be, how it is checked, from where to where, by when, and why it matters."""

    text: str
    category: str
    measure: str = ""
    baseline: str = ""
    target: str = ""
    target_date: date | None = None
    relevance: str = ""
    strength: str = ""
    strength_found_id: UUID | None = None
    own_words: bool = False


@transaction.atomic
def add_goal(*, words: GoalWords, by: Actor, need_id: UUID | None = None, parent_id: UUID | None = None) -> Goal:
    """A long-term goal of a need, or, with `parent_id`, a short-term one on the way to it. What is not known yet may stay open in a
    draft: the plan cannot be activated without a measure and a date (R-052).
    """
    parent = Goal.objects.select_related("need").get(id=parent_id) if parent_id else None
    if parent is None and need_id is None:
        raise Refused(_("Choose the need this goal answers."), field="need")
    need = parent.need if parent else Need.objects.get(id=str(need_id))
    case, plan = draft(need.plan_id, by)
    _refuse_words(words, parent)
    if parent is not None and parent.parent_id is not None:
        raise Refused(_("Below a short-term goal come services, not goals."))
    ever = Goal.objects.filter(plan__lineage=plan.lineage, need__key=need.key)
    ever = ever.filter(parent__key=parent.key) if parent else ever.filter(parent=None)
    goal = Goal.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        need=need,
        parent=parent,
        term=GoalTerm.SHORT if parent else GoalTerm.LONG,
        number=next_number(ever),
        position=next_position(need.goals.filter(parent=parent)),
        **asdict(words),
    )
    record(case, Happening(_said(GoalSet, goal), persons=persons_of(plan), ref=goal.key), by=by, verb="add_goal")
    return goal


@transaction.atomic
def change_goal(*, goal_id: UUID, words: GoalWords, by: Actor, revision: int | None = None) -> Goal:
    """Rewrite a goal. A carried-over one that is rewritten is this person's own again (R-108)."""
    goal = Goal.objects.select_related("parent").get(id=goal_id)
    case, plan = draft(goal.plan_id, by)
    goal.refresh_from_db()
    not_overtaken(goal, revision)
    _refuse_words(words, goal.parent)
    _refuse_later_children(goal, words)
    rewritten = any(getattr(goal, name) != getattr(words, name) for name in REWRITING)
    if change(goal, **asdict(words), copied=False, individual=goal.individual or rewritten):
        happening = Happening(_said(GoalChanged, goal), persons=persons_of(plan), ref=goal.key)
        record(case, happening, by=by, verb="change_goal")
    return goal


def words_of(goal: Goal) -> GoalWords:
    return GoalWords(**{field.name: getattr(goal, field.name) for field in fields(GoalWords)})


@transaction.atomic
def drop_goal(*, goal_id: UUID, reason: str, by: Actor) -> Goal:
    """Take a goal out of the draft, with its reason. Its number is not given again."""
    goal = Goal.objects.get(id=goal_id)
    case, plan = draft(goal.plan_id, by)
    if not reason.strip():
        raise Refused(_("Write why this is taken out."), field="reason")
    if goal.children.filter(dropped_at__isnull=True).exists() or goal.lines.filter(dropped_at__isnull=True).exists():
        raise Refused(_("There is still something below this goal. Drop or move that first."))
    change(goal, dropped_at=now(), dropped_reason=reason.strip())
    if is_carried(goal):
        record_act(by, "drop_goal", goal, case_id=case.id, reason=reason)
    else:
        event = GoalDropped(reason)
        record(case, Happening(event, persons=persons_of(plan), ref=goal.key), by=by, verb="drop_goal", reason=reason)
    return goal


def _refuse_words(words: GoalWords, parent: Goal | None) -> None:
    if not words.text.strip():
        raise Refused(_("Write the goal as a change one can see."), field="text")
    if not words.category:
        raise Refused(_("Choose which part of life the goal is about."), field="category")
    if parent and parent.target_date and words.target_date and words.target_date >= parent.target_date:
        raise Refused(
            _("A short-term goal comes before its long-term goal: choose a nearer date."), field="target_date"
        )


def _refuse_later_children(goal: Goal, words: GoalWords) -> None:
    if not words.target_date:
        return
    if goal.children.filter(dropped_at__isnull=True, status="open", target_date__gte=words.target_date).exists():
        raise Refused(
            _("A short-term goal below has the same date or a later one. Move that one first."), field="target_date"
        )


def _said(event: type[GoalSet] | type[GoalChanged], goal: Goal) -> GoalSet | GoalChanged:
    return event(
        term=goal.term,  # type: ignore[arg-type]
        measure=goal.measure or None,
        target_date=goal.target_date,
        strength=goal.strength or None,
        own_words=goal.own_words,
    )
