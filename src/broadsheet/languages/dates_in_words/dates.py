"""Dates as pages and feeds write them: ISO 8601, RFC 822, epochs, digits, and words in many languages.

What has no time of day is a day and never midnight. A date without a zone is kept as written, its
`offset` None; one whose zone is not known (`languages.dates_in_words.timezones`) is a day. A date later than 26 hours after the capture is
set back to it and marked; one that is out of range (`text.times`) is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from broadsheet.languages.dates_in_words.clocks import DatePlace
from broadsheet.languages.dates_in_words.numbered_dates import LONGEST, READERS, digits
from broadsheet.languages.dates_in_words.worded_dates import FUTURE, in_words
from broadsheet.languages.loading import any_of, once, table
from broadsheet.languages.tables import Calendar
from broadsheet.model.moment import Moment, Origin
from broadsheet.text.times import is_plausible, plausible

__all__ = ["FUTURE", "clamp", "in_ascii_digits", "parse", "refused"]
_EARLIEST = 1900
_LOCAL_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯", "0123456789" * 4)
_HOURS = re.compile(r"(\d{1,2})\s*[時时點点시](?![間间간])\s*(?:(\d{1,2})\s*[分분])?")
_WIDE_COLON = re.compile(r"(?<=\d)：(?=\d)")
_STATED_YEAR = re.compile(r"(?<![\d+:.])\d{4}(?=-\d\d-\d\d|\s+\d{1,2}:\d\d)")


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
    text, where = _plain(" ".join(text.split())), DatePlace(origin, language)
    if not text or not any(char.isdigit() for char in text):
        return None
    year = _STATED_YEAR.search(text[:LONGEST])
    if year and year.group()[0] in "09":  # the zero of a program's clock, or its end: no reader makes 2001 of year 1
        return None
    for reader in READERS:
        if (moment := _guarded(reader, text, where)) is not None:
            return clamp(moment, captured)
    if len(text) > LONGEST:
        return None
    moment = _guarded(digits, text, where)
    if moment is None and words:
        moment = in_words(text, where, captured, abroad=abroad)
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
def _two_words() -> dict[str, str]:
    """Arabic names of months that are two words, and others for them that are one."""
    return {form: forms[0] for forms in table("ar", Calendar).months for form in forms if " " in form}


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


def _guarded(reader: Callable[[str, DatePlace], Moment | None], text: str, where: DatePlace) -> Moment | None:
    try:
        found = reader(text, where)
    except (ValueError, OverflowError, TypeError):
        return None
    return found if found is not None and found.at.year >= _EARLIEST else None


def refused(text: str, *, origin: Origin, captured: datetime | None, language: str = "") -> str:
    """The time that `text` states and that is none since it is out of range; "" where it states no such time."""
    found = parse(text, origin=origin, language=language, words=False)
    if found is not None:
        return "" if is_plausible(found.at, captured) else found.iso()
    year = _STATED_YEAR.search(text[:LONGEST])
    late = captured.year + 1 if captured else 9998
    return text.strip()[:LONGEST] if year and not 1990 <= int(year.group()) <= late else ""
