"""Dates as pages and feeds write them: ISO 8601, RFC 822, epochs, digits, and words in many languages.

What has no time of day is a day and never midnight. A date without a zone is kept as written, its
`offset` None. A date later than 26 hours after the capture is set back to it and marked.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from broadsheet.model.moment import Moment, Origin

FUTURE = timedelta(hours=26)
_EARLIEST = 1900

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:(?:[T_ ]|T\s|,\s)\s*(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2})(?:[.,]\d+)?)?\s*"
    r"(Z|UTC|GMT|[+\-−]\d{2}:?\d{2}|[+\-−]\d{2})?)?(?=\D|$)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_EAST = re.compile(
    r"(\d{4})\s*[年년/.]\s*(\d{1,2})\s*[月월/.]\s*(\d{1,2})\s*[日일.]?(?:\D{0,8}?(午後|下午|오후|오전|午前|上午)?\s*(\d{1,2})\s*"
    r"[:：時时시]\s*(\d{1,2})?)?"
)
_ISO_WITHIN = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")
_ERAS = re.compile(r"(令和|平成|民國|民国)\s*(\d{1,3}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_BUDDHIST = re.compile(r"(?<!\d)(\d{1,2})\s*([\u0e00-\u0e7f.]{3,12})\s*(2[45]\d{2})(?!\d)")
_THAI = (
    ("ม.ค", "มกรา"), ("ก.พ", "กุมภา"), ("มี.ค", "มีนา"), ("เม.ย", "เมษา"), ("พ.ค", "พฤษภา"), ("มิ.ย", "มิถุนา"),
    ("ก.ค", "กรกฎา"), ("ส.ค", "สิงหา"), ("ก.ย", "กันยา"), ("ต.ค", "ตุลา"), ("พ.ย", "พฤศจิกา"), ("ธ.ค", "ธันวา"),
)  # fmt: skip
_PERSIAN_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_PERSIAN_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_PERSIAN_MONTHS)})(?:\s*ماه)?\s+(1[34]\d{{2}})(?!\d)")
_PERSIAN_DIGITS = re.compile(r"(?<!\d)(1[34]\d{2})/(\d{1,2})/(\d{1,2})(?!\d)")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:,|\s+năm)?\s+(\d{4})", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)(\d{1,2})([./\-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:[:.h٫]|\s?[hH]\s?)(\d{2})(?::\d{2})?(?!\d)(?:\s*([ap])\.?\s?m\b\.?)?", re.IGNORECASE
)
_CLOCK_12 = re.compile(r"(?<![\d.:])(\d{1,2})\s*([ap])\.?m\b", re.IGNORECASE)
_ZONE = re.compile(r"(?:\b(?:UTC|GMT)\s*)?([+\-−])(\d{1,2})(?::?(\d{2}))?(?!\d)|\b([A-ZМСК]{2,5})\b")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|2[45])\d{2}(?!\d)")
_LOCAL_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯", "0123456789" * 4)
_LONGEST = 120
_LONGEST_RELATIVE = 40

# Minutes east of UTC of the names that pages write. IST, AST and the like mean several zones: left out.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "CET": 60, "MEZ": 60, "BST": 60, "CEST": 120, "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "МСК": 180, "EST": -300, "EDT": -240, "ET": None, "CST": None, "CDT": -300, "MST": -420,
    "MDT": -360, "PST": -480, "PDT": -420, "JST": 540, "KST": 540, "HKT": 480, "SGT": 480, "AEST": 600, "AEDT": 660,
    "NZST": 720, "NZDT": 780, "SAST": 120, "WIB": 420, "WITA": 480, "WIT": 540, "PKT": 300, "TRT": 180,
}  # fmt: skip


def parse(
    text: str, *, origin: Origin, captured: datetime | None = None, language: str = "", words: bool = True
) -> Moment | None:
    """The moment that `text` names, or None. `words` False leaves out what only `dateparser` reads."""
    text = " ".join(text.split()).translate(_LOCAL_DIGITS)
    if not text or not any(char.isdigit() for char in text):
        return None
    for reader in (_iso, _epoch, _rfc822, _east, _era, _persian, _vietnamese, _iso_within):
        if (moment := _guarded(reader, text, origin)) is not None:
            return clamp(moment, captured)
    if len(text) > _LONGEST:
        return None
    moment = _guarded(lambda line, where: _digits(line, where, language), text, origin)
    if moment is None and words:
        moment = _words(text, origin, language, captured)
    return clamp(moment, captured) if moment else None


def clamp(moment: Moment, captured: datetime | None) -> Moment:
    """The moment, or the capture's time, marked, where it lies more than 26 hours after it."""
    if captured is None or moment.at <= captured + FUTURE:
        return moment
    at = captured if moment.precision == "minute" else datetime(captured.year, captured.month, captured.day, tzinfo=UTC)
    return Moment(at, moment.precision, moment.origin, moment.offset, clamped=True)


def _guarded(reader: Any, text: str, origin: Origin) -> Moment | None:
    try:
        found: Moment | None = reader(text, origin)
    except (ValueError, OverflowError, TypeError):
        return None
    return found if found is not None and found.at.year >= _EARLIEST else None


def _day(year: int, month: int, day: int, origin: Origin) -> Moment:
    return Moment(datetime(year, month, day, tzinfo=UTC), "day", origin)


def _minute(at: datetime, offset: int | None, origin: Origin) -> Moment:
    if offset is None:
        return Moment(at.replace(tzinfo=UTC), "minute", origin)
    zone = timezone(timedelta(minutes=offset))
    return Moment(at.replace(tzinfo=zone).astimezone(UTC), "minute", origin, offset)


def _iso(text: str, origin: Origin) -> Moment | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day = (int(match.group(group)) for group in (1, 2, 3))
    if match.group(4) is None:
        # Something behind the day that is no time: leave "2024-05-03, 4 pm" to the readers of words.
        return _day(year, month, day, origin) if not _CLOCK_12.search(text, match.end()) else None
    hour, minute, second = int(match.group(4)), int(match.group(5)), int(match.group(6) or 0)
    named = (match.group(7) or "").upper()
    if not named:
        named = _zone_after(text[match.end() :])
    offset = _offset(named)
    if hour == minute == second == 0 and not offset:
        return _day(year, month, day, origin)
    extra = timedelta(days=1) if hour == 24 else timedelta()
    return _minute(datetime(year, month, day, hour % 24, minute) + extra, offset, origin)  # noqa: DTZ001


def _zone_after(rest: str) -> str:
    match = _ZONE.match(rest.strip())
    return match.group(0).removeprefix("UTC").removeprefix("GMT").strip() or "UTC" if match else ""


def _offset(named: str) -> int | None:
    if not named:
        return None
    if named in _ZONES:
        return _ZONES[named]
    digits = re.sub(r"\D", "", named)
    digits = digits.rjust(2, "0").ljust(4, "0") if len(digits) < 3 else digits.rjust(4, "0")
    if named[0] not in "+-−" or len(digits) != 4:
        return None
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes >= 24 * 60:
        return None
    return minutes if named[0] == "+" else -minutes


def _epoch(text: str, origin: Origin) -> Moment | None:
    if not _EPOCH.fullmatch(text):
        return None
    return Moment(datetime.fromtimestamp(int(text[:10]), UTC).replace(second=0), "minute", origin, 0)


def _rfc822(text: str, origin: Origin) -> Moment | None:
    if not re.search(r"\d:\d\d", text) or not re.match(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}", text):
        return None
    at = parsedate_to_datetime(text)
    if at.tzinfo is None:
        return Moment(at.replace(second=0, tzinfo=UTC), "minute", origin)
    offset = at.utcoffset()
    minutes = None if offset is None or text.rstrip().endswith("-0000") else int(offset.total_seconds() // 60)
    return Moment(at.astimezone(UTC).replace(second=0), "minute", origin, minutes)


def _east(text: str, origin: Origin) -> Moment | None:
    match = _EAST.search(text)
    if not match:
        return None
    year, month, day = (int(match.group(group)) for group in (1, 2, 3))
    if match.group(5) is None or (match.group(6) is None and "分" in text):
        return _day(year, month, day, origin)
    hour, minute = int(match.group(5)), int(match.group(6) or 0)
    if match.group(4) in ("午後", "下午", "오후") and hour < 12:
        hour += 12
    return _minute(datetime(year, month, day, hour, minute), None, origin)  # noqa: DTZ001


def _iso_within(text: str, origin: Origin) -> Moment | None:
    """An ISO date behind a label, as in "Published: 2024-05-03 10:30"."""
    match = _ISO_WITHIN.search(text[:_LONGEST])
    return _iso(text[match.start() :], origin) if match else None


def _era(text: str, origin: Origin) -> Moment | None:
    """A day counted from an era: Reiwa, Heisei, the Republic of China, the Buddha."""
    match = _ERAS.search(text)
    if match:
        first = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}[match.group(1)]
        year = first + (1 if match.group(2) == "元" else int(match.group(2)))
        return _with_clock(date(year, int(match.group(3)), int(match.group(4))), text[match.end() :], origin)
    match = _BUDDHIST.search(text)
    month = next((n for n, names in enumerate(_THAI, 1) if match and match.group(2).startswith(names)), None)
    if match is None or month is None:
        return None
    day = date(int(match.group(3)) - 543, month, int(match.group(1)))
    return _with_clock(day, text[match.end() :], text[: match.start()], origin)


def _persian(text: str, origin: Origin) -> Moment | None:
    """A day of the Solar Hijri calendar, in digits or with the name of its month."""
    named, digits = _PERSIAN_NAMED.search(text), _PERSIAN_DIGITS.search(text)
    if named:
        month = _PERSIAN_MONTHS.index(named.group(2).replace("ي", "ی")) + 1
        day, year, end = int(named.group(1)), int(named.group(3)), named.end()
    elif digits:
        year, month, day, end = (int(digits.group(1)), int(digits.group(2)), int(digits.group(3)), digits.end())
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    past = (31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)) + day - 1
    return _with_clock(_nowruz(year) + timedelta(days=past), text[end:], origin)


def _nowruz(year: int) -> date:
    """The first day of a Persian year by the cycle of 33 years, which holds from 1244 to 1472."""
    low, high = sorted((year, 1400))
    leaps = sum(each % 33 in (1, 5, 9, 13, 17, 22, 26, 30) for each in range(low, high))
    days = 365 * (high - low) + leaps
    return date(2021, 3, 21) + timedelta(days=days if year > 1400 else -days)


def _vietnamese(text: str, origin: Origin) -> Moment | None:
    match = _VIETNAMESE.search(text)
    if not match:
        return None
    day = date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
    return _with_clock(day, text[match.end() :], text[: match.start()], origin)


def _digits(text: str, origin: Origin, language: str) -> Moment | None:
    match = _DIGITS.search(text)
    if not match:
        return None
    first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
    if len(match.group(4)) == 2:
        year += 2000
    month_first = (match.group(2) == "/" and language.lower() in ("en-us", "en_us")) or second > 12
    day, month = (second, first) if month_first else (first, second)
    return _with_clock(date(year, month, day), text[match.end() :], text[: match.start()], origin)


def _with_clock(day: date, *places: Any) -> Moment:
    *texts, origin = places
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
        offset = _offset(_zone_after(text[match.end() :].lstrip(" (").removeprefix("Uhr").lstrip()))
        return _minute(datetime(day.year, day.month, day.day, hour, minute), offset, origin)  # noqa: DTZ001
    return _day(day.year, day.month, day.day, origin)


_LOCALES: tuple[str, ...] = tuple(
    """
    en de fr es it pt nl da nb sv fi pl cs sk sl hr sr bs hu ro bg mk ru uk be el tr az kk lt lv et sq ca gl eu
    is ga cy id ms vi tl sw ar fa he hi bn ta te ml mr gu pa ur ne th ka hy mt af
    """.split()
)
_MORE_MONTHS = {"sept": 9, "mrz": 3, "maerz": 3, "juin": 6, "juil": 7, "fev": 2, "aout": 8, "dez": 12, "agu": 8}


@cache
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    """Month names of those languages, lower-cased, by the calendar data of `babel`."""
    from babel import Locale

    found: dict[str, int] = {}
    for name in languages:
        locale = Locale.parse(name)
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, month in locale.months[form][width].items():
                    key = month.lower().strip(". ")
                    if len(key) > (2 if key.isascii() else 1) and not key.isdigit():
                        found.setdefault(key, int(number))
    return found | _MORE_MONTHS


# A day beside a word, and a year: what has none is not worth a table.
_WORDED = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|er|º|ª|°)?\W{0,3}(?:de\s|di\s|of\s)?[^\W\d].{1,24}\d{4}|[^\W\d].{0,3}\s?\d{1,2}\D{1,6}\d{4}|\d{4}.{1,4}[^\W\d].{1,24}\d{1,2}"
)
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})\s*(?:st|nd|rd|th|er|º|ª|°|\.)?\s*(?:de|di|of|-|,)?\s*$")
_DAY_AFTER = re.compile(r"\W{0,3}(\d{1,2})(?!\d|[:h])")
_WORD = re.compile(r"[^\s\d.,;:|/()\-–—]+")


def _words(text: str, origin: Origin, language: str, captured: datetime | None) -> Moment | None:
    """A day, a month's name and a year, in whatever order; else what `dateparser` makes of it."""
    year = _YEAR.search(text)
    if year is None:
        has_words = any(char.isalpha() for char in text)
        if captured is None or not has_words or len(text) > _LONGEST_RELATIVE:
            return None
        return _relative(text, origin, language, captured)
    short = language.split("-")[0].lower()
    near = tuple(dict.fromkeys(name for name in (short, "en") if name in _LOCALES))
    # All tables take half a second to load: most pages need one.
    for languages in (near, tuple(_LOCALES)) if _WORDED.search(text) else ():
        months = _months(languages)
        for match in _WORD.finditer(text):
            word = match.group().lower().strip(".")
            # Hebrew sets "in" before the month without a space.
            month = months.get(word) or (months.get(word[1:]) if word[0] == "ב" else None)
            if month is not None and (moment := _around(text, match, month, year, origin)) is not None:
                return moment
    return None


def _around(text: str, match: re.Match[str], month: int, year: re.Match[str], origin: Origin) -> Moment | None:
    """The moment whose month's name stands at `match`."""
    before, after = _DAY_BEFORE.search(text[: match.start()]), _DAY_AFTER.match(text[match.end() :])
    chosen = before or after
    if chosen is None:
        return None
    try:
        day = date(int(year.group()), month, int(chosen.group(1)))
    except ValueError:
        return None
    end = match.end() + (after.end() if after is not None and before is None else 0)
    return _with_clock(day, text[max(year.end(), end) :], text[: before.start() if before else match.start()], origin)


def _relative(text: str, origin: Origin, language: str, captured: datetime) -> Moment | None:
    """A day without a year, or one counted from the capture ("3 days ago")."""
    import warnings

    import dateparser  # type: ignore[import-untyped]

    settings = {"RELATIVE_BASE": captured.replace(tzinfo=None), "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY",
                "RETURN_AS_TIMEZONE_AWARE": False}  # fmt: skip
    short = language.split("-")[0].lower()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = dateparser.parse(text, languages=[short or "en"], settings=settings)
    except Exception:  # the library raises what its rules happen to meet
        return None
    return _day(found.year, found.month, found.day, origin) if found else None
