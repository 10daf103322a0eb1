"""The words of entitlement: who pays under which law, what was decided, in what one counts."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scheme(TextChoices):
    """Under which scheme somebody pays. What each means in numbers stands in `library/schemes.yaml`."""

    JP_LTCI = "jp_ltci", _("Long-term care insurance (Japan)")
    JP_HEALTH = "jp_health", _("Health insurance (Japan)")
    JP_PUBLIC = "jp_public", _("Public expense (Japan)")
    JP_DISABILITY = "jp_disability", _("Disability support benefit (Japan)")
    KR_LTCI = "kr_ltci", _("Long-term care insurance (Korea)")
    KR_HEALTH = "kr_health", _("National Health Insurance (Korea)")
    KR_MEDICAL_AID = "kr_medical_aid", _("Medical Aid (Korea)")
    KR_VOUCHER = "kr_voucher", _("Social service voucher (Korea)")
    US_MEDICARE = "us_medicare", _("Medicare")
    US_MEDICARE_ADVANTAGE = "us_medicare_advantage", _("Medicare Advantage")
    US_MEDICAID = "us_medicaid", _("Medicaid")
    US_MEDICAID_PLAN = "us_medicaid_plan", _("Medicaid managed care")
    US_COMMERCIAL = "us_commercial", _("Commercial health plan (US)")
    GRANT = "grant", _("Grant or contract of the agency")
    OTHER = "other", pgettext_lazy("scheme of coverage", "Another payer")


class CheckWay(TextChoices):
    """How somebody learned whether the coverage holds."""

    ONLINE = "online", pgettext_lazy("how coverage was checked", "Online with the payer")
    PHONE = "phone", pgettext_lazy("how coverage was checked", "By phone with the payer")
    CARD = "card", pgettext_lazy("how coverage was checked", "Card or certificate seen")
    LETTER = "letter", pgettext_lazy("how coverage was checked", "Letter of the payer")


class CheckResult(TextChoices):
    ACTIVE = "active", pgettext_lazy("result of a coverage check", "It holds")
    INACTIVE = "inactive", pgettext_lazy("result of a coverage check", "It does not hold")
    UNCLEAR = "unclear", pgettext_lazy("result of a coverage check", "Unclear, ask again")


class EndReason(TextChoices):
    """Why a coverage does not go on."""

    EXPIRED = "expired", pgettext_lazy("why coverage ended", "It ran out")
    REPLACED = "replaced", pgettext_lazy("why coverage ended", "Another took its place")
    LOST = "lost", pgettext_lazy("why coverage ended", "No longer eligible")
    MISTAKE = "mistake", pgettext_lazy("why coverage ended", "Recorded by mistake")


class UnitKind(TextChoices):
    """In what a service is counted."""

    VISIT = "visit", pgettext_lazy("unit of a service", "Visits")
    HOUR = "hour", pgettext_lazy("unit of a service", "Hours")
    QUARTER = "quarter", pgettext_lazy("unit of a service", "15-minute units")
    DAY = "day", pgettext_lazy("unit of a service", "Days")
    MONTH = "month", pgettext_lazy("unit of a service", "Months")
    MEAL = "meal", pgettext_lazy("unit of a service", "Meals")
    ITEM = "item", pgettext_lazy("unit of a service", "Items")


class AuthorisationStatus(TextChoices):
    """Where an authorisation stands. Appeals are rows of their own: an appeal changes nothing until it is decided."""

    REQUESTED = "requested", pgettext_lazy("status of an authorisation", "Asked")
    APPROVED = "approved", pgettext_lazy("status of an authorisation", "Approved")
    PARTLY = "partly", pgettext_lazy("status of an authorisation", "Approved in part")
    DENIED = "denied", pgettext_lazy("status of an authorisation", "Denied")
    WITHDRAWN = "withdrawn", pgettext_lazy("status of an authorisation", "Withdrawn")


GRANTED = (AuthorisationStatus.APPROVED, AuthorisationStatus.PARTLY)
DECISIONS = (AuthorisationStatus.APPROVED, AuthorisationStatus.PARTLY, AuthorisationStatus.DENIED)


class AppealStep(TextChoices):
    """What was done about a decision that did not give what was asked."""

    FILED = "filed", pgettext_lazy("answer to a denial", "Appealed")
    NOT_FILED = "not_filed", pgettext_lazy("answer to a denial", "No appeal: the person decided so")


class AppealOutcome(TextChoices):
    UPHELD = "upheld", pgettext_lazy("outcome of an appeal", "The decision stands")
    CHANGED = "changed", pgettext_lazy("outcome of an appeal", "Changed in part")
    OVERTURNED = "overturned", pgettext_lazy("outcome of an appeal", "Overturned: approved as asked")


class MeansKind(TextChoices):
    """What a row of a sheet of income and debts speaks of."""

    INCOME = "income", pgettext_lazy("row of a household budget", "Income")
    BENEFIT = "benefit", pgettext_lazy("row of a household budget", "Benefit or pension")
    OUTGOING = "outgoing", pgettext_lazy("row of a household budget", "Outgoing")
    DEBT = "debt", pgettext_lazy("row of a household budget", "Debt")


class Every(TextChoices):
    """How often a sum comes or goes. Public pensions in Japan come every two months."""

    MONTH = "month", pgettext_lazy("how often a sum comes or goes", "Every month")
    WEEK = "week", pgettext_lazy("how often a sum comes or goes", "Every week")
    FORTNIGHT = "fortnight", pgettext_lazy("how often a sum comes or goes", "Every two weeks")
    TWO_MONTHS = "two_months", pgettext_lazy("how often a sum comes or goes", "Every two months")
    QUARTER = "quarter", pgettext_lazy("how often a sum comes or goes", "Every three months")
    YEAR = "year", pgettext_lazy("how often a sum comes or goes", "Every year")
    ONCE = "once", pgettext_lazy("how often a sum comes or goes", "Once")


class MeansSource(TextChoices):
    """What the sums of a sheet rest on."""

    TOLD = "told", pgettext_lazy("source of sums", "Told, nothing seen")
    PAPERS = "papers", pgettext_lazy("source of sums", "Payslips, bank book or bills seen")
    OFFICE = "office", pgettext_lazy("source of sums", "Notice or certificate of an office")
    MIXED = "mixed", pgettext_lazy("source of sums", "Partly seen, partly told")
