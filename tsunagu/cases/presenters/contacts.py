"""What a screen says about a contact: in one line, on its page, and what writing one down would meet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Mode, Mood, Observation, Observed, Outcome, Place, Purpose, Severity, With
from tsunagu.cases.models import Amendment, Case, Contact
from tsunagu.cases.queries import due_on
from tsunagu.cases.rules import late_by, unanswered
from tsunagu.core.actor import Actor
from tsunagu.pathways.queries import library
from tsunagu.pathways.rules import describe
from tsunagu.ui import formats


@dataclass(frozen=True)
class Item:
    """A label and its value, as `c-facts` shows them."""

    label: str
    value: str
    lang: str = ""
    url: str = ""


@dataclass(frozen=True)
class ContactLine:
    contact: Contact
    title: str
    icon: str
    meta: str
    late: str


@dataclass(frozen=True)
class Comparison:
    """One amendment: what stood there, what stands there now, why."""

    amendment: Amendment
    before: list[Item]
    after: list[Item]


@dataclass(frozen=True)
class ContactView:
    """Everything on a contact's page."""

    line: ContactLine
    facts: list[Item]
    observations: list[Item]
    not_answered: list[str]
    monitoring: list[Any]
    amendments: list[Comparison] = field(default_factory=list)
    may_sign: bool = False
    may_change: bool = False


def contact_title(contact: Contact) -> str:
    """What kind of thing happened, as one would say it."""
    if contact.outcome != Outcome.REACHED:
        return attempt_title(contact)
    if contact.purpose == Purpose.ACCOMPANIMENT:
        return _("Went along")
    if contact.purpose == Purpose.SESSION:
        return _("Treatment session")
    if contact.purpose == Purpose.CHECK_IN:
        return _("Check-in by phone") if contact.mode == Mode.PHONE else _("Check-in")
    if contact.mode == Mode.IN_PERSON:
        return _("Home visit") if contact.place == Place.HOME else _("Meeting in person")
    return {
        Mode.PHONE: _("Phone call"),
        Mode.VIDEO: _("Video call"),
        Mode.MESSAGE: _("Message"),
        Mode.LETTER: _("Letter"),
    }.get(Mode(contact.mode), _("Contact"))


def attempt_title(contact: Contact) -> str:
    return {
        Outcome.VOICEMAIL: _("Attempt: left a message"),
        Outcome.NO_ANSWER: _("Attempt: no answer"),
        Outcome.REFUSED: _("Attempt: they did not want to talk"),
        Outcome.MISSED: _("They did not come, or were not there"),
    }[Outcome(contact.outcome)]


def contact_icon(contact: Contact) -> str:
    if contact.purpose == Purpose.ACCOMPANIMENT:
        return "car"
    icons = {
        Mode.IN_PERSON: "home",
        Mode.PHONE: "phone",
        Mode.VIDEO: "video",
        Mode.MESSAGE: "chat",
        Mode.LETTER: "mail",
    }
    return icons[Mode(contact.mode)] if contact.was_reached else "cross"


def contact_meta(contact: Contact) -> str:
    """Who with whom, and for how long."""
    counterpart = contact.counterpart_name or With(contact.counterpart).label
    words = _("%(worker)s with %(counterpart)s") % {"worker": contact.worker_name, "counterpart": counterpart}
    if contact.counterpart == With.PERSON and not contact.counterpart_name:
        words = contact.worker_name
    times = []
    if contact.minutes:
        times.append(formats.duration(contact.minutes))
    if contact.travel_minutes:
        times.append(_("travel %(time)s") % {"time": formats.duration(contact.travel_minutes)})
    scales = []
    if contact.mood:
        scales.append(_("mood %(number)d of 5") % {"number": contact.mood})
    if contact.symptom:
        name = contact.symptom_name or _("symptom")
        scales.append(_("%(name)s %(number)d of 5") % {"name": name, "number": contact.symptom})
    return " · ".join([words, *times, *scales])


def late_words(happened: datetime, written: datetime) -> str:
    """That it is a late entry, and how late."""
    gap = late_by(happened, written)
    if gap is None:
        return ""
    if gap.days >= 1:
        return _("Late entry, %(days)d days after.") % {"days": gap.days}
    return _("Late entry, %(hours)d hours after.") % {"hours": gap.seconds // 3600}


def contact_line(contact: Contact) -> ContactLine:
    return ContactLine(
        contact,
        contact_title(contact),
        contact_icon(contact),
        contact_meta(contact),
        late_words(contact.ended_at or contact.started_at, contact.written_at),
    )


def present_contact(contact: Contact, by: Actor) -> ContactView:
    asked = [item for item in Observation if item.value in contact.observations]
    mine = contact.worker_id == by.id
    standing = not contact.is_withdrawn
    return ContactView(
        line=contact_line(contact),
        facts=contact_facts(contact),
        observations=[_observation(item, contact.observations[item.value]) for item in asked],
        not_answered=[str(Observation(i).label) for i in unanswered([a.value for a in asked], contact.observations)],
        monitoring=list(contact.monitoring.all()),
        amendments=[_compared(amendment) for amendment in contact.amendments.all()],
        may_sign=standing
        and (
            (mine and contact.signed_at is None)
            or (
                not mine
                and contact.awaits_second_signature
                and bool(contact.signed_at)
                and can(by, Permission.CASE_ASSIGN)
            )
        ),
        may_change=standing and (mine or can(by, Permission.CASE_ASSIGN)),
    )


def contact_facts(contact: Contact) -> list[Item]:
    """What was recorded, without what was left open."""
    words: list[tuple[str, Any]] = [
        (_("When"), _when(contact)),
        (_("How"), Mode(contact.mode).label),
        (_("Place"), Place(contact.place).label if contact.place else ""),
        (_("With whom"), contact.counterpart_name or With(contact.counterpart).label),
        (_("What for"), Purpose(contact.purpose).label),
        (_("How it ended"), Outcome(contact.outcome).label),
        (_("Who contacted whom"), contact.get_direction_display()),
        (_("Spoke alone"), _yes_no(contact.seen_alone)),
        (_("Announced"), _yes_no(contact.announced)),
        (_("Who else was there"), contact.present),
        (_("Colleague who came along"), contact.companion),
        (_("Interpreter"), _yes_no(True) if contact.interpreter else ""),
        (_("Time"), formats.duration(contact.minutes) if contact.minutes else ""),
        (_("Travel"), formats.duration(contact.travel_minutes) if contact.travel_minutes else ""),
        (_("How they feel"), Mood(contact.mood).label if contact.mood else ""),
        (contact.symptom_name or _("Symptom"), Severity(contact.symptom).label if contact.symptom else ""),
        (_("Written by"), contact.worker_name),
    ]
    return [Item(str(label), str(value)) for label, value in words if value]


def _when(contact: Contact) -> str:
    start = formats.instant(contact.started_at)
    return f"{start}–{formats.clock_time(contact.ended_at)}" if contact.ended_at else start


def _yes_no(answer: bool | None) -> str:
    return {True: pgettext("answer", "Yes"), False: pgettext("answer", "No"), None: ""}[answer]


def _observation(item: Observation, said: dict[str, str]) -> Item:
    seen = Observed(said["seen"]).label if said.get("seen") else _("Not answered")
    return Item(str(item.label), f"{seen}: {said['note']}" if said.get("note") else str(seen))


def _compared(amendment: Amendment) -> Comparison:
    return Comparison(
        amendment,
        [_said(name, value) for name, value in amendment.before.items()],
        [_said(name, value) for name, value in amendment.after.items()],
    )


def _said(name: str, value: Any) -> Item:
    """One field of an entry, as it read."""
    label = amendable_labels().get(name, name)
    choices: dict[str, type[Any]] = {
        "mode": Mode,
        "place": Place,
        "counterpart": With,
        "purpose": Purpose,
        "outcome": Outcome,
    }
    if name in ("started_at", "ended_at"):
        shown = formats.instant(datetime.fromisoformat(value)) if value else "–"
    elif name in choices:
        shown = choices[name](value).label if value else "–"
    elif isinstance(value, bool):
        shown = _yes_no(value)
    else:
        shown = str(value) if value not in (None, "", []) else "–"
    return Item(label, str(shown))


def amendable_labels() -> dict[str, str]:
    return {
        "started_at": _("Start"),
        "ended_at": pgettext("time", "End"),
        "mode": _("How"),
        "place": _("Place"),
        "counterpart": _("With whom"),
        "counterpart_name": _("Name of whom you spoke with"),
        "direction": _("Who contacted whom"),
        "purpose": _("What for"),
        "outcome": _("How it ended"),
        "persons": _("Whom it was about"),
        "seen_alone": _("Spoke alone"),
        "announced": _("Announced"),
        "present": _("Who else was there"),
        "companion": _("Colleague who came along"),
        "interpreter": _("Interpreter"),
        "minutes": _("Minutes"),
        "travel_minutes": _("Travel, minutes"),
        "note": _("What you saw and did"),
        "own_words": _("In their own words"),
    }


def counts_for(case: Case, lang: str) -> list[str]:
    """What a contact written down now may meet, and how it counts."""
    ruleset, vocabulary = library().rules_for(case.layers), library().vocabulary
    found = []
    for duty in due_on(case):
        clock = ruleset.by_id.get(duty.clock)
        if (
            duty.paused
            or duty.due_at is None
            or clock is None
            or not any(s.kind == "contact.made" for way in clock.met_by for n in way.needs for s in n.of)
        ):
            continue
        rule = describe(clock, vocabulary, lang[:2])
        due = formats.weekday_date(duty.due_at)
        found.append(
            _("%(title)s, by %(due)s. Counts when: %(way)s.") % {"title": rule.title, "due": due, "way": rule.ways[0]}
        )
    return list(dict.fromkeys(found))[:4]
