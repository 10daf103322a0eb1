"""Is this the password of this login? Asked before anybody is known, so through one narrow function of the database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection
from django.http import HttpRequest

from tsunagu.core.actor import Actor, acting
from tsunagu.identity.models import User


class LoginBackend:
    def authenticate(
        self, request: HttpRequest | None, login: str = "", password: str = "", **kwargs: Any
    ) -> User | None:
        with connection.cursor() as cursor:
            cursor.execute("select id, password from app_sign_in(%s)", [login.strip().lower()])
            row = cursor.fetchone()
        if row is None:
            make_password(password)  # the same time is spent whether the login exists or not
            return None
        user_id, kept = row
        if not check_password(password, kept):
            return None
        with acting(Actor(user_id, "")):
            return User.objects.get(id=user_id)

    def get_user(self, user_id: UUID) -> User | None:
        return User.objects.filter(id=user_id, is_active=True).first()
