"""A list asks the database the same number of questions with ten rows and with a thousand."""

from __future__ import annotations

from copy import copy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.cases.models import Assignment, Duty, Fact, Member
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.ids import uuid7
from tsunagu.intake.tests import factories as intake
from tsunagu.people.models import SearchKey
from tsunagu.people.tests.factories import make_person

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 1_000


def twins(row, many, /, **changes):
    """As many more rows like this one; a change is a list with the value for each."""
    made = []
    for n in range(many):
        twin = copy(row)
        twin.pk = uuid7()
        for name, values in changes.items():
            setattr(twin, name, values[n])
        made.append(twin)
    return type(row)._default_manager.bulk_create(made)


class Crowd:
    """One case, one contact and one referral, and as many more like them as are asked for."""

    def __init__(self, by, agency):
        self.case = cases.case(agency, make_person(by), worker="ruth", model="intensive")
        self.contact = cases.visit(self.case, by)
        self.referral = intake.refer(by)
        self.size = 1

    def grow(self, to):
        more = range(self.size, to)
        number, self.size = to - self.size, to
        member = Member.objects.get(case=self.case)
        persons = twins(member.person, number, name=[f"River {n} Aldana-Whitfield" for n in more])
        for key in SearchKey.objects.filter(person=member.person):
            twins(key, number, person=persons)
        made = twins(self.case, number, number=[f"2026-1{n:05}" for n in more])
        twins(member, number, case=made, person=persons)
        twins(Assignment.objects.get(case=self.case), number, case=made)
        for duty in Duty.objects.filter(case=self.case, outcome="open", lead_from__isnull=False):
            twins(duty, number, case=made, person_id=[p.id for p in persons])
        self.grow_chart(number // 3)  # each says several things in the ledger
        referred = twins(self.referral.case, number, number=[f"2026-2{n:05}" for n in more])
        twins(self.referral, number, case=referred)

    def grow_chart(self, number):
        """The same for the pages of one chart: contacts, and what the ledger says of them."""
        contacts = twins(self.contact, number)
        for fact in Fact.objects.filter(case=self.case, ref=self.contact.id):
            twins(fact, number, ref=[contact.id for contact in contacts])


def asked(client, case):
    """How many queries each list runs, and how long its page is."""
    of_case = {"case_id": case.id}
    lists = {
        "my day": reverse("web:my_day"),
        "caseload": reverse("web:caseload"),
        "caseload by name": reverse("web:caseload") + "?sort=name",
        "people": reverse("people:people"),
        "people found": reverse("people:people") + "?q=River",
        "referrals": reverse("intake:referrals"),
        "referrals received": reverse("intake:referrals") + "?group=received",
        "team": reverse("web:team"),
        "cases of a colleague": reverse("web:team_worker", args=[case.primary_id]),
        "timeline": reverse("web:timeline", kwargs=of_case),
        "timeline of contacts": reverse("web:timeline", kwargs=of_case) + "?show=contacts",
        "contacts": reverse("cases:contacts", kwargs=of_case),
    }
    queries, lengths = {}, {}
    for name, url in lists.items():
        with CaptureQueriesContext(connection) as ran:
            answer = client.get(url)
        assert answer.status_code == 200, name
        queries[name], lengths[name] = len(ran), len(answer.content)
    return queries, lengths


def test_lists_ask_the_same_with_ten_rows_and_with_a_thousand(agency):
    with acting(agency.actor("ruth")) as by:
        crowd = Crowd(by, agency)
        crowd.grow(FEW)
    client = Client()
    client.post("/sign-in/", {"login": "ruth", "password": PASSWORD, "next": "/me/"})
    asked(client, crowd.case)  # what is asked once a session is asked here
    few, short = asked(client, crowd.case)
    with acting(agency.actor("ruth")):
        crowd.grow(MANY)
    many, long = asked(client, crowd.case)
    assert many == few
    assert [name for name in few if long[name] < short[name] * 1.1] == [], "these did not grow, so nothing was tried"
    assert max(many.values()) <= 40
