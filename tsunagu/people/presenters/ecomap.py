"""The map of those who help, as boxes and lines, and as a table: who serves what (R-041, R-111)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tsunagu.core.errors import Words
from tsunagu.people.choices import ActsAs
from tsunagu.people.models import InformalSupport, Person, Relation
from tsunagu.people.presenters.genogram import WIDEST, Label, Stroke, tie_strokes
from tsunagu.people.presenters.records import lang_of
from tsunagu.people.queries import Link, Relative
from tsunagu.people.rules.ecomap import BOX_HEIGHT, BOX_WIDTH, Place, arrange
from tsunagu.people.rules.lettering import lines_of, width_of
from tsunagu.ui import formats

INSIDE = BOX_WIDTH - 20
MOST_LINES = 3
SORTS: dict[str, Words] = {
    "family": gettext_lazy("Family and friends"),
    "informal": gettext_lazy("Help from outside services"),
    "formal": gettext_lazy("Services"),
    "health": gettext_lazy("Health care"),
}
# How strong a line is, in the order of the key. A service that is planned stands as a weak line until it begins.
STRENGTHS: dict[str, Words] = {
    "close": pgettext_lazy("strength of a tie", "Strong"),
    "plain": pgettext_lazy("strength of a tie", "Ordinary"),
    "distant": pgettext_lazy("strength of a tie", "Weak"),
    "planned": pgettext_lazy("strength of a tie", "Planned"),
    "conflict": pgettext_lazy("strength of a tie", "Strained"),
    "cut_off": pgettext_lazy("strength of a tie", "Broken off"),
}


@dataclass(frozen=True)
class Box:
    x: str
    y: str
    middle: str
    labels: list[Label]


@dataclass(frozen=True)
class TieRow:
    """A line of the table: who, what, how often, how the two get on, and where it is known from."""

    strength: Words
    who: str
    lang: str
    what: str
    how_often: str
    sort: Words
    since: str
    known_from: str
    url: str


@dataclass(frozen=True)
class Ecomap:
    width: int
    height: int
    x: str
    y: str
    radius: str
    centre: list[Label]
    boxes: list[Box]
    strokes: list[Stroke]
    tips: list[Stroke]
    rows: list[TieRow]
    key: list[tuple[str, Words]]


def family_link(relative: Relative) -> Link:
    """A relative who does something for the person, or of whom it is known how they get on."""
    row: Relation = relative.relation
    does = [str(ActsAs(code).label) for code in relative.acts_as]
    what = " · ".join([str(relative.kind.label), *does])
    url = reverse("people:person_page", args=[relative.person.id]) if relative.person else ""
    return Link(relative.name, what, "family", tie=row.tie, url=url, note=row.note, since=row.since)


def informal_link(support: InformalSupport) -> Link:
    return Link(
        support.who,
        support.what,
        "informal",
        how_often=support.how_often,
        tie=support.tie,
        since=support.since,
        note=support.note,
    )


def ecomap(first: Sequence[Person], links: Sequence[Link]) -> Ecomap:
    """One box for each who helps, however much they do; the table has a line for each thing they do."""
    centre = _centre(first)
    radius = max(64.0, 12 + hypot(max(width_of(text) for text, *_ in centre) / 2, 9 * len(centre)))
    helpers = _helpers(links)
    plan = arrange(len(helpers), radius=radius)
    boxes: list[Box] = []
    strokes: list[Stroke] = []
    tips: list[Stroke] = []
    for place, links_of_one in zip(plan.places, helpers, strict=True):
        boxes.append(_box(place, links_of_one))
        strength = _strength(links_of_one[0])
        drawn = {"planned": "distant"}.get(strength, strength)
        strokes += tie_strokes(drawn, [(place.from_x, place.from_y), (place.to_x, place.to_y)])
        if strength not in ("cut_off", "conflict"):
            tips.append(Stroke(_tip(place), "tip-weak" if drawn == "distant" else "tip"))
    return Ecomap(
        width=round(plan.width),
        height=round(plan.height),
        x=f"{plan.x:.0f}",
        y=f"{plan.y:.0f}",
        radius=f"{plan.radius:.0f}",
        centre=[Label(f"{plan.y + (n - (len(centre) - 1) / 2) * 18 + 5:.0f}", *one) for n, one in enumerate(centre)],
        boxes=boxes,
        strokes=strokes,
        tips=tips,
        rows=[_row(link) for links_of_one in helpers for link in links_of_one],
        key=[(name, words) for name, words in STRENGTHS.items() if name in {_strength(h[0]) for h in helpers}],
    )


def _helpers(links: Sequence[Link]) -> list[list[Link]]:
    """By who it is, in the order of the table: family, neighbours, services, health care."""
    order = {sort: n for n, sort in enumerate(SORTS)}
    found: dict[tuple[str, str], list[Link]] = {}
    for link in sorted(links, key=lambda one: order[one.sort]):
        found.setdefault((link.sort, link.who.casefold()), []).append(link)
    # What runs comes before what is only planned: it decides how the line is drawn.
    return [sorted(group, key=lambda one: one.planned) for group in found.values()]


def _centre(first: Sequence[Person]) -> list[tuple[str, str, str]]:
    lines: list[tuple[str, str, str]] = []
    for person in first[:5]:
        lines += [(text, "b", lang_of(person.name)) for text in lines_of(person.name, WIDEST)]
    if len(first) > 5:
        lines.append((_("and %(n)s more") % {"n": len(first) - 5}, "s", ""))
    return lines


def _strength(link: Link) -> str:
    return "planned" if link.planned else link.tie or "plain"


def _box(place: Place, links: Sequence[Link]) -> Box:
    link = links[0]
    texts = [(text, "b", lang_of(link.who)) for text in lines_of(link.who, INSIDE)[: MOST_LINES - 1]]
    what = _("%(what)s and %(n)s more") % {"what": link.what, "n": len(links) - 1} if len(links) > 1 else link.what
    pieces, room = lines_of(what, INSIDE, 13), MOST_LINES - len(texts)
    if len(pieces) > room:  # the whole is in the table
        pieces = [*pieces[: room - 1], f"{pieces[room - 1][:-1]}…"]
    texts += [(piece, "s", lang_of(what)) for piece in pieces]
    start = place.y - (len(texts) - 1) * 9 + 5
    labels = [Label(f"{start + n * 18:.0f}", *one) for n, one in enumerate(texts)]
    return Box(f"{place.x - BOX_WIDTH / 2:.0f}", f"{place.y - BOX_HEIGHT / 2:.0f}", f"{place.x:.0f}", labels)


def _tip(place: Place) -> str:
    """Help goes to the person: a point at the circle's edge."""
    far = hypot(place.to_x - place.from_x, place.to_y - place.from_y) or 1
    dx, dy = (place.to_x - place.from_x) / far, (place.to_y - place.from_y) / far
    x, y = place.from_x, place.from_y
    one, two = (x + dx * 13 - dy * 7, y + dy * 13 + dx * 7), (x + dx * 13 + dy * 7, y + dy * 13 - dx * 7)
    return f"M{x:.1f} {y:.1f}L{one[0]:.1f} {one[1]:.1f}L{two[0]:.1f} {two[1]:.1f}z"


def _row(link: Link) -> TieRow:
    said = [link.known_from, link.note]
    return TieRow(
        strength=STRENGTHS[_strength(link)],
        who=link.who,
        lang=lang_of(link.who),
        what=link.what,
        how_often=link.how_often,
        sort=SORTS[link.sort],
        since=formats.full_date(link.since) if link.since else "",
        known_from=" · ".join(text for text in said if text),
        url=link.url,
    )
