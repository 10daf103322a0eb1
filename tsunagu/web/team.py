"""The team, for whoever answers for it: exceptions by risk, who carries how much, and moving cases in one step."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases import panels
from tsunagu.cases.commands.assign_worker import reassign_cases
from tsunagu.cases.models import Case, Duty
from tsunagu.cases.queries import Caseload, leading, team_overdue, weigh
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Missing, Refused
from tsunagu.identity.models import Membership
from tsunagu.identity.queries import teams_of, workers
from tsunagu.web.caseload import ordered, rows_of, with_next_due
from tsunagu.web.ranking import rank

SHOWN = 30


@dataclass(frozen=True)
class WorkerRow:
    """One worker as the supervisor reads them: load against cap, and what is late."""

    member: Membership
    load: Caseload
    counts: dict[str, Any] = field(default_factory=dict)

    @property
    def limit(self) -> int:
        return self.load.cap or 0


@allow(Permission.TEAM_SEE)
@require_GET
def show(request: Request) -> HttpResponse:
    actor = request.actor
    team_ids = watched(actor)
    overdue = list(team_overdue(team_ids, actor)[:400])
    overdue.sort(key=lambda duty: rank(duty, now()))
    may_open = can(actor, Permission.CHART_READ)
    loads = worker_rows(actor, team_ids)
    names = {row.member.user_id: row.member.user.name for row in loads}
    return render(
        request,
        "web/team_page.html",
        {
            "overdue": panels.due_rows(overdue[:SHOWN], actor, workers=names) if may_open else [],
            "overdue_count": len(overdue),
            "workers": loads,
            "largest": max((float(row.load.weighted) for row in loads), default=1),
            "unassigned": unassigned(team_ids),
            "may_assign": can(actor, Permission.CASE_ASSIGN),
        },
    )


def watched(actor: Actor) -> frozenset[UUID]:
    """The teams somebody answers for: a supervisor's own, for a director all."""
    if can(actor, Permission.CASE_ASSIGN) and actor.team_ids:
        return actor.team_ids
    return frozenset(teams_of(actor).values_list("id", flat=True))


def worker_rows(actor: Actor, team_ids: frozenset[UUID]) -> list[WorkerRow]:
    """Three queries for the whole team, however large."""
    members = list(workers(actor, "case_manager").filter(team_id__in=team_ids).select_related("organisation"))
    cases: dict[UUID, list[tuple[str, str, str]]] = defaultdict(list)
    for worker_id, *kind in (
        Case.objects.open()
        .accepted()
        .filter(primary_id__in=[m.user_id for m in members])
        .values_list("primary_id", "programme", "model", "tier")
    ):
        cases[worker_id].append(tuple(kind))  # type: ignore[arg-type]
    late = late_by_worker([m.user_id for m in members], actor)
    return [WorkerRow(m, weigh(cases[m.user_id], m.organisation.settings), late.get(m.user_id, {})) for m in members]


def late_by_worker(worker_ids: list[UUID], actor: Actor) -> dict[UUID, dict[str, Any]]:
    at = now()
    found = (
        Duty.objects.filter(
            leading(at), organisation_id=actor.organisation, owner_id__in=worker_ids, due_at__lt=at, paused=False
        )
        .values("owner_id")
        .annotate(overdue=Count("id"), notes=Count("id", filter=Q(topic="note_written")), oldest=Min("due_at"))
    )
    return {row["owner_id"]: dict(row) for row in found}


def unassigned(team_ids: frozenset[UUID]) -> QuerySet[Case]:
    """Accepted, and nobody's: the gap nobody sees."""
    return Case.objects.open().accepted().filter(primary_id=None).filter(Q(team_id__in=team_ids) | Q(team_id=None))[:20]


class ReassignForm(forms.Form):
    cases = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Cases"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    worker = forms.ChoiceField(label=gettext_lazy("Give them to"))
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    handover_note = forms.CharField(
        label=gettext_lazy("Hand-over note"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    over_cap = forms.CharField(label=gettext_lazy("Why beyond the cap, if it is"), required=False)


@allow(Permission.TEAM_SEE)
@require_http_methods(["GET", "POST"])
def worker(request: Request, user_id: UUID) -> HttpResponse:
    """One worker's cases, and moving some of them to a colleague: a sick day covered in a minute."""
    actor = request.actor
    member = get_object_or_404(workers(actor).filter(team_id__in=watched(actor)), user_id=user_id)
    cases = list(ordered(with_next_due(Case.objects.open().accepted().filter(primary_id=user_id)), "due")[:200])
    others = {
        str(m.user_id): m for m in workers(actor, "case_manager").select_related("organisation") if m.user_id != user_id
    }
    form = _form(request, cases, others)
    missing: tuple[Missing, ...] = ()
    if request.method == "POST":
        if not can(actor, Permission.CASE_ASSIGN):
            raise Http404
        if form.is_valid():
            try:
                return _move(request, form, others)
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
                missing = refusal.missing
    context = {
        "member": member,
        "rows": rows_of(cases, panels.language()),
        "form": form,
        "missing": missing,
        "may_assign": can(actor, Permission.CASE_ASSIGN),
    }
    return render(request, "web/team_worker_page.html", context, status=422 if form.errors else 200)


def _form(request: Request, cases: list[Case], others: dict[str, Membership]) -> ReassignForm:
    form = ReassignForm(request.POST or None)
    form.fields["cases"].choices = [(case.id, case.number) for case in cases]  # type: ignore[attr-defined]
    form.fields["worker"].choices = [("", "")] + [(key, m.user.name) for key, m in others.items()]  # type: ignore[attr-defined]
    return form


def _move(request: Request, form: ReassignForm, others: dict[str, Membership]) -> HttpResponse:
    data = form.cleaned_data
    number = reassign_cases(
        case_ids=data["cases"],
        worker=others[data["worker"]],
        by=request.actor,
        reason=data["reason"],
        handover_note=data["handover_note"],
        over_cap=data["over_cap"],
    )
    name = others[data["worker"]].user.name
    messages.success(request, _("%(number)s cases given to %(name)s.") % {"number": number, "name": name})
    return redirect("web:team")
