"""Engines: where stages of shape *each* run. Work does not know its engine.

An engine maps a prepared function over batches of values and gives, for each batch, as many
outcomes as it had values. `Serial` runs here. `Processes` runs in workers of its own: a worker
that hangs or dies costs only the value it had in hand, which is set aside with that reason.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from broadsheet.model import Block, Failed, Outcome, Span, Statement, Text, Version
from broadsheet.pipeline.guard.guarding import guarded, late

V = TypeVar("V")

# The first value also waits for its worker to start and to load what it needs.
START_SECONDS = 60.0

# The name of a function that prepares a worker: "package.module:function", called without arguments.
Preparation = str


class Engine(Protocol):
    """A map over batches. Outcomes come back in the order of the values, batch by batch."""

    def map(self, preparation: Preparation, batches: Iterable[Sequence[Any]]) -> Iterator[list[Outcome[Any]]]: ...

    def close(self) -> None: ...


class Serial:
    """Runs in this process, one batch after the other; each value may compute for `item_seconds` (0: without a limit)
    before it is set aside."""

    def __init__(self, *, item_seconds: float = 0.0) -> None:
        self._item_seconds = item_seconds

    def map(self, preparation: Preparation, batches: Iterable[Sequence[Any]]) -> Iterator[list[Outcome[Any]]]:
        work = prepared(preparation)
        for batch in batches:
            yield [_outcome(work, value, self._item_seconds) for value in batch]

    def close(self) -> None:
        return None


def prepared(preparation: Preparation) -> Callable[[Sequence[Any]], list[Outcome[Any]]]:
    """The function that a preparation gives: models and heavy imports are loaded by this call."""
    module, _, name = preparation.partition(":")
    work: Callable[[Sequence[Any]], list[Outcome[Any]]] = getattr(import_module(module), name)()
    return work


# What goes through the pipes by the hundred.
_NOUNS = (Block, Span, Statement, Text, Version)


def _pack_by_fields() -> None:
    """Lets these nouns be packed as their fields in order: the way that dataclasses have of themselves takes twice as
    long, and an article has 200 of them."""
    for noun in _NOUNS:
        ForkingPickler.register(noun, _by_fields(noun))


def _by_fields(noun: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    values = attrgetter(*(each.name for each in fields(noun)))
    return lambda value: (noun, values(value))


@dataclass(slots=True)
class _Job:
    number: int
    values: list[Any]
    outcomes: list[Outcome[Any]] = field(default_factory=list)


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: _Job | None = None
    deadline: float = 0.0
    warm: bool = False


class Processes:
    """Runs in `workers` processes; each value may take `item_seconds` before it is set aside.

    A worker sends one outcome at a time, so that when it hangs or dies, all that it had finished
    is kept and the rest of its batch goes to a new worker.
    """

    def __init__(self, *, workers: int, item_seconds: float) -> None:
        self._count = max(1, workers)
        self._item_seconds = item_seconds
        self._workers: list[_Worker] = []
        self._preparation: Preparation = ""
        # A fresh interpreter for each worker: forking is not sound once servers run in threads here.
        self._context = multiprocessing.get_context("spawn")
        _pack_by_fields()

    def map(self, preparation: Preparation, batches: Iterable[Sequence[Any]]) -> Iterator[list[Outcome[Any]]]:
        if preparation != self._preparation:
            self.close()
            self._preparation = preparation
        jobs = (_Job(number, list(batch)) for number, batch in enumerate(batches))
        waiting: deque[_Job] = deque()
        finished: dict[int, _Job] = {}
        following, exhausted = 0, False
        try:
            while True:
                # No more than two batches a worker are taken ahead, so that memory stays bounded.
                while not exhausted and len(waiting) + len(finished) < 2 * self._count:
                    job = next(jobs, None)
                    exhausted = job is None
                    if job is not None:
                        waiting.append(job)
                self._hand_out(waiting)
                while following in finished:
                    yield finished.pop(following).outcomes
                    following += 1
                if not any(worker.job for worker in self._workers):
                    if exhausted and not waiting and not finished:
                        return
                    continue
                self._collect(waiting, finished)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        for worker in self._workers:
            _end(worker)
        self._workers = []

    def _hand_out(self, waiting: deque[_Job]) -> None:
        for worker in self._workers:
            if waiting and worker.job is None:
                self._give(worker, waiting.popleft())
        while waiting and len(self._workers) < self._count:
            worker = self._start()
            self._workers.append(worker)
            self._give(worker, waiting.popleft())

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._preparation), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker, job: _Job) -> None:
        if not job.values:
            raise ValueError("an engine is given no empty batch")
        worker.job = job
        worker.deadline = time.monotonic() + self._item_seconds + (0.0 if worker.warm else START_SECONDS)
        # A worker that died while it was idle shows when its pipe is read.
        with suppress(OSError):
            worker.pipe.send(job.values[len(job.outcomes) :])

    def _collect(self, waiting: deque[_Job], finished: dict[int, _Job]) -> None:
        busy = [worker for worker in self._workers if worker.job]
        soonest = min(worker.deadline for worker in busy)
        ready = wait([worker.pipe for worker in busy], timeout=max(0.0, soonest - time.monotonic()))
        for worker in busy:
            job = worker.job
            assert job is not None
            reason = "timeout" if time.monotonic() >= worker.deadline else ""
            if worker.pipe in ready:
                try:
                    job.outcomes.append(worker.pipe.recv())
                    reason = ""
                    worker.warm = True
                    worker.deadline = time.monotonic() + self._item_seconds
                except (EOFError, OSError):
                    reason = "worker-died"
            if reason:
                self._replace(worker, reason, waiting, finished)
            elif len(job.outcomes) == len(job.values):
                finished[job.number] = job
                worker.job = None

    def _replace(self, worker: _Worker, reason: str, waiting: deque[_Job], finished: dict[int, _Job]) -> None:
        """Sets aside the value that the worker had in hand and puts back the rest of its batch."""
        job = worker.job
        assert job is not None
        _end(worker)
        self._workers.remove(worker)
        died = Failed(reason, "the worker process ended", again=False)
        job.outcomes.append(late(self._item_seconds) if reason == "timeout" else died)
        if len(job.outcomes) < len(job.values):
            waiting.appendleft(job)
        else:
            finished[job.number] = job


def _outcome(work: Callable[[Sequence[Any]], list[Outcome[Any]]], value: Any, seconds: float = 0.0) -> Outcome[Any]:
    """The outcome of one value: the round and the worker outlive any."""
    return guarded(lambda: work([value])[0], "pure", seconds=seconds)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def _serve(pipe: Connection, preparation: Preparation) -> None:
    """A worker: outcomes one by one for each batch it is sent, until the pipe closes."""
    import signal

    # Ctrl-C reaches every process of the terminal; only the coordinator decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _pack_by_fields()
    work = prepared(preparation)
    # What was loaded stays as long as the worker: the collector need not go through it again and again.
    gc.freeze()
    while True:
        try:
            values = pipe.recv()
        except (EOFError, OSError):
            return
        for value in values:
            pipe.send(_outcome(work, value))


def engine(workers: int, *, item_seconds: float) -> Engine:
    """`Processes` for more than one worker (0: one for each core), else `Serial`."""
    count = workers or os.cpu_count() or 1
    return Processes(workers=count, item_seconds=item_seconds) if count > 1 else Serial(item_seconds=item_seconds)


def batches(values: Sequence[V], size: int) -> Iterator[Sequence[V]]:
    """The values in runs of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
