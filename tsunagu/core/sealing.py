"""What may a copy of the database not tell? Sealed words, and who wrote them: both need a key the database never sees."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(words: Mapping[str, Any]) -> str:
    """Encrypted and authenticated, with the key of walled records."""
    return _box(settings.CONCERN_KEY).encrypt(json.dumps(words, ensure_ascii=False).encode()).decode()


def unseal(sealed: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_box(settings.CONCERN_KEY).decrypt(sealed.encode()))
    return found


def own_wall(user_id: UUID) -> str:
    """The wall behind which a user's own reports stand: the same for every one of theirs, and nobody's name without the key."""
    return "own:" + hmac.digest(_derived(settings.CONCERN_KEY, "reporters"), user_id.bytes, "sha256").hex()[:32]


@cache
def _box(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(_derived(key, "sealed records")))


@cache
def _derived(key: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(key.encode())
