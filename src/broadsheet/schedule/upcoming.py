"""What `broadsheet run` does next: pure decisions over times, so that clock changes and sleep can be tried out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from broadsheet.model import EditionRow, Source, SourceState
from broadsheet.schedule.hours import at_hour
from broadsheet.schedule.refetch import is_due
from broadsheet.text.times import day_shifted, shifted

LONGEST_SLEEP = timedelta(seconds=30)  # after a machine's sleep, so long at most until it is noticed
LEAD = timedelta(minutes=25)  # before a recipe's hour: when its pages are looked at once more
LATE = timedelta(minutes=10)  # after a recipe's hour: from then on its edition is late


@dataclass(frozen=True, slots=True)
class Daily:
    """A recipe and the hour (``HH:MM``, in the paper's zone) at which it is printed each day."""

    recipe: str
    hour: str


@dataclass(frozen=True, slots=True)
class Print:
    """An edition to be printed now. One that is `late` on its own day is made of all that is here by now; any other
    ends at its hour."""

    recipe: str
    date: date
    late: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done now. `prints` and `prepares` are recipes with their dates (those whose hour has come, and
    those whose hour is near), `fetches` are source ids. Where all are empty, nothing is to be done before `wake`."""

    prints: tuple[Print, ...]
    prepares: tuple[tuple[str, date], ...]
    fetches: tuple[str, ...]
    wake: datetime

    @property
    def is_idle(self) -> bool:
        return not (self.prints or self.prepares or self.fetches)


def plan(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    dailies: Sequence[Daily],
    rows: Sequence[EditionRow],
    *,
    zone: ZoneInfo,
    now: datetime,
    since: datetime | None = None,
) -> Plan:
    """What to do at `now`. `rows` are the editions that were printed; with `since`, no hour before it was missed."""
    today = now.astimezone(zone).date()
    prints, prepares, moments = [], [], []
    for daily in dailies:
        day = missed(daily, rows, zone=zone, now=now, since=since)
        if day is not None:
            late = day == today and now - at_hour(day, daily.hour, zone) > LATE
            prints.append(Print(daily.recipe, day, late))
        hour = next_hour(daily, zone=zone, now=now)
        if shifted(hour, by=-LEAD) <= now:
            prepares.append((daily.recipe, hour.astimezone(zone).date()))
        moments += [hour, shifted(hour, by=-LEAD)]
    fetches = tuple(source.id for source in sources if is_due(states.get(source.id), now))
    moments += [state.due for source in sources if (state := states.get(source.id)) and state.due and not state.ended]
    wake = min((moment for moment in moments if moment > now), default=shifted(now, days=1))
    return Plan(tuple(prints), tuple(prepares), fetches, wake)


def missed(
    daily: Daily, rows: Sequence[EditionRow], *, zone: ZoneInfo, now: datetime, since: datetime | None = None
) -> date | None:
    """The date for which a recipe is to be printed now, or None.

    That is the last date whose hour has passed, if it was not printed: after days of sleep one edition comes late,
    and it reaches back to the one before; those between are not made up for. Once per local date, whatever clocks do.
    """
    day = now.astimezone(zone).date()
    if at_hour(day, daily.hour, zone) > now:
        day = day_shifted(day, -1)
    hour = at_hour(day, daily.hour, zone)
    if since is not None and hour < since:
        return None
    printed = [row for row in rows if row.recipe == daily.recipe]
    if any(row.date == day.isoformat() and row.end >= hour for row in printed):
        return None
    # Once a later one is out, an earlier one comes no more: a clock that was set back prints nothing again.
    return None if any(row.date > day.isoformat() for row in printed) else day


def next_hour(daily: Daily, *, zone: ZoneInfo, now: datetime) -> datetime:
    """When a recipe's hour comes next, in UTC. An hour that a clock change leaves out comes at the same distance
    from midnight; one that comes twice counts the first time."""
    day = now.astimezone(zone).date()
    while (hour := at_hour(day, daily.hour, zone)) <= now:
        day = day_shifted(day, 1)
    return hour


def pause(wake: datetime, now: datetime) -> float:
    """Seconds to sleep at once: short steps, since a clock may be set and a machine may sleep."""
    return max(0.5, min(LONGEST_SLEEP, wake - now).total_seconds())
