"""How likely a return to hospital is: LACE, HOSPITAL and Charlson for a stay, part by part, and keeping them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases import panels as cases
from tsunagu.cases.models import Case, Member, Stay
from tsunagu.cases.queries import get_chart
from tsunagu.people import panels as people
from tsunagu.risk.commands import score_readmission
from tsunagu.risk.forms import ReadmissionForm
from tsunagu.risk.models import ReadmissionScore
from tsunagu.risk.presenters.readmission import ScoreView, group_choices, kept, past_rows, preview, stay_choices
from tsunagu.risk.queries import Stated, index_stays, scores_of, worked_out
from tsunagu.risk.views.room import member_of, tried
from tsunagu.ui import htmx

FORM_ID = "stated_%s"


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def show(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.TIER_SET if request.method == "POST" else Permission.CHART_READ)
    member = member_of(request, case)
    stay = _stay(request, index_stays(member.person.standing))
    if request.method == "GET" or stay is None:
        return _page(request, case, member, stay)
    form = ReadmissionForm(request.POST, groups=group_choices(), auto_id=FORM_ID)
    if form.is_valid():
        said = {"stated": Stated(**form.stated), "known_from": form.cleaned_data["known_from"], "by": request.actor}
        if tried(form, lambda: score_readmission(case.id, member.person_id, stay.id, **said)) is None:
            to = reverse("risk:readmission", args=[case.id])
            return htmx.redirect(request, f"{to}?person={member.person_id}&stay={stay.id}")
    return _page(request, case, member, stay, form=form, status=422)


def _stay(request: Request, stays: list[Stay]) -> Stay | None:
    """The one that `?stay=` names, else the latest; a stay of somebody else is not found."""
    wanted = request.GET.get("stay", "")
    try:
        found = [stay for stay in stays if not wanted or stay.id == UUID(wanted)]
    except ValueError as error:
        raise Http404 from error
    if wanted and not found:
        raise Http404
    return found[0] if found else None


def _page(
    request: Request, case: Case, member: Member, stay: Stay | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    person = member.person.standing
    record_look(request.actor, "readmission", person_id=person.id, case_id=case.id)
    may_set = case.is_open and can(request.actor, Permission.TIER_SET)
    scores = list(scores_of(case, person))
    context = {
        "case": case,
        "person": member.person,
        "name": person.display_name(request.actor.language),
        "band": people.band(person, by=request.actor, number=case.number),
        "alerts": cases.alerts_of(case),
        "stay": stay,
        "stays": stay_choices(index_stays(person), stay) if stay else [],
        "views": _views(case, member, stay, scores) if stay else [],
        "is_kept": any(score.stay_id == stay.id for score in scores) if stay else False,
        "past": past_rows(scores),
        "form": ReadmissionForm(groups=group_choices(), auto_id=FORM_ID) if may_set and stay else None,
        **more,
    }
    return render(request, "risk/readmission_page.html", context, status=status)


def _views(case: Case, member: Member, stay: Stay, scores: list[ReadmissionScore]) -> list[ScoreView]:
    """The last that were kept for this stay; where there are none, what the records say now."""
    person = member.person.standing
    last: dict[str, ReadmissionScore] = {}
    for score in scores:
        if score.stay_id == stay.id:
            last.setdefault(score.instrument, score)
    if last:
        return [kept(last[code], person) for code in ("lace", "hospital", "charlson") if code in last]
    return [preview(worked, person) for worked in worked_out(person, stay, Stated(), case.zone)]
