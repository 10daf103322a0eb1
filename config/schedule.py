"""All recurring work on one page: what runs, and when (UTC)."""

from __future__ import annotations

from procrastinate import App

from tsunagu.cases import tasks as cases

RECURRING = (
    ("*/10 * * * *", cases.send_warnings_everywhere),  # reminders and escalations, once each
    ("20 2 * * *", cases.extend_horizons_everywhere),  # a trickle of cases whose horizon nears
)


def register(app: App) -> None:
    """Called when the job application is ready."""
    for cron, task in RECURRING:
        app.periodic(cron=cron)(task)
