"""From intake to a case manager: the case is assigned, and the case manager finds it on their page."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.assign_worker import assign_worker
from tsunagu.cases.models import Assignment
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.identity.models import Membership
from tsunagu.intake.choices import Decision
from tsunagu.intake.commands.referral import locked_referral
from tsunagu.notices.commands import notify_user


@transaction.atomic
def hand_over_case(case_id: UUID, *, worker: Membership, over_cap: str = "", by: Actor) -> Assignment:
    """Give an accepted referral to the case manager who will work with the person."""
    check(by, Permission.REFERRAL_DECIDE)
    case, referral = locked_referral(case_id)
    if referral.decision != Decision.ACCEPT:
        raise Refused(_("Accept the referral first; then hand the case over."))
    reason = _("Taken in from a referral by %(name)s") % {"name": by.name}
    assignment = assign_worker(case_id=case_id, worker=worker, by=by, reason=reason, over_cap=over_cap)
    if worker.user_id != by.id:
        notify_user(
            to=worker.user,
            template="intake/notices/handed_over",
            context={"number": case.number, "from_name": by.name},
            url=reverse("intake:referral", args=[case.id]),
            case_id=case.id,
            person_id=referral.person_id,
            by=by,
        )
    return assignment
