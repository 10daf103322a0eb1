"""Filling an empty database: agencies, workers with caseloads as uneven as they are, people, and their cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction

from tsunagu.cases.commands.rebuild_duties import rebuild_duties
from tsunagu.cases.models import Case, CaseNumber, Duty
from tsunagu.console.bench import names, people, stories
from tsunagu.console.bench.copying import copy_rows, copy_text
from tsunagu.console.bench.histories import TABLES, History, histories
from tsunagu.console.progress import Progress, step
from tsunagu.core.clock import frozen, now
from tsunagu.identity.models import Membership, Organisation, Team, User
from tsunagu.people.models import Person

AGENCIES = (("Wideharbour", 9), ("Nexthill", 1))  # nearly everybody is in one: its searches and lists see them all
STORIES = 400
IN_A_CASE = 0.5  # of people, the first of each case
CASES_A_WORKER = 50  # open and closed
TEAM = 12
BATCH = 1_000
CHECKED = 20


@dataclass
class Agency:
    """One organisation with its workers: how much each is given, and who supervises them."""

    organisation: Organisation
    share: int
    workers: list[tuple[User, Team, User]] = field(default_factory=list)  # worker, team, supervisor
    weights: list[float] = field(default_factory=list)
    numbers: dict[int, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: count(1)))
    drawn: dict[int, int] = field(default_factory=dict)

    def number(self, year: int) -> str:
        self.drawn[year] = next(self.numbers[year])
        return f"{year}-{self.drawn[year]:06d}"


def load(size: int, progress: Progress) -> None:
    """As the owner. Then the statistics, and a rebuild of some cases, which must change nothing."""
    fill(size, progress)
    with step("Statistics"), connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    with step("A rebuild changes nothing"):
        refuse_different(CHECKED)


def fill(size: int, progress: Progress, stories_told: int = STORIES) -> None:
    """Everything in one transaction."""
    with frozen(now()), transaction.atomic(), unchecked():
        today, chance = now(), Random(size)  # noqa: S311 - invented, the same again
        with step(f"{stories_told} stories, worked out by the engine"):
            told = histories(stories_told, today)
        with step("Agencies and workers"):
            agencies = [_agency(name, share, size, chance) for name, share in AGENCIES]
        with step(f"{size:,} people and their cases"):
            turns = [agency for agency in agencies for _n in range(agency.share)]
            for turn, first in enumerate(progress(range(0, size, BATCH), "People")):
                agency = turns[turn % len(turns)]
                _cases(agency, _people(agency, range(first, min(first + BATCH, size)), today), told, chance)
            copy_rows(_counters(agencies))


@contextmanager
def unchecked() -> Iterator[None]:
    """Without asking, row by row, whether what a row refers to is there: we have just made it. Only a superuser may say so."""
    with connection.cursor() as cursor:
        cursor.execute("select usesuper from pg_user where usename = current_user")
        (may,) = cursor.fetchone()
        cursor.execute("set local session_replication_role = replica" if may else "select 1")
        yield


def _agency(name: str, share: int, size: int, chance: Random) -> Agency:
    whole = sum(share for _name, share in AGENCIES)
    organisation = Organisation(name=name, jurisdiction="us", zone="Asia/Tokyo")
    agency = Agency(organisation, share)
    rows: list[models.Model] = [organisation]
    for number in range(max(1, round(size * IN_A_CASE * share / whole / CASES_A_WORKER))):
        if number % TEAM == 0:
            team = Team(organisation=organisation, name=f"Team {number // TEAM + 1}")
            supervisor, place = _user(f"{name}-s{number}", ["supervisor", "case_manager"], team, chance)
            rows += [team, supervisor, place]
        worker, place = _user(f"{name}-w{number}", ["case_manager"], team, chance)
        rows += [worker, place]
        agency.workers.append((worker, team, supervisor))
        agency.weights.append(chance.lognormvariate(0, 0.45))
    copy_rows(rows)
    return agency


def _user(login: str, roles: list[str], team: Team, chance: Random) -> tuple[User, Membership]:
    """Somebody who cannot sign in: measuring makes its own sessions."""
    name = names.western(chance, "female")[0].whole
    user = User(login=login.lower(), name=name, password=make_password(None))
    return user, Membership(organisation_id=team.organisation_id, user=user, team=team, roles=roles)


def _people(agency: Agency, numbers: Sequence[int], today: datetime) -> list[Person]:
    made = list(people.rows_of(agency.organisation.id, numbers, today.date()))
    copy_rows(row for _person, rows in made for row in rows)
    return [person for person, _rows in made]


def _cases(agency: Agency, persons: Iterable[Person], told: Sequence[History], chance: Random) -> None:
    """Each person is the first of a case or of none; a household takes somebody more of the same language."""
    by_language: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        by_language[person.language].append(person)
    texts: dict[type[models.Model], list[str]] = {model: [] for model in TABLES}
    for language, waiting in by_language.items():
        fitting = [history for history in told if history.language == language] or told
        while waiting:
            person, history = waiting.pop(), chance.choice(fitting)
            if chance.random() > IN_A_CASE:
                continue
            members = [person, *(waiting.pop() for _n in range(history.people - 1) if waiting)]
            if len(members) == history.people:
                for model, text in history.copied(_said(agency, history, members, chance)).items():
                    texts[model].append(text)
    for model, parts in texts.items():
        copy_text(model, "".join(parts))


def _said(agency: Agency, history: History, members: Sequence[Person], chance: Random) -> dict[UUID, str]:
    """Who and what stands where the story has a placeholder. Its people come in the order of their ids, as in the story."""
    ((worker, team, supervisor),) = chance.choices(agency.workers, agency.weights)
    users = {stories.WORKER: worker, stories.SUPERVISOR: supervisor, stories.INTAKE: supervisor}
    return {
        stories.ORGANISATION: str(agency.organisation.id),
        stories.TEAM: str(team.id),
        stories.NUMBER: agency.number(history.opened_at.year),
        **{token: str(user.id) for token, user in users.items()},
        **{stories.NAMES[token]: user.name for token, user in users.items()},
        **dict(zip(stories.PEOPLE, sorted(str(member.id) for member in members), strict=False)),
    }


def _counters(agencies: Iterable[Agency]) -> Iterator[CaseNumber]:
    for agency in agencies:
        for year, last in agency.drawn.items():
            yield CaseNumber(organisation_id=agency.organisation.id, year=year, last=last)


# -- are the copies what the engine would have made? ---------------------------------------------------------------------------


class Different(Exception):
    """A rebuild changed rows that were loaded: they are not what the engine makes of these facts."""


def refuse_different(count: int) -> None:
    """Rebuild some cases and look; what the rebuild wrote is taken back."""
    ids = Random(count).sample(list(Case.objects.order_by("id").values_list("id", flat=True)), count)  # noqa: S311
    with transaction.atomic():
        before = _derived(ids)
        rebuild_duties(ids)
        after = _derived(ids)
        transaction.set_rollback(True)
    if before != after:
        raise Different(
            f"{len(ids)} cases were rebuilt; {sum(before[table] != after[table] for table in before)} tables differ"
        )


def _derived(ids: Sequence[UUID]) -> dict[str, Any]:
    return {
        "duties": list(Duty.objects.filter(case_id__in=ids).order_by("id").values_list()),
        "cases": list(Case.objects.filter(id__in=ids).order_by("id").values_list()),
    }
