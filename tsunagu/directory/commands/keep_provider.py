"""Who offers it: naming one known only by number, and what is said of how they work (R-067, R-072)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.choices import Role
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.directory.choices import Severity
from tsunagu.directory.commands.relist import relist
from tsunagu.directory.models import Provider, ProviderConcern, Service
from tsunagu.identity.models import Membership, Organisation
from tsunagu.notices.commands.notify import notify_user


@transaction.atomic
def name_provider(*, provider_id: UUID, name: str, by: Actor) -> Provider:
    """Somebody found out who is meant: its services are searched from now on."""
    check(by, Permission.DIRECTORY_KEEP)
    provider = Provider.objects.select_for_update(of=("self",)).get(id=provider_id)
    if not name.strip():
        raise Refused(_("Write what it is called."), field="name")
    if not provider.is_torn:
        raise Refused(_("This provider has a name already."), field="name")
    provider.name, provider.placeholder = name.strip(), False
    provider.save(update_fields=["name", "placeholder"])
    relist(Service.objects.filter(provider=provider).values_list("id", flat=True))
    record_act(by, "name_provider", provider, provider=provider.name)
    return provider


@transaction.atomic
def raise_provider_concern(
    *, provider_id: UUID, severity: str, text: str, seen_on: date, by: Actor, service_id: UUID | None = None
) -> ProviderConcern:
    """What was seen of how they work. A serious one is put before the supervisors at once; nobody served is named."""
    check(by, Permission.CASE_WORK)
    provider = Provider.objects.get(id=provider_id)
    if severity not in Severity.values:
        raise Refused(_("Choose how serious it is."), field="severity")
    if not text.strip():
        raise Refused(_("Write what was seen, without naming who is served."), field="text")
    if seen_on > today(by.zone):
        raise Refused(_("This day lies in the future."), field="seen_on")
    concern = ProviderConcern.objects.create(
        organisation_id=provider.organisation_id,
        provider=provider,
        service_id=service_id,
        severity=severity,
        text=text.strip(),
        seen_on=seen_on,
        by_id=by.id,
        by_name=by.name,
    )
    record_act(by, "raise_provider_concern", concern, provider=str(provider), severity=severity)
    if severity == Severity.SERIOUS:
        _tell_supervisors(concern, by)
    return concern


def _tell_supervisors(concern: ProviderConcern, by: Actor) -> None:
    """Those of the worker's teams; where the worker has none, all of them."""
    here = Membership.objects.filter(organisation_id=by.organisation, roles__contains=[Role.SUPERVISOR], is_active=True)
    own = here.filter(team_id__in=by.team_ids) if by.team_ids else here
    for member in (own if own.exists() else here).select_related("user"):
        notify_user(
            to=member.user,
            template="directory/notices/provider_concern",
            context={"provider": str(concern.provider), "by": by.name, "text": concern.text},
            url=f"/services/providers/{concern.provider.id}/",
            by=by,
        )


@transaction.atomic
def settle_provider_concern(*, concern_id: UUID, outcome: str, by: Actor) -> ProviderConcern:
    check(by, Permission.DIRECTORY_KEEP)
    concern = ProviderConcern.objects.select_for_update(of=("self",)).get(id=concern_id)
    if concern.settled_at:
        raise Refused(_("This is settled already."))
    if not outcome.strip():
        raise Refused(_("Write what came of it."), field="outcome")
    concern.settled_at, concern.settled_by_name, concern.outcome = now(), by.name, outcome.strip()
    concern.save(update_fields=["settled_at", "settled_by_name", "outcome"])
    record_act(by, "settle_provider_concern", concern, provider=str(concern.provider))
    return concern


@transaction.atomic
def publish_directory(*, publish: bool, by: Actor) -> Organisation:
    """Whether anybody may read the directory at `/hsds/`. It holds nobody's data who is served; whose it is decides."""
    check(by, Permission.DIRECTORY_KEEP)
    organisation = Organisation.objects.select_for_update(of=("self",)).get(id=by.organisation)
    organisation.settings = {**organisation.settings, "publishes_directory": publish}
    organisation.save(update_fields=["settings"])
    record_act(by, "publish_directory", organisation, publish=publish)
    return organisation
