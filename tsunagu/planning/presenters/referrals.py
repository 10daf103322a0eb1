"""What screens say about a referral: what is told, where it stands and why it is in a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel import Locale
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tsunagu.cases.choices import DataClass
from tsunagu.core.clock import now
from tsunagu.core.errors import Words
from tsunagu.planning.choices.referral import ReferralState
from tsunagu.planning.models import SentReferral
from tsunagu.planning.queries.referrals import Told
from tsunagu.ui import formats

WHAT: dict[str, Words] = {
    "name": gettext_lazy("Name"),
    "reading": gettext_lazy("Reading"),
    "born": gettext_lazy("Born"),
    "town": gettext_lazy("Town"),
    "phone": gettext_lazy("Phone"),
    "language": gettext_lazy("Language"),
    "communication": gettext_lazy("How to talk with them"),
    "goal": gettext_lazy("What it is for"),
    "service": gettext_lazy("What is planned"),
}
MARKS = {
    "sent": "wait",
    "arrived": "wait",
    "wait_listed": "wait",
    "accepted": "note",
    "declined": "stop",
    "started": "met",
    "closed": "met",
    "withdrawn": "later",
}


@dataclass(frozen=True)
class ToldView:
    """One class of data, with what of it the receiver sees."""

    title: str
    said: list[dict[str, str]]


def told_view(told: Told | Iterable[Sequence[str]]) -> list[ToldView]:
    """In the reader's language what each is; the values as they were written."""
    groups: dict[str, list[dict[str, str]]] = {}
    for code, what, value in told:
        label = str(WHAT[what]) if what in WHAT else _("In the words of who refers")
        groups.setdefault(code, []).append({"label": label, "value": _value(what, value)})
    return [ToldView(str(DataClass(code).label), items) for code, items in groups.items()]


def _value(what: str, value: str) -> str:
    if what == "born":
        return formats.partial_date(value)
    if what == "language":
        return str(Locale.parse(get_language() or "en").languages.get(value.split("-")[0], value))
    return value


@dataclass(frozen=True)
class ReferralRow:
    id: str
    to_name: str
    who: str
    lang: str
    reason: str
    mark: str
    state: str
    why: str
    url: str


def referral_row(referral: SentReferral, *, arrived: bool = False) -> ReferralRow:
    if arrived:
        url = reverse("planning:arrived_referral", args=[referral.id])
        name = next((value for _code, what, value in referral.told if what == "name"), "")
        who, lang, to_name = name, formats.script_of(name), referral.from_name
    else:
        url = reverse("planning:referral", args=[referral.case_id, referral.id])
        who, lang, to_name = referral.person.name, referral.person.name_lang, referral.to_name
    return ReferralRow(
        str(referral.id),
        to_name,
        who,
        lang,
        referral.reason,
        MARKS[referral.state],
        str(ReferralState(referral.state).label),
        standing_words(referral),
        url,
    )


def standing_words(referral: SentReferral) -> str:
    """Where it stands, since when, and whose turn it is."""
    said = {"day": formats.short_date(referral.sent_at), "days": (now() - referral.sent_at).days}
    if referral.state == "sent":
        return _("Sent on %(day)s, %(days)s days ago; not opened or answered yet.") % said
    if referral.state == "arrived":
        return _("Sent on %(day)s and opened; no answer for %(days)s days.") % said
    if referral.state == "wait_listed" and referral.expected_on:
        return _("A place is expected on %(day)s.") % {"day": formats.short_date(referral.expected_on)}
    if referral.state == "started" and referral.started_on:
        return _("Began on %(day)s; the result has not come back yet.") % {
            "day": formats.short_date(referral.started_on)
        }
    if referral.state == "closed":
        return " · ".join(filter(None, (str(referral.get_result_display()), referral.result_text)))
    if referral.state == "accepted" and referral.answered_at:
        return _("Accepted on %(day)s; not begun yet.") % {"day": formats.short_date(referral.answered_at)}
    return referral.answer_reason
