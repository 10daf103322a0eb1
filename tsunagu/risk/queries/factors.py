"""Which factors hold for this person now, and which record says so?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from django.db.models import Q

from tsunagu.assessment.queries import Answers, latest_answers
from tsunagu.assessment.queries.answers import latest_function
from tsunagu.cases.choices import SafetyLevel, Setting, StayClass
from tsunagu.cases.commands.duties import ledger_of
from tsunagu.cases.models import Case, SafetyPath, Stay
from tsunagu.cases.queries import open_concern_exists
from tsunagu.core.clock import now
from tsunagu.people.models import Person
from tsunagu.risk.models import StatedFactor
from tsunagu.risk.rules import Evidence, Factor, Scheme

Reader = Callable[[Case, Person, Scheme], Iterable[Evidence]]

# Classes of stay that are planned by their nature; every other stay in hospital counts as unplanned, for want of better knowledge.
PLANNED = (StayClass.REHABILITATION, StayClass.SHORT_STAY, StayClass.LONG_TERM)
DAILY = 3  # on the scale of support: each day, or more

_readers: list[Reader] = []


def register_reader(reader: Reader) -> Reader:
    """A later room adds what its records say of a person, as evidence of a factor of the scheme.

    It sees only what the acting user may see: a reader of walled records says nothing to whom they are closed.
    """
    if reader not in _readers:
        _readers.append(reader)
    return reader


def evidence_for(case: Case, person: Person, scheme: Scheme) -> list[Evidence]:
    return [evidence for reader in (*READERS, *_readers) for evidence in reader(case, person, scheme)]


def _stays(case: Case, person: Person, scheme: Scheme) -> Iterator[Evidence]:
    hospital = Stay.objects.filter(person=person, setting=Setting.HOSPITAL)
    if factor := scheme.factors.get("recent_discharge"):
        ended = hospital.filter(ended_at__gte=now() - timedelta(days=factor.days)).order_by("-ended_at").first()
        if ended:
            yield Evidence(factor.code, "stay", ended.ended_at, {"where": ended.where})
    if factor := scheme.factors.get("repeated_admissions"):
        since = now() - timedelta(days=factor.days)
        starts = list(
            hospital.exclude(stay_class__in=PLANNED).filter(started_at__gte=since).values_list("started_at", flat=True)
        )
        if len(starts) >= factor.times:
            yield Evidence(factor.code, "stays", max(starts), {"times": len(starts)})


def _person(case: Case, person: Person, scheme: Scheme) -> Iterator[Evidence]:
    if "cannot_self_report" in scheme.factors and person.cannot_self_report:
        yield Evidence("cannot_self_report", "person")


def _alone(case: Case, person: Person, scheme: Scheme) -> Iterator[Evidence]:
    """Living alone weighs only together with help that is needed every day, from the functional or daily-living answers."""
    if "alone_with_daily_help" not in scheme.factors or not person.lives_alone:
        return
    daily = latest_answers(case, person.id).get(("daily_living", "help"))
    if daily and str(daily.value).isdigit() and int(daily.value) >= DAILY:
        yield Evidence(
            "alone_with_daily_help",
            "answer",
            daily.at,
            {"question": "daily_living.help", "assessment": daily.assessment_code},
        )
    elif worst := [d for d in latest_function(case, person.id) if (d.support or 0) >= DAILY]:
        yield Evidence("alone_with_daily_help", "function", None, {"domain": worst[0].code})


def _answers(case: Case, person: Person, scheme: Scheme) -> Iterator[Evidence]:
    answers = latest_answers(case, person.id)
    for factor in scheme.factors.values():
        yield from _shown_by(answers, factor)


def _shown_by(answers: Answers, factor: Factor) -> Iterator[Evidence]:
    for question in factor.answers:
        section, _dot, item = question.partition(".")
        answered = answers.get((section, item))
        if answered and factor.counts(question, answered.value):
            said = {"question": question, "value": answered.value, "assessment": answered.assessment_code}
            yield Evidence(factor.code, "answer", answered.at, {**said, "author": answered.author})


def _instruments(case: Case, person: Person, scheme: Scheme) -> Iterator[Evidence]:
    """The newest score of each instrument that a factor names."""
    newest = {}
    for fact in ledger_of(case).by_kind.get("instrument.scored", ()):
        if str(person.id) in fact.persons:
            newest[fact.data.get("instrument")] = fact
    for factor in scheme.factors.values():
        for instrument in factor.instruments:
            if (scored := newest.get(instrument)) is None:
                continue
            total, level = scored.data.get("total"), scored.data.get("level") or ""
            if factor.scored(instrument, total, level):
                said = {"level": level} if total is None else {"total": total}
                yield Evidence(factor.code, "instrument", scored.at, {"instrument": instrument, **said})


def _missed(case: Case, person: Person, scheme: Scheme) -> Iterator[Evidence]:
    """The last so many contacts were all missed; a contact that was made ends the row."""
    factor = scheme.factors.get("missed_contacts")
    if factor is None:
        return
    ledger, who = ledger_of(case), str(person.id)
    facts = [*ledger.by_kind.get("contact.made", ()), *ledger.by_kind.get("contact.missed", ())]
    facts = sorted((f for f in facts if not f.persons or who in f.persons), key=lambda f: f.at)
    last = facts[-factor.times :]
    if len(last) == factor.times and all(fact.kind == "contact.missed" for fact in last):
        yield Evidence(factor.code, "contacts", last[-1].at, {"times": len(last)})


def _stated(case: Case, person: Person, scheme: Scheme) -> Iterator[Evidence]:
    for stated in StatedFactor.objects.filter(Q(withdrawn_at=None), case=case, person=person):
        said = {"reason": stated.reason, "known_from": stated.known_from, "author": stated.stated_by_name}
        yield Evidence(stated.factor, "stated", stated.stated_at, said)


def _concern(case: Case, person: Person, scheme: Scheme) -> Iterator[Evidence]:
    """A report of concern that is not closed. Whether there is one is all that may be known here: no report, no reporter."""
    if "safety_concern" in scheme.factors and open_concern_exists(person.id):
        yield Evidence("safety_concern", "concern")


def _safety_path(case: Case, person: Person, scheme: Scheme) -> Iterator[Evidence]:
    """A path without a disposition, by the answer that sounded last; at its highest level it is a factor of its own."""
    factors = ("safety_path", "safety_path_high")
    if not any(factor in scheme.factors for factor in factors):
        return
    path = SafetyPath.objects.open().filter(case=case, person=person).first()
    if path and (alarm := path.alarms.last()):
        factor = factors[path.level == SafetyLevel.HIGH]
        yield Evidence(factor, "safety_path", path.opened_at, {"instrument": alarm.instrument})


READERS: tuple[Reader, ...] = (
    _concern,
    _safety_path,
    _stays,
    _person,
    _alone,
    _answers,
    _instruments,
    _missed,
    _stated,
)
