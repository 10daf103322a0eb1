"""Dates, names, sums and marks in templates, each in the reader's habit: see `tsunagu.ui.formats`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import wraps
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tsunagu.ui import formats

register = template.Library()


def _or_nothing(function: Callable[..., Any]) -> Callable[..., Any]:
    """A record without the value shows nothing, rather than failing the page."""

    @wraps(function)
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
        '<span class="mark {}"><svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>{}</span>',
        state,
        state,
        words,
    )


@register.filter
def control(field: BoundField, hint: str = "") -> SafeString:
    """The control of a field, tied to all that is said about it: hint, reading, error."""
    said = [
        f"{field.auto_id}_{part}"
        for part, there in (
            ("helptext", hint or field.help_text),
            ("read", getattr(field.field.widget, "reads", "")),
            ("error", field.errors),
        )
        if there
    ]
    return field.as_widget(attrs={"aria-describedby": " ".join(said)} if said else None)


@register.simple_tag
def bar_parts(parts: Sequence[float], limit: float = 0, top: float = 0) -> SafeString:
    """The stacked bar of a row: up to three parts and the line of the limit, on a scale that ends at `top`."""
    scale = 360 / (top or max(sum(parts), limit) * 1.1 or 1)
    starts = [sum(parts[:index]) for index in range(len(parts))]
    drawn = format_html_join(
        "",
        '<rect class="bar-{}" x="{}" y="4" width="{}" height="16"/>',
        (
            (index + 1, round(start * scale), round(part * scale))
            for index, (start, part) in enumerate(zip(starts, parts, strict=True))
        ),
    )
    line = format_html('<path class="bar-limit" d="M{} 0v24"/>', round(limit * scale)) if limit else SafeString("")
    return SafeString('<path class="bar-track" d="M0 20.5h360"/>') + drawn + line


@register.filter
def wrong_fields(form: BaseForm) -> list[BoundField]:
    """The fields that need another look, in their order."""
    return [field for field in form if field.errors]
