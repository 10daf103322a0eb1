"""Deriving every duty again from the ledger, as after a change of pathways. To the same horizon it gives the same rows."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction
from tqdm import tqdm

from tsunagu.cases.commands.duties import horizon_of, read_together, work_out
from tsunagu.cases.models import Case

BATCH = 200


def rebuild_duties(case_ids: Sequence[UUID], *, horizon: datetime | None = None) -> int:
    """Some cases in one transaction, each locked first, in the order of their ids so that two rebuilds never wait in a ring."""
    with transaction.atomic(), uncollected():
        cases = list(Case.objects.select_for_update(of=("self",)).filter(id__in=case_ids).order_by("id"))
        read_together(cases)
        for case in cases:
            work_out(case, horizon=horizon or case.duties_until or horizon_of(case))
    return len(case_ids)


@contextmanager
def uncollected() -> Iterator[None]:
    """A batch makes tens of thousands of objects that are all still in use: looking for garbage among them took a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def main(args: argparse.Namespace) -> int:
    """`tsunagu rebuild`: one case, some, or all, as the owner. Batches are small, so that the work of the day goes on beside it."""
    ids = (
        [UUID(id_) for id_ in args.case]
        if args.case
        else list(Case.objects.order_by("id").values_list("id", flat=True))
    )
    found = Case.objects.filter(id__in=ids[:1]).exists() if args.case else True
    if not found:
        print("No case has this id.")
        return 1
    done = 0
    with tqdm(total=len(ids), unit=" cases", disable=None) as bar:
        for batch in batches(ids):
            done += rebuild_duties(batch)
            bar.update(len(batch))
    print(f"Rebuilt the duties of {done} cases.")
    return 0


def batches(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
