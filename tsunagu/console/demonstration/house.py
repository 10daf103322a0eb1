"""An agency of the demonstration: set up once, found again at the next start, and who acts in it."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction

from tsunagu.console.demonstration.pen import Pen
from tsunagu.console.demonstration.stock import Stock, Worker
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.core.clock import now
from tsunagu.identity.actors import actor_of
from tsunagu.identity.commands.set_up import enrol_worker, form_team, found_organisation
from tsunagu.identity.models import Membership, Organisation

# Of people who do not exist, in a demonstration that anybody may enter.
PASSWORD = "correct horse battery staple"  # noqa: S105
SPACE = UUID("019a0000-0000-7000-8000-7473756e6167")


class House:
    """The agency of one language, its workers as actors, and the pen its cases are written with."""

    def __init__(self, stock: Stock, organisation: Organisation, members: dict[str, Membership]) -> None:
        self.stock, self.organisation, self.members = stock, organisation, members
        self.pen = Pen()
        self.given: dict[str, int] = {}

    @cached_property
    def system(self) -> Actor:
        return system_in(self.organisation.id, zone=self.stock.zone, language=self.stock.language)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {login: actor_of(member) for login, member in self.members.items()}

    @cached_property
    def now(self) -> datetime:
        return now()

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.stock.zone)

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def moment(self, ago: int, hour: int, minute: int = 0) -> datetime:
        """So many days ago at that hour here; what would lie in the future was a moment ago."""
        at = datetime.combine(self.today - timedelta(days=ago), time(hour, minute), tzinfo=self.zone)
        return min(at, self.now - timedelta(minutes=20))

    def workday(self, ago: int) -> int:
        """The same day, or the Friday before it."""
        return ago + max(0, (self.today - timedelta(days=ago)).weekday() - 4)

    def chance(self, number: int) -> random.Random:
        """The same at every start: what happens in a life depends on its number only."""
        return random.Random(f"{self.stock.language} {number}")  # noqa: S311 - a story, no secret

    def key(self, number: int) -> UUID:
        """The id of a life's first referral: by it the life is found again."""
        return uuid5(SPACE, f"{self.organisation.id} {number}")

    def first(self, role: str, team: int | None = None) -> Worker:
        """Who holds a role, in a team where that matters."""
        found = [w for w in self.stock.workers if role in w.roles]
        return next((w for w in found if team is None or w.team == team), found[0])

    def case_manager_for(self, programme: str, model: str) -> Worker:
        """Whoever takes such cases and has been given the fewest."""
        fitting = [w for w in self.stock.workers if programme in w.takes]
        fitting = fitting or [w for w in self.stock.workers if model in w.takes]
        chosen = min(fitting, key=lambda w: self.given.get(w.login, 0))
        self.given[chosen.login] = self.given.get(chosen.login, 0) + 1
        return chosen


def set_up(stock: Stock) -> House:
    """Found the agency with its teams and workers."""
    organisation = found_organisation(
        name=stock.organisation,
        kind=stock.kind,
        language=stock.language,
        jurisdiction=stock.jurisdiction,
        zone=stock.zone,
        phone=stock.phone,
        settings=stock.settings,
    )
    by = system_in(organisation.id, zone=stock.zone, language=stock.language)
    with transaction.atomic(), acting(by):
        teams = [form_team(name=name, by=by) for name in stock.teams]
        members = {
            worker.login: enrol_worker(
                login=worker.login,
                password=PASSWORD,
                name=worker.name,
                name_reading=worker.reading,
                roles=worker.roles,
                by=by,
                team=teams[worker.team],
                profession=worker.profession,
                language=stock.language,
            )
            for worker in stock.workers
        }
    for member in members.values():
        member.organisation = organisation
    return House(stock, organisation, members)


def find(stock: Stock, organisation_id: UUID) -> House | None:
    """The agency that was set up at an earlier start, if it is there."""
    by = system_in(organisation_id, zone=stock.zone, language=stock.language)
    with transaction.atomic(), acting(by):
        rows = Membership.objects.filter(organisation_id=organisation_id).select_related("user", "organisation", "team")
        members = {row.user.login: row for row in rows}
        if not members.keys() >= {worker.login for worker in stock.workers}:
            return None
    return House(stock, next(iter(members.values())).organisation, members)
