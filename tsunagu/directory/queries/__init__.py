"""What is in the directory, and what has to be done about it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.core.actor import Actor
from tsunagu.directory.choices import CorrectionState
from tsunagu.directory.models import Correction, ImportRun, Provider, ProviderConcern, Service
from tsunagu.directory.queries.searching import Found, Hit, Question, known_of, search

PARTS = (
    "phones",
    "languages",
    "service_areas",
    "cost_options",
    "required_documents",
    "schedules",
    "contacts__phones",
    "at_places__place__addresses",
    "at_places__place__phones",
    "at_places__place__schedules",
    "at_places__place__accessibility",
    "corrections",
)


def get_service(service_id: UUID, actor: Actor, permission: Permission = Permission.DIRECTORY_READ) -> Service:
    """A service with all that is known of it; 404 where it is not ours to see."""
    if not can(actor, permission):
        raise Http404
    found = (
        Service.objects.select_related("provider", "programme").prefetch_related(*PARTS).filter(id=service_id).first()
    )
    if found is None:
        raise Http404
    return found


def get_provider(provider_id: UUID, actor: Actor, permission: Permission = Permission.DIRECTORY_READ) -> Provider:
    if not can(actor, permission):
        raise Http404
    found = Provider.objects.prefetch_related("services", "phones", "contacts__phones").filter(id=provider_id).first()
    if found is None:
        raise Http404
    return found


def torn_services() -> QuerySet[Service]:
    """Listed, and out of search: nobody knows whose they are, or what they are called."""
    torn = Q(placeholder=True) | Q(name="") | Q(provider=None) | Q(provider__placeholder=True) | Q(provider__name="")
    return Service.objects.filter(torn).select_related("provider").order_by(F("provider_id").asc(), "name", "id")


def torn_providers() -> QuerySet[Provider]:
    return Provider.objects.filter(Q(placeholder=True) | Q(name="")).order_by("id")


def open_corrections() -> QuerySet[Correction]:
    return (
        Correction.objects.filter(state=CorrectionState.OPEN).select_related("service__provider").order_by("at", "id")
    )


def imports() -> QuerySet[ImportRun]:
    return ImportRun.objects.order_by("-at", "-id")


def concerns_about(provider: Provider) -> QuerySet[ProviderConcern]:
    return ProviderConcern.objects.filter(provider=provider).select_related("service").order_by("-at", "-id")


__all__ = [
    "Found",
    "Hit",
    "Question",
    "concerns_about",
    "get_provider",
    "get_service",
    "imports",
    "known_of",
    "open_corrections",
    "search",
    "torn_providers",
    "torn_services",
]
