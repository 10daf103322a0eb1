"""A document joins the case: kept under an opaque name, with its size and fingerprint, so that nobody can swap it unseen."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import PurePath
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import DocumentType
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import DocumentAdded
from tsunagu.cases.models import Document
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7

LARGEST = 20 * 1024 * 1024
# What a browser may be told it is: nothing that could run in one. The first bytes must say the same where the format has such.
KINDS: dict[str, tuple[str, bytes]] = {
    ".pdf": ("application/pdf", b"%PDF"),
    ".png": ("image/png", b"\x89PNG"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".tif": ("image/tiff", b""),
    ".tiff": ("image/tiff", b""),
    ".heic": ("image/heic", b""),
    ".txt": ("text/plain", b""),
    ".csv": ("text/csv", b""),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ".odt": ("application/vnd.oasis.opendocument.text", b"PK"),
    ".hwpx": ("application/haansofthwpx", b"PK"),
    ".hwp": ("application/x-hwp", b"\xd0\xcf\x11\xe0"),
}


@transaction.atomic
def add_document(
    *,
    case_id: UUID,
    file: File[bytes],
    type: DocumentType,
    title: str,
    dated: date,
    by: Actor,
    from_whom: str = "",
    person_id: UUID | None = None,
) -> Document:
    """Keep a file on the case. Refused when it is too large, or of a kind that could do something when opened."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    if dated > today(case.zone):
        raise Refused(_("This day has not come yet. Give the date that is on the document."), field="dated")
    name = PurePath(file.name or "").name
    ending = PurePath(name).suffix.lower()
    content_type = _content_type(file, ending)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    document = Document(
        id=uuid7(),
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        type=type,
        title=title.strip() or name,
        dated=dated,
        from_whom=from_whom.strip(),
        name=name,
        content_type=content_type,
        size=file.size,
        sha256=digest.hexdigest(),
        added_by_id=by.id,
        added_by_name=by.name,
    )
    file.seek(0)
    document.file.save(f"{document.id}{ending}", file, save=False)
    document.save(force_insert=True)
    event = DocumentAdded(str(type))
    happening = Happening(event, None, [person_id] if person_id else [], document.id)
    record(case, happening, by=by, verb="add_document", title=document.title, type=str(type))
    return document


def _content_type(file: File[bytes], ending: str) -> str:
    if file.size > LARGEST:
        raise Refused(_("The file is larger than 20 MB. Make it smaller, or add it in parts."), field="file")
    if not file.size:
        raise Refused(_("The file is empty."), field="file")
    if ending not in KINDS:
        raise Refused(
            _("Files of this kind are not taken. Use PDF, a picture, a text or an office document."), field="file"
        )
    content_type, beginning = KINDS[ending]
    file.seek(0)
    if not file.read(8).startswith(beginning):
        raise Refused(
            _("The file is not what its name says it is. Save it again in its program, or as PDF."), field="file"
        )
    file.seek(0)
    return content_type
