from django.apps import AppConfig

# An import names its organisation before anybody acts in it; who publishes is asked by strangers. Only ids and languages come back.
ORGANISATIONS = """
create or replace function directory_organisations_named(given text) returns table (id uuid, language text)
  language sql stable security definer set search_path = public, pg_temp as
  $$ select o.id, o.language from identity_organisation o where given = '' or o.name = given or o.id::text = given limit 9 $$;
create or replace function directory_publishers() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as
  $$ select id from identity_organisation where settings @> '{"publishes_directory": true}' order by id $$;
"""

# Arrays are found by a GIN index, whose operators are not leakproof: under a policy they would never be index conditions. So the owner
# looks, within the organisation acted in, and ids come back; the rows themselves are read under the policy.
# A plan made for the values at hand: a rare tag begins with its index, a common one with the order in which pages go.
FIND = """
create or replace function directory_find(
  wanted text[], age float, sex_of text, after_sort text, after_id uuid, top int)
returns table (id uuid, km float)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  return query
    select found.id, null::float
      from unnest(coalesce(app_organisations(), '{}')) organisation(id),
           lateral (
             select l.id, l.sort from directory_listing l
              where l.organisation_id = organisation.id and l.leads and l.tags @> wanted
                and (age is null or (coalesce(l.minimum_age, age) <= age and coalesce(l.maximum_age, age) >= age))
                and (sex_of = '' or l.sex in ('', sex_of))
                and (l.sort, l.id) > (after_sort, after_id)
              order by l.sort, l.id limit top) found
     order by found.sort, found.id limit top;
end $$;
create or replace function directory_near(
  wanted text[], age float, sex_of text, lat float, lon float, within_km float, after_km float, after_id uuid, top int)
returns table (id uuid, km float)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  high float := within_km / 111.0;
  wide float := within_km / (111.0 * greatest(cos(radians(lat)), 0.01));
begin
  return query
    with near as (
      select l.id, l.service_id,
             12742 * asin(least(1, sqrt(sin(radians(l.latitude - lat) / 2) ^ 2
               + cos(radians(lat)) * cos(radians(l.latitude)) * sin(radians(l.longitude - lon) / 2) ^ 2))) as km
        from unnest(coalesce(app_organisations(), '{}')) organisation(id), directory_listing l
       where l.organisation_id = organisation.id and l.tags @> wanted
         and l.latitude between lat - high and lat + high and l.longitude between lon - wide and lon + wide
         and (age is null or (coalesce(l.minimum_age, age) <= age and coalesce(l.maximum_age, age) >= age))
         and (sex_of = '' or l.sex in ('', sex_of))),
    nearest as (select distinct on (n.service_id) n.id, n.km from near n where n.km <= within_km order by n.service_id, n.km, n.id)
    select n.id, n.km from nearest n where (n.km, n.id) > (after_km, after_id) order by n.km, n.id limit top;
end $$;
create or replace function directory_places(wanted text[], top int) returns table (latitude float, longitude float)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.latitude, l.longitude from directory_listing l
   where l.organisation_id = any (coalesce(app_organisations(), '{}')) and l.tags @> wanted and l.latitude is not null limit top
$$;
"""


class DirectoryConfig(AppConfig):
    name = "tsunagu.directory"
    database_functions = (ORGANISATIONS, FIND)
