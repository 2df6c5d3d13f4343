"""One guard for all work: whatever one item, one group or one stage raises, or takes too long for, is its outcome.

What is no fault of the item is raised on: a full disk, a ledger that cannot be written. Of values that are computed and
nothing else (`pure`) all is their own fault; where the item is what lies in the archive (`reading`), so is a damaged
record.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import TracebackType
from typing import Literal, TypeVar

from broadsheet import interrupts
from broadsheet.errors import ArchiveError, LedgerError, LedgerRefused
from broadsheet.model import Failed
from broadsheet.pipeline.guard.patience import TimeUp, within

V = TypeVar("V")
GuardKind = Literal["pure", "reading", "writing"]

_log = logging.getLogger("broadsheet")


class Guard:
    """A block whose errors become the outcome of its item: `failed` is None where it came to its end."""

    def __init__(self, kind: GuardKind, seconds: float) -> None:
        self.failed: Failed | None = None
        self._kind = kind
        self._seconds = seconds
        self._limit = within(seconds)

    def __enter__(self) -> Guard:
        self._limit.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        try:
            self._limit.__exit__(kind, error, trace)
        except TimeUp as up:  # between the end of the block and that of its time
            error = up
        if isinstance(error, Exception) and interrupts.noted():
            raise KeyboardInterrupt from error
        if isinstance(error, TimeUp) and self._seconds:
            self.failed = late(self._seconds)
        elif isinstance(error, Exception):
            self.failed = fault(error, self._kind)
        return self.failed is not None


def guard(kind: GuardKind = "writing", *, seconds: float = 0.0) -> Guard:
    """Turns what the block raises into the outcome of its item; with `seconds` of computing in this process (0: any)."""
    return Guard(kind, seconds)


def guarded(work: Callable[[], V], kind: GuardKind = "writing", *, seconds: float = 0.0) -> V | Failed:
    """What the work gives, or the outcome of its item."""
    with guard(kind, seconds=seconds) as ended:
        return work()
    return ended.failed or Failed("error", again=False)


def fault(error: Exception, kind: GuardKind = "writing") -> Failed:
    """The outcome of an item that raised this. What is no fault of the item is raised on."""
    if kind == "reading" and isinstance(error, ArchiveError):
        return Failed("archive", error.message, again=False)
    outside = isinstance(error, LedgerError) and not isinstance(error, LedgerRefused)
    if kind != "pure" and (outside or isinstance(error, ArchiveError | OSError)):
        raise error
    if kind != "pure":
        _log.error("an item failed", exc_info=error)
    return Failed("error", f"{type(error).__name__}: {error}", again=False)


def late(seconds: float) -> Failed:
    """The outcome of an item that took too long."""
    return Failed("timeout", f"no outcome within {seconds:g} s", again=False)
