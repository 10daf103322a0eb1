"""What stands in the calendars: visits of the last week and the next, series of the plan's services, a court date, rides and reminders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from tsunagu.cases.choices import Mode, Place
from tsunagu.console.demonstration.house import House
from tsunagu.console.demonstration.life import Life
from tsunagu.console.demonstration.shared import served_together
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.notices.choices import Channel
from tsunagu.planning.models import ServiceLine
from tsunagu.planning.queries import plan_lines_of
from tsunagu.scheduling.choices import CancelledBy, Direction, Sort, ThingKind
from tsunagu.scheduling.commands.arrange_transport import Ride, ask_carrier, confirm_transport, request_transport
from tsunagu.scheduling.commands.booking import Booking, book_appointment
from tsunagu.scheduling.commands.keep_feeds import open_feed
from tsunagu.scheduling.commands.keep_things import add_thing
from tsunagu.scheduling.commands.move_appointment import move_appointment
from tsunagu.scheduling.commands.remind import agree_reminders
from tsunagu.scheduling.commands.series import Repeats, book_series
from tsunagu.scheduling.commands.steps import (
    cancel_appointment,
    confirm_appointment,
    keep_appointment,
    miss_appointment,
)
from tsunagu.scheduling.models import Appointment
from tsunagu.scheduling.queries import clashes, things_of

# Titles, places and reasons as they are written in a calendar: short, and each language its own.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "visit": (
            "Home visit",
            "Visit and medicine check",
            "Look at how the week went",
            "Talk about the next steps",
            "Plan check at the kitchen table",
        ),
        "talk": ("Talk about benefits", "Look through the letters together", "Talk with the family"),
        "clinic": ("Neurology check-up", "Blood pressure and bloods", "Eye clinic", "Pain clinic", "Dentist"),
        "clinic_where": ("Harbour General, outpatients", "Quayside Medical Centre", "Tideway Clinic, room 12"),
        "court": ("Hearing on the tenancy", "Review hearing"),
        "court_where": ("City court, room 3",),
        "probation": ("Meeting with the probation officer",),
        "officer": ("Officer Lindgren, county probation",),
        "consequence": ("A missed meeting is reported to the judge the next day.",),
        "driver": ("Volunteer drivers of St Brannoc", "Harbour Mobility", "Paratransit, booked by phone"),
        "gone": (
            "Has the flu and asked for another day",
            "The clinic is closed that afternoon",
            "Daughter visits from abroad",
        ),
    },
    "ja": {
        "visit": ("自宅訪問", "訪問と服薬の確認", "1週間の様子の確認", "今後の進め方の相談", "計画の確認(自宅)"),
        "talk": ("給付についての相談", "届いた書類の確認", "家族との面談"),
        "clinic": ("脳神経内科の受診", "血圧・採血", "眼科の受診", "整形外科の受診", "歯科の受診"),
        "clinic_where": ("みずなら総合病院 外来", "桜台クリニック", "川沿い医院 2階"),
        "court": ("成年後見の審問期日", "調停期日"),
        "court_where": ("家庭裁判所 3階",),
        "probation": ("保護観察官との面接",),
        "officer": ("保護観察所 立花観察官",),
        "consequence": ("来なかった場合は翌日に保護観察所長へ報告されます。",),
        "driver": ("送迎ボランティアの会", "みずなら介護タクシー", "社協の移送サービス"),
        "gone": ("発熱のため別の日を希望", "医療機関が休診", "遠方の家族が帰省中"),
    },
    "ko": {
        "visit": ("가정방문", "방문 및 복약 확인", "한 주 상황 확인", "다음 단계 상의", "계획 점검(가정)"),
        "talk": ("급여 상담", "받은 우편물 함께 확인", "가족 면담"),
        "clinic": ("신경과 진료", "혈압·혈액검사", "안과 진료", "정형외과 진료", "치과 진료"),
        "clinic_where": ("한빛병원 외래", "푸른숲의원", "강변의원 2층"),
        "court": ("임대차 조정기일", "후견 심문기일"),
        "court_where": ("법원 3층 조정실",),
        "probation": ("보호관찰관 면담",),
        "officer": ("보호관찰소 임 보호관찰관",),
        "consequence": ("출석하지 않으면 다음 날 보호관찰소장에게 보고됩니다.",),
        "driver": ("이동봉사대", "한빛 장애인콜택시", "복지관 이동지원"),
        "gone": ("감기로 다른 날을 원함", "병원 휴진", "멀리 사는 가족이 방문 중"),
    },
}
THING_KINDS: tuple[tuple[ThingKind, int | None, bool], ...] = (
    (ThingKind.ROOM, 6, True),
    (ThingKind.ROOM, 12, True),
    (ThingKind.VEHICLE, 4, False),
    (ThingKind.VEHICLE, 5, True),
)
THINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("Quiet room", "Ground floor, no windows to the street"),
        ("Family room", "With a play corner"),
        ("Blue car", "Key at the front desk"),
        ("Silver van", "With a lift"),
    ),
    "ja": (
        ("相談室1", "1階・防音"),
        ("面談室", "子どもコーナーあり"),
        ("軽自動車(青)", "鍵は受付"),
        ("福祉車両", "リフト付き"),
    ),
    "ko": (
        ("상담실 1", "1층, 방음"),
        ("가족상담실", "아이 놀이 공간 있음"),
        ("경차(파랑)", "열쇠는 안내데스크"),
        ("휠체어 차량", "리프트 장착"),
    ),
}
PHONE = {"en": "My phone", "ja": "仕事用の携帯", "ko": "업무용 휴대전화"}
HOURS = (9, 10, 11, 13, 14, 15, 16)


def furnished(house: House) -> None:
    """Two rooms, two vehicles, and a calendar on somebody's phone; once, whatever start this is."""
    language = house.stock.language
    admin = house.actors[house.first("administrator").login]
    with transaction.atomic(), acting(admin):
        if things_of(admin).exists():
            return
        for (name, note), (kind, seats, wheelchair) in zip(THINGS[language], THING_KINDS, strict=True):
            add_thing(kind=kind, name=name, seats=seats, wheelchair=wheelchair, note=note, by=admin)
    worker = house.actors[house.first("case_manager").login]
    with transaction.atomic(), acting(worker):
        open_feed(by=worker, label=PHONE[language])


def scheduled(life: Life, *, whole: bool = False) -> None:
    """Two weeks around today for a case with a plan in force: what the life's number says, or all but what a court asks."""
    n = life.number
    for ago in (7, 4) if n % 3 == 0 else (6,):
        _past(life, ago)
    for ahead in (n % 2, 3 + n % 4, 7 + n % 4):
        _visit(life, ahead, n)
    if whole or n % 4 == 1:
        _clinic(life, 2 + n % 5)
    if whole or n % 5 == 2:
        _series(life)
    if n % 9 == 4:
        _before_a_judge(life, 3 + n % 6)
    if n % 17 == 3:
        _probation(life)
    if whole or n % 6 == 5:
        _reminded(life)
    if whole or n % 4 == 2:
        state = life.chance.getstate()
        _talk(life, 1 + n % 3)
        life.chance.setstate(state)
    served_together(life)


def _say(life: Life, what: str) -> str:
    return life.chance.choice(WORDS[life.stock.language][what])


def _moments(life: Life, ahead: int) -> Iterator[datetime]:
    """Hours of that working day, beginning with another one for each life."""
    day = life.house.today + timedelta(days=ahead)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    for n in range(len(HOURS)):
        hour = HOURS[(life.number + n) % len(HOURS)]
        yield datetime.combine(day, time(hour, 30 * (life.number % 2)), life.house.zone)


def _booked(life: Life, ahead: int, who: str, minutes: int, **words: object) -> Appointment | None:
    """In the first hour in which the worker is free; a full day is left as it is."""
    with life.scene(max(2, -ahead + 2), hour=9) as by:
        for start in _moments(life, ahead):
            workers = [by.id] if who else []
            booking = Booking(
                starts_at=start,
                ends_at=start + timedelta(minutes=minutes),
                persons=[life.person],
                workers=workers,
                **words,  # type: ignore[arg-type]
            )
            try:
                return book_appointment(case_id=life.case_id, booking=booking, by=by)
            except Refused:
                continue
    return None


def _things(life: Life, kind: ThingKind) -> list[UUID]:
    """One of the agency's rooms or vehicles, another one for each life."""
    with life.scene(2) as by:
        found = list(things_of(by).filter(kind=kind).order_by("name").values_list("id", flat=True))
    return [found[life.number % len(found)]] if found else []


def _talk(life: Life, ahead: int) -> None:
    """At the office, in a room that is then taken."""
    things = _things(life, ThingKind.ROOM)
    title = _say(life, "talk")
    _booked(life, ahead, "worker", 60, title=title, place=Place.OFFICE, things=things)


def _visit(life: Life, ahead: int, n: int) -> None:
    made = _booked(life, ahead, "worker", life.chance.choice([45, 60]), title=_say(life, "visit"), place=Place.HOME)
    if made and n % 11 == 6 and ahead > 2:
        with life.scene(1) as by:
            cancel_appointment(made.id, cancelled_by=CancelledBy.PERSON, reason=_say(life, "gone"), by=by)
    elif made and n % 13 == 5 and ahead > 2:
        with life.scene(1) as by:
            start, end = made.starts_at + timedelta(days=7), made.ends_at + timedelta(days=7)
            if not clashes(made.organisation_id, start, end, workers=[by.id]):
                move_appointment(made.id, starts_at=start, ends_at=end, reason=_say(life, "gone"), by=by)


def _past(life: Life, ago: int) -> None:
    """What was booked for last week, and how it went. A few stay unsaid."""
    made = _booked(life, -life.house.workday(ago), "worker", 45, title=_say(life, "visit"), place=Place.HOME)
    if made is None or life.number % 7 == 6:
        return
    with life.scene(max(ago - 1, 0), hour=17) as by:
        if made.ends_at < now():
            (miss_appointment if life.number % 8 in (0, 3) else keep_appointment)(made.id, by=by)


def _clinic(life: Life, ahead: int) -> None:
    """The worker drives there with them, or somebody else is asked to."""
    where, title = _say(life, "clinic_where"), _say(life, "clinic")
    things = _things(life, ThingKind.VEHICLE) if life.number % 8 == 1 else []
    made = _booked(
        life, ahead, "worker" if things else "", 60, title=title, place=Place.HOSPITAL, where=where, things=things
    )
    if made and not things:
        _driven(life, made, where)


def _driven(life: Life, made: Appointment, where: str) -> None:
    with life.scene(1) as by:
        ride = Ride(
            life.words["town"],
            where,
            made.starts_at - timedelta(minutes=40),
            Direction.BOTH,
            wheelchair=life.number % 2 == 0,
            escort=life.number % 3 == 0,
        )
        asked = request_transport(made.id, ride=ride, by=by)
        if life.number % 3:
            ask_carrier(asked.id, carrier=_say(life, "driver"), by=by)
        if life.number % 3 == 2:
            confirm_transport(asked.id, by=by)


def _series(life: Life) -> None:
    """A service of the plan, each week, as often as it is authorised."""
    with life.scene(5, hour=10) as by:
        line: ServiceLine | None = next((one for one in plan_lines_of(life.case) if one.party == "provider"), None)
        if line is None:
            return
        first = next(_moments(life, -4))
        booking = Booking(
            title=line.what,
            starts_at=first,
            ends_at=first + timedelta(minutes=60),
            persons=[life.person],
            mode=Mode.IN_PERSON,
            place=Place.HOME,
            provider=line.party_name,
            line=line.key,
        )
        until = life.house.today + timedelta(days=90)
        series = book_series(
            case_id=life.case_id, booking=booking, repeats=Repeats("weekly", (), 12, None, 12, until), by=by
        )
    with life.scene(0, hour=9) as by:
        for one in series.appointments.filter(ends_at__lt=life.house.now - timedelta(hours=1)):
            keep_appointment(one.id, by=by)


def _before_a_judge(life: Life, ahead: int) -> None:
    where = _say(life, "court_where")
    made = _booked(
        life, ahead, "worker", 90, title=_say(life, "court"), sort=Sort.COURT, place=Place.COMMUNITY, where=where
    )
    if made:
        _driven(life, made, where)
        if life.number % 2:
            with life.scene(0, hour=9) as by:
                confirm_appointment(made.id, by=by)


def _probation(life: Life) -> None:
    """Each month; the meeting of last week was missed."""
    officer, consequence = _say(life, "officer"), _say(life, "consequence")
    with life.scene(20, hour=10) as by:
        first = next(_moments(life, -life.house.workday(6)))
        booking = Booking(
            title=_say(life, "probation"),
            starts_at=first,
            ends_at=first + timedelta(minutes=30),
            persons=[life.person],
            place=Place.COMMUNITY,
            provider=officer,
            consequence=consequence,
            sort=Sort.PROBATION,
        )
        series = book_series(case_id=life.case_id, booking=booking, repeats=Repeats("monthly", (), 6), by=by)
    with life.scene(5, hour=10) as by:
        past = series.appointments.filter(ends_at__lt=life.house.now - timedelta(days=5)).first()
        if past:
            miss_appointment(past.id, by=by)


def _reminded(life: Life) -> None:
    with life.scene(3) as by:
        agree_reminders(
            case_id=life.case_id,
            person_id=life.person,
            channel=Channel.PAPER,
            language=life.stock.language,
            by=by,
        )
