"""What a person or a household lives on and owes: the sheet, its versions, its paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart, members_of
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.coverage.choices import Every, MeansKind
from tsunagu.coverage.commands.record_means import RowWords, record_means
from tsunagu.coverage.forms import DebtSet, MeansForm, SumSet, short_number
from tsunagu.coverage.models import MeansSheet
from tsunagu.coverage.presenters.means import means_view, sheet_view, whose
from tsunagu.coverage.queries.means import means_of, planned_share, sheets_of, this_month
from tsunagu.coverage.views.room import page
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of
from tsunagu.ui import htmx

SPARE = {"sums": 8, "debts": 3}  # empty rows below those of the version before
MANY = {"sums": 24, "debts": 10}
CURRENCY = {"jp": "JPY", "kr": "KRW", "us": "USD"}


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    """The newest sheet of the household and of each member, with what was told before (R-088)."""
    case = get_chart(case_id, request.actor)
    months = this_month(case)
    views = [means_view(one, planned_share(months, one.person)) for one in means_of(case)]
    may_write = case.is_open and can(request.actor, Permission.CASE_WORK)
    return page(request, "coverage/means_page.html", case, means=views, may_write=may_write)


@allow(Permission.CHART_READ)
@require_GET
def version(request: Request, case_id: UUID, sheet_id: UUID) -> HttpResponse:
    return _sheet_page(request, case_id, sheet_id, "coverage/means_sheet_page.html")


@allow(Permission.CHART_READ)
@require_GET
def paper(request: Request, case_id: UUID, sheet_id: UUID) -> HttpResponse:
    return _sheet_page(request, case_id, sheet_id, "coverage/means_print.html")


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    """A version of its own: the rows of the one before stand in it and are changed, the old version stays (R-088)."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    person = _member(request, case)
    before = _latest(case, person)
    fresh = {"on": today(case.zone), **(MeansForm.about(before) if before else {})}
    head = MeansForm(request.POST or None, initial=fresh)
    sets = _rows(request, case, before)
    if request.method == "POST" and _saved(request, case, person, head, sets):
        return htmx.redirect(request, _home(case))
    return page(
        request,
        "coverage/means_form_page.html",
        case,
        person=person,
        form=head,
        sets=sets,
        whose=whose(person),
        more="" if "many" in request.GET else f"?many=1&person={person.id if person else ''}",
        back=_home(case),
        status=422 if request.method == "POST" else 200,
    )


def _home(case: Case) -> str:
    return reverse("coverage:means", kwargs={"case_id": case.id})


def _sheet_page(request: Request, case_id: UUID, sheet_id: UUID, template: str) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    sheet = sheets_of(case).filter(id=sheet_id).first()
    if sheet is None:
        raise Http404
    person = sheet.person.standing if sheet.person else None
    newest = _latest(case, person)
    share = planned_share(this_month(case), person) if newest and newest.id == sheet.id else None
    return page(
        request,
        template,
        case,
        person=person,
        view=sheet_view(sheet, share),
        whose=whose(person),
        newest=newest if newest and newest.id != sheet.id else None,
        back=_home(case),
        on=today(case.zone),
    )


def _member(request: Request, case: Case) -> Person | None:
    """The member that `?person=` names; without one, the household."""
    asked = request.GET.get("person", "")
    for member in members_of(case) if asked else ():
        if asked in map(str, ids_of(member.person.standing)):
            return member.person.standing
    if asked:
        raise Http404
    return None


def _latest(case: Case, person: Person | None) -> MeansSheet | None:
    mine = sheets_of(case).filter(person__in=ids_of(person)) if person else sheets_of(case).filter(person=None)
    return mine.order_by("-number").first()


def _rows(request: Request, case: Case, before: MeansSheet | None) -> dict[str, Any]:
    """What stood in the version before, and empty rows below it."""
    written: dict[str, list[dict[str, Any]]] = {"sums": [], "debts": []}
    for row in before.rows.all() if before else ():
        said = {name: getattr(row, name) for name in ("kind", "what", "every", "currency")}
        said |= {name: short_number(getattr(row, name)) for name in ("amount", "owed", "arrears")}
        written["debts" if row.kind == MeansKind.DEBT else "sums"].append(said)
    spare = MANY if "many" in request.GET else SPARE
    empty = {"every": Every.MONTH, "currency": CURRENCY.get(case.jurisdiction[:2], "USD")}
    return {
        name: set_(request.POST or None, prefix=name, initial=[*written[name], *[empty] * spare[name]])
        for name, set_ in (("sums", SumSet), ("debts", DebtSet))
    }


def _saved(request: Request, case: Case, person: Person | None, head: MeansForm, sets: dict[str, Any]) -> bool:
    if not all([head.is_valid(), *(one.is_valid() for one in sets.values())]):
        if not head.errors:
            head.add_error(None, _("Not saved yet: the rows that need another look say why."))
        return False
    forms_ = [form for one in sets.values() for form in one if not form.is_blank]
    rows: list[RowWords] = [form.words() for form in forms_]
    try:
        said: dict[str, Any] = {"person_id": person.id if person else None, "words": head.words(rows)}
        record_means(case_id=case.id, by=request.actor, **said)
    except Refused as refusal:
        _say(head, forms_, refusal)
        return False
    return True


def _say(head: MeansForm, rows: list[forms.Form], refusal: Refused) -> None:
    """A refusal stands at the box or at the row that it speaks of."""
    field = refusal.field or ""
    if field.startswith("row-"):
        rows[int(field.removeprefix("row-")) - 1].add_error("what", str(refusal.reason))
        head.add_error(None, _("Not saved yet: the rows that need another look say why."))
    else:
        head.add_error(field if field in head.fields else None, str(refusal.reason))
