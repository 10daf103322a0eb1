"""Setting an organisation's own bands of a score, and going back to the shipped ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.models import OwnBands
from tsunagu.assessment.queries.instruments import get_offered
from tsunagu.assessment.rules.instruments import LANGUAGES, Band, Missing, Score
from tsunagu.assessment.rules.instruments.own import HOWS, Fault, band_json, faults_of, is_editable
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Missing as Lack
from tsunagu.core.errors import Refused
from tsunagu.pathways.queries import library

MOST_MISSING = 5


@transaction.atomic
def set_bands(
    *,
    instrument: str,
    score: str,
    bands: Sequence[Band],
    reason: str,
    by: Actor,
    programme: str = "",
    missing: Missing | None = None,
) -> OwnBands:
    """From now on results are read with these. What was scored before keeps the band it was given."""
    check(by, Permission.ORGANISATION_SET_UP)
    shipped = _score(instrument, score)
    if programme and programme not in library().programmes():
        raise Refused(_("Choose a programme from the list."), field="programme")
    if not reason.strip():
        raise Refused(_("Write where these numbers come from, and who decided."), field="reason")
    if any(not band.label.get(language, "").strip() for band in bands for language in LANGUAGES):
        raise Refused(_("Name each band in the three languages."))
    if missing and (missing.how not in HOWS or missing.allowed > MOST_MISSING):
        raise Refused(_("At most %(n)d missing answers can be allowed.") % {"n": MOST_MISSING}, field="missing")
    if faults := list(dict.fromkeys(faults_of(bands, shipped))):
        raise Refused(_("These bands do not hold together yet."), missing=[Lack(_words(fault)) for fault in faults])
    _end(instrument, score, programme, by)
    row = OwnBands.objects.create(
        organisation_id=by.organisation,
        instrument=instrument,
        score=score,
        programme=programme,
        bands=[band_json(band) for band in bands],
        missing_allowed=missing.allowed if missing else None,
        missing_how=missing.how if missing else "",
        reason=reason.strip(),
        set_by_id=by.id,
        set_by_name=by.name,
    )
    record_act(by, "set_bands", row, instrument=instrument, score=score, programme=programme, reason=row.reason)
    return row


@transaction.atomic
def restore_bands(*, instrument: str, score: str, by: Actor, programme: str = "") -> None:
    """Back to the shipped ones, or to those for all programmes."""
    check(by, Permission.ORGANISATION_SET_UP)
    ended = _end(instrument, score, programme, by)
    if ended is None:
        raise Refused(_("There are no own bands to take away here."))
    record_act(by, "restore_bands", ended, instrument=instrument, score=score, programme=programme)


def _end(instrument: str, score: str, programme: str, by: Actor) -> OwnBands | None:
    same = OwnBands.objects.in_force().filter(instrument=instrument, score=score, programme=programme)
    row = same.select_for_update().first()
    if row is not None:
        row.ended_at, row.ended_by_name = now(), by.name
        row.save(update_fields=["ended_at", "ended_by_name"])
    return row


def _score(instrument: str, score: str) -> Score:
    offered = get_offered(instrument)
    found = offered.instrument.score(score) if offered else None
    if found is None:
        raise Refused(_("This instrument has no such score."))
    if not is_editable(found):
        raise Refused(_("The scoring rule itself decides here; there are no points to set."))
    return found


def _words(fault: Fault) -> str:
    said = {"low": _number(fault.low), "high": _number(fault.high)}
    match fault.code:
        case "none":
            return _("Give at least one band.")
        case "order":
            return _("A band ends (%(high)s) before it begins (%(low)s).") % said
        case "outside":
            return _("The band from %(low)s to %(high)s lies outside the score.") % said
        case "overlap":
            return _("Two bands overlap between %(low)s and %(high)s.") % said
    return _("No band holds the points between %(low)s and %(high)s.") % said


def _number(number: Decimal | None) -> str:
    return "–" if number is None else f"{number.normalize():f}"
