"""Work that recurs: reminders and escalations, and horizons, organisation by organisation."""

from __future__ import annotations

from procrastinate.contrib.django import app

from tsunagu.cases.commands.extend_horizons import extend_horizons
from tsunagu.cases.commands.send_warnings import send_warnings
from tsunagu.cases.queries import every_organisation
from tsunagu.core.actor import acting


@app.task(name="cases.send_warnings", pass_context=False)
def send_warnings_everywhere(timestamp: int = 0) -> None:
    for by in every_organisation():
        with acting(by):
            send_warnings(by=by)


@app.task(name="cases.extend_horizons", pass_context=False)
def extend_horizons_everywhere(timestamp: int = 0) -> None:
    for by in every_organisation():
        with acting(by):
            extend_horizons(by=by)
