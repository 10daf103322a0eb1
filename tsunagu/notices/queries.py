"""What has this person not read, what was sent about a case, and how would a message read?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.notices.choices import Channel
from tsunagu.notices.models import Notice


@dataclass(frozen=True)
class Message:
    """The words of a message, in the language of whoever gets it."""

    subject: str
    body: str
    language: str


def compose(template: str, context: Mapping[str, Any], language: str) -> Message:
    """Render `<template>.txt`: its first line is the subject, the rest the body. What is shown before sending is what is sent."""
    with translation.override(language):
        text = get_template(f"{template}.txt").template.render(Context(dict(context), autoescape=False))  # type: ignore[attr-defined]
    subject, _newline, body = text.strip().partition("\n")
    return Message(subject.strip(), body.strip(), language)


def notices_for(actor: Actor) -> QuerySet[Notice]:
    """One's own messages, newest first."""
    return Notice.objects.filter(
        organisation_id=actor.organisation, to_user_id=actor.id, created_at__lte=now()
    ).order_by("-created_at", "-id")


def unread_by(actor: Actor) -> QuerySet[Notice]:
    """One's own messages not read yet, newest first."""
    return notices_for(actor).filter(read_at=None)


def sent_about(case_id: UUID) -> QuerySet[Notice]:
    """What was told to people outside about a case, newest first."""
    return Notice.objects.filter(case_id=case_id).exclude(channel=Channel.IN_APP).order_by("-created_at", "-id")
