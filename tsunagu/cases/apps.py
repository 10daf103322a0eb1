from django.apps import AppConfig

# Recurring work goes from organisation to organisation: their ids, and nothing else, are told to whoever runs it.
EVERY_ORGANISATION = """
create or replace function app_every_organisation() returns setof uuid language sql stable security definer
  set search_path = public, pg_temp as $$ select id from identity_organisation $$
"""


# Says of a person that a report is open, and nothing more: it runs as its owner, past the wall of reports, within the organisation's.
OPEN_CONCERN = """
create or replace function open_concern_exists(people uuid[]) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select from cases_concern c
     where c.person_id = any (people) and c.organisation_id = any (app_organisations())
       and not exists (select from cases_concernfact f where f.concern_id = c.id and f.kind = 'concern.closed'));
end $$;
"""


class CasesConfig(AppConfig):
    name = "tsunagu.cases"
    database_functions = (EVERY_ORGANISATION, OPEN_CONCERN)

    def ready(self) -> None:
        from tsunagu.cases import events, handlers  # noqa: F401 - its facts join the vocabulary; it listens to merges
        from tsunagu.cases.queries import chart_door, known_here
        from tsunagu.people.queries import register_chart_guard, register_known_to

        register_chart_guard(lambda person, by: chart_door(person, by))
        register_known_to(known_here)
