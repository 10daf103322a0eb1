"""At tens of thousands of people each way of finding still goes through an index, and fast."""

import pytest
from django.db import connection

from tests.cast import agency  # noqa: F401
from tsunagu.people.queries import find, finding
from tsunagu.people.rules.keys import END, probe

pytestmark = [pytest.mark.django_db, pytest.mark.data]
PEOPLE = 30_000

# Surnames as unevenly spread as they are; given names of two syllables out of 400; birth dates over 90 years.
FILL = """
with p as (
  insert into people_person (id, organisation_id, name, reading, name_lang, town, born, born_precision, sex, pronouns, died_precision,
                             language, interpreter_needed, cannot_self_report, communication, place_note, photo, source, registered_at)
  select gen_random_uuid(), %(organisation)s::uuid,
         (array['김','김','김','이','이','박','최','정','강','남궁'])[1 + n %% 10]
           || chr(44032 + (n * 7919) %% 400 * 28) || chr(44032 + (n * 10007) %% 390 * 28),
         '', 'ko', '', date '1930-01-01' + (n * 31) %% 32000, 'full', 'female', '', '', 'ko', false, false, '', '', '', 'import', now()
    from generate_series(1, %(people)s) n
  returning id, organisation_id, name, born)
insert into people_searchkey (id, organisation_id, person_id, kind, key, grams)
select gen_random_uuid(), organisation_id, id, kind, key,
       case when kind = 'name' then array(select substr(key, i, 2) from generate_series(1, length(key) - 1) i) end
  from p, lateral (values ('name', name), ('given', substr(name, 2)), ('born', to_char(born, 'YYYYMMDD'))) k(kind, key)
"""


@pytest.fixture
def crowd(agency):  # noqa: F811
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"organisation": str(agency.organisation.id), "people": PEOPLE})
        cursor.execute("analyze people_searchkey")  # skipped where this role does not own it
    return agency.system


def plan_of(condition, *params):
    with connection.cursor() as cursor:
        cursor.execute(f"explain select person_id from people_searchkey where {condition}", params)
        return "\n".join(row[0] for row in cursor.fetchall())


QUERIES = ["김", "남궁", "김가", "궁가", "가가", "1950", "S25.6.25", "김 1950", "남궁 1950-06", "nobody"]


def test_a_search_among_tens_of_thousands_reads_little(crowd):
    """Pages are counted, not seconds: a busy machine does not change them. 4,000 take some 5 ms."""
    read = {text: _pages_read(text) for text in QUERIES}
    assert {text: pages for text, pages in read.items() if pages > 8_000} == {}


def _pages_read(text):
    with connection.cursor() as cursor:
        cursor.execute(
            f"explain (analyze, buffers, format json) {finding.FINDER}", finding.finder_arguments(probe(text), 20)
        )
        (((plan,),),) = cursor.fetchall()
    return plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]


def test_a_beginning_is_a_range_of_the_index_even_under_the_policy(crowd):
    plan = plan_of("organisation_id = %s and key >= %s and key < %s", crowd.organisation, "남궁", "남궁" + END)
    assert "people_searchkey_prefix" in plan
    assert "Seq Scan" not in plan


def test_what_stands_in_the_middle_is_asked_of_the_index_by_the_finder(crowd):
    with connection.cursor() as cursor:
        cursor.execute("select pg_stat_get_xact_numscans('people_searchkey_grams'::regclass)")
        (before,) = cursor.fetchone()
        find("궁가가", by=crowd)
        cursor.execute("select pg_stat_get_xact_numscans('people_searchkey_grams'::regclass)")
        assert cursor.fetchone()[0] > before
