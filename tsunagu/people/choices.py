"""The words for people, their names, where they live and who belongs to them. Codes are stored, labels are read."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Precision(TextChoices):
    """How much of a date is known. The stored day is the first of what is known."""

    FULL = "full", _("Day known")
    MONTH = "month", _("Month known")
    YEAR = "year", _("Year known")
    UNKNOWN = "unknown", _("Not known")


class Sex(TextChoices):
    """As recorded in papers; how a person wishes to be spoken of is `pronouns`."""

    FEMALE = "female", pgettext_lazy("sex as recorded", "Female")
    MALE = "male", pgettext_lazy("sex as recorded", "Male")
    OTHER = "other", pgettext_lazy("sex as recorded", "Another")
    UNKNOWN = "unknown", pgettext_lazy("sex as recorded", "Not known")


class Source(TextChoices):
    """How a person's record came to be."""

    BY_HAND = "by_hand", _("Registered by hand")
    REFERRAL = "referral", _("From a referral")
    IMPORT = "import", _("Imported")
    FHIR = "fhir", _("Received from another system")


class Script(TextChoices):
    KANJI = "kanji", _("Kanji or Hanja")
    KANA = "kana", _("Kana")
    HANGUL = "hangul", _("Hangul")
    ROMAN = "roman", _("Roman letters")
    OTHER = "other", pgettext_lazy("script of a name", "Another script")


class NameUse(TextChoices):
    OFFICIAL = "official", pgettext_lazy("use of a name", "Official")
    USUAL = "usual", pgettext_lazy("use of a name", "Usual")
    MAIDEN = "maiden", _("Before marriage")
    PREFERRED = "preferred", _("Preferred")
    ALIAS = "alias", _("Also known as")


class IdentifierType(TextChoices):
    CASE_NUMBER = "case_number", _("Number at this organisation")
    CARE_INSURANCE = "care_insurance", _("Long-term care insured number")
    HEALTH_INSURANCE = "health_insurance", _("Health insurance number")
    MEDICAL_RECORD = "medical_record", _("Medical record number")
    DISABILITY = "disability", _("Disability certificate number")
    WELFARE = "welfare", _("Public assistance number")
    RESIDENT_REGISTRATION = "resident_registration", _("Korean resident registration number")
    OTHER = "other", pgettext_lazy("type of number", "Another number")


class Masked(TextChoices):
    """Why a number is kept with its secret part struck out."""

    KOREAN_LAW = "korean_law", _("The law does not allow us to keep resident registration numbers.")


class ContactKind(TextChoices):
    PHONE = "phone", _("Phone")
    MOBILE = "mobile", _("Mobile phone")
    EMAIL = "email", _("Email")
    FAX = "fax", _("Fax")


class ContactUse(TextChoices):
    HOME = "home", pgettext_lazy("use of a phone number", "Home")
    WORK = "work", pgettext_lazy("use of a phone number", "Work")
    FAMILY = "family", pgettext_lazy("use of a phone number", "With family")
    OTHER = "other", pgettext_lazy("use of a phone number", "Another place")


class AddressUse(TextChoices):
    HOME = "home", pgettext_lazy("use of an address", "Home")
    REGISTERED = "registered", _("Registered address")
    TEMPORARY = "temporary", _("For the time being")
    MAIL = "mail", _("For letters")


class HouseholdRole(TextChoices):
    HEAD = "head", _("Head of household")
    SPOUSE = "spouse", pgettext_lazy("role in a household", "Spouse")
    CHILD = "child", pgettext_lazy("role in a household", "Child")
    PARENT = "parent", pgettext_lazy("role in a household", "Parent")
    GRANDPARENT = "grandparent", pgettext_lazy("role in a household", "Grandparent")
    GRANDCHILD = "grandchild", pgettext_lazy("role in a household", "Grandchild")
    SIBLING = "sibling", pgettext_lazy("role in a household", "Brother or sister")
    OTHER = "other", _("Another member")


class RelationKind(TextChoices):
    """What the other person is to this person: `parent` reads "the other is this person's parent"."""

    SPOUSE = "spouse", pgettext_lazy("relation", "Spouse")
    PARTNER = "partner", pgettext_lazy("relation", "Partner")
    PARENT = "parent", pgettext_lazy("relation", "Parent")
    CHILD = "child", pgettext_lazy("relation", "Child")
    SIBLING = "sibling", pgettext_lazy("relation", "Brother or sister")
    GRANDPARENT = "grandparent", pgettext_lazy("relation", "Grandparent")
    GRANDCHILD = "grandchild", pgettext_lazy("relation", "Grandchild")
    RELATIVE = "relative", pgettext_lazy("relation", "Other relative")
    PARENT_IN_LAW = "parent_in_law", pgettext_lazy("relation", "Parent-in-law")
    CHILD_IN_LAW = "child_in_law", pgettext_lazy("relation", "Son- or daughter-in-law")
    FOSTER_PARENT = "foster_parent", pgettext_lazy("relation", "Foster parent")
    FOSTER_CHILD = "foster_child", pgettext_lazy("relation", "Foster child")
    GUARDIAN = "guardian", pgettext_lazy("relation", "Guardian")
    WARD = "ward", pgettext_lazy("relation", "Under their guardianship")
    FRIEND = "friend", pgettext_lazy("relation", "Friend")
    NEIGHBOUR = "neighbour", pgettext_lazy("relation", "Neighbour")
    OTHER = "other", pgettext_lazy("relation", "Someone else")


class ActsAs(TextChoices):
    """What somebody does for the person, besides being related; one may do several."""

    KEY_PERSON = "key_person", _("Key person")
    PRIMARY_CAREGIVER = "primary_caregiver", _("Primary caregiver")
    EMERGENCY_CONTACT = "emergency_contact", _("Emergency contact")
    GUARDIAN = "guardian", pgettext_lazy("what somebody does for a person", "Guardian")
    LEGAL_REPRESENTATIVE = "legal_representative", _("Legal representative")


class Descent(TextChoices):
    BLOOD = "blood", _("By birth")
    ADOPTIVE = "adoptive", _("By adoption")
    STEP = "step", _("Step family")
    FOSTER = "foster", _("Foster family")


class Couple(TextChoices):
    MARRIED = "married", _("Married")
    COHABITING = "cohabiting", _("Living as a couple")
    SEPARATED = "separated", _("Separated")
    DIVORCED = "divorced", _("Divorced")
    WIDOWED = "widowed", _("Ended by death")


class Tie(TextChoices):
    """How the two get on: the strength and stress of a line in a genogram or ecomap."""

    CLOSE = "close", pgettext_lazy("how two people get on", "Close")
    PLAIN = "plain", pgettext_lazy("how two people get on", "Neither close nor strained")
    DISTANT = "distant", pgettext_lazy("how two people get on", "Distant")
    CONFLICT = "conflict", pgettext_lazy("how two people get on", "In conflict")
    CUT_OFF = "cut_off", pgettext_lazy("how two people get on", "No contact")


class ContactWay(TextChoices):
    PHONE = "phone", pgettext_lazy("way of contact", "By phone")
    MESSAGE = "message", pgettext_lazy("way of contact", "By text message")
    EMAIL = "email", pgettext_lazy("way of contact", "By email")
    LETTER = "letter", pgettext_lazy("way of contact", "By letter")
    VISIT = "visit", pgettext_lazy("way of contact", "In person")
    THROUGH_FAMILY = "through_family", pgettext_lazy("way of contact", "Through family")


class WorkerGender(TextChoices):
    WOMAN = "woman", _("A woman")
    MAN = "man", _("A man")
