"""A Bundle's entries: a transaction is all or nothing, any other is a box of entries that are judged one by one.

What others refer to is taken first, whatever the order in the file. A transaction is read twice: once to judge and to find out whether
every reference leads somewhere, once to take it in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagu.fhir.importing import mapping
from tsunagu.fhir.importing.items import Item, item_of, search_of
from tsunagu.fhir.importing.judging import Problem, judge
from tsunagu.fhir.importing.mapping.base import parts
from tsunagu.fhir.importing.reading import Bundle, Entry, Slot
from tsunagu.fhir.importing.references import SEARCH, key_of
from tsunagu.fhir.importing.taking import Refusal, Taken, Taking, why_not_stored
from tsunagu.fhir.importing.tally import NOT_READ

CHUNK = 200
KINDS = {
    "batch",
    "batch-response",
    "collection",
    "document",
    "history",
    "message",
    "searchset",
    "transaction",
    "transaction-response",
}
CHANGES = {"", "POST", "PUT"}
ASKS = {"GET", "HEAD"}
EXTERNAL = re.compile(r"https?:|mailto:|tel:")


class Unresolved(Exception):
    """References of a transaction lead nowhere yet: perhaps to a file that is still to come."""

    def __init__(self, problems: Sequence[tuple[int | None, Problem]]) -> None:
        super().__init__(problems)
        self.problems = problems


class NotTaken(Exception):
    """A transaction is refused as a whole, because of these entries."""

    def __init__(self, problems: Sequence[tuple[int | None, Problem]]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass
class Inside:
    """What a transaction brings along: by what its entries may be referred to, and what they refer to."""

    keys: set[str] = field(default_factory=set)
    identities: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    wanted: list[tuple[int | None, str, str]] = field(default_factory=list)  # entry, path, key
    problems: list[tuple[int | None, Problem]] = field(default_factory=list)


def faults_of(bundle: Bundle) -> list[Problem]:
    """What is wrong with the Bundle itself, its entries left aside."""
    found = (
        []
        if bundle.kind in KINDS
        else [Problem("Bundle.type", _("“%(type)s” is no type of Bundle") % {"type": bundle.kind})]
    )
    if bundle.head.get("entry") is not None:
        found.append(Problem("Bundle.entry", _("this is not the kind of value R4 has here")))
    own = {key: value for key, value in bundle.head.items() if key != "entry"}
    return found or judge(Entry(None, "", own)).problems


def types_of(bundle: Bundle) -> Counter[str]:
    return Counter(slot.type or "–" for slot in bundle.slots)


def context_of(bundle: Bundle) -> str:
    """Whom a document is about: its entries need not repeat it."""
    if bundle.kind != "document":
        return ""
    for slot in bundle.slots:
        if slot.type == "Composition":
            subject = next(iter(parts(bundle.entry(slot).resource, "subject")), {})
            return key_of(str(subject.get("reference") or ""))
    return ""


def ordered(bundle: Bundle) -> list[Slot]:
    """What others refer to first; of a history the oldest version first, for the newest shall stand."""
    slots = reversed(bundle.slots) if bundle.kind == "history" else bundle.slots
    return sorted(slots, key=lambda slot: mapping.rank(slot.type))


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """So many at a time; the same resource twice is never in one chunk, so that the later one finds the earlier."""
    chunk: dict[str, Item] = {}
    for item in items:
        if len(chunk) >= CHUNK or item.key in chunk:
            yield list(chunk.values())
            chunk = {}
        chunk[item.key] = item
    if chunk:
        yield list(chunk.values())


# -- entry by entry -------------------------------------------------------------------------------------------------


def take_apart(bundle: Bundle, taking: Taking) -> Iterator[Taken]:
    """Every good entry, a chunk at a time."""
    yield Taken(
        refused=[
            Refusal(slot.number, NOT_READ, "", [fault]) for slot in bundle.slots if (fault := _fault_of(slot, bundle))
        ]
    )
    for chunk in chunks(_items(bundle, taking)):
        yield taking.take_apart(chunk)


def _items(bundle: Bundle, taking: Taking) -> Iterator[Item]:
    for slot in ordered(bundle):
        if slot.type and not _fault_of(slot, bundle) and slot.request.get("method") not in ASKS:
            item = item_of(bundle.entry(slot))
            _find_first(item, taking)
            yield item


def _find_first(item: Item, taking: Taking) -> None:
    """`ifNoneExist`, and PUT to a search: what is on record already is meant."""
    if not (search := search_of(item.entry, item.type)):
        return
    taking.book.load([search])
    if known := taking.book.get(search):
        item.id = known.external_id
        if item.entry.request.get("method") != "PUT":
            item.hash = known.content_hash  # it stays as it is


def _fault_of(slot: Slot, bundle: Bundle) -> Problem | None:
    """What an import does not do for an entry, whatever its resource says."""
    method = str(slot.request.get("method") or "")
    if method not in CHANGES | ASKS:
        return Problem(
            "request.method", _("an import adds and changes; it does not do %(method)s") % {"method": method}
        )
    if not slot.type and (slot.end > slot.start or bundle.kind == "transaction") and method not in ASKS:
        return Problem("resource", _("this is no resource: it says no type"))
    return None


# -- all or nothing -------------------------------------------------------------------------------------------------


def take_whole(bundle: Bundle, taking: Taking) -> Taken:
    """Everything in one transaction. Raises `Unresolved` or `NotTaken`, and then nothing of it is kept."""
    _must_hold_together(bundle, taking)
    taken = Taken()
    try:
        with transaction.atomic():
            for chunk in chunks(_items(bundle, taking)):
                taking.survey(chunk)
                part = taking.take(chunk)
                if part.refused:
                    raise NotTaken(
                        [(refusal.number, problem) for refusal in part.refused for problem in refusal.problems]
                    )
                taken.outcomes += part.outcomes
                taken.masked.update(part.masked)
    except DatabaseError as error:
        taking.book.forget()
        raise NotTaken([(None, Problem("Bundle", why_not_stored(error)))]) from None
    except NotTaken:
        taking.book.forget()
        raise
    return taken


def _must_hold_together(bundle: Bundle, taking: Taking) -> None:
    inside = Inside()
    inside.problems.extend((slot.number, fault) for slot in bundle.slots if (fault := _fault_of(slot, bundle)))
    for chunk in chunks(_items(bundle, taking)):
        taking.survey(chunk)
        for item in chunk:
            _look_inside(item, inside)
            if not item.judgement.problems:
                taking.judged.add(item.hash)
    if inside.problems:
        raise NotTaken(inside.problems)
    lost = [want for want in inside.wanted if want[2] not in inside.keys]
    taking.book.load(key for _number, _path, key in lost)
    lost = [want for want in lost if taking.book.get(want[2]) is None]
    if lost:
        raise Unresolved(
            [(number, Problem(path, _("“%(key)s” leads nowhere") % {"key": key})) for number, path, key in lost]
        )


def _look_inside(item: Item, inside: Inside) -> None:
    number = item.entry.number
    faults = list(item.judgement.problems)
    if item.key in inside.identities:
        faults.append(Problem(item.type, _("%(key)s stands twice in one transaction") % {"key": item.key}))
    if item.full_url and item.full_url in inside.urls:
        faults.append(Problem("fullUrl", _("%(key)s stands twice in one transaction") % {"key": item.full_url}))
    inside.problems.extend((number, fault) for fault in faults)
    inside.identities.add(item.key)
    inside.urls.add(item.full_url)
    inside.keys.update([item.key, item.full_url, *(f"{item.type}{SEARCH}{token}" for token in item.tokens)])
    for path, reference in item.judgement.references:
        key = key_of(reference)
        if key and not (EXTERNAL.match(key) and key not in inside.keys):
            inside.wanted.append((number, path, key))


def first_of(problems: Sequence[tuple[int | None, Problem]], most: int = 5) -> Iterator[tuple[int | None, Problem]]:
    """The first few, and how many more there are."""
    yield from problems[:most]
    if (more := len(problems) - most) > 0:
        yield None, Problem("", ngettext("and %(n)d fault more", "and %(n)d faults more", more) % {"n": more})
