"""Critical answers that came in: an imported response of these days opens the safety path of its person's case at once.

History never makes a duty, with this one exception: what somebody said of self-harm within the last thirty days is not history. The
questions look back two weeks (PHQ-9) to a month (C-SSRS). Saying it twice is harmless: the path knows the record it came from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tsunagu.assessment.models import InstrumentVersion
from tsunagu.assessment.queries.instruments import instrument_of, shelf
from tsunagu.assessment.rules.instruments import Instrument
from tsunagu.assessment.rules.instruments.heard import TYPES, heard_in
from tsunagu.cases.choices import SafetyLevel
from tsunagu.cases.commands.safety_path import Cause, open_safety_path
from tsunagu.cases.models import Case, Member
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.fhir.importing.reading import Resource
from tsunagu.fhir.importing.tally import Tally
from tsunagu.fhir.models import ExternalRecord

RECENTLY = timedelta(days=30)
CHUNK = 500


def heed(sources: Collection[str], tally: Tally, by: Actor) -> int:
    """After an import: every recent critical answer of these sources, about people in an open case. How many were found."""
    last, found = UUID(int=0), 0
    while records := _recent(sources, last):
        for record in records:
            found += _heed(record, tally, by)
        last = records[-1].id
    return found


@transaction.atomic
def _recent(sources: Collection[str], after: UUID) -> list[ExternalRecord]:
    """Those that may hold one, by their day as received; a chunk a query."""
    since = (now() - RECENTLY).date().isoformat()
    found = ExternalRecord.objects.filter(
        source__in=sources, resource_type__in=TYPES, person__isnull=False, began__gte=since, id__gt=after
    )
    return list(found.order_by("id")[:CHUNK])


@transaction.atomic
def _heed(record: ExternalRecord, tally: Tally, by: Actor) -> int:
    causes = causes_in(record)
    if not causes or record.person_id is None:
        return 0
    cases = _open_cases(record.person_id)
    for case in cases:
        open_safety_path(case.id, record.person_id, causes, by=by)
        tally.line(_("safety path open"), f"{record.source} | {record}", case.number)
    if not cases:
        tally.line(_("critical answer, no open case"), f"{record.source} | {record}", record.title)
    return len(causes)


def causes_in(record: ExternalRecord) -> list[Cause]:
    """The critical answers of one record, as the safety path keeps them."""
    content = record.content or {}
    return [
        Cause(
            heard.instrument,
            SafetyLevel(heard.critical.level),
            heard.critical.link,
            heard.critical.why,
            at=_moment(record.began),
            source=record.source,
            ref=record.id,
        )
        for heard in heard_in(content, shelf(), _form_of(content))
    ]


def _form_of(resource: Resource) -> Instrument | None:
    """The questionnaire that was answered, where it was loaded here."""
    url, _bar, version = str(resource.get("questionnaire") or "").partition("|")
    if not url:
        return None
    known: Iterable[InstrumentVersion] = InstrumentVersion.objects.filter(url=url).order_by("-loaded_at")
    same = [one for one in known if not version or one.version == version] or list(known)
    return instrument_of(same[0]) if same else None


def _open_cases(person_id: UUID) -> list[Case]:
    """Of the person who stands for this one after a merge, or of those merged into them."""
    own = Q(members__person_id=person_id) | Q(members__person__merged_into_id=person_id)
    member = Member.objects.filter(person_id=person_id).select_related("person").first()
    if member and member.person.merged_into_id:
        own |= Q(members__person_id=member.person.merged_into_id)
    return list(Case.objects.open().filter(own, members__left_at=None).distinct().order_by("number"))


def _moment(began: str) -> datetime | None:
    """When it was answered; a bare day gives none, and the path counts from now anyway."""
    try:
        found = datetime.fromisoformat(began)
    except ValueError:
        return None
    return found if found.tzinfo else None


def records_of(person_ids: Collection[UUID]) -> Iterator[ExternalRecord]:
    """What may hold a recent critical answer about these people, whichever source it came from."""
    since: date = (now() - RECENTLY).date()
    yield from ExternalRecord.objects.filter(
        person_id__in=person_ids, resource_type__in=TYPES, began__gte=since.isoformat()
    ).order_by("began", "id")
