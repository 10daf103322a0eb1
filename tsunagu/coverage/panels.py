"""What this room gives to pages of others: names of what duties speak of, what is left, what a month costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from tsunagu.cases.panels import register_titles
from tsunagu.coverage.models import Authorisation, Coverage
from tsunagu.coverage.presenters import (
    AuthorisationRow,
    MonthView,
    authorisation_row,
    count,
    counted,
    left_words,
    month_views,
)

Titles = Callable[[Sequence[UUID]], dict[UUID, str]]


def _services(sentence: Callable[[str], str]) -> Titles:
    """On a worklist an authorisation is called after its service."""

    def titles(ids: Sequence[UUID]) -> dict[UUID, str]:
        return {id_: sentence(what) for id_, what in Authorisation.objects.filter(id__in=ids).values_list("id", "what")}

    return titles


def _payers(sentence: Callable[[str], str]) -> Titles:
    def titles(ids: Sequence[UUID]) -> dict[UUID, str]:
        return {one.id: sentence(str(one)) for one in Coverage.objects.filter(id__in=ids)}

    return titles


register_titles("coverage_ends", _payers(lambda payer: _("Coverage ends: %(payer)s") % {"payer": payer}))
register_titles(
    "coverage_check", _payers(lambda payer: _("Check that the coverage still holds: %(payer)s") % {"payer": payer})
)
register_titles(
    "authorisation_answer", _services(lambda what: _("Ask the payer for its answer: %(service)s") % {"service": what})
)
register_titles("appeal", _services(lambda what: _("Decide on the appeal: %(service)s") % {"service": what}))
register_titles(
    "authorisation_renewal", _services(lambda what: _("The authorisation runs out: %(service)s") % {"service": what})
)

__all__ = ["AuthorisationRow", "MonthView", "authorisation_row", "count", "counted", "left_words", "month_views"]
