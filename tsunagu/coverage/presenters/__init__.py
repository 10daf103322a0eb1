"""How entitlements, authorisations and sums read on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagu.cases.models import Case
from tsunagu.core.words import in_language
from tsunagu.coverage.choices import AppealStep, AuthorisationStatus, CheckResult, UnitKind
from tsunagu.coverage.models import Authorisation, Coverage, Delivery
from tsunagu.coverage.queries import Month, level_name, level_on, limit_on, scheme_of, share_on
from tsunagu.coverage.rules import masked
from tsunagu.people.models import Person
from tsunagu.ui import formats

STATES = {
    AuthorisationStatus.REQUESTED: ("wait", "wait"),
    AuthorisationStatus.APPROVED: ("met", "met"),
    AuthorisationStatus.PARTLY: ("soon", "soon"),
    AuthorisationStatus.DENIED: ("stop", "stop"),
    AuthorisationStatus.WITHDRAWN: ("later", "later"),
}
ENDS_SOON = 60  # days: as the clock of the pathway warns first


def count(number: Decimal) -> str:
    """12 or 1.5; never 12.00."""
    return f"{number.normalize():,f}"


def counted(number: Decimal, kind: str) -> str:
    """12 visits · 12回 · 12회. Numbers of units are whole sentences: languages count differently."""
    n = int(number) if number == number.to_integral_value() else 2
    shown = {"number": count(number)}
    match kind:
        case UnitKind.VISIT:
            return ngettext("%(number)s visit", "%(number)s visits", n) % shown
        case UnitKind.HOUR:
            return ngettext("%(number)s hour", "%(number)s hours", n) % shown
        case UnitKind.QUARTER:
            return ngettext("%(number)s unit of 15 minutes", "%(number)s units of 15 minutes", n) % shown
        case UnitKind.DAY:
            return ngettext("%(number)s day", "%(number)s days", n) % shown
        case UnitKind.MONTH:
            return ngettext("%(number)s month", "%(number)s months", n) % shown
        case UnitKind.MEAL:
            return ngettext("%(number)s meal", "%(number)s meals", n) % shown
    return ngettext("%(number)s unit", "%(number)s units", n) % shown


def period(starts: date | None, ends: date | None) -> str:
    if starts and ends:
        return _("%(start)s to %(end)s") % {"start": formats.full_date(starts), "end": formats.full_date(ends)}
    if starts:
        return _("from %(start)s") % {"start": formats.full_date(starts)}
    if ends:
        return _("until %(end)s") % {"end": formats.full_date(ends)}
    return _("no dates known")


def in_unit(amount: Decimal, scheme: str) -> str:
    """A limit in what its scheme counts in: 16,765 points, 1,485,700 won."""
    info = scheme_of(scheme)
    if info.unit == "points":
        return _("%(number)s points") % {"number": f"{amount.normalize():,f}"}
    return formats.money(amount, info.currency)


@dataclass(frozen=True)
class CoverageRow:
    coverage: Coverage
    place: str
    title: str
    number: str
    period: str
    state: str
    icon: str
    word: str
    facts: list[tuple[str, str]]
    checked: str
    check_bad: bool
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class PersonRows:
    """Who pays for one member of the case."""

    person: Person
    rows: list[CoverageRow]


def coverage_row(case: Case, coverage: Coverage, day: date, *, may_write: bool) -> CoverageRow:
    state, icon, word = _standing(coverage, day)
    check = next(iter(coverage.checks.all()), None)
    return CoverageRow(
        coverage,
        _ordinal(coverage.priority) if coverage.ended_at is None else "",
        str(coverage),
        masked(coverage.subscriber_id),
        period(coverage.starts, coverage.ends),
        state,
        icon,
        word,
        _facts(coverage, day),
        _checked(coverage),
        check is None or check.result != CheckResult.ACTIVE,
        _links(case, coverage) if may_write and coverage.ended_at is None else [],
    )


def _ordinal(priority: int) -> str:
    return [_("Pays first"), _("Pays second"), _("Pays third")][priority - 1] if priority <= 3 else _("Pays last")


def _standing(coverage: Coverage, day: date) -> tuple[str, str, str]:
    if coverage.ended_at:
        return "later", "later", _("Ended: %(reason)s") % {"reason": coverage.get_ended_reason_display()}
    if coverage.ends and coverage.ends < day:
        return "over", "over", _("Ran out on %(day)s") % {"day": formats.short_date(coverage.ends)}
    if coverage.starts and coverage.starts > day:
        return "later", "later", _("Begins on %(day)s") % {"day": formats.short_date(coverage.starts)}
    if coverage.ends and (left := (coverage.ends - day).days) <= ENDS_SOON:
        return "soon", "soon", ngettext("%(number)d day left", "%(number)d days left", left) % {"number": left}
    return "met", "met", _("In force")


def _facts(coverage: Coverage, day: date) -> list[tuple[str, str]]:
    rows = [(_("Scheme"), coverage.get_scheme_display()), (_("Holds"), period(coverage.starts, coverage.ends))]
    if coverage.payer_number:
        rows.append((_("Number of the payer"), coverage.payer_number))
    if coverage.subscriber_id:
        rows.append((_("Number of the person"), masked(coverage.subscriber_id)))
    if level := level_on(coverage, day):
        said = {"level": level_name(coverage, level.level), "period": period(level.starts, level.ends)}
        rows.append((_("Level of care"), _("%(level)s, %(period)s") % said))
    if found := limit_on(coverage, day):
        said = {"limit": in_unit(found[0], coverage.scheme), "source": found[1].source}
        rows.append((_("Limit of a month"), _("%(limit)s (%(source)s)") % said))
    if share := share_on(coverage, day):
        said = {"percent": count(share.percent), "period": period(share.starts, share.ends)}
        rows.append((_("Share of the person"), _("%(percent)s %%, %(period)s") % said))
    if coverage.copay is not None:
        rows.append((_("Co-payment for each unit"), formats.money(coverage.copay, coverage.currency)))
    if coverage.limits:
        rows.append((_("Other limits"), coverage.limits))
    if coverage.source:
        rows.append((_("Told by"), coverage.source))
    return rows


def _checked(coverage: Coverage) -> str:
    check = next(iter(coverage.checks.all()), None)
    if check is None:
        return _("Nobody has checked yet whether it holds.")
    return _("%(result)s. Checked on %(day)s by %(name)s: %(way)s.") % {
        "result": check.get_result_display(),
        "day": formats.short_date(check.on),
        "name": check.by_name,
        "way": check.get_way_display(),
    }


def _links(case: Case, coverage: Coverage) -> list[tuple[str, str]]:
    here = {"case_id": case.id, "coverage_id": coverage.id}
    info = scheme_of(coverage.scheme)
    links = [
        (_("Record a check"), reverse("coverage:check_new", kwargs=here)),
        (_("Change"), reverse("coverage:coverage_edit", kwargs=here)),
    ]
    if info.levels:
        links.append((_("Level of care"), reverse("coverage:level_new", kwargs=here)))
    links += [
        (_("Share of the person"), reverse("coverage:share_new", kwargs=here)),
        (_("It does not go on"), reverse("coverage:coverage_end", kwargs=here)),
    ]
    return links


@dataclass(frozen=True)
class AuthorisationRow:
    """An authorisation with what remains: a bar, and the same in words."""

    authorisation: Authorisation
    what: str
    payer: str
    state: str
    icon: str
    status: str
    asked: str
    left: str
    parts: list[float]  # what was used within the grant, and past it
    limit: float
    top: float
    period: str
    why: str
    url: str
    beyond: bool


def authorisation_row(one: Authorisation, day: date) -> AuthorisationRow:
    state, icon = STATES[AuthorisationStatus(one.status)]
    over = one.is_granted and one.left < 0
    return AuthorisationRow(
        one,
        one.what,
        one.payer,
        "stop" if over else state,
        "stop" if over else icon,
        _("Past what is authorised") if over else one.get_status_display(),
        counted(one.asked, one.unit_kind),
        left_words(one),
        [float(min(one.used, one.granted)), float(max(-one.left, Decimal(0)))] if one.is_granted else [],
        float(one.granted),
        float(max(one.granted, one.used)) * 1.05,
        period(one.from_day, one.to_day) if one.is_granted else period(one.asked_from, one.asked_to),
        why_words(one, day),
        reverse("coverage:authorisation", kwargs={"case_id": one.case_id, "authorisation_id": one.id}),
        over,
    )


def left_words(one: Authorisation) -> str:
    """2 of 12 authorised visits left; or by how much it is past."""
    if not one.is_granted:
        return ""
    said = {"left": count(abs(one.left)), "granted": counted(one.granted, one.unit_kind)}
    if one.left < 0:
        return _("%(left)s more than the %(granted)s authorised") % said
    return _("%(left)s of %(granted)s left") % said


def why_words(one: Authorisation, day: date) -> str:
    """Why it wants a look, in a sentence; nothing where it does not."""
    if one.status == AuthorisationStatus.REQUESTED:
        return _("Asked on %(day)s; the payer has not answered.") % {"day": formats.short_date(one.requested_at)}
    if one.status in (AuthorisationStatus.PARTLY, AuthorisationStatus.DENIED):
        appeal = next(iter(reversed(list(one.appeals.all()))), None)
        if appeal is None:
            return _("Less than was asked for: whether to appeal is not decided.")
        if appeal.step == AppealStep.FILED and not appeal.outcome:
            return _("Appealed on %(day)s; no answer yet.") % {"day": formats.short_date(appeal.on)}
    if not one.is_granted or one.to_day is None or one.renewal:
        return ""
    if one.to_day < day:
        return _("It ended on %(day)s.") % {"day": formats.short_date(one.to_day)}
    if one.left <= one.granted * Decimal("0.2"):
        return _("Units are nearly used up.") if one.left > 0 else _("All units are used up.")
    if (one.to_day - day).days <= 30:
        return _("It ends on %(day)s.") % {"day": formats.short_date(one.to_day)}
    return ""


def delivery_facts(row: Delivery) -> dict[str, Any]:
    return {
        "row": row,
        "units": counted(row.units, row.unit_kind),
        "amount": formats.money(row.amount, row.currency) if row.amount is not None else "",
        "beyond": _("%(units)s past what is authorised: %(reason)s")
        % {"units": counted(row.beyond, row.unit_kind), "reason": row.reason}
        if row.beyond
        else "",
    }


# -- a month under a limit -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MonthView:
    """A month as 第7表 shows it: what is planned or delivered, within the limit and past it, and who pays which part."""

    month: Month
    title: str
    level: str
    limit: str
    source: str
    share: str
    second: str
    sheets: list[tuple[str, SheetView]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SheetView:
    rows: list[dict[str, str]]
    totals: dict[str, str]
    past: str
    left: str
    parts: list[float]
    limit: float
    top: float
    words: str


def month_views(months: Iterable[Month]) -> list[MonthView]:
    return [_month_view(month) for month in months]


def _month_view(month: Month) -> MonthView:
    coverage, info = month.coverage, scheme_of(month.coverage.scheme)
    limit = month.planned.limit
    missing = []
    if not month.levels:
        missing.append(_("The level of care in this month is not recorded, so there is no limit to count against."))
    if month.share is None:
        missing.append(_("The share of the person is not recorded: the whole price is shown as theirs."))
    if month.unpriced:
        missing.append(_("The price of a point is not known: choose the area and the sort of service."))
    if month.uncounted:
        missing.append(
            ngettext(
                "%(number)s service is not counted here: say under “Coverage and authorisations” who pays for it, and how much.",
                "%(number)s services are not counted here: say under “Coverage and authorisations” who pays for them, and how much.",
                month.uncounted,
            )
            % {"number": month.uncounted}
        )
    return MonthView(
        month,
        _("%(payer)s, %(month)s") % {"payer": str(coverage), "month": formats.month(month.first)},
        ", ".join(in_language(info.levels.get(level, level)) for level in month.levels),
        in_unit(limit, coverage.scheme) if limit is not None else "",
        month.limit.source if month.limit else "",
        _("%(percent)s %%") % {"percent": count(month.share)} if month.share is not None else "",
        str(month.second) if month.second else "",
        [
            (_("As planned"), _sheet(month, month.planned)),
            (_("As delivered so far"), _sheet(month, month.delivered)),
        ],
        missing,
    )


def _sheet(month: Month, sheet: Any) -> SheetView:
    info, scheme = scheme_of(month.coverage.scheme), month.coverage.scheme

    def cells(line: Any, of: Any) -> dict[str, str]:
        sums = {
            name: formats.money(of(name), info.currency)
            for name in ("cost", "payer", "second", "person", "whole", "due")
        }
        return {
            "name": getattr(line, "name", ""),
            "within": in_unit(of("within"), scheme),
            "past": in_unit(of("past"), scheme),
            **sums,
        }

    rows = [cells(line, lambda name, line=line: getattr(line, name)) for line in sheet.lines]
    counted_, limit = float(sheet.counted), float(sheet.limit or 0)
    return SheetView(
        rows,
        cells(None, sheet.total),
        in_unit(sheet.past, scheme) if sheet.past else "",
        in_unit(sheet.left, scheme) if sheet.left is not None else "",
        [min(counted_, limit or counted_), max(counted_ - limit, 0) if limit else 0],
        limit,
        max(counted_, limit) * 1.05 or 1,
        _sheet_words(sheet, scheme),
    )


def _sheet_words(sheet: Any, scheme: str) -> str:
    if sheet.limit is None:
        return _("%(counted)s, without a limit") % {"counted": in_unit(sheet.counted, scheme)}
    said = {"counted": in_unit(sheet.counted, scheme), "limit": in_unit(sheet.limit, scheme)}
    if sheet.past:
        return _("%(counted)s of %(limit)s: what lies past the limit is paid by the person alone.") % said
    return _("%(counted)s of %(limit)s") % said


__all__ = [
    "AuthorisationRow",
    "CoverageRow",
    "MonthView",
    "PersonRows",
    "authorisation_row",
    "count",
    "counted",
    "coverage_row",
    "delivery_facts",
    "left_words",
    "month_views",
    "period",
]
