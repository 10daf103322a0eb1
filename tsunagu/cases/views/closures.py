"""Closing a case: one page with what is still missing, the evaluation, the reason. And opening it again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Appropriateness, CloseReason, GoalsMet, Wellbeing
from tsunagu.cases.commands.close_case import close_case, missing_to_close, reopen_case
from tsunagu.cases.commands.evaluate_case import evaluate_case
from tsunagu.cases.forms.records import CloseForm, EvaluationForm, ReopenForm
from tsunagu.cases.models import Case, Evaluation
from tsunagu.cases.panels import due_rows
from tsunagu.cases.queries import due_on, get_chart
from tsunagu.cases.views.charts import answer, chart_of

NOTES = ("goals_note", "wellbeing_note", "financial", "appropriateness_note", "client_view", "no_client_view_because")


@allow(Permission.CASE_CLOSE)
@require_http_methods(["GET", "POST"])
def close(request: Request, case_id: UUID) -> HttpResponse:
    """The checklist: what each way out still asks for, what is still owed, the evaluation."""
    case = get_chart(case_id, request.actor, Permission.CASE_CLOSE)
    chart = chart_of(case, request)
    reason = request.POST.get("reason") or request.GET.get("reason", "")
    form = CloseForm(request.POST or None, initial={"reason": reason})

    def act() -> Case:
        return close_case(case.id, reason=CloseReason(form.cleaned_data["reason"]), by=request.actor)

    return answer(
        request,
        chart,
        form,
        act,
        template="closure_page",
        page="closure",
        missing=missing_to_close(case, reason),
        owed=due_rows(due_on(case).select_related("case"), request.actor, one_case=True),
        evaluation=Evaluation.objects.filter(case=case).first(),
    )


@allow(Permission.CASE_CLOSE)
@require_http_methods(["GET", "POST"])
def reopen(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_CLOSE)
    form = ReopenForm(request.POST or None, case=case)

    def act() -> Case:
        return reopen_case(case.id, reason=form.cleaned_data["reason"], by=request.actor)

    return answer(
        request,
        chart_of(case, request),
        form,
        act,
        page="reopening",
        title=_("Reopen the case"),
        intro=_("The work goes on in the same chart, beginning with an assessment."),
        save=_("Reopen"),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def evaluate(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    form = EvaluationForm(request.POST or None)

    def act() -> Evaluation:
        data = form.cleaned_data
        return evaluate_case(
            case_id=case.id,
            goals_met=GoalsMet(data["goals_met"]),
            wellbeing=Wellbeing(data["wellbeing"]),
            appropriateness=Appropriateness(data["appropriateness"]),
            by=request.actor,
            **{name: data[name] for name in NOTES},
        )

    return answer(
        request,
        chart_of(case, request),
        form,
        act,
        page="evaluation",
        done=reverse("cases:closure", args=[case.id]),
        title=_("Outcome evaluation"),
        intro=_("Did it help? Five judgements, each in words."),
    )
