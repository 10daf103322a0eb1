"""The people everybody here knows: two agencies, their workers, and who they look after. All of them are invented.

Noor manages cases under Ruth in Harbour Case Management; Imani takes in its referrals, Dale directs it, Priya is its safeguarding
officer, Alex its administrator. 森下 千尋 works at みずなら, 한서윤 for 한빛구. A stranger works next door and may see nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pytest

from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.core.ids import uuid7
from tsunagu.identity.actors import actor_of
from tsunagu.identity.commands.set_up import enrol_worker, form_team, found_organisation
from tsunagu.identity.models import Membership, Organisation, Team

PASSWORD = "correct horse battery staple"


@dataclass
class Agency:
    """An organisation with one team and the usual people in it."""

    organisation: Organisation
    team: Team
    members: dict[str, Membership] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor_of(self.members[name])

    @cached_property
    def system(self) -> Actor:
        o = self.organisation
        return system_in(o.id, zone=o.zone, language=o.language)


WORKERS = {
    "en": [
        ("noor", "Noor Haddad", ["case_manager"], "occupational_therapist"),
        ("tomas", "Tomás Rivera-Okafor", ["case_manager"], "nurse"),
        ("ruth", "Ruth Abernathy", ["supervisor", "case_manager"], "social_worker"),
        ("imani", "Imani Castellanos", ["intake_worker"], "social_worker"),
        ("dale", "Dale Whitcombe", ["director"], "health_administrator"),
        ("priya", "Priya Raghunathan", ["safeguarding_officer", "case_manager"], "social_worker"),
        ("alex", "Alex Lindqvist", ["administrator"], "clerk"),
        ("odile", "Odile Marchetti", ["auditor"], "other"),
    ],
    "ja": [
        ("morishita", "森下 千尋", ["case_manager"], "care_manager"),
        ("utsumi", "内海 玲子", ["supervisor", "case_manager"], "care_manager"),
        ("hayasaka", "早坂 涼", ["intake_worker"], "social_worker"),
    ],
    "ko": [
        ("han", "한서윤", ["case_manager"], "integrated_case_manager"),
        ("namgoong", "남궁민재", ["supervisor", "case_manager"], "integrated_case_manager"),
        ("do", "도하린", ["intake_worker"], "social_worker"),
    ],
}
ORGANISATIONS = {
    "en": ("Harbour Case Management", "agency", "us", "America/New_York", "Community team"),
    "ja": ("居宅介護支援事業所みずなら", "agency", "jp", "Asia/Tokyo", "居宅介護支援"),
    "ko": ("한빛구 희망복지지원단", "municipality", "kr", "Asia/Seoul", "통합사례관리팀"),
}


def make_agency(language: str = "en", *, suffix: str = "") -> Agency:
    """The agency of one language. `suffix` makes its logins its own where several live in one database."""
    name, kind, jurisdiction, zone, team_name = ORGANISATIONS[language]
    organisation = found_organisation(
        name=name + suffix, kind=kind, language=language, jurisdiction=jurisdiction, zone=zone, phone="+1 555 0100"
    )
    by = system_in(organisation.id, zone=zone, language=language)
    with acting(by):
        agency = Agency(organisation, form_team(name=team_name, by=by))
        for login, full_name, roles, profession in WORKERS[language]:
            member = agency.members[login] = enrol_worker(
                login=login + suffix,
                password=PASSWORD,
                name=full_name,
                roles=roles,
                by=by,
                team=agency.team,
                profession=profession,
                language=language,
            )
            member.organisation = organisation
    return agency


@pytest.fixture
def agency(db):
    """Harbour Case Management, with the system acting in it; say `with acting(agency.actor("noor"))` to be somebody."""
    made = make_agency("en")
    with acting(made.system):
        yield made


@pytest.fixture
def mizunara(db):
    made = make_agency("ja")
    with acting(made.system):
        yield made


@pytest.fixture
def hanbit(db):
    made = make_agency("ko")
    with acting(made.system):
        yield made


@pytest.fixture
def elsewhere(db):
    """Another organisation, whose people may see nothing of ours."""
    return make_agency("en", suffix=f"-{uuid7().hex[-6:]}")
