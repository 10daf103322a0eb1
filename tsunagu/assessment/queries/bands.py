"""Which bands hold here: the programme's own, else the organisation's, else the shipped ones?"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tsunagu.assessment.models import OwnBands
from tsunagu.assessment.rules.instruments import Instrument, Missing
from tsunagu.assessment.rules.instruments.own import Own, band_of_json, with_own


def as_used(instrument: Instrument, programme: str) -> Instrument:
    """The instrument with the bands in force for a programme. One query."""
    rows = OwnBands.objects.in_force().filter(instrument=instrument.code, programme__in=["", programme])
    return with_own(instrument, own_of(rows))


def bands_in_force(instrument: str) -> list[OwnBands]:
    """The rows for all programmes and for single ones."""
    return list(OwnBands.objects.in_force().filter(instrument=instrument))


def own_of(rows: Iterable[OwnBands]) -> list[Own]:
    """A programme's own rows stand before those for all."""
    found = {row.score: row for row in sorted(rows, key=lambda row: bool(row.programme))}
    return [_own(row) for row in found.values()]


def _own(row: OwnBands) -> Own:
    bands = tuple(band_of_json(node) for node in row.bands)
    missing = None if row.missing_allowed is None else Missing(row.missing_allowed, row.missing_how)
    source = _("Own bands of the organisation: %(reason)s (%(name)s)") % {
        "reason": row.reason,
        "name": row.set_by_name,
    }
    return Own(row.score, bands, source, missing)
