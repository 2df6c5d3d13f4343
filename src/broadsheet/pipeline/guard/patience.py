"""A limit for work that is done in this process: what computes for longer than that is broken off."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 1.0  # seconds after which the interrupt comes once more, should it fall into a destructor, which drops it


class TimeUp(BaseException):
    """The time is up. No Exception, so that what reads hostile input and catches those does not catch it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises TimeUp in the block once it has computed for so many seconds. Processor time counts: waiting for a disk or
    the network does not. Without a limit outside of the main thread and where the system has no such clock."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread() or seconds <= 0:
        yield
        return

    def up(number: int, frame: FrameType | None) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGVTALRM, up)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
        signal.signal(signal.SIGVTALRM, before)
