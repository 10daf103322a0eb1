"""Which places are in the app bar? Only rooms whose page works, and only for those who may open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission


@dataclass(frozen=True)
class Place:
    name: str
    label: str | Promise
    permission: Permission
    key: str = ""
    where: str = ""  # only where this is the jurisdiction; empty: everywhere

    @property
    def url(self) -> str:
        return reverse(self.name)


PLACES: tuple[Place, ...] = (
    Place("web:my_day", _("My day"), Permission.HOME, "d"),
    Place("scheduling:calendar", _("Calendar"), Permission.CASE_WORK, "m"),
    Place("web:caseload", _("My caseload"), Permission.CASE_WORK, "c"),
    Place("people:people", _("People"), Permission.PERSON_FIND, "p"),
    Place("intake:referrals", _("Referrals"), Permission.REFERRAL_TAKE_IN, "r"),
    Place("directory:services", pgettext_lazy("app bar", "Services"), Permission.DIRECTORY_READ, "s"),
    Place("monitoring:month", _("Month board"), Permission.BOARD_SEE, "m", where="jp"),
    Place("monitoring:steps", _("From receipt to plan"), Permission.BOARD_SEE, "m", where="kr"),
    Place("monitoring:discharges", _("After discharge"), Permission.BOARD_SEE, "m", where="us"),
    Place("web:team", pgettext_lazy("app bar", "Team"), Permission.TEAM_SEE, "t"),
    Place("risk:schemes", _("Risk tiers"), Permission.ORGANISATION_SET_UP),
    Place("planning:wording", pgettext_lazy("app bar", "Goal wording"), Permission.ORGANISATION_SET_UP),
)


def context(request: HttpRequest) -> dict[str, Any]:
    """For every page: the places, which of them is open, and who acts."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"navigation": [], "actor": None}
    membership = getattr(request, "membership", None)
    here = membership.organisation.jurisdiction if membership else ""
    places = [
        place for place in PLACES if can(actor, place.permission) and (not place.where or here.startswith(place.where))
    ]
    return {
        "navigation": [
            {"url": place.url, "label": place.label, "key": place.key, "current": request.path.startswith(place.url)}
            for place in places
        ],
        "actor": actor,
    }
