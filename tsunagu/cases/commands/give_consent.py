"""Consent given and withdrawn, and what was told to others on the strength of it, or of another ground."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import (
    ConsentHow,
    ConsentPurpose,
    ConsentSigner,
    DataClass,
    DisclosureGround,
    RecipientKind,
)
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, moment_of, of_day, record
from tsunagu.cases.events import ConsentGiven, ConsentRevoked, DisclosureMade
from tsunagu.cases.models import Consent, Disclosure
from tsunagu.cases.queries import consent_for, refuse_stranger
from tsunagu.cases.rules import Regime, load_regimes
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.core.words import in_language


@transaction.atomic
def give_consent(
    *,
    case_id: UUID,
    person_id: UUID,
    purpose: ConsentPurpose,
    scope: str,
    how: ConsentHow,
    given_on: date,
    by: Actor,
    regime: str = "",
    recipient_kinds: Collection[RecipientKind] = (),
    recipients: str = "",
    data_classes: Collection[DataClass] = (),
    language: str = "",
    explained: Collection[str] = (),
    signer: ConsentSigner = ConsentSigner.PERSON,
    signer_name: str = "",
    family_agrees: str = "",
    until: date | None = None,
    copy_given: bool = False,
    document_id: UUID | None = None,
) -> Consent:
    """One purpose at a time, under the law it is taken by: what that law asks for is asked for here."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    refuse_stranger(case, person_id)
    moment_of(given_on, case.zone)
    if until and until < given_on:
        raise Refused(_("It would end before it began."), field="until")
    if not scope.strip():
        raise Refused(_("Write to what the person consents, as it was said to them."), field="scope")
    if purpose == ConsentPurpose.SHARE and not (recipients.strip() or recipient_kinds):
        raise Refused(_("Say who may receive it: names, or what kind of recipient."), field="recipients")
    if signer != ConsentSigner.PERSON and not signer_name.strip():
        raise Refused(_("Write the name of who consents for the person."), field="signer_name")
    consent = Consent(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        purpose=purpose,
        regime=regime,
        recipient_kinds=sorted(recipient_kinds),
        recipients=recipients.strip(),
        data_classes=sorted(data_classes),
        scope=scope.strip(),
        language=language,
        explained=sorted(explained),
        how=how,
        signer=signer,
        signer_name=signer_name.strip(),
        family_agrees=family_agrees.strip(),
        given_on=given_on,
        until=until,
        copy_given=copy_given,
        document_id=document_id,
        by_id=by.id,
        by_name=by.name,
    )
    if regime:
        refuse_by_regime(consent, load_regimes().get(regime))
    consent.save(force_insert=True)
    event = ConsentGiven(ConsentPurpose(purpose), until, str(ConsentHow(how)))  # type: ignore[arg-type]
    record(
        case,
        Happening(event, of_day(given_on, case.zone), [person_id], consent.id),
        by=by,
        verb="give_consent",
        purpose=str(purpose),
    )
    return consent


def refuse_by_regime(consent: Consent, regime: Regime | None) -> None:
    """What the law of this consent asks: the kinds of data it may cover, the fields it needs, the things that must be told."""
    if regime is None:
        raise Refused(_("Choose the form of consent."), field="regime")
    if not consent.data_classes:
        raise Refused(_("Choose which kinds of information it covers."), field="data_classes")
    if consent.purpose not in regime.purposes:
        raise Refused(_("This form of consent is not for this purpose. Choose another form."), field="regime")
    if not regime.fits(consent.purpose, consent.data_classes):
        raise Refused(
            _("Some of this information needs a consent of its own. Record it under its own form."),
            field="data_classes",
        )
    if regime.written and consent.how != ConsentHow.SIGNATURE:
        raise Refused(_("Here the law asks for consent in writing."), field="how")
    empty = [name for name in regime.needs if not getattr(consent, name)]
    if empty:
        raise Refused(_("%(form)s asks for this.") % {"form": in_language(regime.title)}, field=empty[0])
    untold = [key for key in regime.tells if key not in consent.explained]
    if untold:
        raise Refused(
            _("Tell the person this too, then tick it: %(what)s.") % {"what": in_language(regime.tells[untold[0]])},
            field="explained",
        )


@transaction.atomic
def revoke_consent(consent_id: UUID, *, reason: str, by: Actor, on: date | None = None) -> Consent:
    """Withdrawn: from that day nothing rests on it. What was told before stays told, and is on record."""
    check(by, Permission.CASE_WORK)
    case = locked(Consent.objects.values_list("case_id", flat=True).get(id=consent_id))
    consent = Consent.objects.get(id=consent_id)
    if consent.revoked_at is not None:
        raise Refused(_("This consent was withdrawn already."))
    day = on or today(case.zone)
    moment_of(day, case.zone)
    if day < consent.given_on:
        raise Refused(_("It was given later than that."), field="on")
    consent.revoked_on, consent.revoked_at = day, now()
    consent.revoked_by_name, consent.revoked_reason = by.name, reason.strip()
    consent.save(update_fields=["revoked_on", "revoked_at", "revoked_by_name", "revoked_reason"])
    if not Consent.objects.in_force(day).filter(person_id=consent.person_id, purpose=consent.purpose).exists():
        event = ConsentRevoked(ConsentPurpose(consent.purpose))
        record(
            case,
            Happening(event, of_day(day, case.zone), [consent.person_id], consent.id),
            by=by,
            verb="revoke_consent",
        )
    return consent


@transaction.atomic
def record_disclosure(
    *,
    case_id: UUID,
    person_id: UUID,
    at: datetime,
    recipient: str,
    recipient_kind: RecipientKind,
    what: str,
    why: str,
    by: Actor,
    purpose: ConsentPurpose = ConsentPurpose.SHARE,
    data_classes: Collection[DataClass] = (),
    ground: DisclosureGround = DisclosureGround.CONSENT,
    ground_reason: str = "",
    address: str = "",
) -> Disclosure:
    """Information about the person went to somebody. Refused without consent, unless an emergency or a law is named (R-043)."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_stranger(case, person_id)
    for field, value in (("recipient", recipient), ("what", what), ("why", why)):
        if not value.strip():
            raise Refused(_("Write to whom, what, and for what purpose."), field=field)
    consent = refuse_without_consent(
        person_id,
        purpose,
        recipient=recipient,
        kind=recipient_kind,
        data_classes=data_classes,
        ground=ground,
        reason=ground_reason,
        on=at.astimezone(ZoneInfo(case.zone)).date(),
    )
    disclosure = Disclosure.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        at=at,
        recipient=recipient.strip(),
        recipient_kind=recipient_kind,
        address=address.strip(),
        what=what.strip(),
        why=why.strip(),
        ground=ground,
        ground_reason="" if consent else ground_reason.strip(),
        consent=consent,
        by_id=by.id,
        by_name=by.name,
    )
    event = DisclosureMade(str(DisclosureGround(ground)))  # type: ignore[arg-type]
    record(case, Happening(event, at, [person_id], disclosure.id), by=by, verb="record_disclosure")
    return disclosure


def refuse_without_consent(
    person_id: UUID,
    purpose: ConsentPurpose,
    *,
    recipient: str = "",
    kind: str = "",
    data_classes: Collection[DataClass] = (),
    ground: DisclosureGround = DisclosureGround.CONSENT,
    reason: str = "",
    on: date | None = None,
) -> Consent | None:
    """The consent this rests on; none where an emergency or a law is the ground, with its reason. Otherwise `Refused` (R-043)."""
    if ground != DisclosureGround.CONSENT:
        if not reason.strip():
            raise Refused(_("Write what the emergency was, or which law."), field="ground_reason")
        return None
    consent = consent_for(person_id, purpose, recipient=recipient, kind=kind, data_classes=data_classes, on=on)
    if consent is None:
        raise Refused(
            _("No consent in force covers this. Record the consent first, or name the emergency or the law."),
            field="ground",
        )
    return consent
