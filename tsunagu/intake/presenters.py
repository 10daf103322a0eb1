"""What screens say about a referral: where it stands, what comes next, and what was said, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.cases import panels as cases_panels
from tsunagu.cases.models import Case
from tsunagu.cases.queries import due_on
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.words import in_language
from tsunagu.intake import queries
from tsunagu.intake.choices import Block, Decision, Status, Urgency
from tsunagu.intake.models import Referral, Screening
from tsunagu.intake.queries import Group, Known
from tsunagu.intake.rules import told_of
from tsunagu.intake.rules.decisions import About
from tsunagu.notices.queries import Message, sent_about
from tsunagu.pathways.queries import library
from tsunagu.people import panels as people_panels
from tsunagu.people.rules.profile import shown_name
from tsunagu.ui import formats

MARKS = {
    Status.RECEIVED: "info",
    Status.UNDER_REVIEW: "later",
    Status.WAITING: "wait",
    Status.ACCEPTED: "met",
    Status.REFERRED_OUT: "stop",
    Status.DECLINED: "stop",
    Status.JOINED: "met",
}


@dataclass(frozen=True)
class Step:
    """What comes next, and where it is done."""

    label: str
    url: str


def next_step(referral: Referral) -> Step:
    """One step at a time: answer, identify, screen, decide, hand over."""
    page = reverse("intake:referral", args=[referral.case_id])
    if referral.decision == Decision.WAIT_LIST:
        return Step(_("Take from the wait-list"), reverse("intake:decision", args=[referral.case_id]))
    if referral.is_undecided:
        if referral.acknowledged_at is None:
            return Step(pgettext("next step with a referral", "Acknowledge"), f"{page}#answer")
        if referral.person_id is None:
            return Step(_("Who is it?"), reverse("intake:match", args=[referral.case_id]))
        if not hasattr(referral, "screening"):
            return Step(pgettext("next step with a referral", "Screen"), _at("screening", referral))
        return Step(pgettext("next step with a referral", "Decide"), _at("screening", referral) + "#decision")
    if referral.decision == Decision.ACCEPT and referral.case.primary_id is None:
        return Step(_("Hand over"), f"{page}#hand-over")
    return Step(pgettext("next step with a referral", "Open"), page)


def _at(name: str, referral: Referral) -> str:
    return reverse(f"intake:{name}", args=[referral.case_id])


# -- the list ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One referral on the list: who, why it is here, what is due and what comes next."""

    id: UUID
    state: str
    when: str
    name: str
    lang: str
    reading: str
    born: str
    number: str
    url: str
    what: str
    why: str
    quote: str
    quote_lang: str
    note: str
    source: str
    source_url: str
    step: Step


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    rows: Sequence[Row]
    count: int
    after: UUID | None


def groups(found: Sequence[Group], actor: Actor) -> list[Section]:
    """All rows of the page with one look at the duties, however many groups."""
    referrals = [referral for group in found for referral in group.rows]
    duties = queries.nearest_due(referrals)
    due = {duty.case_id: row for duty, row in zip(duties, cases_panels.due_rows(duties, actor), strict=True)}
    titles = {
        "received": pgettext("group of referrals", "Received"),
        "under_review": pgettext("group of referrals", "Waiting on us"),
        "waiting": pgettext("group of referrals", "On the wait-list"),
        "decided": pgettext("group of referrals", "Decided in the last two weeks"),
    }
    return [
        Section(g.name, titles[g.name], [_row(r, due.get(r.case_id)) for r in g.rows], g.count, g.after) for g in found
    ]


def _row(referral: Referral, due: Any) -> Row:
    name, lang, reading, born = who(referral)
    return Row(
        id=referral.id,
        state=due.state if due else MARKS[referral.status],
        when=due.when if due else str(referral.status.label),
        name=name,
        lang=lang,
        reading=reading,
        born=born,
        number=referral.case.number,
        url=_at("referral", referral),
        what=_what(referral, due),
        why=_why(referral, due),
        quote=referral.reason if referral.is_undecided else "",
        quote_lang=referral.reason_language,
        note=referral.decision_reason if referral.decision == Decision.WAIT_LIST else "",
        source=due.source if due else "",
        source_url=due.source_url if due else "",
        step=next_step(referral),
    )


def _what(referral: Referral, due: Any) -> str:
    if due:
        return str(due.what)
    if referral.decision == Decision.WAIT_LIST and referral.decided_at:
        return _("Waiting since %(on)s") % {"on": formats.short_date(referral.decided_at)}
    return str(referral.status.label)


SOON = {Urgency.URGENT: gettext_lazy("Help is needed today."), Urgency.SOON: gettext_lazy("Help is needed this week.")}


def _why(referral: Referral, due: Any) -> str:
    said = {"referrer": referral.referrer, "at": formats.instant(referral.received_at)}
    came = _("Referred by %(referrer)s, received %(at)s.") % said
    if referral.is_undecided and (soon := SOON.get(Urgency(referral.urgency))):
        came = f"{soon} {came}"
    if referral.decided_at and not referral.is_undecided:
        words = {"by": referral.decided_by_name, "on": formats.weekday_date(referral.decided_at)}
        decided = _("Decided by %(by)s on %(on)s.") % words
        came = f"{came} {decided}"
    return f"{came} {due.why}" if due else came


def who(referral: Referral) -> tuple[str, str, str, str]:
    """Name, its language, reading and birth date: of the person on record, or as said."""
    if referral.person:
        person = referral.person.standing
        born = formats.birth(person.born) if person.born and person.born_precision == "full" else ""
        return person.name, person.name_lang, person.reading, born
    if not referral.said_names:
        return _("Nobody named yet"), "", "", ""
    shown = shown_name(referral.names, referral.said_language)
    said = referral.said_born if referral.said_born_precision == "full" else None
    return shown.name, shown.lang, shown.reading, formats.birth(said) if said else ""


# -- one referral -------------------------------------------------------------------------------------------------------------------


def page(referral: Referral, actor: Actor) -> dict[str, Any]:
    """Everything the pages of one referral show."""
    case, person = referral.case, referral.person and referral.person.standing
    name, lang, reading, _born = who(referral)
    eligibility = queries.latest_eligibility(referral)
    replies = queries.replies(referral, actor)
    group = queries.target_group(referral.target_group, actor)
    evidence = queries.evidence_of(referral) if group else {}
    return {
        "referral": referral,
        "case": case,
        "person": person,
        "band": people_panels.band(person, by=actor, number=case.number) if person else None,
        "name": name,
        "name_lang": lang,
        "reading": reading,
        "mark": MARKS[referral.status],
        "step": next_step(referral),
        "due": cases_panels.due_rows(due_on(case).select_related("case")[:5], actor, one_case=True),
        "programme": in_language(library().programmes().get(case.programme)) or case.programme,
        "screening": getattr(referral, "screening", None),
        "blocks": _blocks(getattr(referral, "screening", None)),
        "eligibility": eligibility,
        "target_group": in_language(group.title) if group else "",
        "criteria": [(in_language(c.words), evidence.get(c.code, "")) for c in group.criteria] if group else [],
        "received_text": replies["received"],
        "told": _told(replies),
        "sent": list(sent_about(case.id)),
        "may_decide": can(actor, Permission.REFERRAL_DECIDE),
        "may_change": queries.is_open(referral),
        "printed_at": now(),
        "to_hand_over": _to_hand_over(referral, actor),
    }


def _told(replies: Mapping[About, Message]) -> list[tuple[str, Message]]:
    """Each answer once, under the decisions that send it."""
    decisions: dict[About, list[str]] = {}
    for decision in Decision:
        decisions.setdefault(told_of(decision), []).append(str(decision.label))
    return [(" · ".join(labels), replies[about]) for about, labels in decisions.items()]


def _blocks(screening: Screening | None) -> list[tuple[str, str]]:
    """What was written, under its label."""
    written = [(str(block.label), getattr(screening, block)) for block in Block] if screening else []
    return [(label, text) for label, text in written if text]


def _to_hand_over(referral: Referral, actor: Actor) -> bool:
    waits = referral.decision == Decision.ACCEPT and referral.case.primary_id is None and referral.case.is_open
    return waits and can(actor, Permission.REFERRAL_DECIDE)


# -- who it may be ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TheirCase:
    """A case of a candidate, and whether this reader may put the referral into it."""

    id: UUID
    number: str
    words: str
    is_open: bool
    may_join: bool


@dataclass(frozen=True)
class Column:
    """What can be done with one candidate, under their column."""

    person_id: UUID
    name: str
    lang: str
    label: str
    cases: Sequence[TheirCase]

    @property
    def has_open_case(self) -> bool:
        return any(case.is_open for case in self.cases)


@dataclass(frozen=True)
class MatchCell:
    """A cell without a verdict: a fact to choose by."""

    value: str
    verdict: str = ""
    words: str = ""


@dataclass(frozen=True)
class MatchRow:
    label: str
    value: str
    cells: Sequence[MatchCell]
    strong: bool = False


def match(referral: Referral, known: Sequence[Known], actor: Actor) -> dict[str, Any]:
    """The comparison, with the cases each candidate has and what may be done."""
    table = people_panels.comparison([one.candidate for one in known])
    columns = [
        Column(
            one.person.id,
            one.person.name,
            one.person.name_lang,
            head.label,
            [_their_case(case, actor) for case in one.cases[:3]],
        )
        for one, head in zip(known, table.heads, strict=True)
    ]
    rows = [*table.rows, *([_cases_row(columns)] if columns else [])]
    return {"referral": referral, "case": referral.case, "table": table, "rows": rows, "columns": columns}


def _cases_row(columns: Sequence[Column]) -> MatchRow:
    cells = [MatchCell("\n".join(case.words for case in c.cases) or _("No case yet")) for c in columns]
    return MatchRow(_("Their cases"), "—", cells)


def _their_case(case: Case, actor: Actor) -> TheirCase:
    programme = in_language(library().programmes().get(case.programme)) or case.programme
    said = {"programme": programme, "number": case.number}
    if case.closed_at:
        words = _("%(programme)s %(number)s: closed %(on)s") % {**said, "on": formats.full_date(case.closed_at)}
        return TheirCase(case.id, case.number, words, False, can(actor, Permission.CASE_CLOSE))
    worker = case.primary.name if case.primary else ""
    words = _("%(programme)s %(number)s: open, with %(worker)s") if worker else _("%(programme)s %(number)s: open")
    return TheirCase(case.id, case.number, words % {**said, "worker": worker}, True, True)
