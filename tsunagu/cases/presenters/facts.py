"""What a screen says about a fact: one entry of the timeline, in a sentence of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tsunagu.cases.choices import AlertTopic, CloseReason, Model, Setting, Stage, Tier, value_label
from tsunagu.cases.models import Contact, Document, Fact, Promise
from tsunagu.cases.presenters.actions import url_of
from tsunagu.cases.presenters.contacts import contact_icon, contact_line, contact_title, late_words
from tsunagu.core.kinds import kinds
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library
from tsunagu.ui import formats

RETRACTED = "fact.retracted"
ICONS = {
    "case": "gear", "person": "people", "contact": "phone", "note": "pen", "plan": "target", "goal": "target", "stay": "bed",
    "meeting": "people", "consent": "check", "document": "doc", "flag": "flag", "promise": "later", "referral": "link",
    "assessment": "eye", "instrument": "eye", "tier": "over", "duty": "soon", "service": "home", "fact": "undo",
    "appointment": "cal", "series": "cal", "transport": "car", "reminders": "mail", "reminder": "mail",
    "exception": "info", "evaluation": "met", "information": "mail", "summary": "doc",
    "safety_path": "over", "disposition": "met",
}  # fmt: skip

# A sentence of its own for the kinds that say more than their name. The others are called by their title.
SENTENCES: Mapping[str, Any] = {
    "case.stage_entered": gettext_lazy("Stage: %(stage)s"),
    "case.closed": gettext_lazy("Case closed: %(reason)s"),
    "case.reopened": gettext_lazy("Case reopened: %(reason)s"),
    "case.transferred": gettext_lazy("Case transferred to %(to)s"),
    "programme.set": gettext_lazy("Programme: %(programme)s"),
    "model.set": gettext_lazy("Care model: %(model)s"),
    "tier.set": gettext_lazy("Risk tier: %(tier)s"),
    "stay.started": gettext_lazy("Stay began: %(setting)s"),
    "stay.ended": gettext_lazy("Stay ended: %(setting)s"),
    "flag.raised": gettext_lazy("Alert raised: %(flag)s"),
    "flag.cleared": gettext_lazy("Alert cleared: %(flag)s"),
    "exception.recorded": gettext_lazy("Exceptional reason: %(reason)s"),
    "assessment.begun": gettext_lazy("Assessment begun: %(assessment)s"),
    "assessment.completed": gettext_lazy("Assessment completed: %(assessment)s"),
    "referral.decided": gettext_lazy("Referral decided: %(decision)s"),
    "plan.delivered": gettext_lazy("Copy of the plan given: %(to)s"),
    "meeting.held": gettext_lazy("Team meeting: %(about)s"),
    "information.sent": gettext_lazy("Information sent: %(to)s"),
    "information.collected": gettext_lazy("Information collected: %(from)s"),
    "consent.given": gettext_lazy("Consent given: %(purpose)s"),
    "consent.revoked": gettext_lazy("Consent withdrawn: %(purpose)s"),
    "duty.waived": gettext_lazy("Waived: %(clock)s"),
    "duty.warned": gettext_lazy("Reminder sent: %(clock)s"),
    "duty.escalated": gettext_lazy("Told the next level: %(clock)s"),
    "condition.changed": gettext_lazy("Condition changed: %(what)s"),
    "supervision.held": gettext_lazy("Supervision: %(form)s"),
    "certification.granted": gettext_lazy("Certification granted until %(until)s"),
    "instrument.scored": gettext_lazy("Instrument scored: %(instrument)s %(total)s"),
    "instrument.completed": gettext_lazy("Instrument completed: %(instrument)s"),
    "safety_path.opened": gettext_lazy("Safety path opened: %(instrument)s, %(level)s"),
    "safety_path.raised": gettext_lazy("Safety path raised: %(instrument)s, %(level)s"),
    "disposition.recorded": gettext_lazy("Safety path closed: %(outcome)s"),
    "fact.retracted": gettext_lazy("Entry withdrawn: %(reason)s"),
}


@dataclass(frozen=True)
class Entry:
    """One entry of the timeline, as `c-timeline.entry` shows it."""

    id: UUID
    when: str
    written: str
    icon: str
    title: str
    meta: str
    url: str = ""
    late: str = ""
    text: str = ""
    text_lang: str = ""
    words: str = ""
    words_by: str = ""
    words_lang: str = ""
    withdrawn: bool = False


@dataclass(frozen=True)
class Ledgered:
    """The records a page of facts speaks of, read once."""

    contacts: Mapping[UUID, Contact]
    promises: Mapping[UUID, str]
    documents: Mapping[UUID, str]


def ledgered(facts: list[Fact]) -> Ledgered:
    """Three queries at most, however many facts."""
    refs: dict[str, set[UUID]] = {}
    for fact in facts:
        if fact.ref:
            refs.setdefault(fact.kind.split(".")[0], set()).add(fact.ref)
    contacts = refs.get("contact", set()) | refs.get("note", set())
    return Ledgered(
        {c.id: c for c in Contact.objects.filter(id__in=contacts)} if contacts else {},
        dict(Promise.objects.filter(id__in=refs["promise"]).values_list("id", "what")) if "promise" in refs else {},
        dict(Document.objects.filter(id__in=refs["document"]).values_list("id", "title")) if "document" in refs else {},
    )


def present_fact(fact: Fact, lang: str, known: Ledgered) -> Entry:
    """The entry of one fact in the reader's language."""
    contact = known.contacts.get(fact.ref) if fact.ref and fact.kind.startswith("contact.") else None
    if fact.corrects_id:
        return _correction(fact, lang)
    if contact is not None:
        return _contact(fact, contact)
    return Entry(
        id=fact.id,
        when=_when(fact),
        written=_written(fact),
        icon=ICONS.get(fact.kind.split(".")[0], "pen"),
        title=title_of(fact, lang, known),
        meta=_meta(fact),
        late="",
    )


def title_of(fact: Fact, lang: str, known: Ledgered) -> str:
    """What happened, in one sentence."""
    if fact.ref and fact.kind.startswith("promise.") and fact.ref in known.promises:
        sentences = {
            "promise.made": _("Promise: %(what)s"),
            "promise.kept": _("Promise kept: %(what)s"),
            "promise.dropped": _("Promise dropped: %(what)s"),
        }
        return sentences[fact.kind] % {"what": known.promises[fact.ref]}
    if fact.ref and fact.kind == "document.added" and fact.ref in known.documents:
        return _("Document added: %(title)s") % {"title": known.documents[fact.ref]}
    words = qualifiers(fact, lang)
    sentence = SENTENCES.get(fact.kind)
    if sentence is None:
        return str(kinds()[fact.kind].title) if fact.kind in kinds() else fact.kind
    try:
        return str(sentence) % words
    except KeyError:  # a qualifier that was left open: the title alone
        return str(kinds()[fact.kind].title)


def qualifiers(fact: Fact, lang: str) -> dict[str, str]:
    """What the fact carries, each value in the reader's words."""
    lib = library()
    said: dict[str, str] = {}
    for name, value in fact.data.items():
        said[name] = _value(name, value, lang)
    if "stage" in fact.data:
        said["stage"] = str(Stage(fact.data["stage"]).label)
    if fact.kind == "model.set":
        said["model"] = in_language(lib.models().get(fact.data["model"]), lang) or str(Model(fact.data["model"]).label)
    if fact.kind == "programme.set":
        said["programme"] = in_language(lib.programmes().get(fact.data["programme"]), lang)
    if fact.kind == "tier.set":
        said["tier"] = str(Tier(fact.data["tier"]).label)
    if fact.kind == "case.closed":
        said["reason"] = str(CloseReason(fact.data["reason"]).label)
    if fact.kind.startswith("stay."):
        said["setting"] = str(Setting(fact.data["setting"]).label)
    if fact.kind.startswith("flag."):
        said["flag"] = str(AlertTopic(fact.data["flag"]).label)
    if "clock" in fact.data:
        clock = lib.rules_for().by_id.get(fact.data["clock"])
        said["clock"] = in_language(clock.title, lang) if clock else fact.data["clock"]
    return said


def _value(name: str, value: Any, lang: str) -> str:
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        try:
            return formats.full_date(date.fromisoformat(value))
        except ValueError:
            return value
    return str(value_label(name, value)) if isinstance(value, str) else str(value)


def _contact(fact: Fact, contact: Contact) -> Entry:
    line = contact_line(contact)
    return Entry(
        id=fact.id,
        when=_when(fact),
        written=formats.clock_time(contact.started_at),
        icon=contact_icon(contact),
        title=contact_title(contact),
        meta=_("Withdrawn: %(reason)s") % {"reason": contact.withdrawn_reason} if contact.is_withdrawn else line.meta,
        url=url_of("cases:contact_page", case_id=contact.case_id, contact_id=contact.id),
        late=late_words(contact.ended_at or contact.started_at, contact.written_at),
        text=contact.note,
        text_lang=contact.note_language,
        words=contact.own_words,
        words_lang=contact.own_words_language,
        withdrawn=contact.is_withdrawn,
    )


def _correction(fact: Fact, lang: str) -> Entry:
    """Says what it corrects; both stay readable."""
    first = fact.corrects
    told: dict[str, Any] = {
        "date": formats.weekday_date(first.occurred_at) if first else "",
        "name": first.by_name if first else "",
    }
    title = kinds()[first.kind].title if first and first.kind in kinds() else ""
    words = _("Correction: %(title)s") % {"title": title}
    if fact.kind == RETRACTED:
        words = _("Entry withdrawn: %(title)s") % {"title": title}
    url = ""
    if first and first.kind.startswith("contact.") and fact.ref:
        url = url_of("cases:contact_page", case_id=fact.case_id, contact_id=fact.ref)
    return Entry(
        id=fact.id,
        when=_day(fact.recorded_at),
        written=formats.clock_time(fact.recorded_at),
        icon="undo",
        title=words,
        meta=_("%(by)s corrects the entry of %(date)s by %(name)s. Both stay readable.") % {**told, "by": fact.by_name},
        url=url,
    )


def _day(at: datetime) -> str:
    return formats.weekday_date(at)


def _when(fact: Fact) -> str:
    return _day(fact.occurred_at)


def _written(fact: Fact) -> str:
    """The hour, where it is known; the day it was written, where that was another."""
    if formats.as_day(fact.recorded_at) != formats.as_day(fact.occurred_at):
        return _("written %(date)s") % {"date": formats.short_date(fact.recorded_at)}
    return "" if fact.day_only else formats.clock_time(fact.occurred_at)


def _meta(fact: Fact) -> str:
    reason = fact.data.get("reason")
    if reason and fact.kind not in ("case.closed", "exception.recorded", "fact.retracted", "case.reopened"):
        return _("%(name)s. Reason: %(reason)s") % {"name": fact.by_name, "reason": reason}
    return fact.by_name
