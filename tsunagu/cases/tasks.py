"""Work that recurs: reminders and escalations, and horizons, organisation by organisation."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from tsunagu.cases.commands.extend_horizons import extend_horizons
from tsunagu.cases.commands.send_warnings import send_warnings
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.identity.models import Organisation


@app.task(name="cases.send_warnings", pass_context=False)
def send_warnings_everywhere(timestamp: int = 0) -> None:
    for by in organisations():
        with acting(by):
            send_warnings(by=by)


@app.task(name="cases.extend_horizons", pass_context=False)
def extend_horizons_everywhere(timestamp: int = 0) -> None:
    for by in organisations():
        with acting(by):
            extend_horizons(by=by)


def organisations() -> list[Actor]:
    """The system in each organisation there is; the owner's function names them, the policies show each only to itself."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select app_every_organisation()")
        ids: list[UUID] = [row[0] for row in cursor.fetchall()]
    return [_system(id_) for id_ in ids]


def _system(organisation_id: UUID) -> Actor:
    by = system_in(organisation_id)
    with acting(by), transaction.atomic():
        organisation = Organisation.objects.get(id=organisation_id)
    return system_in(organisation_id, zone=organisation.zone, language=organisation.language)
