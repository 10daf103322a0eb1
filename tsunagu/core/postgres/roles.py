"""As whom may the program speak to the database?

The owner makes the tables and is bound by no policy. The web server, the worker and the imports are the application's
role, which owns nothing: row-level security binds it, and it cannot switch that off.
"""

from __future__ import annotations

from typing import Any, LiteralString

import psycopg
from psycopg import sql

from tsunagu.core.postgres.policies import APP_ROLE

POWERS: LiteralString = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"

# The roles we are or could become again (`SET ROLE` keeps the session's), and what lifts each above the policies.
UNBOUND = """
select r.rolname,
       case when r.rolsuper then 'a superuser'
            when r.rolbypassrls then 'allowed to bypass row-level security'
            else 'an owner of its tables' end
  from pg_roles r
 where r.rolname in (session_user, current_user)
   and (r.rolsuper or r.rolbypassrls or exists (
         select from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
            and c.relkind in ('r', 'p') and pg_has_role(r.oid, c.relowner, 'member')))
"""


class OwnerRefused(Exception):
    """This process would see past every policy; the message says as whom it should come instead."""


def refuse_owner(connection: Any) -> None:
    """Raise unless the role behind this connection (Django's or psycopg's) is bound by the policies."""
    with connection.cursor() as cursor:
        cursor.execute(UNBOUND)
        found = cursor.fetchone()
    if found:
        raise OwnerRefused(
            f"The database role {found[0]} is {found[1]}, so no policy would bind it: "
            f"let DATABASE_URL name {APP_ROLE}, and keep the owner for DATABASE_OWNER_URL."
        )


def ensure_app_role(connection: psycopg.Connection[Any], password: str) -> None:
    """Make the application's role, or take back whatever powers it was given; as a superuser or CREATEROLE."""
    role = sql.Identifier(APP_ROLE)
    if not connection.execute("select 1 from pg_roles where rolname = %s", [APP_ROLE]).fetchone():
        connection.execute(sql.SQL("create role {}").format(role))
    connection.execute(sql.SQL("alter role {} " + POWERS + " password {}").format(role, sql.Literal(password)))


def ensure_database(connection: psycopg.Connection[Any], name: str) -> None:
    if not connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
