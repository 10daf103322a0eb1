"""Which parts has a plan of each type, how are its columns headed, what does it print, and which programme plans by which?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.planning.choices import PlanType


@dataclass(frozen=True)
class Part:
    """A section of its own. `required` keeps the plan a draft until it is written, or until the tree says it already (R-020)."""

    key: str
    title: str | Promise
    help: str | Promise
    required: bool = True


@dataclass(frozen=True)
class PlanForm:
    """A type of plan: the parts it adds to those its programme and model ask for, its headings, and its paper.

    `columns` and `blocks` say what is printed in which order; `signed_by` who signs. `source` is the norm behind it.
    """

    type: PlanType
    source: str
    parts: tuple[Part, ...] = ()
    headings: Mapping[str, str | Promise] = field(default_factory=dict)
    columns: tuple[str, ...] = ("need", "long", "short", "service", "who", "frequency", "period")
    blocks: tuple[str, ...] = ("about", "wishes", "tree", "sections", "costs", "notes", "agreement")
    signed_by: tuple[str | Promise, ...] = ()

    def heading(self, column: str) -> str:
        return str(self.headings.get(column, HEADINGS[column]))


HEADINGS: Mapping[str, str | Promise] = {
    "need": pgettext_lazy("level of the plan", "Need"),
    "long": _("Long-term goal"),
    "long_until": _("Until (long-term)"),
    "short": _("Short-term goal"),
    "short_until": _("Until (short-term)"),
    "measure": pgettext_lazy("of a goal", "How it is checked"),
    "service": _("What is done"),
    "covered": _("Insured"),
    "type": _("Type of service"),
    "who": pgettext_lazy("of a plan line", "Who"),
    "paid": _("Paid or unpaid"),
    "payer": _("Who pays"),
    "cost": pgettext_lazy("of a plan line", "Cost"),
    "frequency": _("How often"),
    "period": _("Period"),
    "contact": _("How they are reached"),
    "rating": _("How far it has come"),
}

PERSON_SIGNS = pgettext_lazy("signs the plan", "The person")
WORKER_SIGNS = pgettext_lazy("signs the plan", "Who made the plan")
FAMILY_SIGNS = pgettext_lazy("signs the plan", "Family or representative")
EACH_SIGNS = pgettext_lazy("signs the plan", "Each who answers for a service")

STRENGTHS = Part(
    "strengths_preferences",
    _("Strengths and preferences"),
    _("What the person is good at and fond of, and how they want to be supported."),
)
BACKUP = Part(
    "risk_backup",
    _("Risks and back-up plan"),
    _("What could go wrong, what is done against it, and who comes when somebody does not."),
)

FORMS: Mapping[PlanType, PlanForm] = {
    form.type: form
    for form in (
        PlanForm(PlanType.PROGRAMME, source="", signed_by=(PERSON_SIGNS, WORKER_SIGNS)),
        PlanForm(
            PlanType.ISP,
            source="Requirements R-049; usual contents of community mental health and disability services",
            parts=(
                STRENGTHS,
                Part(
                    "functioning",
                    _("How things are now"),
                    _("Home, health, money, people, work or school: a line each, as found."),
                ),
                Part(
                    "lighter_support",
                    _("What shows that support can be lighter"),
                    _("Signs that the person and the team would both see."),
                ),
            ),
            columns=("need", "long", "short", "measure", "service", "who", "frequency", "period"),
            signed_by=(PERSON_SIGNS, FAMILY_SIGNS, WORKER_SIGNS),
        ),
        PlanForm(
            PlanType.CSP,
            source="Requirements R-049, R-062, R-092",
            parts=(
                Part(
                    "consumer_choice",
                    _("What was offered, and what the person chose"),
                    _("Services and providers that were put side by side, and the reason for the choice."),
                ),
                Part(
                    "consumer_part",
                    _("What the person does for themself"),
                    _("Their own steps. An action of theirs in the tree says this already."),
                ),
                Part(
                    "rights",
                    _("Rights that were explained"),
                    _("Changing the plan or the provider, complaint, appeal, seeing the record."),
                ),
            ),
            headings={
                "need": pgettext_lazy("column of a consumer service plan", "What I need"),
                "long": pgettext_lazy("column of a consumer service plan", "What I want to reach"),
                "short": pgettext_lazy("column of a consumer service plan", "My next steps"),
                "service": pgettext_lazy("column of a consumer service plan", "Services and supports I use"),
            },
            columns=("need", "long", "short", "service", "who", "contact", "frequency", "period"),
            blocks=("about", "wishes", "tree", "sections", "options", "costs", "notes", "agreement"),
            signed_by=(PERSON_SIGNS, WORKER_SIGNS),
        ),
        PlanForm(
            PlanType.PCP,
            source="42 CFR 441.301(c)(2)",
            parts=(
                STRENGTHS,
                Part(
                    "setting_chosen",
                    _("Where the person chose to live, and what else was considered"),
                    _("The setting is the person’s choice: say which others they knew of."),
                ),
                Part(
                    "unpaid_supports",
                    _("Unpaid supports"),
                    _("What family, friends and neighbours give. Lines of theirs in the tree say this already."),
                ),
                BACKUP,
                Part(
                    "rights_modified",
                    _("Rights that are limited"),
                    _("Only with the assessed need, what was tried before, data, a time limit and informed consent."),
                    required=False,
                ),
                Part(
                    "watched_by",
                    _("Who watches over the plan"),
                    _("Name who sees to it that what is written here happens, and how they are reached."),
                ),
            ),
            headings={
                "need": pgettext_lazy("column of a person-centred plan", "Assessed need"),
                "long": pgettext_lazy("column of a person-centred plan", "Goal and desired outcome"),
                "service": pgettext_lazy("column of a person-centred plan", "Service or support"),
            },
            columns=("need", "long", "short", "service", "paid", "who", "payer", "frequency", "period"),
            signed_by=(PERSON_SIGNS, FAMILY_SIGNS, WORKER_SIGNS, EACH_SIGNS),
        ),
        PlanForm(
            PlanType.JP_HOME_CARE,
            source="居宅サービス計画書標準様式 第1表〜第3表 (介護サービス計画書の様式及び課題分析標準項目の提示について)",
            parts=(
                Part(
                    "issue_analysis",
                    _("Result of the issue analysis, with what the person and the family intend"),
                    _("What the person can do, what keeps them from what they want, and what would change it."),
                ),
                Part(
                    "board_opinion",
                    _("Opinion of the certification board, and services it names"),
                    _("As it stands on the insurance card; write that there is none where there is none."),
                ),
                Part("overall_policy", _("Overall policy of support"), _("What all who help aim at together.")),
                Part(
                    "home_help_reason",
                    _("Reason for home help centred on housework"),
                    _("Lives alone; family ill or disabled; or another reason, said here."),
                    required=False,
                ),
                Part("weekly_schedule", _("Weekly schedule"), _("Lines with hours of the week say this already.")),
            ),
            headings={
                "need": pgettext_lazy("column of the home care plan", "Needs to be solved in daily life"),
                "long": pgettext_lazy("column of the home care plan", "Long-term goal"),
                "long_until": pgettext_lazy("column of the home care plan", "(Period)"),
                "short": pgettext_lazy("column of the home care plan", "Short-term goal"),
                "short_until": pgettext_lazy("column of the home care plan", "(Period)"),
                "service": pgettext_lazy("column of the home care plan", "Content of the service"),
                "covered": pgettext_lazy("column of the home care plan", "※1"),
                "type": pgettext_lazy("column of the home care plan", "Kind of service"),
                "who": pgettext_lazy("column of the home care plan", "※2"),
            },
            columns=(
                "need",
                "long",
                "long_until",
                "short",
                "short_until",
                "service",
                "covered",
                "type",
                "who",
                "frequency",
                "period",
            ),
            blocks=("table_one", "tree", "week", "notes", "agreement"),
            signed_by=(PERSON_SIGNS,),
        ),
        PlanForm(
            PlanType.KR_SERVICE,
            source="통합사례관리 업무안내, 서비스 제공계획 및 점검표",
            parts=(
                Part(
                    "household_goal",
                    _("What the household hopes for"),
                    _("In their own words. Wishes written above say this already."),
                ),
                Part(
                    "client_part",
                    _("What the household itself does"),
                    _("The part of each member. Actions of theirs in the tree say this already."),
                ),
                Part(
                    "review_plan",
                    _("How the services are reviewed"),
                    _("Who looks how often, by visit or phone, and what would call a new conference."),
                ),
            ),
            headings={
                "service": pgettext_lazy("column of the Korean service plan", "Content of the service"),
                "who": pgettext_lazy("column of the Korean service plan", "Agency and person in charge"),
                "frequency": pgettext_lazy("column of the Korean service plan", "Times"),
            },
            columns=("need", "long", "short", "service", "who", "frequency", "period", "cost", "rating"),
            blocks=("household", "wishes", "tree", "sections", "parts", "reviews", "notes", "agreement"),
            signed_by=(PERSON_SIGNS, WORKER_SIGNS),
        ),
        PlanForm(
            PlanType.DISCHARGE,
            source="42 CFR 482.43",
            parts=(
                Part(
                    "preferences",
                    _("Goals and preferences after discharge"),
                    _("Where to, with whom, what matters most. Wishes written above say this already."),
                ),
                Part(
                    "caregiver",
                    _("Needs after discharge, and what carers can do"),
                    _("What help is expected to be needed, who can and wants to give it, and what they have to learn."),
                ),
                Part(
                    "choice_list",
                    _("List of providers offered and the choice"),
                    _("All that were offered, not one. Options compared in the tree say this already."),
                ),
                Part(
                    "medicines",
                    _("Medicines, and what changed"),
                    _("New, changed and stopped, each with its reason; who was told."),
                ),
                Part(
                    "red_flags",
                    _("Warning signs, and whom to call"),
                    _("In words the person uses; day, night and weekend."),
                ),
                Part(
                    "appointments",
                    _("Appointments after discharge"),
                    _("With whom, when, where, and how the person gets there."),
                    required=False,
                ),
                Part(
                    "teaching",
                    _("What was taught, and how it was understood"),
                    _("In the person’s own words, said back."),
                    required=False,
                ),
                Part(
                    "information_sent",
                    _("What was sent to whom"),
                    _("Who goes on with the care, what they were sent, and when."),
                    required=False,
                ),
            ),
            headings={
                "need": pgettext_lazy("column of the discharge plan", "Need after discharge"),
                "service": pgettext_lazy("column of the discharge plan", "Service or equipment"),
            },
            columns=("need", "long", "short", "service", "who", "contact", "frequency", "period"),
            blocks=("about", "wishes", "sections", "tree", "options", "notes", "agreement"),
            signed_by=(PERSON_SIGNS, FAMILY_SIGNS, WORKER_SIGNS),
        ),
    )
}

FREE = (PlanType.PROGRAMME, PlanType.ISP, PlanType.CSP, PlanType.PCP)

# The first is the usual one. Where there is no other, a norm names the plan: 運営基準第13条, 통합사례관리 업무안내, 42 CFR 482.43.
TYPES_OF_PROGRAMME: Mapping[str, tuple[PlanType, ...]] = {
    "jp_home_care": (PlanType.JP_HOME_CARE,),
    "kr_integrated": (PlanType.KR_SERVICE,),
    "us_hospital_discharge": (PlanType.DISCHARGE,),
    "hcbs": (PlanType.PCP, PlanType.ISP, PlanType.CSP),
    "ltss": (PlanType.PCP, PlanType.ISP, PlanType.CSP),
    "mental_health": (PlanType.ISP, PlanType.CSP, PlanType.PCP),
}


def types_for(programme: str) -> tuple[PlanType, ...]:
    """The types a plan of this programme may have, the usual one first."""
    return TYPES_OF_PROGRAMME.get(programme, FREE)


def form_of(type: str) -> PlanForm:
    return FORMS[PlanType(type)]
