"""One's own page: settings, password, and the other organisations one works in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.errors import Refused
from tsunagu.identity.actors import ORGANISATION_KEY
from tsunagu.identity.commands.change_settings import change_password, change_settings
from tsunagu.identity.forms import PasswordForm, SettingsForm
from tsunagu.identity.models import Membership
from tsunagu.identity.views.sessions import remember_language


@allow(Permission.HOME)
@require_http_methods(["GET", "POST"])
def show(request: Request) -> HttpResponse:
    user = request.user
    initial = {"language": user.language, "text_size": user.text_size, "shortcuts": user.shortcuts}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_settings(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return remember_language(redirect("identity:account"), form.cleaned_data["language"])
    memberships = Membership.objects.select_related("organisation").filter(user_id=user.id, is_active=True)
    context = {"form": form, "password_form": PasswordForm(), "memberships": memberships}
    return render(request, "identity/account_page.html", context, status=422 if form.errors else 200)


@allow(Permission.HOME)
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = change_password(by=request.actor, **form.cleaned_data)
            update_session_auth_hash(request, user)
            messages.success(request, _("Your password is changed. Other devices are signed out."))
            return redirect("identity:account")
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
    return render(request, "identity/password_page.html", {"form": form}, status=422 if form.errors else 200)


@allow(Permission.HOME)
@require_POST
def organisation(request: Request) -> HttpResponse:
    """Act in another organisation one belongs to; it is kept in the session, not in the URL."""
    wanted = request.POST.get("organisation", "")
    mine = Membership.objects.filter(user_id=request.user.id, is_active=True).values_list("organisation_id", flat=True)
    if wanted not in {str(organisation_id) for organisation_id in mine}:
        raise Http404
    request.session[ORGANISATION_KEY] = wanted
    return redirect("/")
