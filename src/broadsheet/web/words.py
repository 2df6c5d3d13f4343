"""Times, counts and corrections as all pages beside the edition word them. Pure."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from broadsheet.languages.dates_in_words.months import day_in_words
from broadsheet.model import Correction, Moment
from broadsheet.text.times import in_zone


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """``4 March 2026, 07:00``"""
    if at is None:
        return "never"
    try:
        local = in_zone(at, zone)
    except OverflowError:  # a moment at the edge of the calendar, as a page may state it
        local = at
    return f"{day_in_words(local)} {local.year}, {local:%H:%M}"


def stated(at: Moment | None, zone: ZoneInfo) -> str:
    """A time as an outlet states it: its day alone where no more is known."""
    if at is None:
        return "none"
    return moment(at.at, zone) if at.precision == "minute" else _plain_day(at.at.date())


def day(iso: str) -> str:
    """``Wednesday, 4 March 2026``"""
    found = date.fromisoformat(iso)
    return f"{found:%A}, {_plain_day(found)}"


def _plain_day(found: date) -> str:
    return f"{day_in_words(found)} {found.year}"


def count(number: int, one: str, many: str = "") -> str:
    """``1 article``, ``2 articles``"""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def correction(made: Correction, outlet: str, zone: ZoneInfo) -> str:
    """What was put right, and when."""
    when = _plain_day(in_zone(made.at, zone).date())
    if made.kind == "reader":
        return f"{when}: {made.words}"
    if made.kind == "withdrawn":
        return f"{when}: the text that this line cites was withdrawn."
    return f"{when}: {outlet or 'the outlet'} has edited the report that this line cites."
