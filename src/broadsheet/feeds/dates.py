"""Dates of feeds: RFC 822 and ISO 8601 (W3CDTF) at once, the odd ones by what `text.dates` knows.

Shapes told apart: ``Tue, 03 Mar 2026 09:05:00 +0100`` with or without weekday, seconds and zone, day and month in
either order, years of two digits; ``2026-03-03T09:05:00.5Z`` and its shorter forms. A date without a time is a day.
A zone that nobody knows counts as UTC, as feedparser has it. A date more than 26 hours past the capture is set back
to the capture and marked, and is none where it is out of range; 26, since a zone that was left out may be as far as that. The zero of a program's clock
(the days around 1 January 1970, years before 1900) is no date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadsheet.model import Moment
from broadsheet.text.dates import clamp, parse, refused

# Dates in words take about a millisecond each, other odd ones 0.3: so many of them are read in one feed.
_PATIENCE = 300
_LAST_PATIENCE = 5_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ZONES_APART = timedelta(hours=14)

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5, "cet": 1, "cest": 2, "met": 1, "mest": 2,
    "eet": 2, "eest": 3, "msk": 3, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "adt": -3, "ast": -4, "at": -4, "edt": -4, "est": -5, "et": -5, "cdt": -5, "cst": -6, "ct": -6,
    "mdt": -6, "mst": -7, "mt": -7, "pdt": -7, "pst": -8, "pt": -8,
}  # fmt: skip
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.\d+)?)?\s*(?P<half>[ap]m)?"
_ZONE = (
    r"(?:\s*(?:etc/|gmt|utc)?(?P<sign>[+-])(?P<zone_hour>\d{1,2}):?(?P<zone_minute>\d{2})?|\s*(?P<zone>[a-z]{1,5}))?"
    r"\s*(?:\([^)]*\))?"
)
_MAIL = re.compile(
    r"(?:[a-z]{2,9}\.?,?\s*)?(?:(?P<day>\d{1,2})[\s-]+(?P<month>[a-z]{3,9})\.?|(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2}),?)"
    rf",?[\s-]+(?P<year>\d{{4}}|\d{{2}})\b,?(?:\s+{_CLOCK})?{_ZONE}",
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
    r"\s*(?:(?P<sign>[+-])(?P<zone_hour>\d{2}):?(?P<zone_minute>\d{2})?|(?P<zone>[a-z]{1,5}))?)?",
    re.IGNORECASE,
)
# The day in words of another language, and behind it a time as in mail.
_WORDED = re.compile(rf"(?P<words>.*\d{{4}}.*?[\s,])\s*{_CLOCK}{_ZONE}", re.IGNORECASE)


class Dates:
    """The dates of one feed. Without `captured` nothing is clamped."""

    __slots__ = ("_captured", "_patience", "_seen", "refused")

    def __init__(self, captured: datetime | None) -> None:
        self._captured = captured.astimezone(UTC) if captured else None
        self._patience = _PATIENCE
        self._seen: dict[str, Moment | None] = {}
        self.refused: list[str] = []  # what was stated and is out of range

    def moment(self, text: str) -> Moment | None:
        """When it was published or changed, or None where the text is no date."""
        if not text:
            return None
        if text in self._seen:
            return self._seen[text]
        found = self._seen[text] = self._read(text.strip())
        return found

    def _read(self, text: str) -> Moment | None:
        if not 3 < len(text) <= 100:
            return None
        match = _MAIL.fullmatch(text) or _ISO.fullmatch(text) or _UNIX.fullmatch(text)
        found = _from_match(match.groupdict()) if match else self._odd(text)
        kept = clamp(found, self._captured) if found and not _is_zero(found) else None
        if kept is None and (stated := found.iso() if found else refused(text, origin="feed", captured=self._captured)):
            self.refused.append(stated)
        return kept

    def _odd(self, text: str) -> Moment | None:
        """Words and other languages; few of them in one feed, since each takes its time."""
        self._patience -= 1
        if self._patience < -_LAST_PATIENCE:
            return None
        match = _WORDED.fullmatch(text)
        day = self._words(match.group("words")) if match else None
        if match is None or day is None or day.precision != "day":
            return self._words(text)
        if day.clamped:
            return replace(day, at=self._captured or day.at, precision="minute")
        part = match.groupdict()
        return _timed(datetime(day.at.year, day.at.month, day.at.day, tzinfo=UTC), part)

    def _words(self, text: str) -> Moment | None:
        return parse(text, origin="feed", captured=self._captured, words=self._patience >= 0)


def _is_zero(found: Moment) -> bool:
    return found.at.year < 1900 or abs(found.at - _EPOCH) <= _ZONES_APART


def _from_match(part: dict[str, str | None]) -> Moment | None:
    year = int(part["year"] or 0)
    if len(part["year"] or "") == 2:
        year += 2000 if year < 90 else 1900
    month = part["month"] or part.get("month2") or ""
    number = int(month) if month.isdecimal() else _MONTHS.get(month[:3].lower(), 0)
    try:
        if of_year := part.get("of_year"):
            day = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=int(of_year) - 1)
        else:
            day = datetime(year, number, int(part["day"] or part.get("day2") or 0), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return _timed(day, part) if part["hour"] is not None else Moment(day, "day", "feed")


def _timed(day: datetime, part: dict[str, str | None]) -> Moment | None:
    """That day at the time and in the zone of the match; 24:00 is the day's end."""
    hour, minute, second = _hour(part), int(part["minute"] or 0), int(part["second"] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    offset = _offset(part)
    passed = timedelta(hours=hour, minutes=minute - (offset or 0), seconds=min(second, 59))
    try:
        return Moment(day + passed, "minute", "feed", offset)
    except OverflowError:
        return None


def _hour(part: dict[str, str | None]) -> int:
    hour, half = int(part["hour"] or 0), (part.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        return hour % 12 + (12 if half == "pm" else 0)
    return hour


def _offset(part: dict[str, str | None]) -> int | None:
    if part["sign"]:
        minutes = int(part["zone_hour"] or 0) * 60 + int(part["zone_minute"] or 0)
        if minutes > 14 * 60:
            return None
        return -minutes if part["sign"] == "-" else minutes
    zone = (part["zone"] or "").lower()
    return int(_ZONES[zone] * 60) if zone in _ZONES else None
