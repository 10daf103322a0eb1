"""One story, many cases: a case is made and worked out by the engine itself, and then copied for other people.

Copying keeps every date and gives every row a new name. Nothing the engine does depends on names but the order of facts of one moment,
so new names come in the order of the old ones; a duty is named after what it is (`uuid5`), so its name is worked out anew. A rebuild
therefore gives the same rows, and the loader asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID, uuid5

from django.db import connection, models, transaction

from tsunagu.cases.commands.duties import work_out
from tsunagu.cases.models import Assignment, Case, Contact, Duty, Fact, Member, Promise
from tsunagu.console.bench.copying import columns_of, copy_rows
from tsunagu.console.bench.stories import TOKENS, Story
from tsunagu.core.ids import uuid7

TABLES: tuple[type[models.Model], ...] = (Case, Member, Assignment, Fact, Contact, Promise, Duty)
NAME = re.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
SPREAD = 31  # a case's horizon lies 62 to 92 days ahead, by its id: a copy keeps its original's


class Text:
    """A text with names in it, for writing it again with others."""

    def __init__(self, text: str, order: Mapping[str, int]) -> None:
        self._parts = NAME.split(text)
        self._slots = [order[name] for name in self._parts[1::2]]

    def with_names(self, names: list[str]) -> str:
        parts = self._parts.copy()
        parts[1::2] = [names[slot] for slot in self._slots]
        return "".join(parts)


@dataclass
class History:
    """A case as the text of its rows."""

    language: str
    people: int
    is_closed: bool
    opened_at: datetime
    facts: int
    duties: int
    remainder: int
    fresh: int  # how many rows get a name of their own
    case: int  # which of them is the case
    texts: dict[type[models.Model], Text]
    keys: list[Text]  # what each duty is named after

    def copied(self, said: Mapping[UUID, str]) -> dict[type[models.Model], str]:
        """The rows of another case. `said` are the names that stand for the placeholders."""
        case_id = _near(uuid7(), self.remainder)
        names = [said.get(token, "") for token in TOKENS]
        names += [str(case_id if number == self.case else uuid7()) for number in range(self.fresh)]
        names += [str(uuid5(case_id, key.with_names(names))) for key in self.keys]
        return {model: text.with_names(names) for model, text in self.texts.items()}


def histories(count: int, today: datetime) -> list[History]:
    """Different stories, each told, evaluated by the engine, kept as text and taken out again."""
    return [_history(Story(Random(number), today)) for number in range(count)]  # noqa: S311 - invented


def _history(story: Story) -> History:
    with transaction.atomic():
        copy_rows(story.rows)
        work_out(Case.objects.get(id=story.case.id))
        found = _read(story)
        transaction.set_rollback(True)
    return found


def _read(story: Story) -> History:
    case = story.case
    texts = {model: _rows_of(model, case.id) for model in TABLES}
    duties = list(
        Duty.objects.filter(case=case).order_by("id").values_list("id", "clock", "person_id", "subject", "occurrence")
    )
    keys = [
        f"{clock}|{person or ''}|{subject or ''}|{occurrence}" for _id, clock, person, subject, occurrence in duties
    ]
    derived = [str(row[0]) for row in duties]
    known = {str(token) for token in TOKENS} | set(derived)
    fresh = sorted({name for text in texts.values() for name in NAME.findall(text)} - known)
    order = {name: number for number, name in enumerate([*(str(token) for token in TOKENS), *fresh, *derived])}
    return History(
        language=story.language,
        people=len(story.people),
        is_closed=story.is_closed,
        opened_at=case.opened_at,
        facts=sum(isinstance(row, Fact) for row in story.rows),
        duties=len(duties),
        remainder=case.id.int % SPREAD,
        fresh=len(fresh),
        case=fresh.index(str(case.id)),
        texts={model: Text(text, order) for model, text in texts.items()},
        keys=[Text(key, order) for key in keys],
    )


def _rows_of(model: type[models.Model], case_id: UUID) -> str:
    whose = "id" if model is Case else "case_id"
    query = f"copy (select {columns_of(model)} from {model._meta.db_table} where {whose} = '{case_id}') to stdout"  # noqa: S608
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        return b"".join(copy).decode()


def _near(name: UUID, remainder: int) -> UUID:
    return UUID(int=name.int - name.int % SPREAD + remainder)
