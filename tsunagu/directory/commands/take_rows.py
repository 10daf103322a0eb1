"""Rows of a source become rows of the directory: the same row twice is one, and a missing value stays missing.

Each batch of a table is one transaction, and what is pointed to is written before what points: whatever stops the run, nothing is half
there, and the next run goes on. A row that points nowhere stands under a placeholder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from tsunagu.core.actor import Actor
from tsunagu.directory.models import REFERENCES, TABLES, Attribute, HsdsRow, Metadata, Service
from tsunagu.directory.rules.reading import Row, Values, table_named

BATCH = 1000
MODELS: Mapping[str, type[HsdsRow]] = {model.table: model for model in TABLES}
COLUMNS = {reference: column for column, reference in REFERENCES.items()}
# what these tables' rows may point to without a column of their own
LOOSE = {Attribute: ("link_id", "link_entity"), Metadata: ("resource_id", "resource_type")}
OURS = {
    "id",
    "organisation",
    "origin",
    "external_id",
    "placeholder",
    "types",
    "sex",
    "capacity",
    "capacity_on",
    "kept",
    "answers_as",
}

Progress = Callable[[Iterable[Any], str], Iterable[Any]]


@dataclass(frozen=True)
class Remark:
    """What is wrong with a row, by the place where it stands."""

    where: str
    column: str
    value: str
    reason: str


@dataclass
class Outcome:
    """What became of the rows of one source: for each table how many are new, changed, the same; and what is to be mended there."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    remarks: list[Remark] = field(default_factory=list)
    placeholders: int = 0
    torn: int = 0
    not_read: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def changed(self) -> bool:
        return any(new or changed for new, changed, _same in self.counts.values())

    def remark(self, row: Row | Given, column: str, value: Any, reason: str) -> None:
        self.remarks.append(Remark(row.where, column, str(value)[:80], reason))


@dataclass
class Given:
    """All that a source says of one record, wherever it says it."""

    values: Values
    where: str


def own_id(organisation_id: UUID, source: str, table: str, key: str) -> UUID:
    """The id a row has here: made of where it came from, so that it is the same each time, and another in another organisation."""
    return uuid5(NAMESPACE_URL, f"hsds:{organisation_id}:{source}:{table}:{key}")


class Taking:
    """One source, read whole, then written table by table."""

    def __init__(self, source: str, by: Actor) -> None:
        self.source, self.by = source, by
        self.given: dict[str, dict[str, Given]] = {table: {} for table in MODELS}
        self.outcome = Outcome()

    # -- reading ------------------------------------------------------------------------------------------------------

    def add(self, row: Row) -> None:
        """The same record again fills what was missing; where two places disagree, the first is kept and the second named."""
        if row.table not in MODELS:
            self.outcome.not_read[row.table or row.where.split(":")[0]] += 1
            return
        values = {key: value for key, value in row.values.items() if value not in (None, "")}
        known = self.given[row.table].setdefault(row.key, Given({}, row.where))
        for column, value in values.items():
            if str(known.values.setdefault(column, value)) != str(value):
                said = _("%(place)s says something else; the first was kept") % {"place": known.where}
                self.outcome.remark(row, f"{row.table}.{column}", value, said)

    # -- writing ------------------------------------------------------------------------------------------------------

    def write(self, progress: Progress) -> Outcome:
        self._take_stock()
        for model in TABLES:
            rows = [self._made(model, key, given) for key, given in self.given[model.table].items()]
            rows += [self._empty(model, key) for key in sorted(self.pointed[model.table])]
            for batch in progress(list(_batches(rows)), model.table):
                with transaction.atomic():
                    self._store(model, batch)
        return self.outcome

    def _take_stock(self) -> None:
        """Who is pointed to and given by nobody? Known from an earlier run, or a placeholder."""
        pointed: dict[str, dict[str, Given]] = {table: {} for table in MODELS}
        for table, records in self.given.items():
            for given in records.values():
                for target, key in self._references(MODELS[table], given.values):
                    if key not in self.given[target]:
                        pointed[target].setdefault(key, given)
        self.pointed = {table: self._unknown(table, keys) for table, keys in pointed.items()}
        for table, keys in self.pointed.items():
            for key in sorted(keys):
                said = _("nobody gave this %(table)s: kept as “known only by number”") % {"table": table}
                self.outcome.remark(pointed[table][key], f"{table}_id", key, said)
                self.outcome.placeholders += 1

    def _unknown(self, table: str, keys: Mapping[str, Given]) -> set[str]:
        ids = {self._id(table, key): key for key in keys}
        with transaction.atomic():
            known = set(
                MODELS[table]._default_manager.filter(id__in=list(ids), placeholder=False).values_list("id", flat=True)
            )
        return {key for one, key in ids.items() if one not in known}

    def _references(self, model: type[HsdsRow], values: Values) -> Iterator[tuple[str, str]]:
        for name in [f.name for f in model._meta.concrete_fields if f.name in COLUMNS]:
            target = _target(model, name)
            if (column := COLUMNS[name] if name != "parent" else _parent_column(model)) in values:
                yield target.table, str(values[column])

    def _id(self, table: str, key: str) -> UUID:
        return own_id(self.by.organisation, self.source, table, key)

    def _empty(self, model: type[HsdsRow], key: str) -> HsdsRow:
        return model(
            id=self._id(model.table, key),
            organisation_id=self.by.organisation,
            origin=self.source,
            external_id=key,
            placeholder=True,
        )

    def _made(self, model: type[HsdsRow], key: str, given: Given) -> HsdsRow:
        """The row as it will stand. What cannot be read is named and left empty; the rest of the row is taken."""
        row = self._empty(model, "" if key.startswith("#") else key)
        row.id, row.placeholder = self._id(model.table, key), False
        known = {"id"}
        for column in model._meta.concrete_fields:
            if column.name in OURS:
                continue
            theirs = COLUMNS.get(column.name, column.name)
            if column.name == "parent":
                theirs = _parent_column(model)
            known.add(theirs)
            if theirs in given.values:
                self._set(row, column, theirs, given)
        self._link(row, given)
        self._judge(row, given)
        for theirs in sorted(set(given.values) - known):
            if not isinstance(given.values[theirs], (dict, list)):
                self.outcome.not_read[f"{model.table}.{theirs}"] += 1
        return row

    def _set(self, row: HsdsRow, column: models.Field[Any, Any], theirs: str, given: Given) -> None:
        value = given.values[theirs]
        if isinstance(column, models.ForeignKey):
            setattr(row, column.attname, self._id(_target(type(row), column.name).table, str(value)))
        elif not isinstance(column, models.UUIDField):
            try:
                setattr(row, column.name, read_value(column, value))
            except (ValueError, ArithmeticError):
                self.outcome.remark(given, f"{row.table}.{theirs}", value, _("this cannot be read; it was left empty"))

    def _link(self, row: HsdsRow, given: Given) -> None:
        """An attribute names its record by id and table; sources often leave the table out, or put anything there."""
        if type(row) not in LOOSE:
            return
        link, entity = LOOSE[type(row)]
        key = str(given.values.get(link, ""))
        named = table_named(str(given.values.get(entity, "")))
        tables = (
            [named] if named in MODELS and key in self.given[named] else [t for t in MODELS if key in self.given[t]]
        )
        if key and tables:
            setattr(row, link, self._id(tables[0], key))
            setattr(row, entity, tables[0])
        else:
            self.outcome.remark(
                given, f"{row.table}.{link}", key, _("no record bears this id: the row is kept, and leads nowhere")
            )

    def _judge(self, row: HsdsRow, given: Given) -> None:
        """What keeps a whole service out of search is said by its row."""
        name = getattr(row, "name", None)
        if row.table in ("organization", "service") and not name:
            self.outcome.remark(
                given, f"{row.table}.name", "", _("without a name it is listed, and out of search until mended")
            )
        if isinstance(row, Service):
            if row.provider_id is None:
                self.outcome.remark(
                    given, "service.organization_id", "", _("nobody is named who offers it: out of search until mended")
                )
            elif str(given.values["organization_id"]) in self.pointed["organization"]:
                self.outcome.torn += 1

    def _store(self, model: type[HsdsRow], rows: list[HsdsRow]) -> None:
        names = [f.attname for f in model._meta.concrete_fields if f.name not in OURS] + ["placeholder"]
        here = model._default_manager.in_bulk([row.id for row in rows])
        new = [row for row in rows if row.id not in here]
        changed = []
        for row in rows:
            if (old := here.get(row.id)) is None or (row.placeholder and not old.placeholder):
                continue
            kept = set(getattr(old, "kept", ()))
            different = [n for n in names if n not in kept and getattr(old, n) != getattr(row, n)]
            for name in different:
                setattr(old, name, getattr(row, name))
            if different:
                changed.append(old)
        model._default_manager.bulk_create(new, batch_size=BATCH)
        model._default_manager.bulk_update(changed, names, batch_size=BATCH)
        count = self.outcome.counts[model.table]
        count[0] += len(new)
        count[1] += len(changed)
        count[2] += len(rows) - len(new) - len(changed)


def _target(model: type[HsdsRow], name: str) -> type[HsdsRow]:
    target = model._meta.get_field(name).related_model
    assert target is not None
    assert not isinstance(target, str)
    assert issubclass(target, HsdsRow)
    return target


def _parent_column(model: type[HsdsRow]) -> str:
    return "parent_organization_id" if model.table == "organization" else "parent_id"


def _batches(rows: list[HsdsRow]) -> Iterator[list[HsdsRow]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def read_value(column: models.Field[Any, Any], value: Any) -> Any:
    """A value of the column's kind. Raises ValueError for one that is none."""
    if isinstance(value, (dict, list)):
        if all(isinstance(one, (str, int, float)) for one in value) and isinstance(value, list):
            value = ", ".join(map(str, value))
        else:
            raise ValueError("not one value")
    text = str(value).replace("\x00", "").strip()
    if isinstance(column, models.DateTimeField):
        return _instant(text)
    if isinstance(column, models.DateField):
        return _day(text)
    if isinstance(column, models.IntegerField):
        number = float(text)
        if not number.is_integer() or abs(number) > 2**31 - 1:
            raise ValueError(text)
        return int(number)
    if isinstance(column, models.FloatField):
        return _finite(float(text))
    if isinstance(column, models.DecimalField):
        return _amount(text)
    return text


def _finite(number: float) -> float:
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError("no number")
    return number


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not amount.is_finite() or abs(amount) >= 10**12:
        raise ValueError(text)
    return amount


def _day(text: str) -> date:
    found = parse_date(text[:10]) if len(text) == 10 or "T" in text or " " in text else None
    if found is None:
        raise ValueError(text)
    return found


def _instant(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None and (day := parse_date(text)):
        found = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the zone follows
    if found is None:
        raise ValueError(text)
    return found if found.tzinfo else timezone.make_aware(found, timezone.get_default_timezone())
