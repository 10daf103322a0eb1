"""What does the gallery show? Invented people of three languages, with names as long as they come."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from django import forms

from tsunagu.ui import formats
from tsunagu.ui.fields import DateField, InstantField, PartialDateField

SAMPLES = Path(__file__).parent / "samples"
TEMPLATES = Path(__file__).parent / "templates" / "ui"
ICON = re.compile(r'id="i-([\w-]+)"')


def showcase() -> dict[str, Any]:
    """Everything on the gallery page, in the reader's language."""
    sample: dict[str, Any] = yaml.safe_load((SAMPLES / f"{formats.reader()}.yaml").read_text("utf-8"))
    return {
        **sample,
        "form": _form(sample["fields"], None),
        "failed": _form(sample["fields"], {"failed-visited_on": "31.2.2026", "failed-seen": ["x"]}),
        "icons": ICON.findall((TEMPLATES / "_sprite.html").read_text()),
        "ticks": ["full"] * 29 + ["half"] * 3 + ["booked"] * 4 + ["none"] * 2,
        "loads": [
            {"who": who, "parts": parts, "total": sum(parts), "limit": 30, "over": sum(parts) > 30}
            for who, parts in zip(sample["workers"], ([9, 12.4, 4.6], [11, 13, 6.2], [3, 8, 7.5]), strict=True)
        ],
    }


def _form(words: dict[str, Any], data: dict[str, Any] | None) -> forms.Form:
    class Visit(forms.Form):
        visited_on = DateField(label=words["visited_on"], help_text=words["visited_on_hint"])
        began = InstantField(label=words["began"], required=False)
        born = PartialDateField(label=words["born"], past=True, required=False)
        place = forms.ChoiceField(label=words["place"], choices=words["places"], widget=forms.RadioSelect)
        seen = forms.MultipleChoiceField(
            label=words["seen"], choices=words["people"], widget=forms.CheckboxSelectMultiple
        )
        provider = forms.ChoiceField(label=words["provider"], choices=[("", ""), *words["providers"]])
        mood = forms.ChoiceField(label=words["mood"], choices=words["moods"], widget=forms.RadioSelect, required=False)
        said = forms.CharField(label=words["words"], widget=forms.Textarea({"rows": 2}), required=False)
        copied = forms.BooleanField(label=words["copied"], required=False)

        def clean(self) -> dict[str, Any]:
            raise forms.ValidationError(words["whole"])

    initial = {
        "visited_on": "2026-11-23",
        "born": "1941-03",
        "place": "home",
        "seen": ["self"],
        "mood": "4",
        "said": words["said"],
    }
    return Visit(data, initial=initial, prefix="failed" if data else None)
