"""When a page is fetched again: pure decisions over times."""

from __future__ import annotations

from datetime import datetime, timedelta

# An edit in silence mostly comes soon after publication, and seldom after a week.
MARKS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=7))


def due_again(first_seen: datetime, last_seen: datetime, now: datetime) -> bool:
    """Whether a mark has passed since the page was last looked at."""
    return any(last_seen < first_seen + mark <= now for mark in MARKS)


def again_horizon() -> timedelta:
    """The age past which no page is fetched again: a day of grace after the last mark."""
    return MARKS[-1] + timedelta(days=1)
