"""Form fields for days and times: one text box, any way of writing it, read back in words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tsunagu.ui import dates, formats


class ReadBack(forms.TextInput):
    """A text box whose reading is shown under it while it is typed."""

    def __init__(self, reads: str, attrs: dict[str, Any] | None = None, *, past: bool = False) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.reads, self.past = reads, past

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        try:
            url = reverse("ui:read_date")
        except NoReverseMatch:
            return context
        own |= {
            "hx-get": f"{url}?name={name}&reads={self.reads}{'&past=1' if self.past else ''}",
            "hx-trigger": "load, input changed delay:300ms"
            if value and "aria-invalid" not in own
            else "input changed delay:300ms",
            "hx-target": f"#{own.get('id', name)}_read",
            "hx-params": name,
        }
        return context


class _TextField(forms.CharField):
    """A field that turns text into something and, for the next visit, back into text."""

    reads = ""
    past = False

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", ReadBack(self.reads, past=self.past) if self.reads else forms.TextInput({"autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def write(self, value: Any) -> str:
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.write(value)

    def clean(self, value: Any) -> Any:
        if isinstance(value, date | datetime | time):
            return value
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.read(text)
        except dates.Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable), code="unreadable") from unreadable

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((self.read(data) if data else None) != initial)
        except dates.Unreadable:
            return True


class DateField(_TextField):
    """A whole day. `past` for a birth; `order` is the organisation's habit with 3/1/2026."""

    reads = "date"

    def __init__(self, *, past: bool = False, order: dates.Order | None = None, **kwargs: Any) -> None:
        self.past, self.order = past, order
        super().__init__(**kwargs)

    def read(self, text: str) -> date:
        return dates.parse_date(text, formats.reader(), past=self.past, order=self.order)

    def write(self, value: Any) -> str:
        return formats.typed_date(value)


class PartialDateField(DateField):
    """A day, a month or a year; cleans to what is known: `1941`, `1941-03`, `1941-03-08`."""

    reads = "partial"

    def read(self, text: str) -> str:  # type: ignore[override]
        return dates.parse_partial(text, formats.reader(), past=self.past, order=self.order).iso

    def prepare_value(self, value: Any) -> Any:
        return formats.typed_date(value) if isinstance(value, date) else value


class TimeField(_TextField):
    """A time of day, typed: 14:10, 1410, 午後2時10分."""

    def read(self, text: str) -> time:
        return dates.parse_time(text)

    def write(self, value: Any) -> str:
        return formats.clock_time(value)


class InstantField(_TextField):
    """A day and a time on the wall clock of `zone`, the organisation's unless said otherwise; cleans to an aware moment."""

    reads = "instant"

    def __init__(self, *, zone: ZoneInfo | str | None = None, order: dates.Order | None = None, **kwargs: Any) -> None:
        self.zone, self.order = zone, order
        super().__init__(**kwargs)

    def read(self, text: str) -> datetime:
        zone = self.zone or timezone.get_current_timezone_name()
        return dates.parse_instant(text, zone, formats.reader(), order=self.order)

    def write(self, value: Any) -> str:
        zone = ZoneInfo(self.zone) if isinstance(self.zone, str) else self.zone or timezone.get_current_timezone()
        local = value.astimezone(zone) if timezone.is_aware(value) else value
        return f"{formats.typed_date(local.date())} {formats.clock_time(local.time())}"
