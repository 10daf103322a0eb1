"""Promises: who said they would do what, by when; kept with one click, or dropped with a reason."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.make_promise import drop_promise, keep_promise, make_promise
from tsunagu.cases.forms.records import PromiseForm, ReasonForm
from tsunagu.cases.models import Promise
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of, show
from tsunagu.identity.queries import workers
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    promises = Promise.objects.filter(case=case).select_related("worker", "person")
    context = {"open": promises.open(), "ended": promises.exclude(kept_at=None, dropped_at=None).order_by("-due")[:50]}
    return show(request, chart_of(case, request), "promises_page", "promises", context)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    colleagues = [
        (str(m.user_id), m.user.name) for m in workers(request.actor, "case_manager", "supervisor", "intake_worker")
    ]
    form = PromiseForm(request.POST or None, case=case, members=chart.members, workers=colleagues)

    def act() -> Promise:
        data = form.cleaned_data
        return make_promise(
            case_id=case.id,
            what=data["what"],
            due=data["due"],
            worker_id=UUID(data["worker"]) if data["worker"] else None,
            outsider=data["outsider"],
            person_id=form.person_id(),
            by=request.actor,
        )

    back = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return answer(
        request,
        chart,
        form,
        act,
        page="promise_new",
        done=back if own else reverse("cases:promises", args=[case.id]),
        title=_("A promise"),
        intro=_("It stands on the day of whoever does it until it is kept or dropped."),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def page(request: Request, case_id: UUID, promise_id: UUID) -> HttpResponse:
    """One promise: mark it as done, or say why it is dropped."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    promise = get_object_or_404(Promise.objects.select_related("worker"), id=promise_id, case=case)
    form = ReasonForm(request.POST or None)

    def act() -> Promise:
        return drop_promise(promise.id, reason=form.cleaned_data["reason"], by=request.actor)

    chart = chart_of(case, request)
    return answer(request, chart, form, act, template="promise_page", page="promise", done=chart.url, promise=promise)


@allow(Permission.CASE_WORK)
@require_POST
def keep(request: Request, case_id: UUID, promise_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    keep_promise(get_object_or_404(Promise, id=promise_id, case=case).id, by=request.actor)
    return htmx.redirect(request, reverse("cases:promises", args=[case.id]))
