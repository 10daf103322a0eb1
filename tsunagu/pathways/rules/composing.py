"""Which rules follow from these layers? Their union, whatever the order.

Only `without` takes away, with a reason, and never from law or safety.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from tsunagu.pathways.rules.clocks import Clock
from tsunagu.pathways.rules.layers import Layer
from tsunagu.pathways.rules.needs import DutiesAre
from tsunagu.pathways.rules.questions import ALWAYS, Condition
from tsunagu.pathways.rules.reading import PathwayError, hint
from tsunagu.pathways.rules.rulesets import GateNeed, Ruleset


def compose(layers: Iterable[Layer]) -> Ruleset:
    layers = sorted(layers, key=lambda layer: layer.id)
    clocks, problems = _union(layers)
    gates = _gates(layers)
    problems += _forbidden(layers, clocks)
    problems += _unknown_topics(gates, {clock.duty for clock in clocks.values()})
    if problems:
        raise PathwayError(problems)
    for layer in layers:
        for id_ in layer.without:
            _take_away(clocks, id_, layer)
    return Ruleset(tuple(clocks[id_] for id_ in sorted(clocks)), gates, {layer.id: layer.name for layer in layers})


def _take_away(clocks: dict[str, Clock], id_: str, layer: Layer) -> None:
    """For every case, or only while the layer that takes it away applies."""
    if layer.while_ is ALWAYS or id_ not in clocks:
        clocks.pop(id_, None)
        return
    clock = clocks[id_]
    elsewhere = Condition("all", (clock.while_, Condition("not", (layer.while_,))))
    clocks[id_] = replace(clock, while_=elsewhere, reads=clock.reads | layer.governed_by)


def _union(layers: list[Layer]) -> tuple[dict[str, Clock], list[str]]:
    clocks: dict[str, Clock] = {}
    problems = []
    for layer in layers:
        for clock in layer.clocks:
            if clock.id in clocks:
                problems.append(f"{layer.id}: two clocks are called {clock.id}")
            clocks[clock.id] = clock
    return clocks, problems


def _gates(layers: list[Layer]) -> dict[str, tuple[GateNeed, ...]]:
    """Needs of one gate from all layers add up, in the order of layers."""
    gates: dict[str, list[GateNeed]] = defaultdict(list)
    for layer in layers:
        for act, needs in layer.gates.items():
            gates[act].extend(needs)
    return {act: tuple(needs) for act, needs in sorted(gates.items())}


def _forbidden(layers: list[Layer], clocks: dict[str, Clock]) -> list[str]:
    safe = {layer.id for layer in layers if layer.kind == "safety"}
    problems = []
    for layer in layers:
        for id_ in layer.without:
            if id_ not in clocks:
                problems.append(f"{layer.id}: without.{id_}: no such clock{hint(id_, clocks)}")
            elif clocks[id_].legal or clocks[id_].layer in safe:
                problems.append(f"{layer.id}: without.{id_}: a clock of law or safety cannot be taken away")
    return problems


def _unknown_topics(gates: dict[str, tuple[GateNeed, ...]], topics: set[str]) -> list[str]:
    """A gate that asks about duties nobody can ever owe would always open."""
    return [
        f"{gate.layer}: gates.{act}: no duty is called “{need.topic}”{hint(need.topic, topics)}"
        for act, needs in gates.items()
        for gate in needs
        for need in gate.needs
        if isinstance(need, DutiesAre) and need.topic not in topics
    ]
