"""What a text box for a day takes, gives back, and says when it cannot be read."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import timezone, translation

from tsunagu.ui.fields import DateField, InstantField, PartialDateField, TimeField


class Visit(forms.Form):
    day = DateField()
    born = PartialDateField(past=True, required=False)
    began = InstantField(zone="Asia/Seoul", required=False)
    ended = TimeField(required=False)


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_what_is_kept_comes_back_into_the_box_and_reads_the_same(language):
    began = datetime(2026, 11, 23, 5, 10, tzinfo=UTC)
    kept = {"day": date(2026, 11, 23), "born": "1941-03", "began": began, "ended": time(14, 40)}
    with translation.override(language):
        shown = {name: Visit(initial=kept)[name].value() for name in kept}
        form = Visit(shown, initial=kept)
        assert form.is_valid(), form.errors
        assert form.cleaned_data == kept
        assert not form.has_changed()


def test_nothing_written_is_nothing_known():
    form = Visit({"day": "令和8年11月23日"})
    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2026, 11, 23), "born": None, "began": None, "ended": None}


def test_what_cannot_be_read_is_said_at_the_field_and_kept_as_it_was_typed():
    form = Visit({"day": "31.2.2026", "began": "tomorrow"})
    assert "no such day" in form.errors["day"][0]
    assert "time too" in form.errors["began"][0]
    assert form["day"].value() == "31.2.2026"
    assert form.has_changed()


def test_a_moment_without_its_own_zone_is_on_the_clock_of_the_organisation():
    with timezone.override("Asia/Tokyo"):
        assert InstantField().clean("2026-11-23 14:10") == datetime(2026, 11, 23, 14, 10, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.mark.urls("tsunagu.ui.tests.urls")
def test_the_reading_is_asked_for_while_it_is_typed_and_not_beside_an_error():
    assert 'hx-trigger="load, input' in str(Visit(initial={"day": date(2026, 11, 23)})["day"])
    assert 'hx-trigger="input' in str(Visit({"day": "31.2.2026"})["day"])
