"""Who pays in the demonstration: coverages, prices, authorisations in every state, months past their limit. Sums are invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tsunagu.coverage.commands.certify import certify_level, set_share
from tsunagu.coverage.commands.check_eligibility import check_eligibility
from tsunagu.coverage.commands.decide_authorisation import Answer, decide_authorisation, settle_appeal
from tsunagu.coverage.commands.fund_line import fund_line
from tsunagu.coverage.commands.record_coverage import CoverageWords, record_coverage
from tsunagu.coverage.models import Authorisation, Coverage
from tsunagu.planning.commands.run_service import Request, ask_authorisation, record_delivery
from tsunagu.planning.models import Plan, ServiceLine

if TYPE_CHECKING:
    from tsunagu.console.demonstration.life import Life


@dataclass(frozen=True)
class Priced:
    """One unit of a sort of service: how it is counted, what it costs, how many are planned, and its points in Japan."""

    kind: str
    price: str
    units: int
    points: int = 0
    labour: str = ""
    monthly: int = 0


PRICES: dict[str, dict[str, Priced]] = {
    "us": {
        "rehabilitation": Priced("visit", "142.00", 12),
        "nursing": Priced("visit", "118.50", 12),
        "home_help": Priced("hour", "34.25", 60),
        "meals": Priced("meal", "8.40", 60),
        "medical": Priced("visit", "165.00", 6),
        "equipment": Priced("item", "86.00", 3),
    },
    "jp": {
        "rehabilitation": Priced("visit", "3696", 24, 333, "55", 8),
        "nursing": Priced("visit", "9135", 36, 823, "55", 12),
        "home_help": Priced("visit", "4411", 48, 387, "70", 16),
        "day_care": Priced("visit", "7172", 36, 658, "45", 12),
        "short_stay": Priced("day", "7739", 12, 697, "55", 4),
        "equipment": Priced("month", "9000", 6, 900, "45", 1),
    },
    "kr": {
        "rehabilitation": Priced("visit", "55000", 24, 55000, "", 8),
        "day_care": Priced("day", "62560", 60, 62560, "", 20),
        "meals": Priced("meal", "4500", 60),
        "counselling": Priced("visit", "60000", 12),
        "child_care": Priced("hour", "12180", 80),
    },
}
CURRENCY = {"us": "USD", "jp": "JPY", "kr": "KRW"}
# scheme, payer, plan, how the number begins; the younger of the agency's people first, then those of 65 and more
CARDS: dict[str, tuple[tuple[tuple[str, str, str, str], ...], tuple[tuple[str, str, str, str], ...]]] = {
    "us": (
        (("us_medicaid_plan", "Bluestem Health", "Community Plus", "BSH"),),
        (
            ("us_medicare", "Medicare", "Parts A and B", "1EG"),
            ("us_medicaid_plan", "Bluestem Health", "Dual Care", "BSH"),
        ),
    ),
    "jp": (
        (("jp_disability", "桜台市", "障害福祉サービス受給者証", "120"),),
        (("jp_ltci", "桜台市", "", "000"), ("jp_public", "桜台市福祉事務所", "介護扶助", "12")),
    ),
    "kr": (
        (("kr_medical_aid", "한빛구", "의료급여 1종", "2"), ("kr_voucher", "사회보장정보원", "사회서비스 바우처", "V")),
        (("kr_ltci", "국민건강보험공단", "", "L"), ("kr_medical_aid", "한빛구", "의료급여 2종", "2")),
    ),
}
LEVELS = {
    "jp_ltci": ("care_1", "care_2", "care_3", "care_2", "support_2"),
    "kr_ltci": ("grade_3", "grade_4", "grade_2"),
}


@contextmanager
def apart(life: Life) -> Iterator[None]:
    """What is paid is drawn by dice of its own: the rest of a life stays as it was told before."""
    kept, life.chance = life.chance, life.purse
    try:
        yield
    finally:
        life.chance = kept


def old(life: Life) -> bool:
    return (life.house.today - life.born).days > 65 * 365


def covered(life: Life, ago: int) -> None:
    """The cards that were shown at the first visit, and what is certified on them."""
    n, law, day = life.number, life.stock.jurisdiction, life.day(life.house.workday(ago))
    cards = CARDS[law][old(life)][
        : 1 if (n % 5 and law == "jp") or n % 3 == 1 else 2
    ]  # not everybody has a second payer
    with apart(life), life.scene(ago, hour=10) as by:
        for rank, (scheme, payer, plan, begins) in enumerate(cards):
            words = CoverageWords(
                scheme=scheme,
                payer=payer,
                plan=plan,
                subscriber_id=f"{begins}{(n * 7919 + rank * 31) % 10_000_000:07}",
                starts=life.day(300 + n % 60),
                ends=life.day(-(12 + (n * 13) % 200)) if n % 3 == 0 else None,
                area="3" if scheme == "jp_ltci" else "",
            )
            coverage = record_coverage(case_id=life.case_id, person_id=life.person, words=words, by=by)
            _certified(life, coverage, by)
            if n % 4:
                said = {"way": ("online", "card", "phone")[n % 3], "result": "active"}
                check_eligibility(case_id=life.case_id, coverage_id=coverage.id, on=day, by=by, **said)


def _certified(life: Life, coverage: Coverage, by: Any) -> None:
    here: dict[str, Any] = {"case_id": life.case_id, "coverage_id": coverage.id, "starts": life.day(300), "by": by}
    if levels := LEVELS.get(coverage.scheme):
        certify_level(level=levels[life.number % len(levels)], **here)
    shares = {"jp_ltci": (10, 10, 20, 10, 30), "kr_ltci": (15, 9, 15), "kr_medical_aid": (0,), "jp_public": (0,)}.get(
        coverage.scheme
    )
    if shares:
        set_share(percent=Decimal(shares[life.number % len(shares)]), **here)


def priced(life: Life, type_: str) -> dict[str, Any]:
    """What a plan says of the cost of a provider's service, and that it is necessary."""
    price = PRICES[life.stock.jurisdiction].get(type_)
    if price is None:
        return {}
    cards = CARDS[life.stock.jurisdiction][old(life)]
    with apart(life):
        rationale = life.say("rationale")
    return {
        "payer": f"{cards[0][1]} {cards[0][2]}".strip(),
        "units": Decimal(price.units),
        "unit_price": Decimal(price.price),
        "currency": CURRENCY[life.stock.jurisdiction],
        "necessity": "necessary",
        "rationale": rationale,
    }


# -- stories -------------------------------------------------------------------------------------------------------------------


def line_of(life: Life) -> ServiceLine | None:
    """The first service of the plan that has a price."""
    lines = Plan.objects.get(id=life.plan_id).lines.filter(dropped_at=None, unit_price__isnull=False)
    return lines.order_by("goal__number", "number").first()


def asked(life: Life, ago: int, *, days: int = 90, units: int = 12) -> Authorisation | None:
    line, cards = line_of(life), Coverage.objects.filter(person_id=life.person, ends=None).order_by("priority")
    if line is None:
        return None
    with life.scene(ago, hour=9) as by:
        card = cards.first()
        price = PRICES[life.stock.jurisdiction][line.type]
        request = Request(
            units=Decimal(units),
            unit_kind=price.kind,
            starts=life.day(ago),
            ends=life.day(ago) + timedelta(days=days),
            coverage_id=card.id if card else None,
        )
        return ask_authorisation(line_id=line.id, request=request, by=by)


def answered(life: Life, one: Authorisation | None, ago: int, decision: str, *, units: int | None = None) -> None:
    if one is None:
        return
    with life.scene(ago, hour=11) as by:
        answer = Answer(
            decision,
            life.day(life.house.workday(ago)),
            units=None if units is None else Decimal(units),
            reference=f"PA-{20_000 + life.number * 37}",
            reason=life.say("denial") if decision != "approved" else "",
        )
        decide_authorisation(authorisation_id=one.id, answer=answer, by=by)


def delivered(life: Life, days: range, *, units: int = 1, beyond: bool = False) -> None:
    """A visit on each of these days."""
    line = line_of(life)
    for ago in days if line else ():
        with life.scene(ago, hour=16) as by:
            on = life.day(life.house.workday(ago))
            reason = life.say("beyond") if beyond else ""
            record_delivery(line_id=line.id, on=on, units=Decimal(units), by=by, reason=reason)  # type: ignore[union-attr]


def appealed(life: Life, one: Authorisation | None, ago: int) -> None:
    if one is None:
        return
    with life.scene(ago, hour=15) as by:
        on = life.day(life.house.workday(ago))
        settle_appeal(authorisation_id=one.id, step="filed", grounds=life.say("appeal"), on=on, by=by)


def funded(life: Life, ago: int, *, times: int = 1) -> None:
    """Each priced service of the plan under the coverage that pays first, as the month is planned."""
    card = Coverage.objects.filter(person_id=life.person).order_by("priority").first()
    lines = Plan.objects.get(id=life.plan_id).lines.filter(dropped_at=None, unit_price__isnull=False)
    with life.scene(ago, hour=13) as by:
        for line in lines if card else ():
            price = PRICES[life.stock.jurisdiction][line.type]
            fund_line(
                case_id=life.case_id,
                line=line.key,
                coverage_id=card.id,  # type: ignore[union-attr]
                unit_kind=price.kind,
                points=Decimal(price.points) if price.points else None,
                labour=price.labour,
                monthly=Decimal(price.monthly * times) if price.monthly else None,
                by=by,
            )
