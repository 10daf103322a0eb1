"""Loading an instrument, and retiring one: what was loaded is never changed, so that results stay what they were."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import Origin
from tsunagu.assessment.models import InstrumentRetirement, InstrumentVersion
from tsunagu.assessment.queries.instruments import shelf
from tsunagu.assessment.rules.instruments import Instrument
from tsunagu.assessment.rules.instruments.kin import recognised
from tsunagu.assessment.rules.instruments.reading import Unreadable, fingerprint, read_questionnaire
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Missing, Refused


@transaction.atomic
def load_instrument(
    document: Mapping[str, Any],
    *,
    by: Actor,
    file_name: str = "",
    value_sets: Mapping[str, Any] | None = None,
) -> InstrumentVersion:
    """Keep a FHIR R4 Questionnaire as a version of an instrument. The same document again gives the version that is here.

    Refused when it cannot be understood (`missing` lists every reason with its path), and when this version is here with other content.
    """
    check(by, Permission.IMPORT_RUN)
    organisation_id = by.organisation
    sets = _used(document, value_sets or {})
    try:
        instrument = recognised(read_questionnaire(document, sets), shelf())
    except Unreadable as unreadable:
        problems = [Missing(path, what, "") for path, what in unreadable.problems]
        raise Refused(_("This questionnaire cannot be used."), field="file", missing=problems) from unreadable
    digest = fingerprint({**document, "": sets} if sets else document)
    here = _here(instrument, organisation_id)
    if here is not None:
        if here.fingerprint == digest:
            return here
        raise Refused(
            _("Version %(version)s of this instrument is here with other content. Give the changed one a new version.")
            % {"version": instrument.version},
            field="file",
        )
    version = InstrumentVersion.objects.create(
        organisation_id=organisation_id,
        code=instrument.code,
        version=instrument.version,
        language=instrument.language,
        title=dict(instrument.title),
        url=instrument.url,
        origin=Origin.QUESTIONNAIRE,
        document=json.dumps(document, ensure_ascii=False),
        value_sets=sets,
        fingerprint=digest,
        file_name=file_name,
        loaded_by_id=by.id,
        loaded_by_name=by.name,
    )
    record_act(by, "load_instrument", version, instrument=instrument.code, version=instrument.version, file=file_name)
    return version


def _here(instrument: Instrument, organisation_id: UUID) -> InstrumentVersion | None:
    return InstrumentVersion.objects.filter(
        organisation_id=organisation_id, code=instrument.code, version=instrument.version, language=instrument.language
    ).first()


def _used(document: Mapping[str, Any], value_sets: Mapping[str, Any]) -> dict[str, Any]:
    """Those that the questionnaire names, or that those take in."""
    text, found = json.dumps(document), {}
    waiting = [url for url in value_sets if url in text]
    while waiting:
        url = waiting.pop()
        if url not in found:
            found[url] = value_sets[url]
            inner = json.dumps(value_sets[url])
            waiting += [other for other in value_sets if other in inner and other not in found]
    return found


def keep_shipped(instrument: Instrument, *, organisation_id: UUID, by: Actor) -> InstrumentVersion:
    """The row of a shipped instrument, made when it is first used here: part of the command that uses it."""
    here = _here(instrument, organisation_id)
    if here is not None:
        return here
    text = shelf().texts[instrument.code, instrument.version]
    return InstrumentVersion.objects.create(
        organisation_id=organisation_id,
        code=instrument.code,
        version=instrument.version,
        language=instrument.language,
        title=dict(instrument.title),
        url=instrument.url,
        origin=Origin.SHIPPED,
        document=text,
        fingerprint=fingerprint({"document": text}),
        loaded_by_id=by.id,
        loaded_by_name=by.name,
    )


@transaction.atomic
def retire_instrument(version_id: UUID, *, reason: str, by: Actor) -> InstrumentRetirement:
    """It is not offered any more; responses on it stay readable and keep their scores."""
    check(by, Permission.IMPORT_RUN)
    version = InstrumentVersion.objects.get(id=version_id)
    if InstrumentRetirement.objects.filter(version=version).exists():
        raise Refused(_("This version is retired already."))
    if not reason.strip():
        raise Refused(_("Write why it is not to be used any more."), field="reason")
    retirement = InstrumentRetirement.objects.create(
        organisation_id=version.organisation_id, version=version, reason=reason.strip(), by_id=by.id, by_name=by.name
    )
    record_act(by, "retire_instrument", retirement, instrument=version.code, version=version.version)
    return retirement
