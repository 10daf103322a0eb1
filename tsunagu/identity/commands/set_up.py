"""Setting up an organisation: itself, its teams, and the people who work there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.core.ids import uuid7
from tsunagu.identity.models import Membership, Organisation, Team, User


@transaction.atomic
def found_organisation(
    *,
    name: str,
    kind: str,
    language: str,
    jurisdiction: str,
    zone: str,
    phone: str = "",
    settings: Mapping[str, Any] = {},
) -> Organisation:
    """Make a new organisation. Nobody acts in it yet, so the system does."""
    organisation_id = uuid7()
    by = system_in(organisation_id, zone=zone, language=language)
    with acting(by):
        organisation = Organisation.objects.create(
            id=organisation_id,
            name=name,
            kind=kind,
            language=language,
            jurisdiction=jurisdiction,
            zone=zone,
            phone=phone,
            settings=dict(settings),
        )
        record_act(by, "found_organisation", organisation)
    return organisation


@transaction.atomic
def form_team(*, name: str, by: Actor) -> Team:
    team = Team.objects.create(organisation_id=by.organisation, name=name)
    record_act(by, "form_team", team)
    return team


@transaction.atomic
def enrol_worker(
    *,
    login: str,
    password: str | None,
    name: str,
    roles: Iterable[str],
    by: Actor,
    team: Team | None = None,
    profession: str = "other",
    language: str = "en",
    name_reading: str = "",
) -> Membership:
    """Give somebody a login and a place in the organisation. Without a password they cannot sign in by password."""
    user = User.objects.create(
        id=uuid7(),
        login=login.strip().lower(),
        password=make_password(password),
        name=name,
        name_reading=name_reading,
        language=language,
    )
    membership = Membership.objects.create(
        organisation_id=by.organisation, user=user, team=team, roles=sorted(roles), profession=profession
    )
    record_act(by, "enrol_worker", membership, roles=sorted(roles))
    return membership
