"""Pathways and duties: pure Python over plain values, no framework. What other rooms use is named here."""

from tsunagu.pathways.rules.calendars import place_for
from tsunagu.pathways.rules.caseloads import Caseload
from tsunagu.pathways.rules.clocks import Clock
from tsunagu.pathways.rules.composing import compose
from tsunagu.pathways.rules.duties import Duty, lead
from tsunagu.pathways.rules.evaluating import evaluate
from tsunagu.pathways.rules.facts import RETRACTED, Fact, effective
from tsunagu.pathways.rules.gates import Missing, Records, missing, ways
from tsunagu.pathways.rules.layers import STAGES, Assessment, Layer, Stage
from tsunagu.pathways.rules.ledger import Ledger
from tsunagu.pathways.rules.library import Library
from tsunagu.pathways.rules.library_loading import load_library
from tsunagu.pathways.rules.loading import load_layer
from tsunagu.pathways.rules.needs import DutiesAre, EachRecord, Evidence, Holds, Need, SomeRecord, Way
from tsunagu.pathways.rules.reading import PathwayError
from tsunagu.pathways.rules.rulesets import GateNeed, LayerName, Ruleset, refresh
from tsunagu.pathways.rules.sentences import Reason, RuleInWords, describe, period_text, sentences, span_text, why
from tsunagu.pathways.rules.spans import MAX, MIN, Period, Place, Span, add_months, parse_period, parse_span
from tsunagu.pathways.rules.vocabulary import Property, Vocabulary, Words

__all__ = [
    "MAX",
    "MIN",
    "RETRACTED",
    "STAGES",
    "Assessment",
    "Caseload",
    "Clock",
    "DutiesAre",
    "Duty",
    "EachRecord",
    "Evidence",
    "Fact",
    "GateNeed",
    "Holds",
    "Layer",
    "LayerName",
    "Ledger",
    "Library",
    "Missing",
    "Need",
    "PathwayError",
    "Period",
    "Place",
    "Property",
    "Reason",
    "Records",
    "RuleInWords",
    "Ruleset",
    "SomeRecord",
    "Span",
    "Stage",
    "Vocabulary",
    "Way",
    "Words",
    "add_months",
    "compose",
    "describe",
    "effective",
    "evaluate",
    "lead",
    "load_layer",
    "load_library",
    "missing",
    "parse_period",
    "parse_span",
    "period_text",
    "place_for",
    "refresh",
    "sentences",
    "span_text",
    "ways",
    "why",
]
