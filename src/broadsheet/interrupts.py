"""Ctrl-C, and SIGTERM where a service manager sends it: noted before it is raised, so that it cannot be lost.

KeyboardInterrupt comes up in the middle of whatever runs. A destructor drops it, a library may turn it into an error of
its own, and a group of tasks raises what one of them failed with instead of the interrupt. Who catches an error therefore
asks here whether an interrupt came first.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Coroutine
from threading import current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import asyncio

V = TypeVar("V")

# Set by the handlers alone, which only `watch` installs: a program that embeds this package keeps its own.
_noted: list[int] = []
_SOON = 0.05  # seconds


def watch() -> None:
    """From now on Ctrl-C is noted and raises KeyboardInterrupt, again a moment later where a destructor dropped it."""
    signal.signal(signal.SIGINT, _note)
    if not hasattr(signal, "setitimer"):
        return
    signal.signal(signal.SIGALRM, lambda number, frame: signal.raise_signal(signal.SIGINT))

    def dropped(found: sys.UnraisableHookArgs) -> None:
        if issubclass(found.exc_type, KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, _SOON)
        else:
            sys.__unraisablehook__(found)

    sys.unraisablehook = dropped


def watch_for_the_end() -> None:
    """SIGTERM ends the program as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda number, frame: signal.raise_signal(signal.SIGINT))


def noted() -> bool:
    """Whether this process was asked to stop: what fails from then on is no fault of what was worked on."""
    return bool(_noted)


def run(main: Coroutine[Any, Any, V]) -> V:
    """`asyncio.run` under the watch: an interrupt cancels the main task, which cleans up after itself, and comes out as
    KeyboardInterrupt whatever its tasks raised meanwhile; a second one does not wait. Without the watch it is
    `asyncio.run`."""
    import asyncio  # takes a while to load, and most commands ask nobody

    if current_thread() is not main_thread() or signal.getsignal(signal.SIGINT) is not _note:
        return asyncio.run(main)
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        tasks: list[asyncio.Task[Any]] = []

        async def watched() -> V:
            tasks.extend(task for task in [asyncio.current_task()] if task is not None)
            return await main

        def stop(number: int, frame: FrameType | None) -> None:
            first = not _noted
            _noted.append(number)
            if not first or not tasks or tasks[0].done():
                raise KeyboardInterrupt
            tasks[0].cancel()
            loop.call_soon_threadsafe(lambda: None)  # wakes a loop that waits for the network

        signal.signal(signal.SIGINT, stop)
        try:
            return runner.run(watched())
        except BaseException as error:
            if noted():
                raise KeyboardInterrupt from error
            raise
        finally:
            main.close()
            signal.signal(signal.SIGINT, _note)


def _note(number: int, frame: FrameType | None) -> None:
    _noted.append(number)
    raise KeyboardInterrupt


__all__ = ["noted", "run", "watch", "watch_for_the_end"]
