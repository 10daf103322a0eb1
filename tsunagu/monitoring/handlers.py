"""When a visit was written with every line of the plan answered, its round is kept beside it: one entry fills both sheets."""

from __future__ import annotations

from typing import Any

from tsunagu.cases.models import Case, Contact, Fact
from tsunagu.core.actor import Actor
from tsunagu.core.listening import on
from tsunagu.monitoring.commands.rounds import keep_round


@on("monitoring.recorded")
def keep_the_round(*, fact: Fact, case: Case, by: Actor, **_what: Any) -> None:
    contact = Contact.objects.filter(id=fact.ref, case=case).first() if fact.ref else None
    if contact is not None:
        keep_round(case, contact, by)
