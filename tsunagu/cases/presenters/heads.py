"""What the head of a case file says at a glance: risk, model, stage, alerts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from tsunagu.cases.choices import SafetyLevel
from tsunagu.cases.models import Alert, Case, Fact, Member, SafetyPath
from tsunagu.cases.queries import open_safety_paths
from tsunagu.core.clock import now
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library
from tsunagu.people.models import Person
from tsunagu.ui import formats

TIER_STATES = {"crisis": "over", "high": "soon", "standard": "later", "low": "later", "": "later"}


@dataclass(frozen=True)
class Chip:
    """An alert: its topic, and what to do. `url` leads to where it is dealt with; `stop` stands before everything else."""

    topic: str
    text: str
    url: str = ""
    stop: bool = False


@dataclass(frozen=True)
class StageNode:
    label: str
    state: str


@dataclass(frozen=True)
class StagePass:
    """One pass through a stage: since when, and until when (R-025)."""

    label: str
    since: datetime
    until: datetime | None

    @property
    def days(self) -> int:
        return ((self.until or now()) - self.since).days


@dataclass(frozen=True)
class Head:
    """For the glance bar under the band."""

    number: str
    programme: str
    tier: str
    tier_state: str
    model: str
    model_since: str
    stage: str
    stages: list[StageNode]
    alerts: list[Chip]
    passes: list[StagePass] = field(default_factory=list)
    is_closed: bool = False
    is_held: bool = False


def present_head(case: Case, members: Sequence[Member], lang: str) -> Head:
    """Two queries beside those of the members."""
    lib = library()
    moved = list(
        Fact.objects.filter(case=case, kind__in=["model.set", "case.stage_entered"]).order_by("occurred_at", "id")
    )
    model_facts = [fact for fact in moved if fact.kind == "model.set"]
    passes = stage_passes(case, [fact for fact in moved if fact.kind == "case.stage_entered"], lang)
    return Head(
        number=case.number,
        programme=in_language(lib.programmes().get(case.programme), lang),
        tier=lib.tier_name(case.programme, case.tier, lang) if case.tier else "",
        tier_state=TIER_STATES[case.tier],
        model=in_language(lib.models().get(case.model), lang) if case.model else "",
        model_since=formats.short_date(model_facts[-1].occurred_at) if model_facts else "",
        stage=lib.stage_name(case.programme, case.stage, lang),
        stages=stage_track(case, {fact.data.get("stage") for fact in moved}, lang),
        alerts=chips(case, members),
        passes=passes,
        is_closed=case.closed_at is not None,
        is_held=case.held_since is not None,
    )


def stage_track(case: Case, entered: set[str | None], lang: str) -> list[StageNode]:
    """The stages this programme shows: those that were entered, the present one, and the rest."""
    lib = library()
    now_at = lib.shown_stage(case.programme, case.stage)
    shown = lib.stages(case.programme)
    passed = {lib.shown_stage(case.programme, code) for code in entered if code} | {"identify"}
    return [
        StageNode(
            lib.stage_name(case.programme, stage.code, lang),
            "now" if stage.code == now_at else "done" if stage.code in passed else "",
        )
        for stage in shown
    ]


def stage_passes(case: Case, entered: Sequence[Fact], lang: str) -> list[StagePass]:
    """Every pass through every stage, the present one last."""
    lib = library()
    starts = [("identify", case.opened_at), *((fact.data["stage"], fact.occurred_at) for fact in entered)]
    ends = [at for _stage, at in starts[1:]]
    return [
        StagePass(lib.stage_name(case.programme, stage, lang), since, until)
        for (stage, since), until in zip(starts, [*ends, case.closed_at], strict=True)
    ]


def chips(case: Case, members: Sequence[Member]) -> list[Chip]:
    """An open safety path before everything; then an interpreter, since it changes every booking (R-045); then alerts in force."""
    found = [_safety(case, path, len(members) > 1) for path in open_safety_paths(case)]
    found += [_interpreter(m.person.standing) for m in members if m.person.standing.interpreter_needed]
    alerts = Alert.objects.in_force().filter(case=case).select_related("person")
    for alert in alerts:
        topic = alert.get_topic_display()
        if alert.person and len(members) > 1:
            topic = _("%(topic)s (%(name)s)") % {"topic": topic, "name": alert.person.name}
        until = _("%(what)s (looked at again on %(date)s)") % {
            "what": alert.what_to_do,
            "date": formats.short_date(alert.review_on),
        }
        found.append(Chip(topic, until))
    return found


def _safety(case: Case, path: SafetyPath, household: bool) -> Chip:
    said = {"name": path.person.standing.name, "time": formats.instant(path.opened_at)}
    topic = _("Safety (%(name)s)") % said if household else _("Safety")
    if path.level == SafetyLevel.HIGH:
        text = _("Stay with the person. Open since %(time)s; not closed without a disposition.") % said
    else:
        text = _("Act now. Open since %(time)s; not closed without a disposition.") % said
    return Chip(topic, text, reverse("cases:safety", args=[case.id]), True)


def _interpreter(person: Person) -> Chip:
    if not person.language:
        return Chip(_("Interpreter"), _("needed for %(name)s") % {"name": person.name})
    try:
        language = str(get_language_info(person.language)["name_translated"])
    except KeyError:
        language = person.language
    return Chip(_("Interpreter"), _("%(language)s, for %(name)s") % {"language": language, "name": person.name})
