"""The words a case is described with. Codes are stored; labels are for people."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    NO_ANSWER = "no_answer", _("No answer")
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
