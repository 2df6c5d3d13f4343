"""Hours of the day in a zone, over changes of the clock."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from broadsheet.text.times import in_zone, shifted


def at_hour(day: date, hour: str, zone: ZoneInfo) -> datetime:
    """``HH:MM`` of that day in that zone, in UTC."""
    hours, _, minutes = hour.partition(":")
    local = datetime.combine(day, time(int(hours), int(minutes or 0)), tzinfo=zone)
    return in_zone(local, ZoneInfo("UTC"))


def a_day_before(moment: datetime, zone: ZoneInfo) -> datetime:
    """The same local time of the day before, in UTC: on a day on which clocks change that is not 24 hours."""
    before = shifted(in_zone(moment, zone).replace(tzinfo=None), days=-1)
    return in_zone(before.replace(tzinfo=zone), ZoneInfo("UTC"))
