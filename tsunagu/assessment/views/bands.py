"""The organisation's own bands of a score: set, changed, and taken back to the shipped ones."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands.set_bands import restore_bands, set_bands
from tsunagu.assessment.forms.bands import BandSet, BandsForm, rows_of
from tsunagu.assessment.presenters.instruments import own_band_rows, score_rule
from tsunagu.assessment.queries.bands import as_used
from tsunagu.assessment.queries.instruments import get_offered
from tsunagu.assessment.rules.instruments import Instrument, Score
from tsunagu.assessment.rules.instruments.own import is_editable
from tsunagu.core.errors import Refused
from tsunagu.core.words import in_language
from tsunagu.ui import htmx


@allow(Permission.ORGANISATION_SET_UP)
@require_http_methods(["GET", "POST"])
def edit(request: Request, code: str, score: str) -> HttpResponse:
    """The bands as they hold for `?programme=`; saving them makes them the organisation's own."""
    instrument, shipped = _score(code, score)
    programme = request.GET.get("programme", "")
    now = as_used(instrument, programme).score(score) or shipped
    form = BandsForm(request.POST or None, initial={"programme": programme})
    rows = BandSet(request.POST or None, initial=rows_of(now), prefix="band")
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        bands = [band for n, row in enumerate(rows) if (band := row.band(n + 1))]
        data = {"programme": form.cleaned_data["programme"], "reason": form.cleaned_data["reason"]}
        try:
            set_bands(instrument=code, score=score, bands=bands, missing=form.missing(), by=request.actor, **data)
        except Refused as refused:
            refusal = refused
            if not refused.missing:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        else:
            return htmx.redirect(request, reverse("assessment:instrument", args=[code]) + "#scores")
    wrong = bool(form.errors or refusal) or (request.method == "POST" and not rows.is_valid())
    context = {
        "instrument": instrument,
        "title": in_language(instrument.title),
        "score": score,
        "shipped": score_rule(shipped),
        "form": form,
        "rows": rows,
        "refusal": refusal,
        "own": own_band_rows(instrument, score),
    }
    return render(request, "assessment/bands_page.html", context, status=422 if wrong else 200)


@allow(Permission.ORGANISATION_SET_UP)
@require_POST
def restore(request: Request, code: str, score: str) -> HttpResponse:
    _score(code, score)
    try:
        restore_bands(instrument=code, score=score, programme=request.POST.get("programme", ""), by=request.actor)
    except Refused as refusal:
        raise Http404 from refusal
    return htmx.redirect(request, reverse("assessment:bands", args=[code, score]))


def _score(code: str, score: str) -> tuple[Instrument, Score]:
    offered = get_offered(code)
    found = offered.instrument.score(score) if offered else None
    if offered is None or found is None or not is_editable(found):
        raise Http404
    return offered.instrument, found
