"""Why was this not done? What commands say instead of doing what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Missing:
    """One thing that must hold first: in words, why it is asked for, and where it is put right."""

    says: Words
    why: Words = ""
    mend: str = ""  # a URL


class Refused(Exception):
    """A command will not do this, with the reason in the person's language.

    `field` names the form field that mends it; `missing` is the list of what must hold first, when a gate refused.
    """

    def __init__(self, reason: Words, *, field: str | None = None, missing: Sequence[Missing] = ()) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.field = field
        self.missing = tuple(missing)


class Forbidden(Refused):
    """This person may not do this, whatever the state."""


class Conflict(Refused):
    """Somebody else changed the same thing in the meantime; what was typed is safe."""
