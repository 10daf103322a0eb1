"""What a screen says about a plan: its tree in words, what is missing where, what is worth a look, its week, its differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from tsunagu.assessment.choices import FindingKind
from tsunagu.cases.models import Case
from tsunagu.core.clock import today
from tsunagu.core.errors import Missing
from tsunagu.planning.choices import Aspect, Category, GoalStatus, GoalTerm, LinkStatus, Party, PlanType
from tsunagu.planning.choices.plan_types import types_for
from tsunagu.planning.models import Comparison, Goal, Need, Plan, ServiceLine
from tsunagu.planning.queries import (
    GoalBranch,
    LineLeaf,
    NeedBranch,
    NodeChange,
    TextChange,
    aspects_of,
    contributions,
    duplicates_in,
    number_of,
    open_goals_of,
    parts_of,
    planned_cost,
    programme_title,
    sides_of,
)
from tsunagu.planning.queries.wording import hints_of
from tsunagu.planning.rules import (
    PARTS_OF_DAY,
    Piece,
    Smart,
    horizon_advice,
    hours_filled,
    letter,
    pieces,
    smart,
)
from tsunagu.planning.rules.wording import Hint, found_in
from tsunagu.ui import formats

Knot = Need | Goal | ServiceLine


def url(name: str, case: Case, **query: object) -> str:
    """A page of this room about a case, with what the page is about."""
    path = reverse(f"planning:{name}", kwargs={"case_id": case.id})
    asked = "&".join(f"{key}={value}" for key, value in query.items() if value)
    return f"{path}?{asked}" if asked else path


# -- numbers and names -----------------------------------------------------------------------------------------------------


def number_text(number: Sequence[int], *, line: bool = False, language: str = "") -> str:
    """1 · 1-2 · 1-2-1 · 1-2-1-a, as each language counts services."""
    if not line:
        return "-".join(str(n) for n in number)
    return "-".join([*(str(n) for n in number[:-1]), letter(number[-1], language or get_language() or "en")])


def numbered(node: Knot) -> str:
    return number_text(number_of(node), line=isinstance(node, ServiceLine))


def plan_title(plan: Plan) -> str:
    """The programme's own name for its plan, or the name of the type where it is another than the usual one (R-049)."""
    return type_title(PlanType(plan.type), plan.case.programme)


def type_title(type: PlanType, programme: str) -> str:
    usual = type in (PlanType.PROGRAMME, types_for(programme)[0])
    return programme_title(programme, get_language() or "en") if usual else str(type.label)


def type_choices(programme: str) -> list[tuple[str, str]]:
    """The types a programme may plan by, under the names they would print."""
    return [(type.value, type_title(type, programme)) for type in types_for(programme)]


def version_words(plan: Plan) -> str:
    if plan.is_draft:
        return _("draft %(version)s") % {"version": plan.version}
    return _("version %(version)s") % {"version": plan.version}


def responsible_words(line: ServiceLine) -> str:
    """Who answers for it, for a reader."""
    if line.unmet:
        return _("Nobody yet")
    if line.worker:
        return line.worker.name
    return line.party_name or str(Party(line.party).label)


def kind_words(node: Knot) -> str:
    if isinstance(node, Need):
        return pgettext("level of the plan", "Need")
    if isinstance(node, Goal):
        return str(GoalTerm(node.term).label)
    return pgettext("level of the plan", "Unmet need") if node.unmet else pgettext("level of the plan", "Service")


# -- the tree --------------------------------------------------------------------------------------------------------------


@dataclass
class NodeView:
    """One knot as the page shows it. `facts` is the line under the text, `bad` what is still missing from it."""

    level: str
    id: str
    key: UUID
    number: str
    kind: str
    text: str
    lang: str
    facts: list[str]
    noun: str
    tags: list[str] = field(default_factory=list)
    smart: list[dict[str, Any]] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    words: str = ""
    children: list[NodeView] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    status: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    node: Any = None

    @property
    def error(self) -> str:
        return " ".join(self.bad)


def tree_view(plan: Plan, tree: Iterable[NeedBranch], missing: Iterable[Missing] = ()) -> list[NodeView]:
    bad, hints = _bad_by_key(missing), hints_of(plan.organisation_id)
    return [_need_view(plan, branch, bad, hints) for branch in tree]


def missing_view(missing: Iterable[Missing], nodes: Iterable[NodeView]) -> list[Missing]:
    """The list with the number of the knot each item speaks of, and its text as the reminder."""
    known = {str(node.key): node for node in _all(nodes)}
    shown = []
    for one in missing:
        about = next(iter(parse_qs(urlsplit(one.mend).query).get("about", ())), "")
        node = known.get(about)
        says = _("%(number)s · %(says)s") % {"number": node.number, "says": one.says} if node else one.says
        shown.append(Missing(says, node.text if node else one.why, one.mend))
    return shown


def _all(nodes: Iterable[NodeView]) -> Iterable[NodeView]:
    for node in nodes:
        yield node
        yield from _all(node.children)


def _bad_by_key(missing: Iterable[Missing]) -> dict[str, list[str]]:
    """What the list says of one knot is said at the knot too."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in missing:
        for key in parse_qs(urlsplit(one.mend).query).get("about", ()):
            found[key].append(str(one.says))
    return found


def _need_view(plan: Plan, branch: NeedBranch, bad: dict[str, list[str]], hints: tuple[Hint, ...]) -> NodeView:
    need = branch.need
    facts = [str(Category(need.category).label)] if need.category else []
    return NodeView(
        level="need",
        id=f"node-{need.key}",
        key=need.key,
        number=number_text(branch.number),
        kind=kind_words(need),
        text=need.text,
        lang=_lang(plan, need.text),
        facts=facts,
        noun="need",
        tags=_tags(need),
        bad=bad[str(need.key)],
        words=need.words,
        children=[_goal_view(plan, goal, bad, hints) for goal in branch.goals],
        node=need,
    )


def _goal_view(plan: Plan, branch: GoalBranch, bad: dict[str, list[str]], hints: tuple[Hint, ...]) -> NodeView:
    goal = branch.goal
    return NodeView(
        level=goal.term,
        id=f"node-{goal.key}",
        key=goal.key,
        number=number_text(branch.number),
        kind=kind_words(goal),
        text=goal.text,
        lang=_lang(plan, goal.text),
        facts=goal_facts(goal),
        noun="goal",
        tags=_tags(goal),
        smart=smart_view(goal, hints),
        bad=bad[str(goal.key)],
        children=[
            *(_goal_view(plan, child, bad, hints) for child in branch.children),
            *(_line_view(plan, leaf, bad) for leaf in branch.lines),
        ],
        comparisons=branch.comparisons,
        status="" if goal.status == "open" else str(goal.get_status_display()),
        node=goal,
    )


def _line_view(plan: Plan, leaf: LineLeaf, bad: dict[str, list[str]]) -> NodeView:
    line = leaf.line
    return NodeView(
        level="svc",
        id=f"node-{line.key}",
        key=line.key,
        number=number_text(leaf.number, line=True),
        kind=kind_words(line),
        text=line.what,
        lang=_lang(plan, line.what),
        facts=line_facts(line),
        noun="service",
        tags=_tags(line),
        bad=bad[str(line.key)],
        status="" if plan.is_draft else str(line.get_status_display()),
        links=line_links(plan.case, line),
        node=line,
    )


def _lang(plan: Plan, text: str) -> str:
    """The language of a text of the plan, when it is not the reader's."""
    written = formats.script_of(text) or plan.language
    return "" if written == (get_language() or "en")[:2] else written


def _tags(node: Knot) -> list[str]:
    found = [_("Carried over")] if node.copied else []
    if isinstance(node, Need) and node.safety_override:
        found.append(_("Safety first"))
    if isinstance(node, Goal) and node.own_words:
        found.append(_("In their own words"))
    return found


def goal_facts(goal: Goal) -> list[str]:
    """Baseline → target, how it is checked, by when, the strength it builds on: each a fact of its own."""
    facts = [str(Category(goal.category).label)]
    if goal.baseline and goal.target:
        facts.append(_("%(baseline)s → %(target)s") % {"baseline": goal.baseline, "target": goal.target})
    elif goal.target:
        facts.append(_("To reach: %(target)s") % {"target": goal.target})
    if goal.measure:
        facts.append(_("Checked by: %(measure)s") % {"measure": goal.measure})
    if goal.target_date:
        facts.append(pgettext("target date of a goal", "By %(date)s") % {"date": formats.full_date(goal.target_date)})
    if goal.strength:
        facts.append(_("Strength: %(strength)s") % {"strength": goal.strength})
    for ground in goal.grounds.all():
        text = ground.finding.text
        if ground.finding.kind == FindingKind.NEED:
            facts.append(_("Answers: %(need)s") % {"need": text})
        elif text != goal.strength:
            facts.append(_("Strength: %(strength)s") % {"strength": text})
    return facts


def line_facts(line: ServiceLine) -> list[str]:
    """Who, how often, from when to when, what it costs and who pays."""
    if line.unmet:
        return [_("Nobody yet"), line.unmet_reason]
    facts = [responsible_words(line), line.contact, line.frequency, period_words(line.start, line.end)]
    if line.expected_total is not None:
        facts.append(formats.money(line.expected_total, line.currency))
    if line.payer:
        facts += [line.payer, str(line.get_necessity_display())]
    if line.link != LinkStatus.NOT_ASKED:
        facts.append(str(line.get_link_display()))
    return [fact for fact in facts if fact]


def period_words(start: date | None, end: date | None) -> str:
    if start and end:
        return _("%(start)s to %(end)s") % {"start": formats.full_date(start), "end": formats.full_date(end)}
    if start:
        return _("from %(start)s") % {"start": formats.full_date(start)}
    return _("until %(end)s") % {"end": formats.full_date(end)} if end else ""


def line_links(case: Case, line: ServiceLine) -> list[tuple[str, str]]:
    """From a line to the next act in one click: booking, education, the directory; only where the room stands (R-021)."""
    wanted = (
        ("scheduling:appointment_new", _("Book an appointment")),
        ("cases:education_new", _("Give education")),
    )
    found = []
    for name, label in wanted:
        try:
            found.append((label, f"{reverse(name, kwargs={'case_id': case.id})}?about={line.key}"))
        except NoReverseMatch:
            continue
    return found


# -- SMART -----------------------------------------------------------------------------------------------------------------


def smart_of(goal: Goal, hints: Iterable[Hint]) -> Smart:
    return smart(
        text=goal.text,
        measure=goal.measure,
        baseline=goal.baseline,
        target=goal.target,
        target_date=goal.target_date,
        relevance=goal.relevance,
        strength=goal.strength,
        own_words=goal.own_words,
        hints=hints,
    )


def smart_view(goal: Goal, hints: Iterable[Hint]) -> list[dict[str, Any]]:
    found = smart_of(goal, hints)
    return [
        {"label": pgettext("SMART", "Specific"), "met": found.specific},
        {"label": pgettext("SMART", "Measurable"), "met": found.measurable},
        {"label": pgettext("SMART", "Achievable"), "met": found.achievable},
        {"label": pgettext("SMART", "Relevant"), "met": found.relevant},
        {"label": pgettext("SMART", "Dated"), "met": found.timed},
    ]


# -- worth a look ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Advice:
    """Something that does not block, said once with its reason."""

    says: str
    why: str
    url: str = ""


def advice_on(plan: Plan) -> list[Advice]:
    goals, hints = list(open_goals_of(plan)), hints_of(plan.organisation_id)
    return [
        *_one_sided(plan),
        *_nobody_of_the_house(plan),
        *(_vague(plan, goal, found) for goal in goals if (found := found_in(goal.text, hints))),
        *_horizons(plan, goals),
        *_doubles(plan),
    ]


def _one_sided(plan: Plan) -> list[Advice]:
    """R-109."""
    aspects = aspects_of(plan)
    absent = [aspect for aspect in Aspect if not aspects[aspect]]
    if not aspects or len(absent) < 2:
        return []
    (only,) = aspects
    says = {
        Aspect.BODY: _("All goals are about the body"),
        Aspect.MIND: _("All goals are about the mind"),
        Aspect.SOCIAL: _("All goals are about social life"),
    }[only]
    return [Advice(says, _("Body, mind and social life hold each other up. The plan can be activated as it is."))]


def _nobody_of_the_house(plan: Plan) -> list[Advice]:
    """R-110."""
    parts = contributions(plan)
    if not any(parts.values()) or parts[Party.PERSON] or parts[Party.FAMILY]:
        return []
    return [
        Advice(
            _("Nothing in the plan is done by the person or the family"),
            _("What somebody does for themself lasts longest. Is there a step they want to take?"),
        )
    ]


def _vague(plan: Plan, goal: Goal, found: Sequence[Hint]) -> Advice:
    """R-052: the words, and for the first of them what to write instead, in the language of the goal."""
    quoted = _(", ").join(_("“%(word)s”") % {"word": hint.word} for hint in found)
    return Advice(
        _("%(number)s cannot be checked as it is worded: %(words)s") % {"number": numbered(goal), "words": quoted},
        found[0].hint,
        url("goals", plan.case, plan=plan.id, about=goal.key),
    )


def _horizons(plan: Plan, goals: Iterable[Goal]) -> list[Advice]:
    """T21, for Japanese home care."""
    if plan.case.jurisdiction[:2] != "jp" and not plan.case.programme.startswith("jp_"):
        return []
    start = plan.period_start or today(plan.case.zone)
    return [
        Advice(
            _("The date of %(number)s is unusual") % {"number": numbered(goal)},
            _("Long-term goals usually look about a year ahead, short-term goals three to six months."),
            url("goals", plan.case, plan=plan.id, about=goal.key),
        )
        for goal in goals
        if goal.target_date and horizon_advice(goal.is_long, goal.target_date, start)
    ]


def _doubles(plan: Plan) -> list[Advice]:
    """R-065."""
    return [
        Advice(
            _("%(number)s may be given twice") % {"number": numbered(line)},
            _("%(others)s already gives the same type of service in these weeks.")
            % {"others": _(", ").join(responsible_words(other) for other in others)},
            url("services", plan.case, plan=plan.id, about=line.key),
        )
        for line, others in duplicates_in(plan)
    ]


# -- money and parts -------------------------------------------------------------------------------------------------------


def cost_rows(lines: Iterable[ServiceLine]) -> list[dict[str, str]]:
    return [
        {"label": cost.payer or _("Nobody is asked to pay"), "value": formats.money(cost.total, cost.currency)}
        for cost in planned_cost(lines)
    ]


def contribution_rows(plan: Plan) -> list[dict[str, str]]:
    """What each party does, by the numbers of the lines; the person and the family are named also where they do nothing (R-110)."""
    nothing = pgettext("of a party", "Nothing yet")
    return [
        {"label": str(party.label), "value": _(", ").join(numbered(line) for line in lines) or nothing}
        for party, lines in contributions(plan).items()
        if lines or party in (Party.PERSON, Party.FAMILY)
    ]


@dataclass(frozen=True)
class Light:
    name: str
    mark: str
    words: str
    why: str


def lights_of(plan: Plan) -> list[Light]:
    """Mind, body and social life, each with its mark and its words (R-109)."""
    marks = {
        "met": ("met", pgettext("light of a plan", "In the plan")),
        "open": ("soon", pgettext("light of a plan", "Found, not planned")),
        "quiet": ("later", pgettext("light of a plan", "Nothing found")),
    }
    return [
        Light(
            str(side.aspect.label),
            *marks[side.state],
            ngettext("%(goals)d goal", "%(goals)d goals", side.goals) % {"goals": side.goals}
            if not side.open_needs
            else _("Goals: %(goals)s · needs not in the plan: %(needs)s")
            % {"goals": side.goals, "needs": side.open_needs},
        )
        for side in sides_of(plan)
    ]


# -- the week --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hour:
    hour: str
    cells: list[list[str]]  # a cell for each day of the week
    activities: list[str]


@dataclass
class Week:
    """24 hours × 7 days in the parts of a day, an ordinary day beside it, and what has no hour of the week (R-056, 第3表)."""

    parts: list[tuple[str, list[Hour]]]
    said: list[tuple[str, list[str]]]
    day: list[tuple[str, str]]
    other: list[tuple[str, str]]


def week_of(plan: Plan, lines: Sequence[tuple[str, ServiceLine]], days: Sequence[tuple[int, Any]]) -> Week:
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    said: dict[int, list[tuple[str, str]]] = defaultdict(list)
    activities: dict[int, list[str]] = defaultdict(list)
    for number, line in lines:
        for day, start, end in line.slots:
            text = _("%(from)s–%(to)s %(what)s") % {"from": start, "to": end, "what": f"{number} {line.what}"}
            said[day].append((start, text))
            first, *later = hours_filled(start, end)
            cells[first, day].append(text)
            for hour in later:
                cells[hour, day].append(number)
    for start, what in plan.day:
        activities[int(start[:2])].append(f"{start} {what}")
    return Week(
        parts=[
            (
                _part_of_day(part),
                [Hour(f"{hour}:00", [cells[hour, day] for day, _l in days], activities[hour]) for hour in hours],
            )
            for part, hours in PARTS_OF_DAY
        ],
        said=[(str(label), [text for _start, text in sorted(said[day])]) for day, label in days if said[day]],
        day=[(start, what) for start, what in plan.day],
        other=[
            (f"{number} {line.what}", line.frequency or period_words(line.start, line.end))
            for number, line in lines
            if not line.slots and not line.unmet
        ],
    )


def _part_of_day(part: str) -> str:
    return {
        "night": pgettext("part of the day", "Night"),
        "early": pgettext("part of the day", "Early morning"),
        "morning": pgettext("part of the day", "Morning"),
        "afternoon": pgettext("part of the day", "Afternoon"),
        "evening": pgettext("part of the day", "Evening"),
        "late": pgettext("part of the day", "Late evening"),
    }[part]


# -- difference ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChangeView:
    number: str
    kind: str
    text: str
    state: str  # came, went, changed
    reason: str
    fields: list[tuple[str, list[Piece]]]


def change_views(changes: Iterable[NodeChange]) -> list[ChangeView]:
    return [_change_view(change) for change in changes]


def _change_view(change: NodeChange) -> ChangeView:
    node = change.node
    return ChangeView(
        number=number_text(change.number, line=isinstance(node, ServiceLine)),
        kind=kind_words(node),
        text=str(node),
        state=_state(change),
        reason=change.reason,
        fields=[
            (_field_name(node, name), pieces(_shown(change.old, name), _shown(change.new, name)))
            for name in change.fields
        ],
    )


def _state(change: NodeChange) -> str:
    if change.new:
        return "changed" if change.old else "came"
    ended = isinstance(change.old, Goal) and change.old.status == GoalStatus.ACHIEVED
    return "achieved" if ended else "went"


def beside_views(plan: Plan, changes: Iterable[TextChange]) -> list[tuple[str, list[Piece]]]:
    """What changed beside the tree, word by word, under the name the page gives it."""
    names = {
        "wishes": _("What the person wants"),
        "family_wishes": _("What the family wants"),
        "policy": _("Policy"),
        "day": _("An ordinary day"),
    }
    titles = {f"section:{part.key}": part.title for part in parts_of(plan).values()}
    return [
        (
            names.get(change.what)
            or titles.get(change.what)
            or _("Levels of goal %(number)s") % {"number": change.what.partition(":")[2]},
            pieces(change.old, change.new),
        )
        for change in changes
    ]


def _field_name(node: Knot, name: str) -> str:
    names = {
        "text": _("Text"),
        "what": _("What is done"),
        "words": _("In the person’s own words"),
        "category": _("Part of life"),
        "safety_override": _("Safety first"),
        "measure": _("How it is checked"),
        "baseline": _("Where it stands now"),
        "target": _("Where it is to be"),
        "target_date": _("By when"),
        "relevance": _("Why this matters to the person"),
        "strength": _("The strength it builds on"),
        "type": _("Type of service"),
        "party": _("Who answers for it"),
        "party_name": _("Name of the provider or the person"),
        "worker": _("Which of us"),
        "frequency": _("How often"),
        "start": pgettext("of a service", "From"),
        "end": pgettext("of a service", "Until"),
        "payer": _("Who pays"),
        "expected_total": _("Expected total"),
    }
    return names[name]


def _shown(node: Any, name: str) -> str:
    value = getattr(node, name)
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return formats.full_date(value)
    if name == "expected_total":
        return formats.money(value, node.currency)
    display = getattr(node, f"get_{name}_display", None)
    return str(display()) if display else str(value)


def answer_words(plan: Plan) -> list[str]:
    """How the person answered this version, newest last."""
    return [
        _("%(form)s by %(name)s on %(date)s")
        % {"form": a.get_form_display(), "name": a.name, "date": formats.full_date(a.at)}
        if a.name
        else _("%(form)s on %(date)s") % {"form": a.get_form_display(), "date": formats.full_date(a.at)}
        for a in plan.agreements.all()
    ]
