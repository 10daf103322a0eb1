"""Private addresses of a worker's calendar, and what they may show."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.identity.models import Organisation
from tsunagu.scheduling.models import Feed


def hash_of(token: str) -> str:
    """The token has 256 bits of chance of its own, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def open_feed(*, by: Actor, label: str = "") -> tuple[Feed, str]:
    """A new address; the token is shown this once and kept nowhere."""
    check(by, Permission.CASE_WORK)
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        organisation_id=by.organisation, user_id=by.id, label=label.strip(), token_hash=hash_of(token)
    )
    record_act(by, "open_feed", feed)
    return feed, token


@transaction.atomic
def revoke_feed(feed_id: UUID, *, by: Actor) -> Feed:
    """Whoever holds this address sees nothing any more."""
    check(by, Permission.HOME)
    feed = Feed.objects.select_for_update(of=("self",)).get(id=feed_id, user_id=by.id)
    if feed.revoked_at is None:
        feed.revoked_at = now()
        feed.save(update_fields=["revoked_at"])
        record_act(by, "revoke_feed", feed)
    return feed


@transaction.atomic
def allow_names_in_feeds(*, allowed: bool, reason: str, by: Actor) -> Organisation:
    """Names and places leave the house with a feed: the organisation decides that, says why, and the trail keeps it."""
    check(by, Permission.ORGANISATION_SET_UP)
    if not reason.strip():
        raise Refused(_("Write why. This is kept in the trail."), field="reason")
    organisation = Organisation.objects.select_for_update().get(id=by.organisation)
    organisation.settings = {**organisation.settings, "names_in_feeds": allowed}
    organisation.save(update_fields=["settings"])
    record_act(by, "allow_names_in_feeds", organisation, allowed=allowed, reason=reason.strip())
    return organisation


@transaction.atomic
def note_use(feed_id: UUID, *, by: Actor) -> None:
    """That a program asked, kept to the hour: enough to see that an address nobody knows of is in use."""
    check(by, Permission.CASE_WORK)
    feed = Feed.objects.filter(id=feed_id, user_id=by.id).first()
    if feed and (feed.last_used_at is None or now() - feed.last_used_at > timedelta(hours=1)):
        feed.last_used_at = now()
        feed.save(update_fields=["last_used_at"])
        record_act(by, "note_use", feed)
