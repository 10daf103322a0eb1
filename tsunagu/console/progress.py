"""How far is it? What a command shows while it works."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from tqdm import tqdm

T = TypeVar("T")


class Progress(Protocol):
    """Wraps what is gone through: `for agency in progress(agencies, "Agencies")`."""

    def __call__(self, items: Iterable[T], says: str) -> Iterable[T]: ...


def bar(items: Iterable[T], says: str) -> Iterable[T]:
    """A bar on the terminal; silent where nobody watches (a pipe, a log)."""
    return tqdm(items, desc=f"  {says}", disable=not sys.stderr.isatty(), leave=False)


def silent(items: Iterable[T], says: str) -> Iterable[T]:
    return items


@contextmanager
def step(says: str) -> Iterator[None]:
    """One line for one step, with the seconds it took."""
    start = time.monotonic()
    if sys.stdout.isatty():
        print(f"  … {says}", end="\r", flush=True)
    yield
    print(f"  ✓ {says} ({time.monotonic() - start:.1f} s)", flush=True)
