"""Whom targeted case management is for, in the agency's own words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.errors import Refused
from tsunagu.core.words import in_language
from tsunagu.intake import queries
from tsunagu.intake.commands import define_target_group
from tsunagu.intake.forms import TargetGroupForm
from tsunagu.ui import htmx


@allow(Permission.ORGANISATION_SET_UP)
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """The groups with their criteria; `?code=` opens one to be changed."""
    groups = queries.target_groups(request.actor)
    chosen = next((group for group in groups if group.code == request.GET.get("code")), None)
    begin = (
        {
            "code": chosen.code,
            "title": in_language(chosen.title),
            "criteria": "\n".join(in_language(criterion.words) for criterion in chosen.criteria),
        }
        if chosen
        else {}
    )
    form = TargetGroupForm(request.POST or None, initial=begin)
    if form.is_valid():
        said = form.cleaned_data
        try:
            lines = said["criteria"].splitlines()
            define_target_group(title=said["title"], criteria=lines, code=said["code"], by=request.actor)
            return htmx.redirect(request, reverse("intake:target_groups"))
        except Refused as error:
            form.add_error(error.field, str(error.reason))
    enrolled = queries.enrolled_by_target_group(request.actor)
    shown = [
        {
            "code": group.code,
            "title": in_language(group.title),
            "criteria": [in_language(criterion.words) for criterion in group.criteria],
            "enrolled": enrolled.get(group.code, 0),
        }
        for group in groups
    ]
    context = {"groups": shown, "form": form, "chosen": chosen}
    return render(request, "intake/target_groups_page.html", context, status=422 if form.errors else 200)
