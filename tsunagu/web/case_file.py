"""The case file: who, risk, consent and stage at the head; what is due; the ledger; the plan; the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment import panels as assessment
from tsunagu.audit.commands import record_look
from tsunagu.cases import panels
from tsunagu.cases.models import Assignment, Case, Fact, Member
from tsunagu.cases.queries import due_on, get_chart, members_of, timeline
from tsunagu.core.actor import Actor
from tsunagu.fhir import panels as fhir
from tsunagu.intake import panels as intake
from tsunagu.people import panels as people
from tsunagu.planning import panels as planning
from tsunagu.risk import panels as risk

PER_PAGE = 30
# The timeline's filters: what people look for in a ledger.
FILTERS: dict[str, tuple[str, ...]] = {
    "contacts": ("contact.made", "contact.attempted", "contact.missed", "monitoring.recorded"),
    "decisions": (
        *(
            "referral.decided",
            "tier.set",
            "model.set",
            "programme.set",
            "plan.activated",
            "plan.reviewed",
            "plan.agreed",
        ),
        *(
            "selection.decided",
            "case.assigned",
            "case.stage_entered",
            "case.closed",
            "consent.given",
            "consent.revoked",
        ),
    ),
    "documents": ("document.added", "summary.made", "information.sent", "information.collected"),
}
FILTER_NAMES = {"contacts": _("Contacts"), "decisions": _("Decisions"), "documents": _("Documents")}

# The sections of a case, in the order of the work. One whose page does not exist here does not stand in the list.
SECTIONS: tuple[tuple[str, str | Promise], ...] = (
    ("web:case", _("Overview")),
    ("web:timeline", _("Timeline")),
    ("intake:referral", _("Referral")),
    ("assessment:assessments", _("Assessments")),
    ("assessment:responses", _("Instruments")),
    ("risk:tier", _("Risk")),
    ("planning:plan", _("Plan")),
    ("web:links", _("Family and helpers")),
    ("coverage:coverage", _("Coverage and authorisations")),
    ("planning:finance", _("Financial sheet")),
    ("monitoring:case", _("Monitoring")),
    ("cases:contacts", _("Contacts and visits")),
    ("scheduling:appointments", _("Appointments")),
    ("cases:stays", _("Stays")),
    ("cases:promises", _("To-dos and promises")),
    ("cases:documents", _("Documents")),
    ("cases:meetings", _("Team meetings")),
    ("cases:engagement", _("First meeting")),
    ("cases:consents", _("Consent and sharing")),
    ("cases:team", _("Team and model")),
    ("assessment:summary", _("Case summary")),
    ("cases:looks", _("Who looked")),
)


@dataclass(frozen=True)
class Section:
    url: str
    label: str | Promise
    current: bool
    count: int | None = None


@allow(Permission.CHART_OPEN_WITH_PURPOSE)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    actor = request.actor
    try:
        case = get_chart(case_id, actor)
    except Http404:
        return ask_purpose(case_id, actor)
    members = members_of(case)
    record_look(actor, "case", case_id=case.id, person_id=members[0].person_id if members else None)
    duties = list(due_on(case).select_related("case")[:50])
    facts = timeline(case, limit=12)
    return render(
        request,
        "web/case_page.html",
        {
            **frame(request, case, members, "web:case"),
            "due": panels.due_rows(duties, actor, one_case=True),
            "entries": panels.timeline_entries(facts, actor),
            "fact_count": Fact.objects.filter(case=case).count(),
            "intake": intake.case_panel(case, actor),
            "plan": planning.case_panel(case, actor),
            "assessment": assessment.case_panel(case, members),
            "imported": fhir.imported_panel(members[0].person, actor) if members else None,
            "about_me": people.about_me(members[0].person) if members else None,
            "numbers": panels.callable_numbers(members[0].person.standing) if members else [],
            "team": list(
                Assignment.objects.filter(case=case, ended_at=None).select_related("worker").order_by("started_at")
            ),
            "filters": [(name, label) for name, label in FILTER_NAMES.items()],
        },
    )


@allow(Permission.CHART_READ)
@require_GET
def ledger(request: Request, case_id: UUID) -> HttpResponse:
    """The whole ledger, a page at a time, newest first."""
    case = get_chart(case_id, request.actor)
    members = members_of(case)
    record_look(request.actor, "timeline", case_id=case.id, person_id=members[0].person_id if members else None)
    chosen = request.GET.get("show", "")
    last = _uuid(request.GET.get("before"))
    before = Fact.objects.filter(case=case, id=last).first() if last else None
    facts = timeline(case, before=before, kinds=list(FILTERS.get(chosen, ())), limit=PER_PAGE + 1)
    more = facts[PER_PAGE - 1] if len(facts) > PER_PAGE else None
    context = {
        **frame(request, case, members, "web:timeline"),
        "entries": panels.timeline_entries(facts[:PER_PAGE], request.actor),
        "next": more.id if more else "",
        "chosen": chosen,
        "filters": [(name, label) for name, label in FILTER_NAMES.items()],
    }
    return render(request, "web/timeline_page.html", context)


def ask_purpose(case_id: UUID, actor: Actor) -> HttpResponse:
    """Not one's own case: whoever may open charts says why first; to anybody else it does not exist."""
    if not Case.objects.filter(id=case_id).exists() or not can(actor, Permission.CHART_OPEN_WITH_PURPOSE):
        raise Http404
    return HttpResponseRedirect(reverse("cases:opening_new", kwargs={"case_id": case_id}))


def frame(request: Request, case: Case, members: list[Member], current: str) -> dict[str, Any]:
    """What every page of a case file has: the band, the glance bar, the sections."""
    person = members[0].person.standing if members else None
    return {
        "case": case,
        "members": members,
        "person": person,
        "title": person.name if person else case.said_name or case.number,
        "band": people.band(person, by=request.actor, number=case.number) if person else None,
        "head": panels.header(case, members),
        "risks": risk.glance(case, members),
        "consents": panels.consent_glance(case, members),
        "sections": sections(case, current),
    }


def sections(case: Case, current: str) -> list[Section]:
    return [Section(url, label, name == current) for name, label in SECTIONS if (url := _resolved(name, case))]


def _resolved(name: str, case: Case) -> str:
    try:
        return reverse(name, kwargs={"case_id": case.id})
    except NoReverseMatch:
        return ""


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
