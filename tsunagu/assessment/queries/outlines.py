"""Which outlines are there? The shipped ones, and an agency's own from the folder `assessments` in Tsunagu's home."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from tsunagu.assessment.models import Assessment
from tsunagu.assessment.rules import Library, Outline, Section, load_library
from tsunagu.core.words import in_language
from tsunagu.people.models import Person

SHIPPED = Path(__file__).parent.parent / "library"


@cache
def library() -> Library:
    """All outlines, read once. A mistake in an agency's folder raises an OutlineError that names every mistake."""
    own = Path(settings.HOME) / "assessments"
    return load_library(SHIPPED, *([own] if own.is_dir() else []))


def outline_of(assessment: Assessment) -> Outline:
    """As it stood when this assessment began."""
    outline = library().get(assessment.code, assessment.version)
    if outline is None:
        raise LookupError(f"no outline {assessment.code} version {assessment.version}")
    return outline


def sections_of(assessment: Assessment) -> list[Section]:
    """What this assessment asks, with the sections that join it because of who it is about (R-075)."""
    return [*outline_of(assessment).sections, *library().joining(*traits_of(assessment.person))]


def traits_of(person: Person | None) -> list[str]:
    return ["cannot_self_report"] if person and person.standing.cannot_self_report else []


def title_of(code: str) -> str:
    outline = library().get(code)
    return in_language(outline.title) if outline else code
