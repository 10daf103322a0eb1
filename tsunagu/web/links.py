"""Family and helpers of a case: the genogram and the map of who serves what, of everybody in the case (R-041, R-111)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases.models import Case, Member
from tsunagu.cases.queries import get_chart, members_of
from tsunagu.core.clock import today
from tsunagu.people import panels as people
from tsunagu.people.models import Person
from tsunagu.web.case_file import frame


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    case, members = _opened(request, case_id)
    drawings = people.drawings(_persons(members), request.actor) if members else None
    return render(request, "web/links_page.html", {**frame(request, case, members, "web:links"), "drawings": drawings})


@allow(Permission.CHART_READ)
@require_GET
def paper(request: Request, case_id: UUID) -> HttpResponse:
    case, members = _opened(request, case_id)
    persons = _persons(members)
    context = {
        "title": f"{persons[0].name} {case.number}" if persons else case.number,
        "person": persons[0] if persons else None,
        "today": today(case.zone),
        "drawings": people.drawings(persons, request.actor) if persons else None,
    }
    return render(request, "people/drawings_print.html", context)


def _opened(request: Request, case_id: UUID) -> tuple[Case, list[Member]]:
    case = get_chart(case_id, request.actor)
    members = members_of(case)
    record_look(request.actor, "links", case_id=case.id, person_id=members[0].person_id if members else None)
    return case, members


def _persons(members: list[Member]) -> list[Person]:
    return list(dict.fromkeys(member.person.standing for member in members))
