"""Among a hundred thousand services each kind of question goes through an index, and reads little."""

import json

import pytest
from django.db import connection

from tests.cast import agency  # noqa: F401
from tsunagu.core.actor import acting
from tsunagu.directory.queries import Question, search, searching

pytestmark = [pytest.mark.django_db, pytest.mark.data]
SERVICES = 100_000

# Names of two words out of 400, one need of 19, one area of 200, three languages, a tenth free; over a country's width.
FILL = """
with provider as (
  insert into directory_provider (id, organisation_id, origin, external_id, placeholder, name, alternate_name, description, email,
    website, tax_status, tax_id, legal_status, logo, uri)
  select gen_random_uuid(), %(organisation)s::uuid, '', '', false, 'Provider ' || n, '', '', '', '', '', '', '', '', ''
    from generate_series(1, 500) n returning id),
numbered as (select id, row_number() over () as n from provider),
service as (
  insert into directory_service (id, organisation_id, origin, external_id, placeholder, provider_id, name, alternate_name, description,
    url, email, status, interpretation_services, application_process, wait_time, fees_description, fees, accreditations,
    eligibility_description, assurer_email, licenses, alert, types, sex, capacity, kept)
  select gen_random_uuid(), %(organisation)s::uuid, '', '', false, p.id, 'service ' || lpad(s.n::text, 6, '0'), '', '', '', '', 'active',
    '', '', '', '', '', '', '', '', '', '', '{}', '', '', '{}'
    from generate_series(1, %(services)s) s(n) join numbered p on p.n = 1 + s.n %% 500 returning id, name),
counted as (select id, name, right(name, 6)::int as n from service)
insert into directory_listing (id, organisation_id, service_id, leads, sort, tags, minimum_age, maximum_age, sex, latitude, longitude)
select gen_random_uuid(), %(organisation)s::uuid, id, true, name,
  array['se', 'ser', 'service', 'w' || n %% 400, 'n:' || (array['meals','legal','housing','day_care','nursing'])[1 + n %% 5],
        'a:area' || n %% 200, 'l:' || (array['en','ja','ko'])[1 + n %% 3]] || case when n %% 10 = 0 then array['free'] else '{}' end,
  null, case when n %% 4 = 0 then 64 end, '', 33 + (n::bigint * 7919) %% 10000 / 1500.0, 130 + (n::bigint * 104729) %% 10000 / 1200.0
  from counted
"""

QUESTIONS = {
    "everything": Question(),
    "a common word": Question(text="service"),
    "a rare word": Question(text="w17"),
    "a need": Question(need="housing"),
    "a need in an area": Question(need="housing", area="area17"),
    "language, cost and age": Question(language="ko", free=True, age=80),
    "nothing there is": Question(text="nobody"),
}


@pytest.fixture
def crowd(agency):  # noqa: F811
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"organisation": str(agency.organisation.id), "services": SERVICES})
        cursor.execute("analyze directory_listing") if _may_analyse(cursor) else None
    with acting(agency.system):
        yield agency.system


def _may_analyse(cursor):
    cursor.execute("select pg_has_role(relowner, 'usage') from pg_class where relname = 'directory_listing'")
    return cursor.fetchone()[0]


def pages_read(sql, arguments):
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, buffers, format json) {sql}", arguments)
        (((plan,),),) = cursor.fetchall()
    return plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"], plan["Execution Time"]


def test_each_kind_of_question_reads_little_of_a_hundred_thousand(crowd):
    """Pages are counted, not seconds: a busy machine does not change them. 8,000 take some 40 ms."""
    read = {
        said: pages_read(searching.BY_NAME, searching.by_name_arguments(question, "", 31))
        for said, question in QUESTIONS.items()
    }
    for within in (3, 10, 30):
        question = Question(need="legal", near="x", within=within)
        arguments = searching.by_distance_arguments(question, (35.0, 135.0), "", 31)
        read[f"within {within} km"] = pages_read(searching.BY_DISTANCE, arguments)
    print(json.dumps(read))
    assert {said: pages for said, (pages, _ms) in read.items() if pages > 8_000} == {}


def test_a_page_costs_the_same_queries_however_many_there_are(crowd, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert len(search(Question(need="housing"), by=crowd).hits) == 30


def test_rare_tags_are_asked_of_the_index(crowd):
    with connection.cursor() as cursor:
        cursor.execute("select pg_stat_get_xact_numscans('directory_listing_tags'::regclass)")
        (before,) = cursor.fetchone()
        search(Question(text="w17"), by=crowd)
        cursor.execute("select pg_stat_get_xact_numscans('directory_listing_tags'::regclass)")
        assert cursor.fetchone()[0] > before
