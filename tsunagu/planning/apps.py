from django.apps import AppConfig

# Who takes referrals from others on this installation: a name and an id, whatever organisation asks.
RECEIVERS = """
create or replace function planning_receivers() returns table (id uuid, name text)
  language sql stable security definer set search_path = public, pg_temp as
  $$ select o.id, o.name from identity_organisation o where o.settings @> '{"takes_referrals": true}' order by o.name limit 200 $$;
"""


class PlanningConfig(AppConfig):
    name = "tsunagu.planning"
    database_functions = (RECEIVERS,)

    def ready(self) -> None:
        from tsunagu.cases.queries import register_plan_lines
        from tsunagu.directory.queries.waits import register_waits
        from tsunagu.planning import events  # noqa: F401 - its facts join the vocabulary
        from tsunagu.planning.panels import lines_to_monitor
        from tsunagu.planning.queries.gaps import register_gaps
        from tsunagu.planning.queries.guidelines import instrument_gaps
        from tsunagu.planning.queries.referrals import waits_of

        register_plan_lines(lines_to_monitor)
        register_gaps(instrument_gaps)
        register_waits(waits_of)
