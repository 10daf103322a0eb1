"""`tsunagu import fhir PATH…`: R4 Bundles and NDJSON are taken into one organisation."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.core.errors import Refused
from tsunagu.fhir.importing import bundles, opening
from tsunagu.fhir.importing.files import File, files_of
from tsunagu.fhir.importing.heeding import heed
from tsunagu.fhir.importing.items import Item, is_fhir, item_of
from tsunagu.fhir.importing.judging import Problem
from tsunagu.fhir.importing.reading import Bundle, Unreadable, holds_lines, lines, read_document, read_line
from tsunagu.fhir.importing.references import Book
from tsunagu.fhir.importing.settling import settle
from tsunagu.fhir.importing.taking import Taken, Taking
from tsunagu.fhir.importing.tally import NOT_READ, Tally
from tsunagu.identity.models import Organisation
from tsunagu.people.rules.secret_numbers import mask_resident_numbers

UTF_16 = {b"\xff\xfe", b"\xfe\xff"}
MEGABYTE = 1024 * 1024


class WrongUse(Exception):
    """The command cannot begin."""


def main(args: argparse.Namespace) -> int:
    """0 all taken in, 1 something refused, 2 wrong use."""
    try:
        by, organisation = _organisation(getattr(args, "organisation", None) or settings.DEFAULT_ORGANISATION)
        with translation.override(organisation.language), acting(by):
            return Import(args, by, organisation).run()
    except WrongUse as error:
        print(f"tsunagu import fhir: {error}", file=sys.stderr)
        return 2


class Import:
    """One run over all its files. Transactions that refer to files still to come are tried again after the others."""

    def __init__(self, args: argparse.Namespace, by: Actor, organisation: Organisation) -> None:
        self.args, self.by, self.organisation = args, by, organisation
        self.largest = int(args.max_bundle * MEGABYTE)
        self.quiet = not sys.stderr.isatty()
        self.tally = Tally(say=self._say)
        self.books: dict[str, Book] = {}
        self.later: list[File] = []

    def run(self) -> int:
        check(self.by, Permission.IMPORT_RUN)
        files = self._files()
        opener = self._opener()
        sources = list(dict.fromkeys(file.source for file in files))
        self._say(
            _("Into %(organisation)s, from %(sources)s")
            % {"organisation": self.organisation.name, "sources": ", ".join(sources)}
        )
        start = time.monotonic()
        self._must_be_alone(sources)
        with self._trial():
            self._take(files)
            for source in sources:
                settle(self._taking(source, ""), self.tally)
            seconds = time.monotonic() - start
            opened = opener.open(sources, self.tally) if opener else None
            heed(sources, self.tally, self.by)
        self._report(seconds, opened)
        return 1 if self.tally.refused or (opened and opened.refused) else 0

    # -- before it begins -----------------------------------------------------------------------------------------

    def _files(self) -> list[File]:
        missing = [str(path) for path in self.args.paths if not path.exists()]
        if missing:
            raise WrongUse(_("there is no %(paths)s") % {"paths": ", ".join(missing)})
        files = files_of(self.args.paths, self.args.source)
        if not files:
            raise WrongUse(_("there is no JSON and no NDJSON in these folders"))
        return files

    def _opener(self) -> opening.Opener | None:
        if not self.args.open and not self.args.worker:
            return None
        if not (self.args.open and self.args.worker):
            raise WrongUse(_("--open and --for belong together: --open PROGRAMME --for LOGIN"))
        try:
            with transaction.atomic():
                return opening.opener(self.args.open, self.args.worker, by=self.by)
        except Refused as refusal:
            raise WrongUse(str(refusal.reason)) from None

    def _must_be_alone(self, sources: list[str]) -> None:
        """Two imports of one source at once would register its people twice. The lock ends with the connection."""
        with connection.cursor() as cursor:
            for source in sources:
                name = f"import fhir {self.organisation.id} {source}"
                cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
                if not cursor.fetchone()[0]:
                    raise WrongUse(_("another import from %(source)s is running") % {"source": source})

    @contextmanager
    def _trial(self) -> Iterator[None]:
        """A dry run does everything, and keeps nothing."""
        if not self.args.dry_run:
            yield
            return
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    # -- file by file ---------------------------------------------------------------------------------------------

    def _take(self, files: list[File]) -> None:
        with tqdm(
            total=sum(file.size for file in files), unit="B", unit_scale=True, disable=self.quiet, leave=False
        ) as progress:
            self.progress = progress
            waiting = files
            while waiting:
                self.later = []
                before = len(waiting)
                for file in waiting:
                    progress.set_description(f"  {file.name[:40]}")
                    self._file(file, again=waiting is not files)
                waiting = self.later
                if len(waiting) == before:  # nothing new has come: these lead nowhere
                    self._last(waiting)
                    break

    def _last(self, files: list[File]) -> None:
        self.later = []
        for file in files:
            self._file(file, again=True, last=True)

    def _file(self, file: File, *, again: bool = False, last: bool = False) -> None:
        try:
            if holds_lines(file.path):
                self._lines(file)
            elif file.size > self.largest:
                raise Unreadable(self._too_large(file.size))
            else:
                self._document(file, last)
                self.progress.update(0 if again else file.size)
        except (Unreadable, OSError) as error:
            reason = str(error.reason) if isinstance(error, Unreadable) else str(error.strerror)
            self.tally.refuse(file.name, NOT_READ, [Problem("", reason)])

    def _lines(self, file: File) -> None:
        """However long the file, one chunk of it is held."""
        taking, others = self._taking(file.source, file.name), 0

        def items() -> Iterator[Item]:
            nonlocal others
            with file.path.open("rb") as stream:
                if stream.peek(2)[:2] in UTF_16:
                    raise Unreadable(_("it is UTF-16; R4 JSON is written in UTF-8"))
                for number, raw, size in lines(stream, self.largest):
                    self.progress.update(size)
                    try:
                        entry = read_line(raw, number) if raw is not None else None
                    except Unreadable as error:
                        self.tally.refuse(_place(file, number, True), NOT_READ, [Problem("", str(error.reason))])
                        continue
                    if entry is None:
                        problem = Problem("", self._too_large(size))
                        self.tally.refuse(_place(file, number, True), NOT_READ, [problem])
                    elif not is_fhir(entry.resource):
                        others += 1
                    elif entry.resource["resourceType"] == "Bundle":
                        self._line_of_many(file, raw)
                    else:
                        yield item_of(entry)

        for chunk in bundles.chunks(items()):
            self._tell(file, taking.take_apart(chunk), in_lines=True)
        if others:
            said = ngettext("%(n)d line is not FHIR", "%(n)d lines are not FHIR", others) % {"n": others}
            self.tally.line(_("passed over"), file.name, said)

    def _line_of_many(self, file: File, raw: bytes | None) -> None:
        document = read_document(raw or b"")
        if isinstance(document, Bundle):
            self._bundle(file, document, last=True)

    def _document(self, file: File, last: bool) -> None:
        document = read_document(file.path.read_bytes())
        if isinstance(document, Bundle):
            self._bundle(file, document, last)
        elif is_fhir(document.resource):
            self._tell(file, self._taking(file.source, file.name).take_apart([item_of(document)]))
        else:
            self.tally.line(_("passed over"), file.name, _("it is JSON, but not FHIR"))

    def _bundle(self, file: File, bundle: Bundle, last: bool) -> None:
        taking = self._taking(file.source, file.name, bundles.context_of(bundle))
        if faults := bundles.faults_of(bundle):
            self._refuse_whole(file, bundle, [(None, fault) for fault in faults])
        elif bundle.kind != "transaction":
            for taken in bundles.take_apart(bundle, taking):
                self._tell(file, taken)
        else:
            try:
                self._tell(file, bundles.take_whole(bundle, taking))
            except bundles.NotTaken as refusal:
                self._refuse_whole(file, bundle, refusal.problems)
            except bundles.Unresolved as refusal:
                if last:
                    self._refuse_whole(file, bundle, refusal.problems)
                else:
                    self.later.append(file)

    def _taking(self, source: str, file: str, context: str = "") -> Taking:
        book = self.books.setdefault(source, Book(source, self.by))
        return Taking(source, mask_resident_numbers(file), book, self.by, context)

    # -- what is said ---------------------------------------------------------------------------------------------

    def _tell(self, file: File, taken: Taken, *, in_lines: bool = False) -> None:
        self.tally.masked.update(taken.masked)
        for (type_, outcome), number in taken.outcomes.items():
            self.tally.count(type_, outcome, number)
        for refusal in taken.refused:
            place = _place(file, refusal.number, in_lines, refusal.key)
            self.tally.refuse(place, refusal.type, refusal.problems)

    def _refuse_whole(self, file: File, bundle: Bundle, problems: Any) -> None:
        """All of its entries count as refused; the faults are named with their entries."""
        for type_, number in bundles.types_of(bundle).items():
            self.tally.count(type_, "refused", number)
        if not bundle.slots:
            self.tally.count("Bundle", "refused")
        for entry, problem in bundles.first_of(problems):
            reason = f"{problem.path}: {problem.reason}" if problem.path else problem.reason
            self.tally.line(_("refused as a whole"), _place(file, entry), reason)

    def _report(self, seconds: float, opened: opening.Opened | None) -> None:
        self._say("")
        for line in [*self.tally.table(), *self.tally.notes(), *(opened.notes() if opened else ())]:
            self._say(line)
        rate = self.tally.read / seconds if seconds else 0
        said = {"n": f"{self.tally.read:,}", "seconds": f"{seconds:.1f}", "rate": f"{rate:,.0f}"}
        self._say(_("%(n)s resources in %(seconds)s seconds, %(rate)s a second.") % said)
        if self.args.dry_run:
            self._say(_("This was a trial: nothing is kept."))

    def _too_large(self, size: int) -> str:
        said = {"size": f"{size / MEGABYTE:.1f}", "most": f"{self.args.max_bundle:g}"}
        return _("it has %(size)s MB, and at most %(most)s MB are read at once (--max-bundle)") % said

    def _say(self, text: str) -> None:
        tqdm.write(text, file=sys.stdout)


def _place(file: File, number: int | None, in_lines: bool = False, key: str = "") -> str:
    where = "" if number is None else _("line %(n)d") % {"n": number} if in_lines else _("entry %(n)d") % {"n": number}
    return " | ".join(filter(None, (file.name, where, key)))


def _organisation(given: str) -> tuple[Actor, Organisation]:
    """By name or id; unnamed, the only one there is, or the only one that speaks English."""
    with connection.cursor() as cursor:
        cursor.execute("select id, language from fhir_organisations_named(%s)", [given])
        found: list[tuple[UUID, str]] = cursor.fetchall()
    if len(found) > 1 and not given:
        found = [row for row in found if row[1] == "en"]
    if len(found) != 1:
        said = {"name": given}
        raise WrongUse(
            _("no organisation is called “%(name)s”") % said
            if given
            else _("say which organisation: --organisation NAME")
        )
    with acting(system_in(found[0][0])), transaction.atomic():
        organisation = Organisation.objects.get(id=found[0][0])
    return system_in(organisation.id, zone=organisation.zone, language=organisation.language), organisation
