"""May this person do this? `check` raises, `can` answers. Whether anyone may in this state is the room's own question."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext as _

from tsunagu.access.permissions import Permission
from tsunagu.access.roles import permissions_of
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Forbidden

_permissions_of = lru_cache(maxsize=256)(permissions_of)


def can(actor: Actor, permission: Permission) -> bool:
    return actor.is_system or permission in _permissions_of(actor.roles)


def check(actor: Actor, permission: Permission) -> None:
    """Raise `Forbidden` unless the actor's roles allow it."""
    if not can(actor, permission):
        raise Forbidden(_("Your role does not include this. Ask your supervisor or an administrator."))
