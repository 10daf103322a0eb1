from django.apps import AppConfig

# An import names its organisation before anybody acts in it. Only ids and languages come back.
ORGANISATIONS_NAMED = """
create or replace function fhir_organisations_named(given text) returns table (id uuid, language text)
  language sql stable security definer set search_path = public, pg_temp as
  $$ select o.id, o.language from identity_organisation o where given = '' or o.name = given or o.id::text = given limit 100 $$
"""


class FhirConfig(AppConfig):
    name = "tsunagu.fhir"
    database_functions = (ORGANISATIONS_NAMED,)

    def ready(self) -> None:
        from tsunagu.fhir import clinical, handlers  # noqa: F401 - imports are heard by readmission scores and the safety path
