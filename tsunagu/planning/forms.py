"""The shape of what is typed into a plan. What it means is the commands' business."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tsunagu.cases.choices import DataClass, DisclosureGround
from tsunagu.core.words import in_language
from tsunagu.coverage.choices import UnitKind
from tsunagu.coverage.models import Authorisation, Coverage
from tsunagu.directory.choices import ServiceType
from tsunagu.identity.models import Membership
from tsunagu.notices.choices import Channel
from tsunagu.pathways.queries import library
from tsunagu.planning.choices import (
    AgreementForm,
    BarrierCode,
    Category,
    Chooser,
    Kind,
    Necessity,
    Outlook,
    Participant,
    Party,
    PlanWhy,
    Rating,
    Recipient,
    Sector,
    SettingOfCare,
    WordingKind,
)
from tsunagu.planning.choices.referral import ReferralResult, ReferralState
from tsunagu.planning.commands.attainment import ScaleWords
from tsunagu.planning.commands.goals import GoalWords
from tsunagu.planning.commands.options import OptionWords
from tsunagu.planning.commands.review_plan import Judgement
from tsunagu.planning.commands.services import LineWords
from tsunagu.planning.models import Comparison, Goal, Need, Plan, Scale, ServiceLine
from tsunagu.planning.rules import read_day, read_slots
from tsunagu.planning.rules.attainment import signed
from tsunagu.ui.fields import DateField

Choices = Iterable[tuple[Any, Any]]
LANGUAGES = (("en", "English"), ("ja", "日本語"), ("ko", "한국어"))
CURRENCIES = (("JPY", "JPY"), ("KRW", "KRW"), ("USD", "USD"))
WEEKDAYS = (
    (0, pgettext_lazy("weekday", "Monday")),
    (1, pgettext_lazy("weekday", "Tuesday")),
    (2, pgettext_lazy("weekday", "Wednesday")),
    (3, pgettext_lazy("weekday", "Thursday")),
    (4, pgettext_lazy("weekday", "Friday")),
    (5, pgettext_lazy("weekday", "Saturday")),
    (6, pgettext_lazy("weekday", "Sunday")),
)


def long_text(rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=8000, **kwargs)


def short(**kwargs: Any) -> forms.CharField:
    return forms.CharField(**{"required": False, "max_length": 400, **kwargs})


def radio(choices: Choices, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=list(choices), widget=forms.RadioSelect, **kwargs)


def select(choices: Choices, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=list(choices), **kwargs)


def money(**kwargs: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(required=False, min_value=0, max_digits=12, decimal_places=2, widget=widget, **kwargs)


class GroupedForm(forms.Form):
    """A form whose fields stand in named groups. `groups` is what the template walks through."""

    parts: tuple[tuple[str | Promise, tuple[str, ...]], ...] = ()
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def groups(self) -> Iterator[tuple[str | Promise, list[BoundField]]]:
        named = {name for _title, names in self.parts for name in names}
        rest = [field for field in self.visible_fields() if field.name not in named]
        if rest:
            yield "", rest
        for title, names in self.parts:
            yield title, [self[name] for name in names if name in self.fields]


class PlanForm(GroupedForm):
    why = radio(PlanWhy.choices, label=_("Why there is a new version"))
    type = radio((), label=_("What sort of plan it is"))
    period_start = DateField(required=False, label=_("The plan holds from"))
    period_end = DateField(required=False, label=_("The plan holds until"))
    language = radio(LANGUAGES, label=_("Language the plan is written in"))

    def __init__(self, *args: Any, types: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = list(types)  # type: ignore[attr-defined]
        if len(self.fields["type"].choices) < 2:  # type: ignore[attr-defined]
            self.fields["type"].help_text = _("A norm names the plan of this programme.")


class BeginForm(forms.Form):
    """Whose plan, why, from what, and whether it only bridges an emergency."""

    whose = radio((), label=_("Whose plan it is"), required=False)
    why = radio(PlanWhy.choices, label=_("Why there is a new version"))
    source = radio(
        (("copy", _("Carry over what still stands in the last version")), ("empty", _("Begin from nothing"))),
        label=_("Begin with"),
        required=False,
    )
    type = radio((), label=_("What sort of plan it is"), required=False)
    interim = forms.BooleanField(required=False, label=_("Interim plan for an emergency: it holds for 14 days"))

    def __init__(self, *args: Any, whose: Choices, types: Choices, has_previous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = list(types)  # type: ignore[attr-defined]
        if len(self.fields["type"].choices) < 2:  # type: ignore[attr-defined]
            del self.fields["type"]
        self.fields["whose"].choices = list(whose)  # type: ignore[attr-defined]
        if len(self.fields["whose"].choices) < 2:  # type: ignore[attr-defined]
            del self.fields["whose"]
        if not has_previous:
            del self.fields["source"]


class WishesForm(GroupedForm):
    wishes = long_text(4, required=False, label=_("What the person wants, in their own words"))
    family_wishes = long_text(3, required=False, label=_("What the family wants, in their own words"))
    policy = long_text(4, required=False, label=_("What all support aims at"))


class DayForm(GroupedForm):
    """An ordinary day, typed as one would say it."""

    day = long_text(
        14,
        required=False,
        label=_("An ordinary day"),
        help_text=_("A line for each thing: the time, then what the person does. For example: 6:30 gets up."),
    )

    @classmethod
    def about(cls, plan: Plan) -> dict[str, Any]:
        return {"day": "\n".join(" ".join(entry) for entry in plan.day), "revision": plan.revision}

    def clean_day(self) -> list[list[str]]:
        try:
            return read_day(self.cleaned_data["day"])
        except ValueError as error:
            raise forms.ValidationError(
                _("“%(line)s” has no time. Write a line as 6:30 and what happens then."), params={"line": str(error)}
            ) from error


class SectionForm(GroupedForm):
    text = long_text(10, required=False, label=pgettext_lazy("of a plan section", "Text"))
    language = radio(LANGUAGES, label=_("Written in"))


class NeedForm(GroupedForm):
    words = long_text(2, required=False, label=_("In the person’s own words"))
    text = long_text(2, label=_("The need, in one sentence"))
    category = select([("", "—"), *Category.choices], required=False, label=pgettext_lazy("of a need", "Part of life"))
    safety_override = forms.BooleanField(
        required=False, label=_("Safety comes first: stands before the person’s own order, and says so")
    )

    @classmethod
    def about(cls, need: Need) -> dict[str, Any]:
        return {name: getattr(need, name) for name in ("words", "text", "category", "safety_override", "revision")}


class GoalForm(GroupedForm):
    text = long_text(
        2,
        label=_("The goal"),
        help_text=_("A change one can see, not a good intention."),
    )
    own_words = forms.BooleanField(required=False, label=_("This is how the person said it"))
    category = select(Category.choices, label=pgettext_lazy("of a goal", "Part of life"))
    baseline = short(label=pgettext_lazy("of a goal", "Where it stands now"), help_text=_("A number or a plain fact."))
    target = short(label=pgettext_lazy("of a goal", "Where it is to be"))
    measure = short(label=pgettext_lazy("of a goal", "How it is checked"))
    target_date = DateField(required=False, label=pgettext_lazy("of a goal", "By when"))
    relevance = long_text(2, required=False, label=_("Why this matters to the person"))
    strength = short(label=_("The strength it builds on"))
    strength_found = select((), required=False, label=_("A strength from the assessment"))
    parts = (
        (_("How anybody will know"), ("baseline", "target", "measure", "target_date")),
        (_("Why"), ("relevance", "strength", "strength_found")),
    )

    def __init__(self, *args: Any, strengths: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(strengths)
        self.fields["strength_found"].choices = [("", "—"), *found]  # type: ignore[attr-defined]
        if not found:
            del self.fields["strength_found"]

    @classmethod
    def about(cls, goal: Goal) -> dict[str, Any]:
        names = (
            "text",
            "own_words",
            "category",
            "baseline",
            "target",
            "measure",
            "target_date",
            "relevance",
            "strength",
        )
        said = {name: getattr(goal, name) for name in (*names, "revision")}
        return {**said, "strength_found": str(goal.strength_found_id or "")}

    def words(self) -> GoalWords:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("revision", "strength_found")}
        found = self.cleaned_data.get("strength_found")
        if found and not said["strength"]:
            said["strength"] = dict(self.fields["strength_found"].choices)[found]  # type: ignore[attr-defined]
        return GoalWords(**said, strength_found_id=UUID(found) if found else None)


class LineForm(GroupedForm):
    what = long_text(2, label=_("What is done"))
    type = select(ServiceType.choices, label=_("Type of service"))
    kind = select(Kind.choices, label=pgettext_lazy("of a plan line", "Sort of action"))
    sector = select(Sector.choices, label=pgettext_lazy("of a plan line", "Sector"))
    party = radio(Party.choices, label=_("Who answers for it"), required=False)
    party_name = short(label=_("Name of the provider or the person"))
    worker = select((), required=False, label=_("Which of us"))
    contact = short(label=_("How they are reached"))
    frequency = short(label=_("How often"))
    start = DateField(required=False, label=pgettext_lazy("of a service", "From"))
    end = DateField(required=False, label=pgettext_lazy("of a service", "Until"))
    days = forms.MultipleChoiceField(
        choices=WEEKDAYS, required=False, widget=forms.CheckboxSelectMultiple, label=_("Days of the week")
    )
    slot_from = short(label=_("Begins at"))
    slot_to = short(label=_("Ends at"))
    payer = short(label=_("Who pays"), help_text=_("Leave empty where nobody is asked to pay."))
    units = money(label=_("Units in the period"))
    unit_price = money(label=_("Price of one unit"))
    currency = select([("", "—"), *CURRENCIES], required=False, label=_("Currency"))
    necessity = radio(Necessity.choices, label=_("Is it necessary?"))
    rationale = long_text(2, required=False, label=_("Why"))
    setting = select([("", "—"), *SettingOfCare.choices], required=False, label=_("Where it is given"))
    parts = (
        (pgettext_lazy("of a plan line", "Who"), ("party", "party_name", "worker", "contact")),
        (pgettext_lazy("of a service", "When"), ("frequency", "start", "end", "days", "slot_from", "slot_to")),
        (pgettext_lazy("of a plan line", "Cost"), ("payer", "units", "unit_price", "currency")),
        (_("Necessity"), ("necessity", "rationale", "setting")),
    )

    def __init__(self, *args: Any, workers: Iterable[Membership] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(m.user_id), m.user.name) for m in workers]
        self.fields["worker"].choices = [("", "—"), *names]  # type: ignore[attr-defined]

    @classmethod
    def about(cls, line: ServiceLine) -> dict[str, Any]:
        names = ("what", "type", "kind", "sector", "party", "party_name", "contact", "frequency", "start", "end")
        more = ("payer", "units", "unit_price", "currency", "necessity", "rationale", "setting", "revision")
        said = {name: getattr(line, name) for name in (*names, *more)}
        for name in ("units", "unit_price"):
            if said[name] is not None:
                said[name] = f"{said[name].normalize():f}"
        first = next(iter(line.slots), [None, "", ""])
        return {
            **said,
            "worker": str(line.worker_id or ""),
            "days": [str(day) for day, _from, _to in line.slots],
            "slot_from": first[1],
            "slot_to": first[2],
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        times = data.get("slot_from", ""), data.get("slot_to", "")
        data["slots"] = []
        if data.get("days") or any(times):
            try:
                data["slots"] = sorted([*slot] for day in data["days"] for slot in read_slots(int(day), *times))
            except ValueError:
                self.add_error("slot_from", _("Write both times as 9:00 and 10:30, and choose the days."))
            if not data.get("days"):
                self.add_error("days", _("Choose the days of the week."))
        return data

    def words(self) -> LineWords:
        left_out = ("revision", "days", "slot_from", "slot_to", "worker")
        said = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        worker = self.cleaned_data.get("worker")
        return LineWords(**said, worker_id=UUID(worker) if worker else None)


class UnmetForm(forms.Form):
    what = long_text(2, label=_("What is needed"))
    type = select(ServiceType.choices, label=_("Type of service"), initial=ServiceType.OTHER)
    reason = long_text(2, label=_("What was tried, and why there is nobody"))


class RequestForm(forms.Form):
    """What the payer is asked for."""

    coverage = radio((), required=False, label=_("Which coverage is asked"))
    units = money(label=_("Units asked for"))
    unit_kind = radio(UnitKind.choices, label=_("Counted in"))
    starts = DateField(label=pgettext_lazy("of an authorisation", "From"))
    ends = DateField(label=pgettext_lazy("of an authorisation", "Until"))
    justification = long_text(3, required=False, label=_("Why the service is necessary"))
    expedited = forms.BooleanField(required=False, label=_("Urgent: waiting endangers health"))

    def __init__(self, *args: Any, coverages: Iterable[Coverage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].required = True
        offered = [(str(one.id), str(one)) for one in coverages]
        self.fields["coverage"].choices = offered  # type: ignore[attr-defined]
        if not offered:
            del self.fields["coverage"]

    @classmethod
    def about(cls, line: ServiceLine, before: Authorisation | None) -> dict[str, Any]:
        """What the plan says of the line, or what was asked for last time."""
        if before:
            told = {"coverage": str(before.coverage_id or ""), "unit_kind": before.unit_kind}
            return {**told, "units": f"{before.asked.normalize():f}", "justification": before.justification}
        units = "" if line.units is None else f"{line.units.normalize():f}"
        return {"units": units, "starts": line.start, "ends": line.end, "justification": line.rationale}


class DeliveryForm(forms.Form):
    on = DateField(label=_("Delivered on"), past=True)
    units = money(label=_("Units delivered"))
    reason = long_text(
        2, required=False, label=_("Why it goes on past what is authorised"), help_text=_("Only where it does.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].required = True


class ReasonForm(forms.Form):
    reason = long_text(2, label=pgettext_lazy("label of a box", "Reason"))


OFFERS = 4


class OptionsForm(forms.Form):
    """Up to four ways to the same end, side by side."""

    what = short(label=_("What is being chosen"), required=True)
    only_one_reason = long_text(2, required=False, label=_("If there is only one: why there is no other"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(OFFERS):
            self.fields[f"name_{n}"] = short(label=pgettext_lazy("of an option", "Name"), required=n == 0)
            self.fields[f"cost_{n}"] = money(label=pgettext_lazy("of an option", "Cost"))
            self.fields[f"currency_{n}"] = select([("", "—"), *CURRENCIES], required=False, label=_("Currency"))
            self.fields[f"coverage_{n}"] = short(label=_("What is covered"))
            self.fields[f"wait_{n}"] = short(label=_("Wait"))
            self.fields[f"distance_{n}"] = short(label=_("Distance"))
            self.fields[f"note_{n}"] = short(label=pgettext_lazy("of an option", "Note"))

    def offers(self) -> Iterator[tuple[int, list[BoundField]]]:
        names = ("name", "cost", "currency", "coverage", "wait", "distance", "note")
        for n in range(OFFERS):
            yield n + 1, [self[f"{name}_{n}"] for name in names]

    def options(self) -> list[OptionWords]:
        said = self.cleaned_data
        names = ("name", "cost", "currency", "coverage", "wait", "distance", "note")
        rows = ({name: said[f"{name}_{n}"] for name in names} for n in range(OFFERS))
        return [OptionWords(**row) for row in rows if row["name"]]


class ChoiceForm(forms.Form):
    option = radio((), label=_("What was chosen"))
    chosen_by = radio(Chooser.choices, label=_("Who chose"))
    reason = long_text(2, label=_("Why this one"))

    def __init__(self, *args: Any, comparison: Comparison, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(str(option.id), option.name) for option in comparison.options.all()]
        self.fields["option"].choices = options  # type: ignore[attr-defined]


class BarrierForm(forms.Form):
    code = select(BarrierCode.choices, label=_("What sort of barrier"))
    text = long_text(2, label=_("What stands in the way"))
    line = select((), required=False, label=_("The action that answers it"))
    no_action_reason = long_text(2, required=False, label=_("Or why there is no action"))

    def __init__(self, *args: Any, lines: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = [("", "—"), *lines]  # type: ignore[attr-defined]


class AgreementRecordForm(forms.Form):
    """One page for both answers: yes, signed or in words, or no with the reason."""

    participants = forms.MultipleChoiceField(
        choices=Participant.choices, required=False, widget=forms.CheckboxSelectMultiple, label=_("Who took part")
    )
    how = long_text(2, required=False, label=_("How they took part"))
    form = radio(AgreementForm.choices, label=_("How the plan was answered"))
    name = short(label=_("Who signed or said so"))
    disagreement = long_text(2, required=False, label=_("With what they do not agree, in their words"))
    reason = long_text(2, required=False, label=_("Reason of a refusal"))
    lay_aside = forms.BooleanField(required=False, label=_("Refused: lay this draft aside"))
    at = DateField(required=False, label=pgettext_lazy("of an agreement", "On"))


class CopyForm(forms.Form):
    to = radio(Recipient.choices, label=_("Copy given to"))
    name = short(label=pgettext_lazy("of a person or provider", "Name"))
    on = DateField(required=False, label=pgettext_lazy("of a copy", "On"))


LEVEL_NAMES = (
    ("minus_two", -2, _("Much less than expected")),
    ("minus_one", -1, _("Less than expected")),
    ("zero", 0, _("As expected")),
    ("plus_one", 1, _("More than expected")),
    ("plus_two", 2, _("Much more than expected")),
)
LEVEL_CHOICES = [
    (level, format_lazy("{level} · {label}", level=signed(level), label=label)) for _n, level, label in LEVEL_NAMES
]


class ScaleForm(GroupedForm):
    """Five levels in the goal's own words, and where it starts."""

    zero = long_text(2, label=_("0: as expected by the target date"))
    minus_one = long_text(2, label=_("−1: less than expected"))
    minus_two = long_text(2, label=_("−2: much less than expected"))
    plus_one = long_text(2, label=_("+1: more than expected"))
    plus_two = long_text(2, label=_("+2: much more than expected"))
    baseline = forms.TypedChoiceField(
        choices=LEVEL_CHOICES, coerce=int, widget=forms.RadioSelect, label=_("Where it stands now")
    )
    weight = forms.IntegerField(
        min_value=1,
        max_value=9,
        initial=1,
        label=_("Weight"),
        help_text=_("1 where all goals matter the same; more where this one matters more to the person."),
    )

    @classmethod
    def about(cls, goal: Goal, scale: Scale | None) -> dict[str, Any]:
        """How it stands; for a new one the target of the goal is what is expected, and its baseline much less."""
        if scale is None:
            return {"zero": goal.target, "minus_two": goal.baseline, "baseline": -2, "weight": 1}
        names = [name for name, _level, _label in LEVEL_NAMES]
        return {name: getattr(scale, name) for name in (*names, "baseline", "weight", "revision")}

    def words(self) -> ScaleWords:
        return ScaleWords(**{name: value for name, value in self.cleaned_data.items() if name != "revision"})


def level_choices(scale: Scale) -> list[tuple[int, str]]:
    """The five levels as the goal words them."""
    return [(level, f"{signed(level)} · {text}") for level, text in scale.levels.items()]


def level_field(scale: Scale, **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(choices=level_choices(scale), coerce=int, widget=forms.RadioSelect, **kwargs)


class AttainmentForm(forms.Form):
    note = short(label=pgettext_lazy("of a rating", "What was seen"))
    on = DateField(required=False, label=pgettext_lazy("of a rating", "On"))

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"level": level_field(scale, label=_("Which level is reached")), **self.fields}


class ReviewForm(forms.Form):
    summary = long_text(4, label=_("What the review found"))
    person_view = long_text(3, required=False, label=_("What the person says of it, in their own words"))
    outlook = radio(Outlook.choices, label=_("How it goes on"))
    next_review = DateField(required=False, label=_("Next review"))

    def __init__(self, *args: Any, goals: Iterable[tuple[Goal, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = list(goals)
        for goal, number in self.goals:
            label = f"{number} {goal.text}"
            self.fields[f"rating_{goal.key}"] = radio(Rating.choices, label=label)
            self.fields[f"reason_{goal.key}"] = short(label=pgettext_lazy("of a rating", "Reason"))
            if hasattr(goal, "scale"):
                self.fields[f"level_{goal.key}"] = level_field(goal.scale, label=_("Which level is reached"))

    def rated(self) -> Iterator[tuple[Goal, BoundField, BoundField, BoundField | None]]:
        for goal, _number in self.goals:
            level = f"level_{goal.key}"
            yield (
                goal,
                self[f"rating_{goal.key}"],
                self[f"reason_{goal.key}"],
                self[level] if level in self.fields else None,
            )

    def ratings(self) -> dict[UUID, Judgement]:
        said = self.cleaned_data
        return {
            g.key: Judgement(said[f"rating_{g.key}"], said[f"reason_{g.key}"], said.get(f"level_{g.key}"))
            for g, _number in self.goals
        }


class WordingForm(forms.Form):
    """A word, and what to write instead."""

    language = radio(LANGUAGES, label=_("Language of the word"))
    word = short(label=_("Word or phrase"), required=True)
    kind = radio(WordingKind.choices, label=_("What the plan does with it"))
    hint = long_text(2, required=False, label=_("What to write instead"))


class AnnotationForm(forms.Form):
    text = long_text(2, label=_("What changed"))
    on = DateField(required=False, label=pgettext_lazy("of a note", "On"))


class RevisionForm(forms.Form):
    reason = long_text(3, label=_("What changed, and why the plan has to follow"))
    why = radio(
        [(w.value, w.label) for w in (PlanWhy.PLAN_CHANGE, PlanWhy.RENEWAL, PlanWhy.LEVEL_CHANGE)],
        label=_("Why there is a new version"),
    )


class StepForm(forms.Form):
    """A step in the life of a line, on a day."""

    at = DateField(required=False, label=pgettext_lazy("of a step", "On"))
    reason = short(label=pgettext_lazy("label of a box", "Reason"))


class ReferralForm(forms.Form):
    """Whom to ask, for what, and what is told of the person."""

    services = forms.MultipleChoiceField(
        label=_("Ask these"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    receivers = forms.MultipleChoiceField(
        label=_("Or organisations that work with Tsunagu here"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=(),
    )
    name = short(label=_("Or somebody who is not in the directory"))
    channel = select(
        [(Channel.MAIL, Channel.MAIL.label), (Channel.PAPER, Channel.PAPER.label), (Channel.FAX, Channel.FAX.label)],
        label=_("How it reaches them"),
        help_text=_(
            "By email goes a link that shows only what stands below, for 30 days, without any name in the message."
        ),
    )
    address = short(label=_("Email address or fax number"), help_text=_("Empty: the address of the directory."))
    reason = long_text(3, label=_("What is asked for, and why"))
    urgent = forms.BooleanField(required=False, label=_("Urgent"))
    data_classes = forms.MultipleChoiceField(
        label=_("What they are told"),
        choices=DataClass.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[DataClass.GENERAL],
        help_text=_("As little as they can act on. The consent must cover each."),
    )
    ground = radio(DisclosureGround.choices, label=_("On which ground"), initial=DisclosureGround.CONSENT)
    ground_reason = short(label=_("The emergency, or the law"))
    offered = forms.MultipleChoiceField(
        label=_("Whom else you offered"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    chosen_by = select(Chooser.choices, label=_("Who chose"))
    choice_reason = short(label=_("Why these, or why there was no choice"))

    def __init__(
        self, *args: Any, asked: Choices = (), others: Choices = (), here: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("services", asked), ("offered", others), ("receivers", here)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = list(choices)
            if not field.choices:
                del self.fields[name]
        for code, label in DataClass.choices:
            if code not in (DataClass.GENERAL, DataClass.SERVICES):
                self.fields[f"words_{code}"] = long_text(2, label=label, required=False)

    @property
    def words(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("words_")]

    def said_words(self) -> dict[str, str]:
        return {
            name.removeprefix("words_"): text for name, text in self.cleaned_data.items() if name.startswith("words_")
        }


class ReferralAnswerForm(forms.Form):
    """What the receiver answers; `who` only where nobody is signed in."""

    answer = radio(
        [(a.value, a.label) for a in (ReferralState.ACCEPTED, ReferralState.WAIT_LISTED, ReferralState.DECLINED)],
        label=pgettext_lazy("to a referral", "Answer"),
    )
    expected_on = DateField(required=False, label=_("When a place is expected"))
    reason = long_text(2, required=False, label=_("Why, or what has to be known"))
    answered_by = short(label=_("Who answers"))


class ArrivedAnswerForm(ReferralAnswerForm):
    """Our own answer: accepting opens a case in a programme of ours."""

    programme = select((), label=_("Accept into"), required=False)

    def __init__(self, data: Any = None, *, programme: str = "") -> None:
        super().__init__(data, initial={"programme": programme})
        del self.fields["answered_by"]
        field = self.fields["programme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, in_language(title)) for code, title in library().programmes().items()]


class TakenUpForm(forms.Form):
    on = DateField(required=False, label=_("Began on"))


class ResultForm(forms.Form):
    result = radio(ReferralResult.choices, label=_("What came of it"))
    text = long_text(2, required=False, label=_("In a few words"))


class WithdrawForm(forms.Form):
    reason = long_text(2, label=_("Why it is withdrawn"))


def initial_of(plan: Plan) -> dict[str, Any]:
    names = ("why", "type", "period_start", "period_end", "language", "wishes", "family_wishes", "policy", "revision")
    return {name: getattr(plan, name) for name in names}
