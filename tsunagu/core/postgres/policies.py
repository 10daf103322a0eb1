"""Which rows may a role see? The second wall: one generator writes the policy of every table.

A table with an `organisation_id` shows the rows of the organisation acted in. A model says otherwise with `row_policy = Policy(...)`, and a
table without any policy is listed, with its reason, in `without_policy.py`. Row history has the policy of what it is the history of.

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


def policy_of(model: type[models.Model]) -> Policy | None:
    """The policy of a model's table: its own, that of the model it is the history of, or the organisation's."""
    tracked: Any = getattr(model, "pgh_tracked_model", None)
    if tracked is not None:
        return policy_of(tracked)
    own: Policy | None = getattr(model, "row_policy", None)
    if own is not None:
        return own
    columns = {field.column for field in model._meta.concrete_fields}
    return ORGANISATION if "organisation_id" in columns else None


def is_append_only(model: type[models.Model]) -> bool:
    """Facts, audit and history are never changed: the application's role is not granted it."""
    return bool(getattr(model, "append_only", False)) or hasattr(model, "pgh_tracked_model")


def tables() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def statements() -> Iterator[str]:
    """All of it, idempotent, for the owner to run after each migration: functions (a room adds its own in `database_functions` of its
    AppConfig), grants and policies."""
    yield FUNCTIONS
    for config in apps.get_app_configs():
        yield from getattr(config, "database_functions", ())
    yield f"grant usage on schema public to {APP_ROLE}"
    yield f"grant select, insert, update, delete on all tables in schema public to {APP_ROLE}"
    yield f"grant usage, select on all sequences in schema public to {APP_ROLE}"
    yield f"grant execute on all functions in schema public to {APP_ROLE}"
    for model in tables():
        table = model._meta.db_table
        if is_append_only(model):
            yield f'revoke update, delete on "{table}" from {APP_ROLE}'
        policy = policy_of(model)
        if policy is not None:
            yield f'alter table "{table}" enable row level security'
            yield f'drop policy if exists wall on "{table}"'
            yield f'create policy wall on "{table}" to {APP_ROLE} using ({policy.using}) with check ({policy.check or policy.using})'


def apply_policies(sender: Any = None, using: str = "default", **kwargs: Any) -> None:
    """Run after every migrate, as the owner."""
    from django.db import connections

    with connections[using].cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = %s", [APP_ROLE])
        if cursor.fetchone():
            for statement in statements():
                cursor.execute(statement)
