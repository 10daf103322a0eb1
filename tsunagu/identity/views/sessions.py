"""Signing in and out, and the language of the screen."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.decorators import allow, public
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.errors import Refused
from tsunagu.identity.commands.sign_in import sign_in, sign_out
from tsunagu.identity.forms import SignInForm


@public("nobody is signed in yet")
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "/")})
    if request.method == "POST" and form.is_valid():
        try:
            sign_in(
                request,
                given_login=form.cleaned_data["login"],
                password=form.cleaned_data["password"],
                address=request.META.get("REMOTE_ADDR", ""),
            )
            return HttpResponseRedirect(_own(request, form.cleaned_data["next"]))
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
    return render(request, "identity/sign_in_page.html", {"form": form}, status=422 if form.errors else 200)


@allow(Permission.HOME)
@require_POST
def remove(request: Request) -> HttpResponse:
    sign_out(request, by=request.actor)
    return redirect("/")


@public("a stranger chooses the language of the sign-in page too")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in this browser and go back to where the reader was."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(_own(request, request.POST.get("next") or request.META.get("HTTP_REFERER", "/")))
    return remember_language(response, chosen)


def remember_language(response: HttpResponse, chosen: str) -> HttpResponse:
    """This browser's language, for a year."""
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


@public("is the server up? asked by machines")
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def _own(request: HttpRequest, target: str) -> str:
    """Only ever back to a page of this site. A path that began with two slashes would name another one."""
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        return "/"
    parts = urlsplit(target)
    return "/" + parts.path.lstrip("/\\") + (f"?{parts.query}" if parts.query else "")
