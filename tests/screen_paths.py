"""Where the main screens are in the demonstration: the case that shows each best, for whoever looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from tsunagu.assessment.models import Assessment
from tsunagu.cases.models import Case, Duty
from tsunagu.cases.queries import my_day as duties_of
from tsunagu.console.demonstration.agencies import STOCKS, house_of
from tsunagu.core.actor import Actor, acting, current
from tsunagu.core.clock import now
from tsunagu.intake.models import Referral
from tsunagu.people.models import Merge
from tsunagu.planning.models import Plan


@contextmanager
def standing_in(language: str, role: str) -> Iterator[str]:
    """Read as the first of that role in the agency of that language; the login they come in by."""
    house = house_of(next(stock for stock in STOCKS if stock.language == language))
    worker = next(w for w in house.stock.workers if role in w.roles and (role != "case_manager" or w.takes))
    if role == "case_manager" and language == "en":
        worker = next(w for w in house.stock.workers if "clinical" in w.takes)
    with transaction.atomic(), acting(house.actors[worker.login]):
        yield worker.login


def _me() -> Actor:
    actor = current()
    assert actor
    return actor


def _mine() -> list[Case]:
    return list(Case.objects.open().filter(primary_id=_me().id).order_by("opened_at"))


def my_day() -> str:
    return reverse("web:my_day")


def my_caseload() -> str:
    return reverse("web:caseload")


def search() -> str:
    """Somebody who was on record twice."""
    merge = Merge.objects.filter(ended_at=None).select_related("kept").first()
    assert merge
    return f"{reverse('people:people')}?q={merge.kept.name.split()[-1]}"


def screening() -> str:
    referral = (
        Referral.objects.filter(decision="", joined_case=None, screening__isnull=False).order_by("received_at").first()
    )
    assert referral
    return reverse("intake:screening", args=[referral.case_id])


def case_file() -> str:
    """The one with most to tell."""
    told = Case.objects.filter(primary_id=_me().id, closed_at=None).annotate(n=Count("contacts")).order_by("-n").first()
    assert told
    return reverse("web:case", args=[told.id])


def why_this_date() -> str:
    """A date that more than one rule proposed, where there is one."""
    duties = sorted(duties_of(_me()).filter(outcome="open", due_at__gt=now()), key=lambda d: -len(d.because))
    duty = (duties or list(Duty.objects.filter(owner_id=_me().id, outcome="open")))[0]
    return reverse("cases:why", args=[duty.case_id, duty.id])


def assessment() -> str:
    """One being written, else the newest."""
    mine = Assessment.objects.filter(case__in=_mine()).annotate(n=Count("conclusions"))
    sheet = mine.filter(completed_at=None, n__gt=0).first() or mine.order_by("-n").first()
    assert sheet
    return reverse("assessment:sheet", args=[sheet.case_id, sheet.id])


def plan() -> str:
    """A draft with what is missing before it can take effect, else the one in force."""
    mine = Plan.objects.filter(case__in=_mine(), person__isnull=False)
    chosen = mine.filter(status="draft").first() or mine.filter(status="active").first()
    assert chosen
    return f"{reverse('planning:plan', args=[chosen.case_id])}?plan={chosen.id}"


def visit() -> str:
    case = Case.objects.filter(Q(primary_id=_me().id), closed_at=None, stage__in=["follow", "implement"]).first()
    assert case
    return reverse("cases:visit", args=[case.id])


def team() -> str:
    return reverse("web:team")
