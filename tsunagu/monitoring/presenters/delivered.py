"""How planned and delivered units are said: two numbers, and a word where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagu.coverage.choices import UnitKind
from tsunagu.monitoring.queries.delivered import Came, LineDelivered
from tsunagu.monitoring.rules import Span
from tsunagu.planning.choices import Party
from tsunagu.ui import formats


@dataclass(frozen=True)
class Cell:
    """`state` is a mark: met, soon (less so far, or more than planned), stop (nothing came), later (still to come)."""

    state: str
    words: str
    note: str


@dataclass(frozen=True)
class Row:
    what: str
    who: str
    counted: str
    says: str
    cells: list[Cell]


def columns(spans: Sequence[Span], by: str) -> list[str]:
    if by == "month":
        return [formats.month(span.first) for span in spans]
    return [_("from %(day)s") % {"day": formats.short_date(span.first)} for span in spans]


def rows(found: Sequence[LineDelivered], today: date) -> list[Row]:
    return [_row(one, today) for one in found]


def _row(one: LineDelivered, today: date) -> Row:
    line = one.line
    who = line.party_name if line.party == Party.PROVIDER else line.worker.name if line.worker else line.party_name
    counted = str(UnitKind(one.unit_kind).label) if one.unit_kind else str(UnitKind.VISIT.label)
    return Row(line.what, who, counted, line.frequency, [_cell(came, today) for came in one.spans])


def _cell(came: Came, today: date) -> Cell:
    over = came.span.last < today
    return Cell(_state(came, over), _words(came), _note(came))


def _state(came: Came, over: bool) -> str:
    if came.planned is None:
        return "note"
    if came.planned == 0 and not came.delivered:
        return ""
    if came.delivered > came.planned:
        return "soon"
    if came.delivered == came.planned:
        return "met"
    if not over:
        return "later"
    return "soon" if came.delivered else "stop"


def _words(came: Came) -> str:
    got = _plain(came.delivered)
    if came.planned is None:
        return _("%(got)s; the plan does not say how many") % {"got": got}
    if came.planned == 0 and not came.delivered:
        return _("none planned")
    return _("%(got)s of %(planned)s") % {"got": got, "planned": _plain(came.planned)}


def _note(came: Came) -> str:
    said = []
    if came.missed:
        said.append(
            ngettext("%(number)s missed or called off", "%(number)s missed or called off", came.missed)
            % {"number": came.missed}
        )
    if came.ahead:
        said.append(ngettext("%(number)s booked", "%(number)s booked", came.ahead) % {"number": came.ahead})
    return " · ".join(said)


def _plain(number: Decimal) -> str:
    return formats.number(number.normalize())
