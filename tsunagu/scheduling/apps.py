from django.apps import AppConfig

# A calendar program asks with nothing but its address: whose feed is that, and where? Asked by hash; the owner answers only this.
FEED = """
create or replace function app_feed(given text) returns table (id uuid, organisation_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp as
  $$ select id, organisation_id, user_id from scheduling_feed where token_hash = given and revoked_at is null $$
"""


# When is a person taken by court or probation? Whoever may not read more is told the hours of their organisation's case, so as not to
# book over them.
LEGAL_TIMES = """
create or replace function app_legal_times(of_case uuid, first timestamptz, last timestamptz)
  returns table (starts_at timestamptz, ends_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as
  $$ select a.starts_at, a.ends_at from scheduling_appointment a
      where a.case_id = of_case and a.organisation_id = any (app_organisations()) and a.sort <> 'ordinary'
        and a.state in ('proposed', 'booked', 'confirmed', 'arrived', 'kept')
        and a.starts_at < last and a.starts_at > first - interval '1 day' and a.ends_at > first
      order by a.starts_at $$
"""


class SchedulingConfig(AppConfig):
    name = "tsunagu.scheduling"
    database_functions = (FEED, LEGAL_TIMES)

    def ready(self) -> None:
        from tsunagu.scheduling import events, handlers, panels  # noqa: F401 - facts, listeners, titles of duties
