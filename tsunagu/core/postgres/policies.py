"""Which rows may a role see? The second wall: one generator writes the policy of every table.

A table with an `organisation_id` shows the rows of the organisation acted in. A model says otherwise with `row_policy = Policy(...)`, and a
table without any policy is listed, with its reason, in `without_policy.py`.
Tracked tables have a trigger that keeps each row as it was before a change or deletion, complete even for bulk and raw writes.

Operators that are not LEAKPROOF never become index conditions under a policy; `=` on uuid is, so each policy costs no more than the
same condition written by hand. The sub-select makes PostgreSQL read the setting once a query instead of once a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

APP_ROLE = "tsunagu_app"

FUNCTIONS = """
create or replace function app_user() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.user', true), '')::uuid $$;
create or replace function app_organisations() returns uuid[] language sql stable parallel safe as
  $$ select string_to_array(nullif(current_setting('app.organisations', true), ''), ',')::uuid[] $$;
create or replace function app_walls() returns text[] language sql stable parallel safe as
  $$ select string_to_array(coalesce(current_setting('app.walls', true), ''), ',') $$;
"""


@dataclass(frozen=True)
class Policy:
    """`using` is a plain SQL condition on the row; `check` (default: the same) is what a written row must satisfy."""

    using: str
    check: str = ""


ORGANISATION = Policy("organisation_id = any ((select app_organisations())::uuid[])")


# `tg_argv[0]` names the wall a table stands behind, so that its history stands behind the same.
HISTORY = """
create or replace function keep_history() returns trigger language plpgsql as $$
declare was jsonb := to_jsonb(old);
begin
  if tg_op = 'DELETE' or old is distinct from new then
    insert into audit_history (id, at, actor_id, organisation_id, wall, table_name, row_id, operation, was)
    values (gen_random_uuid(), clock_timestamp(), app_user(), coalesce(was ->> 'organisation_id', was ->> 'id')::uuid,
            tg_argv[0], tg_table_name, old.id, lower(tg_op), was);
  end if;
  return null;
end $$;
"""


# A function that runs as the owner sees past every policy: it answers the application, and no other role of the server.
KEEP_TO_OURSELVES = """
do $$ declare each regprocedure;
begin
  for each in select oid::regprocedure from pg_proc
               where prosecdef and pronamespace = 'public'::regnamespace and pg_has_role(proowner, 'usage') loop
    execute format('revoke execute on function %s from public', each);
  end loop;
end $$
"""


def policy_of(model: type[models.Model]) -> Policy | None:
    """The policy of a model's table: its own, or the organisation's."""
    own: Policy | None = getattr(model, "row_policy", None)
    if own is not None:
        return own
    columns = {field.column for field in model._meta.concrete_fields}
    return ORGANISATION if "organisation_id" in columns else None


def is_append_only(model: type[models.Model]) -> bool:
    """Facts, audit and history are never changed: the application's role is not granted it."""
    return bool(getattr(model, "append_only", False))


def tables() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def statements() -> Iterator[str]:
    """All of it, idempotent, for the owner to run after each migration: functions (a room adds its own in `database_functions` of its
    AppConfig), grants and policies."""
    yield FUNCTIONS
    yield HISTORY
    for config in apps.get_app_configs():
        yield from getattr(config, "database_functions", ())
    yield f"grant usage on schema public to {APP_ROLE}"
    yield f"grant select, insert, update, delete on all tables in schema public to {APP_ROLE}"
    yield f"grant usage, select on all sequences in schema public to {APP_ROLE}"
    yield f"grant execute on all functions in schema public to {APP_ROLE}"
    yield KEEP_TO_OURSELVES
    for model in tables():
        table = model._meta.db_table
        if is_append_only(model):
            yield f'revoke update, delete on "{table}" from {APP_ROLE}'
        if getattr(model, "keeps_history", False):
            wall = getattr(model, "wall", "")
            yield (
                f'create or replace trigger history after update or delete on "{table}"'
                f" for each row execute function keep_history('{wall}')"
            )
        policy = policy_of(model)
        if policy is not None:
            yield f'alter table "{table}" enable row level security'
            yield f'drop policy if exists wall on "{table}"'
            yield f'create policy wall on "{table}" to {APP_ROLE} using ({policy.using}) with check ({policy.check or policy.using})'


def apply_policies(sender: Any = None, using: str = "default", **kwargs: Any) -> None:
    """Run after every migrate, as the owner; the application's role, which empties tables between tests, neither can nor need."""
    from django.db import connections

    with connections[using].cursor() as cursor:
        cursor.execute("select current_user <> rolname from pg_roles where rolname = %s", [APP_ROLE])
        if cursor.fetchone() == (True,):
            for statement in statements():
                cursor.execute(statement)
