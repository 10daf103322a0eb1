"""May this be done now, and if not, what is missing? A gate's answer, in the reader's words, each with the link to the mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tsunagu.cases.commands.duties import ledger_of
from tsunagu.cases.models import Case
from tsunagu.cases.queries import members_of
from tsunagu.core.clock import now
from tsunagu.core.errors import Missing, Refused
from tsunagu.core.words import in_language
from tsunagu.pathways import rules
from tsunagu.pathways.queries import library

Records = Mapping[str, Mapping[str, Mapping[str, Any]]]  # noun -> record id -> qualifiers


def missing_for(
    case: Case, gate: str, *, records: Records | None = None, person_id: UUID | None = None
) -> list[Missing]:
    """What a gate still asks for. `records` are handed by the room whose act it is, and stand in for those read off facts.

    An act about one person (`person_id`) does not wait for what is asked of the other members.
    """
    ruleset = library().rules_for(case.layers)
    ledger = ledger_of(case)
    duties: Sequence[rules.Duty] = ()
    if any(isinstance(need, rules.DutiesAre) for asked in ruleset.gates.get(gate, ()) for need in asked.needs):
        duties = rules.evaluate(ledger, ruleset.clocks, library().vocabulary, ledger.place, now())
    found = rules.missing(gate, ledger, ruleset, now(), duties, records=records)
    others = ledger.members.keys() - {str(person_id)} if person_id else set()
    names = _names(case) if any(one.about in ledger.members for one in found) else {}
    return [_in_words(case, one, ruleset, names) for one in found if one.about not in others]


def pass_gate(case: Case, gate: str, *, reason: str = "", records: Records | None = None) -> None:
    """Raise `Refused` with the list of what is missing, unless nothing is."""
    lacking = missing_for(case, gate, records=records)
    if lacking:
        raise Refused(reason or _("This cannot be done yet. The list says what is missing."), missing=lacking)


def _in_words(case: Case, one: rules.Missing, ruleset: rules.Ruleset, names: Mapping[str, str]) -> Missing:
    """In a household it is said whose: what one has, another may still lack."""
    layer = ruleset.layers.get(one.layer)
    why = in_language(layer.title) if layer else one.layer
    says, whose = in_language(one.says), names.get(one.about or "", "")
    if len(names) > 1 and whose:
        says = _("%(what)s – %(whose)s") % {"what": says, "whose": whose}
    return Missing(says, why, mend_url(case, one.mend, one.about, of_person=bool(whose)))


def _names(case: Case) -> dict[str, str]:
    return {str(member.person_id): member.person.standing.name for member in members_of(case)}


def mend_url(case: Case, mend: str | None, about: str | None = None, *, of_person: bool = False) -> str:
    """Where it is put right: a URL name that takes the case, with the pathway's query and the record or person it is about."""
    if not mend:
        return ""
    name, _question, query = mend.partition("?")
    url = _address(name, case)
    if not url:
        return ""
    named = f"{'person' if of_person else 'about'}={about}" if about else ""
    parts = [part for part in (query, named) if part]
    return f"{url}?{'&'.join(parts)}" if parts else url


def _address(name: str, case: Case) -> str:
    """A page of this case, else one of its own; nothing where its room does not stand."""
    for kwargs in ({"case_id": case.id}, None):
        with suppress(NoReverseMatch):
            return reverse(name, kwargs=kwargs)
    return ""
