"""Where is most support needed? Six domains, each answered for ability and for support, 0 to 4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DOMAINS = ("medical", "communication", "mobility", "work_learning", "behaviour", "community_living")
FULL = 4


@dataclass(frozen=True)
class Domain:
    """`ability` 0 (not at all) to 4 (fully), `support` 0 (none needed) to 4 (all the time); None where nobody has said."""

    code: str
    ability: int | None
    support: int | None

    @property
    def weight(self) -> int:
        """How much it calls for help: the support needed, and what the person cannot do. 0 to 8."""
        return (self.support or 0) + (FULL - self.ability if self.ability is not None else 0)

    @property
    def answered(self) -> bool:
        return self.ability is not None and self.support is not None

    @property
    def calls_for_service(self) -> bool:
        """Regular support or more is needed: propose what could give it."""
        return (self.support or 0) >= 2


def rank_domains(domains: Iterable[Domain]) -> list[Domain]:
    """The one that needs most support first; among equals the one with less ability; unanswered last."""
    order = {code: n for n, code in enumerate(DOMAINS)}

    def key(domain: Domain) -> tuple[bool, int, int, int]:
        ability = FULL if domain.ability is None else domain.ability
        return not domain.answered, -(domain.support or 0), ability, order.get(domain.code, len(order))

    return sorted(domains, key=key)
