"""Journey 3. A man on probation sees his officer each month; somebody has to drive him, and a missed meeting does not stay quiet.

The series is booked once, with the officer and what follows if he misses one. Transport is asked for and confirmed; what is not
confirmed is on the list. He misses one: the supervisor hears of it, the court is to be told the same day, and after the second in a row
somebody finds out why. What the court asks is for those who may read criminal history: a colleague who takes in referrals and opens
the chart with a purpose sees that the hours are taken, and no more.
"""

from datetime import timedelta

import pytest

from tests.journeys.visitor import Visitor
from tsunagu.cases.commands.open_chart import open_chart
from tsunagu.cases.models import Case
from tsunagu.cases.queries import due_on
from tsunagu.cases.tests import factories as cases
from tsunagu.core.clock import frozen, now, today
from tsunagu.scheduling.commands.steps import miss_appointment
from tsunagu.scheduling.models import Appointment, Series, Transport
from tsunagu.scheduling.tests import factories as booking

pytestmark = pytest.mark.browser

WORDS = {
    "en": {
        "worker": "noor",
        "boss": "ruth",
        "colleague": "imani",
        "purpose": "The shelter asks about an earlier referral",
        "hidden": "Details for named readers only",
        "name": "Dominic Ferreira-Quill",
        "title": "Meeting with the probation officer",
        "officer": "Officer Lindgren, county probation",
        "consequence": "A missed meeting is reported to the judge within a day",
        "where": "Probation office, 2nd floor",
        "home": "Harbour shelter",
        "driver": "Volunteer drivers of St Brannoc",
        "left": "6 of 6 visits left",
        "needed": "Transport: Needed",
        "confirmed": "Confirmed",
        "missed": "Missed",
        "told": "Probation appointment on",
        "call": "Tell the court or probation office",
        "why": "Find out why appointments are missed",
    },
    "ja": {
        "worker": "morishita",
        "boss": "utsumi",
        "colleague": "hayasaka",
        "purpose": "更生保護施設から以前の依頼について照会があったため",
        "hidden": "詳細は指定された人だけが見られます",
        "name": "真田 大地",
        "title": "保護観察官との面接",
        "officer": "保護観察所 立花観察官",
        "consequence": "来なかった場合は翌日までに保護観察所長へ報告される",
        "where": "保護観察所 2階",
        "home": "更生保護施設みなと荘",
        "driver": "送迎ボランティアの会",
        "left": "6回のうち残り6回",
        "needed": "送迎:必要",
        "confirmed": "確定",
        "missed": "不在・未受診",
        "told": "の予約(保護観察)に本人が来ませんでした",
        "call": "裁判所・保護観察所への連絡",
        "why": "予約が続けて守られない理由の確認",
    },
    "ko": {
        "worker": "han",
        "boss": "namgoong",
        "colleague": "do",
        "purpose": "보호시설에서 이전 의뢰에 대해 문의함",
        "hidden": "자세한 내용은 지정된 사람만 볼 수 있습니다",
        "name": "배도윤",
        "title": "보호관찰관 면담",
        "officer": "보호관찰소 임 보호관찰관",
        "consequence": "출석하지 않으면 다음 날까지 보호관찰소장에게 보고됨",
        "where": "보호관찰소 2층",
        "home": "한빛 갱생보호시설",
        "driver": "이동봉사대",
        "left": "6회 중 6회 남음",
        "needed": "이동지원: 필요",
        "confirmed": "확정",
        "missed": "노쇼",
        "told": "예약(보호관찰)에 나오지 않았습니다",
        "call": "법원·보호관찰소에 연락",
        "why": "연속 미방문 사유 확인",
    },
}


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_probation(visitor, language):
    """R-076, R-084."""
    w, v = WORDS[language], visitor(language)
    with v.behind_the_scenes(w["worker"]):
        them = cases.person(v.agency, w["name"], name_lang=language)
        case = cases.case(v.agency, them, worker=w["worker"])
    v.sign_in(w["worker"])
    booked_each_month(v, case, w)
    driven_there(v, case, w)
    cannot_be_dropped_quietly(v, case, w)
    kept_from_others(v, case, w)
    missed_and_heard_of(v, case, w)


def booked_each_month(v: Visitor, case: Case, w) -> None:
    """One form for half a year of meetings."""
    v.open("scheduling:appointment_new", case_id=case.id)
    v.fill(title=w["title"], on=today(case.zone) + timedelta(days=2), start="10:00", end="10:30")
    v.fill(sort="probation", provider=w["officer"], where=w["where"], place="community", consequence=w["consequence"])
    v.fill(every="monthly", times=6, authorised=6).save("main form")
    v.sees(w["title"], w["left"], w["officer"])
    v.open("scheduling:appointments", "?view=month", case_id=case.id).sees("10:00", w["title"])
    with v.behind_the_scenes(w["worker"]):
        assert Series.objects.get(case=case).appointments.count() == 6


def driven_there(v: Visitor, case: Case, w) -> None:
    with v.behind_the_scenes(w["worker"]):
        first = Appointment.objects.filter(case=case).earliest("starts_at")
    v.open("scheduling:transport_new", case_id=case.id, appointment_id=first.id)
    v.fill(from_where=w["home"], to_where=w["where"], wheelchair=True).save("main form")
    v.sees(w["home"])
    v.open("scheduling:appointments", f"?view=day&on={today(case.zone) + timedelta(days=2)}", case_id=case.id).sees(
        w["needed"]
    )
    with v.behind_the_scenes(w["worker"]):
        ride = Transport.objects.get()
        assert due_on(case).filter(topic="transport_confirmed").count() == 1
    v.open("scheduling:transport", case_id=case.id, transport_id=ride.id)
    v.fill(carrier=w["driver"]).save("main form")
    v.save(f'form[action*="/transport/{ride.id}/steps/confirmation/"]').sees(w["driver"], w["confirmed"])
    with v.behind_the_scenes(w["worker"]):
        assert not due_on(case).filter(topic="transport_confirmed").exists()


def cannot_be_dropped_quietly(v: Visitor, case: Case, w) -> None:
    """No reason, no cancelling; the page says what follows if he misses it."""
    with v.behind_the_scenes(w["worker"]):
        first = Appointment.objects.filter(case=case).earliest("starts_at")
    v.open("scheduling:appointment", case_id=case.id, appointment_id=first.id).sees(w["consequence"])
    v.open("scheduling:appointment_cancel", case_id=case.id, appointment_id=first.id)
    v.fill(cancelled_by="person").save("main form")
    with v.behind_the_scenes(w["worker"]):
        first.refresh_from_db()
        assert first.state == "booked"
    v.open("scheduling:appointment", case_id=case.id, appointment_id=first.id)
    v.save('form[action$="/steps/confirmation/"]').sees(w["confirmed"])


def kept_from_others(v: Visitor, case: Case, w) -> None:
    """Whoever opens the chart with a purpose sees when he is taken; not that it is probation, with whom or where."""
    with v.behind_the_scenes(w["colleague"]) as by:
        open_chart(case.id, purpose=w["purpose"], by=by)
    v.sign_in(w["colleague"])
    there = f"?view=day&on={today(case.zone) + timedelta(days=2)}"
    v.open("scheduling:appointments", there, case_id=case.id)
    v.sees("10:00", w["hidden"]).does_not_see(w["title"], w["officer"], w["where"])
    v.open("web:case", case_id=case.id).does_not_see(w["title"], w["call"])
    v.sign_in(w["worker"])


def missed_and_heard_of(v: Visitor, case: Case, w) -> None:
    """Two meetings of last week were missed: one by a press on screen, the one before it told already."""
    with v.behind_the_scenes(w["worker"]) as by:
        words = {"worker": "", "sort": "probation", "title": w["title"], "provider": w["officer"], "minutes": 20}
        earlier = booking.book(v.agency, case, by=by, start=now() - timedelta(hours=5), **words)
        with frozen(now() - timedelta(hours=4)):
            miss_appointment(earlier.id, by=by)
        second = booking.book(v.agency, case, by=by, start=now() - timedelta(hours=1), **words)
    v.open("scheduling:appointment", case_id=case.id, appointment_id=second.id)
    v.save('form[action$="/steps/missed/"]').sees(w["missed"])
    v.open("web:my_day").sees(w["call"], w["why"])
    v.sign_in(w["boss"])
    v.open("notices:notices").sees(w["told"])
