"""What a plan shows beyond its tree: hours of the week, an ordinary day, providers compared, levels of a goal, a second version."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tsunagu.console.demonstration.paid import apart
from tsunagu.core.actor import Actor
from tsunagu.planning.commands.activate_plan import activate_plan, missing_before_activation
from tsunagu.planning.commands.agree import record_agreement
from tsunagu.planning.commands.attainment import ScaleWords, rate_attainment, set_scale
from tsunagu.planning.commands.draft_plan import propose_revision
from tsunagu.planning.commands.goals import change_goal, words_of
from tsunagu.planning.commands.options import OptionWords, choose_option, offer_options
from tsunagu.planning.commands.services import LineWords, add_service_line, drop_service_line
from tsunagu.planning.commands.write_plan import describe_day, set_wishes
from tsunagu.planning.models import Goal, Plan
from tsunagu.planning.rules import read_day

if TYPE_CHECKING:
    from tsunagu.console.demonstration.life import Life

DAYS = {1: (3,), 2: (1, 4), 3: (0, 2, 4), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}
TIMES = {
    "rehabilitation": ("16:30", "17:30"),  # after a day out, and beside nothing else
    "home_help": ("09:00", "10:30"),
    "nursing": ("08:15", "09:00"),
    "day_care": ("09:30", "16:00"),
    "counselling": ("13:00", "14:00"),
    "meals": ("12:00", "12:30"),
    "peer_support": ("15:00", "16:30"),
    "child_care": ("14:00", "18:00"),
    "employment": ("09:30", "12:00"),
}
OFTEN = (
    (re.compile(r"twice a week|two mornings a week|주 2회|週2回"), 2),
    (re.compile(r"three .*a week|주 3회|週3回"), 3),
    (re.compile(r"five .*a week|each (weekday|morning)|주 5[회일]|週5"), 5),
    (re.compile(r"six days a week"), 6),
    (re.compile(r"^each (week|Thursday)|매주|주 1회|週1回"), 1),
)
NAMED = re.compile(r"\(([月火水木金土日・]+)\)")
MONEY = {"us": ("USD", 38, 52), "jp": ("JPY", 420, 610), "kr": ("KRW", 8000, 12000)}
ATTAINED = {"achieved": 0, "partly": -1, "not": -2, "dropped": -2}


def slots(type_: str, frequency: str) -> list[list[Any]]:
    """The hours of the week that a frequency means, where it means any."""
    if type_ not in TIMES:
        return []
    named = NAMED.search(frequency)
    days = tuple("月火水木金土日".index(day) for day in named[1] if day != "・") if named else ()
    times = next((times for pattern, times in OFTEN if pattern.search(frequency)), 0)
    return [[day, *TIMES[type_]] for day in days or DAYS.get(times, ())]


def shows(life: Life) -> bool:
    """Those whose story is told, and one in five."""
    return life.number >= 200 or life.number % 5 == 0


def an_ordinary_day(life: Life, by: Actor) -> None:
    with apart(life):
        describe_day(plan_id=life.plan_id, day=read_day(life.say("day")), by=by)


def levels(life: Life, goal: Goal, by: Actor) -> None:
    """Five levels around where the goal begins and where it is to be."""
    with apart(life):
        words = ScaleWords(
            minus_two=_level(life, goal, "minus_two"),
            minus_one=_level(life, goal, "minus_one"),
            zero=_level(life, goal, "zero"),
            plus_one=_level(life, goal, "plus_one"),
            plus_two=_level(life, goal, "plus_two"),
        )
    set_scale(goal_id=goal.id, words=words, by=by)


def _level(life: Life, goal: Goal, level: str) -> str:
    """A sentence that may begin with what the goal says, or carry it in its middle."""
    said = life.say(f"level_{level}", baseline=_in_a_sentence(goal.baseline), target=_in_a_sentence(goal.target))
    return said[:1].upper() + said[1:]


def _in_a_sentence(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def compared(life: Life, goal: Goal, words: LineWords, others: tuple[str, ...], by: Actor) -> UUID:
    """The provider that was chosen, beside one that was not."""
    with apart(life):
        return _compared(life, goal, words, others, by)


def _compared(life: Life, goal: Goal, words: LineWords, others: tuple[str, ...], by: Actor) -> UUID:
    currency, low, high = MONEY[life.stock.jurisdiction]
    named = (words.party_name, next(name for name in others if name != words.party_name))
    options = [
        OptionWords(
            name,
            cost=Decimal(cost),
            currency=currency,
            coverage=life.say("coverage"),
            wait=life.say("wait"),
            distance=life.say("distance"),
        )
        for name, cost in zip(named, (high, low), strict=True)
    ]
    made = offer_options(goal_id=goal.id, what=life.say("choosing", what=words.what), options=options, by=by)
    first = made.options.get(name=words.party_name)
    reason = life.say("chosen_because")
    choose_option(comparison_id=made.id, option_id=first.id, chosen_by="person", reason=reason, by=by)
    return made.id


def attained(life: Life, ago: int, level: int) -> None:
    """Where the goals with levels stand, some weeks after they were set."""
    with apart(life), life.scene(ago, hour=15) as by:
        for goal in Goal.objects.filter(plan_id=life.plan_id, scale__isnull=False, status="open"):
            rate_attainment(goal_id=goal.id, level=level, note=life.say("attained"), by=by)


def revised(life: Life, ago: int) -> None:
    """The next version: a goal goes further, a service is no longer needed, the person takes a step of their own."""
    with apart(life), life.scene(ago, hour=10) as by:
        plan = propose_revision(plan_id=life.plan_id, reason=life.say("revision"), by=by)
        goal = plan.goals.filter(parent__isnull=False, dropped_at=None, status="open").order_by("number").first()
        if goal is None:
            return
        words = words_of(goal)
        further = _level(life, goal, "plus_one")
        later = goal.target_date + timedelta(days=14) if goal.target_date else None
        change_goal(goal_id=goal.id, words=replace(words, target=further, target_date=later), by=by)
        line = plan.lines.filter(dropped_at=None, party="provider").order_by("-number").first()
        if line and plan.lines.filter(dropped_at=None).count() > 1:
            drop_service_line(line_id=line.id, reason=life.say("no_longer"), by=by)
        step = LineWords(life.say("own_step"), party="person", kind="person", frequency=life.say("own_often"))
        add_service_line(goal_id=goal.id, words=step, by=by)
        wishes = life.say("wish_now")
        set_wishes(plan_id=plan.id, wishes=wishes, family_wishes=plan.family_wishes, policy=plan.policy, by=by)
    with apart(life), life.scene(ago - 1, hour=14) as by:
        record_agreement(
            plan_id=plan.id,
            participants=["person", "family"],
            how=life.say("took_part"),
            form="signature",
            name=life.words["name"],
            by=by,
        )
        plan = Plan.objects.select_related("case", "person").get(id=plan.id)
        if not missing_before_activation(plan.case, plan):
            activate_plan(plan_id=plan.id, by=by)
            life.plan_id = plan.id
