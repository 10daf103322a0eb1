"""What a screen says about a look: who, when, at what, and the purpose they stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tsunagu.audit.models import Look
from tsunagu.people.models import Person


@dataclass(frozen=True)
class LookLine:
    at: datetime
    who: str
    page: str
    whom: str
    purpose: str


def look_lines(looks: Iterable[Look]) -> list[LookLine]:
    """Two queries, however many."""
    looks = list(looks)
    people = dict(Person.objects.filter(id__in={look.person_id for look in looks}).values_list("id", "name"))
    pages = page_names()
    return [
        LookLine(
            at=look.at,
            who=look.actor_name,
            page=_page(look.page, pages),
            whom=people.get(look.person_id, "") if look.person_id else "",
            purpose=look.purpose,
        )
        for look in looks
    ]


def _page(name: str, pages: dict[str, str]) -> str:
    """Pages are kept under the short names views give them; the first word says which part of the record it is."""
    kind, _colon, what = name.partition(":")
    first = kind.split("_")[0].rstrip("s")
    title = pages.get(kind) or pages.get(first) or kind.replace("_", " ")
    return _("%(page)s: %(what)s") % {"page": title, "what": what} if what else title


def page_names() -> dict[str, str]:
    return {
        "case": _("Case file"),
        "chart": _("Case file"),
        "open_chart": _("Opened the chart"),
        "timeline": _("Timeline"),
        "contact": _("Contacts"),
        "check": _("Check-in"),
        "visit": _("Visit note"),
        "stay": _("Stays"),
        "document": _("Documents"),
        "promise": _("Promises"),
        "alert": _("Alerts"),
        "event": _("Events"),
        "consent": _("Consents"),
        "disclosure": _("Information given to others"),
        "engagement": _("First meeting"),
        "meeting": _("Team meetings"),
        "look": _("Who looked"),
        "plan": _("Plan"),
        "assessment": _("Assessment"),
        "risk": _("Risk"),
        "tier": _("Risk"),
        "person": _("Person’s record"),
        "family": _("Family"),
        "referral": _("Referral"),
        "why": _("Why this is due"),
        "retention": _("How long it is kept"),
        "print": _("Printed summary"),
        "text": _("Text blocks"),
        "closure": _("Closure"),
        "evaluation": _("Evaluation"),
    }
