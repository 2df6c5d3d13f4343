"""What any engine promises: as many outcomes as values, in their order, whichever runs; and what only processes can."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import count

import pytest

from broadsheet.flow import stages
from broadsheet.model import Failed, Made, Outcome
from broadsheet.pipeline.engine import worker
from broadsheet.pipeline.engine.engines import Engine, Processes, Serial, batches, engine
from broadsheet.text.textblocks import build
from tests.statements.versions import version

STUDIED = tuple(each for each in stages("round") if each.name in ("copies", "statements"))
HERE = "tests.contract.test_engine:prepare"


def prepare() -> Callable[[Sequence[int]], list[Outcome[int]]]:
    def work(values: Sequence[int]) -> list[Outcome[int]]:
        return [one(value) for value in values]

    def one(value: int) -> Outcome[int]:
        if value == 13:
            time.sleep(60)
        if value == 17:
            os._exit(9)
        if value == 19:
            raise ValueError("nineteen")
        return Made(value * value)

    return work


@pytest.fixture(params=["serial", "processes"])
def any_engine(request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    made: Engine = Serial() if request.param == "serial" else Processes(workers=2, item_seconds=5)
    yield made
    made.close()


def test_outcomes_come_back_in_order(any_engine: Engine) -> None:
    values = [n for n in range(60) if n not in (13, 17, 19)]
    found = [outcome for batch in any_engine.map(HERE, batches(values, 7)) for outcome in batch]
    assert found == [Made(n * n) for n in values]


def test_each_batch_gives_its_own_list(any_engine: Engine) -> None:
    assert list(any_engine.map(HERE, [[1, 2], [3]])) == [[Made(1), Made(4)], [Made(9)]]
    assert list(any_engine.map(HERE, [])) == []


def test_batches_are_taken_as_they_are_needed(any_engine: Engine) -> None:
    """A hundred thousand pages are never in memory at once."""
    taken = 0

    def endless() -> Iterator[list[int]]:
        nonlocal taken
        for number in count():
            taken += 1
            yield [number % 10]

    running = any_engine.map(HERE, endless())
    assert [next(running) for _ in range(3)] == [[Made(0)], [Made(1)], [Made(4)]]
    assert taken < 50
    running.close()  # type: ignore[attr-defined]


def test_the_real_rooms_give_the_same_on_every_engine(any_engine: Engine) -> None:
    """Values go out and outcomes come back whole."""
    said = "Marta Ilven said that the bridge would open in May."
    works = [[worker.StudyWork(version(build([("paragraph", said)] * number)), STUDIED)] for number in (3, 7)]
    assert list(any_engine.map(worker.PREPARATION, works)) == list(Serial().map(worker.PREPARATION, works))


def test_a_value_that_hangs_dies_or_raises_is_set_aside_alone() -> None:
    workers = Processes(workers=2, item_seconds=1.5)
    try:
        values = list(range(12, 24))
        found = [outcome for batch in workers.map(HERE, batches(values, 4)) for outcome in batch]
    finally:
        workers.close()
    by_value = dict(zip(values, found, strict=True))
    assert len(found) == len(values)
    reasons = {n: each.error for n, each in by_value.items() if isinstance(each, Failed)}
    assert reasons == {13: "timeout", 17: "worker-died", 19: "error"}
    assert all(by_value[n] == Made(n * n) for n in values if n not in (13, 17, 19))


def test_an_engine_can_be_used_again_after_an_interruption() -> None:
    workers = Processes(workers=2, item_seconds=5)
    try:
        running = workers.map(HERE, batches(list(range(8)), 2))
        next(running)
        assert isinstance(running, Generator)
        running.close()
        found = [outcome for batch in workers.map(HERE, batches([1, 2], 1)) for outcome in batch]
        assert found == [Made(1), Made(4)]
    finally:
        workers.close()


def test_one_worker_needs_no_process() -> None:
    assert isinstance(engine(1, item_seconds=5), Serial)
