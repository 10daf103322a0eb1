"""Consents of a case: what is in force, giving one under the law it is taken by, withdrawing it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.give_consent import give_consent, revoke_consent
from tsunagu.cases.forms.consents import ConsentForm, WithdrawalForm
from tsunagu.cases.models import Consent
from tsunagu.cases.presenters.consents import consent_lines, disclosure_lines, one_consent, regime_choices, regime_for
from tsunagu.cases.queries import get_chart, not_engaged
from tsunagu.cases.views.charts import answer, chart_of, show


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    current, ended = consent_lines(case)
    context = {
        "current": current,
        "ended": ended,
        "disclosures": disclosure_lines(case),
        "unexplained": not_engaged(case),
    }
    return show(request, chart_of(case, request), "consents_page", "consents", context)


@allow(Permission.CHART_READ)
@require_GET
def page(request: Request, case_id: UUID, consent_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    consent = get_object_or_404(Consent.objects.select_related("person", "document"), id=consent_id, case=case)
    context = {"consent": consent, "lines": one_consent(consent)}
    return show(request, chart_of(case, request), "consent_page", "consent", context)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    """The form follows the law: choosing another form of consent asks other things."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    regime = regime_for(case, request.GET.get("form", ""), request.GET.get("purpose", ""))
    initial = {name: request.GET[name] for name in ("person", "purpose") if request.GET.get(name)}
    form = ConsentForm(request.POST or None, case=case, members=chart.members, regime=regime, initial=initial)

    def act() -> Consent:
        person_id = form.person_id()
        assert person_id
        return give_consent(case_id=case.id, person_id=person_id, by=request.actor, **form.values())

    return answer(
        request,
        chart,
        form,
        act,
        template="consent_form",
        page="consent_new",
        done=reverse("cases:consents", args=[case.id]),
        regime=regime,
        regimes=regime_choices(case, regime),
        unexplained=not_engaged(case),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, case_id: UUID, consent_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    consent = get_object_or_404(Consent, id=consent_id, case=case)
    form = WithdrawalForm(request.POST or None, case=case)

    def act() -> Consent:
        return revoke_consent(consent.id, by=request.actor, **form.cleaned_data)

    return answer(
        request,
        chart_of(case, request),
        form,
        act,
        page="consent_withdraw",
        done=reverse("cases:consents", args=[case.id]),
        title=_("Withdraw consent: %(purpose)s") % {"purpose": consent.get_purpose_display()},
        intro=_("From this day nothing rests on it. What was told before stays on record."),
        save=_("Withdraw"),
    )
