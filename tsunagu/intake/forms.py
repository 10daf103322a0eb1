"""The shape of what is typed while a referral is taken in. What it means is the commands' business."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tsunagu.cases.choices import Setting
from tsunagu.core import clock
from tsunagu.core.ids import uuid7
from tsunagu.core.words import in_language
from tsunagu.identity.models import Membership
from tsunagu.intake.choices import Agreement, Block, Decision, ReferrerKind, Result, Urgency, Way
from tsunagu.intake.commands import About, Referrer, Where
from tsunagu.intake.models import Referral
from tsunagu.intake.rules import TargetGroup
from tsunagu.notices.choices import Channel
from tsunagu.pathways.queries import library
from tsunagu.people.choices import Sex
from tsunagu.people.rules.dates import Partial
from tsunagu.people.rules.profile import NameDraft, script_of
from tsunagu.ui.fields import DateField, InstantField, PartialDateField

# In their own writing, so that everybody finds their own.
LANGUAGES = (
    ("", "—"),
    ("en", "English"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("zh", "中文"),
    ("es", "Español"),
    ("vi", "Tiếng Việt"),
    ("tl", "Tagalog"),
    ("pt", "Português"),
    ("ne", "नेपाली"),
    ("ru", "Русский"),
    ("ar", "العربية"),
)
REPLIES = [(c.value, c.label) for c in (Channel.MAIL, Channel.FAX, Channel.PAPER)]


def long_text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def short(**kwargs: Any) -> forms.CharField:
    return forms.CharField(required=False, max_length=200, **kwargs)


def radio(choices: Iterable[tuple[Any, Any]], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=list(choices), widget=forms.RadioSelect, **kwargs)


class AboutForm(forms.Form):
    """What was said of the person. Every answer may be missing."""

    family = short(label=_("Family name"))
    given = short(label=_("Given name"))
    reading_family = short(label=_("Family name, as read"), help_text=_("Kana, or Latin letters"))
    reading_given = short(label=_("Given name, as read"))
    other_name = short(label=_("The name in another script"), help_text=_("Hanja, hangul, Latin letters"))
    born = PartialDateField(label=_("Birth date"), required=False, past=True, help_text=_("The year alone will do."))
    sex = radio(Sex.choices, label=pgettext_lazy("as recorded", "Sex"), initial=Sex.UNKNOWN)
    phone = short(label=_("Phone"))
    address = short(label=_("Address"))
    town = short(label=_("Town or district"))
    language = forms.ChoiceField(label=_("Language they speak"), choices=LANGUAGES, required=False)
    household = forms.CharField(
        label=_("Who lives with them"),
        required=False,
        widget=long_text(2),
        help_text=_("Each with relation and age, as said."),
    )

    @property
    def about(self) -> About:
        said = self.cleaned_data
        born, precision = _partial(said["born"])
        return About(
            names=tuple(self._names()),
            born=born.first if born else None,
            born_precision=precision,
            sex=said["sex"],
            phone=said["phone"],
            address=said["address"],
            town=said["town"],
            language=said["language"],
            household=said["household"],
        )

    def _names(self) -> Iterable[NameDraft]:
        said = self.cleaned_data
        for family, given in ((said["family"], said["given"]), (said["reading_family"], said["reading_given"])):
            if family.strip() or given.strip():
                yield NameDraft(script_of(family + given), family.strip(), given.strip())
        if other := said["other_name"].strip():
            yield NameDraft(script_of(other), text=other)


def _partial(iso: str | None) -> tuple[Partial | None, str]:
    if not iso:
        return None, ""
    born = Partial(*(int(part) for part in iso.split("-")))
    return born, born.precision


def said_before(referral: Referral) -> dict[str, Any]:
    """What the form about the person begins with when it is opened again."""
    names = [*referral.names, None, None, None][:3]
    first, reading, other = names
    return {
        "family": first.family if first else "",
        "given": first.given or ("" if first.family else first.whole) if first else "",
        "reading_family": reading.family if reading else "",
        "reading_given": reading.given if reading else "",
        "other_name": other.whole if other else (reading.whole if reading and not reading.family else ""),
        "born": referral.said_born_iso,
        "sex": referral.said_sex,
        "phone": referral.said_phone,
        "address": referral.said_address,
        "town": referral.said_town,
        "language": referral.said_language,
        "household": referral.said_household,
    }


class TakeInForm(AboutForm):
    """One page, the open question first: what was said, who refers, about whom, where they are."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.UUIDField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("What was said? Why is this person referred?"),
        widget=long_text(6),
        help_text=_("In their words, as you hear or read it. Your own view has its place below."),
    )
    reason_language = forms.ChoiceField(label=_("Said in"), choices=LANGUAGES, required=False)
    own_words = forms.CharField(label=_("The person’s own words"), required=False, widget=long_text())
    presenting_problem = forms.CharField(
        label=_("The presenting problem, as you see it"), required=False, widget=long_text(2)
    )
    urgency = radio(Urgency.choices, label=_("How soon is help needed?"), initial=Urgency.ROUTINE)
    agreement = radio(Agreement.choices, label=_("Does the person know of this?"), initial=Agreement.NOT_ASKED)

    received_at = InstantField(label=_("Received"))
    way = radio(Way.choices, label=_("How it came"), initial=Way.PHONE)
    referrer_kind = radio(ReferrerKind.choices, label=_("Who refers?"))
    referrer_organisation = short(label=_("Their organisation"))
    referrer_name = short(label=_("Their name"))
    referrer_phone = short(label=_("Their phone"))
    reply_channel = radio(REPLIES, label=_("How they get our answer"), initial=Channel.PAPER)
    reply_address = short(label=_("Email address, fax number or postal address"))
    reply_language = forms.ChoiceField(label=_("Language of our answer"), choices=LANGUAGES[1:4])

    setting = radio(Setting.choices, label=_("Where is the person now?"), initial=Setting.HOME)
    setting_name = short(label=_("Name of the hospital or facility"))
    ward = short(label=_("Ward"))
    room = short(label=_("Room"))
    admitted_at = InstantField(label=_("There since"), required=False)
    expected_discharge = DateField(label=_("Expected to leave"), required=False)

    programme = forms.ChoiceField(label=_("Programme"))
    model = forms.ChoiceField(label=_("Care model"), required=False, help_text=_("It can be chosen later."))

    def __init__(self, *args: Any, programme: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {
            "id": uuid7(),
            "received_at": clock.now(),
            "reply_language": get_language(),
            "reason_language": get_language(),
            "programme": programme,
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        _choose(self, "programme", [(code, in_language(title)) for code, title in library().programmes().items()])
        models = [(code, in_language(title)) for code, title in library().models().items()]
        _choose(self, "model", [("", pgettext_lazy("care model", "Not chosen yet")), *models])

    def arguments(self) -> dict[str, Any]:
        """For `receive_referral`."""
        said = self.cleaned_data
        return {
            "referrer": Referrer(
                ReferrerKind(said["referrer_kind"]),
                said["referrer_name"],
                said["referrer_organisation"],
                said["referrer_phone"],
                Channel(said["reply_channel"]),
                said["reply_address"],
                said["reply_language"],
            ),
            "about": self.about,
            "where": Where(
                Setting(said["setting"]),
                said["setting_name"],
                said["ward"],
                said["room"],
                said["admitted_at"],
                said["expected_discharge"],
            ),
            "way": Way(said["way"]),
            "urgency": Urgency(said["urgency"]),
            "agreement": Agreement(said["agreement"]),
            **{
                name: said[name]
                for name in ("id", "reason", "reason_language", "own_words", "presenting_problem", "received_at")
            },
            "programme": said["programme"],
            "model": said["model"],
        }


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class SomeoneElseForm(forms.Form):
    reason = forms.CharField(label=_("Why it is somebody else"), widget=long_text())


class DecisionForm(forms.Form):
    """The decision, its reason, and a supervisor's reason to go beyond what speaks against it."""

    decision = radio(Decision.choices, label=_("Decision"))
    decision_reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=long_text(2),
        help_text=_("It stays with us; the referrer is not told."),
    )
    referred_to = short(label=_("Referred instead to"))
    override = forms.CharField(
        label=_("Supervisor’s reason to accept all the same"), required=False, widget=long_text(2)
    )

    def __init__(self, *args: Any, may_override: bool = False, later: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_override:
            del self.fields["override"]
        if later:
            _choose(
                self, "decision", [*Decision.choices, ("", pgettext_lazy("decision on a referral", "Decide later"))]
            )
            self.fields["decision"].required = False

    def clean_decision(self) -> Decision | None:
        given = self.cleaned_data["decision"]
        return Decision(given) if given else None

    def arguments(self) -> dict[str, Any]:
        """For `decide_referral`."""
        said = self.cleaned_data
        return {
            "decision": said["decision"],
            "reason": said["decision_reason"],
            "referred_to": said["referred_to"],
            "override": said.get("override", ""),
        }


class ScreeningForm(DecisionForm):
    """Five blocks, eligibility, evidence for the target group, and the decision: one page."""

    records = forms.CharField(
        label=Block.RECORDS.label, widget=long_text(), help_text=_("What was read: letters, charts, earlier files.")
    )
    history = forms.CharField(
        label=Block.HISTORY.label, widget=long_text(), help_text=_("Life, health and help so far.")
    )
    financial = forms.CharField(
        label=Block.FINANCIAL.label, widget=long_text(), help_text=_("Income, debts, benefits, insurance.")
    )
    living = forms.CharField(
        label=Block.LIVING.label, widget=long_text(), help_text=_("The home, who is there, daily life.")
    )
    social_support = forms.CharField(
        label=Block.SOCIAL_SUPPORT.label, widget=long_text(), help_text=_("Family, neighbours, and who else stands by.")
    )
    services_now = forms.CharField(label=Block.SERVICES_NOW.label, required=False, widget=long_text(2))
    opinion = forms.CharField(label=Block.OPINION.label, required=False, widget=long_text(2))

    result = radio(Result.choices, label=pgettext_lazy("eligibility", "Result"), required=False)
    rule = forms.CharField(
        label=_("The rule it follows from"),
        required=False,
        widget=long_text(1),
        help_text=_("A law, a contract, our own criteria."),
    )
    evidence = forms.CharField(label=_("What shows it"), required=False, widget=long_text(2))
    reasons = forms.CharField(label=_("Why not eligible"), required=False, widget=long_text(2))
    alternatives = forms.CharField(label=_("What else there is for this person"), required=False, widget=long_text(2))

    target_group = forms.ChoiceField(label=_("Target group"), required=False)

    def __init__(
        self, *args: Any, groups: Iterable[TargetGroup] = (), evidence: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, later=True, **kwargs)
        self.groups = list(groups)
        titles = [(group.code, in_language(group.title)) for group in self.groups]
        _choose(self, "target_group", [("", pgettext_lazy("target group", "None")), *titles])
        for group in self.groups:
            for criterion in group.criteria:
                self.fields[f"{group.code}-{criterion.code}"] = forms.CharField(
                    label=in_language(criterion.words),
                    required=False,
                    widget=long_text(1),
                    initial=(evidence or {}).get(criterion.code, ""),
                )

    def by_group(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each group's title with the fields for its evidence."""
        return [(in_language(g.title), [self[f"{g.code}-{c.code}"] for c in g.criteria]) for g in self.groups]

    def evidence_for(self, group: str) -> dict[str, str]:
        prefix = f"{group}-"
        return {name.removeprefix(prefix): v for name, v in self.cleaned_data.items() if name.startswith(prefix)}

    def said(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}


class HandOverForm(forms.Form):
    worker = forms.ChoiceField(label=_("Case manager"))
    over_cap = forms.CharField(
        label=_("Supervisor’s reason to go beyond the caseload"), required=False, widget=long_text(2)
    )

    def __init__(self, *args: Any, workers: Iterable[Membership], may_go_beyond: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(worker.id): worker for worker in workers}
        names = [(id_, worker.user.name) for id_, worker in self.workers.items()]
        _choose(self, "worker", [("", _("Choose who takes it on")), *names])
        if not may_go_beyond:
            del self.fields["over_cap"]

    @property
    def chosen(self) -> Membership:
        return self.workers[self.cleaned_data["worker"]]


class TargetGroupForm(forms.Form):
    code = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Name of the group"))
    criteria = forms.CharField(
        label=_("Criteria, one on each line"), widget=long_text(4), help_text=_("Each will ask for its evidence.")
    )


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
