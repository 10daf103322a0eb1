"""Dates, names, sums and marks in templates, each in the reader's habit: see `tsunagu.ui.formats`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tsunagu.ui import formats

register = template.Library()


def _or_nothing(function: Callable[..., Any]) -> Callable[..., Any]:
    """A record without the value shows nothing, rather than failing the page."""

    def shown(value: Any, *arguments: Any) -> Any:
        return "" if value in (None, "") else function(value, *arguments)

    return shown


for _format in (
    formats.long_date,
    formats.weekday_date,
    formats.short_date,
    formats.full_date,
    formats.month,
    formats.partial_date,
    formats.birth,
    formats.birth_and_age,
    formats.age,
    formats.clock_time,
    formats.instant,
    formats.duration,
    formats.number,
    formats.percent,
    formats.money,
    formats.script_of,
):
    register.filter(_format.__name__, _or_nothing(_format))


@register.filter
def due_mark(value: date | datetime | None, near: int = 3) -> SafeString:
    """The status mark of a date: `{{ duty.due_on|due_mark }}`."""
    if value is None:
        return SafeString("")
    due = formats.due_instant(value, near=near) if isinstance(value, datetime) else formats.due(value, near=near)
    return mark(due.state, due.words)


@register.simple_tag
def mark(state: str, words: str) -> SafeString:
    """A status mark without a component, for rows that repeat: `{% mark "wait" words %}`."""
    return format_html(
        '<span class="mark {}"><svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>{}</span>', state, state, words
    )
