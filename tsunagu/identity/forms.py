"""The shape of what is typed at the door."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    login = forms.CharField(
        label=_("Login"), widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class SettingsForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", "English"), ("ja", "日本語"), ("ko", "한국어")], widget=forms.RadioSelect
    )
    text_size = forms.ChoiceField(
        label=_("Text size"),
        choices=[("small", _("Small")), ("medium", _("Medium")), ("large", _("Large"))],
        widget=forms.RadioSelect,
    )
    shortcuts = forms.BooleanField(label=_("Single-key shortcuts"), required=False)


class PasswordForm(forms.Form):
    old = forms.CharField(
        label=_("Present password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters. A short sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
