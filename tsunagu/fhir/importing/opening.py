"""`--open PROGRAMME --for LOGIN`: imported people become cases, each begun by an admission that lasts or a recent discharge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagu.cases.choices import Stage
from tsunagu.cases.commands.assign_worker import assign_worker
from tsunagu.cases.commands.duties import touch
from tsunagu.cases.commands.import_stay import adopt_stay
from tsunagu.cases.commands.open_case import move_to, open_case
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import CaseStageEntered
from tsunagu.cases.models import Case, Member, Stay
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.fhir.importing.tally import Tally
from tsunagu.fhir.models import ExternalRecord
from tsunagu.identity.models import Membership
from tsunagu.identity.queries import workers
from tsunagu.pathways.queries import library
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of

RECENTLY = timedelta(days=30)
CHUNK = 100


@dataclass
class Opened:
    """How many cases were opened, how many of them with a stay; who could not be given one."""

    cases: int = 0
    with_stay: int = 0
    refused: int = 0
    worker: str = ""

    def notes(self) -> list[str]:
        opened = ngettext("%(n)d case opened for %(worker)s.", "%(n)d cases opened for %(worker)s.", self.cases)
        return [
            opened % {"n": self.cases, "worker": self.worker},
            _("Begun with an admission or a recent discharge: %(n)d.") % {"n": self.with_stay},
        ]


@dataclass(frozen=True)
class Opener:
    """Who gets which cases."""

    programme: str
    worker: Membership
    by: Actor
    opened: Opened = field(default_factory=Opened)

    def open(self, sources: Sequence[str], tally: Tally) -> Opened:
        """A case for each living person of these sources who has none. Each in its own transaction."""
        self.opened.worker = self.worker.user.name
        for person_id in _without_case(sources, self.by):
            try:
                self._open(person_id)
            except Refused as refusal:
                self.opened.refused += 1
                tally.line(_("no case"), str(person_id), str(refusal.reason))
        return self.opened

    @transaction.atomic
    def _open(self, person_id: UUID) -> Case:
        person = Person.objects.get(id=person_id)
        stay = _telling_stay(person)
        at = _moment(stay) if stay else now()
        case = open_case(by=self.by, programme=self.programme, persons=[person], team_id=self.worker.team_id, at=at)
        if stay:
            adopt_stay(case_id=case.id, stay_id=stay.id, by=self.by)
        case = locked(case.id)
        touch(case, accepted_at=now())
        move_to(case, Stage.ASSESS)
        record(case, Happening(CaseStageEntered(Stage.ASSESS)), by=self.by, verb="enter_stage", stage=str(Stage.ASSESS))
        reason = _("Opened with the import of their record")
        assign_worker(case_id=case.id, worker=self.worker, by=self.by, reason=reason, over_cap=reason)
        self.opened.cases += 1
        self.opened.with_stay += stay is not None
        return case


def opener(programme: str, login: str, *, by: Actor) -> Opener:
    """Raises `Refused` when there is no such programme, or nobody here who could work on its cases."""
    known = library().programmes()
    if programme not in known:
        raise Refused(
            _("no programme is called “%(name)s”; there are: %(all)s")
            % {"name": programme, "all": ", ".join(sorted(known))}
        )
    worker = workers(by).filter(user__login=login).first()
    if worker is None:
        raise Refused(_("nobody here signs in as “%(login)s”") % {"login": login})
    if "case_manager" not in worker.roles:
        raise Refused(_("%(name)s is not a case manager here.") % {"name": worker.user.name})
    return Opener(programme, worker, by)


def _without_case(sources: Sequence[str], by: Actor) -> Iterator[UUID]:
    """Living people of these sources in no open case, the first imported first."""
    last = UUID(int=0)
    while ids := _next(sources, by, last):
        yield from ids
        last = ids[-1]


@transaction.atomic
def _next(sources: Sequence[str], by: Actor, last: UUID) -> list[UUID]:
    return list(_waiting(sources, by).filter(id__gt=last).values_list("id", flat=True)[:CHUNK])


def _waiting(sources: Sequence[str], by: Actor) -> QuerySet[Person]:
    imported = ExternalRecord.objects.filter(
        person_id=OuterRef("id"), resource_type="Patient", source__in=sources, organisation_id=by.organisation
    )
    own = Q(person_id=OuterRef("id")) | Q(person__merged_into_id=OuterRef("id"))
    in_case = Member.objects.filter(own, left_at__isnull=True, case__closed_at__isnull=True)
    return Person.objects.filter(Exists(imported), ~Exists(in_case), died_precision="", merged_into=None).order_by("id")


def _telling_stay(person: Person) -> Stay | None:
    """The stay that says why a case begins now: one that lasts, else the latest that ended within 30 days."""
    stays = Stay.objects.filter(person_id__in=ids_of(person), case__isnull=True)
    lasting = stays.filter(ended_at__isnull=True).order_by("-started_at").first()
    return lasting or stays.filter(ended_at__gte=now() - RECENTLY, ended_at__lte=now()).order_by("-ended_at").first()


def _moment(stay: Stay) -> datetime:
    """The case begins with its first fact, so that what is owed counts from it; but no further back than is looked."""
    return max(stay.ended_at or stay.started_at, now() - RECENTLY)
