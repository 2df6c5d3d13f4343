"""Work of stages of shape *each*: in batches to the engine, suspects alone, the outcomes in the order of the values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from broadsheet.model import Outcome
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.engine import worker
from broadsheet.pipeline.engine.engines import batches
from broadsheet.pipeline.guard import aside

V = TypeVar("V")

BATCH = 8  # pages handed to a worker at once: small, so that the last worker is not waited for
BATCH_BYTES = 4_000_000  # payload after which a batch is full
WRITES = 50  # values whose results are kept in one transaction: workers have few batches ahead while it is written


def in_runs(
    context: Context, hands: aside.Hands, values: Sequence[V], key: Callable[[V], str], prepared: Callable[[V], object]
) -> Iterator[tuple[Sequence[V], list[Outcome[Any]]]]:
    """The values with the outcomes of their works, as many at once as are written together; meanwhile the workers go
    on with the next. A suspect is worked on while nothing else is, one that is to be set aside not at all."""
    suspects = hands.suspects()

    def work_of(value: V) -> object:
        return worker.NoWork(aside.ASIDE) if aside.is_aside(suspects.get(key(value), 0)) else prepared(value)

    def works(run: Sequence[V]) -> Iterator[list[object]]:
        for few in batches(run, BATCH):
            hands.take([key(value) for value in few])
            yield from _filled(map(work_of, few))

    for run in aside.apart(values, suspects, key):
        outcomes = (outcome for batch in context.engine.map(worker.PREPARATION, works(run)) for outcome in batch)
        for some in batches(run, WRITES):
            yield some, list(islice(outcomes, len(some)))
        # An engine that is asked for no more than it has would take its workers for abandoned.
        next(outcomes, None)


def _filled(works: Iterable[object]) -> Iterator[list[object]]:
    """The works in one batch, or in several where they are large: some batches are in memory at once."""
    batch: list[object] = []
    size = 0
    for work in works:
        batch.append(work)
        size += len(work.capture.payload) if isinstance(work, worker.ReadWork) else 0
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
