"""As whom the program may speak to the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tsunagu.core.postgres.policies import APP_ROLE
from tsunagu.core.postgres.roles import OwnerRefused, refuse_owner

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def owner() -> Iterator[Any]:
    """A connection to the test database as the owner of its tables."""
    place: Any = connection.settings_dict  # its name is the test database's
    login = settings.DATABASE_OWNER
    with psycopg.connect(
        host=place["HOST"],
        port=place["PORT"] or None,
        dbname=place["NAME"],
        user=login["USER"],
        password=login["PASSWORD"],
    ) as owner:
        yield owner


def test_the_application_works_as_a_role_that_the_policies_bind() -> None:
    refuse_owner(connection)
    with connection.cursor() as cursor:
        cursor.execute("select session_user")
        assert cursor.fetchone() == (APP_ROLE,)


def test_the_owner_of_the_tables_is_refused(owner: Any) -> None:
    with pytest.raises(OwnerRefused, match="DATABASE_URL name tsunagu_app"):
        refuse_owner(owner)


def test_an_owner_who_only_plays_the_application_is_refused_for_it_could_change_back(owner: Any) -> None:
    try:
        owner.execute(f"set role {APP_ROLE}")
    except psycopg.errors.InsufficientPrivilege:
        return  # an owner who may not play the application cannot deceive us so
    with pytest.raises(OwnerRefused):
        refuse_owner(owner)


def test_the_application_may_not_change_the_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select has_schema_privilege('public', 'create')")
        assert cursor.fetchone() == (False,)
