"""Which days are no working days here? Public holidays, frozen into the plain place that clocks are counted at."""

from __future__ import annotations

from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from tsunagu.pathways.rules.spans import Place

YEARS = range(2015, 2046)
COUNTRIES = {"jp": "JP", "kr": "KR", "us": "US"}


@cache
def place_for(jurisdiction: str | None, zone: str) -> Place:
    """Where days begin in this zone, with the holidays of "jp", "kr", "us", or of a state such as "us_ca".

    Rules of the United States as a whole count federal holidays in every state: they ask for the calendar "us".
    """
    calendars = {country: _holidays(country) for country in COUNTRIES if (jurisdiction or "").startswith(country)}
    return Place(ZoneInfo(zone), _holidays(jurisdiction) if jurisdiction else frozenset(), calendars=calendars)


@cache
def _holidays(jurisdiction: str) -> frozenset[date]:
    country, _, state = jurisdiction.partition("_")
    if country not in COUNTRIES:
        return frozenset()
    return frozenset(holidays.country_holidays(COUNTRIES[country], subdiv=state.upper() or None, years=YEARS))
