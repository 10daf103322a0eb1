"""An instrument as a FHIR R4 Questionnaire, for others to use. What R4 has no word for stands in extensions that they may ignore."""

from __future__ import annotations

from typing import Any

from tsunagu.assessment.rules.instruments.fhir import BASE, OWN, SDC, coding_json, plain, text_json, value_json
from tsunagu.assessment.rules.instruments.form import (
    FHIRPATH,
    Band,
    Condition,
    Instrument,
    Item,
    Option,
    Quantity,
    Score,
    said,
)
from tsunagu.assessment.rules.instruments.scoring import counted

Json = dict[str, Any]


def questionnaire_json(instrument: Instrument, language: str = "") -> Json:
    """The Questionnaire, in the language of its wording with the others as translations."""
    language = language or instrument.language
    found: Json = {
        "resourceType": "Questionnaire",
        "language": language,
        "url": instrument.url or f"{OWN}{instrument.code}",
        "version": instrument.version,
        "name": _name(instrument.code),
        **text_json("title", instrument.title, language),
        "status": "active",
        "subjectType": ["Patient"],
        **text_json("description", instrument.about, language),
        **text_json("copyright", instrument.notice, language),
        "code": [coding_json(code, language) for code in instrument.codes],
        "extension": [_score(score, language) for score in instrument.scores],
        "item": [_item(item, language) for item in instrument.items]
        + [one for s in instrument.scores if (one := _total(s, instrument, language))],
    }
    return {key: value for key, value in found.items() if value not in ([], "")}


def _name(code: str) -> str:
    """A name a program may use: letters and digits, the first a capital (R4, rule que-0)."""
    return "".join(part.capitalize() for part in code.replace("-", "_").split("_"))


def _item(item: Item, language: str) -> Json:
    found: Json = {
        "linkId": item.link,
        "extension": _extensions(item, language),
        "code": [coding_json(code, language) for code in item.codes],
        "prefix": item.prefix,
        **text_json("text", item.text, language),
        "type": item.kind,
        "enableWhen": [_condition(condition, language) for condition in item.when],
        "enableBehavior": ("any" if item.when_any else "all") if len(item.when) > 1 else "",
        "required": item.required or None,
        "repeats": item.repeats or None,
        "readOnly": item.read_only or None,
        "maxLength": item.max_length,
        "answerOption": [_option(option, item, language) for option in item.options],
        "item": [_item(below, language) for below in item.items],
    }
    if item.help:
        found["item"].append(_help(item, language))
    return {key: value for key, value in found.items() if value not in ([], "", None)}


def _help(item: Item, language: str) -> Json:
    """How a question is to be asked, as SDC writes it: a line below with the control `help`."""
    return {
        "linkId": f"{item.link}-help",
        "extension": [_control("help")],
        **text_json("text", item.help, language),
        "type": "display",
    }


def _control(code: str) -> Json:
    concept = {"coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}]}
    return {"url": f"{BASE}questionnaire-itemControl", "valueCodeableConcept": concept}


def _extensions(item: Item, language: str) -> list[Json]:
    found = [_control(item.control)] if item.control else []
    if item.hidden:
        found.append({"url": f"{BASE}questionnaire-hidden", "valueBoolean": True})
    for name, limit in (("minValue", item.minimum), ("maxValue", item.maximum)):
        if limit is not None and not isinstance(limit, Quantity):
            found.append({"url": f"{BASE}{name}", **value_json(limit, item.kind)})
    if item.unit:
        found.append({"url": f"{BASE}questionnaire-unit", "valueCoding": coding_json(item.unit, language)})
    spoken = (
        ("calculatedExpression", item.calculated),
        ("enableWhenExpression", item.when_expression),
        ("initialExpression", item.prefill),
    )
    found += [
        {
            "url": f"{SDC}sdc-questionnaire-{name}",
            "valueExpression": {"language": FHIRPATH, "expression": expression.text},
        }
        for name, expression in spoken
        if expression
    ]
    return found


def _option(option: Option, item: Item, language: str) -> Json:
    found = value_json(option.value, item.kind, language, option.score)
    if option.exclusive:
        found["extension"] = [{"url": f"{BASE}questionnaire-optionExclusive", "valueBoolean": True}]
    if option.initial:
        found["initialSelected"] = True
    return found


def _condition(condition: Condition, language: str) -> Json:
    value = value_json(condition.answer, "", language)
    return {
        "question": condition.question,
        "operator": condition.operator,
        **{key.replace("value", "answer", 1): found for key, found in value.items()},
    }


def _total(score: Score, instrument: Instrument, language: str) -> Json | None:
    """A plain sum can be worked out by any program that knows SDC; other rules are named only."""
    if score.rule != "sum" or score.code in instrument.by_link:
        return None
    links = " or ".join(f"linkId='{link}'" for link in counted(score, instrument))
    text = f"%resource.repeat(item).where({links}).answer.value.weight().sum()"
    return {
        "linkId": score.code,
        "extension": [
            {
                "url": f"{SDC}sdc-questionnaire-calculatedExpression",
                "valueExpression": {"language": FHIRPATH, "expression": text},
            }
        ],
        **({"code": [coding_json(code, language) for code in score.codes]} if score.codes else {}),
        **text_json("text", score.title, language),
        "type": "decimal",
        "readOnly": True,
    }


def _score(score: Score, language: str) -> Json:
    parts: list[Json] = [
        {"url": "code", "valueString": score.code},
        {"url": "rule", "valueString": score.rule},
        {"url": "source", "valueString": score.source or "–"},
        *({"url": "band", "extension": _band(band, language)} for band in score.bands),
    ]
    return {"url": f"{OWN}score", "extension": parts}


def _band(band: Band, language: str) -> list[Json]:
    limits = [
        {"url": name, "valueDecimal": plain(limit)}
        for name, limit in (("from", band.low), ("to", band.high))
        if limit is not None
    ]
    sex = [{"url": "sex", "valueCode": band.sex}] if band.sex else []
    return [
        {"url": "code", "valueString": band.code},
        {"url": "label", "valueString": said(band.label, language)},
        *limits,
        *sex,
    ]
