"""Journey 2. River, after a head injury and two fractures: the clinical model, three therapies, and one question at a time.

A treatment session is refused under brokerage with the way out, and accepted once the model is clinical. What helps River understand
stands on every screen. Physiotherapy, neuropsychology and occupational therapy are lines of one plan, counted in units; check-ins are
made by phone; the review rates each goal. The visits that the payer has authorised are counted down.
"""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.journeys.visitor import Visitor
from tsunagu.cases.models import Case, Contact, Duty
from tsunagu.cases.tests import factories as cases
from tsunagu.core.clock import today
from tsunagu.planning.commands.goals import add_goal
from tsunagu.planning.commands.needs import add_need
from tsunagu.planning.commands.run_service import start_service
from tsunagu.planning.models import Goal, Plan, ServiceLine
from tsunagu.planning.tests import factories as plans

pytestmark = pytest.mark.browser

WORDS = {
    "en": {
        "worker": "noor",
        "name": "River Aldana-Whitfield",
        "refused": "Under brokerage the providers give treatment; the case manager records no treatment session",
        "alert": "One question at a time, then wait",
        "why": "The head injury needs treatment by the case manager, not links alone",
        "session": "Worked on pacing the day. River noticed the fog first, and rested before it closed in.",
        "need": "Wants to get about and read again",
        "long": "River reads at the library on Saturdays again",
        "short": "River walks around the block with Sol, three times a week",
        "lines": {
            "Physiotherapy: walking outdoors": "Harbour Physiotherapy",
            "Neuropsychology: attention and memory": "City Brain Clinic",
            "Occupational therapy: kitchen and stairs": "Harbour Physiotherapy",
        },
        "left": "0 of 12 visits left",
        "beyond": "1 more than the 12 visits authorised",
        "check_in": "Slept through, no headache",
        "medicines": "Counted the box together: three evenings are left over",
        "review": "Walks alone to the corner; the fog lifts by noon.",
    },
    "ja": {
        "worker": "morishita",
        "name": "水無瀬 凪",
        "refused": "仲介型では治療は提供者が行い、ケースマネジャーは治療面接を記録しません",
        "alert": "質問は一つずつ。返事を待つ",
        "why": "頭部外傷があり、紹介だけでなく担当者による面接が必要なため",
        "session": "一日のペース配分を練習。頭がぼんやりする前に自分で気づき、休むことができた。",
        "need": "また出かけて、本を読めるようになりたい",
        "long": "土曜日に図書館で本を読む",
        "short": "週3回、友人と近所を一周歩く",
        "lines": {
            "理学療法:屋外歩行": "みずなら訪問リハビリ",
            "神経心理:注意と記憶": "桜台高次脳機能クリニック",
            "作業療法:台所と階段": "みずなら訪問リハビリ",
        },
        "left": "12回のうち残り0",
        "beyond": "承認12回を1超過",
        "check_in": "よく眠れて、頭痛なし",
        "medicines": "薬箱を一緒に数えた。夕食後の分が3回残っていた",
        "review": "角まで一人で歩ける。ぼんやりは昼までにおさまる。",
    },
    "ko": {
        "worker": "han",
        "name": "서여울",
        "refused": "중개 모델에서는 제공기관이 치료를 담당하며 사례관리자는 치료 회기를 기록하지 않습니다",
        "alert": "질문은 한 번에 하나씩, 대답을 기다리기",
        "why": "머리 손상이 있어 연계만이 아니라 담당자의 상담 회기가 필요함",
        "session": "하루의 속도를 조절하는 연습을 했다. 멍해지기 전에 스스로 알아차리고 쉬었다.",
        "need": "다시 다니고 책을 읽고 싶다",
        "long": "토요일에 도서관에서 책을 읽는다",
        "short": "친구와 일주일에 세 번 동네 한 바퀴를 걷는다",
        "lines": {
            "물리치료: 바깥 걷기": "한빛 방문재활",
            "신경심리: 주의력과 기억": "푸른숲 뇌건강센터",
            "작업치료: 부엌과 계단": "한빛 방문재활",
        },
        "left": "12회 중 0 남음",
        "beyond": "승인 12회보다 1 초과",
        "check_in": "푹 잤고 두통 없음",
        "medicines": "약통을 함께 세어 봄. 저녁 약 세 번이 남아 있음",
        "review": "모퉁이까지 혼자 걷는다. 멍함은 정오 전에 가신다.",
    },
}


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_river(visitor, language):
    """R-002, R-016, R-034, R-076, R-077, R-078, R-087, R-091."""
    w, v = WORDS[language], visitor(language)
    with v.behind_the_scenes(w["worker"]):
        them = cases.person(v.agency, w["name"], name_lang=language)
        case = cases.case(v.agency, them, worker=w["worker"], model="brokerage")
    v.sign_in(w["worker"])
    session_refused_then_accepted(v, case, w)
    understood_on_every_screen(v, case, w)
    three_therapies_planned(v, case, w)
    therapy_booked_as_a_series(v, case, w)
    visits_counted_down(v, case, w)
    checked_in_by_phone(v, case, w)
    medicines_over_time(v, case, w)
    reviewed(v, case, w)


def session_refused_then_accepted(v: Visitor, case: Case, w) -> None:
    """The refusal says why and leads to the model; what was typed is still there."""
    write_session(v, case, w)
    v.look()
    v.sees(w["refused"])
    assert v.page.locator('main [name="note"]').input_value() == w["session"]
    v.follow('.refusal a[href$="/model/"]')
    v.fill(value="clinical", reason=w["why"]).save("main form")
    write_session(v, case, w)
    v.open("web:timeline", case_id=case.id).sees(w["session"])
    with v.behind_the_scenes(w["worker"]):
        assert Contact.objects.get(case=case).purpose == "session"
        case.refresh_from_db()


def write_session(v: Visitor, case: Case, w) -> None:
    v.open("cases:contact_new", case_id=case.id)
    v.fill(mode="in_person", place="office", purpose="session", note=w["session"]).save("main form")


def understood_on_every_screen(v: Visitor, case: Case, w) -> None:
    v.open("cases:alert_new", case_id=case.id)
    review = today(case.zone) + timedelta(days=60)
    v.fill(topic="communication", what_to_do=w["alert"], review_on=review).save("main form")
    for name in ("web:case", "web:timeline", "planning:plan_new", "cases:contact_new", "cases:promises"):
        v.open(name, case_id=case.id).sees(w["alert"])
    v.page.set_viewport_size({"width": 360, "height": 740})
    for name in ("cases:visit", "cases:check_in"):
        v.open(name, case_id=case.id).sees(w["alert"])
    v.page.set_viewport_size({"width": 1280, "height": 900})


def three_therapies_planned(v: Visitor, case: Case, w) -> None:
    """PT, neuropsychology and OT under one goal, each with its units; agreed and activated."""
    with v.behind_the_scenes(w["worker"]) as by:
        plan = plans.draft(case, by)
        need = add_need(plan_id=plan.id, text=w["need"], words=w["need"], by=by)
        words = {"measure": w["short"], "relevance": w["why"], "strength": w["why"]}
        long = add_goal(words=plans.long_words(case, text=w["long"], **words), need_id=need.id, by=by)
        short = add_goal(words=plans.short_words(case, text=w["short"], **words), parent_id=long.id, by=by)
    for what, provider in w["lines"].items():
        v.open("planning:service_new", f"?under={short.key}", case_id=case.id)
        v.fill(what=what, type="rehabilitation", sector="health", party="provider", party_name=provider)
        v.fill(frequency="1", start=today(case.zone), units=12, necessity="necessary", rationale=w["why"])
        v.save("main form")
    with v.behind_the_scenes(w["worker"]) as by:
        plans.written(plan, case, by)
        plans.assessed(case, v.agency)
    v.open("planning:plan", case_id=case.id).sees(*w["lines"], *w["lines"].values(), w["alert"])
    v.save('form[action*="/activation/"]')
    with v.behind_the_scenes(w["worker"]):
        assert Plan.objects.get(case=case).status == "active"
        assert [line.units for line in ServiceLine.objects.filter(plan__case=case)] == [Decimal(12)] * 3


def therapy_booked_as_a_series(v: Visitor, case: Case, w) -> None:
    """From the line of the plan, with what the line knows: provider, and twelve units that are counted down (R-021, R-077)."""
    with v.behind_the_scenes(w["worker"]):
        line = ServiceLine.objects.filter(plan__case=case).order_by("number").first()
    v.open("scheduling:appointment_new", f"?about={line.key}", case_id=case.id)
    v.fill(start="10:00", end="11:00", every="weekly").save("main form").sees(line.what, line.party_name)
    with v.behind_the_scenes(w["worker"]):
        series = case.series.get()
        assert (series.line, series.authorised, series.appointments.count()) == (line.key, 12, 12)


def visits_counted_down(v: Visitor, case: Case, w) -> None:
    """The payer gives twelve visits; each that is given counts down, past them only with a reason; the sheet shows all three sums."""
    first = next(iter(w["lines"]))
    v.open("coverage:coverage", case_id=case.id).follow('main a[href*="/coverage/new/"]')
    v.fill(scheme="us_medicaid_plan", payer="Bluestem Health", subscriber_id="BSH-4471-0092").save("main form").look()
    v.sees("0092").does_not_see("BSH-4471")
    with v.behind_the_scenes(w["worker"]) as by:
        line = ServiceLine.objects.get(plan__case=case, what=first)
        ServiceLine.objects.filter(id=line.id).update(unit_price=Decimal("142.00"), currency="USD")
        start_service(line_id=line.id, by=by)
    v.open("planning:authorisation_new", f"?about={line.key}", case_id=case.id)
    v.page.locator('main [name="coverage"]').first.check(force=True)
    v.fill(units=12, unit_kind="visit", starts=today(case.zone), ends=today(case.zone) + timedelta(days=80))
    v.save("main form")
    with v.behind_the_scenes(w["worker"]):
        asked = case.authorisations.get()
    v.open("coverage:decision_new", case_id=case.id, authorisation_id=asked.id)
    v.fill(decision="approved", reference="PA-20881").save("main form")
    for units in (10, 2):
        v.open("planning:delivered", f"?about={line.key}", case_id=case.id).fill(units=units).save("main form")
    v.open("planning:delivered", f"?about={line.key}", case_id=case.id).sees(w["left"])
    v.fill(units=1).page.locator("main form button.primary").last.click()
    v.page.locator("main form .bad").first.wait_for()
    v.look()
    v.fill(units=1, reason=w["why"]).save("main form")
    with v.behind_the_scenes(w["worker"]):
        asked.refresh_from_db()
        assert (asked.granted, asked.used) == (Decimal(12), Decimal(13))
        assert case.facts.filter(kind="authorisation.running_low").count() == 1
    v.open("planning:finance", case_id=case.id).sees(first, "1,704.00", "1,846.00")
    v.page.set_viewport_size({"width": 360, "height": 740})
    v.open("planning:finance", case_id=case.id)
    v.open("coverage:authorisation", case_id=case.id, authorisation_id=asked.id).sees(w["beyond"])
    v.page.set_viewport_size({"width": 1280, "height": 900})


def checked_in_by_phone(v: Visitor, case: Case, w) -> None:
    v.page.set_viewport_size({"width": 360, "height": 740})
    for n, answered in enumerate(("no_answer", "reached")):
        v.open("cases:check_in", case_id=case.id)
        v.fill(answered=answered, note=w["check_in"]).save("main form")
        with v.behind_the_scenes(w["worker"]):
            made = case.facts.filter(kind="contact.made", data__purpose="check_in")
            assert made.count() == n, "nobody was reached until somebody was"
    v.page.set_viewport_size({"width": 1280, "height": 900})


def medicines_over_time(v: Visitor, case: Case, w) -> None:
    """Forgotten in the fog of the first weeks, then as agreed; the course is drawn, and asking again is met (R-076)."""
    for ago, said in ((14, {"taken": "partly", "because": "forgot"}), (0, {"taken": "as_agreed"})):
        until = today(case.zone) - timedelta(days=ago)
        v.open("monitoring:medication", case_id=case.id)
        v.fill(since=until - timedelta(days=13), until=until, known_by="counted", note=w["medicines"], **said)
        v.save("main form").sees(w["medicines"])
        with v.behind_the_scenes(w["worker"]):
            again = Duty.objects.get(case=case, clock="agency/defaults.medicines_again")
            assert again.outcome == ("open" if ago else "met")
    v.look()
    v.open("monitoring:delivered", "?by=month", case_id=case.id).sees(*w["lines"])
    v.page.set_viewport_size({"width": 360, "height": 740})
    v.open("monitoring:delivered", case_id=case.id).sees(*w["lines"])
    v.page.set_viewport_size({"width": 1280, "height": 900})


def reviewed(v: Visitor, case: Case, w) -> None:
    v.open("planning:review", case_id=case.id).sees(w["long"], w["short"])
    with v.behind_the_scenes(w["worker"]):
        keys = {goal.term: goal.key for goal in Goal.objects.filter(plan__case=case)}
    v.fill(**{f"rating_{keys['long']}": "partly", f"rating_{keys['short']}": "achieved"})
    v.fill(**{f"reason_{key}": w["review"] for key in keys.values()})
    v.fill(summary=w["review"], person_view=w["review"], outlook="continue").save("main form")
    with v.behind_the_scenes(w["worker"]):
        assert case.facts.filter(kind="plan.reviewed").count() == 1
        assert case.facts.filter(kind="goal.rated").count() + case.facts.filter(kind="goal.achieved").count() >= 2
    v.open("web:timeline", case_id=case.id).sees(w["check_in"])
