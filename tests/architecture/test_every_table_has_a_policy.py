"""The second wall stands around every table: enumerated from the database itself, not from the models."""

import pytest
from django.apps import apps
from django.db import connection

from tsunagu.core.postgres.policies import APP_ROLE, is_append_only, tables
from tsunagu.core.postgres.without_policy import REASONS

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def rows(sql, params=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_every_table_has_a_policy_or_a_written_reason():
    found = rows(
        "select c.relname, c.relrowsecurity, exists (select from pg_policy p where p.polrelid = c.oid)"
        "  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')"
    )
    bare = {name for name, secured, has_policy in found if not (secured and has_policy)}
    assert bare - REASONS.keys() == set()
    assert REASONS.keys() & {name for name, secured, _ in found if secured} == set(), (
        "a reason for a table that has a policy"
    )


def test_the_application_is_bound_by_the_policies():
    ((name, is_super, bypasses, owns),) = rows(
        "select rolname, rolsuper, rolbypassrls, exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind = 'r' and c.relowner = r.oid) from pg_roles r where rolname = current_user"
    )
    assert (name, is_super, bypasses, owns) == (APP_ROLE, False, False, False)


def test_what_runs_as_the_owner_answers_the_application_alone():
    found = rows(
        "select p.oid::regprocedure::text, has_function_privilege('public', p.oid, 'execute'),"
        "       has_function_privilege(current_user, p.oid, 'execute'), coalesce(p.proconfig, '{}')"
        "  from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace"
    )
    assert found
    for name, anybody, us, settings in found:
        assert (anybody, us) == (False, True), name
        assert any(setting.startswith("search_path=") for setting in settings), name


@pytest.mark.parametrize("model", [m for m in tables() if is_append_only(m)], ids=lambda m: m._meta.label)
def test_what_an_inspector_could_ask_about_is_append_only(model):
    ((update, delete),) = rows(
        "select has_table_privilege(current_user, %s, 'update'), has_table_privilege(current_user, %s, 'delete')",
        [model._meta.db_table] * 2,
    )
    assert not update
    assert not delete


def test_every_tracked_table_keeps_what_was_before(agency):
    tracked = {model._meta.db_table for model in apps.get_models() if getattr(model, "keeps_history", False)}
    assert tracked == {
        name for (name,) in rows("select tgrelid::regclass::text from pg_trigger where tgname = 'history'")
    }
    agency.team.name = "Outreach"
    agency.team.save()
    ((was, actor),) = rows("select was ->> 'name', actor_id from audit_history where row_id = %s", [agency.team.id])
    assert (was, actor) == ("Community team", agency.system.id)


def test_without_an_actor_nothing_is_seen(agency):
    from tsunagu.core.actor import acting
    from tsunagu.identity.models import Organisation

    assert Organisation.objects.exists()
    with acting(None):
        assert not Organisation.objects.exists()
