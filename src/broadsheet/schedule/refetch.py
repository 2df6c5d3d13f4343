"""When a source and a page are fetched again: pure decisions over times.

A source is asked about twice as often as it changes. What it says itself (a feed's TTL, Cache-Control, Retry-After)
makes that seldomer, never more often; each failure in a row doubles the wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from broadsheet.model import SourceState
from broadsheet.text.times import shifted

# An edit in silence mostly comes soon after publication, and seldom after a week.
MARKS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=7))

_WEIGHT = 0.3  # of what was seen last, against all before
_LONGEST_REST = timedelta(days=7)  # a Retry-After or a TTL for longer than this is taken for a mistake
_FIRST_GAP = timedelta(hours=1)  # of a source whose entries have no times


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most time between two fetches of a source."""

    shortest: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a source has said about time, in seconds; None where it says nothing."""

    ttl: float | None = None
    max_age: float | None = None
    retry_after: float | None = None


def due_again(first_seen: datetime, last_seen: datetime, now: datetime) -> bool:
    """Whether a mark has passed since the page was last looked at."""
    return any(last_seen < shifted(first_seen, by=mark) <= now for mark in MARKS)


def again_horizon() -> timedelta:
    """The age past which no page is fetched again: a day of grace after the last mark."""
    return MARKS[-1] + timedelta(days=1)


def gap_of(published: Sequence[datetime], now: datetime) -> float:
    """The seconds that mostly lie between two changes of a source that was never fetched before, by the times of
    its entries: the median, and no less than what has passed since the last one allows."""
    times = sorted(at for at in published if at <= now)
    steps = sorted((later - earlier).total_seconds() for earlier, later in pairwise(times))
    if not steps:
        return _FIRST_GAP.total_seconds()
    quiet = (now - times[-1]).total_seconds()
    return max(1.0, steps[len(steps) // 2], quiet / 2)


def changed_gap(gap: float, *, new: int, elapsed: float) -> float:
    """The gap after a fetch that brought `new` entries, `elapsed` seconds after the last change was seen.

    A source that has been quiet for longer than its gap has a longer one; new entries move it towards theirs.
    """
    elapsed = max(0.0, elapsed)
    if not gap:
        gap = _FIRST_GAP.total_seconds()
    if new <= 0:
        return max(gap, elapsed)
    return max(1.0, (1 - _WEIGHT) * gap + _WEIGHT * elapsed / new)


def next_due(state: SourceState, now: datetime, *, wishes: Wishes, bounds: Bounds) -> datetime:
    """When a source that was asked at `now` is to be asked next."""
    shortest = max(60.0, bounds.shortest.total_seconds())
    longest = max(shortest, bounds.longest.total_seconds())
    rest = _LONGEST_REST.total_seconds()
    if state.failures:
        wait = min(longest, shortest * 2.0 ** min(state.failures, 20))
    else:
        wait = min(longest, max(shortest, (state.gap or _FIRST_GAP.total_seconds()) / 2))
        # A source may say that it stays the same for a while; for longer than `longest` it is not believed.
        wait = max(wait, min(longest, max(wishes.ttl or 0.0, wishes.max_age or 0.0)))
    return shifted(now, seconds=max(wait, min(rest, wishes.retry_after or 0.0)))


def is_due(state: SourceState | None, now: datetime) -> bool:
    """Whether a source is to be asked. A clock that was set back does not keep it waiting: where its last fetch
    lies in the future, it is due."""
    if state is None or state.due is None:
        return state is None or not state.ended
    if state.ended:
        return False
    return now >= state.due or (state.last_try is not None and state.last_try > now)
