"""The words a plan is made of. Codes are stored; labels are for people."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanType(TextChoices):
    """What sort of plan it is: which parts it has, how its columns are headed, how it prints (R-049). The content is the same."""

    PROGRAMME = "programme", _("As the programme calls it")
    ISP = "isp", _("Individual service plan (ISP)")
    CSP = "csp", _("Consumer service plan (CSP)")
    PCP = "pcp", _("Person-centred plan (PCP)")
    JP_HOME_CARE = "jp_home_care", _("Home care plan (Japan, tables 1 to 3)")
    KR_SERVICE = "kr_service", _("Service plan and review sheet (Korea)")
    DISCHARGE = "discharge", _("Discharge plan")


class PlanStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("status of a plan", "Draft")
    ACTIVE = "active", pgettext_lazy("status of a plan", "Active")
    SUPERSEDED = "superseded", pgettext_lazy("status of a plan", "Superseded")
    REFUSED = "refused", pgettext_lazy("status of a plan", "Refused by the person")


class PlanWhy(TextChoices):
    NEW = "new", _("First plan")
    RENEWAL = "renewal", _("Renewal")
    LEVEL_CHANGE = "level_change", _("The care level changed")
    PLAN_CHANGE = "plan_change", _("The plan has to change")


class GoalTerm(TextChoices):
    LONG = "long", _("Long-term goal")
    SHORT = "short", _("Short-term goal")


class Aspect(TextChoices):
    """The three sides of a life (R-109). A plan that touches only one of them is pointed out."""

    BODY = "body", pgettext_lazy("side of life", "Body")
    MIND = "mind", pgettext_lazy("side of life", "Mind")
    SOCIAL = "social", pgettext_lazy("side of life", "Social life")


class Category(TextChoices):
    HEALTH = "health", pgettext_lazy("category of goal", "Health")
    SELF_CARE = "self_care", pgettext_lazy("category of goal", "Caring for oneself")
    DAILY_LIVING = "daily_living", pgettext_lazy("category of goal", "Daily living")
    MENTAL_HEALTH = "mental_health", pgettext_lazy("category of goal", "Mental health")
    SAFETY = "safety", pgettext_lazy("category of goal", "Safety")
    HOUSING = "housing", pgettext_lazy("category of goal", "Housing")
    MONEY = "money", pgettext_lazy("category of goal", "Money and benefits")
    FAMILY = "family", pgettext_lazy("category of goal", "Family and relationships")
    EDUCATION = "education", pgettext_lazy("category of goal", "Education")
    WORK = "work", pgettext_lazy("category of goal", "Work")
    LEISURE = "leisure", pgettext_lazy("category of goal", "Leisure and community")
    LEGAL = "legal", pgettext_lazy("category of goal", "Legal matters")

    @property
    def aspect(self) -> Aspect:
        if self in (Category.HEALTH, Category.SELF_CARE, Category.DAILY_LIVING):
            return Aspect.BODY
        return Aspect.MIND if self in (Category.MENTAL_HEALTH,) else Aspect.SOCIAL


class GoalStatus(TextChoices):
    OPEN = "open", pgettext_lazy("status of a goal", "Under way")
    ACHIEVED = "achieved", pgettext_lazy("status of a goal", "Achieved")
    DROPPED = "dropped", pgettext_lazy("status of a goal", "Dropped")


class Rating(TextChoices):
    """What a review says of a goal (R-059)."""

    ACHIEVED = "achieved", pgettext_lazy("rating of a goal", "Achieved")
    PARTLY = "partly", pgettext_lazy("rating of a goal", "Partly achieved")
    NOT = "not", pgettext_lazy("rating of a goal", "Not achieved")
    DROPPED = "dropped", pgettext_lazy("rating of a goal", "Dropped")


class Kind(TextChoices):
    """What sort of action a line is. A change in the surroundings is a sort of its own (R-035)."""

    FORMAL = "formal", _("Formal service")
    INFORMAL = "informal", _("Informal support")
    CASE_MANAGER = "case_manager", _("Done by the case manager")
    PERSON = "person", _("Done by the person")
    FAMILY = "family", _("Done by the family")
    SURROUNDINGS = "surroundings", _("A change in the surroundings")


class Party(TextChoices):
    """Who answers for a line: exactly one (R-001, R-051)."""

    PROVIDER = "provider", pgettext_lazy("responsible party", "A provider or agency")
    WORKER = "worker", pgettext_lazy("responsible party", "One of us")
    PERSON = "person", pgettext_lazy("responsible party", "The person")
    FAMILY = "family", pgettext_lazy("responsible party", "Family, a friend or a neighbour")


class Sector(TextChoices):
    HEALTH = "health", pgettext_lazy("sector", "Health")
    WELFARE = "welfare", pgettext_lazy("sector", "Social welfare")
    MENTAL_HEALTH = "mental_health", pgettext_lazy("sector", "Mental health")
    EDUCATION = "education", pgettext_lazy("sector", "Education")


class Necessity(TextChoices):
    """Is the service medically necessary (R-006)?"""

    PENDING = "pending", pgettext_lazy("necessity", "Not yet judged")
    NECESSARY = "necessary", pgettext_lazy("necessity", "Necessary")
    BENEFICIAL = "beneficial", pgettext_lazy("necessity", "Beneficial")
    NOT_NECESSARY = "not_necessary", pgettext_lazy("necessity", "Not necessary")


class SettingOfCare(TextChoices):
    HOME = "home", pgettext_lazy("setting of care", "At home")
    COMMUNITY = "community", pgettext_lazy("setting of care", "In the community")
    OUTPATIENT = "outpatient", pgettext_lazy("setting of care", "Outpatient clinic")
    DAY_SERVICE = "day_service", pgettext_lazy("setting of care", "Day service")
    SCHOOL = "school", pgettext_lazy("setting of care", "School")
    FACILITY = "facility", pgettext_lazy("setting of care", "Care facility")
    HOSPITAL = "hospital", pgettext_lazy("setting of care", "Hospital")
    REMOTE = "remote", pgettext_lazy("setting of care", "By phone or video")


class LineStatus(TextChoices):
    PLANNED = "planned", pgettext_lazy("status of a service", "Planned")
    STARTED = "started", pgettext_lazy("status of a service", "Running")
    ENDED = "ended", pgettext_lazy("status of a service", "Ended")
    CANCELLED = "cancelled", pgettext_lazy("status of a service", "Cancelled")


class LinkStatus(TextChoices):
    """How far the link to the provider has come: what a broker monitors (R-033)."""

    NOT_ASKED = "not_asked", pgettext_lazy("link to a provider", "Not asked yet")
    SENT = "sent", pgettext_lazy("link to a provider", "Referral sent")
    WAIT_LISTED = "wait_listed", pgettext_lazy("link to a provider", "On the waiting list")
    ACCEPTED = "accepted", pgettext_lazy("link to a provider", "Accepted")
    DECLINED = "declined", pgettext_lazy("link to a provider", "Declined")


class Chooser(TextChoices):
    PERSON = "person", pgettext_lazy("who chose", "The person")
    FAMILY = "family", pgettext_lazy("who chose", "The family")
    TOGETHER = "together", pgettext_lazy("who chose", "Together")
    WORKER = "worker", pgettext_lazy("who chose", "The worker, on the person’s behalf")


class AgreementForm(TextChoices):
    SIGNATURE = "signature", pgettext_lazy("how the plan was answered", "Signed")
    SPOKEN = "spoken", pgettext_lazy("how the plan was answered", "Agreed in words")
    REFUSED = "refused", pgettext_lazy("how the plan was answered", "Refused")


class Participant(TextChoices):
    PERSON = "person", pgettext_lazy("took part", "The person")
    FAMILY = "family", pgettext_lazy("took part", "Family")
    GUARDIAN = "guardian", pgettext_lazy("took part", "Guardian or legal representative")
    ADVOCATE = "advocate", pgettext_lazy("took part", "Advocate or friend")
    PROVIDER = "provider", pgettext_lazy("took part", "Providers")


class Recipient(TextChoices):
    PERSON = "person", pgettext_lazy("copy given to", "The person")
    FAMILY = "family", pgettext_lazy("copy given to", "Family")
    PROVIDER = "provider", pgettext_lazy("copy given to", "A provider")


class Outlook(TextChoices):
    """Where a review points: towards an independent life, by steps (R-116)."""

    CONTINUE = "continue", pgettext_lazy("outlook of a review", "Go on as planned")
    CHANGE = "change", pgettext_lazy("outlook of a review", "The plan has to change")
    MORE = "more", pgettext_lazy("outlook of a review", "More support for now")
    STEP_DOWN = "step_down", pgettext_lazy("outlook of a review", "Step down to lighter support")
    CLOSE = "close", pgettext_lazy("outlook of a review", "Ready to go on without us")


class WordingKind(TextChoices):
    POINT_OUT = "point_out", pgettext_lazy("a word in goals", "Point it out")
    SILENT = "silent", pgettext_lazy("a word in goals", "Say nothing about it")


class BarrierCode(TextChoices):
    """What keeps somebody from what they want (R-046), in themselves or around them."""

    HEALTH = "health", pgettext_lazy("barrier", "Health or pain")
    COGNITION = "cognition", pgettext_lazy("barrier", "Memory and understanding")
    MOTIVATION = "motivation", pgettext_lazy("barrier", "Hope and motivation")
    LANGUAGE = "language", pgettext_lazy("barrier", "Language")
    MONEY = "money", pgettext_lazy("barrier", "Money")
    TRANSPORT = "transport", pgettext_lazy("barrier", "Transport")
    HOUSING = "housing", pgettext_lazy("barrier", "Housing")
    FAMILY = "family", pgettext_lazy("barrier", "Family situation")
    STIGMA = "stigma", pgettext_lazy("barrier", "Stigma or discrimination")
    AVAILABILITY = "availability", pgettext_lazy("barrier", "No service, or a long wait")
    RULES = "rules", pgettext_lazy("barrier", "Rules and eligibility")
    OTHER = "other", pgettext_lazy("barrier", "Something else")
