"""An alert: what changes how a worker acts today, with what to do and when it is looked at again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import AlertTopic
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import FlagCleared, FlagRaised
from tsunagu.cases.models import Alert
from tsunagu.cases.models.alert import WORKER_SAFETY, WORKER_SAFETY_LASTS
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused

MOST = 4  # more chips than these are not read


@transaction.atomic
def raise_alert(
    *,
    case_id: UUID,
    topic: AlertTopic,
    what_to_do: str,
    review_on: date,
    by: Actor,
    person_id: UUID | None = None,
) -> Alert:
    """Put an alert on the case. What protects workers lapses after 90 days unless it is raised again."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    if not what_to_do.strip():
        raise Refused(_("Write what to do. An alert that does not say so helps nobody."), field="what_to_do")
    if review_on <= today(case.zone):
        raise Refused(_("Choose a later day to look at it again."), field="review_on")
    if topic in WORKER_SAFETY and review_on > (now() + WORKER_SAFETY_LASTS).date():
        raise Refused(_("What protects workers is looked at again within 90 days."), field="review_on")
    if Alert.objects.in_force().filter(case=case).count() >= MOST:
        raise Refused(_("Four alerts are in force already. Clear one that no longer changes what you do."))
    alert = Alert.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        topic=topic,
        what_to_do=what_to_do.strip(),
        review_on=review_on,
        raised_by_id=by.id,
        raised_by_name=by.name,
    )
    event = FlagRaised(AlertTopic(topic).value, review_on)  # type: ignore[arg-type]
    happening = Happening(event, None, [person_id] if person_id else [], alert.id)
    record(case, happening, by=by, verb="raise_alert", topic=str(topic))
    return alert


@transaction.atomic
def clear_alert(alert_id: UUID, *, reason: str, by: Actor) -> Alert:
    """It no longer holds, and why."""
    check(by, Permission.CASE_WORK)
    if not reason.strip():
        raise Refused(_("Write the reason."), field="reason")
    case = locked(Alert.objects.values_list("case_id", flat=True).get(id=alert_id))
    alert = Alert.objects.get(id=alert_id)
    if alert.cleared_at is not None:
        raise Refused(_("This alert has been cleared already."))
    alert.cleared_at, alert.cleared_by_name, alert.cleared_reason = now(), by.name, reason.strip()
    alert.save(update_fields=["cleared_at", "cleared_by_name", "cleared_reason"])
    event = FlagCleared(AlertTopic(alert.topic).value)  # type: ignore[arg-type]
    happening = Happening(event, None, [alert.person_id] if alert.person_id else [], alert.id)
    record(case, happening, by=by, verb="clear_alert", topic=alert.topic, reason=reason.strip())
    return alert
