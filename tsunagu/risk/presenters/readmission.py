"""What a screen says about a readmission score: each part with its points and its record, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tsunagu.cases.models import Stay
from tsunagu.core.errors import Words
from tsunagu.core.words import in_language
from tsunagu.people.models import Person
from tsunagu.risk.choices import Level, ReadmissionInstrument
from tsunagu.risk.models import ReadmissionScore
from tsunagu.risk.queries.readmission import Worked, table
from tsunagu.ui import formats

PARTS: dict[str, Words] = {
    "length": gettext_lazy("Length of stay"),
    "acuity": gettext_lazy("Urgent admission"),
    "comorbidity": gettext_lazy("Other illnesses"),
    "visits": gettext_lazy("Emergency visits in the six months before"),
    "haemoglobin": gettext_lazy("Haemoglobin below 12 g/dL at discharge"),
    "oncology": gettext_lazy("Discharged from an oncology service"),
    "sodium": gettext_lazy("Sodium below 135 mmol/L at discharge"),
    "procedure": gettext_lazy("A procedure during the stay"),
    "admissions": gettext_lazy("Admissions to hospital in the year before"),
    "age": gettext_lazy("Age"),
}
ABOUT: dict[str, tuple[Words, Words]] = {
    "lace": (
        gettext_lazy("Return to hospital or death within 30 days, 0 to 19 points; high from 10."),
        gettext_lazy(
            "van Walraven et al., CMAJ 2010. Tables that give 6 points for 14 to 27 days differ from the publication."
        ),
    ),
    "hospital": (
        gettext_lazy("Avoidable return within 30 days, 0 to 13 points; medium from 5, high from 7."),
        gettext_lazy(
            "Donzé et al., JAMA Intern Med 2016. The version of 2013 gave 2 points from one admission on; "
            "some tables count a stay of more than 5 days, here 5 days count."
        ),
    ),
    "charlson": (
        gettext_lazy("How much other illnesses weigh; with a point for each decade of age from 50."),
        gettext_lazy(
            "Charlson et al. 1987 and 1994; diagnoses by Quan et al. 2005. LACE weighs the same illnesses in its own way."
        ),
    ),
}
MARKS = {"high": ("soon", "over"), "medium": ("later", ""), "low": ("later", ""), "": ("wait", "")}


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class PartRow:
    label: Words
    points: str
    source: str
    links: list[Link]
    missing: bool


@dataclass(frozen=True)
class ScoreView:
    """One instrument on the page; `kept` is when it was worked out, nothing for what would be kept now."""

    code: str
    name: Words
    about: Words
    source: Words
    total: str
    level: str
    state: str
    icon: str
    rows: list[PartRow]
    missing: list[Words]
    kept: datetime | None = None
    by: str = ""
    version: str = ""
    known_from: str = ""


def preview(worked: Worked, person: Person) -> ScoreView:
    """What the records say now; kept only when somebody keeps it."""
    score = worked.score
    return _view(score.instrument, score.total, score.most, score.level, worked.parts(), person)


def kept(score: ReadmissionScore, person: Person) -> ScoreView:
    view = _view(score.instrument, score.total, score.most, score.level, score.parts, person)
    more = {"kept": score.at, "by": score.by_name, "version": score.version, "known_from": score.known_from}
    return ScoreView(**{**vars(view), **more})


def _view(
    code: str, total: int, most: int, level: str, parts: Sequence[Mapping[str, Any]], person: Person
) -> ScoreView:
    rows = [_row(part, person) for part in parts]
    state, icon = MARKS[level] if code != "charlson" else ("later", "")
    return ScoreView(
        code=code,
        name=ReadmissionInstrument(code).label,
        about=ABOUT[code][0],
        source=ABOUT[code][1],
        total=total_words(total, most),
        level=level_words(code, level),
        state=state,
        icon=icon,
        rows=rows,
        missing=[row.label for row in rows if row.missing],
    )


def total_words(total: int, most: int) -> str:
    """ "10", or "at least 6, at most 11" where parts are missing."""
    if total == most:
        return ngettext("%(n)s point", "%(n)s points", total) % {"n": total}
    return _("at least %(total)s points, at most %(most)s") % {"total": total, "most": most}


def level_words(code: str, level: str) -> str:
    if code == "charlson":
        return ""
    return str(Level(level).label) if level else _("Open: what is missing decides")


def _row(part: Mapping[str, Any], person: Person) -> PartRow:
    low, high = part["low"], part["high"]
    links = [
        Link(title or _("The record"), reverse("fhir:original", args=[person.id, record]))
        for record, title in part["records"]
        if record
    ]
    points = str(low) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    return PartRow(PARTS[part["code"]], points, _source(part), links[:6], part["source"] == "missing")


def _source(part: Mapping[str, Any]) -> str:
    """Where a part is known from, in a sentence; a missing one says so."""
    code, data = part["code"], part["data"]
    match part["source"]:
        case "stay" if data.get("planned"):
            return _("A stay of this kind is planned")
        case "stay":
            days = ngettext("%(days)s day", "%(days)s days", data["days"]) % {"days": data["days"]}
            return _("%(days)s so far, the stay goes on") % {"days": days} if data.get("lasting") else days
        case "admission":
            return _("The hospital’s record says urgent") if data["urgent"] else _("The hospital’s record says planned")
        case "visit_before":
            day = formats.full_date(datetime.fromisoformat(data["at"]))
            return _("Came through an emergency visit on %(day)s") % {"day": day}
        case "counted" if data["all"]:
            return ngettext("%(n)s on record", "%(n)s on record", data["times"]) % {"n": data["times"]}
        case "counted":
            return _("%(n)s known here; no hospital’s records came in, so there may be more") % {"n": data["times"]}
        case "records" if code == "comorbidity":
            return _groups(data)
        case "records":
            return _("On record during the stay")
        case "none_told":
            return _("None among the procedures on record")
        case "measured":
            day = formats.full_date(datetime.fromisoformat(data["at"]))
            return _("%(value)s on %(day)s") % {"value": data["value"], "day": day}
        case "person":
            return ngettext("%(n)s year old", "%(n)s years old", data["years"]) % {"n": data["years"]}
        case "stated":
            return _stated(data)
    return _missing(code, data)


def _stated(data: Mapping[str, Any]) -> str:
    if "groups" in data:
        return _("Stated: %(what)s") % {"what": ", ".join(group_words(data["groups"])) or _("none of the illnesses")}
    if said := data.get("times", data.get("value")):
        return _("Stated: %(what)s") % {"what": said}
    return _("Stated by the worker")


def _groups(data: Mapping[str, Any]) -> str:
    words = ", ".join(group_words(data["groups"]))
    said = words or _("None of the illnesses that count, among %(n)s diagnoses on record") % {"n": data["read"]}
    if data["unread"]:
        more = ngettext(
            "%(n)s diagnosis carries no code that could be read",
            "%(n)s diagnoses carry no code that could be read",
            data["unread"],
        )
        return f"{said} · {more % {'n': data['unread']}}"
    return said


def _missing(code: str, data: Mapping[str, Any]) -> str:
    if code == "comorbidity" and data.get("unread"):
        return _("Not on record: the diagnoses carry no code that could be read")
    return _("Not on record")


def group_words(codes: Iterable[str]) -> list[str]:
    groups = table().groups
    return [in_language(groups[code].label) if code in groups else code for code in codes]


def group_choices() -> list[tuple[str, str]]:
    return [(code, in_language(group.label)) for code, group in table().groups.items()]


@dataclass(frozen=True)
class StayChoice:
    id: Any
    words: str
    current: bool


def stay_choices(stays: Iterable[Stay], chosen: Stay) -> list[StayChoice]:
    return [StayChoice(stay.id, stay_words(stay), stay.id == chosen.id) for stay in stays]


def stay_words(stay: Stay) -> str:
    began = formats.full_date(stay.started_at)
    until = formats.full_date(stay.ended_at) if stay.ended_at else _("still there")
    said = {"first": began, "last": until, "where": stay.where}
    return _("%(where)s, %(first)s – %(last)s") % said if stay.where else _("%(first)s – %(last)s") % said


@dataclass(frozen=True)
class PastRow:
    at: datetime
    name: Words
    total: str
    level: str
    stay: str
    by: str
    version: str


def past_rows(scores: Iterable[ReadmissionScore]) -> list[PastRow]:
    return [
        PastRow(
            score.at,
            score.get_instrument_display(),
            total_words(score.total, score.most),
            level_words(score.instrument, score.level),
            stay_words(score.stay),
            score.by_name,
            score.version,
        )
        for score in scores
    ]
