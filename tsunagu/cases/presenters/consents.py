"""What a screen says about consent: what is in force, what has ended, what was told to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagu.cases.choices import DataClass, RecipientKind
from tsunagu.cases.models import Case, Consent, Disclosure, Member
from tsunagu.cases.queries import members_of
from tsunagu.cases.rules import Regime, load_regimes
from tsunagu.core.clock import today
from tsunagu.core.words import in_language
from tsunagu.people.queries import ids_of
from tsunagu.ui import formats

ENDS_SOON = 60  # days in which an end is worth saying


@dataclass(frozen=True)
class ConsentLine:
    id: UUID
    person: str
    person_lang: str
    purpose: str
    form: str
    recipients: str
    information: str
    given: date
    until: date | None
    ends_soon: bool
    state: str
    words: str
    url: str


def consents_of(case: Case, members: Sequence[Member] | None = None) -> list[Consent]:
    """Of everybody in the case, wherever it was recorded: a person's consent goes with the person."""
    members = members_of(case) if members is None else members
    people = [id_ for member in members for id_ in ids_of(member.person.standing)]
    return list(Consent.objects.filter(person_id__in=people).select_related("person").order_by("-given_on", "-id"))


def consent_lines(case: Case, members: Sequence[Member] | None = None) -> tuple[list[ConsentLine], list[ConsentLine]]:
    """Those in force, and those that ended or were withdrawn."""
    on = today(case.zone)
    lines = [(consent.is_in_force(on), _line(consent, on, case)) for consent in consents_of(case, members)]
    return [line for current, line in lines if current], [line for current, line in lines if not current]


def _line(consent: Consent, on: date, case: Case) -> ConsentLine:
    regime = load_regimes().get(consent.regime)
    state, words = _state(consent, on)
    return ConsentLine(
        id=consent.id,
        person=consent.person.name,
        person_lang=consent.person.name_lang,
        purpose=consent.get_purpose_display(),
        form=in_language(regime.title) if regime else "",
        recipients=recipients_words(consent),
        information=_listing(DataClass(c).label for c in consent.data_classes),
        given=consent.given_on,
        until=consent.until,
        ends_soon=state == "soon",
        state=state,
        words=words,
        url=reverse("cases:consent", args=[case.id, consent.id]),
    )


def _state(consent: Consent, on: date) -> tuple[str, str]:
    if consent.revoked_on:
        return "stop", _("Withdrawn on %(date)s") % {"date": formats.short_date(consent.revoked_on)}
    if consent.until and consent.until < on:
        return "stop", _("Ended on %(date)s") % {"date": formats.short_date(consent.until)}
    if consent.given_on > on:
        return "later", _("From %(date)s") % {"date": formats.short_date(consent.given_on)}
    if consent.until and (consent.until - on).days <= ENDS_SOON:
        return "soon", _("Ends %(date)s") % {"date": formats.short_date(consent.until)}
    return "met", _("In force")


def recipients_words(consent: Consent) -> str:
    return _listing([*consent.names, *(RecipientKind(kind).label for kind in consent.recipient_kinds)])


def one_consent(consent: Consent) -> list[dict[str, str]]:
    """One consent, as `c-facts` shows it."""
    regime = load_regimes().get(consent.regime)
    told = (
        _listing(in_language(regime.tells[key]) for key in consent.explained if key in regime.tells) if regime else ""
    )
    found = [
        (_("Form"), in_language(regime.title) if regime else ""),
        (_("Law"), regime.source if regime else ""),
        (_("Person"), consent.person.name),
        (_("To what"), consent.scope),
        (_("Who may receive it"), recipients_words(consent)),
        (_("Which information"), _listing(DataClass(c).label for c in consent.data_classes)),
        (_("The person was told"), told),
        (_("How"), f"{consent.get_how_display()}"),
        (_("Who consents"), _listing([consent.get_signer_display(), consent.signer_name])),
        (_("Family member who agrees too"), consent.family_agrees),
        (_("Given on"), formats.full_date(consent.given_on)),
        (_("Valid until"), formats.full_date(consent.until) if consent.until else _("No end was set")),
        (_("Copy"), _("The person has a copy") if consent.copy_given else _("No copy given yet")),
        (_("Recorded by"), consent.by_name),
        (_("Withdrawn on"), formats.full_date(consent.revoked_on) if consent.revoked_on else ""),
        (_("Reason"), consent.revoked_reason),
        (_("Goes with every copy"), in_language(regime.travels) if regime and regime.travels else ""),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def disclosure_lines(case: Case) -> list[Disclosure]:
    people = [id_ for member in members_of(case) for id_ in ids_of(member.person.standing)]
    return list(Disclosure.objects.filter(person_id__in=people).select_related("person", "consent")[:100])


def glance(case: Case, members: Sequence[Member] | None = None) -> str:
    """For the glance bar: "4 current · 1 ends 12 Dec"."""
    current, _ended = consent_lines(case, members)
    ending = sorted(line.until for line in current if line.until and line.ends_soon)
    if not current:
        return _("None")
    count = ngettext("%(count)s current", "%(count)s current", len(current)) % {"count": len(current)}
    if not ending:
        return count
    ends = ngettext("%(count)s ends %(date)s", "%(count)s end from %(date)s", len(ending)) % {
        "count": len(ending),
        "date": formats.short_date(ending[0]),
    }
    return f"{count} · {ends}"


def regimes_here(case: Case) -> list[Regime]:
    """The forms of consent of the case's law; a place the library does not know is offered the general ones."""
    here = [regime for regime in load_regimes().values() if case.jurisdiction in regime.jurisdictions]
    return here or [regime for regime in load_regimes().values() if "us" in regime.jurisdictions]


def regime_for(case: Case, code: str, purpose: str) -> Regime:
    """The form that was asked for, else the first that serves the purpose. The most particular form is the last."""
    here = regimes_here(case)
    serving = [regime for regime in here if purpose in regime.purposes]
    narrowest = min(serving, key=lambda regime: len(regime.purposes), default=here[0])
    return next((regime for regime in here if regime.code == code), narrowest)


def regime_choices(case: Case, chosen: Regime) -> list[dict[str, object]]:
    return [
        {"code": regime.code, "title": in_language(regime.title), "current": regime is chosen, "source": regime.source}
        for regime in regimes_here(case)
    ]


def _listing(words: Iterable[object]) -> str:
    return " · ".join(str(word) for word in words if word)
