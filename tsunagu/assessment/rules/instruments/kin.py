"""Is a loaded questionnaire one we know in another wording? Known by the codes of its items, it is scored and watched like ours.

An official Japanese text of the PHQ-9 that carries LOINC codes but no expressions scores as the PHQ-9 does, and its ninth item opens the
safety path. Codes decide, never wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from tsunagu.assessment.rules.instruments.form import Coding, Critical, Instrument, Item, Option, Score
from tsunagu.assessment.rules.instruments.scoring import counted

EXTRA = 2  # questions a form may add and still be the same instrument
Known = Mapping[Coding, str]  # code of an item -> its link in the loaded form


def recognised(loaded: Instrument, shelf: Iterable[Instrument]) -> Instrument:
    """The loaded form with what it shares with shipped ones: code and scores of the one it is, critical items of all."""
    known = {code: item.link for item in loaded.walk() if item.asks for code in item.codes if code.system}
    shared = [(one, links) for one in shelf if not one.score_only and (links := _links(one, known))]
    for shipped, links in shared:
        loaded = _watched(loaded, shipped, links)
    same = [(one, links) for one, links in shared if _is_it(loaded, one, links)]
    if same:
        shipped, links = max(same, key=lambda found: len(found[1]))
        loaded = _scored(loaded, shipped, links)
    return loaded


def _is_it(loaded: Instrument, shipped: Instrument, links: Mapping[str, str]) -> bool:
    """All it counts is there, and hardly anything else: a long intake form with two of its questions is another instrument."""
    total = shipped.score()
    if total is None or not set(counted(total, shipped)) <= set(links):
        return False
    chosen = [item for item in loaded.questions if item.options]
    return len(chosen) <= len(links) + EXTRA


def _links(shipped: Instrument, known: Known) -> dict[str, str]:
    """Our link -> theirs, for the items both have."""
    return {item.link: known[code] for item in shipped.questions for code in item.codes if code in known}


def _watched(loaded: Instrument, shipped: Instrument, links: Mapping[str, str]) -> Instrument:
    loaded = replace(loaded, items=tuple(_weighed(item, shipped, links) for item in loaded.items))
    there = {critical.link for critical in loaded.criticals}
    criticals = [
        found
        for critical in shipped.criticals
        if critical.link in links
        and links[critical.link] not in there
        and (found := _critical(critical, shipped, loaded, links))
    ]
    return replace(loaded, criticals=(*loaded.criticals, *criticals))


def _scored(loaded: Instrument, shipped: Instrument, links: Mapping[str, str]) -> Instrument:
    own = {code for score in loaded.scores for code in score.codes}
    missing = [score for score in shipped.scores if not own & set(score.codes) or not score.codes]
    return replace(
        loaded,
        code=shipped.code,
        scores=_scores(loaded.scores, shipped, missing, links),
        notes={**shipped.notes, **loaded.notes},
        disagreements=loaded.disagreements or shipped.disagreements,
        recall=loaded.recall or shipped.recall,
        follows=loaded.follows or shipped.follows,
    )


def _scores(
    own: tuple[Score, ...], shipped: Instrument, missing: Iterable[Score], links: Mapping[str, str]
) -> tuple[Score, ...]:
    """The form's own expressions stay; a score of ours with the same code lends its bands, others come along whole."""
    named = {code: score for score in shipped.scores for code in score.codes}
    lent = []
    for score in own:
        ours = next((named[code] for code in score.codes if code in named), None)
        lent.append(_lend(score, ours) if ours else score)
    codes = {score.code for score in lent}
    for score in missing:
        counts = counted(score, shipped)
        if score.code not in codes and set(counts) <= set(links):
            lent.append(replace(score, items=tuple(links[link] for link in counts)))
    return tuple(lent)


def _lend(score: Score, ours: Score) -> Score:
    return replace(
        score,
        code=ours.code,
        bands=ours.bands,
        low=ours.low,
        high=ours.high,
        better=ours.better,
        unit=ours.unit,
        source=ours.source,
    )


def _weighed(item: Item, shipped: Instrument, links: Mapping[str, str]) -> Item:
    """Answers that carry no points get those of the same answers in ours."""
    below = tuple(_weighed(one, shipped, links) for one in item.items)
    ours = next((shipped.by_link[link] for link, theirs in links.items() if theirs == item.link), None)
    if ours is None or any(option.score is not None for option in item.options):
        return replace(item, items=below)
    options = tuple(replace(option, score=_points(option, ours)) for option in item.options)
    return replace(item, items=below, options=options)


def _points(option: Option, ours: Item) -> Decimal | None:
    found = ours.option(option.value)
    return found.score if found else None


def _critical(critical: Critical, shipped: Instrument, loaded: Instrument, links: Mapping[str, str]) -> Critical | None:
    """By the same answers, or where they are coded otherwise by the same points."""
    ours, theirs = shipped.by_link[critical.link], loaded.by_link[links[critical.link]]
    points = {option.score for code in critical.answers if (option := ours.option(code)) and option.score is not None}
    answers = tuple(
        option.code
        for option in theirs.options
        if option.code in critical.answers or (option.score is not None and option.score in points)
    )
    if not answers and not theirs.options:
        answers = critical.answers
    return replace(critical, link=theirs.link, answers=answers) if answers else None
