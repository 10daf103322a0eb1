"""Several people who need the same are served together, and no record says anything of the others."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tsunagu.audit.models import Entry
from tsunagu.cases.models import Fact
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.planning.commands.activate_plan import activate_plan
from tsunagu.planning.commands.services import add_service_line, record_unmet_need
from tsunagu.planning.tests import factories as plans
from tsunagu.scheduling.commands.pool_needs import GroupWords, RideWords, dissolve_group, form_group, share_ride
from tsunagu.scheduling.commands.steps import cancel_appointment
from tsunagu.scheduling.models import Appointment, Group, GroupPlace, Transport
from tsunagu.scheduling.presenters.groups import pools_of
from tsunagu.scheduling.queries.pooling import pooled_needs
from tsunagu.scheduling.rules.pooling import Half, given_away, half_of_slots
from tsunagu.scheduling.tests.factories import book, ride
from tsunagu.scheduling.tests.test_appointment_pages import signed_in

pytestmark = pytest.mark.django_db
NAMES = ("Ansel Marchbanks", "Odile Renfrew", "Bertram Achebe-Lund")


def needing(agency, name, *, town="Harbour Ward", slots=((1, "10:00", "11:00"),), unmet=None, language="", **more):
    """A person whose plan in force has a line that no provider has agreed to, or that is unmet."""
    case = plans.case(agency, cases.person(agency, name, town=town, name_lang=language))
    plans.assessed(case, agency)
    with acting(agency.actor("noor")) as by:
        plan = plans.draft(case, by)
        *_tree, short, _line = plans.grown(plan, case, by)
        said = {"what": "Help with bathing", "type": "home_help", "slots": [list(slot) for slot in slots], **more}
        if unmet is None:
            add_service_line(goal_id=short.id, words=plans.line_words(case, **said), by=by)
        else:
            record_unmet_need(goal_id=short.id, what="Somebody to read letters", reason=unmet, by=by, **more)
        plans.written(plan, case, by)
        activate_plan(plan_id=plan.id, by=by)
    return case


def words(**more):
    start = (now() + timedelta(days=5)).replace(minute=0, second=0, microsecond=0)
    said = {"title": "Bathing at the day centre", "starts_at": start, "ends_at": start + timedelta(hours=2)}
    return GroupWords(**{**said, "provider": "Quayside Day Centre", "where": "Quay 4", "seats": 6, **more})


@pytest.fixture
def ruth(agency):
    return signed_in(agency, "ruth")


@pytest.fixture
def three(agency):
    return [needing(agency, name) for name in NAMES]


def wanted(by, type_="home_help"):
    return [need for need in pooled_needs(by) if need.type == type_]


def test_needs_are_grouped_by_type_area_and_time(agency, three):
    """R-066."""
    needing(agency, "Solveig Tarn", town="Hill Ward")
    with acting(agency.actor("ruth")) as by:
        together, alone = pools_of(wanted(by))
    assert [(pool.type, pool.area, pool.people) for pool in together] == [("Help at home", "Harbour Ward", 3)]
    assert [(when, len(rows)) for when, rows in together[0].blocks] == [("Tue, morning", 3)]
    assert [(pool.area, pool.people) for pool in alone] == [("Hill Ward", 1)]


def test_an_unmet_need_waits_with_its_type_and_is_pooled_by_its_words_where_it_has_none(agency):
    for name, said in ((NAMES[0], {"type": "meals"}), (NAMES[1], {}), (NAMES[2], {})):
        needing(agency, name, unmet="Asked three", **said)
    with acting(agency.actor("ruth")) as by:
        together, alone = pools_of([*wanted(by, "meals"), *wanted(by, "other")])
    assert [(pool.type, pool.people) for pool in together] == [("Something else: Somebody to read letters", 2)]
    assert [(pool.type, pool.people) for pool in alone] == [("Meals", 1)]
    assert together[0].blocks[0][1][0].why == "Asked three"


def test_each_record_gets_its_own_entry_and_nothing_of_the_others(agency, three, ruth):
    """R-066: neither chart, ledger, trail nor page of one tells a name or an id of another."""
    with acting(agency.actor("ruth")) as by:
        group = form_group(needs=[need.id for need in wanted(by)], words=words(), by=by)
        assert wanted(by) == [], "what a group answers is off the list"
        persons = {case.id: case.members.get().person for case in three}
        told = {case.id: everything_on(case, ruth) for case in three}
    for case in three:
        own = persons[case.id]
        assert "Bathing at the day centre" in told[case.id]
        assert own.name in told[case.id]
        for other in (person for id_, person in persons.items() if id_ != case.id):
            others = next(one for one in three if one.id != case.id and persons[one.id] == other)
            for secret in (other.name, str(other.id), str(others.id), others.number, str(group.id)):
                assert secret not in told[case.id], secret


def everything_on(case, ruth):
    """All that a chart, its ledger, its trail and its rows of the calendar say."""
    made = Appointment.objects.get(case=case)
    pages = [
        ruth.get(reverse("web:case", args=[case.id])),
        ruth.get(reverse("scheduling:appointments", args=[case.id]) + f"?view=month&on={made.starts_at:%Y-%m-%d}"),
        ruth.get(reverse("scheduling:appointment", args=[case.id, made.id])),
        ruth.get(reverse("scheduling:invitation", args=[case.id, made.id])),
        ruth.get(reverse("cases:looks", args=[case.id])),
    ]
    assert [page.status_code for page in pages] == [200] * len(pages)
    rows = [
        *Fact.objects.filter(case=case).values(),
        *Entry.objects.filter(case_id=case.id).values(),
        *Appointment.objects.filter(case=case).values(),
        *Transport.objects.filter(appointment__case=case).values(),
    ]
    return " ".join([*(page.content.decode() for page in pages), json.dumps(rows, default=str)])


def test_each_worker_has_the_place_to_confirm(agency, three):
    with acting(agency.actor("ruth")) as by:
        form_group(needs=[need.id for need in wanted(by)], words=words(), by=by)
    made = Appointment.objects.get(case=three[0])
    assert (made.state, made.confirm, made.line) == ("proposed", True, GroupPlace.objects.get(case=three[0]).line)
    fact = three[0].facts.get(kind="group.place_offered")
    assert (fact.ref, fact.data["type"]) == (made.key, "home_help")


@pytest.mark.parametrize("field", ["title", "provider", "where"])
def test_what_stands_on_every_record_names_nobody(agency, three, field):
    with acting(agency.actor("ruth")) as by:
        ids, said = [need.id for need in wanted(by)], words(**{field: "With odile renfrew"})
        with pytest.raises(Refused, match="must not name") as refusal:
            form_group(needs=ids, words=said, by=by)
    assert refusal.value.field == field
    assert not Group.objects.exists()


def test_one_alone_one_twice_too_many_or_different_needs_are_no_group(agency, three):
    needing(agency, "Solveig Tarn", type="meals")
    with acting(agency.actor("ruth")) as by:
        ids = [need.id for need in wanted(by)]
        meal = wanted(by, "meals")[0].id
        for chosen, said, reason in (
            (ids[:1], words(), "two people at least"),
            (ids, words(seats=2), "room for 2, and 3"),
            ([ids[0], meal], words(), "different kinds"),
            (ids, words(starts_at=now() - timedelta(days=1)), "lies behind us"),
            (ids, words(provider=" "), "who leads"),
        ):
            with pytest.raises(Refused, match=reason):
                form_group(needs=chosen, words=said, by=by)
        form_group(needs=ids, words=words(), by=by)
        with pytest.raises(Refused, match="answered in the meantime"):
            form_group(needs=ids, words=words(), by=by)


def test_a_place_called_off_gives_the_need_back(agency, three):
    with acting(agency.actor("ruth")) as by:
        form_group(needs=[need.id for need in wanted(by)], words=words(), by=by)
        made = Appointment.objects.get(case=three[0])
        cancel_appointment(made.id, cancelled_by="person", reason="Prefers to bathe at home", by=by)
        assert [need.case for need in wanted(by)] == [three[0]]


def test_a_dissolved_group_calls_off_what_is_ahead_and_gives_the_needs_back(agency, three):
    with acting(agency.actor("ruth")) as by:
        group = form_group(needs=[need.id for need in wanted(by)], words=words(), by=by)
        with pytest.raises(Refused, match="must not name"):
            dissolve_group(group.id, reason="Because of Odile Renfrew", by=by)
        dissolve_group(group.id, reason="The lift is broken", by=by)
        assert {one.state for one in Appointment.objects.all()} == {"cancelled"}
        assert len(wanted(by)) == 3
        with pytest.raises(Refused, match="dissolved already"):
            dissolve_group(group.id, reason="Again", by=by)


def rides(agency, *names):
    """Each of them has to be at the clinic on the same morning."""
    made = []
    start = (now() + timedelta(days=3)).replace(hour=15, minute=0, second=0, microsecond=0)
    for n, name in enumerate(names):
        case = cases.case(agency, cases.person(agency, name, town="Harbour Ward"))
        with acting(agency.actor("noor")) as by:
            appointment = book(agency, case, by=by, start=start + timedelta(minutes=10 * n), worker="", title="Clinic")
            made.append(ride(appointment, by, from_where=f"{n} Lantern Street"))
    return made


def test_a_ride_is_shared_and_each_record_says_only_who_drives(agency, ruth):
    """R-066: the other half, shared transport."""
    made = rides(agency, *NAMES)
    with acting(agency.actor("ruth")) as by:
        pool = pools_of(pooled_needs(by))[0][0]
        assert (pool.ride, pool.people) == (True, 3)
        group = share_ride(needs=[one.id for one in made], words=RideWords("Harbour Mobility", "555 0117", 4), by=by)
        told = [everything_on(one.appointment.case, ruth) for one in made]
        assert {one.state for one in Transport.objects.all()} == {"asked"}
        dissolve_group(group.id, reason="The van broke down", by=by)
        assert {(one.state, one.carrier) for one in Transport.objects.all()} == {("needed", "")}
        assert len(pooled_needs(by)) == 3
    for n, text in enumerate(told):
        assert "Harbour Mobility" in text
        for other in (m for m in range(3) if m != n):
            assert NAMES[other] not in text
            assert f"{other} Lantern Street" not in text


def test_a_ride_to_a_court_is_never_shared(agency):
    """Who sits beside would learn of it."""
    case = cases.case(agency, cases.person(agency, NAMES[0], town="Harbour Ward"))
    with acting(agency.actor("noor")) as by:
        ride(book(agency, case, by=by, start=now() + timedelta(days=3), sort="court", title="Hearing"), by)
    with acting(agency.actor("ruth")) as by:
        assert pooled_needs(by) == []


def test_a_case_manager_neither_sees_nor_forms_groups(agency, three):
    noor = signed_in(agency)
    assert noor.get(reverse("scheduling:needs")).status_code in (403, 404)
    with acting(agency.actor("ruth")) as by:
        ids = [need.id for need in wanted(by)]
        group = form_group(needs=ids, words=words(), by=by)
    assert noor.get(reverse("scheduling:group", args=[group.id])).status_code in (403, 404)
    with acting(agency.actor("noor")) as by, pytest.raises(Forbidden):
        form_group(needs=ids, words=words(), by=by)


def test_another_organisation_sees_no_group(agency, elsewhere, three):
    with acting(agency.actor("ruth")) as by:
        form_group(needs=[need.id for need in wanted(by)], words=words(), by=by)
    with acting(elsewhere.actor("ruth")):
        assert not Group.objects.exists()
        assert not GroupPlace.objects.exists()


def test_the_pages_lead_from_the_list_to_the_group(agency, three, ruth):
    page = ruth.get(reverse("scheduling:needs")).content.decode()
    assert all(name in page for name in NAMES)
    with acting(agency.actor("ruth")) as by:
        ids = [str(need.id) for need in wanted(by)]
    form = ruth.get(reverse("scheduling:group_new"), {"need": [*ids, "nonsense"]}).content.decode()
    assert 'value="10:00"' in form, "the hours of the plan are filled in"
    day = (now() + timedelta(days=6)).date().isoformat()
    said = {"need": ids, "title": "Bathing group", "provider": "Quayside", "on": day, "start": "10:00", "seats": 1}
    assert ruth.post(reverse("scheduling:group_new"), said).status_code == 422
    answer = ruth.post(reverse("scheduling:group_new"), {**said, "seats": 5})
    assert answer.status_code == 303
    shown = ruth.get(answer.headers["Location"]).content.decode()
    assert all(name in shown for name in NAMES)
    gone = ruth.post(answer.headers["Location"] + "dissolution/", {"reason": ""})
    assert gone.status_code == 422
    gone = ruth.post(answer.headers["Location"] + "dissolution/", {"reason": "No driver"})
    assert gone.headers["Location"] == reverse("scheduling:needs")


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(agency, three, django_assert_num_queries):
    with acting(agency.actor("ruth")) as by, frozen(now()):
        with django_assert_num_queries(3):
            pools_of(pooled_needs(by))
        needing(agency, "Solveig Tarn")
        with django_assert_num_queries(3):
            pools_of(pooled_needs(by))
    assert connection.vendor == "postgresql"


@given(some.text(min_size=1), some.text(), some.text())
def test_a_name_is_found_however_it_is_spaced(name, before, after):
    bare = "".join(name.split())
    found = given_away([f"{before}{' '.join(bare)}{after}"], [name])
    assert (found == name) == bool(bare)


@given(some.lists(some.tuples(some.integers(0, 6), some.sampled_from(["08:00", "12:00", "16:59", "17:00"]))))
def test_a_line_stands_at_its_first_hour_of_the_week(slots):
    half = half_of_slots([[day, start, "23:00"] for day, start in slots])
    assert (half == Half()) == (not slots)
    if slots:
        assert half.weekday == min(slots)[0]
