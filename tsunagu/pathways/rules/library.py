"""What is in force, and what are things called? The layers of today and of before, with the names they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from tsunagu.pathways.rules.caseloads import Arrangements, Caseload, combine
from tsunagu.pathways.rules.composing import compose
from tsunagu.pathways.rules.layers import KINDS, STAGES, Assessment, Layer, Stage
from tsunagu.pathways.rules.reading import PathwayError
from tsunagu.pathways.rules.rulesets import Ruleset
from tsunagu.pathways.rules.vocabulary import Vocabulary, Words

Pins = Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Library:
    vocabulary: Vocabulary
    layers: tuple[Layer, ...]  # of today
    archive: Mapping[tuple[str, int], Layer] = field(default_factory=dict)
    _rules: dict[frozenset[tuple[str, int]], Ruleset] = field(default_factory=dict, repr=False)

    # -- rules -------------------------------------------------------------------------------------------------

    def rules_for(self, pins: Pins | None = None) -> Ruleset:
        """The rules of a case that began with these versions. A layer that is not pinned speaks as it does today."""
        today = self.current_versions()
        older = frozenset((id_, version) for id_, version in (pins or {}).items() if today.get(id_) != version)
        if older not in self._rules:
            self._rules[older] = compose(self._pinned(dict(older)))
        return self._rules[older]

    def _pinned(self, older: Pins) -> list[Layer]:
        gone = [f"{id_}: version {v} is not in the library" for id_, v in older.items() if (id_, v) not in self.archive]
        if gone:
            raise PathwayError(sorted(gone))
        today = [layer for layer in self.layers if layer.kind != "staff" and layer.id not in older]
        return today + [self.archive[pin] for pin in older.items()]

    def staff_rules(self) -> Ruleset:
        """Rules over a worker's own ledger, composed apart: a gate about licences must not shut every case."""
        return compose(layer for layer in self.layers if layer.kind == "staff")

    def current_versions(self) -> dict[str, int]:
        """What a case that begins today is pinned to."""
        return {layer.id: layer.version for layer in self.layers if layer.kind != "staff"}

    def layer(self, id_: str) -> Layer:
        return self._by_id[id_]

    @cached_property
    def _by_id(self) -> Mapping[str, Layer]:
        return {layer.id: layer for layer in self.layers}

    def layers_for(self, **properties: Any) -> list[Layer]:
        """The layers that apply to a case with these properties, the general before the particular."""
        found = [layer for layer in self.layers if layer.kind != "staff" and layer.speaks_for(properties)]
        return sorted(found, key=lambda layer: (-KINDS.index(layer.kind), layer.id))

    # -- what things are called --------------------------------------------------------------------------------

    def programmes(self) -> dict[str, Words]:
        return self._titled("programme")

    def models(self) -> dict[str, Words]:
        return self._titled("model")

    def _titled(self, kind: str) -> dict[str, Words]:
        """Each value of a property with the title of the layer that is about it most closely."""
        titles: dict[str, Words] = {}
        for value in self.vocabulary.properties[kind].values:
            about = [layer for layer in self.layers if layer.kind == kind and layer.is_about(kind, value)]
            if about:
                titles[value] = min(about, key=lambda layer: (len(layer.while_.among), layer.id)).title
        return titles

    def stages(self, programme: str | None) -> list[Stage]:
        """The stages a programme shows, in order, under its own names."""
        return [
            stage for code in STAGES if not (stage := self._stage(programme, code)).hidden and not stage.merged_into
        ]

    def shown_stage(self, programme: str | None, code: str) -> str:
        """The stage under which another one's facts are shown."""
        return self._stage(programme, code).merged_into or code

    def stage_name(self, programme: str | None, code: str, lang: str) -> str:
        stage = self._stage(programme, self.shown_stage(programme, code))
        return (stage.title or self._common("stages", stage.code))[lang]

    def _stage(self, programme: str | None, code: str) -> Stage:
        stage = next((x.stages[code] for x in self._of(programme) if code in x.stages), Stage(code))
        return stage if stage.title else replace(stage, title=self._common("stages", code))

    def plan_title(self, programme: str | None, lang: str) -> str:
        return next((x.plan_title for x in self._of(programme) if x.plan_title), self._common("common", "plan"))[lang]

    def person_label(self, programme: str | None, lang: str) -> str:
        return next((x.person for x in self._of(programme) if x.person), self._common("common", "person"))[lang]

    def tier_name(self, programme: str | None, tier: str, lang: str) -> str:
        return next((x.tiers[tier] for x in self._of(programme) if tier in x.tiers), self._common("tiers", tier))[lang]

    def _of(self, programme: str | None) -> list[Layer]:
        return [x for x in self.layers if programme and x.is_about("programme", programme)]

    def _common(self, group: str, name: str) -> Words:
        return self.vocabulary.words[group][name]

    # -- what a case like this needs ---------------------------------------------------------------------------

    def required_assessments(self, **properties: Any) -> dict[str, Assessment]:
        """Before a plan may be activated, each current for the shortest time that any layer asks for."""
        found: dict[str, Assessment] = {}
        for layer in self.layers_for(**properties):
            for code, assessment in layer.assessments.items():
                if code not in found or _shorter(assessment, found[code]):
                    found[code] = assessment
        return found

    def sections(self, **properties: Any) -> dict[str, Words]:
        """The plan sections that must be written, beside goals and services."""
        return {code: title for layer in self.layers_for(**properties) for code, title in layer.sections.items()}

    def caseload_for(
        self, programme: str | None, model: str | None, arrangements: Arrangements | None = None
    ) -> Caseload:
        """What a case of this programme and model weighs by tier, and the cap the arrangements at the agency allow."""
        layers = self.layers_for(programme=programme, model=model)
        return combine((layer.caseload for layer in layers if layer.caseload), arrangements or {})

    def links(self) -> dict[str, list[str]]:
        """Every URL name a gate points to, with the gates that do: a test above resolves each of them."""
        found: dict[str, list[str]] = {}
        for rules in (self.rules_for(), self.staff_rules()):
            for act, needs in rules.gates.items():
                for name in sorted({need.mend.partition("?")[0] for need in needs if need.mend}):
                    found.setdefault(name, []).append(act)
        return dict(sorted(found.items()))


def _shorter(one: Assessment, other: Assessment) -> bool:
    if one.current_for is None:
        return False
    return other.current_for is None or one.current_for.rough_days < other.current_for.rough_days
