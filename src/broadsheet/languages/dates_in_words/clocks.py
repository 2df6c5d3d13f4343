"""A day with the clock and the zone beside it, however a page sets them; a day alone where there is no clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from broadsheet.languages.dates_in_words.timezones import is_zone, offset_of
from broadsheet.languages.loading import any_of, once
from broadsheet.languages.tables import Calendar
from broadsheet.model.moment import Moment, Origin

CLOCK = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:[:.h٫]|\s?[hH]\s?)(\d{2})(?::\d{2})?(?!\d)(?:\s*([ap])\.?\s?m\b\.?)?", re.IGNORECASE
)
CLOCK_12 = re.compile(r"(?<![\d.:])(\d{1,2})\s*([ap])\.?m\b", re.IGNORECASE)
_ZONE = re.compile(r"(?:\b(?:UTC|GMT)\s*)?([+\-−])(\d{1,2})(?::?(\d{2}))?(?!\d)|\b([A-ZМСК]{2,5})\b")
# What looks like the name of a zone that we do not know.
_LIKE_ZONE = re.compile(r"[A-Z]{1,3}[SD]T")


class DatePlace(NamedTuple):
    """Where a date stands: what it is read from, and in which language."""

    origin: Origin
    language: str


def on_day(year: int, month: int, day: int, where: DatePlace) -> Moment:
    return Moment(datetime(year, month, day, tzinfo=UTC), "day", where.origin)


def at_minute(at: datetime, offset: int | None, where: DatePlace) -> Moment:
    if offset is None:
        return Moment(at.replace(tzinfo=UTC), "minute", where.origin)
    zone = timezone(timedelta(minutes=offset))
    return Moment(at.replace(tzinfo=zone).astimezone(UTC), "minute", where.origin, offset)


def zone_after(rest: str) -> str:
    """The zone that the text begins with, a number or a name: what could be one of a zone that nobody knows as well."""
    match = _ZONE.match(rest.strip())
    if match is None:
        return ""
    if name := match.group(4):
        return name if is_zone(name) or _LIKE_ZONE.fullmatch(name) else ""
    return match.group(0).removeprefix("UTC").removeprefix("GMT").strip() or "UTC"


def zoned(local: datetime, zone: str, where: DatePlace) -> Moment:
    """The moment of a clock in a zone: the day alone where it is not known which zone that is."""
    offset = offset_at(zone, local, where)
    if zone and offset is None:
        return on_day(local.year, local.month, local.day, where)
    return at_minute(local, offset, where)


def offset_at(zone: str, local: datetime, where: DatePlace) -> int | None:
    if not zone:
        return None
    if zone[0] not in "+-−0123456789":
        return offset_of(zone, local=local, language=where.language)
    digits = re.sub(r"\D", "", zone)
    digits = digits.rjust(2, "0").ljust(4, "0") if len(digits) < 3 else digits.rjust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:]) if len(digits) == 4 else 24 * 60
    if minutes >= 24 * 60:
        return None
    # A plus that was decoded as a space.
    return -minutes if zone[0] in "-−" else minutes


def with_clock(day: date, *texts: str, where: DatePlace) -> Moment:
    """The day with the first clock that one of these texts has, and its zone."""
    for text in texts:
        if (match := CLOCK.search(text)) is not None:
            hour, minute, half = int(match.group(1)), int(match.group(2)), (match.group(3) or "").lower()
        elif (match := CLOCK_12.search(text)) is not None:
            hour, minute, half = int(match.group(1)), 0, match.group(2).lower()
        else:
            continue
        if hour > 23 or minute > 59:
            continue
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        zone = zone_after(_oclock().sub("", text[match.end() :].lstrip(" ("), count=1).lstrip(" ("))
        if not zone and text is not texts[0]:  # "10:30 AM March 2, 2026 PHT"
            zone = zone_after(texts[0].lstrip(" ("))
        return zoned(datetime(day.year, day.month, day.day, hour, minute), zone, where)  # noqa: DTZ001
    return on_day(day.year, day.month, day.day, where)


@once
def _oclock() -> re.Pattern[str]:
    return re.compile(rf"^{any_of(Calendar, lambda of: of.oclock)}")
