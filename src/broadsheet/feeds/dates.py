"""Dates of feeds: RFC 822 and ISO 8601 (W3CDTF) at once, the odd ones by what `languages.dates_in_words` knows.

Shapes told apart: ``Tue, 03 Mar 2026 09:05:00 +0100`` with or without weekday, seconds and zone, day and month in
either order, years of two digits, names of months and days in any language; ``2026-03-03T09:05:00.5Z`` and its shorter
forms. A date without a time is a day, and so is one whose zone is not known: its clock would be taken for another. A
date without a zone counts as UTC, as feedparser has it. A date more than 26 hours past the capture is set back
to the capture and marked, and is none where it is out of range (`text.times`); 26, since a zone that was left out may be
as far as that. The zero of a program's clock (the days around 1 January 1970, years before 1900) is no date. What is given
and cannot be read is kept in `unread`, what is out of range in `refused`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadsheet.languages.dates_in_words import months
from broadsheet.languages.dates_in_words.dates import clamp, in_ascii_digits, parse, refused
from broadsheet.languages.dates_in_words.timezones import is_zone, offset_of
from broadsheet.model import Moment

# Dates in words take about a millisecond each, other odd ones 0.3: so many of them are read in one feed.
_PATIENCE = 300
_LAST_PATIENCE = 5_000
_MOST_UNREAD = 1_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ZONES_APART = timedelta(hours=14)

# What programs write whatever the language; all others ask the table of languages.
_MONTH_NAMES, _DAY_NAMES = months.whole_names("en")
_MONTHS = {
    name[:length]: number
    for number, name in enumerate(map(str.lower, _MONTH_NAMES), 1)
    for length in range(3, len(name) + 1)
}
_WEEKDAYS = {name[:length] for name in map(str.lower, _DAY_NAMES) for length in range(2, len(name) + 1)}
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.\d+)?)?\s*(?P<half>[ap]m)?"
# A number wins over a name, and a name in brackets says what none before it says.
_ZONE = (
    r"(?:\s*(?:etc/|gmt|utc)?\s?(?P<sign>[+-])(?P<zone_hour>\d{1,2}):?(?P<zone_minute>\d{2})?(?:\s+[a-z]{2,5})?"
    r"|\s*(?P<zone>[a-z]+/[a-z_/]+|[^\W\d_]{1,5}))?\s*(?:\((?P<aside>[^)]*)\))?"
)
_MAIL = re.compile(
    r"(?:(?P<weekday>[a-z]{2,9})\.?,?\s*)?(?:(?P<day>\d{1,2})[\s-]+(?P<month>[a-z]{3,9})\.?|(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2}),?)"
    rf",?[\s-]+(?P<year>\d{{4}}|\d{{2}})\b,?(?:\s+{_CLOCK})?{_ZONE}",
    re.IGNORECASE,
)
# The same in the words of any language; those of East Asia and Vietnam have a number in the month's name.
_NAME = r"[^\W\d](?:[^\d,،、]{0,24}[^\W\d_]\W?)?|\d{1,2}\s?[月월]|(?:thg|th[aá]ng|th|t)\.?\s?\d{1,2}"
_ABROAD = re.compile(
    r"(?:(?P<weekday>[^,،、]{1,20})[,،、]\s*|(?P<weekday2>[^\W\d]\S{0,15})\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:[.ºª]|er)?(?:[\s-]+|\sde\s)(?P<month>{_NAME})\.?|(?P<month2>{_NAME})\.?\s+(?P<day2>\d{{1,2}})\.?,?)"
    rf",?(?:[\s-]+|\sde\s)(?P<year>\d{{4}}|\d{{2}})\b\.?,?(?:\s+{_CLOCK})?{_ZONE}",
    re.IGNORECASE,
)
# As C's asctime and Unix's date have it: the year is last.
_UNIX = re.compile(
    rf"(?:[a-z]{{3}}\s+)?(?P<month>[a-z]{{3}})\s+(?P<day>\d{{1,2}})\s+{_CLOCK}{_ZONE}\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<month2>\d{2})(?P<day2>\d{2})|-?(?P<of_year>\d{3}))"
    r"(?:[T\s]\s*(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?:(?:gmt|utc)?(?P<sign>[+-])(?P<zone_hour>\d{2}):?(?P<zone_minute>\d{2})?|(?P<zone>[^\W\d_]{1,5}))?"
    r"\s*(?:\((?P<aside>[^)]*)\))?)?",
    re.IGNORECASE,
)
# The day in words of another language, and behind it a time as in mail.
_WORDED = re.compile(rf"(?P<words>.*\d{{4}}.*?[\s,])\s*{_CLOCK}{_ZONE}", re.IGNORECASE)
_ZONE_NAME = re.compile(r"[^\W\d_]{1,5}")
_SAYS = re.compile(r"[1-9]")
_BUDDHIST = range(2400, 2700)


class Dates:
    """The dates of one feed. Without `captured` nothing is clamped. `language` is that of the feed, where it says so."""

    __slots__ = ("_captured", "_patience", "_seen", "language", "refused", "unread")

    def __init__(self, captured: datetime | None, *, language: str = "") -> None:
        self._captured = captured.astimezone(UTC) if captured else None
        self._patience = _PATIENCE
        self._seen: dict[tuple[str, str], Moment | None] = {}
        self.language = language
        self.unread: list[str] = []
        self.refused: list[str] = []  # what was stated and is out of range

    def moment(self, text: str, language: str = "") -> Moment | None:
        """When it was published or changed, or None where the text is no date. `language` is that of the entry."""
        if not text:
            return None
        seen = text, language
        if seen in self._seen:
            return self._seen[seen]
        refusals = len(self.refused)
        found = self._seen[seen] = self._read(text.strip(), language or self.language)
        is_unread = found is None and len(self.refused) == refusals and len(self.unread) < _MOST_UNREAD
        if is_unread and _SAYS.search(text) and not _is_zero(self._bare(text)):
            self.unread.append(text.strip()[:100])
        return found

    def _read(self, text: str, language: str) -> Moment | None:
        if not 3 < len(text) <= 100:
            return None
        found = self._told(text, language)
        kept = clamp(found, self._captured) if found and not _is_zero(found) else None
        if kept is None and (stated := found.iso() if found else refused(text, origin="feed", captured=self._captured)):
            self.refused.append(stated)
        return kept

    def _bare(self, text: str) -> Moment | None:
        text = text.strip()
        match = _MAIL.fullmatch(text) or _ISO.fullmatch(text) or _UNIX.fullmatch(text) if len(text) <= 100 else None
        return _from_match(match.groupdict(), 0, "") if match else None

    def _told(self, text: str, language: str) -> Moment | None:
        match = _MAIL.fullmatch(text)
        if match:
            part = match.groupdict()
            month = _MONTHS.get((part["month"] or part["month2"]).lower())
            if month and (part["weekday"] is None or part["weekday"].lower() in _WEEKDAYS):
                return _from_match(part, month, language)
        elif (match := _ISO.fullmatch(text)) or (match := _UNIX.fullmatch(text)):
            return _from_match(match.groupdict(), 0, language)
        return self._abroad(text, language)

    def _abroad(self, text: str, language: str) -> Moment | None:
        """A date whose month or weekday is no English one; where the month may be two, none."""
        match = _ABROAD.fullmatch(unicodedata.normalize("NFC", in_ascii_digits(text)))
        if match is None:
            return self._odd(text, language)
        part = match.groupdict()
        name = part["month"] or part["month2"]
        month = months.month_of(
            name,
            year=_year(part),
            day=int(part["day"] or part["day2"]),
            language=language,
            weekday=part["weekday"] or part["weekday2"] or "",
        )
        if month is not None:
            return _from_match(part, month, language)
        return None if months.candidates(name) else self._odd(text, language)

    def _odd(self, text: str, language: str) -> Moment | None:
        """Words and other languages; few of them in one feed, since each takes its time."""
        self._patience -= 1
        if self._patience < -_LAST_PATIENCE:
            return None
        match = _WORDED.fullmatch(text)
        day = self._words(match.group("words"), language) if match else None
        if match is None or day is None or day.precision != "day":
            return self._words(text, language)
        if day.clamped:
            return replace(day, at=self._captured or day.at, precision="minute")
        part = match.groupdict()
        return _timed(datetime(day.at.year, day.at.month, day.at.day, tzinfo=UTC), part, language)

    def _words(self, text: str, language: str) -> Moment | None:
        words = self._patience >= 0
        return parse(text, origin="feed", captured=self._captured, language=language, words=words)


def _is_zero(found: Moment | None) -> bool:
    return found is not None and (found.at.year < 1900 or abs(found.at - _EPOCH) <= _ZONES_APART)


def _year(part: dict[str, str | None]) -> int:
    year = int(part["year"] or 0)
    if len(part["year"] or "") == 2:
        return year + (2000 if year < 90 else 1900)
    return year - 543 if year in _BUDDHIST else year


def _from_match(part: dict[str, str | None], number: int, language: str) -> Moment | None:
    """The moment of a match; `number` is that of the month where the match has its name in another language."""
    month = part["month"] or part.get("month2") or ""
    number = number or (int(month) if month.isdecimal() else _MONTHS.get(month.lower(), 0))
    try:
        if of_year := part.get("of_year"):
            day = datetime(_year(part), 1, 1, tzinfo=UTC) + timedelta(days=int(of_year) - 1)
        else:
            day = datetime(_year(part), number, int(part["day"] or part.get("day2") or 0), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return _timed(day, part, language) if part["hour"] is not None else Moment(day, "day", "feed")


def _timed(day: datetime, part: dict[str, str | None], language: str) -> Moment | None:
    """That day at the time and in the zone of the match; 24:00 is the day's end. The day alone where the zone is not known."""
    hour, minute, second = _hour(part), int(part["minute"] or 0), int(part["second"] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    passed = timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    try:
        local = day + passed
        named = "" if part["sign"] else _zone_name(part["zone"] or part["aside"] or "")
        offset = offset_of(named, local=local.replace(tzinfo=None), language=language) if named else _offset(part)
        if offset is None and (named or part["sign"]):
            return Moment(day, "day", "feed")
        return Moment(local - timedelta(minutes=offset or 0), "minute", "feed", offset)
    except OverflowError:
        return None


def _hour(part: dict[str, str | None]) -> int:
    hour, half = int(part["hour"] or 0), (part.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        return hour % 12 + (12 if half == "pm" else 0)
    return hour


def _zone_name(word: str) -> str:
    """The word behind the clock, or in brackets, where it names a zone, known or not: "Uhr" and remarks are none."""
    word = word.strip()
    is_name = "/" in word or is_zone(word) or (word.isupper() and _ZONE_NAME.fullmatch(word))
    return word if is_name else ""


def _offset(part: dict[str, str | None]) -> int | None:
    if not part["sign"]:
        return None
    minutes = int(part["zone_hour"] or 0) * 60 + int(part["zone_minute"] or 0)
    # No zone is further from UTC, nor has one more than 59 minutes behind its hours.
    if minutes > 14 * 60 or int(part["zone_minute"] or 0) > 59:
        return None
    return -minutes if part["sign"] == "-" else minutes
