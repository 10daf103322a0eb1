"""A ledger written about two records of one human is one ledger after their merge, and two again after its undoing."""

import pytest

from tsunagu.cases.models import Duty, Fact
from tsunagu.cases.tests import factories
from tsunagu.core.actor import acting
from tsunagu.people.commands import merge_people, unmerge_people

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def whose(case):
    return set(Duty.objects.filter(case=case, topic="contact").values_list("person_id", flat=True))


def test_duties_follow_the_record_that_stands(agency):
    absorbed, kept = (
        factories.person(agency, "Margaret Delacroix"),
        factories.person(agency, "Marguerite Delacroix-Obi"),
    )
    case = factories.case(agency, absorbed)
    facts = Fact.objects.filter(case=case).count()
    assert whose(case) == {absorbed.id}
    with acting(agency.actor("ruth")) as by:
        merge = merge_people(kept=kept, absorbed=absorbed, reason="Registered twice", by=by)
        assert whose(case) == {kept.id}
        factories.visit(case, by, persons=[kept.id])
        assert Duty.objects.filter(case=case, topic="first_contact", outcome="met", person_id=kept.id).exists()
        unmerge_people(merge=merge, reason="Two cousins after all", by=by)
    assert whose(case) == {absorbed.id}
    assert Fact.objects.filter(case=case).count() > facts, "no fact was moved or lost"
