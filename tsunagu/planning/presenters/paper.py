"""What stands on paper: the tree as the table that each type of plan prints, and what is still blank on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tsunagu.people.models import Person
from tsunagu.planning.choices import Kind, Party
from tsunagu.planning.choices.plan_types import PlanForm
from tsunagu.planning.models import Plan, ServiceLine
from tsunagu.planning.presenters import NodeView, period_words, responsible_words
from tsunagu.planning.queries import certified, first_activated, last_ratings, parts_of
from tsunagu.ui import formats

LEVEL_OF = {"long_until": "long", "short_until": "short", "measure": "short", "rating": "short"}


@dataclass(frozen=True)
class Cell:
    text: str
    number: str = ""
    lang: str = ""
    span: int = 1
    head: bool = False


@dataclass(frozen=True)
class PlanTable:
    """The tree as a table: a body for each need, a knot told once over all the rows below it."""

    headings: list[str]
    bodies: list[list[list[Cell]]]


def plan_table(form: PlanForm, rows: Iterable[dict[str, Any]], ratings: dict[UUID, str]) -> PlanTable:
    told = list(rows)
    bodies = [list(group) for _number, group in groupby(told, key=lambda row: row["need"].number)]
    return PlanTable(
        [form.heading(column) for column in form.columns], [_body(form, group, ratings) for group in bodies]
    )


def _body(form: PlanForm, rows: list[dict[str, Any]], ratings: dict[UUID, str]) -> list[list[Cell]]:
    body: list[list[Cell]] = []
    for n, row in enumerate(rows):
        cells = []
        for column in form.columns:
            level = LEVEL_OF.get(column, column)
            above = _name(rows[n - 1], level) if n else None
            here = _name(row, level)
            if here is None or here != above:
                span = 1 if here is None else _run(rows[n:], level, here)
                cells.append(_cell(column, row, span, ratings))
        body.append(cells)
    return body


def _name(row: dict[str, Any], level: str) -> str | None:
    """Which knot a row speaks of at this level; nothing for what is a line's own, which is never joined with its neighbour's."""
    node = row.get(level) if level in ("need", "long", "short") else None
    return node.number if node else None


def _run(rows: list[dict[str, Any]], level: str, name: str) -> int:
    return next((n for n, row in enumerate(rows) if _name(row, level) != name), len(rows))


def _cell(column: str, row: dict[str, Any], span: int, ratings: dict[UUID, str]) -> Cell:
    node: NodeView | None = row["service"] if column == "service" else row.get(column)
    if column in ("need", "long", "short", "service"):
        return Cell(node.text, node.number, node.lang, span, column == "need") if node else Cell("", span=span)
    goal = row.get(LEVEL_OF.get(column, ""))
    if column in LEVEL_OF:
        return Cell(_of_goal(column, goal, ratings) if goal else "", span=span)
    return Cell(_of_line(column, row["line"]) if row["line"] else "")


def _of_goal(column: str, view: NodeView, ratings: dict[UUID, str]) -> str:
    goal = view.node
    if column == "measure":
        return str(goal.measure)
    if column == "rating":
        return ratings.get(goal.key, "")
    return formats.full_date(goal.target_date) if goal.target_date else ""


def _of_line(column: str, line: ServiceLine) -> str:
    match column:
        case "who":
            return responsible_words(line)
        case "covered":
            return "○" if line.payer else ""
        case "type":
            return str(line.get_type_display())
        case "paid":
            return "" if line.unmet else unpaid_words(line)
        case "payer":
            return line.payer
        case "cost":
            return "" if line.expected_total is None else formats.money(line.expected_total, line.currency)
        case "frequency":
            return line.frequency
        case "contact":
            return line.contact
        case _:
            return period_words(line.start, line.end)


def unpaid_words(line: ServiceLine) -> str:
    """Whether somebody is paid for it: family, friends and the person are not (42 CFR 441.301(c)(2)(v))."""
    unpaid = line.party in (Party.PERSON, Party.FAMILY) or line.kind in (Kind.INFORMAL, Kind.FAMILY, Kind.PERSON)
    return pgettext("a support", "Unpaid") if unpaid else pgettext("a support", "Paid")


def rating_words(plan: Plan) -> dict[UUID, str]:
    """How far each goal had come when it was last looked at."""
    return {key: str(rating.get_rating_display()) for key, rating in last_ratings(plan).items()}


Line = tuple[str, str, str]  # label, text, language of the text


def table_one(plan: Plan) -> list[Line]:
    """第1表: who, since when, what they intend, what was found, what all help aims at; each value is stored elsewhere already."""
    person, texts = plan.person.standing if plan.person else None, {s.key: s for s in plan.sections.all()}
    made, first = plan.activated_at or plan.drafted_at, first_activated(plan)
    lines: list[Line] = [
        (_("Made on"), formats.full_date(made), ""),
        (_("First or continued"), str(plan.get_why_display()), ""),
        (_("Name of the person"), person.name if person else "", person.name_lang if person else ""),
        (_("Date of birth"), formats.full_date(person.born) if person and person.born else "", ""),
        (_("Address"), _address(person), "ja"),
        (_("Who made the plan"), plan.drafted_by_name, ""),
        (_("Agency"), plan.organisation.name, ""),
        (_("Plan made or changed on"), formats.full_date(plan.drafted_at), ""),
        (_("First plan made on"), formats.full_date(first) if first else "", ""),
        *_certification(plan),
        (_("What the person wants"), plan.wishes, plan.language),
        (_("What the family wants"), plan.family_wishes, plan.language),
    ]
    titles = {part.key: part.title for part in parts_of(plan).values()}
    for key in ("issue_analysis", "board_opinion", "overall_policy", "home_help_reason"):
        text, language = (texts[key].text, texts[key].language) if key in texts else ("", "")
        if key == "overall_policy" and plan.policy:
            text, language = plan.policy, plan.language
        lines.append((titles.get(key, key), text, language))
    return lines


def _address(person: Person | None) -> str:
    address = person.addresses.filter(until__isnull=True).first() if person else None
    return " ".join(part for part in (address.postcode, address.text) if part) if address else ""


def _certification(plan: Plan) -> list[Line]:
    found = certified(plan)
    granted, until = (formats.full_date(found[0]), found[1]) if found else ("", "")
    day = formats.full_date(date.fromisoformat(until)) if until else ""
    return [(_("Certified on"), granted, ""), (_("Certification holds until"), day, "")]


def blank_words(titles: Iterable[str]) -> str:
    """What a reader of this paper would miss."""
    return _(", ").join(titles)
