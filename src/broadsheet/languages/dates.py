"""Dates as pages and feeds write them: ISO 8601, RFC 822, epochs, digits, and words in many languages.

What has no time of day is a day and never midnight. A date without a zone is kept as written, its
`offset` None; one whose zone is not known (`languages.timezones`) is a day. A date later than 26 hours after the capture is
set back to it and marked; one that is out of range (`text.times`) is none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from broadsheet.languages import months
from broadsheet.languages.loading import any_of, code_of, once, table
from broadsheet.languages.tables import Calendar
from broadsheet.languages.timezones import is_zone, offset_of
from broadsheet.model.moment import Moment, Origin
from broadsheet.text.times import is_plausible, plausible

FUTURE = timedelta(hours=26)
_EARLIEST = 1900

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:(?:[T_ ]|T\s|,\s)\s*(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2})(?:[.,]\d+)?)?\s*"
    r"((?:UTC|GMT)?[+\-−]\d{2}:?\d{2}|(?:UTC|GMT)?[+\-−]\d{1,2}|(?<= )\d{2}:\d{2}$|Z|UTC|GMT)?)?(?=\D|$)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\d\d)?")
_EAST = re.compile(r"(\d{4})\s*[年년/.-]\s*(\d{1,2})\s*[月월/.-]\s*(\d{1,2})(?!\d)\s*[日일.]?")
_ISO_WITHIN = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")
_ERAS = re.compile(r"(令和|平成|民國|民国|(?<!\d)(?=1\d\d年))\s*(\d{1,3}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_BUDDHIST = re.compile(
    r"(?<!\d)(\d{1,2})\s*([\u0e00-\u0e7f.]{3,12})\s*(?:พ\.?ศ\.?\s*)?(2[45]\d{2}|20\d{2}|[6-9]\d)(?!\d|[:.]\d)"
)
_PERSIAN_DIGITS = re.compile(r"(?<!\d)(1[34]\d{2})([/-])(\d{1,2})\2(\d{1,2})(?!\d)")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:,|\s+năm)?\s+(\d{4})", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)(\d{1,2})([./\-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:[:.h٫]|\s?[hH]\s?)(\d{2})(?::\d{2})?(?!\d)(?:\s*([ap])\.?\s?m\b\.?)?", re.IGNORECASE
)
_CLOCK_12 = re.compile(r"(?<![\d.:])(\d{1,2})\s*([ap])\.?m\b", re.IGNORECASE)
_ZONE = re.compile(r"(?:\b(?:UTC|GMT)\s*)?([+\-−])(\d{1,2})(?::?(\d{2}))?(?!\d)|\b([A-ZМСК]{2,5})\b")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|2[45])\d{2}(?!\d)")
_LOCAL_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯", "0123456789" * 4)
# Clocks in words.
_HOURS = re.compile(r"(\d{1,2})\s*[時时點点시](?![間间간])\s*(?:(\d{1,2})\s*[分분])?")
_WIDE_COLON = re.compile(r"(?<=\d)：(?=\d)")
_AMERICAN_CLOCK = re.compile(r"\d\s*(?:[ap]\.?\s?m\.?|[AP]\.?\s?M\.?),?\s*\(?((?:[ECMP][SD]?T|AK[SD]T|H[SD]T))\b")
_CLOCK_HALF = re.compile(r"\d\s*[ap]\.?\s?m\b", re.IGNORECASE)
_NAMED_ZONE = re.compile(r"\d\s+\(?([A-Z]{3,5})\)?\s*$")
_GAP = re.compile(r"^\D{0,16}")
_HALF = re.compile(r"\s*([ap])\.?\s?m\b", re.IGNORECASE)
_STATED_YEAR = re.compile(r"(?<![\d+:.])\d{4}(?=-\d\d-\d\d|\s+\d{1,2}:\d\d)")
_LONGEST = 120
_LONGEST_RELATIVE = 40
_MOST_RUNS = 12

# What looks like the name of a zone that we do not know.
_LIKE_ZONE = re.compile(r"[A-Z]{1,3}[SD]T")


class _Where(NamedTuple):
    """Where a date stands: what it is read from, and in which language."""

    origin: Origin
    language: str


def parse(
    text: str,
    *,
    origin: Origin,
    captured: datetime | None = None,
    language: str = "",
    words: bool = True,
    abroad: bool = True,
) -> Moment | None:
    """The moment that `text` names, or None. `words` False leaves out what only `dateparser` reads.

    `abroad` False knows the months of `language` and of English only, and is quick.
    """
    text, where = _plain(" ".join(text.split())), _Where(origin, language)
    if not text or not any(char.isdigit() for char in text):
        return None
    year = _STATED_YEAR.search(text[:_LONGEST])
    if year and year.group()[0] in "09":  # the zero of a program's clock, or its end: no reader makes 2001 of year 1
        return None
    for reader in (_iso, _epoch, _compact, _rfc822, _east, _era, _persian, _vietnamese, _iso_within):
        if (moment := _guarded(reader, text, where)) is not None:
            return clamp(moment, captured)
    if len(text) > _LONGEST:
        return None
    moment = _guarded(_digits, text, where)
    if moment is None and words:
        moment = _words(text, where, captured, abroad=abroad)
    return clamp(moment, captured) if moment else None


@once
def _halves() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Halves of the day in the words of other languages, before the clock and behind it; the first group is the morning."""
    am_before, pm_before = any_of(Calendar, lambda of: of.am_before), any_of(Calendar, lambda of: of.pm_before)
    am_behind, pm_behind = any_of(Calendar, lambda of: of.am_behind), any_of(Calendar, lambda of: of.pm_behind)
    return (
        re.compile(rf"(?:({am_before})|{pm_before})\s*(\d{{1,2}}:\d{{2}}(?::\d{{2}})?)(?!\d)"),
        re.compile(rf"(\d{{1,2}}[:.٫]\d{{2}}(?::\d{{2}})?)\s*(?:({am_behind})|{pm_behind})(?!\w)"),
    )


@once
def _stamps() -> re.Pattern[str]:
    """A label before a date, which no rule for dates understands."""
    return re.compile(rf"{any_of(Calendar, lambda of: of.stamps)}\W", re.IGNORECASE)


@once
def _only_clock() -> re.Pattern[str]:
    """Beside a clock, words that name no day."""
    return re.compile(rf"(?:\W|{any_of(Calendar, lambda of: of.clock)}|[ap]m)*", re.IGNORECASE)


@once
def _two_words() -> dict[str, str]:
    """Arabic names of months that are two words, and others for them that are one."""
    return {form: forms[0] for forms in table("ar", Calendar).months for form in forms if " " in form}


@once
def _solar() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A date with a month of the Persian calendar, and the names of those months."""
    names = tuple(forms[0] for forms in table("fa", Calendar).solar_months)
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(names)})(?:\s*ماه)?\s+(1[34]\d{{2}})(?!\d)"), names


def in_ascii_digits(text: str) -> str:
    """The text with the digits of other scripts as those of ASCII."""
    return text if text.isascii() else text.translate(_LOCAL_DIGITS)


def _plain(text: str) -> str:
    """The text with digits, clocks and halves of the day as Europeans write them."""
    if text.isascii():
        return text
    text = _WIDE_COLON.sub(":", text.translate(_LOCAL_DIGITS))
    text = _HOURS.sub(lambda clock: f" {clock.group(1)}:{(clock.group(2) or '0').zfill(2)} ", text)
    before, behind = _halves()
    text = before.sub(lambda half: f" {half.group(2)} {'am' if half.group(1) else 'pm'} ", text)
    text = behind.sub(lambda half: f"{half.group(1)} {'am' if half.group(2) else 'pm'}", text)
    for name, plain in _two_words().items():
        text = text.replace(name, plain)
    return " ".join(text.split())


def clamp(moment: Moment, captured: datetime | None) -> Moment | None:
    """The moment, or the capture's time, marked, where it lies more than 26 hours after it; None where it is out of
    range."""
    if plausible(moment, captured) is None:
        return None
    if captured is None or moment.at - captured <= FUTURE:
        return moment
    at = captured if moment.precision == "minute" else datetime(captured.year, captured.month, captured.day, tzinfo=UTC)
    return Moment(at, moment.precision, moment.origin, moment.offset, clamped=True)


def _guarded(reader: Any, text: str, where: _Where) -> Moment | None:
    try:
        found: Moment | None = reader(text, where)
    except (ValueError, OverflowError, TypeError):
        return None
    return found if found is not None and found.at.year >= _EARLIEST else None


def _day(year: int, month: int, day: int, where: _Where) -> Moment:
    return Moment(datetime(year, month, day, tzinfo=UTC), "day", where.origin)


def _minute(at: datetime, offset: int | None, where: _Where) -> Moment:
    if offset is None:
        return Moment(at.replace(tzinfo=UTC), "minute", where.origin)
    zone = timezone(timedelta(minutes=offset))
    return Moment(at.replace(tzinfo=zone).astimezone(UTC), "minute", where.origin, offset)


def _iso(text: str, where: _Where, at: int = 0) -> Moment | None:
    match = _ISO.match(text, at)
    if not match:
        return None
    year, month, day = (int(match.group(group)) for group in (1, 2, 3))
    if match.group(4) is None:
        found = _beside(date(year, month, day), text, match, where)
        # Something behind the day that is no time: leave "2024-05-03, 4 pm" to the readers of words.
        return found if found.precision == "minute" or not _CLOCK_12.search(text, match.end()) else None
    hour, minute, second = int(match.group(4)), int(match.group(5)), int(match.group(6) or 0)
    named = (match.group(7) or "").upper()
    if len(named) > 3:
        named = named.removeprefix("UTC").removeprefix("GMT")
    half = _HALF.match(text, match.end()) if not named else None
    if half and 0 < hour <= 12:
        hour = hour % 12 + (12 if half.group(1).lower() == "p" else 0)
    if not named:
        named = _zone_after(text[half.end() if half else match.end() :])
    extra = timedelta(days=1) if hour == 24 else timedelta()
    local = datetime(year, month, day, hour % 24, minute) + extra  # noqa: DTZ001
    if hour == minute == second == 0 and not _offset(named, local, where):
        return _day(year, month, day, where)
    return _zoned(local, named, where)


def _zone_after(rest: str) -> str:
    """The zone that the text begins with, a number or a name: what could be one of a zone that nobody knows as well."""
    match = _ZONE.match(rest.strip())
    if match is None:
        return ""
    if name := match.group(4):
        return name if is_zone(name) or _LIKE_ZONE.fullmatch(name) else ""
    return match.group(0).removeprefix("UTC").removeprefix("GMT").strip() or "UTC"


def _zoned(local: datetime, zone: str, where: _Where) -> Moment:
    """The moment of a clock in a zone: the day alone where it is not known which zone that is."""
    offset = _offset(zone, local, where)
    if zone and offset is None:
        return _day(local.year, local.month, local.day, where)
    return _minute(local, offset, where)


def _offset(zone: str, local: datetime, where: _Where) -> int | None:
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


def _epoch(text: str, where: _Where) -> Moment | None:
    if not _EPOCH.fullmatch(text):
        return None
    return Moment(datetime.fromtimestamp(int(text[:10]), UTC).replace(second=0), "minute", where.origin, 0)


def _rfc822(text: str, where: _Where) -> Moment | None:
    if not re.search(r"\d:\d\d", text) or not re.match(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}", text):
        return None
    # The library passes over halves of the day and zones by name.
    if _CLOCK_HALF.search(text):
        return None
    if named := _NAMED_ZONE.search(text):
        local = parsedate_to_datetime(text[: named.start(1)].rstrip("( "))
        return _zoned(local.replace(second=0, tzinfo=None), named.group(1), where) if is_zone(named.group(1)) else None
    at = parsedate_to_datetime(text)
    if at.tzinfo is None:
        return Moment(at.replace(second=0, tzinfo=UTC), "minute", where.origin)
    offset = at.utcoffset()
    minutes = None if offset is None or text.rstrip().endswith("-0000") else int(offset.total_seconds() // 60)
    return Moment(at.astimezone(UTC).replace(second=0), "minute", where.origin, minutes)


def _compact(text: str, where: _Where) -> Moment | None:
    """Fourteen or twelve digits, as some systems keep a time."""
    match = _COMPACT.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute = map(int, match.groups())
    return _minute(datetime(year, month, day, hour, minute), None, where)  # noqa: DTZ001


def _east(text: str, where: _Where) -> Moment | None:
    match = _EAST.search(text)
    if not match:
        return None
    return _beside(date(int(match.group(1)), int(match.group(2)), int(match.group(3))), text, match, where)


def _beside(day: date, text: str, match: re.Match[str], where: _Where) -> Moment:
    """The day with the clock that stands right behind it, else right before it."""
    behind = _GAP.sub("", text[match.end() :], count=1)
    is_clock = _CLOCK.match(behind) and not _DIGITS.match(behind)
    return _with_clock(day, behind[:40] if is_clock else text[max(0, match.start() - 12) : match.start()], where)


def _iso_within(text: str, where: _Where) -> Moment | None:
    """An ISO date behind a label, as in "Published: 2024-05-03 10:30"."""
    match = _ISO_WITHIN.search(text[:_LONGEST])
    return _iso(text, where, match.start()) if match else None


def _era(text: str, where: _Where) -> Moment | None:
    """A day counted from an era: Reiwa, Heisei, the Republic of China, the Buddha."""
    match = _ERAS.search(text)
    if match:
        first = {"令和": 2018, "平成": 1988}.get(match.group(1), 1911)
        year = first + (1 if match.group(2) == "元" else int(match.group(2)))
        return _with_clock(date(year, int(match.group(3)), int(match.group(4))), text[match.end() :], where)
    match = _BUDDHIST.search(text)
    month = next(
        (n for n, names in enumerate(table("th", Calendar).stems, 1) if match and match.group(2).startswith(names)),
        None,
    )
    if match is None or month is None:
        return None
    year = int(match.group(3))
    year += 2500 if year < 100 else 0
    day = date(year - 543 if year > 2400 else year, month, int(match.group(1)))
    return _with_clock(day, text[match.end() :], text[: match.start()], where)


def _persian(text: str, where: _Where) -> Moment | None:
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
    return _with_clock(_nowruz(year) + timedelta(days=past), text[found.end() :], text[: found.start()], where)


def _nowruz(year: int) -> date:
    """The first day of a Persian year by the cycle of 33 years, which holds from 1244 to 1472."""
    low, high = sorted((year, 1400))
    leaps = sum(each % 33 in (1, 5, 9, 13, 17, 22, 26, 30) for each in range(low, high))
    days = 365 * (high - low) + leaps
    return date(2021, 3, 21) + timedelta(days=days if year > 1400 else -days)


def _vietnamese(text: str, where: _Where) -> Moment | None:
    match = _VIETNAMESE.search(text)
    if not match:
        return None
    day = date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
    return _with_clock(day, text[match.end() :], text[: match.start()], where)


def _digits(text: str, where: _Where) -> Moment | None:
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
    return _with_clock(date(year, month, day), text[match.end() :], text[: match.start()], where)


def _has_american_clock(text: str, where: _Where) -> bool:
    """Whether a half of the day with a zone of the United States stands there: who writes so sets the month first."""
    clock = _AMERICAN_CLOCK.search(text)
    if clock is None or code_of(where.language) not in ("", "en"):
        return False
    # In Australia EST is another zone.
    offset = offset_of(clock.group(1), local=datetime(2000, 1, 1), language=where.language)  # noqa: DTZ001
    return offset is not None and offset < 0


def _with_clock(day: date, *places: Any) -> Moment:
    *texts, where = places
    for text in texts:
        if (match := _CLOCK.search(text)) is not None:
            hour, minute, half = int(match.group(1)), int(match.group(2)), (match.group(3) or "").lower()
        elif (match := _CLOCK_12.search(text)) is not None:
            hour, minute, half = int(match.group(1)), 0, match.group(2).lower()
        else:
            continue
        if hour > 23 or minute > 59:
            continue
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        zone = _zone_after(text[match.end() :].lstrip(" (").removeprefix("Uhr").lstrip(" ("))
        if not zone and text is not texts[0]:  # "10:30 AM March 2, 2026 PHT"
            zone = _zone_after(texts[0].lstrip(" ("))
        return _zoned(datetime(day.year, day.month, day.day, hour, minute), zone, where)  # noqa: DTZ001
    return _day(day.year, day.month, day.day, where)


# A day beside a word, and a year: what has none is not worth a table.
_WORDED = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|er|º|ª|°)?\W{0,3}(?:de\s|di\s|of\s)?[^\W\d].{1,24}\d{4}|[^\W\d].{0,3}\s?\d{1,2}\D{1,6}\d{4}|\d{4}.{1,4}[^\W\d].{1,24}\d{1,2}"
)
_SHORT_YEAR = re.compile(r"\d[-\s./]{1,2}[^\W\d]{3,}\.?[-\s./,']{1,2}(\d{2})(?=\s*(?:$|[,|•·–-]|\d{1,2}[:.]\d\d))")
# A month and a day in East Asian digits; two numbers before a clock or a day of the week.
_CALENDAR = re.compile(r"(?<!\d)(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_SLASHED = re.compile(
    r"(?<![\d:.])(\d{1,2})[./](\d{1,2})\.?(?=(?!\d)\D{0,12}\d{1,2}[:.h]\d\d(?!\d)|\s*[(（][月火水木金土日월화수목금토일一二三四五六])"
)
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})\s*(?:st|nd|rd|th|er|º|ª|°|\.)?\s*(?:de|di|of|ta['’]|-|/|,|،)?\s*$")
_DAY_AFTER = re.compile(r"\W{0,3}(\d{1,2})(?!\d|[:h])")
_WORD = re.compile(r"[^\s\d.,;:|/()\-–—]+")


def _words(text: str, where: _Where, captured: datetime | None, *, abroad: bool) -> Moment | None:
    """A day, a month's name and a year, in whatever order; else what `dateparser` makes of it."""
    year = _YEAR.search(text) or _SHORT_YEAR.search(text)
    if year is None:
        has_words = any(char.isalpha() for char in text)
        if captured is None or not has_words or len(text) > _LONGEST_RELATIVE:
            return None
        return _relative(text, where, captured)
    if not (_WORDED.search(text) or year.lastindex):
        return None
    near = (code_of(where.language), "en")
    for among in (near, ()) if abroad else (near,):
        weekdays = {match.group() for match in _WORD.finditer(text) if months.is_weekday(match.group(), among)}
        # "mar" may be March or Tuesday: a word that is no weekday comes first.
        for match in sorted(_WORD.finditer(text), key=lambda each: each.group() in weekdays):
            if (moment := _around(text, match, year, where, among, weekdays)) is not None:
                return moment
    return None


def _around(
    text: str, match: re.Match[str], year: re.Match[str], where: _Where, among: tuple[str, ...], weekdays: set[str]
) -> Moment | None:
    """The moment whose month's name stands at `match`, if it is one."""
    before, after = _DAY_BEFORE.search(text[: match.start()]), _DAY_AFTER.match(text[match.end() :])
    chosen = before or after
    if chosen is None:
        return None
    number, name = int(year.group(year.lastindex or 0)) + (2000 if year.lastindex else 0), match.group()
    weekday = next((word for word in weekdays if word != name), "")
    month = months.month_of(
        name, year=number, day=int(chosen.group(1)), language=where.language, weekday=weekday, among=among, whole=True
    )
    if month is None and among and table(among[0], Calendar).declines:
        month = months.declined(name, among[0])
    try:
        day = date(number, month or 0, int(chosen.group(1)))
    except ValueError:
        return None
    end = match.end() + (after.end() if after is not None and before is None else 0)
    # "May 03 10:30:00 ICT 2024" has its clock before the year.
    return _with_clock(
        day,
        text[max(year.end(), end) :],
        text[: before.start() if before else match.start()],
        text[end : year.start()],
        where,
    )


def _yearless(text: str, where: _Where, captured: datetime) -> Moment | None:
    """A day without a year: the last such day before the capture, with its clock."""
    short = code_of(where.language)
    if (shown := _CALENDAR.search(text) or _SLASHED.search(text)) is not None:
        month_first = (
            shown.re is _CALENDAR or short in ("ja", "zh", "ko") or where.language.lower() in ("en-us", "en_us")
        )
        month, day = (int(each) for each in (shown.groups() if month_first else shown.groups()[::-1]))
        places = text[shown.end() :], text[: shown.start()]
    else:
        words = (
            (match, {month for _, month in months.candidates(match.group(), (short, "en"))})
            for match in _WORD.finditer(text)
        )
        named = next(((match, meant.pop()) for match, meant in words if len(meant) == 1), None)
        if named is None:
            return None
        word, month = named
        before, after = _DAY_BEFORE.search(text[: word.start()]), _DAY_AFTER.match(text[word.end() :])
        chosen = before or after
        if chosen is None:
            return None
        day = int(chosen.group(1))
        places = text[word.end() + (after.end() if before is None and after else 0) :], text[: word.start()]
    for year in (captured.year, captured.year - 1):
        moment = _with_clock(date(year, month, day), *places, where)
        if moment.at <= captured + FUTURE:
            return moment
    return None


def _relative(text: str, where: _Where, captured: datetime) -> Moment | None:
    """A day without a year, or one counted from the capture ("3 days ago"), with its clock where it shows one."""
    try:
        dated = _yearless(text, where, captured)
    except ValueError:
        dated = None
    if dated is not None:
        return dated
    # A label before it ("Updated 3 hours ago") is not understood.
    lines = (text, text.partition(" ")[2]) if _stamps().match(text) else (text,)
    found = next(filter(None, (_counted(line, where, captured) for line in lines)), None)
    return _with_clock(found.date(), text if _CLOCK.search(text) else "", where) if found else None


def _counted(line: str, where: _Where, captured: datetime) -> datetime | None:
    """What `dateparser` makes of words that name a day. A clock alone names none, and is not joined with today's."""
    bare = _CLOCK_12.sub(" ", _CLOCK.sub(" ", line))
    if not any(char.isalpha() for char in bare) or (bare != line and _only_clock().fullmatch(bare.strip())):
        return None
    import warnings

    import dateparser  # type: ignore[import-untyped]

    settings = {"RELATIVE_BASE": captured.replace(tzinfo=None), "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY",
                "RETURN_AS_TIMEZONE_AWARE": False}  # fmt: skip
    languages = [where.language.split("-")[0].lower() or "en"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found: datetime | None = dateparser.parse(line, languages=languages, settings=settings)
            if found is not None and bare != line and not any(char.isdigit() for char in bare):
                is_day = any(
                    dateparser.parse(word, languages=languages, settings=settings) for word in _day_words(bare)
                )
                return found if is_day else None
    except Exception:  # the library raises what its rules happen to meet
        return None
    return found


def _day_words(bare: str) -> list[str]:
    """The runs of words without a clock of which one may be a day: "Heute Uhr", "i går kl"."""
    words = [word for word in _WORD.findall(bare) if not is_zone(word)]
    return [" ".join(words[start:end]) for start in range(len(words)) for end in range(len(words), start, -1)][
        :_MOST_RUNS
    ]


def refused(text: str, *, origin: Origin, captured: datetime | None, language: str = "") -> str:
    """The time that `text` states and that is none since it is out of range; "" where it states no such time."""
    found = parse(text, origin=origin, language=language, words=False)
    if found is not None:
        return "" if is_plausible(found.at, captured) else found.iso()
    year = _STATED_YEAR.search(text[:_LONGEST])
    late = captured.year + 1 if captured else 9998
    return text.strip()[:_LONGEST] if year and not 1990 <= int(year.group()) <= late else ""
