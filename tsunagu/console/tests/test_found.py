"""An installation begins with an organisation and somebody who may set it up."""

from argparse import Namespace

import pytest

from tsunagu.console.commands import found
from tsunagu.core.actor import Actor, acting
from tsunagu.identity.backends import LoginBackend
from tsunagu.identity.models import Membership

ASKED = {
    "name": "Northside Care", "login": "ana", "person": "Ana Ferreira", "team": "Home care", "language": "en",
    "jurisdiction": "us", "zone": None, "kind": "agency", "phone": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def running(monkeypatch):
    monkeypatch.setattr(found.database, "ready_for_work", lambda: None)


@pytest.mark.django_db
def test_the_first_person_signs_in_with_the_printed_password_and_holds_every_role(capsys):
    assert found.run(Namespace(**ASKED)) == 0
    password = capsys.readouterr().out.split("password ")[1].split(" ")[0]
    user = LoginBackend().authenticate(None, login="ana", password=password)
    assert user is not None
    with acting(Actor(user.id, "")):
        assert len(Membership.objects.get(user_id=user.id).roles) == 7


def test_an_unknown_time_zone_is_said_and_nothing_is_founded(capsys):
    assert found.run(Namespace(**ASKED | {"zone": "Mars/Olympus"})) == 2
    assert "Mars/Olympus" in capsys.readouterr().out
