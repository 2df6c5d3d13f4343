"""What a folder of a language may hold: a file a subject, and the keys of each, with what they mean.

A file is TOML, and every key of it stands here: one that does not is an error. A word is written as a reader sees it;
a pattern is a regular expression, matched without regard to case unless its key says otherwise.
"""

from __future__ import annotations

import msgspec

Words = tuple[str, ...]
Patterns = tuple[str, ...]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a language."""


class About(Table, frozen=True):
    """about.toml: the language itself."""

    name: str = ""  # in English


class Calendar(Table, frozen=True):
    """calendar.toml: how dates are written."""

    months: tuple[Words, ...] = ()  # twelve, from January: whole and short forms, as in a date and alone
    weekdays: tuple[Words, ...] = ()  # seven, from Monday
    stems: tuple[Words, ...] = ()  # twelve: how months begin that stand beside a year of the Buddha
    solar_months: tuple[Words, ...] = ()  # twelve of the Persian calendar
    declines: bool = False  # names of months take endings that the table lacks
    am_before: Patterns = ()  # halves of the day before a clock and behind it, as they are spelled
    pm_before: Patterns = ()
    am_behind: Patterns = ()
    pm_behind: Patterns = ()
    clock: Patterns = ()  # words beside a clock that name no day
    stamps: Patterns = ()  # labels before a date: "updated"


FILES: dict[str, type[Table]] = {"about": About, "calendar": Calendar}
