"""Journey 6. Five people in one district need help with bathing; no provider comes out for one, but for five there is a group.

Their supervisor sees it by type, area and time, forms the group, and each record has an entry of its own that says nothing of the others.
The worker of each asks them and confirms; when the group does not come about, the needs are back on the list.
"""

from datetime import timedelta

import pytest

from tests.journeys.visitor import Visitor
from tsunagu.cases.tests import factories as cases
from tsunagu.core.clock import today
from tsunagu.planning.commands.activate_plan import activate_plan
from tsunagu.planning.commands.services import add_service_line
from tsunagu.planning.tests import factories as plans
from tsunagu.scheduling.models import Appointment, Group

pytestmark = pytest.mark.browser
WORDS = {
    "en": {
        "worker": "noor",
        "boss": "ruth",
        "names": ["Ansel Marchbanks", "Odile Renfrew", "Bertram Achebe-Lund", "Solveig Tarn", "Ignatius Okonjo"],
        "town": "Harbour Ward",
        "what": "Help with bathing",
        "pool": "Help at home · Harbour Ward",
        "title": "Bathing at the day centre",
        "provider": "Quayside Day Centre",
        "refused": "must not name Odile Renfrew",
        "confirmed": "Confirmed",
        "reason": "The lift is broken until spring",
        "back": "on the list of needs again",
    },
    "ja": {
        "worker": "morishita",
        "boss": "utsumi",
        "names": ["真田 トメ", "小笠原 末吉", "二階堂 フミ", "鳥飼 ハル", "白石 清一"],
        "town": "みなと町",
        "what": "入浴の介助",
        "pool": "みなと町",
        "title": "デイサービスでの入浴",
        "provider": "みなと町デイサービスセンター",
        "refused": "「小笠原 末吉」の名前は書けません",
        "confirmed": "確認済み",
        "reason": "昇降機の故障のため春まで中止",
        "back": "一覧に戻りました",
    },
    "ko": {
        "worker": "han",
        "boss": "namgoong",
        "names": ["배점례", "남궁순덕", "선우복동", "황보말순", "제갈춘식"],
        "town": "한빛동",
        "what": "목욕 도움",
        "pool": "한빛동",
        "title": "복지관 목욕 프로그램",
        "provider": "한빛노인복지관",
        "refused": "남궁순덕 님의 이름을 쓸 수 없습니다",
        "confirmed": "확인됨",
        "reason": "승강기 고장으로 봄까지 중단",
        "back": "다시 목록에 올랐습니다",
    },
}


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_a_pooled_need(visitor, language):
    """R-066."""
    w, v = WORDS[language], visitor(language)
    found = [needing(v, w, name, language) for name in w["names"]]
    v.sign_in(w["boss"])
    group = formed(v, w)
    told_apart(v, w, found)
    confirmed_by_the_worker(v, w, found[0])
    dissolved(v, w, group)


def needing(v: Visitor, w, name, language):
    """A plan in force with bathing on Tuesday morning, which no provider has agreed to."""
    with v.behind_the_scenes(w["worker"]):
        them = cases.person(v.agency, name, name_lang=language, town=w["town"])
        case = plans.case(v.agency, them, worker=w["worker"])
        plans.assessed(case, v.agency)
    with v.behind_the_scenes(w["worker"]) as by:
        plan = plans.draft(case, by)
        *_tree, short, _line = plans.grown(plan, case, by)
        words = plans.line_words(case, what=w["what"], type="home_help", slots=[[1, "10:00", "11:00"]])
        add_service_line(goal_id=short.id, words=words, by=by)
        plans.written(plan, case, by)
        activate_plan(plan_id=plan.id, by=by)
    return case


def formed(v: Visitor, w) -> Group:
    """From the list to a group: one press, one form; what would stand on all records may name nobody."""
    v.open("scheduling:needs").sees(w["pool"], w["what"], *w["names"])
    v.save('form[action$="/groups/new/"]:has(input[name=need])').sees(*w["names"])
    v.look()
    start = today("UTC") + timedelta(days=9)
    v.fill(
        title=f"{w['title']} ({w['names'][1]})", provider=w["provider"], on=start, start="10:00", end="12:00", seats=6
    )
    v.save("main form").sees(w["refused"])
    v.fill(title=w["title"]).save("main form").sees(w["title"], w["provider"], *w["names"])
    v.look()
    with v.behind_the_scenes(w["boss"]):
        group = Group.objects.get()
        assert group.places.count() == 5
    return group


def told_apart(v: Visitor, w, found) -> None:
    """Each chart shows its own person and none of the other four."""
    for case, name in zip(found, w["names"], strict=True):
        with v.behind_the_scenes(w["boss"]):
            made = Appointment.objects.get(case=case)
        others = [other for other in w["names"] if other != name]
        v.open("scheduling:appointment", case_id=case.id, appointment_id=made.id)
        v.sees(w["title"], w["provider"], name).does_not_see(*others)
        v.open("web:case", case_id=case.id).sees(name).does_not_see(*others)


def confirmed_by_the_worker(v: Visitor, w, case) -> None:
    with v.behind_the_scenes(w["boss"]):
        made = Appointment.objects.get(case=case)
    v.sign_in(w["worker"]).open("scheduling:appointment", case_id=case.id, appointment_id=made.id)
    v.save('form[action$="/steps/confirmation/"]').sees(w["confirmed"])


def dissolved(v: Visitor, w, group) -> None:
    v.sign_in(w["boss"]).open("scheduling:group", group_id=group.id)
    v.fill(reason=w["reason"]).save('form[action$="/dissolution/"]').sees(w["back"], *w["names"])
    with v.behind_the_scenes(w["boss"]):
        assert {one.state for one in Appointment.objects.all()} == {"cancelled"}
