"""Who may read what courts and probation ask of a person: whoever may read criminal history, in the database too (R-084)."""

from __future__ import annotations

from tsunagu.core.postgres.policies import ORGANISATION, Policy

WALL = "legal"
LEGAL_READERS = Policy(
    f"{ORGANISATION.using} and (sort = 'ordinary' or '{WALL}' = any ((select app_walls())::text[]))",
)
# A ride to court says where somebody goes: it is seen by whom its appointment is seen.
WITH_ITS_APPOINTMENT = Policy(
    f"{ORGANISATION.using} and exists (select 1 from scheduling_appointment a where a.id = appointment_id)",  # noqa: S608 - nothing given
    ORGANISATION.using,
)
