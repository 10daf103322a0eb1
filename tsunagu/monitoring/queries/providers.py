"""What has monitoring found about each provider, month by month (R-072)?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncMonth

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Quality
from tsunagu.cases.queries import listed_for
from tsunagu.core.actor import Actor
from tsunagu.directory.models import Provider
from tsunagu.monitoring.choices import Delivery, IssueState
from tsunagu.monitoring.models import Issue, LineReport

MONTHS = 6


@dataclass(frozen=True)
class Found:
    """The answers about one provider in one span."""

    provider: str
    month: date | None
    asked: int
    as_agreed: int
    late: int
    changed: int
    not_delivered: int
    poor: int
    last: date | None = None
    issues: int = 0

    @property
    def share(self) -> float:
        """How much of what was asked about came as agreed."""
        return self.as_agreed / self.asked if self.asked else 0.0


def _reports(actor: Actor, since: date) -> QuerySet[LineReport]:
    """Reports of completed rounds, of the cases that this person may list."""
    reports = LineReport.objects.filter(
        organisation_id=actor.organisation, on__gte=since, round__completed_at__isnull=False
    ).filter(Q(round__contact=None) | Q(round__contact__withdrawn_at=None))
    if not can(actor, Permission.ORGANISATION_LISTS):
        reports = reports.filter(round__case__in=listed_for(actor))
    return reports.exclude(provider="").exclude(delivery=Delivery.NOT_YET)


def _counted(reports: QuerySet[Any], *by: str) -> Iterable[dict[str, Any]]:
    """The answers by provider or by month, each kind counted."""

    def times(**what: str) -> Count:
        return Count("id", filter=Q(**what))

    rows: Iterable[dict[str, Any]] = reports.values(*by).annotate(
        asked=Count("id"),
        as_agreed=times(delivery=Delivery.AS_AGREED),
        late=times(delivery=Delivery.LATE),
        changed=times(delivery=Delivery.CHANGED),
        not_delivered=times(delivery=Delivery.NOT_DELIVERED),
        poor=times(quality=Quality.POOR),
        last=Max("on"),
    )
    return rows


def providers_found(actor: Actor, since: date) -> list[Found]:
    """Each provider that was asked about since a day, those with most deviations first. Two queries."""
    issues = dict(
        Issue.objects.filter(organisation_id=actor.organisation, raised_at__date__gte=since)
        .exclude(provider="")
        .exclude(state=IssueState.CLOSED)
        .values_list("provider")
        .annotate(Count("id"))
    )
    rows = [
        Found(**{"month": None, **row}, issues=issues.get(row["provider"], 0))
        for row in _counted(_reports(actor, since), "provider")
    ]
    return sorted(rows, key=lambda f: (-f.issues, f.share, -f.asked, f.provider))


def months_of(actor: Actor, provider: str, since: date) -> list[Found]:
    """One provider month by month, the newest first."""
    monthly: QuerySet[Any] = _reports(actor, since).filter(provider=provider).annotate(month=TruncMonth("on"))
    found = [Found(**{**row, "provider": provider}) for row in _counted(monthly, "month")]
    return sorted(found, key=lambda one: one.month or since, reverse=True)


def listed_provider(actor: Actor, name: str) -> Provider | None:
    """The provider of this name in the directory, where concerns about it are kept for all to see."""
    return Provider.objects.filter(organisation_id=actor.organisation, name=name).first()


def remarks_about(actor: Actor, provider: str, since: date) -> Sequence[LineReport]:
    """What was written where something deviated, newest first: without whose case it was for those who read no notes."""
    deviating = Q(delivery__in=[d for d in Delivery if d.deviates]) | Q(quality=Quality.POOR)
    reports = _reports(actor, since).filter(deviating, provider=provider).select_related("round")
    return list(reports.filter(round__case__in=listed_for(actor)).order_by("-on", "-id")[:50])


def issues_about(actor: Actor, provider: str, since: date) -> Sequence[Issue]:
    issues = Issue.objects.filter(
        organisation_id=actor.organisation, provider=provider, raised_at__date__gte=since, case__in=listed_for(actor)
    )
    return list(issues.select_related("owner").order_by("-raised_at")[:50])
