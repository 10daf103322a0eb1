"""Which factors make a tier here, and changing them: for all programmes, or for one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.risk.commands import FactorChange, change_scheme
from tsunagu.risk.forms import SchemeForm
from tsunagu.risk.presenters.schemes import SchemeLine, lines, rows, tier_words, titles
from tsunagu.risk.queries import scheme_of, schemes_before, schemes_in_force
from tsunagu.risk.views.room import tried
from tsunagu.ui import htmx

ALL = "all"  # in the URL, for every programme


@allow(Permission.ORGANISATION_SET_UP)
@require_GET
def index(request: Request) -> HttpResponse:
    shown = rows(schemes_in_force(request.actor.organisation))
    return render(request, "risk/schemes_page.html", {"rows": shown, "all": ALL})


@allow(Permission.ORGANISATION_SET_UP)
@require_http_methods(["GET", "POST"])
def show(request: Request, programme: str) -> HttpResponse:
    code = "" if programme == ALL else programme
    names = {"": _("All programmes"), **dict(titles())}
    if code not in names:
        raise Http404
    organisation = request.actor.organisation
    scheme, history = scheme_of(organisation, code), list(schemes_before(organisation, code))
    off = history[0].document.get("without", []) if history else []
    shown = lines(code, scheme_of(organisation, code, changed=False), scheme, off)
    form = SchemeForm(
        request.POST or None,
        factors=[(line.code, line.label, line.points, line.counts) for line in shown],
        initial={"standard": scheme.tiers["standard"], "high": scheme.tiers["high"]},
    )
    if request.method == "POST" and form.is_valid():
        data, changes = form.cleaned_data, _changes(form, shown)
        said = {"standard": data["standard"], "high": data["high"], "reason": data["reason"]}
        if tried(form, lambda: change_scheme(code, factors=changes, by=request.actor, **said)) is None:
            return htmx.redirect(request, reverse("risk:scheme", args=[programme]))
    context = {
        "title": names[code],
        "programme": programme,
        "form": form,
        "lines": [(line, form[f"points_{line.code}"], form[f"counts_{line.code}"]) for line in shown],
        "tiers": tier_words(code),
        "history": history,
    }
    return render(request, "risk/scheme_page.html", context, status=422 if form.errors else 200)


def _changes(form: SchemeForm, shown: list[SchemeLine]) -> list[FactorChange]:
    data = form.cleaned_data
    changes = [FactorChange(li.code, data[f"points_{li.code}"], data[f"counts_{li.code}"]) for li in shown]
    if label := data["own_label"]:
        changes.append(FactorChange("", data["own_points"] or 0, label=label))
    return changes
