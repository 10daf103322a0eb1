"""Referrals to try things on: plausible, invented, and as incomplete as they come."""

from __future__ import annotations

from datetime import date

from tsunagu.cases.choices import Setting
from tsunagu.core.actor import Actor
from tsunagu.intake.choices import ReferrerKind, Urgency, Way
from tsunagu.intake.commands import About, Referrer, Where, receive_referral, screen_referral
from tsunagu.intake.models import Referral, Screening
from tsunagu.notices.choices import Channel
from tsunagu.people.commands import register_person
from tsunagu.people.models import Person
from tsunagu.people.rules.profile import ContactDraft, NameDraft

HANA = (NameDraft("kanji", "渡辺", "華"), NameDraft("kana", "ワタナベ", "ハナ"))
RIVER = (NameDraft("roman", "Aldana-Whitfield", "River"),)


def refer(by: Actor, **fields) -> Referral:
    """A hospital refers River, by phone, with an email address for the answer."""
    fields = {
        "referrer": Referrer(
            ReferrerKind.HOSPITAL,
            "Sam Okoye",
            "St Brigid's Hospital",
            "+1 555 0142",
            Channel.MAIL,
            "discharge@stbrigids.example",
        ),
        "reason": "Head injury and two fractures after a bicycle accident. Lives alone, going home soon.",
        "programme": "mental_health",
        "about": About(names=RIVER, born=date(1991, 3, 14), phone="+1 555 0167"),
        "way": Way.PHONE,
        "urgency": Urgency.ROUTINE,
    } | fields
    return receive_referral(by=by, **fields)


def inpatient(**fields) -> Where:
    return Where(**{"setting": Setting.HOSPITAL, "name": "St Brigid's", "ward": "4 East", "room": "12"} | fields)


def person(by: Actor, names=RIVER, born=date(1991, 3, 14), **fields) -> Person:
    return register_person(
        names=names, born=born, contact_points=[ContactDraft("mobile", "+1 555 0167")], by=by, **fields
    )


def screen(referral: Referral, by: Actor) -> Screening:
    return screen_referral(
        referral.case_id,
        records="Discharge letter read",
        history="Works as a courier; no earlier contact with services",
        financial="Sick pay for six weeks, rent is paid",
        living="Second floor, no lift",
        social_support="A sister an hour away",
        by=by,
    )
