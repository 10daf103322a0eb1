"""All recurring work on one page: what runs, and when (UTC)."""

from __future__ import annotations

from procrastinate import App

from tsunagu.cases import tasks as cases
from tsunagu.scheduling import tasks as scheduling

RECURRING = (
    ("*/10 * * * *", cases.send_warnings_everywhere),  # reminders and escalations, once each
    ("20 2 * * *", cases.extend_horizons_everywhere),  # a trickle of cases whose horizon nears
    ("*/10 * * * *", scheduling.send_reminders_everywhere),  # of appointments, to who agreed; not at night
    ("50 2 * * *", scheduling.extend_series_everywhere),  # series without an end, laid out further
)


def register(app: App) -> None:
    """Called when the job application is ready."""
    for cron, task in RECURRING:
        app.periodic(cron=cron)(task)
