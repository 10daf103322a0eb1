"""Which sentences are there to translate, and which still are not? Behind `bin/messages`.

Each room has catalogues of its own. They carry no dates and no line numbers, so that they change only when a sentence
does, and nothing is guessed: a new sentence arrives untranslated.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from babel.messages.pofile import read_po

from tsunagu.core.catalogues import ROOMS

LANGUAGES = ("ja", "ko")
OPTIONS = ("--no-location", "--no-obsolete", "--ignore=tests", "--verbosity=0")
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
READ = {".py", ".html", ".txt", ".po"}
NO_GETTEXT = "Gathering sentences needs gettext. Debian and Ubuntu: apt install gettext"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if anything is missing")
    args = parser.parse_args()
    if not shutil.which("xgettext"):
        print(NO_GETTEXT, file=sys.stderr)
        return 2
    _set_up()
    if not args.check:
        gather(ROOMS)
    problems = [*(changed() if args.check else ()), *untranslated()]
    print("\n".join(problems) or "Every sentence is translated.")
    return 1 if problems else 0


def changed() -> Iterator[str]:
    """Catalogues that gathering would change, found out on a copy."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory) / ROOMS.name
        shutil.copytree(ROOMS, copy, ignore=_all_but_texts)
        gather(copy)
        for made in _catalogues(copy):
            committed = ROOMS / made.relative_to(copy)
            if not committed.exists() or committed.read_bytes() != made.read_bytes():
                yield f"{committed.relative_to(ROOMS.parent)}: sentences have changed; run bin/messages"


def untranslated() -> Iterator[str]:
    for catalogue in _catalogues(ROOMS):
        with catalogue.open("rb") as file:
            for message in read_po(file, locale=catalogue.parts[-3]):
                texts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
                if message.id and (message.fuzzy or not all(texts)):
                    state = "a guess (fuzzy)" if message.fuzzy else "not translated"
                    yield f"{catalogue.relative_to(ROOMS.parent)}: {state}: {message.id!r}"


def gather(rooms: Path) -> None:
    """Bring the catalogues of every room up to date with its sources."""
    from django.core.management.commands import makemessages

    class Gather(makemessages.Command):
        msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    for room in sorted(path for path in rooms.iterdir() if (path / "__init__.py").exists()):
        for language in LANGUAGES:
            _begin(room / "locale" / language / "LC_MESSAGES" / "django.po")
        with chdir(room):
            Gather().run_from_argv(
                ["bin/messages", "makemessages", *(f"--locale={language}" for language in LANGUAGES), *OPTIONS]
            )
    for catalogue in _catalogues(rooms):
        _settle(catalogue)
    for room in rooms.glob("*/locale"):
        _remove_if_empty(room)


def _begin(catalogue: Path) -> None:
    """An empty catalogue where there is none: gettext then merges, and knows how many plurals the language has."""
    if not catalogue.exists():
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        catalogue.write_text(HEADER.format(language=catalogue.parts[-3]), encoding="utf-8")


def _settle(catalogue: Path) -> None:
    """A header that never changes; a catalogue without sentences goes."""
    _, _, body = catalogue.read_text(encoding="utf-8").partition("\n\n")
    if body.strip():
        header = HEADER.format(language=catalogue.parts[-3])
        catalogue.write_text(f"{header}\n{body.strip()}\n", encoding="utf-8")
    else:
        catalogue.unlink()


def _remove_if_empty(locale: Path) -> None:
    if not any(path.is_file() for path in locale.rglob("*")):
        shutil.rmtree(locale)


def _catalogues(rooms: Path) -> list[Path]:
    return sorted(rooms.glob("*/locale/*/LC_MESSAGES/*.po"))


def _all_but_texts(folder: str, names: list[str]) -> set[str]:
    paths = [Path(folder, name) for name in names]
    return {path.name for path in paths if not path.is_dir() and path.suffix not in READ} | {"__pycache__"}


def _set_up() -> None:
    """makemessages wants settings, and no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
