"""How far a case has come: the same few paths, walked by many lives at their own pace."""

from __future__ import annotations

from collections.abc import Callable

from tsunagu.cases.choices import MeetingAbout, Stage
from tsunagu.cases.commands.open_case import enter_stage
from tsunagu.cases.events import CertificationGranted, ChartReviewed, MedicationReconciled, SupervisionHeld
from tsunagu.console.demonstration import paid
from tsunagu.console.demonstration.booking import scheduled
from tsunagu.console.demonstration.followed import followed
from tsunagu.console.demonstration.life import Life
from tsunagu.console.demonstration.measures import measured_over
from tsunagu.intake.choices import Decision

Path = Callable[[Life], None]
WEEKLY = ("intensive", "strengths", "clinical")  # models that meet each week


def arrives(life: Life) -> None:
    """Came today or yesterday; nobody has looked at it yet."""
    life.referred(life.chance.choice([0, 0, 1]), urgent=life.number % 3 == 0)


def unnamed(life: Life) -> None:
    """Somebody in need whose name nobody knows yet."""
    life.referred(1, urgent=True, unnamed=True)
    life.acknowledged(1)


def undecided(life: Life) -> None:
    """Known and screened; the decision is due, or late."""
    ago = life.chance.choice([2, 4, 6, 9])
    life.referred(ago)
    life.acknowledged(ago)
    life.identified(ago)
    if life.number % 2:
        life.screened(ago - 1)


def waits(life: Life) -> None:
    _answered(life, life.chance.randint(12, 40), Decision.WAIT_LIST)


def declined(life: Life) -> None:
    _answered(life, life.chance.randint(5, 60), Decision.DECLINE)


def referred_on(life: Life) -> None:
    _answered(life, life.chance.randint(5, 60), Decision.REFER_OUT)


def _answered(life: Life, ago: int, decision: Decision) -> None:
    life.referred(ago)
    life.acknowledged(ago)
    life.identified(ago)
    life.screened(ago - 2)
    life.decided(ago - 3, decision)


def handed_over(life: Life) -> None:
    """New on somebody's page: assigned, and not met yet."""
    life.taken_in(life.chance.choice([1, 2, 3]))


def assessing(life: Life) -> None:
    """Met and being assessed."""
    ago = life.taken_in(life.chance.randint(5, 13))
    life.met(ago - 2)
    if life.number % 4:
        life.began_assessment(max(ago - 3, 0), met=life.number % 3 != 0, share=life.chance.choice([0.3, 0.5, 0.7]))


def assessed(life: Life) -> None:
    """Assessed and stratified; for the plan, or in Korea the case conference, it is time."""
    ago = life.taken_in(life.chance.randint(9, 15))
    life.met(ago - 2)
    life.assessed(ago - 4, ago - 5)
    life.stratified(ago - 5)
    life.promised(ago - 5, life.chance.choice([-1, 1, 2, 4]))


def drafted(life: Life) -> None:
    """A plan is being written; what is missing before it can take effect is on the list."""
    ago = life.taken_in(life.chance.randint(18, 32))
    life.met(ago - 2)
    life.assessed(ago - 6, ago - 7)
    life.stratified(ago - 7)
    if life.stock.jurisdiction == "kr":
        life.selected(ago - 10)
    life.drafted(max(ago - 12, 1), complete=life.number % 2 == 0, starts=-5)
    if life.number % 3:
        life.meeting_ahead(max(ago - 13, 0), life.chance.choice([1, 3, 5]))


def supported(life: Life) -> None:
    """The plan is in force and the work goes on, contact by contact."""
    ago = begun(life, life.chance.choice(_since(life)))
    accompanied(life, ago - 18, late=life.number % 6 == 0)
    if life.stock.jurisdiction == "jp":  # where the month has a limit
        paid.funded(life, ago - 18)
    scheduled(life)
    followed(life, ago - 18)


def long_supported(life: Life) -> None:
    """With us for more than a season: reviewed, and going on."""
    ago = begun(
        life, life.chance.choice([110, 130, 150]) if not life.model or life.model in ("brokerage", "targeted") else 75
    )
    if ago > 95:
        life.happened(ago - 88, ChartReviewed(), who="supervisor", about_person=False)
    measured_over(life, ago - 7)
    life.reviewed(ago - 60 if _weekly(life) else ago - 95)
    accompanied(life, min(ago - 18, 80), late=life.number % 8 == 0)
    scheduled(life)
    followed(life, ago - 18)


def in_hospital(life: Life) -> None:
    """The work pauses while the person is on a ward; they go home one of these days."""
    if life.from_ward:
        _leaves_ward(life)
        return
    ago = begun(life, life.chance.choice(_since(life)))
    life.contact(ago - 18, monitoring=True)
    if life.number % 2:
        life.admitted(5)
        life.contact(3, mode="phone", counterpart="clinician", purpose="coordination")
    else:
        life.admitted(9)
        life.discharged(1, complexity="high" if life.number % 4 == 0 else "moderate")
        life.contact(0, mode="phone", outcome="voicemail", purpose="check_in")


def ending(life: Life) -> None:
    """Evaluated; what is still missing before the case can close is on the list."""
    ago = begun(life, life.chance.choice([70, 95]))
    accompanied(life, ago - 18, late=False)
    life.reviewed(6, "close", "achieved")
    life.evaluated(3)


def finished(life: Life) -> None:
    """Closed as planned; aftercare goes on."""
    ago = begun(life, 95 + life.chance.randint(0, 40))
    life.contact(ago - 20, monitoring=True)
    gone = life.chance.choice([12, 26, 44])
    life.contact(gone + 12, monitoring=True)
    life.reviewed(gone + 6, "close", "achieved")
    life.evaluated(gone + 3)
    if life.stock.jurisdiction == "kr" or life.model == "strengths":
        life.conferred(gone + 2, MeetingAbout.CLOSURE)
    life.closed(gone, "moved" if life.model == "brokerage" else "goals_met")
    if gone > 30:
        life.contact(gone - 28, mode="phone", purpose="aftercare")


def lost(life: Life) -> None:
    """Nobody can be reached, in three ways."""
    ago = life.taken_in(40)
    life.met(ago - 3)
    for n, mode in enumerate(("phone", "in_person", "letter")):
        life.contact(20 - 4 * n, mode=mode, outcome="no_answer" if mode != "letter" else "refused")
    life.closed(5, "unable_to_reach")


def came_back(life: Life) -> None:
    """Closed, and opened again in the same chart."""
    finished(life)
    life.reopened(3)


def said_no(life: Life) -> None:
    """The person does not want the plan; the reason is kept, and when to ask again."""
    ago = life.taken_in(26)
    life.met(ago - 2)
    life.assessed(ago - 5, ago - 6)
    life.stratified(ago - 6)
    if life.stock.jurisdiction == "kr":
        life.selected(ago - 9)
    life.drafted(ago - 12, starts=-5)
    life.refused(ago - 15)
    life.promised(ago - 15, 4)


def bridged(life: Life) -> None:
    """An emergency: an interim plan holds until the full one is there."""
    ago = life.taken_in(10, urgent=True)
    life.met(ago - 1)
    life.drafted(ago - 1, interim=True)
    life.agreed(ago - 1, how="spoken")
    life.activated(ago - 1, copies=False)
    life.started(ago - 2)


def _since(life: Life) -> list[int]:
    return [36, 43, 50] if life.model in WEEKLY else [50, 62, 78, 90]


def _weekly(life: Life) -> bool:
    """Does the model, or the risk, ask for a contact each week?"""
    return life.model in WEEKLY or life.tier in ("high", "crisis")


def begun(life: Life, since: int) -> int:
    """Taken in, met, assessed, planned and supported since; answers the day the referral came."""
    ago = life.taken_in(since)
    life.met(ago - 2)
    life.assessed(ago - 5, ago - 6)
    life.stratified(ago - 6)
    if life.model in WEEKLY:
        life.contact(ago - 10, place="community")
    life.planned(ago - 8)
    if life.model in WEEKLY:
        life.contact(ago - 14, purpose="session" if life.model == "clinical" else "check_in")
    if life.from_ward:
        _home_again(life, ago - 14)
    if life.number % 6 == 1:
        life.filed(ago - 16)
    with life.scene(ago - 17) as by:
        enter_stage(life.case_id, Stage.FOLLOW, by=by)
    if life.situation.programme.startswith("jp"):
        until = life.house.today.toordinal() + life.chance.choice([41, 55, 120, 200, 260])
        life.happened(ago - 6, CertificationGranted(life.house.today.fromordinal(until)))
    return ago


def _leaves_ward(life: Life) -> None:
    """From the ward to the first days at home: leaving today or tomorrow, or gone yesterday and not spoken with yet."""
    ago = life.taken_in(9)
    life.met(ago - 1)
    life.assessed(ago - 2, ago - 3)
    life.stratified(ago - 3)
    life.drafted(ago - 4)
    life.agreed(ago - 5)
    life.activated(ago - 6)
    if life.number % 3:
        life.discharged(1, complexity="high" if life.number % 2 else "moderate")
        life.contact(0, mode="phone", outcome="voicemail", purpose="check_in")


def _home_again(life: Life, ago: int) -> None:
    """The ward is behind them: spoken with, seen and the medicines gone through within the days the rules give."""
    life.discharged(ago)
    life.happened(ago, ChartReviewed())
    life.contact(ago - 1, mode="phone", purpose="check_in")
    life.contact(ago - 6)
    life.happened(ago - 6, MedicationReconciled())


def accompanied(life: Life, since: int, *, late: bool) -> None:
    """Contacts at the pace the case asks for, up to now; where `late`, the last one is owed."""
    step = 6 if _weekly(life) else 27
    days = list(range(since, -1, -step))
    if late and len(days) > 1:
        days = days[: -1 - (step == 6)]
    for n, ago in enumerate(days):
        last = n == len(days) - 1
        if _weekly(life):
            _week(life, n, ago, last)
        else:
            _month(life, ago, last)
    if life.model or life.situation.programme == "mental_health":
        _supervised(life, since)
    for ago in range(since - 25, 3, -28) if life.tier == "high" else ():
        life.reviewed(ago)
    if life.number % 4 < 2:  # for today or tomorrow
        life.promised(2, life.number % 4)
    if life.number % 5 == 0:
        life.asked_again(1 if life.number % 10 else 7)


def _week(life: Life, n: int, ago: int, last: bool) -> None:
    purpose = "session" if life.model == "clinical" else "accompaniment" if n % 4 == 1 else "check_in"
    place = "office" if life.model == "clinical" else life.chance.choice(["home", "community"])
    written = max(ago - 3, 0) if n == 2 and life.number % 3 == 0 else None  # written up days later
    life.contact(ago, purpose=purpose, place=place, monitoring=n % 4 == 0, promise=last, written=written)
    if life.model == "clinical" and n % 4 == 2:
        life.contact(ago, mode="phone", counterpart="clinician", purpose="coordination")


def _month(life: Life, ago: int, last: bool) -> None:
    """A visit with its monitoring; for some the record is still missing, or not signed yet."""
    half = last and life.number % 5 == 0
    late = max(ago - 4, 0) if life.number % 7 == 0 and not last else None
    life.contact(
        ago, monitoring=not half, promise=last and life.number % 3 == 0, written=late, sign=not half or ago > 6
    )
    if life.number % 4 == 0:
        counterpart = life.chance.choice(["family", "provider"])
        life.contact(max(ago - 10, 0), mode="phone", counterpart=counterpart, purpose="coordination")


def _supervised(life: Life, since: int) -> None:
    """Talked over with the supervisor, at the model's pace; the newest talk may be owed."""
    form = "group" if life.model == "strengths" else "one_to_one"
    weekly = life.model in ("strengths", "clinical")
    step, since = (7, since + 4) if weekly else (27, life.start - 2)
    for ago in range(since, life.number % 4, -step):
        life.happened(ago, SupervisionHeld(form), who="supervisor", about_person=False)  # type: ignore[arg-type]
