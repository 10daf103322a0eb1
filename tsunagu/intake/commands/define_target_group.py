"""An agency writes its own target groups, in its own words (R-014)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.intake.models import AgencyTargetGroup


@transaction.atomic
def define_target_group(*, title: str, criteria: Sequence[str], code: str = "", by: Actor) -> AgencyTargetGroup:
    """Make a group, or change the one of that code; a shipped code is replaced for this agency. Evidence written before stays."""
    check(by, Permission.ORGANISATION_SET_UP)
    written = [text.strip() for text in criteria if text.strip()]
    if not title.strip():
        raise Refused(_("Write a name for the target group."), field="title")
    if not written:
        raise Refused(_("Write at least one criterion, one on each line."), field="criteria")
    group, _made = AgencyTargetGroup.objects.update_or_create(
        organisation_id=by.organisation,
        code=code or uuid7().hex,
        defaults={"title": title.strip(), "criteria": [{"code": _code(text), "text": text} for text in written]},
    )
    record_act(by, "define_target_group", group, title=group.title)
    return group


def _code(text: str) -> str:
    """A criterion is known by its words: changed words ask for new evidence."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
