"""A provider without an account is referred to, answers through the link, and sends the result back; in three languages."""

from __future__ import annotations

import pytest

from tsunagu.assessment.tests.factories import agree
from tsunagu.cases.choices import ConsentPurpose, RecipientKind
from tsunagu.cases.tests import factories as cases
from tsunagu.people.tests.factories import make_person
from tsunagu.planning.commands.refer import Asking, Recipient, link_path, send_referral
from tsunagu.planning.models import SentReferral

pytestmark = pytest.mark.browser
WORKER = {"en": "noor", "ja": "morishita", "ko": "han"}
SAID = {
    "en": ("Walking outdoors, twice a week", "Walks to the library alone"),
    "ja": ("屋外歩行の練習を週2回", "ひとりで図書館まで歩けるようになった"),
    "ko": ("주 2회 실외 보행 연습", "혼자 도서관까지 걷습니다"),
}


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_a_referral_is_closed_by_its_receiver_through_the_link(visitor, language):
    """R-064."""
    visit, (reason, result) = visitor(language), SAID[language]
    with visit.behind_the_scenes(WORKER[language]) as by:
        person = make_person(by)
        case = cases.case(visit.agency, person, worker=WORKER[language])
        agree(
            visit.agency, case, ConsentPurpose.SHARE, recipient_kinds=[RecipientKind.PROVIDER], data_classes=["general"]
        )
        (sent,) = send_referral(
            case_id=case.id, person_id=person.id, to=[Recipient("Harbour Physio")], asking=Asking(reason), by=by
        )
        path = link_path(sent)
    page = visit.page
    page.set_viewport_size({"width": 360, "height": 760})
    page.context.add_cookies([{"name": "language", "value": language, "url": visit.base}])
    page.goto(visit.base + path)
    visit.sees(reason, person.name).does_not_see(case.number).look()
    visit.fill(answer="accepted", answered_by="Lena Ortiz").save("#step-answer form")
    visit.save("#step-beginning form")
    visit.fill(result="helped", text=result).save("#step-result form")
    visit.look()
    visit.sign_in(WORKER[language]).open("planning:referral", case_id=case.id, referral_id=sent.id).sees(result)
    with visit.behind_the_scenes(WORKER[language]):
        assert SentReferral.objects.get().state == "closed"
