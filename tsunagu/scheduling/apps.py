from django.apps import AppConfig

# A calendar program asks with nothing but its address: whose feed is that, and where? Asked by hash; the owner answers only this.
FEED = """
create or replace function app_feed(given text) returns table (id uuid, organisation_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp as
  $$ select id, organisation_id, user_id from scheduling_feed where token_hash = given and revoked_at is null $$
"""


class SchedulingConfig(AppConfig):
    name = "tsunagu.scheduling"
    database_functions = (FEED,)

    def ready(self) -> None:
        from tsunagu.scheduling import events, handlers, panels  # noqa: F401 - facts, listeners, titles of duties
