"""FHIR R4 Questionnaires are taken in from files: `tsunagu import instrument FILE…` and the page that loads one come here.

A file is a Questionnaire, a Bundle of them, or a ZIP archive; value sets that lie beside them are used. Each document is kept or refused
by itself, with file, path and reason.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands.load_instrument import load_instrument
from tsunagu.assessment.models import InstrumentVersion
from tsunagu.assessment.queries.instruments import instrument_of
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.core.errors import Refused
from tsunagu.core.words import in_language
from tsunagu.identity.models import Organisation

LARGEST = 20 * 1024 * 1024  # of one document, unpacked
MOST_FILES = 2000  # in one archive


@dataclass(frozen=True)
class Taken:
    """What became of one document: its version, or the reasons it was refused, each with its path."""

    where: str
    version: InstrumentVersion | None = None
    reasons: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        return in_language(self.version.title) if self.version else ""

    @property
    def unhonoured(self) -> int:
        return len(instrument_of(self.version).unhonoured) if self.version else 0


@dataclass(frozen=True)
class Found:
    """One JSON document and where it lay; `wrong` says why it is none."""

    where: str
    document: Any = None
    wrong: str = ""


def take_bytes(name: str, content: bytes, *, by: Actor) -> list[Taken]:
    """One uploaded file."""
    return take(list(_unpacked(name, content)), by=by)


def take(found: list[Found], *, by: Actor) -> list[Taken]:
    """Every Questionnaire among the documents, each in a transaction of its own. Other resources are passed over."""
    check(by, Permission.IMPORT_RUN)
    inside = [one for document in found for one in _resources(document)]
    sets = {one.document["url"]: one.document for one in inside if _is(one, "ValueSet") and one.document.get("url")}
    taken = [_take(one, sets, by) for one in inside if one.wrong or _is(one, "Questionnaire")]
    return taken or [
        Taken(one.where, None, (("resourceType", _("There is no Questionnaire in it.")),)) for one in found
    ]


def _take(one: Found, sets: Mapping[str, Any], by: Actor) -> Taken:
    if one.wrong:
        return Taken(one.where, None, (("", one.wrong),))
    try:
        with transaction.atomic():
            version = load_instrument(one.document, by=by, file_name=one.where, value_sets=sets)
    except Refused as refusal:
        reasons = tuple((str(missing.says), str(missing.why)) for missing in refusal.missing)
        return Taken(one.where, None, reasons or (("", str(refusal.reason)),))
    return Taken(one.where, version)


def _is(one: Found, kind: str) -> bool:
    return isinstance(one.document, dict) and one.document.get("resourceType") == kind


def _resources(one: Found) -> Iterator[Found]:
    """The document itself, or the resources of a Bundle."""
    if not _is(one, "Bundle"):
        yield one
        return
    entries = one.document.get("entry")
    for n, entry in enumerate(entries if isinstance(entries, list) else ()):
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict):
            yield Found(f"{one.where}: entry[{n}].resource", resource)


def _unpacked(name: str, content: bytes) -> Iterator[Found]:
    """What lies in a file: itself, or the JSON documents of an archive."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield _read(name, content)
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [one for one in archive.infolist() if one.filename.casefold().endswith(".json") and not one.is_dir()]
        if len(members) > MOST_FILES:
            yield Found(name, None, _("The archive holds more than %(most)s documents.") % {"most": MOST_FILES})
            return
        for member in members:
            if member.file_size > LARGEST:
                yield Found(f"{name}: {member.filename}", None, _too_large())
            else:
                yield _read(f"{name}: {member.filename}", archive.read(member))


def _read(where: str, content: bytes) -> Found:
    if len(content) > LARGEST:
        return Found(where, None, _too_large())
    try:
        return Found(where, json.loads(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        return Found(where, None, _("This is no JSON: %(why)s") % {"why": error})


def _too_large() -> str:
    return _("It is larger than %(most)s megabytes.") % {"most": LARGEST // 1024 // 1024}


def documents_in(paths: Iterable[Path]) -> Iterator[Found]:
    """Files as they are, folders with everything in them that may hold a questionnaire."""
    for path in paths:
        inside = (
            sorted(p for p in path.rglob("*") if p.suffix.casefold() in (".json", ".zip")) if path.is_dir() else [path]
        )
        for file in inside:
            yield from _unpacked(str(file), file.read_bytes())


def main(args: argparse.Namespace) -> int:
    """0 all taken in, 1 something refused, 2 wrong use."""
    if missing := [str(path) for path in args.paths if not path.exists()]:
        return _wrong_use(_("There is no such file: %(names)s") % {"names": ", ".join(missing)})
    organisation_id = _organisation(getattr(args, "organisation", None) or settings.DEFAULT_ORGANISATION)
    if organisation_id is None:
        return _wrong_use(_("Say which organisation: --organisation NAME"))
    with acting(system_in(organisation_id)), transaction.atomic():
        organisation = Organisation.objects.get(id=organisation_id)
    by = system_in(organisation_id, zone=organisation.zone, language=organisation.language)
    with translation.override(organisation.language), acting(by), transaction.atomic():
        taken = take(list(documents_in(args.paths)), by=by)
        if args.dry_run:
            transaction.set_rollback(True)
        return _say(taken, dry_run=args.dry_run)


def _organisation(given: str) -> UUID | None:
    """By name or id; without either, the only one there is."""
    with connection.cursor() as cursor:
        cursor.execute("select people_organisation_named(%s)", [given])
        found = cursor.fetchall()
    return found[0][0] if len(found) == 1 else None


def _wrong_use(what: str) -> int:
    print(f"tsunagu import instrument: {what}", file=sys.stderr)
    return 2


def _say(taken: list[Taken], *, dry_run: bool) -> int:
    refused = [one for one in taken if one.version is None]
    for one in taken:
        if one.version is None:
            for path, reason in one.reasons:
                print(
                    _("Refused: %(file)s: %(path)s: %(reason)s")
                    % {"file": one.where, "path": path or "–", "reason": reason}
                )
            continue
        known = {"file": one.where, "title": one.title, "version": one.version.version}
        print(_("Taken in: %(file)s: %(title)s, version %(version)s") % known)
        for unable in instrument_of(one.version).unhonoured:
            print(f"    {unable.path}: {unable.what} ({unable.reason})")
    total = len(taken) - len(refused)
    print(ngettext("%(n)s instrument taken in", "%(n)s instruments taken in", total) % {"n": total}, end="; ")
    print(ngettext("%(n)s refused", "%(n)s refused", len(refused)) % {"n": len(refused)})
    if dry_run:
        print(_("Nothing was kept: this was a trial."))
    return 1 if refused else 0
