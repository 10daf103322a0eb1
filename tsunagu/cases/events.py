"""What can happen to a case: the facts this room records, and the by-hand facts of rooms that have no screen of their own yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_lazy as _

from tsunagu.cases.choices import (
    AssignmentRole,
    CloseReason,
    ConsentPurpose,
    DoneBy,
    ExceptionReason,
    Mode,
    Model,
    Outcome,
    Place,
    Purpose,
    SafetyLevel,
    SafetyOutcome,
    Setting,
    Stage,
    With,
)
from tsunagu.core.kinds import fact

# -- the case and who is in it ------------------------------------------------------------------------------------------------


@fact("case.opened", _("Case opened"))
@dataclass(frozen=True)
class CaseOpened:
    number: str | None = None


@fact("case.assigned", _("Case manager assigned"))
@dataclass(frozen=True)
class CaseAssigned:
    worker: str
    role: AssignmentRole
    reason: str | None = None


@fact("case.unassigned", _("Case manager taken off the case"))
@dataclass(frozen=True)
class CaseUnassigned:
    worker: str
    reason: str | None = None


@fact("case.stage_entered", _("Stage entered"))
@dataclass(frozen=True)
class CaseStageEntered:
    stage: Stage
    reason: str | None = None


@fact("case.held", _("Case put on hold"), by_hand=True)
@dataclass(frozen=True)
class CaseHeld:
    reason: str | None = None


@fact("case.resumed", _("Case resumed"), by_hand=True)
@dataclass(frozen=True)
class CaseResumed:
    reason: str | None = None


@fact("case.closed", _("Case closed"))
@dataclass(frozen=True)
class CaseClosed:
    reason: CloseReason


@fact("case.reopened", _("Case reopened"))
@dataclass(frozen=True)
class CaseReopened:
    reason: str | None = None


@fact("case.transferred", _("Case transferred"), by_hand=True)
@dataclass(frozen=True)
class CaseTransferred:
    to: str


@fact("person.joined", _("Person joined the case"))
@dataclass(frozen=True)
class PersonJoined:
    pass


@fact("person.left", _("Person left the case"))
@dataclass(frozen=True)
class PersonLeft:
    reason: str | None = None


@fact("person.described", _("Circumstances recorded"))
@dataclass(frozen=True)
class PersonDescribed:
    born: date | None = None
    lives_alone: bool | None = None
    cannot_self_report: bool | None = None


@fact("programme.set", _("Programme set"))
@dataclass(frozen=True)
class ProgrammeSet:
    programme: str
    reason: str | None = None


@fact("model.set", _("Care model set"))
@dataclass(frozen=True)
class ModelSet:
    model: Model
    reason: str | None = None


@fact("jurisdiction.set", _("Jurisdiction set"))
@dataclass(frozen=True)
class JurisdictionSet:
    jurisdiction: str


@fact("payer.set", _("Payer set"))
@dataclass(frozen=True)
class PayerSet:
    payer: str


@fact("engagement.recorded", _("First meeting: confidentiality explained"))
@dataclass(frozen=True)
class EngagementRecorded:
    language: str | None = None


@fact("consent.given", _("Consent given"))
@dataclass(frozen=True)
class ConsentGiven:
    purpose: ConsentPurpose
    until: date | None = None
    how: Literal["signature", "spoken"] | None = None


@fact("consent.revoked", _("Consent withdrawn"))
@dataclass(frozen=True)
class ConsentRevoked:
    purpose: ConsentPurpose


@fact("disclosure.made", _("Information given to others"), timed=True)
@dataclass(frozen=True)
class DisclosureMade:
    ground: Literal["consent", "emergency", "legal"]


# -- contacts, visits, notes --------------------------------------------------------------------------------------------------


@fact("contact.made", _("Contact"), timed=True)
@dataclass(frozen=True)
class ContactMade:
    mode: Mode
    with_: With
    place: Place | None = None
    by: DoneBy = DoneBy.WORKER
    purpose: Purpose = Purpose.OTHER
    minutes: Decimal | None = None
    travel_minutes: Decimal | None = None
    seen_alone: bool | None = None


@fact("contact.attempted", _("Attempted contact"), timed=True)
@dataclass(frozen=True)
class ContactAttempted:
    mode: Mode
    outcome: Outcome
    with_: With | None = None


@fact("contact.missed", _("Missed contact"), timed=True)
@dataclass(frozen=True)
class ContactMissed:
    mode: Mode | None = None


@fact("monitoring.recorded", _("Monitoring recorded"))
@dataclass(frozen=True)
class MonitoringRecorded:
    pass


@fact("exception.recorded", _("Exceptional reason recorded"))
@dataclass(frozen=True)
class ExceptionRecorded:
    reason: ExceptionReason


@fact("note.signed", _("Note signed"), timed=True)
@dataclass(frozen=True)
class NoteSigned:
    late: bool | None = None


@fact("note.countersigned", _("Note countersigned"))
@dataclass(frozen=True)
class NoteCountersigned:
    pass


@fact("document.added", _("Document added"))
@dataclass(frozen=True)
class DocumentAdded:
    type: str | None = None


@fact("summary.made", _("Case summary made"))
@dataclass(frozen=True)
class SummaryMade:
    language: str | None = None


@fact("flag.raised", _("Alert raised"))
@dataclass(frozen=True)
class FlagRaised:
    flag: Literal["violence", "two_person", "approach", "communication", "falls", "other"]
    review: date | None = None


@fact("flag.cleared", _("Alert cleared"))
@dataclass(frozen=True)
class FlagCleared:
    flag: Literal["violence", "two_person", "approach", "communication", "falls", "other"]


# -- stays in a setting -------------------------------------------------------------------------------------------------------


@fact("stay.started", _("Stay began"), timed=True)
@dataclass(frozen=True)
class StayStarted:
    setting: Setting


@fact("stay.ended", _("Stay ended"), timed=True)
@dataclass(frozen=True)
class StayEnded:
    setting: Setting
    complexity: Literal["moderate", "high"] | None = None


# -- promises -----------------------------------------------------------------------------------------------------------------


@fact("promise.made", _("Promise made"))
@dataclass(frozen=True)
class PromiseMade:
    by: str
    due: date
    worker: str | None = None


@fact("promise.kept", _("Promise kept"))
@dataclass(frozen=True)
class PromiseKept:
    pass


@fact("promise.dropped", _("Promise dropped"))
@dataclass(frozen=True)
class PromiseDropped:
    reason: str | None = None


# -- team meetings ------------------------------------------------------------------------------------------------------------


@fact("meeting.held", _("Team meeting held"))
@dataclass(frozen=True)
class MeetingHeld:
    about: Literal["plan", "selection", "video_monitoring", "team", "closure"]
    stable: bool | None = None
    can_express: bool | None = None
    others_inform: bool | None = None


@fact("opinion.asked", _("Written opinion asked for"), by_hand=True)
@dataclass(frozen=True)
class OpinionAsked:
    pass


@fact("selection.decided", _("Selection decided"))
@dataclass(frozen=True)
class SelectionDecided:
    outcome: Literal["integrated", "linkage_only", "not_suitable"]


@fact("opinion.given", _("Written opinion received"), by_hand=True)
@dataclass(frozen=True)
class OpinionGiven:
    pass


# -- facts with a form of their own qualifiers, until their room stands ---------------------------------------------------------


@fact("condition.changed", _("Condition changed"), by_hand=True)
@dataclass(frozen=True)
class ConditionChanged:
    what: Literal["health", "living", "bereavement", "carer", "other"] | None = None


@fact("chart.reviewed", _("Chart reviewed"), by_hand=True)
@dataclass(frozen=True)
class ChartReviewed:
    pass


@fact("supervision.held", _("Supervision held"), by_hand=True)
@dataclass(frozen=True)
class SupervisionHeld:
    form: Literal["one_to_one", "group", "team"]


@fact("information.sent", _("Information sent"), by_hand=True)
@dataclass(frozen=True)
class InformationSent:
    to: Literal["hospital", "provider", "family", "municipality"]


@fact("information.collected", _("Information collected"), by_hand=True)
@dataclass(frozen=True)
class InformationCollected:
    from_: Literal["provider", "family", "hospital"]


@fact("medication.reconciled", _("Medicines reconciled"), by_hand=True)
@dataclass(frozen=True)
class MedicationReconciled:
    pass


@fact("education.given", _("Education given"), by_hand=True)
@dataclass(frozen=True)
class EducationGiven:
    understood: Literal["yes", "partly", "no"] | None = None


@fact("certification.granted", _("Certification granted"), by_hand=True)
@dataclass(frozen=True)
class CertificationGranted:
    until: date


@fact("certification.renewal_applied", _("Renewal of certification applied for"), by_hand=True)
@dataclass(frozen=True)
class CertificationRenewalApplied:
    pass


@fact("service.month_confirmed", _("Services of a month confirmed"), by_hand=True)
@dataclass(frozen=True)
class ServiceMonthConfirmed:
    month: date


@fact("claim.submitted", _("Claim submitted"), by_hand=True)
@dataclass(frozen=True)
class ClaimSubmitted:
    pass


@fact("placement.started", _("Placement began"), by_hand=True)
@dataclass(frozen=True)
class PlacementStarted:
    pass


@fact("placement.ended", _("Placement ended"), by_hand=True)
@dataclass(frozen=True)
class PlacementEnded:
    pass


@fact("hearing.held", _("Hearing held"), by_hand=True)
@dataclass(frozen=True)
class HearingHeld:
    pass


@fact("ifsp.signed", _("Family service plan signed"), by_hand=True)
@dataclass(frozen=True)
class IfspSigned:
    pass


@fact("transition.notified", _("Transition notice given"), by_hand=True)
@dataclass(frozen=True)
class TransitionNotified:
    pass


@fact("evaluation.completed", _("Outcome evaluation completed"))
@dataclass(frozen=True)
class EvaluationCompleted:
    pass


@fact("hold.placed", _("Legal hold placed"), by_hand=True)
@dataclass(frozen=True)
class HoldPlaced:
    pass


@fact("hold.lifted", _("Legal hold lifted"), by_hand=True)
@dataclass(frozen=True)
class HoldLifted:
    pass


@fact("record.destroyed", _("Record destroyed"))
@dataclass(frozen=True)
class RecordDestroyed:
    pass


@fact("credential.granted", _("Credential granted"))
@dataclass(frozen=True)
class CredentialGranted:
    until: date
    credential: str | None = None


@fact("credential.renewed", _("Credential renewed"))
@dataclass(frozen=True)
class CredentialRenewed:
    pass


# -- safety -------------------------------------------------------------------------------------------------------------------


@fact("concern.suspected", _("Concern suspected"), timed=True, walled=True)
@dataclass(frozen=True)
class ConcernSuspected:
    group: Literal["child", "elder", "dependent_adult", "disabled", "facility_resident"]
    aware_at: datetime
    serious: bool | None = None


@fact("concern.reported", _("Concern reported"), timed=True, walled=True)
@dataclass(frozen=True)
class ConcernReported:
    form: Literal["oral", "written"]


@fact("concern.not_reported", _("Decided not to report"), timed=True, walled=True)
@dataclass(frozen=True)
class ConcernNotReported:
    reason: str


@fact("concern.closed", _("Report of concern closed"), timed=True, walled=True)
@dataclass(frozen=True)
class ConcernClosed:
    pass


@fact("safety_path.opened", _("Safety path opened"), timed=True)
@dataclass(frozen=True)
class SafetyPathOpened:
    """An answer that is acted on at once, whatever any total says; `instrument` is where it was given."""

    instrument: str
    level: SafetyLevel


@fact("safety_path.raised", _("Safety path raised"), timed=True)
@dataclass(frozen=True)
class SafetyPathRaised:
    """A graver answer came while the path was open."""

    instrument: str
    level: SafetyLevel


@fact("safety_plan.made", _("Safety plan made"), timed=True, by_hand=True)
@dataclass(frozen=True)
class SafetyPlanMade:
    pass


@fact("clinician.notified", _("Clinician notified"), timed=True, by_hand=True)
@dataclass(frozen=True)
class ClinicianNotified:
    who: str | None = None


@fact("disposition.recorded", _("Disposition recorded"), timed=True)
@dataclass(frozen=True)
class DispositionRecorded:
    """A safety path was closed: who was told, what was done, what comes next and when stand with it."""

    outcome: SafetyOutcome | None = None


# -- about duties and facts themselves ------------------------------------------------------------------------------------------


@fact("duty.waived", _("Duty waived"))
@dataclass(frozen=True)
class DutyWaived:
    clock: str
    occurrence: str
    reason: str


@fact("duty.warned", _("Reminder sent"))
@dataclass(frozen=True)
class DutyWarned:
    clock: str
    occurrence: str
    to: str | None = None


@fact("duty.escalated", _("Escalated"))
@dataclass(frozen=True)
class DutyEscalated:
    clock: str
    occurrence: str
    to: str | None = None


@fact("fact.retracted", _("Entry withdrawn"))
@dataclass(frozen=True)
class FactRetracted:
    reason: str | None = None
