"""Found an organisation: its first team, and the first person who may set it up."""

from __future__ import annotations

import argparse
import secrets
from zoneinfo import ZoneInfo, available_timezones

from tsunagu.console import database

help = "Found an organisation, with a team and a first login that holds every role."

JURISDICTIONS = {"us": "America/New_York", "us_ca": "America/Los_Angeles", "jp": "Asia/Tokyo", "kr": "Asia/Seoul"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="what the organisation is called")
    parser.add_argument("--login", required=True, help="login of the first person; their password is printed once")
    parser.add_argument("--person", help="that person's name (default: the login)")
    parser.add_argument("--team", default="Team 1", help="name of the first team")
    parser.add_argument("--language", choices=["en", "ja", "ko"], default="en")
    parser.add_argument(
        "--jurisdiction", choices=sorted(JURISDICTIONS), default="us", help="whose law and holidays count"
    )
    parser.add_argument("--zone", help="time zone (default: that of the jurisdiction)")
    parser.add_argument("--kind", default="agency", help="agency, hospital, municipality, health_plan, school or solo")
    parser.add_argument("--phone", default="", help="the number that referrers are told to call")


def run(args: argparse.Namespace) -> int:
    """0 founded, 2 the name of a time zone or kind is not known."""
    database.ready_for_work()
    from tsunagu.access.choices import Role
    from tsunagu.core.actor import acting, system_in
    from tsunagu.identity.choices import OrganisationKind
    from tsunagu.identity.commands.set_up import enrol_worker, form_team, found_organisation

    zone = args.zone or JURISDICTIONS[args.jurisdiction]
    if zone not in available_timezones() or args.kind not in OrganisationKind.values:
        print(
            f"No time zone is called {zone}."
            if zone not in available_timezones()
            else f"No kind is called {args.kind}."
        )
        return 2
    organisation = found_organisation(
        name=args.name,
        kind=args.kind,
        language=args.language,
        jurisdiction=args.jurisdiction,
        zone=ZoneInfo(zone).key,
        phone=args.phone,
    )
    password = secrets.token_urlsafe(12)
    with acting(system_in(organisation.id, zone=zone, language=args.language)) as by:
        assert by is not None
        team = form_team(name=args.team, by=by)
        enrol_worker(
            login=args.login,
            password=password,
            name=args.person or args.login,
            roles=Role.values,
            by=by,
            team=team,
            language=args.language,
        )
    print(f"{organisation.name} is founded. Login {args.login}, password {password} (change it after signing in).")
    return 0
