"""What this room does when an earlier one speaks: a merge changes whom a ledger's facts are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from tsunagu.cases.commands.duties import touch, work_out
from tsunagu.cases.commands.record import locked
from tsunagu.cases.models import Case, Member
from tsunagu.core.listening import on


@on("people.merged", "people.unmerged")
def follow_merge(*, person_ids: Sequence[UUID], **_what: Any) -> None:
    """Facts stay as they were written; from now on they are read as the record that stands, and duties follow."""
    meant = Q(members__person_id__in=person_ids) | Q(members__person__merged_into_id__in=person_ids)
    for case_id in sorted(set(Case.objects.filter(meant).values_list("id", flat=True))):
        case = locked(case_id)
        touch(case, aliases=aliases_of(case))
        work_out(case)


def aliases_of(case: Case) -> dict[str, str]:
    """{absorbed: kept} of everybody who was ever in the case, and of those absorbed by them."""
    people = {
        member.person.standing for member in Member.objects.filter(case=case).select_related("person__merged_into")
    }
    return {str(absorbed.id): str(person.id) for person in people for absorbed in person.absorbed.all()}
