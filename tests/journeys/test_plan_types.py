"""A plan of each of the six types, made at the screen: begun, its parts written, agreed, put into force, and printed (R-020, R-049)."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import MeetingHeld, SelectionDecided
from tsunagu.core.actor import acting
from tsunagu.planning.models import Plan
from tsunagu.planning.queries import unwritten_parts
from tsunagu.planning.tests import factories as plans

pytestmark = [pytest.mark.browser]

TYPES = [
    ("isp", "mental_health", "en"),
    ("csp", "hcbs", "en"),
    ("pcp", "hcbs", "en"),
    ("jp_home_care", "jp_home_care", "ja"),
    ("kr_service", "kr_integrated", "ko"),
    ("discharge", "us_hospital_discharge", "en"),
]
SAID = {
    "en": ("Walks to the library alone", "Walks round the block with a friend", "Walking practice", "Harbour Rehab"),
    "ja": ("一人で図書館まで歩く", "友人と町内を一周する", "歩行の練習", "みなと訪問リハビリ"),
    "ko": ("혼자 도서관까지 걷기", "친구와 동네 한 바퀴 걷기", "보행 연습", "해송재활센터"),
}


@pytest.mark.parametrize(("type", "programme", "language"), TYPES, ids=[one[0] for one in TYPES])
def test_a_plan_of_this_type_is_made_from_nothing_to_paper(visitor, type, programme, language):
    """R-020, R-049, R-052, R-057."""
    v = visitor(language, "en")
    with v.behind_the_scenes("noor"):
        case = plans.case(v.agency, programme=programme)
    with transaction.atomic():
        plans.assessed(case, v.agency)
        if programme in ("jp_home_care", "kr_integrated"):
            conferred(v, case)
    v.sign_in("noor")
    begun(v, case, type)
    long, short, what, provider = SAID[language]
    v.open("planning:need_new", case_id=case.id).fill(text=long, words=short, category="leisure").save("main form")
    goal = {"category": "leisure", "measure": "1", "baseline": "0", "target": "3"}
    v.open("planning:goal_new", case_id=case.id)
    v.fill(text=long, own_words=True, target_date=plans.day(case, 200), **goal).save("main form")
    v.open("planning:goal_new", f"?under={key_of(v, case, 'goals')}", case_id=case.id)
    v.fill(text=short, target_date=plans.day(case, 80), **goal).save("main form")
    v.open("planning:service_new", f"?under={key_of(v, case, 'goals')}", case_id=case.id)
    v.fill(what=what, party="provider", party_name=provider, necessity="pending").save("main form")
    v.open("planning:wishes", case_id=case.id).fill(wishes=short, policy=long).save("main form")
    with v.behind_the_scenes("noor"):
        blank = [part.key for part in unwritten_parts(Plan.objects.get(case=case))]
    assert blank
    for key in blank:
        v.open("planning:section", f"?section={key}", case_id=case.id).fill(text=long).save("main form")
    v.open("planning:agreement", case_id=case.id)
    v.fill(participants=["person"], how=short, form="signature", name=provider).save("main form")
    v.open("planning:plan", case_id=case.id).sees(provider).save('form[action*="/activation/"]')
    with v.behind_the_scenes("noor"):
        plan = Plan.objects.get(case=case)
        assert (plan.status, plan.type) == ("active", type)
    v.open("planning:print", case_id=case.id).sees(long, what, provider)


def begun(v, case, type):
    v.open("planning:plan_new", case_id=case.id)
    if v.page.locator('main [name="type"]').count():
        v.fill(type=type)
    v.save("main form")
    assert v.page.url.endswith(reverse("planning:plan", args=[case.id]))


def conferred(v, case):
    """The conference that Japan and Korea ask for before a plan."""
    with acting(v.agency.system) as by:
        for event in (MeetingHeld("selection"), SelectionDecided("integrated"), MeetingHeld("plan")):
            record(locked(case.id), Happening(event), by=by)


def key_of(v, case, kind):
    """The newest knot of a kind: below it the next is written."""
    with v.behind_the_scenes("noor"):
        return getattr(Plan.objects.get(case=case), kind).order_by("-id").values_list("key", flat=True).first()
