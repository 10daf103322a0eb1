"""Journey. A care manager's month: the board says who is left, a visit with a deviation is gone through, planning is asked to follow."""

from datetime import timedelta

import pytest

from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case, Duty
from tsunagu.cases.tests import factories as cases
from tsunagu.core.clock import frozen, now, today
from tsunagu.core.kinds import kind
from tsunagu.monitoring.models import Round
from tsunagu.monitoring.queries.rounds import asked_lines
from tsunagu.planning.models import Plan
from tsunagu.planning.tests import factories as plans

pytestmark = pytest.mark.browser

WORDS = {
    "en": {
        "worker": "noor",
        "name": "River Aldana-Whitfield",
        "found": "The ride never came",
        "all": "Walks further, alone",
    },
    "ja": {
        "worker": "morishita",
        "name": "水無瀬 凪",
        "found": "送迎が一度も来ていない",
        "all": "一人で歩ける距離が伸びた",
    },
    "ko": {"worker": "han", "name": "서여울", "found": "이동 지원이 한 번도 오지 않음", "all": "혼자 더 멀리 걷는다"},
}


def planned(v, w, language):
    """A case with a plan in force; its services began weeks ago."""
    them = cases.person(v.agency, w["name"], name_lang=language)
    case = plans.case(v.agency, them, worker=w["worker"], at=now() - timedelta(days=50))
    plans.assessed(case, v.agency)
    return case


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_a_round_that_finds_a_deviation_asks_for_another_plan(visitor, language):
    """R-070, R-022."""
    w, v = WORDS[language], visitor(language)
    with v.behind_the_scenes(w["worker"]):
        case = planned(v, w, language)
    with v.behind_the_scenes(w["worker"]) as by:
        plans.active(Case.objects.get(id=case.id), by)
    v.sign_in(w["worker"])
    v.open("cases:visit", case_id=case.id).fill(purpose="monitoring", note=w["all"]).save("form:has(textarea)")
    v.open("monitoring:case", case_id=case.id).look()
    v.open("monitoring:round_new", case_id=case.id).save("main form")
    with v.behind_the_scenes(w["worker"]):
        round, (line,) = Round.objects.get(case=case), asked_lines(Case.objects.get(id=case.id))
        assert round.contact_id
    v.fill(**{f"delivery_{line.key}": "not_delivered", "summary": w["all"]})
    v.follow('main button[name="complete"]').look()  # refused in words: nobody has said who was heard
    v.fill(**{f"note_{line.key}": w["found"], f"change_{line.key}": True})
    v.fill(heard_person="contacted", heard_providers="tried", heard_network="not_needed")
    v.follow('main button[name="complete"]').sees(w["found"], w["all"]).look()
    v.open("monitoring:revision", case_id=case.id, round_id=round.id)
    assert w["found"] in v.page.locator("main textarea").input_value()
    v.save("main form")
    with v.behind_the_scenes(w["worker"]):
        assert Plan.objects.drafts().get(case=case).version == 2
        assert case.facts.filter(kind="monitoring.recorded", ref=round.id).exists()


def test_the_month_board_says_who_is_left(visitor):
    """T14: without a click from My day's bar, in Japanese."""
    v = visitor("ja")
    with v.behind_the_scenes("morishita"):
        served = []
        for n, name in enumerate(("勅使河原 正太郎", "五百旗頭 ヨネ", "鵜飼 ハル")):
            person = cases.person(v.agency, name, name_lang="ja")
            came = {"programme": "jp_home_care", "model": "", "at": now() - timedelta(days=50)}
            case = cases.case(v.agency, person, worker="morishita", **came)
            served.append((case, person, n))
    with v.behind_the_scenes("morishita") as by:
        for case, person, n in served:
            with frozen(now() - timedelta(days=49)):
                record(locked(case.id), Happening(kind("service.started").event(), None, [person.id], case.id), by=by)
            if n:
                cases.visit(case, by)
            if n > 1:
                monitored = kind("monitoring.recorded").event()
                record(locked(case.id), Happening(monitored, None, [person.id], case.id), by=by)
        outcomes = Duty.objects.filter(clock__endswith="monthly_visit", period=today("Asia/Tokyo").replace(day=1))
        assert sorted(outcomes.values_list("outcome", flat=True)) == ["met", "open", "open"]
    v.sign_in("morishita").open("web:my_day").follow('.appbar a[href="/monitoring/month/"]')
    v.sees("勅使河原 正太郎", "五百旗頭 ヨネ", "鵜飼 ハル").look()
    for lane, count in (("none", 1), ("half", 1), ("done", 1)):
        assert v.page.locator(f"section[aria-labelledby='lane-{lane}'] .slip").count() == count
    v.page.set_viewport_size({"width": 360, "height": 760})
    v.look()
