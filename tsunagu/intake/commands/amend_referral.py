"""More is known of the person than was said at first: the said name, birth date and address are written anew."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.intake.commands.receive_referral import About, said_fields
from tsunagu.intake.commands.referral import locked_referral, must_be_open
from tsunagu.intake.models import Referral


@transaction.atomic
def amend_referral(case_id: UUID, *, about: About, by: Actor) -> Referral:
    """Write what is now said of the person. What stood before is kept in the row's history."""
    check(by, Permission.REFERRAL_TAKE_IN)
    case, referral = locked_referral(case_id)
    must_be_open(referral)
    fields = said_fields(about)
    for name, value in fields.items():
        setattr(referral, name, value)
    referral.save(update_fields=list(fields))
    case.said_name = referral.said_name
    case.save(update_fields=["said_name"])
    record_act(by, "amend_referral", referral, case_id=case.id)
    return referral
