"""What a screen says about a report of concern: on lists a code and no name, for its readers the whole account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.audit.models import Look
from tsunagu.cases.choices import ConcernGroup, ConcernType, ReportForm
from tsunagu.cases.models import Concern, ConcernDuty, ConcernFact, HelpNumber
from tsunagu.cases.presenters.actions import Action
from tsunagu.cases.presenters.duties import DueRow, Who, is_day, reasons_of, rule_sentence, sentence_case
from tsunagu.cases.queries import concern_duties, help_numbers
from tsunagu.cases.rules import Jurisdiction, ReportingLaw, load_reporting
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library
from tsunagu.ui import formats

SAFETY_NET = (
    "safety.concern_reported"  # asked everywhere; where a law asks for the same act, the law's row stands for both
)


@dataclass(frozen=True)
class Line:
    """A number to call: shown and dialled."""

    name: str
    shown: str
    tel: str
    note: str = ""


@dataclass(frozen=True)
class LawInWords:
    title: str
    who: str
    limit: str
    to: str
    protects: str
    source: str
    numbers: list[Line]


@dataclass(frozen=True)
class PlaceInWords:
    """What the second page says of one jurisdiction."""

    code: str
    title: str
    act: str
    suspicion: str
    danger: list[Line]
    laws: list[LawInWords]

    @property
    def everyone(self) -> list[Line]:
        """Every number once: danger first, then the authorities of each law."""
        found: dict[str, Line] = {}
        for line in [*self.danger, *(line for law in self.laws for line in law.numbers)]:
            found.setdefault(line.shown, line)
        return list(found.values())


@dataclass(frozen=True)
class Listed:
    """One line of the officer's list: never a name."""

    code: str
    url: str
    aware: datetime
    made: datetime
    own: bool
    state: str
    words: str


@dataclass(frozen=True)
class Step:
    """One entry of the report's own ledger."""

    at: datetime
    title: str
    by: str
    lines: list[tuple[str, str]]


def concern_rows(actor: Actor) -> list[DueRow]:
    """What the law asks of this person's reports; for the officer, of all of them."""
    duties = list(concern_duties(actor))
    by_law = {duty.concern_id for duty in duties if duty.legal}
    return [
        concern_row(duty, actor.language)
        for duty in duties
        if duty.clock != SAFETY_NET or duty.concern_id not in by_law
    ]


def concern_row(duty: ConcernDuty, lang: str) -> DueRow:
    concern = duty.concern
    reasons = reasons_of(duty, library().rules_for(concern.layers), lang)
    state, when = _mark(duty)
    url = reverse("cases:concern", args=[concern.id])
    return DueRow(
        id=duty.id,
        state=state,
        when=when,
        what=reasons[0].title,
        why=_why(duty, reasons[0].window),
        source=reasons[0].source,
        source_url="",
        legal=duty.legal,
        rules=[rule_sentence(reason) for reason in reasons[1:]],
        action=Action(_("Record the report"), f"{url}#report"),
        who=Who(_("Report %(code)s") % {"code": concern.code}, url),
        primary=state == "over",
    )


def _mark(duty: ConcernDuty) -> tuple[str, str]:
    """What is owed at once is owed now until its grace has gone: a minute after the fact is not yet late."""
    if duty.due_at is None:
        return "later", ""
    if duty.grace_until and duty.due_at < now() <= duty.grace_until:
        return "soon", _("Now")
    found = formats.due_instant(duty.due_at)
    return found.state, found.words


def _why(duty: ConcernDuty, window: str) -> str:
    aware = formats.instant(duty.anchor_at)
    if duty.due_at is None or duty.due_at == duty.anchor_at:
        return _("You became aware on %(aware)s. %(rule)s.") % {"aware": aware, "rule": sentence_case(window)}
    due = duty.due_at
    end = formats.weekday_date(due) if is_day(due, duty.concern.zone) else formats.instant(due)
    return _("You became aware on %(aware)s. %(rule)s, so by %(due)s.") % {
        "aware": aware,
        "rule": sentence_case(window),
        "due": end,
    }


def listed(concerns: Iterable[Concern], actor: Actor) -> list[Listed]:
    concerns = list(concerns)
    closed = set(
        ConcernFact.objects.filter(concern__in=concerns, kind="concern.closed").values_list("concern_id", flat=True)
    )
    next_: dict[object, ConcernDuty] = {}
    for due in concern_duties(actor):
        next_.setdefault(due.concern_id, due)
    lines = []
    for concern in concerns:
        if concern.id in closed:
            state, words = "met", _("Closed")
        elif duty := next_.get(concern.id):
            state, words = _mark(duty)
        else:
            state, words = "wait", _("Reported; not closed yet")
        url = reverse("cases:concern", args=[concern.id])
        lines.append(
            Listed(concern.code, url, concern.aware_at, concern.made_at, concern.is_by(actor.id), state, words)
        )
    return lines


def steps_of(concern: Concern) -> list[Step]:
    """What was done about it, the first first."""
    return [_step(fact) for fact in concern.facts.exclude(kind__in=["jurisdiction.set", "concern.suspected"])]


def _step(fact: ConcernFact) -> Step:
    words = fact.words
    titles = {
        "concern.reported": ReportForm(fact.data["form"]).label if "form" in fact.data else "",
        "concern.not_reported": _("Decided not to report"),
        "concern.closed": _("Closed"),
    }
    labels = {
        "to": _("Authority"),
        "receiver": _("Taken by"),
        "reference": _("Reference number"),
        "advice": _("What they said"),
        "reason": _("Reasons"),
        "outcome": _("How it ended"),
    }
    lines = [(label, words[key]) for key, label in labels.items() if words.get(key)]
    return Step(fact.occurred_at, str(titles.get(fact.kind, fact.kind)), words["by"], lines)


def account_lines(concern: Concern) -> list[dict[str, str]]:
    """The account, as `c-facts` shows it; who reported stands apart."""
    words = concern.words
    place = in_language(load_reporting()[concern.jurisdiction].title)
    found = [
        (_("Law"), place),
        (_("Became aware"), formats.instant(concern.aware_at)),
        (pgettext("concern", "Whom it is about"), words["about"]),
        (_("Protected as"), _listing(ConcernGroup(g).label for g in concern.groups)),
        (_("Suspected"), _listing(ConcernType(t).label for t in concern.types)),
        (_("Serious injury"), _("Yes") if concern.serious else ""),
        (_("When and where it happened"), words["happened"]),
        (_("Who is suspected"), words["suspect"]),
        (_("Dangers for whoever looks into it"), words["dangers"]),
        (_("Who else knows"), words["others_know"]),
        (_("What was done at once"), words["done"]),
        (_("Supervisor"), _("Has been told") if words["supervisor_told"] else ""),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def _listing(labels: Iterable[object]) -> str:
    return " · ".join(str(label) for label in labels)


def reporter_lines(concern: Concern) -> list[dict[str, str]]:
    """The reporter block of the printed form, for the authority alone."""
    words = concern.words
    named = _("May be named to the family") if words["may_be_named"] else _("Does not give up confidentiality")
    found = [
        (_("Reporter"), words["reporter"]["name"]),
        (_("Telephone"), words["phone"]),
        (_("Confidentiality"), named),
        (_("Written on the device"), formats.instant(concern.written_at)),
        (_("Received"), formats.instant(concern.made_at)),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def readers_of(concern: Concern) -> Sequence[Look]:
    """Officers who opened it, and when."""
    return list(Look.objects.filter(page=look_page(concern)).order_by("at"))


def look_page(concern: Concern) -> str:
    """How a reading is called in the trail of looks: the code, no person and no case."""
    return f"concern:{concern.code}"


def places(organisation_jurisdiction: str, chosen: str = "") -> list[PlaceInWords]:
    """The words of the law for the places of this country, the likeliest first; all others after them."""
    country = organisation_jurisdiction[:2]
    found = sorted(
        load_reporting().values(),
        key=lambda place: (place.code != chosen, place.code != organisation_jurisdiction, place.code[:2] != country),
    )
    return [_in_words(place) for place in found]


def _in_words(place: Jurisdiction) -> PlaceInWords:
    own = list(help_numbers(place.code))
    return PlaceInWords(
        code=place.code,
        title=in_language(place.title),
        act=in_language(place.act),
        suspicion=in_language(place.suspicion),
        danger=[
            *(Line(in_language(line.name), line.number, f"tel:{line.number}") for line in place.danger),
            *_own(own, ""),
        ],
        laws=[_law(law, own) for law in place.laws],
    )


def _law(law: ReportingLaw, own: Sequence[HelpNumber]) -> LawInWords:
    return LawInWords(
        title=in_language(law.title),
        who=in_language(law.who),
        limit=in_language(law.limit),
        to=in_language(law.to),
        protects=in_language(law.protects),
        source=law.source,
        numbers=[
            *(Line(in_language(line.name), line.number, f"tel:{line.number}") for line in law.numbers),
            *(line for group in law.groups for line in _own(own, group)),
        ],
    )


def _own(numbers: Sequence[HelpNumber], group: str) -> list[Line]:
    return [Line(n.name, n.number, f"tel:{n.number.replace(' ', '')}", n.note) for n in numbers if n.group == group]


def may_keep_numbers(actor: Actor) -> bool:
    return can(actor, Permission.CONCERN_READ) or can(actor, Permission.ORGANISATION_SET_UP)
