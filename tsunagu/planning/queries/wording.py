"""Which words does this agency point out in a goal?"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from tsunagu.core.actor import Actor
from tsunagu.planning.choices import WordingKind
from tsunagu.planning.models import Wording
from tsunagu.planning.rules.wording import SHIPPED, Hint


def own_wording(by: Actor) -> QuerySet[Wording]:
    return Wording.objects.filter(organisation_id=by.organisation)


def hints_of(organisation_id: UUID) -> tuple[Hint, ...]:
    """The shipped words but those it keeps silent about, and its own; its own hint for a shipped word takes the place of ours."""
    own = list(Wording.objects.filter(organisation_id=organisation_id))
    theirs = {(one.language, one.word) for one in own}
    return (
        *(hint for hint in SHIPPED if (hint.language, hint.word) not in theirs),
        *(Hint(one.language, one.word, one.hint) for one in own if one.kind == WordingKind.POINT_OUT),
    )
