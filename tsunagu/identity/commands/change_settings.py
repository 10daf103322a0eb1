"""One's own settings: language, text size, shortcuts, and the password."""

from __future__ import annotations

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.identity.models import User


@transaction.atomic
def change_settings(*, language: str, text_size: str, shortcuts: bool, by: Actor) -> User:
    user = User.objects.select_for_update().get(id=by.id)
    user.language, user.text_size, user.shortcuts = language, text_size, shortcuts
    user.save(update_fields=["language", "text_size", "shortcuts"])
    record_act(by, "change_settings", user)
    return user


@transaction.atomic
def change_password(*, old: str, new: str, by: Actor) -> User:
    """Every other session ends: they carry a digest of the password."""
    user = User.objects.select_for_update().get(id=by.id)
    if not check_password(old, user.password):
        raise Refused(_("The present password is not right."), field="old")
    try:
        password_validation.validate_password(new, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="new") from error
    user.password = make_password(new)
    user.save(update_fields=["password"])
    record_act(by, "change_password", user)
    return user
