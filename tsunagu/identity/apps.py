from django.apps import AppConfig

# Read before, or beside, what the policies show: each answers one narrow question and belongs to the owner.
COLLEAGUES = """
create or replace function app_colleagues() returns uuid[] language sql stable security definer set search_path = public, pg_temp as
  $$ select coalesce(array_agg(user_id), '{}') from identity_membership where organisation_id = any (app_organisations()) $$
"""
SIGN_IN = """
create or replace function app_sign_in(given text) returns table (id uuid, password text)
  language sql stable security definer set search_path = public, pg_temp as
  $$ select id, password from identity_user where login = given and is_active $$
"""


class IdentityConfig(AppConfig):
    name = "tsunagu.identity"
    database_functions = (COLLEAGUES, SIGN_IN)
