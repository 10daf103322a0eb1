"""Keeping the agency's list of words that make a goal vague (R-052)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.planning.choices import WordingKind
from tsunagu.planning.models import Wording

LANGUAGES = ("en", "ja", "ko")


@transaction.atomic
def set_wording(*, language: str, word: str, kind: str, by: Actor, hint: str = "") -> Wording:
    """Point a word out with a hint of one's own, or say nothing about one that is shipped."""
    check(by, Permission.ORGANISATION_SET_UP)
    if language not in LANGUAGES:
        raise Refused(_("Choose the language of the word."), field="language")
    if len(word.strip()) < 2:
        raise Refused(_("Write the word, two letters at least."), field="word")
    if kind not in WordingKind.values:
        raise Refused(_("Choose whether the word is pointed out."), field="kind")
    if kind == WordingKind.POINT_OUT and not hint.strip():
        raise Refused(_("Write what to write instead."), field="hint")
    said = {"kind": kind, "hint": hint.strip(), "by_id": by.id, "by_name": by.name}
    wording, _new = Wording.objects.update_or_create(
        organisation_id=by.organisation, language=language, word=word.strip(), defaults=said
    )
    record_act(by, "set_wording", wording, word=wording.word, what=kind)
    return wording


@transaction.atomic
def remove_wording(*, wording_id: UUID, by: Actor) -> None:
    """The shipped list holds again for this word."""
    check(by, Permission.ORGANISATION_SET_UP)
    wording = Wording.objects.get(id=wording_id, organisation_id=by.organisation)
    record_act(by, "remove_wording", wording, word=wording.word)
    wording.delete()
