"""A receiver without an account answers: a signed link that runs out, and shows what was told and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import public
from tsunagu.planning.commands.refer import by_link, open_sent_referral
from tsunagu.planning.presenters.referrals import standing_words, told_view
from tsunagu.planning.views.referrals import FOLLOWING, STEPS
from tsunagu.planning.views.room import tried


@public(
    "A referral is answered by whoever holds its link; the link is signed, runs out, and is taken back with the referral."
)
@never_cache
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    with by_link(token) as held:
        if held is None:
            return render(request, "planning/link_gone_page.html", {"hide_concern": True}, status=410)
        referral, holder = held
        typed = None
        step = request.POST.get("step", "")
        if request.method == "POST" and step in ("answer", "beginning", "result"):
            kind, act = STEPS[step]
            form = kind(request.POST)
            if form.is_valid() and tried(form, lambda: act(referral.id, form.cleaned_data, holder)) is None:
                return HttpResponseRedirect(request.path, status=303)
            typed = {step: form}
        elif request.method == "GET":
            referral = open_sent_referral(referral_id=referral.id, by=holder)
        steps = [name for name in FOLLOWING.get(referral.state, ()) if name != "withdrawal"]
        context = {
            "referral": referral,
            "standing": standing_words(referral),
            "told": told_view(referral.told),
            "forms": {name: (typed or {}).get(name) or STEPS[name][0]() for name in steps},
            "hide_concern": True,
        }
        return render(request, "planning/answer_page.html", context, status=422 if typed else 200)
