"""Income, outgoings and debts: dated, from somebody, in versions; what a month leaves."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import PASSWORD, make_agency
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.ids import uuid7
from tsunagu.coverage.commands.record_means import RowWords
from tsunagu.coverage.models import MeansRow, MeansSheet
from tsunagu.coverage.queries.means import balances_of, means_of
from tsunagu.coverage.rules import Entry, balances, monthly
from tsunagu.coverage.tests.factories import budget, day, means


@pytest.fixture
def case(agency):
    return cases.case(agency, at=now() - timedelta(days=5))


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as by:
        yield by


def signed_in(login="noor", language="en"):
    client = Client()
    client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    client.cookies["language"] = language
    return client


def url(name, case, **kwargs):
    return reverse(f"coverage:{name}", kwargs={"case_id": case.id, **kwargs})


def typed(case, **more):
    """A form with one income, one outgoing and one debt, as a browser sends it."""
    rows = {
        "sums-TOTAL_FORMS": "3",
        "sums-INITIAL_FORMS": "0",
        "sums-0-kind": "income",
        "sums-0-what": "Wage",
        "sums-0-amount": "1200",
        "sums-2-kind": "outgoing",
        "sums-2-what": "Rent",
        "sums-2-amount": "900.50",
        "debts-TOTAL_FORMS": "1",
        "debts-INITIAL_FORMS": "0",
        "debts-0-what": "Juniper Finance",
        "debts-0-owed": "400",
    }
    rows |= {f"sums-{n}-{name}": value for n in range(3) for name, value in (("every", "month"), ("currency", "USD"))}
    rows |= {"debts-0-every": "month", "debts-0-currency": "USD"}
    return {**rows, "on": today(case.zone).isoformat(), "source": "told", "informant": "River", **more}


@pytest.mark.parametrize(
    ("amount", "every", "currency", "month"),
    [
        (Decimal("210.00"), "week", "USD", Decimal("910.00")),
        (Decimal(131000), "two_months", "JPY", Decimal(65500)),
        (Decimal(100), "quarter", "KRW", Decimal(33)),
        (Decimal("100.00"), "year", "USD", Decimal("8.33")),
        (Decimal(50), "once", "USD", None),
    ],
)
def test_a_sum_is_counted_for_a_month_in_whole_coins(amount, every, currency, month):
    """R-088."""
    assert monthly(amount, every, currency) == month


@given(
    st.lists(st.tuples(st.sampled_from(["income", "benefit", "outgoing", "debt"]), st.integers(1, 10**7)), max_size=12)
)
def test_what_is_left_is_what_comes_less_what_goes(rows):
    """R-088."""
    found = balances(Entry(kind, "JPY", "month", Decimal(amount)) for kind, amount in rows)
    left = sum(amount if kind in ("income", "benefit") else -amount for kind, amount in rows)
    assert sum(one.left for one in found.values()) == left


def test_currencies_stand_apart_and_single_sums_are_in_no_month():
    """R-088."""
    found = balances(
        [
            Entry("income", "USD", "month", Decimal(900)),
            Entry("income", "USD", "once", Decimal(5000)),
            Entry("outgoing", "KRW", "month", Decimal(300000)),
            Entry("debt", "USD", "month", None, Decimal(700), Decimal(70)),
        ]
    )
    assert list(found) == ["KRW", "USD"]
    assert (found["USD"].left, found["USD"].once_in, found["USD"].owed, found["USD"].arrears) == (900, 5000, 700, 70)
    assert found["KRW"].left == -300000


@pytest.mark.django_db
def test_each_telling_is_a_version_of_its_own_and_the_one_before_stays(case, noor):
    """R-088."""
    person = case.members.first().person_id
    first = means(case, noor, person)
    second = means(case, noor, person, rows=budget()[:3], informant="Sister, by phone")
    means(case, noor)
    household, own = means_of(case)
    assert [(one.number, one.informant) for one in own.sheets] == [(2, "Sister, by phone"), (1, "River")]
    assert [one.number for one in household.sheets] == [1], "the household counts its own versions"
    balance = balances_of(list(own.sheets[1].rows.all()))["USD"]
    assert (balance.comes, balance.goes, balance.left) == (Decimal(1550), Decimal(885), Decimal(665))
    assert case.facts.filter(kind="means.recorded", ref=first.id, data__debts=1).exists()
    assert second.rows.count() == 3


@pytest.mark.data
@pytest.mark.django_db
def test_a_version_cannot_be_changed_in_place(case, noor):
    """R-088."""
    sheet = means(case, noor)
    for rows in (MeansSheet.objects.filter(id=sheet.id), MeansRow.objects.filter(sheet=sheet)):
        with pytest.raises(Exception, match=r"append|permission|denied"), transaction.atomic():
            rows.update(organisation_id=sheet.organisation_id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "words"),
    [
        (RowWords("loan", "Bank", Decimal(1), "month", "USD"), "Choose whether"),
        (RowWords("income", " ", Decimal(1), "month", "USD"), "Write what it is"),
        (RowWords("income", "Wage", None, "month", "USD"), "Write the sum"),
        (RowWords("income", "Wage", Decimal(-1), "month", "USD"), "above zero"),
        (RowWords("income", "Wage", Decimal(1), "month", "XXX"), "currency"),
        (RowWords("outgoing", "Rent", Decimal(1), "month", "USD", Decimal(5)), "debt of its own"),
        (RowWords("debt", "Bank", Decimal(1), "month", "USD"), "still owed"),
        (RowWords("debt", "Bank", None, "month", "USD", Decimal(5), Decimal(6)), "cannot be more"),
    ],
)
def test_a_row_that_does_not_hold_is_refused_in_words(case, noor, row, words):
    """R-088."""
    with pytest.raises(Refused, match=words) as refused:
        means(case, noor, rows=[*budget(), row])
    assert refused.value.field == "row-6"
    assert not MeansSheet.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"), [({"source": "guess"}, "source"), ({"informant": " "}, "informant"), ({"rows": []}, None)]
)
def test_a_sheet_says_from_whom_and_what(case, noor, wrong, field):
    """R-088."""
    with pytest.raises(Refused) as refused:
        means(case, noor, **wrong)
    assert (refused.value.field or None) == field
    with pytest.raises(Refused, match="future"):
        means(case, noor, on=day(case, 2))


@pytest.mark.django_db
def test_the_database_keeps_a_debt_from_being_without_what_is_owed(case, noor):
    sheet = means(case, noor)
    row = {"organisation_id": sheet.organisation_id, "sheet": sheet, "position": 9, "every": "month", "currency": "USD"}
    with pytest.raises(IntegrityError), transaction.atomic():
        MeansRow.objects.create(kind="debt", what="Bank", **row)


@pytest.mark.django_db
def test_a_sheet_is_written_shown_printed_and_written_again(case, noor):
    """R-088."""
    client, person = signed_in(), case.members.first().person_id
    assert "Nothing is recorded of income and debts" in client.get(url("means", case)).content.decode()
    form = f"{url('means_new', case)}?person={person}"
    wrong = client.post(form, typed(case, **{"sums-2-amount": "many"}))
    assert wrong.status_code == 422
    assert client.post(form, typed(case)).status_code == 303
    page = client.get(url("means", case)).content.decode()
    for words in ("$299.50 is left each month", "Juniper Finance", "nothing is paid", "Told, nothing seen"):
        assert words in page
    again = client.get(form).content.decode()
    assert "Juniper Finance" in again
    assert "900.5" in again
    assert client.post(form, typed(case, **{"sums-2-amount": "1300"})).status_code == 303
    assert "$100.00 is missing each month" in client.get(url("means", case)).content.decode()
    with acting(noor):
        new, old = MeansSheet.objects.order_by("-number")
    earlier = client.get(url("means_sheet", case, sheet_id=old.id)).content.decode()
    assert "This is an earlier version" in earlier
    assert "$299.50 is left each month" in earlier
    for language, words in (("en", "Income and debts"), ("ja", "収入"), ("ko", "부채")):
        answer = signed_in(language=language).get(url("means_print", case, sheet_id=new.id))
        assert words in answer.content.decode()


@pytest.mark.django_db
def test_a_refusal_stands_at_the_row_it_speaks_of(case, noor):
    """R-088."""
    answer = signed_in().post(url("means_new", case), typed(case, **{"debts-0-owed": "", "debts-0-amount": "20"}))
    assert answer.status_code == 422
    assert "Write how much is still owed." in answer.content.decode()
    assert 'value="Juniper Finance"' in answer.content.decode(), "what was typed is kept"


@pytest.mark.django_db
def test_pages_cost_the_same_however_many_versions(case, noor, django_assert_max_num_queries):
    for _n in range(10):
        means(case, noor)
    client = signed_in()
    client.get(url("means", case))
    with django_assert_max_num_queries(45):
        client.get(url("means", case))


@pytest.mark.django_db
def test_who_may_not_open_the_chart_finds_no_sheet(agency, case, noor, elsewhere):
    """R-088."""
    sheet = means(case, noor)
    for login, status in (("tomas", 404), ("dale", 403), (elsewhere.members["noor"].user.login, 404)):
        client = signed_in(login)
        for address in (url("means", case), url("means_sheet", case, sheet_id=sheet.id), url("means_new", case)):
            assert client.get(address).status_code == status, (login, address)
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        means(case, dale)


@pytest.mark.data
@pytest.mark.django_db
def test_another_organisation_sees_no_sheet(case, noor):
    """R-088."""
    means(case, noor)
    other = make_agency("en", suffix=f"-{uuid7().hex[-6:]}")
    with acting(other.actor("noor")):
        assert not MeansSheet.objects.exists()
        assert not MeansRow.objects.exists()
