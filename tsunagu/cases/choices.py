"""The words a case is described with. Codes are stored; labels are for people."""

from __future__ import annotations

from typing import Any

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library


class Stage(TextChoices):
    """The common stages (requirements 1.2). A programme renames, merges or hides them; data stays on these."""

    IDENTIFY = "identify", _("Screening")
    ASSESS = "assess", _("Assessment")
    STRATIFY = "stratify", _("Risk stratification")
    PLAN = "plan", _("Planning")
    IMPLEMENT = "implement", _("Implementation")
    FOLLOW = "follow", _("Follow-up")
    TRANSITION = "transition", _("Transition")
    POST_TRANSITION = "post_transition", _("After the transition")
    EVALUATE = "evaluate", _("Evaluation")
    CLOSE = "close", _("Closure")
    AFTERCARE = "aftercare", _("Aftercare")


class Tier(TextChoices):
    CRISIS = "crisis", pgettext_lazy("risk tier", "Crisis")
    HIGH = "high", pgettext_lazy("risk tier", "High")
    STANDARD = "standard", pgettext_lazy("risk tier", "Standard")
    LOW = "low", pgettext_lazy("risk tier", "Low")


class Model(TextChoices):
    BROKERAGE = "brokerage", _("Brokerage")
    CLINICAL = "clinical", _("Clinical")
    STRENGTHS = "strengths", _("Strengths-based")
    INTENSIVE = "intensive", _("Intensive")
    ACT = "act", _("Assertive community treatment")
    TARGETED = "targeted", _("Targeted")


class AssignmentRole(TextChoices):
    PRIMARY = "primary", _("Primary case manager")
    CO_WORKER = "co_worker", _("Co-worker")
    SUPERVISOR = "supervisor", pgettext_lazy("role on a case", "Supervisor")
    TRAINEE = "trainee", _("Trainee")
    INTAKE = "intake", pgettext_lazy("role on a case", "Intake")


class AssigningBody(TextChoices):
    OWN = "own", _("Our organisation")
    INSURER = "insurer", _("Insurer")
    HOSPITAL = "hospital", _("Hospital")
    OUTPATIENT = "outpatient", _("Outpatient provider")
    MUNICIPALITY = "municipality", _("Municipality")


class Mode(TextChoices):
    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")
    MESSAGE = "message", _("By message")
    LETTER = "letter", _("By letter")


class Place(TextChoices):
    HOME = "home", _("At home")
    OFFICE = "office", _("At our office")
    COMMUNITY = "community", _("In the community")
    HOSPITAL = "hospital", _("In hospital")
    FACILITY = "facility", _("In a facility")
    DAY_SUPPORT = "day_support", _("At day support")
    WORK_PROGRAMME = "work_programme", _("At a work programme")
    PLACEMENT = "placement", _("In the placement")


class With(TextChoices):
    """Whom the contact was with: the counterpart of requirements R-008."""

    PERSON = "person", _("The person")
    FAMILY = "family", _("Family or friends")
    CLINICIAN = "clinician", _("A clinician")
    INSURER = "insurer", _("An insurer")
    PROVIDER = "provider", _("A provider or agency")
    COURT = "court", _("A court or probation office")
    SCHOOL = "school", _("A school")


class Purpose(TextChoices):
    MONITORING = "monitoring", _("Monitoring")
    COORDINATION = "coordination", _("Coordination")
    SESSION = "session", _("Treatment session")
    ACCOMPANIMENT = "accompaniment", _("Accompaniment")
    CHECK_IN = "check_in", _("Check-in")
    BOOKING = "booking", _("Booking an appointment")
    ASSESSMENT = "assessment", pgettext_lazy("purpose of a contact", "Assessment")
    WELFARE_CHECK = "welfare_check", _("Welfare check")
    AFTERCARE = "aftercare", _("Aftercare")
    OTHER = "other", pgettext_lazy("purpose of a contact", "Other")


class DoneBy(TextChoices):
    WORKER = "worker", _("A worker")
    ASSIGNED_WORKER = "assigned_worker", _("The case manager")
    TEAM = "team", _("Another member of the team")
    MACHINE = "machine", _("An automatic call or message")


class Outcome(TextChoices):
    """How an attempt to make contact ended. Only `reached` is a contact; the rest are attempts (a voicemail is no conversation)."""

    REACHED = "reached", _("Spoke with them")
    VOICEMAIL = "voicemail", _("Left a message")
    NO_ANSWER = "no_answer", pgettext_lazy("contact", "No answer")
    REFUSED = "refused", _("They did not want to talk")
    MISSED = "missed", _("They did not come")


class Setting(TextChoices):
    HOSPITAL = "hospital", _("Hospital")
    FACILITY = "facility", _("Care facility")
    CUSTODY = "custody", _("Custody")
    HOME = "home", pgettext_lazy("setting", "Home")


class ConsentPurpose(TextChoices):
    ASSESS = "assess", _("Assessment by us")
    SHARE = "share", _("Sharing with others")
    COLLATERAL = "collateral", _("Asking family and agencies")
    MEETING = "meeting", _("Using information in team meetings")
    VIDEO_MONITORING = "video_monitoring", _("Monitoring by video")
    SENSITIVE = "sensitive", _("Sensitive information")


class ExceptionReason(TextChoices):
    """Why a contact that was owed could not be made. Which of these excuse is the pathway's word (T16: only the person's side)."""

    PERSON_IN_HOSPITAL = "person_in_hospital", _("The person is in hospital")
    PERSON_AWAY = "person_away", _("The person is away")
    PERSON_REFUSED = "person_refused", _("The person refused the visit")
    DISASTER = "disaster", _("Disaster")
    WORKER_UNAVAILABLE = "worker_unavailable", _("No worker was free")
    DEVICE_FAILED = "device_failed", _("The device failed")
    TRAVEL = "travel", _("The road was closed or too long")


class CloseReason(TextChoices):
    GOALS_MET = "goals_met", _("Goals met")
    INDEPENDENT = "independent", _("Goals met, independent")
    STEPPED_DOWN = "stepped_down", _("Stepped down to a lighter service")
    LINKED = "linked", _("Linked and stable")
    MOVED = "moved", _("Moved away")
    TRANSFERRED = "transferred", _("Transferred to another agency")
    DECLINED = "declined", _("The person declined")
    NOT_ACCEPTED = "not_accepted", _("Referral not accepted")
    REFERRED_OUT = "referred_out", _("Referred elsewhere")
    UNABLE_TO_REACH = "unable_to_reach", _("Unable to reach")
    DIED = "died", _("The person died")
    DUPLICATE = "duplicate", _("Opened twice")


class Direction(TextChoices):
    OUT = "out", _("We contacted them")
    IN = "in", _("They contacted us")


class Delivered(TextChoices):
    YES = "yes", pgettext_lazy("service delivered", "Yes")
    PARTLY = "partly", pgettext_lazy("service delivered", "Partly")
    NO = "no", pgettext_lazy("service delivered", "No")


class Quality(TextChoices):
    GOOD = "good", pgettext_lazy("quality of a service", "Good")
    FAIR = "fair", pgettext_lazy("quality of a service", "Fair")
    POOR = "poor", pgettext_lazy("quality of a service", "Poor")


class Observation(TextChoices):
    """What to look at when a person cannot say that something is wrong (R-075)."""

    APPEARANCE = "appearance", _("Appearance and clothing")
    INJURIES = "injuries", _("Bruises, wounds, pain")
    MOOD = "mood", _("Mood and behaviour")
    HOME = "home", _("Dangers in the home")
    FOOD = "food", _("Food and drink")
    MEDICATION = "medication", _("Medicines")


class Observed(TextChoices):
    FINE = "fine", pgettext_lazy("observation", "Nothing unusual")
    CONCERN = "concern", pgettext_lazy("observation", "Something to watch")
    NOT_SEEN = "not_seen", pgettext_lazy("observation", "Could not see")


class StayClass(TextChoices):
    INPATIENT = "inpatient", _("Inpatient")
    EMERGENCY = "emergency", _("Emergency department")
    OBSERVATION = "observation", _("Observation")
    REHABILITATION = "rehabilitation", _("Rehabilitation")
    PSYCHIATRIC = "psychiatric", _("Psychiatric ward")
    SHORT_STAY = "short_stay", _("Short stay")
    LONG_TERM = "long_term", _("Long-term care")


class Complexity(TextChoices):
    """Of the decisions after a discharge: it sets how soon the visit is owed."""

    MODERATE = "moderate", pgettext_lazy("complexity", "Moderate")
    HIGH = "high", pgettext_lazy("complexity", "High")


class AlertTopic(TextChoices):
    VIOLENCE = "violence", _("Violence towards workers")
    TWO_PERSON = "two_person", _("Two people visit")
    APPROACH = "approach", _("Approach to the home")
    COMMUNICATION = "communication", _("How to communicate")
    FALLS = "falls", _("Falls")
    OTHER = "other", pgettext_lazy("topic of an alert", "Other")


class DocumentType(TextChoices):
    CONSENT = "consent", _("Consent form")
    REFERRAL = "referral", _("Referral letter")
    MEDICAL = "medical", _("Medical report")
    CERTIFICATE = "certificate", _("Certificate or decision")
    PLAN = "plan", _("Plan or agreement")
    LETTER = "letter", _("Letter")
    IDENTITY = "identity", _("Proof of identity")
    COURT = "court", _("Court or legal paper")
    PHOTO = "photo", _("Photograph")
    OTHER = "other", pgettext_lazy("type of document", "Other")


class GoalsMet(TextChoices):
    ALL = "all", pgettext_lazy("goals met", "All of them")
    MOST = "most", pgettext_lazy("goals met", "Most of them")
    SOME = "some", pgettext_lazy("goals met", "Some of them")
    NONE = "none", pgettext_lazy("goals met", "None of them")


class Wellbeing(TextChoices):
    BETTER = "better", pgettext_lazy("wellbeing", "Better than at the start")
    SAME = "same", pgettext_lazy("wellbeing", "About the same")
    WORSE = "worse", pgettext_lazy("wellbeing", "Worse than at the start")
    UNKNOWN = "unknown", pgettext_lazy("wellbeing", "Not known")


class Appropriateness(TextChoices):
    RIGHT = "right", _("The right care")
    TOO_LITTLE = "too_little", _("Too little")
    TOO_MUCH = "too_much", _("Too much")
    WRONG_KIND = "wrong_kind", _("Not the right kind")


class Mood(IntegerChoices):
    """How somebody feels, asked on the phone."""

    VERY_BAD = 1, _("Very bad")
    BAD = 2, _("Bad")
    SO_SO = 3, _("So-so")
    GOOD = 4, _("Good")
    VERY_GOOD = 5, _("Very good")


class Severity(IntegerChoices):
    """How strong a symptom is."""

    NONE = 1, pgettext_lazy("severity", "None")
    LITTLE = 2, pgettext_lazy("severity", "A little")
    SOME = 3, pgettext_lazy("severity", "Some")
    STRONG = 4, pgettext_lazy("severity", "Strong")
    VERY_STRONG = 5, pgettext_lazy("severity", "Very strong")


# -- the qualifiers of facts, as a form and a timeline call them -------------------------------------------------------------------

QUALIFIERS = {
    "reason": _("Reason"),
    "to": _("To whom"),
    "from": _("From whom"),
    "until": _("Valid until"),
    "month": _("Which month"),
    "form": _("In which form"),
    "what": _("What changed"),
    "understood": _("Did they understand?"),
    "name": _("Name"),
}


def qualifier_label(name: str) -> Any:
    return QUALIFIERS.get(name) or in_language(library().vocabulary.words["qualifiers"].get(name)) or name.capitalize()


VALUES: dict[str, Any] = {
    "what.health": _("Health"),
    "what.living": _("How they live"),
    "what.bereavement": _("A death in the family"),
    "what.carer": _("The carer"),
    "what.other": _("Something else"),
    "to.municipality": _("To the municipality"),
    "from.family": _("From the family"),
    "understood.yes": _("Yes, in their own words"),
    "understood.partly": _("Partly"),
    "understood.no": _("Not yet"),
}


def value_label(name: str, value: Any) -> Any:
    """A qualifier's value in the reader's language."""
    key = f"{name}.{value}"
    words = library().vocabulary.words
    return (
        VALUES.get(key)
        or in_language(words["values"].get(key))
        or in_language(words.get("assessments", {}).get(str(value)))
        or str(value).replace("_", " ")
    )


# -- safeguarding, consent, meetings ------------------------------------------------------------------------------------------------


class ConcernGroup(TextChoices):
    """Whom the law protects. More than one may be true: an older person in a facility."""

    CHILD = "child", _("A child")
    ELDER = "elder", _("An older person")
    DEPENDENT_ADULT = "dependent_adult", _("An adult who depends on others")
    DISABLED = "disabled", _("A person with a disability")
    FACILITY_RESIDENT = "facility_resident", _("Somebody who lives in a facility")


class ConcernType(TextChoices):
    PHYSICAL = "physical", _("Physical abuse")
    EMOTIONAL = "emotional", _("Emotional abuse")
    SEXUAL = "sexual", _("Sexual abuse")
    NEGLECT = "neglect", _("Neglect")
    FINANCIAL = "financial", _("Financial exploitation")
    ABANDONMENT = "abandonment", _("Abandonment")
    ISOLATION = "isolation", _("Kept away from others")
    SELF_NEGLECT = "self_neglect", _("Self-neglect")
    TRAFFICKING = "trafficking", _("Trafficking or forced labour")
    OTHER = "other", pgettext_lazy("type of abuse", "Something else")


class ReportForm(TextChoices):
    ORAL = "oral", _("By telephone or in person")
    WRITTEN = "written", _("In writing")


class ConfidentialityLimit(TextChoices):
    """What a promise of confidentiality cannot cover (R-115)."""

    MANDATED_REPORT = "mandated_report", _("I must report abuse or neglect that I suspect")
    DANGER = "danger", _("I must act when somebody’s life is in danger")
    COURT = "court", _("A court can order the record")
    TEAM = "team", _("My team and supervisor read what they need")
    PAYER = "payer", _("Who pays is told what the law allows")


class DataClass(TextChoices):
    GENERAL = "general", _("Name, contact, household")
    SERVICES = "services", _("Services and plan")
    HEALTH = "health", _("Health")
    MENTAL_HEALTH = "mental_health", _("Mental health")
    SUBSTANCE_USE = "substance_use", _("Substance use treatment")
    HIV = "hiv", _("HIV")
    DISABILITY = "disability", _("Disability")
    CRIMINAL = "criminal", _("Criminal history")
    EDUCATION = "education", _("School records")
    FINANCIAL = "financial", pgettext_lazy("class of data", "Income and assets")
    UNIQUE_IDENTIFIER = "unique_identifier", _("Passport, licence or registration number")


class RecipientKind(TextChoices):
    FAMILY = "family", pgettext_lazy("recipient", "Family or friends")
    PROVIDER = "provider", pgettext_lazy("recipient", "Providers of services")
    HEALTH = "health", pgettext_lazy("recipient", "Hospitals and clinicians")
    GOVERNMENT = "government", pgettext_lazy("recipient", "Public offices")
    PAYER = "payer", pgettext_lazy("recipient", "Insurer or payer")
    SCHOOL = "school", pgettext_lazy("recipient", "School")
    COURT = "court", pgettext_lazy("recipient", "Court or probation office")
    OTHER = "other", pgettext_lazy("recipient", "Somebody else")


class ConsentHow(TextChoices):
    SIGNATURE = "signature", _("In writing, signed")
    SPOKEN = "spoken", _("Spoken, noted here")


class ConsentSigner(TextChoices):
    PERSON = "person", _("The person")
    GUARDIAN = "guardian", _("A guardian")
    REPRESENTATIVE = "representative", _("A legal representative")
    PARENT = "parent", _("A parent")


class DisclosureGround(TextChoices):
    """On what ground something may be told. Without consent it needs one of the others, and the reason."""

    CONSENT = "consent", pgettext_lazy("ground", "Consent")
    EMERGENCY = "emergency", pgettext_lazy("ground", "Emergency: life, body or property")
    LEGAL = "legal", pgettext_lazy("ground", "A law requires or allows it")


class MeetingAbout(TextChoices):
    PLAN = "plan", pgettext_lazy("about", "The plan")
    SELECTION = "selection", pgettext_lazy("about", "Selection of the case")
    VIDEO_MONITORING = "video_monitoring", pgettext_lazy("about", "Monitoring by video")
    TEAM = "team", pgettext_lazy("about", "Working together")
    CLOSURE = "closure", pgettext_lazy("about", "Closure")


class SelectionOutcome(TextChoices):
    """What a Korean case conference decides between stratifying and planning."""

    INTEGRATED = "integrated", _("Integrated case management")
    LINKAGE_ONLY = "linkage_only", _("Linkage to services only")
    NOT_SUITABLE = "not_suitable", _("Not suitable")


class AttendeeKind(TextChoices):
    PERSON = "person", pgettext_lazy("attendee", "The person")
    FAMILY = "family", pgettext_lazy("attendee", "Family")
    WORKER = "worker", pgettext_lazy("attendee", "Our worker")
    OUTSIDE = "outside", pgettext_lazy("attendee", "From outside")


# -- the safety path ----------------------------------------------------------------------------------------------------------------


class SafetyLevel(TextChoices):
    """How urgent it is, by the answers given. Order matters: a path is only ever raised."""

    LOW = "low", pgettext_lazy("urgency of a safety path", "Low")
    MEDIUM = "medium", pgettext_lazy("urgency of a safety path", "Moderate")
    HIGH = "high", pgettext_lazy("urgency of a safety path", "High")


class SafetyOutcome(TextChoices):
    """Where the person is safe now: the disposition without which a path does not close."""

    EMERGENCY = "emergency", _("Handed over to emergency services or a hospital")
    CRISIS_TEAM = "crisis_team", _("A crisis team has taken over")
    CLINICIAN = "clinician", _("Seen by a clinician today")
    SAFETY_PLAN = "safety_plan", _("At home with a safety plan and a fixed next contact")
    NO_PRESENT_RISK = "no_present_risk", _("Screened: no risk at present")
    MISTAKEN = "mistaken", _("The answer was recorded by mistake")


VALUES |= {f"outcome.{value}": label for value, label in SafetyOutcome.choices}
