"""What a screen says about a duty: what is owed, whose, by when, why, and the next action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case, Contact, Duty, Member, Promise
from tsunagu.cases.models.ledger import DutyColumns
from tsunagu.cases.presenters.actions import Action, action_for, case_url, url_of
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.pathways import rules
from tsunagu.pathways.queries import library
from tsunagu.people.models import Person
from tsunagu.ui import formats

WAITED_FOR = ("referral_answer", "opinion_answer")


@dataclass(frozen=True)
class Who:
    """Whose it is: enough to tell two people with one name apart."""

    name: str
    url: str
    lang: str = ""
    reading: str = ""
    born: str = ""
    note: str = ""


@dataclass(frozen=True)
class DueRow:
    """One row of a worklist, as `ui/_due_row.html` shows it."""

    id: UUID
    state: str
    when: str
    what: str
    why: str
    source: str
    source_url: str
    action: Action
    legal: bool = False
    rules: list[str] = field(default_factory=list)
    who: Who | None = None
    of_whom: str = ""  # on the page of one case: which of the household; on a team's: which worker
    primary: bool = False
    icon: str = ""


@dataclass(frozen=True)
class About:
    """What a page of duties needs to know once: whose cases, which records, which words."""

    people: Mapping[UUID, Person]  # by the id a duty may carry
    firsts: Mapping[UUID, Person]  # of each case, the one it is named after
    households: frozenset[UUID]
    titles: Mapping[UUID, str]  # of the records that duties speak of
    promises: Mapping[UUID, Promise]


Titles = Callable[[Sequence[UUID]], Mapping[UUID, str]]
_titles: dict[str, Titles] = {}
_kept: dict[str, Permission] = {}


def register_titles(topic: str, provider: Titles) -> None:
    """A room that keeps the records a topic speaks of (goals, referrals) says here what each is called."""
    _titles[topic] = provider


def keep_from_others(topic: str, permission: Permission) -> None:
    """A topic that says by itself what not everybody of a chart may know: its rows are for whoever has this permission."""
    _kept[topic] = permission


def for_eyes_of(actor: Actor, duties: Iterable[Duty]) -> list[Duty]:
    """The duties that this reader may know of: all that are their own, and of the rest what is not kept from them."""
    return [d for d in duties if d.topic not in _kept or d.owner_id == actor.id or can(actor, _kept[d.topic])]


def about(duties: Iterable[Duty]) -> About:
    """Everything the rows of a page need, in a number of queries that does not grow with them."""
    duties = list(duties)
    members = list(
        Member.objects.filter(case_id__in={d.case_id for d in duties}, left_at__isnull=True)
        .select_related("person", "person__merged_into")
        .prefetch_related("person__names")
        .order_by("case_id", "position", "id")
    )
    firsts: dict[UUID, Person] = {}
    count: dict[UUID, int] = {}
    for member in members:
        firsts.setdefault(member.case_id, member.person.standing)
        count[member.case_id] = count.get(member.case_id, 0) + 1
    return About(
        people={m.person_id: m.person.standing for m in members},
        firsts=firsts,
        households=frozenset(case_id for case_id, n in count.items() if n > 1),
        titles=_titles_of(duties),
        promises=Promise.objects.in_bulk([d.subject for d in duties if d.topic == "promise" and d.subject]),
    )


def _titles_of(duties: Sequence[Duty]) -> dict[UUID, str]:
    asked: dict[str, list[UUID]] = {}
    for duty in duties:
        if duty.subject:
            asked.setdefault(duty.topic, []).append(duty.subject)
    found: dict[UUID, str] = {}
    for topic, ids in asked.items():
        if topic in _titles:
            found.update(_titles[topic](ids))
    return found


def note_titles(ids: Sequence[UUID]) -> dict[UUID, str]:
    contacts = Contact.objects.filter(id__in=ids).values_list("id", "started_at")
    return {id_: _("Sign the note of %(date)s") % {"date": formats.weekday_date(at)} for id_, at in contacts}


register_titles("note_written", note_titles)


def present_duty(duty: Duty, case: Case, known: About, lang: str, *, one_case: bool = False) -> DueRow:
    """The row of one duty in the reader's language."""
    ruleset = library().rules_for(case.layers)
    clock = ruleset.by_id[duty.clock]
    reasons = reasons_of(duty, ruleset, lang)
    state, when = mark_of(duty, case.zone)
    promise = known.promises.get(duty.subject) if duty.subject else None
    return DueRow(
        id=duty.id,
        state=state,
        when=when,
        what=promise.what if promise else known.titles.get(duty.subject or duty.id) or reasons[0].title,
        why=why_sentence(duty, reasons, case.zone),
        source=promise_source(promise) if promise else reasons[0].source,
        source_url=url_of("cases:why", case_id=duty.case_id, duty_id=duty.id),
        legal=duty.legal,
        rules=[rule_sentence(reason) for reason in reasons[1:]],
        action=action_for(duty, clock),
        who=None if one_case else who_of(duty, case, known, lang),
        of_whom=member_of(duty, known) if one_case else "",
        primary=state == "over",
    )


def reasons_of(duty: DutyColumns, ruleset: rules.Ruleset, lang: str) -> list[rules.Reason]:
    """Every rule that proposed a date, strictest first; its own clock where it does not lead."""
    because: Any = [(clock, datetime.fromisoformat(due) if due else None) for clock, due in duty.because]
    return rules.why(because or [(duty.clock, duty.due_at)], ruleset, library().vocabulary, lang, formats.weekday_date)


def why_sentence(duty: DutyColumns, reasons: Sequence[rules.Reason], zone: str) -> str:
    """Fact, rule and result in one or two sentences."""
    rule = sentence_case(reasons[0].window)
    counted = formats.weekday_date(duty.anchor_at)
    if duty.paused:
        return _("%(rule)s. The clock stands still for now.") % {"rule": rule}
    if duty.due_at is None:
        return _("%(rule)s. Not before %(opens)s.") % {"rule": rule, "opens": formats.weekday_date(duty.opens_at)}
    due = formats.weekday_date(duty.due_at) if is_day(duty.due_at, zone) else formats.instant(duty.due_at)
    if formats.as_day(duty.anchor_at) == formats.as_day(duty.due_at):
        return _("%(rule)s, due %(due)s.") % {"rule": rule, "due": due}
    return _("%(rule)s. Counted from %(start)s, due %(due)s.") % {"rule": rule, "start": counted, "due": due}


def promise_source(promise: Promise) -> str:
    """A promise is its own source."""
    return _("Promised by %(name)s on %(date)s.") % {
        "name": promise.made_by_name,
        "date": formats.weekday_date(promise.made_at),
    }


def rule_sentence(reason: rules.Reason) -> str:
    """One of the other rules: its title, how it counts, the date it proposed, where it comes from."""
    if reason.due is None:
        return _("%(title)s: %(window)s (%(source)s)") % {
            "title": reason.title,
            "window": reason.window,
            "source": reason.source,
        }
    return _("%(title)s: %(window)s, due %(due)s (%(source)s)") % {
        "title": reason.title,
        "window": reason.window,
        "due": reason.due,
        "source": reason.source,
    }


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def mark_of(duty: DutyColumns, zone: str) -> tuple[str, str]:
    """The status mark: its shape and its words."""
    if duty.paused:
        return "wait", _("Paused")
    if duty.due_at is None:
        return "later", _("From %(date)s") % {"date": formats.short_date(duty.opens_at)}
    if duty.topic in WAITED_FOR and duty.due_at >= now():
        return "wait", _("Asked")
    if duty.grace_until and duty.due_at < now() <= duty.grace_until:
        return "soon", _("In the days of grace, until %(date)s") % {"date": formats.short_date(duty.grace_until)}
    if is_day(duty.due_at, zone):
        local = duty.due_at.astimezone(ZoneInfo(zone)).date()
        found = formats.due(local, on=now().astimezone(ZoneInfo(zone)).date())
    else:
        found = formats.due_instant(duty.due_at)
    return found.state, found.words


def is_day(at: datetime, zone: str) -> bool:
    """Does it end with a local day, rather than at an hour?"""
    return at.astimezone(ZoneInfo(zone)).time() >= time(23, 59, 59)


def member_of(duty: Duty, known: About) -> str:
    """Which person of a household it is about; nobody's name where the case is one person's, whose page it stands on."""
    person = known.people.get(duty.person_id) if duty.person_id and duty.case_id in known.households else None
    return person.name if person else ""


def who_of(duty: Duty, case: Case, known: About, lang: str) -> Who:
    person = known.people.get(duty.person_id) if duty.person_id else None
    person = person or known.firsts.get(duty.case_id)
    url = case_url(duty.case_id)
    if person is None:
        return Who(case.said_name or _("Nobody named yet"), url, note=case.number)
    household = duty.person_id is None and duty.case_id in known.households
    tier = library().tier_name(case.programme, case.tier, lang) if case.tier else ""
    return Who(
        name=(_("%(name)s and household") % {"name": person.name}) if household else person.name,
        url=url,
        lang=person.name_lang,
        reading=person.reading,
        born=formats.birth(person.born) if person.born and person.born_precision == "full" else "",
        note=tier or case.number,
    )
