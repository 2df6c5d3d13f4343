"""Dates in digits: ISO 8601, RFC 822, epochs, days of other eras and calendars, and numbers between dots and slashes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from broadsheet.languages.dates_in_words.clocks import (
    CLOCK,
    CLOCK_12,
    DatePlace,
    at_minute,
    offset_at,
    on_day,
    with_clock,
    zone_after,
    zoned,
)
from broadsheet.languages.dates_in_words.timezones import is_zone, offset_of
from broadsheet.languages.loading import any_of, code_of, codes, once, table
from broadsheet.languages.tables import Calendar
from broadsheet.model.moment import Moment

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:(?:[T_ ]|T\s|,\s)\s*(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2})(?:[.,]\d+)?)?\s*"
    r"((?:UTC|GMT)?[+\-−]\d{2}:?\d{2}|(?:UTC|GMT)?[+\-−]\d{1,2}|(?<= )\d{2}:\d{2}$|Z|UTC|GMT)?)?(?=\D|$)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\d\d)?")
_EAST = re.compile(r"(\d{4})\s*[年년/.-]\s*(\d{1,2})\s*[月월/.-]\s*(\d{1,2})(?!\d)\s*[日일.]?")
_ISO_WITHIN = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")
_PERSIAN_DIGITS = re.compile(r"(?<!\d)(1[34]\d{2})([/-])(\d{1,2})\2(\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(?<!\d)(\d{1,2})([./\-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_AMERICAN_CLOCK = re.compile(r"\d\s*(?:[ap]\.?\s?m\.?|[AP]\.?\s?M\.?),?\s*\(?((?:[ECMP][SD]?T|AK[SD]T|H[SD]T))\b")
_CLOCK_HALF = re.compile(r"\d\s*[ap]\.?\s?m\b", re.IGNORECASE)
_NAMED_ZONE = re.compile(r"\d\s+\(?([A-Z]{3,5})\)?\s*$")
_GAP = re.compile(r"^\D{0,16}")
_HALF = re.compile(r"\s*([ap])\.?\s?m\b", re.IGNORECASE)
# Characters of a text in which an ISO date is looked for.
LONGEST = 120
_REPUBLIC = 1911  # the era of a year of three digits beside no name


@once
def _eras() -> tuple[re.Pattern[str], dict[str, int]]:
    """A year counted from an era (Reiwa, Heisei, the Republic of China), and the last year before each."""
    eras = {name: before for code in codes() for name, before in table(code, Calendar).eras.items()}
    names = "|".join(sorted(eras))
    return re.compile(
        rf"({names}|(?<!\d)(?=1\d\d年))\s*(\d{{1,3}}|元)\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日"
    ), eras


@once
def _buddhist() -> re.Pattern[str]:
    """A day with the name of its month in Thai letters, and a year of the Buddha or of ours."""
    era = any_of(Calendar, lambda of: of.era_before)
    return re.compile(
        rf"(?<!\d)(\d{{1,2}})\s*([\u0e00-\u0e7f.]{{3,12}})\s*(?:{era}\s*)?(2[45]\d{{2}}|20\d{{2}}|[6-9]\d)(?!\d|[:.]\d)"
    )


@once
def _numbered_months() -> re.Pattern[str]:
    """A day of a month that has a number for its name, as in Vietnamese."""
    month, year = any_of(Calendar, lambda of: of.month_before), any_of(Calendar, lambda of: of.year_before)
    return re.compile(rf"(\d{{1,2}})\s+{month}\s+(\d{{1,2}})(?:,|\s+{year})?\s+(\d{{4}})", re.IGNORECASE)


@once
def _solar() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A date with a month of the Persian calendar, and the names of those months."""
    names = tuple(forms[0] for forms in table("fa", Calendar).solar_months)
    behind = any_of(Calendar, lambda of: of.month_behind)
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(names)})(?:\s*{behind})?\s+(1[34]\d{{2}})(?!\d)"), names


def iso(text: str, where: DatePlace, at: int = 0) -> Moment | None:
    match = _ISO.match(text, at)
    if not match:
        return None
    year, month, day = (int(match.group(group)) for group in (1, 2, 3))
    if match.group(4) is None:
        found = _beside(date(year, month, day), text, match, where)
        # Something behind the day that is no time: leave "2024-05-03, 4 pm" to the readers of words.
        return found if found.precision == "minute" or not CLOCK_12.search(text, match.end()) else None
    hour, minute, second = int(match.group(4)), int(match.group(5)), int(match.group(6) or 0)
    named = (match.group(7) or "").upper()
    if len(named) > 3:
        named = named.removeprefix("UTC").removeprefix("GMT")
    half = _HALF.match(text, match.end()) if not named else None
    if half and 0 < hour <= 12:
        hour = hour % 12 + (12 if half.group(1).lower() == "p" else 0)
    if not named:
        named = zone_after(text[half.end() if half else match.end() :])
    extra = timedelta(days=1) if hour == 24 else timedelta()
    local = datetime(year, month, day, hour % 24, minute) + extra  # noqa: DTZ001
    if hour == minute == second == 0 and not offset_at(named, local, where):
        return on_day(year, month, day, where)
    return zoned(local, named, where)


def epoch(text: str, where: DatePlace) -> Moment | None:
    if not _EPOCH.fullmatch(text):
        return None
    return Moment(datetime.fromtimestamp(int(text[:10]), UTC).replace(second=0), "minute", where.origin, 0)


def rfc822(text: str, where: DatePlace) -> Moment | None:
    if not re.search(r"\d:\d\d", text) or not re.match(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}", text):
        return None
    # The library passes over halves of the day and zones by name.
    if _CLOCK_HALF.search(text):
        return None
    if named := _NAMED_ZONE.search(text):
        local = parsedate_to_datetime(text[: named.start(1)].rstrip("( "))
        return zoned(local.replace(second=0, tzinfo=None), named.group(1), where) if is_zone(named.group(1)) else None
    at = parsedate_to_datetime(text)
    if at.tzinfo is None:
        return Moment(at.replace(second=0, tzinfo=UTC), "minute", where.origin)
    offset = at.utcoffset()
    minutes = None if offset is None or text.rstrip().endswith("-0000") else int(offset.total_seconds() // 60)
    return Moment(at.astimezone(UTC).replace(second=0), "minute", where.origin, minutes)


def compact(text: str, where: DatePlace) -> Moment | None:
    """Fourteen or twelve digits, as some systems keep a time."""
    match = _COMPACT.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute = map(int, match.groups())
    return at_minute(datetime(year, month, day, hour, minute), None, where)  # noqa: DTZ001


def east(text: str, where: DatePlace) -> Moment | None:
    match = _EAST.search(text)
    if not match:
        return None
    return _beside(date(int(match.group(1)), int(match.group(2)), int(match.group(3))), text, match, where)


def _beside(day: date, text: str, match: re.Match[str], where: DatePlace) -> Moment:
    """The day with the clock that stands right behind it, else right before it."""
    behind = _GAP.sub("", text[match.end() :], count=1)
    is_clock = CLOCK.match(behind) and not _DIGITS.match(behind)
    return with_clock(day, behind[:40] if is_clock else text[max(0, match.start() - 12) : match.start()], where=where)


def iso_within(text: str, where: DatePlace) -> Moment | None:
    """An ISO date behind a label, as in "Published: 2024-05-03 10:30"."""
    match = _ISO_WITHIN.search(text[:LONGEST])
    return iso(text, where, match.start()) if match else None


def era(text: str, where: DatePlace) -> Moment | None:
    """A day counted from an era: Reiwa, Heisei, the Republic of China, the Buddha."""
    pattern, eras = _eras()
    match = pattern.search(text)
    if match:
        year = eras.get(match.group(1), _REPUBLIC) + (1 if match.group(2) == "元" else int(match.group(2)))
        return with_clock(date(year, int(match.group(3)), int(match.group(4))), text[match.end() :], where=where)
    match = _buddhist().search(text)
    month = next(
        (n for n, names in enumerate(table("th", Calendar).stems, 1) if match and match.group(2).startswith(names)),
        None,
    )
    if match is None or month is None:
        return None
    year = int(match.group(3))
    year += 2500 if year < 100 else 0
    day = date(year - 543 if year > 2400 else year, month, int(match.group(1)))
    return with_clock(day, text[match.end() :], text[: match.start()], where=where)


def persian(text: str, where: DatePlace) -> Moment | None:
    """A day of the Solar Hijri calendar, in digits or with the name of its month."""
    text = text.replace("ي", "ی")
    pattern, names = _solar()
    named, digits = pattern.search(text), _PERSIAN_DIGITS.search(text)
    if named:
        month = names.index(named.group(2)) + 1
        day, year, found = int(named.group(1)), int(named.group(3)), named
    elif digits:
        year, month, day, found = (int(digits.group(1)), int(digits.group(3)), int(digits.group(4)), digits)
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    past = (31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)) + day - 1
    return with_clock(_nowruz(year) + timedelta(days=past), text[found.end() :], text[: found.start()], where=where)


def _nowruz(year: int) -> date:
    """The first day of a Persian year by the cycle of 33 years, which holds from 1244 to 1472."""
    low, high = sorted((year, 1400))
    leaps = sum(each % 33 in (1, 5, 9, 13, 17, 22, 26, 30) for each in range(low, high))
    days = 365 * (high - low) + leaps
    return date(2021, 3, 21) + timedelta(days=days if year > 1400 else -days)


def numbered_month(text: str, where: DatePlace) -> Moment | None:
    match = _numbered_months().search(text)
    if not match:
        return None
    day = date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
    return with_clock(day, text[match.end() :], text[: match.start()], where=where)


def digits(text: str, where: DatePlace) -> Moment | None:
    match = _DIGITS.search(text)
    if not match:
        return None
    first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
    if len(match.group(4)) == 2:
        year += 2000
    slashed = match.group(2) == "/"
    is_american = where.language.lower() in ("en-us", "en_us") or _has_american_clock(text, where)
    month_first = (slashed and is_american) or second > 12
    day, month = (second, first) if month_first else (first, second)
    return with_clock(date(year, month, day), text[match.end() :], text[: match.start()], where=where)


def _has_american_clock(text: str, where: DatePlace) -> bool:
    """Whether a half of the day with a zone of the United States stands there: who writes so sets the month first."""
    clock = _AMERICAN_CLOCK.search(text)
    if clock is None or code_of(where.language) not in ("", "en"):
        return False
    # In Australia EST is another zone.
    offset = offset_of(clock.group(1), local=datetime(2000, 1, 1), language=where.language)  # noqa: DTZ001
    return offset is not None and offset < 0


# The readers of dates that no word makes uncertain, in the order in which they are asked.
READERS = (iso, epoch, compact, rfc822, east, era, persian, numbered_month, iso_within)
