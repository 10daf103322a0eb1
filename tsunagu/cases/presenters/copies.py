"""What a case looks like as plain text for another system, and as a list of who does what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from tsunagu.cases.models import Case, Contact, Duty, Member, Promise, Stay
from tsunagu.cases.presenters.contacts import contact_facts, contact_title
from tsunagu.cases.presenters.duties import about, present_duty
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.ui import formats


@dataclass(frozen=True)
class Block:
    """A piece of text that is copied as a whole."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Task:
    what: str
    when: str
    why: str = ""


@dataclass(frozen=True)
class Party:
    """One who does things: a worker, or somebody outside."""

    name: str
    tasks: list[Task]


def blocks_of(case: Case, members: Sequence[Member], days: int) -> list[Block]:
    """Persons, contacts and visits of the last days, stays: a block each, ready to paste."""
    since = now() - timedelta(days=days)
    contacts = Contact.objects.standing().filter(case=case, started_at__gte=since).prefetch_related("monitoring")
    made = [_contact_block(contact) for contact in contacts.order_by("started_at")]
    stays = "\n".join(_stay_line(stay) for stay in Stay.objects.filter(case=case).select_related("person"))
    people = "\n".join(_person_line(member) for member in members)
    found = [Block("people", _("People"), people), *made, Block("stays", _("Stays"), stays)]
    return [block for block in found if block.text]


def _person_line(member: Member) -> str:
    person = member.person.standing
    born = formats.full_date(person.born) if person.born else ""
    return " / ".join(filter(None, (person.name, person.reading, born, person.town)))


def _stay_line(stay: Stay) -> str:
    until = formats.full_date(stay.ended_at) if stay.ended_at else ""
    dates = f"{formats.full_date(stay.started_at)} – {until}"
    return " / ".join(filter(None, (stay.person.name, str(stay.get_setting_display()), stay.where, dates)))


def _contact_block(contact: Contact) -> Block:
    title = _("%(date)s %(title)s") % {"date": formats.instant(contact.started_at), "title": contact_title(contact)}
    return Block(f"contact-{contact.id}", title, "\n".join(_contact_lines(contact)))


def _contact_lines(contact: Contact) -> Iterator[str]:
    for item in contact_facts(contact):
        yield f"{item.label}: {item.value}"
    if contact.own_words:
        yield _("In their own words: %(words)s") % {"words": contact.own_words}
    if contact.note:
        yield _("What was seen and done: %(note)s") % {"note": contact.note}
    for answer in contact.monitoring.all():
        yield f"{answer.line_text}: {answer.get_delivered_display()} {answer.view}".strip()


def parties_of(duties: Sequence[Duty], promises: Sequence[Promise], by: Actor) -> list[Party]:
    """Who does what by when, one list for each. A promise is listed by its own words, not by its clock."""
    lists: dict[str, list[Task]] = {}
    known = about(duties)
    for duty in duties:
        if duty.topic == "promise":
            continue
        row = present_duty(duty, duty.case, known, formats.reader(), one_case=True)
        name = duty.owner.name if duty.owner else _("Nobody yet")
        lists.setdefault(name, []).append(Task(" · ".join(filter(None, (row.what, row.of_whom))), row.when, row.why))
    for promise in promises:
        name = promise.worker.name if promise.worker else promise.outsider or promise.made_by_name
        due = _("By %(date)s") % {"date": formats.short_date(promise.due)}
        lists.setdefault(name, []).append(Task(promise.what, due))
    return [Party(name, tasks) for name, tasks in lists.items()]
