"""Bring the database's tables, triggers and policies to this release."""

from __future__ import annotations

import argparse

from config.env import Misconfigured, env_str
from tsunagu.console import database
from tsunagu.core.postgres.policies import APP_ROLE

help = "Bring the database to this release: tables, triggers, policies. Runs as the owner of the tables."

NO_OWNER = (
    "DATABASE_OWNER_URL is not set: migrating needs the owner of the tables, which the application's role is not."
)
NO_ROLE = f"The role {APP_ROLE} is missing on the server: create role {APP_ROLE} login password '…';"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if migrations are missing")


def run(args: argparse.Namespace) -> int:
    database.join()
    if args.check:
        database.ready()
        missing = database.unapplied()
        print("\n".join(missing) or "All migrations are applied.")
        return 1 if missing else 0
    if not env_str("DATABASE_OWNER_URL", ""):
        raise Misconfigured(NO_OWNER)
    database.ready()
    migrate(verbosity=1)
    return 0


def migrate(verbosity: int) -> None:
    from django.core.management import call_command

    from tsunagu.core.postgres import quick_states

    quick_states.install()
    connection = database.connection()
    with connection.creation.as_owner():
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_roles where rolname = %s", [APP_ROLE])
            if cursor.fetchone() is None:
                raise Misconfigured(NO_ROLE)
        call_command("createcachetable", verbosity=0)  # before the grants that follow the migrations
        call_command("migrate", verbosity=verbosity, interactive=False)
