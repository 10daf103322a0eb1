"""Writing what stands beside the tree: the wishes, the overall policy, the period, and the sections a programme or model asks for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.record import Happening, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.planning.commands.editing import change, draft, not_overtaken, persons_of, refuse_type
from tsunagu.planning.events import PlanSectionWritten
from tsunagu.planning.models import Plan, Section


@transaction.atomic
def set_wishes(
    *, plan_id: UUID, wishes: str, family_wishes: str, policy: str, by: Actor, revision: int | None = None
) -> Plan:
    """What the person and the family say they want, word for word, and what all support aims at (R-057)."""
    case, plan = draft(plan_id, by)
    not_overtaken(plan, revision)
    change(plan, wishes=wishes.strip(), family_wishes=family_wishes.strip(), policy=policy.strip())
    record_act(by, "set_wishes", plan, case_id=case.id)
    return plan


@transaction.atomic
def describe_plan(
    *,
    plan_id: UUID,
    why: str,
    type: str,
    period_start: date | None,
    period_end: date | None,
    language: str,
    by: Actor,
    revision: int | None = None,
) -> Plan:
    """Why there is a new version, for which period, of which type it is, and in which language it is written."""
    case, plan = draft(plan_id, by)
    not_overtaken(plan, revision)
    if period_start and period_end and period_end < period_start:
        raise Refused(_("The period ends before it begins."), field="period_end")
    if type != plan.type:
        refuse_type(case, type)
    change(plan, why=why, type=type, period_start=period_start, period_end=period_end, language=language)
    record_act(by, "describe_plan", plan, case_id=case.id)
    return plan


@transaction.atomic
def describe_day(*, plan_id: UUID, day: list[list[str]], by: Actor, revision: int | None = None) -> Plan:
    """What the person does on an ordinary day, and when: services are fitted into it, not the other way round (R-056)."""
    case, plan = draft(plan_id, by)
    not_overtaken(plan, revision)
    change(plan, day=day)
    record_act(by, "describe_day", plan, case_id=case.id)
    return plan


@transaction.atomic
def set_interim(*, plan_id: UUID, interim: bool, by: Actor) -> Plan:
    """Make the draft a bridge for an emergency, which asks for less and holds for fourteen days, or a full plan again (R-048)."""
    case, plan = draft(plan_id, by)
    change(plan, interim=interim)
    record_act(by, "set_interim", plan, case_id=case.id, interim=interim)
    return plan


@transaction.atomic
def write_section(
    *, plan_id: UUID, key: str, text: str, by: Actor, language: str = "", revision: int | None = None
) -> Section:
    """Write one section, or write it anew. An emptied one counts as not written."""
    case, plan = draft(plan_id, by)
    section = plan.sections.filter(key=key).first()
    if section is None:
        section = Section(organisation_id=plan.organisation_id, plan=plan, key=key, revision=0)
    elif revision is not None:
        not_overtaken(section, revision)
    section.text, section.language = text.strip(), language or plan.language
    section.written_at, section.written_by_id, section.written_by_name = now(), by.id, by.name
    section.revision += 1
    section.save()
    if section.text:
        event = PlanSectionWritten(key)
        record(case, Happening(event, persons=persons_of(plan), ref=plan.id), by=by, verb="write_section", section=key)
    else:
        record_act(by, "write_section", section, case_id=case.id, section=key)
    return section
