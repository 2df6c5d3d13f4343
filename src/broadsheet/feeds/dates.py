"""Dates of feeds: RFC 822 and ISO 8601 (W3CDTF) at once, the odd ones by what `text.dates` knows.

Shapes told apart: ``Tue, 03 Mar 2026 09:05:00 +0100`` with or without weekday, seconds and zone, day and month in
either order, years of two digits; ``2026-03-03T09:05:00.5Z`` and its shorter forms. A date without a time is a day.
A zone that nobody knows counts as UTC, as feedparser has it. A date more than 26 hours past the capture is set back
to the capture and marked; 26, since a zone that was left out may be as far as that.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from broadsheet.model import Moment

SLACK = timedelta(hours=26)
# Dates in words take about a millisecond each: so many of them are read in one feed.
_PATIENCE = 300

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
_MAIL = re.compile(
    r"(?:[a-z]{2,9}\.?,?\s*)?(?:(?P<day>\d{1,2})[\s-]+(?P<month>[a-z]{3,9})\.?|(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2}),?)"
    r",?[\s-]+(?P<year>\d{4}|\d{2})\b,?"
    r"(?:\s+(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.\d+)?)?\s*(?P<half>[ap]m)?)?"
    r"(?:\s*(?:etc/|gmt|utc)?(?P<sign>[+-])(?P<zone_hour>\d{1,2}):?(?P<zone_minute>\d{2})?|\s*(?P<zone>[a-z]{1,5}))?\s*(?:\([^)]*\))?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{1,2})-?(?P<day>\d{1,2})"
    r"(?:[T\s]\s*(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?:(?P<sign>[+-])(?P<zone_hour>\d{2}):?(?P<zone_minute>\d{2})?|(?P<zone>[a-z]{1,5}))?)?",
    re.IGNORECASE,
)


class Dates:
    """The dates of one feed. Without `captured` nothing is clamped."""

    __slots__ = ("_captured", "_patience", "_seen")

    def __init__(self, captured: datetime | None) -> None:
        self._captured = captured
        self._patience = _PATIENCE
        self._seen: dict[str, Moment | None] = {}

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
        match = _MAIL.fullmatch(text) or _ISO.fullmatch(text)
        found = _from_match(match) if match else self._odd(text)
        return _clamped(found, self._captured) if found else None

    def _odd(self, text: str) -> Moment | None:
        """Words and other languages. The library behind it is loaded only where a feed needs it."""
        from broadsheet.text.dates import parse

        self._patience -= 1
        return parse(text, origin="feed", captured=self._captured, words=self._patience >= 0)


def _from_match(match: re.Match[str]) -> Moment | None:
    part = match.groupdict()
    month = part["month"] or part.get("month2") or ""
    number = int(month) if month.isdecimal() else _MONTHS.get(month[:3].lower(), 0)
    year = int(part["year"])
    if len(part["year"]) == 2:
        year += 2000 if year < 90 else 1900
    day = int(part["day"] or part["day2"])
    try:
        if part["hour"] is None:
            return Moment(at=datetime(year, number, day, tzinfo=UTC), precision="day", origin="feed")
        local = datetime(
            year, number, day, _hour(part), int(part["minute"]), min(int(part["second"] or 0), 59), tzinfo=UTC
        )
        offset = _offset(part)
        return Moment(at=local - timedelta(minutes=offset or 0), precision="minute", origin="feed", offset=offset)
    except (ValueError, OverflowError):
        return None


def _hour(part: dict[str, str | None]) -> int:
    hour, half = int(part["hour"] or 0), (part.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        return hour % 12 + (12 if half == "pm" else 0)
    return hour


def _offset(part: dict[str, str | None]) -> int | None:
    if part["sign"]:
        minutes = int(part["zone_hour"] or 0) * 60 + int(part["zone_minute"] or 0)
        return -minutes if part["sign"] == "-" else minutes
    zone = (part["zone"] or "").lower()
    return int(_ZONES[zone] * 60) if zone in _ZONES else None


def _clamped(found: Moment, captured: datetime | None) -> Moment:
    if captured is None or found.at <= captured + SLACK:
        return found
    return Moment(
        at=captured.astimezone(UTC), precision=found.precision, origin="feed", offset=found.offset, clamped=True
    )
