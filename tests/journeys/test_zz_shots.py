from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from tests.cast import make_agency
from tests.journeys.visitor import Visitor
from tsunagu.cases.choices import *
from tsunagu.cases.commands.give_consent import give_consent
from tsunagu.cases.commands.hold_meeting import *
from tsunagu.cases.commands.record_engagement import record_engagement
from tsunagu.cases.commands.report_concern import Account, record_report, report_concern
from tsunagu.cases.tests.factories import case, person
from tsunagu.core.actor import acting
from tsunagu.core.clock import now, today

LOGIN = {"en": "noor", "ja": "morishita", "ko": "han"}
NAMES = {"en": "River Tanaka-Lowell", "ja": "渡辺 和子", "ko": "남궁순덕"}
J = {"en": "us_ca", "ja": "jp", "ko": "kr"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lang", ["en", "ja", "ko"])
def test_shots(page, live_server, lang):
    agency = make_agency(lang)
    with acting(agency.system), transaction.atomic():
        of = case(
            agency,
            person(agency, name=NAMES[lang], name_lang=lang),
            worker=LOGIN[lang],
            programme={"en": "mental_health", "ja": "jp_preventive", "ko": "kr_integrated"}[lang],
            at=now() - timedelta(days=3),
        )
        them = of.members.get().person_id
    with acting(agency.system), transaction.atomic():
        me = agency.actor(LOGIN[lang])
    with acting(me) as by, transaction.atomic():
        c = report_concern(
            by=by,
            jurisdiction=J[lang],
            groups=["elder"],
            types=["physical", "financial"],
            aware_at=now() - timedelta(hours=30),
            account=Account(
                about="Neighbour of 82, flat 4",
                seen="Bruises on both wrists",
                said="He takes my pension.",
                said_by="She herself",
                said_language="en",
                supervisor_told=True,
                phone="555 0100",
            ),
        )
        record_report(
            c.id, form="oral", at=now() - timedelta(hours=1), to="APS", receiver="Badge 4471", reference="AP-1", by=by
        )
        record_engagement(
            case_id=of.id,
            person_id=them,
            met_on=today(of.zone),
            explained=True,
            limits=["mandated_report"],
            language=lang,
            own_words="I want my own bed.",
            own_words_language="en",
            by=by,
        )
        consent = give_consent(
            case_id=of.id,
            person_id=them,
            purpose=ConsentPurpose.MEETING,
            scope="Sharing",
            how=ConsentHow.SIGNATURE,
            given_on=today(of.zone),
            until=today(of.zone) + timedelta(days=20),
            recipients="Eastside Rehabilitation",
            data_classes=["services"],
            by=by,
        )
        m = prepare_meeting(
            case_id=of.id,
            about="plan",
            held_on=today(of.zone),
            agenda="The new plan",
            by=by,
            invited=[
                Invited("Dr Baptiste", discipline="physician", asked_on=today(of.zone)),
                Invited(NAMES[lang], AttendeeKind.PERSON),
            ],
        )
        m2 = prepare_meeting(case_id=of.id, about="video_monitoring", held_on=today(of.zone), agenda="Video", by=by)
        m3 = hold_meeting(
            prepare_meeting(case_id=of.id, about="selection", held_on=today(of.zone), agenda="The new plan", by=by).id,
            held_on=today(of.zone),
            by=by,
            minutes=Minutes(
                "Goes on as agreed.", "Talked about everything", outcome="integrated", remaining="Transport"
            ),
            attended=[
                Invited(by.name, AttendeeKind.WORKER, "social_worker", present=True, opinion="Good"),
                Invited(NAMES[lang], AttendeeKind.PERSON, present=True),
                Invited(
                    "Dr Baptiste",
                    discipline="physician",
                    present=False,
                    absence_reason="On call",
                    opinion="No weight",
                    asked_on=today(of.zone),
                    answered_on=today(of.zone),
                ),
            ],
            decisions=[Decided("Order the rail", today(of.zone) + timedelta(days=3), by.id)],
        )
    v = Visitor(page, live_server.url, agency, lang).sign_in(LOGIN[lang])
    bad = []
    todo = [
        ("concern_new", {}, ""),
        ("concerns", {}, ""),
        ("help_numbers", {}, ""),
        ("concern", {"concern_id": c.id}, ""),
        ("concern_print", {"concern_id": c.id}, ""),
        ("concern_chart_copy", {"concern_id": c.id}, ""),
    ]
    todo += [
        (n, {"case_id": of.id}, q)
        for n, q in [
            ("engagement", ""),
            ("consents", ""),
            ("consent_new", ""),
            ("disclosure_new", ""),
            ("meetings", ""),
            ("meeting_new", ""),
            ("looks", ""),
        ]
    ]
    todo += [
        ("consent", {"case_id": of.id, "consent_id": consent.id}, ""),
        ("consent_withdraw", {"case_id": of.id, "consent_id": consent.id}, ""),
        ("meeting", {"case_id": of.id, "meeting_id": m3.id}, ""),
        ("meeting_print", {"case_id": of.id, "meeting_id": m3.id}, ""),
        ("meeting_hold", {"case_id": of.id, "meeting_id": m.id}, ""),
        ("meeting_hold", {"case_id": of.id, "meeting_id": m2.id}, ""),
    ]
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for n, kw, q in todo:
            try:
                page.goto(live_server.url + reverse("cases:" + n, kwargs=kw) + q)
                page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
                v.look()
            except AssertionError as e:
                bad.append((lang, width, n, str(e)[:700]))
            k = n + ("2" if kw.get("meeting_id") == m2.id else "")
            page.screenshot(path=f"/tmp/shots/{lang}-{width}-{k}.png", full_page=True)
    for b in bad:
        print(b)
    assert not bad
