"""Documents that are drawn from the code, so that they cannot disagree with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils.translation import override

from tsunagu.access.permissions import Permission
from tsunagu.access.roles import ROLES
from tsunagu.core.kinds import Kind, kinds

ROOT = Path(__file__).resolve().parents[2]
MADE = "<!-- Made by `tsunagu docs`; change the code, not this page. -->"


def facts() -> str:
    """The closed vocabulary: every kind of fact and its qualifiers."""
    lines = ["# Facts", "", MADE, "", "| fact | what people read | room | qualifiers |", "|---|---|---|---|"]
    lines += [
        f"| `{k.name}` | {k.title} | {k.event.__module__.split('.')[1]} | {_qualifiers(k)} |" for k in kinds().values()
    ]
    return "\n".join([*lines, "", *_notes()]) + "\n"


def _qualifiers(kind: Kind) -> str:
    return "; ".join(
        f"`{name}`: {', '.join(f'`{v}`' for v in type_) if isinstance(type_, list) else type_}"
        for name, type_ in kind.qualifiers.items()
    )


def _notes() -> Iterator[str]:
    timed = ", ".join(f"`{k.name}`" for k in kinds().values() if k.timed)
    by_hand = ", ".join(f"`{k.name}`" for k in kinds().values() if k.by_hand)
    walled = ", ".join(f"`{k.name}`" for k in kinds().values() if k.walled)
    yield f"**Need a time, not only a date** (clocks count hours from them): {timed}."
    yield ""
    yield f"**May be recorded by hand** from the case file: {by_hand}."
    yield ""
    yield f"**Walled**, kept apart from the ordinary case: {walled}."


def permissions() -> str:
    """Who may do what, as one table."""
    roles = list(ROLES)
    lines = ["# Permissions", "", MADE, ""]
    lines += [f"* **{role.label}.** {ROLES[role].who}" for role in roles]
    lines += [
        "",
        "| permission | " + " | ".join(str(role.label) for role in roles) + " |",
        "|---|" + "---|" * len(roles),
    ]
    lines += [
        f"| `{permission}` | " + " | ".join("yes" if permission in ROLES[role].may else "" for role in roles) + " |"
        for permission in Permission
    ]
    return "\n".join(lines) + "\n"


def rooms() -> str:
    """The map of rooms: each with the first sentence of its README."""
    lines = ["# Rooms", "", MADE, "", "| room | what it is for |", "|---|---|"]
    for readme in sorted((ROOT / "tsunagu").glob("*/README.md")):
        text = [
            line
            for line in readme.read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")
        ]
        lines.append(
            f"| [`{readme.parent.name}`](../tsunagu/{readme.parent.name}/README.md) | {text[0] if text else ''} |"
        )
    return "\n".join(lines) + "\n"


DOCUMENTS: dict[str, Callable[[], str]] = {"facts.md": facts, "permissions.md": permissions, "rooms.md": rooms}


def made() -> Iterator[tuple[Path, str]]:
    """Each document's path and what should stand there."""
    with override("en"):
        for name, make in DOCUMENTS.items():
            yield ROOT / "docs" / name, make()
