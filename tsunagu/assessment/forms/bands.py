"""The shape of an organisation's own bands: a row a band, and how missing answers are treated."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.assessment.rules.instruments import LANGUAGES, Band, Missing, Score
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library

SPARE = 2
STATES = [
    ("met", pgettext_lazy("mark of a band", "Good")),
    ("note", pgettext_lazy("mark of a band", "Plain")),
    ("soon", pgettext_lazy("mark of a band", "Look further")),
    ("over", pgettext_lazy("mark of a band", "Act now")),
]
LEVELS = [
    ("", "–"),
    ("low", pgettext_lazy("level of a band", "Low")),
    ("medium", pgettext_lazy("level of a band", "Medium")),
    ("high", pgettext_lazy("level of a band", "High")),
]
SEXES = [("", _("Everybody")), ("female", _("Women")), ("male", _("Men"))]
BLANKS = [
    ("", _("As shipped")),
    ("refuse:0", _("No score while an answer is missing")),
    ("prorate:1", _("One missing answer: the mean of the others stands in")),
    ("prorate:2", _("Up to two missing answers: the mean of the others stands in")),
]


class BandForm(forms.Form):
    """One band. A row without a name and without numbers is none."""

    code = forms.CharField(required=False, widget=forms.HiddenInput)
    low = forms.DecimalField(label=pgettext_lazy("points of a band", "From"), required=False)
    high = forms.DecimalField(label=pgettext_lazy("points of a band", "To"), required=False)
    en = forms.CharField(label=_("Name in English"), required=False)
    ja = forms.CharField(label=_("Name in Japanese"), required=False)
    ko = forms.CharField(label=_("Name in Korean"), required=False)
    state = forms.ChoiceField(label=_("How it is marked"), choices=STATES, required=False)
    level = forms.ChoiceField(label=_("How grave, for the pathways"), choices=LEVELS, required=False)
    sex = forms.ChoiceField(label=_("For whom"), choices=SEXES, required=False)

    def band(self, number: int) -> Band | None:
        data = self.cleaned_data
        label = {language: data[language].strip() for language in LANGUAGES}
        if data["low"] is None and data["high"] is None and not any(label.values()):
            return None
        code = data["code"] or f"own_{number}"
        return Band(code, label, data["low"], data["high"], data["sex"], data["state"] or "note", data["level"])


BandSet = forms.formset_factory(BandForm, extra=SPARE, max_num=12)


class BandsForm(forms.Form):
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    blanks = forms.ChoiceField(label=_("When answers are missing"), choices=BLANKS, required=False)
    reason = forms.CharField(
        label=_("Where these numbers come from, and who decided"), widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = [(code, in_language(words)) for code, words in library().programmes().items()]
        self.fields["programme"].choices = [("", _("All programmes")), *programmes]  # type: ignore[attr-defined]

    def missing(self) -> Missing | None:
        how, _colon, allowed = self.cleaned_data["blanks"].partition(":")
        return Missing(int(allowed), how) if how else None


def rows_of(score: Score) -> list[dict[str, Any]]:
    """What the form begins with."""
    return [
        {
            "code": band.code,
            "low": _plain(band.low),
            "high": _plain(band.high),
            "state": band.state,
            "level": band.level,
            "sex": band.sex,
            **{language: band.label.get(language, "") for language in LANGUAGES},
        }
        for band in score.bands
    ]


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"
