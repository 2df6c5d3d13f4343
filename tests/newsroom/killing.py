"""Work of a paper in processes that can be killed at any moment.

They are forked from a server that has imported the house already, so that a kill falls into the work and not into a
second of imports.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from broadsheet.newsroom import Newsroom, open_newsroom
from broadsheet.pipeline.guard import aside

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.newsroom.killing", "broadsheet.articles", "broadsheet.statements"])


def _opened(folder: Path, clock: datetime) -> Newsroom:
    # Who ends a program by force again and again is no article that breaks it.
    aside.MOST_BREAKS = 1000
    return open_newsroom(
        folder, write=True, command="test", now=lambda: clock, environment={}, overrides={"engine.workers": "1"}
    )


def fetch(folder: Path, clock: datetime) -> None:
    """A fetch, or the end of the one that was stopped."""
    with _opened(folder, clock) as newsroom:
        newsroom.rounds.resume() if newsroom.ledger.open_rounds() else newsroom.rounds.fetch()


def bring_in(folder: Path, clock: datetime, file: Path) -> None:
    """An import."""
    with _opened(folder, clock) as newsroom:
        newsroom.rounds.import_files([file])


def remake(folder: Path, clock: datetime) -> None:
    """What older versions of the stages made, once more."""
    with _opened(folder, clock) as newsroom:
        newsroom.rounds.remake()


def print_edition(folder: Path, clock: datetime, since: datetime) -> None:
    """An edition of that day."""
    with _opened(folder, clock) as newsroom:
        newsroom.editions.print("morning", day=clock.date(), since=since)


def run(work: Callable[..., None], *given: Any) -> float:
    """The work in a process of its own, to its end; how many seconds it took."""
    process = _processes.Process(target=work, args=given)
    began = time.monotonic()
    process.start()
    process.join(240)
    assert process.exitcode == 0, f"{work.__name__} ended with {process.exitcode}"
    return time.monotonic() - began


def kill(seconds: float, work: Callable[..., None], *given: Any) -> bool:
    """The same, killed with SIGKILL after so many seconds; whether it was still running then."""
    process = _processes.Process(target=work, args=given)
    process.start()
    process.join(seconds)
    process.kill()
    process.join(60)
    return process.exitcode == -9
