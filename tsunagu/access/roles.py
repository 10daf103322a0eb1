"""Who may do what? One table that somebody who does not program can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tsunagu.access.choices import Role
from tsunagu.access.permissions import Permission as P


@dataclass(frozen=True)
class RoleInfo:
    """Who may be given the role, and what it allows."""

    who: str | Promise
    may: frozenset[P]


_EVERYONE = {P.HOME, P.CONCERN_REPORT, P.DIRECTORY_READ}
_CASE_WORK = {
    P.PERSON_FIND,
    P.PERSON_WRITE,
    P.REFERRAL_TAKE_IN,
    P.REFERRAL_DECIDE,
    P.CHART_READ,
    P.CHART_OPEN_WITH_PURPOSE,
    P.CASE_WORK,
    P.CASE_CLOSE,
    P.SESSION_RECORD,
    P.CRIMINAL_HISTORY,
    P.ASSESSMENT_WRITE,
    P.TIER_SET,
    P.PLAN_WRITE,
    P.PLAN_ACTIVATE,
    P.DIRECTORY_WRITE,
    P.BOARD_SEE,
}

ROLES: Mapping[Role, RoleInfo] = {
    Role.INTAKE_WORKER: RoleInfo(
        _(
            "Takes in referrals: finds and registers people, screens, hands over. Opens other charts only with a purpose."
        ),
        frozenset(
            _EVERYONE
            | {P.PERSON_FIND, P.PERSON_WRITE, P.PERSON_MERGE, P.REFERRAL_TAKE_IN, P.REFERRAL_DECIDE}
            | {P.CHART_OPEN_WITH_PURPOSE, P.CHART_READ, P.CASE_WORK, P.IMPORT_RUN, P.DIRECTORY_WRITE}
        ),
    ),
    Role.CASE_MANAGER: RoleInfo(
        _("Works with the people of their own cases, from referral to closure."),
        frozenset(_EVERYONE | _CASE_WORK),
    ),
    Role.SUPERVISOR: RoleInfo(
        _("Answers for a team: sees its cases and what is overdue, assigns and reassigns, waives agency defaults."),
        frozenset(
            _EVERYONE
            | _CASE_WORK
            | {P.PERSON_MERGE, P.CASE_ASSIGN, P.DUTY_WAIVE, P.TEAM_SEE, P.ORGANISATION_LISTS, P.DIRECTORY_KEEP}
        ),
    ),
    Role.DIRECTOR: RoleInfo(
        _(
            "Answers for the organisation: lists, figures and administrative files of all of it, without clinical notes."
        ),
        frozenset(_EVERYONE | {P.ORGANISATION_LISTS, P.TEAM_SEE, P.BOARD_SEE, P.TRAIL_READ}),
    ),
    Role.ADMINISTRATOR: RoleInfo(
        _("Sets up people, teams and pathways. Opens no charts."),
        frozenset(_EVERYONE | {P.ORGANISATION_SET_UP, P.IMPORT_RUN, P.DIRECTORY_WRITE, P.DIRECTORY_KEEP}),
    ),
    Role.SAFEGUARDING_OFFICER: RoleInfo(
        _("Named by the organisation to read reports of concern, beside the person who made the report."),
        frozenset(_EVERYONE | {P.CONCERN_READ}),
    ),
    Role.AUDITOR: RoleInfo(
        _("Reads the trails: who did what, and who looked at whom."),
        frozenset(_EVERYONE | {P.TRAIL_READ}),
    ),
}


def permissions_of(roles: frozenset[str]) -> frozenset[P]:
    return frozenset().union(*(ROLES[Role(role)].may for role in roles))
