"""What became of one item of work: exactly one of these, counted, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

# Reasons of Failed that say that an item broke what read it: it is set aside, and may be tried again by hand.
BREAKS = frozenset({"set-aside", "error", "reader-error", "timeout", "worker-died"})


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """The item gave a value. `note` says what had to be done to get it, if anything."""

    value: T
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """There was nothing new: not modified, or known already."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The item is sound but is not what is wanted; trying again would say the same."""

    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """The item could not be done this time; `again` says whether a later try may succeed."""

    error: str
    detail: str = ""
    again: bool = True


Outcome = Made[T] | Unchanged | Rejected | Failed
