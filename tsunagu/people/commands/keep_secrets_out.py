"""What may not be kept is struck out or refused before anything is written."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tsunagu.core.errors import Refused
from tsunagu.people.choices import IdentifierType, Masked
from tsunagu.people.rules.profile import IdentifierDraft
from tsunagu.people.rules.secret_numbers import is_individual_number, is_resident_number, mask_resident_numbers


def clean(text: str) -> str:
    """A text as it may be kept: without the secret half of any resident registration number."""
    return mask_resident_numbers(text).strip()


def admit(number: IdentifierDraft) -> tuple[str, str]:
    """The value as it may be kept, and why it was masked. Raises `Refused` for what may not be kept at all."""
    value = number.value.strip()
    if not value:
        raise Refused(_("Write the number."), field="value")
    if number.type == IdentifierType.RESIDENT_REGISTRATION or is_resident_number(value):
        return _masked(value), Masked.KOREAN_LAW
    # Twelve digits of no stated kind or issuer that pass its check are taken for an individual number.
    if number.type == IdentifierType.OTHER and not number.system and is_individual_number(value):
        raise Refused(
            _("This looks like an individual number (My Number). The law does not allow us to keep it; leave it out."),
            field="value",
        )
    return value, ""


def _masked(value: str) -> str:
    masked = mask_resident_numbers(value)
    return masked if "*" in masked else "*" * len(value)


def admitted(numbers: Iterable[IdentifierDraft]) -> list[tuple[IdentifierDraft, str, str]]:
    return [(number, *admit(number)) for number in numbers]
