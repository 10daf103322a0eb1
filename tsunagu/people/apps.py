from django.apps import AppConfig

# Pairs of characters are found by a GIN index, whose operators are not leakproof: under a policy they would never be
# index conditions. So the owner looks, within the organisation acted in, and what comes back is ids; the rows
# themselves are read under the policy. Beginnings come first; what stands in the middle only where room is left.
FIND = """
create or replace function people_find(
  lows text[], highs text[], word_numbers int[], word_lows text[], word_highs text[], pairs text[], top int)
returns table (person_id uuid, kind text, rank int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  ours uuid[] := coalesce(app_organisations(), '{}');
  found int;
  words int := coalesce((select max(n) from unnest(word_numbers) n), 0);
begin
  return query
    with hit as (
      select k.person_id, k.kind, k.key,
             (case when k.key = wanted.low then 0 else 1 end) + (case when k.kind = 'town' then 2 else 0 end) as rank
        from unnest(ours) organisation(id), unnest(lows, highs) wanted(low, high),
             lateral (select s.person_id, s.kind, s.key from people_searchkey s
                       where s.organisation_id = organisation.id and s.key >= wanted.low and s.key < wanted.high
                       order by s.key limit top * 4) k),
    best as (select distinct on (h.person_id) h.* from hit h order by h.person_id, h.rank, length(h.key), h.key)
    select b.person_id, b.kind, b.rank from best b order by b.rank, length(b.key), b.key limit top;
  get diagnostics found = row_count;
  if found < top and words > 1 then
    -- Begin with the rarest word; each who has it is asked for the others. A word of very many is not followed to its end.
    return query
      with wanted as (
        select w.n, w.low, w.high from unnest(word_numbers, word_lows, word_highs) w(n, low, high)),
      hit as (
        select w.n, k.person_id
          from wanted w, unnest(ours) organisation(id),
               lateral (select s.person_id from people_searchkey s
                         where s.organisation_id = organisation.id and s.key >= w.low and s.key < w.high limit 3000) k),
      rarest as (select h.n from hit h group by h.n order by count(*), h.n limit 1),
      who as (select distinct h.person_id from hit h where h.n = (select n from rarest))
      select who.person_id, 'words'::text, 4 from who
       where not exists (
         select from generate_series(1, words) other(n)
          where other.n <> (select n from rarest) and not exists (
            select from people_searchkey s join wanted w on s.key >= w.low and s.key < w.high
             where w.n = other.n and s.person_id = who.person_id))
       limit top;
    get diagnostics found = row_count;
  end if;
  if found < top and cardinality(pairs) > 0 then
    return query
      select distinct s.person_id, 'inside'::text, 5
        from (select i.person_id from people_searchkey i
               where i.organisation_id = any (ours) and i.grams @> pairs limit top * 4) s
       limit top;
  end if;
end $$
"""

# An import names its organisation before anybody acts in it. Only ids come back, and only for a name or an id that is known.
ORGANISATION_NAMED = """
create or replace function people_organisation_named(given text) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as
  $$ select id from identity_organisation where given = '' or name = given or id::text = given limit 2 $$
"""


class PeopleConfig(AppConfig):
    name = "tsunagu.people"
    database_functions = (FIND, ORGANISATION_NAMED)
