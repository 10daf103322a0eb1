"""Rows of models by COPY: how millions of rows come into a table as its owner."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import connection, models


def columns_of(model: type[models.Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)


def copy_rows(rows: Iterable[models.Model]) -> None:
    """Rows of several models; those of each model go together, in the order in which its first row came."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, its in by_model.items():
        columns = [(field.attname, _written(field)) for field in model._meta.concrete_fields]
        with connection.cursor() as cursor, cursor.copy(_into(model)) as copy:
            for row in its:
                copy.write_row([write(getattr(row, name)) for name, write in columns])


def copy_text(model: type[models.Model], text: str) -> None:
    """Rows in COPY's own text format."""
    with connection.cursor() as cursor, cursor.copy(_into(model)) as copy:
        copy.write(text)


def _into(model: type[models.Model]) -> str:
    return f'copy "{model._meta.db_table}" ({columns_of(model)}) from stdin'


def _written(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """How a value of this field is handed to COPY, where psycopg does not know by itself."""
    if isinstance(field, models.JSONField):
        return partial(json.dumps, ensure_ascii=False)
    return str if isinstance(field, models.FileField) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
