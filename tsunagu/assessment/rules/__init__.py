"""What an assessment asks, and what its answers say: pure Python over plain values."""

from tsunagu.assessment.rules.answers import missing_observations, wrong_answers
from tsunagu.assessment.rules.balance import LIGHTS, Light, lights
from tsunagu.assessment.rules.function import DOMAINS, Domain, rank_domains
from tsunagu.assessment.rules.meetings import Met, strongest
from tsunagu.assessment.rules.outlines import Item, Library, Option, Outline, OutlineError, Section, load_library
from tsunagu.assessment.rules.redaction import BLACK, redact

__all__ = [
    "BLACK",
    "DOMAINS",
    "LIGHTS",
    "Domain",
    "Item",
    "Library",
    "Light",
    "Met",
    "Option",
    "Outline",
    "OutlineError",
    "Section",
    "lights",
    "load_library",
    "missing_observations",
    "rank_domains",
    "redact",
    "strongest",
    "wrong_answers",
]
