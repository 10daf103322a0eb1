"""Work that recurs: reminders, and series that have no end."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from procrastinate.contrib.django import app

from tsunagu.cases.queries import every_organisation
from tsunagu.core.actor import Actor, acting
from tsunagu.scheduling.commands.remind import send_reminders
from tsunagu.scheduling.commands.series import extend_series
from tsunagu.scheduling.models.wall import WALL
from tsunagu.scheduling.queries import to_extend


def every_agency() -> list[Actor]:
    """The system in each organisation, for appointments of every sort."""
    return [replace(by, walls=by.walls | {WALL}) for by in every_organisation()]


@app.task(name="scheduling.send_reminders", pass_context=False)
def send_reminders_everywhere(timestamp: int = 0) -> None:
    for by in every_agency():
        with acting(by), transaction.atomic():
            send_reminders(by=by)


@app.task(name="scheduling.extend_series", pass_context=False)
def extend_series_everywhere(timestamp: int = 0) -> None:
    for by in every_agency():
        with acting(by):
            for series_id in to_extend(by):
                extend_series(series_id, by=by)
