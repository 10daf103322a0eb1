"""Lives that are told at length, and those that show one thing: what is refused, in grace, late, walled or merged."""

from __future__ import annotations

from dataclasses import replace

from tsunagu.cases.choices import MeetingAbout
from tsunagu.cases.events import CaseHeld, ConditionChanged, MedicationReconciled
from tsunagu.console.demonstration import paid, paths, plans
from tsunagu.console.demonstration.booking import scheduled
from tsunagu.console.demonstration.family import tell_family
from tsunagu.console.demonstration.followed import followed
from tsunagu.console.demonstration.life import Life
from tsunagu.console.demonstration.measures import measured_over
from tsunagu.console.demonstration.paths import Path, accompanied, begun
from tsunagu.console.demonstration.stock import Situation, Stock


def told(life: Life) -> None:
    """Somebody whose story is written out: through the hospital, home, and on."""
    ago = begun(life, 58)
    measured_over(life, ago - 7, ("phq9", "barthel"))
    life.alerted(ago - 20, "communication")
    for n, note in enumerate(life.situation.notes):
        day = max(ago - 18 - 7 * n, 0)
        life.contact(day, note=note, own_words=life.pick(life.situation.words), promise=n % 2 == 1)
    plans.attained(life, 24, -2)
    plans.attained(life, 14, -1)
    life.reviewed(6)
    life.promised(5, 1)
    scheduled(life, whole=True)
    followed(life, ago - 18, whole=True)
    plans.revised(life, 4)


def household(life: Life) -> None:
    """A household of four, in danger of losing its home."""
    life.referred(24, urgent=True)
    life.acknowledged(24)
    life.identified(24)
    life.joined(24, life.stock.household)
    life.screened(23)
    life.decided(23)
    life.assigned(23)
    life.met(22)
    life.assessed(19, 18)
    life.stratified(18, "crisis")
    if life.stock.jurisdiction == "kr":
        life.selected(16)
    life.drafted(12, starts=-5)
    life.contact(1, promise=True)


def twice(life: Life) -> None:
    """One person under two records, found and merged."""
    paths.supported(life)
    life.doubled(9)


def in_grace(life: Life) -> None:
    """Something changed today: the plan is looked at again within the days of grace."""
    ago = begun(life, 64)
    accompanied(life, ago - 18, late=False)
    life.happened(1, ConditionChanged("carer"))


def two_go(life: Life) -> None:
    """Nobody visits here alone."""
    ago = begun(life, 47)
    accompanied(life, ago - 18, late=False)
    life.alerted(2, "two_person")


def worried_about(life: Life) -> None:
    """A worker saw something; the authority was told the same day."""
    ago = begun(life, 52)
    accompanied(life, ago - 18, late=False)
    life.suspected(3, "elder", "physical", reported=True)


def not_yet_told(life: Life) -> None:
    """Suspected this morning; the call is still to be made."""
    ago = begun(life, 45)
    life.contact(ago - 16)
    life.suspected(0, "elder", "financial", reported=False)


def away(life: Life) -> None:
    """No visit this month, for a reason that lies with the person, and what was tried."""
    ago = begun(life, 75)
    life.contact(ago - 18, monitoring=True)
    life.contact(ago - 45, monitoring=True)
    life.admitted(8)
    life.excepted(4, "person_in_hospital")


def on_screen(life: Life) -> None:
    """Seen on video in between, as agreed with the team."""
    ago = begun(life, 95)
    with life.scene(ago - 17) as by:
        life.consented("video_monitoring", life.day(life.house.workday(ago - 17)), by)
    life.conferred(ago - 18, MeetingAbout.VIDEO_MONITORING, stable=True, can_express=True, others_inform=True)
    life.contact(ago - 20, monitoring=True)
    life.contact(ago - 47, mode="video", monitoring=True)
    life.contact(max(ago - 72, 1), monitoring=True)


def paused(life: Life) -> None:
    """Put on hold, at the person's wish."""
    ago = begun(life, 50)
    life.contact(ago - 18, monitoring=True)
    life.happened(6, CaseHeld())


def hard_to_reach(life: Life) -> None:
    """Two attempts in two ways; a third is needed before the case could close."""
    ago = life.taken_in(34)
    life.met(ago - 2)
    life.contact(9, mode="phone", outcome="no_answer")
    life.contact(5, mode="in_person", outcome="no_answer")


def generations(life: Life) -> None:
    """Three generations, with a death, a divorce and a daughter who carries it all; the tier rises, and comes down again."""
    ago = begun(life, 96)
    tell_family(life, ago - 9)
    for n, tier in enumerate(("standard", "high", "standard", "high")):
        life.tier_set(ago - 20 - 17 * n, tier)
    accompanied(life, ago - 18, late=False)


def medicines_open(life: Life) -> None:
    """Home for five days: spoken with; the medicines are still to be gone through."""
    ago = life.taken_in(14)
    life.met(ago - 1)
    life.assessed(ago - 2, ago - 3)
    life.stratified(ago - 3)
    life.drafted(ago - 4)
    life.agreed(ago - 5)
    life.activated(ago - 6)
    life.discharged(5, complexity="high")
    life.contact(4, mode="phone", purpose="check_in")
    life.readmission_scored(4)
    if life.number % 2:
        life.happened(2, MedicationReconciled())


def counted_down(life: Life) -> None:
    """An authorisation of which little is left."""
    ago = begun(life, 62)
    accompanied(life, ago - 18, late=False)
    one = paid.asked(life, ago - 18)
    paid.answered(life, one, ago - 22, "approved")
    paid.delivered(life, range(ago - 24, 2, -4))
    paid.funded(life, 2)


def gone_beyond(life: Life) -> None:
    """More was delivered than a payer gave, and somebody wrote why."""
    ago = begun(life, 58)
    accompanied(life, ago - 18, late=False)
    one = paid.asked(life, ago - 18, units=6)
    paid.answered(life, one, ago - 21, "approved")
    paid.delivered(life, range(ago - 22, ago - 34, -2))
    paid.delivered(life, range(4, 0, -2), beyond=True)
    paid.funded(life, 2, times=3)


def denied(life: Life) -> None:
    """A payer said no, and the days to appeal run."""
    ago = begun(life, 55)
    accompanied(life, ago - 18, late=False)
    paid.answered(life, paid.asked(life, ago - 18), ago - 27, "denied")


def partly(life: Life) -> None:
    """Half of it was given; an appeal is under way."""
    ago = begun(life, 53)
    accompanied(life, ago - 18, late=False)
    one = paid.asked(life, ago - 18)
    paid.answered(life, one, ago - 24, "partly", units=6)
    paid.appealed(life, one, 9)
    paid.delivered(life, range(8, 2, -3))


def unanswered(life: Life) -> None:
    """Asked days ago, and nobody has answered."""
    ago = begun(life, 49)
    accompanied(life, ago - 18, late=False)
    paid.asked(life, 8)
    paid.funded(life, 3)


OURS = ("person", "family", "worker")
PAID_FROM = (250, 253, 257, 261, 264)  # numbers that bring doctors and providers together who seldom meet elsewhere
PAID: tuple[Path, ...] = (counted_down, gone_beyond, denied, partly, unanswered)
SHOWN: tuple[Path, ...] = (household, twice, in_grace, two_go, worried_about, not_yet_told, away, paused, hard_to_reach)
OF_LAW: dict[str, tuple[Path, ...]] = {"us": (medicines_open,), "jp": (on_screen, on_screen), "kr": ()}


def stories_of(stock: Stock) -> list[tuple[int, Path, Situation]]:
    """Numbers from 200 on: first those written out, then one life for each thing to be shown."""
    written = [(200 + n, told, tale) for n, tale in enumerate(stock.tales.values())]
    found = (*SHOWN, *OF_LAW[stock.jurisdiction], generations)
    shown = [(230 + n, path, fitting(stock, path, n)) for n, path in enumerate(found)]
    costly = [(PAID_FROM[n], path, fitting(stock, path, n)) for n, path in enumerate(PAID)]
    return [*written, *shown, *costly]


def fitting(stock: Stock, path: Path, n: int) -> Situation:
    """A situation in which that can happen: a visit a month, an old person, or a ward."""
    found = [s for s in stock.situations if s.programme != "us_hospital_discharge"]
    if path is medicines_open:
        found = [s for s in stock.situations if s.programme == "us_hospital_discharge"]
    elif path in (on_screen, away) and stock.jurisdiction == "jp":
        found = [s for s in found if s.programme == "jp_home_care" and not s.silent]
    elif path is household and stock.jurisdiction == "kr":
        found = [s for s in found if s.ages[1] < 50 and s.sex == "female"]
    elif path is generations:
        oldest = max(found, key=lambda s: (s.sex != "male", s.ages))
        found = [replace(oldest, sex="female", ages=(76, 84))]
    elif path in PAID:
        types = paid.PRICES[stock.jurisdiction]
        found = [s for s in found if any(given.type in types for given in s.helps if given.who not in OURS)] or found
    elif path in (worried_about, not_yet_told):
        found = [s for s in found if s.ages[1] > 70] or found
    return found[n % len(found)]
