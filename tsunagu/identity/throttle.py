"""Has this login, or this address, failed too often? Counted in the shared cache, so that every process knows."""

from __future__ import annotations

import hashlib

from django.core.cache import cache

# Failures a key may have within its seconds: a login is guarded closely, an address loosely (a whole office shares one).
LIMITS = {"login": (5, 5 * 60), "address": (30, 5 * 60)}


def too_many(login: str, address: str) -> bool:
    return any(cache.get(_key(what, value), 0) >= LIMITS[what][0] for what, value in _pairs(login, address))


def count_failure(login: str, address: str) -> None:
    for what, value in _pairs(login, address):
        if not cache.add(_key(what, value), 1, LIMITS[what][1]):
            cache.incr(_key(what, value))


def forget(login: str) -> None:
    cache.delete(_key("login", login))


def _pairs(login: str, address: str) -> list[tuple[str, str]]:
    return [("login", login.strip().lower()), ("address", address)]


def _key(what: str, value: str) -> str:
    return f"sign-in:{what}:{hashlib.sha256(value.encode()).hexdigest()}"
