"""Times that came from outside: which of them may be believed, and arithmetic on them that cannot overflow.

Programs write year 1 or year 9999 where they mean "none", and a typing error is as good as that. News on the web
begins in 1990, and no report is published two days after it was captured.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from broadsheet.model import Moment

EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
GRACE_DAYS = 2
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_MOST_SECONDS = (LAST - FIRST).total_seconds()


def shifted(
    at: datetime,
    *,
    days: float = 0,
    hours: float = 0,
    minutes: float = 0,
    seconds: float = 0,
    by: timedelta | None = None,
) -> datetime:
    """The time so much later, or earlier where that is negative; the first or the last that there is where it would
    lie beyond them."""
    more = days * 86_400 + hours * 3600 + minutes * 60 + seconds + (by.total_seconds() if by else 0)
    first, last = (FIRST, LAST) if at.tzinfo else (datetime.min, datetime.max)  # noqa: DTZ901
    if abs(more) > _MOST_SECONDS:
        return first if more < 0 else last
    try:
        return at + timedelta(seconds=more)
    except OverflowError:
        return first if more < 0 else last


def in_zone(at: datetime, zone: tzinfo) -> datetime:
    """The time as clocks of that zone show it; the time as it is where they would show year 0 or year 10000."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at


def local(at: datetime, zone: str) -> datetime:
    """`in_zone` for a zone by its name."""
    return in_zone(at, ZoneInfo(zone))


def is_plausible(at: datetime, captured: datetime | None) -> bool:
    """Whether something that was captured then may have been published at that time; without a capture, whether it is a
    time of this web at all."""
    return EARLIEST <= at < LATEST and (captured is None or at <= shifted(captured, days=GRACE_DAYS))


def plausible(moment: Moment | None, captured: datetime | None) -> Moment | None:
    """The moment, or None where it is out of range. Without a capture only the outer bounds are known."""
    return moment if moment is not None and is_plausible(moment.at, captured) else None


def refusal(name: str, stated: str) -> str:
    """Why there is no time of that name: what was stated is out of range."""
    return f"time-out-of-range: {name} {' '.join(stated.split())[:40]}"


def day_shifted(day: date, days: int) -> date:
    """The day so many days later, or earlier where that is negative; the first or the last day where there is none."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def span(*, hours: float = 0, minutes: float = 0) -> timedelta:
    """So long a time, no longer than all the time that there is."""
    return timedelta(seconds=min(hours * 3600 + minutes * 60, _MOST_SECONDS))
