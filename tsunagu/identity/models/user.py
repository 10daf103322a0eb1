"""Who signs in, and what each is in each organisation."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from tsunagu.access.choices import Role
from tsunagu.core.models import OrganisationRow, Row, tracked
from tsunagu.core.postgres.policies import ORGANISATION, Policy
from tsunagu.identity.choices import Profession
from tsunagu.identity.models.organisation import Team


class User(Row, AbstractBaseUser):
    """A login. Visible to its owner and to colleagues of the organisation acted in."""

    row_policy = Policy("id = (select app_user()) or id = any ((select app_colleagues())::uuid[])", "true")

    login = models.TextField(unique=True)
    name = models.TextField()
    name_reading = models.TextField(blank=True, default="")
    language = models.TextField(default="en")
    text_size = models.TextField(default="medium")
    shortcuts = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    objects: ClassVar[BaseUserManager[User]] = BaseUserManager()  # type: ignore[assignment]  # stubs say Self

    def __str__(self) -> str:
        return self.name


@tracked
class Membership(OrganisationRow):
    """A user's place in one organisation: team, roles, profession."""

    row_policy = Policy(f"{ORGANISATION.using} or user_id = (select app_user())", ORGANISATION.using)

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships", null=True)
    roles = ArrayField(models.TextField(choices=Role.choices), default=list)
    profession = models.TextField(choices=Profession.choices, default=Profession.OTHER)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="identity_membership_once")]

    def __str__(self) -> str:
        return f"{self.user} ({', '.join(self.roles)})"
