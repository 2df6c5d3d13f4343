"""Names of months in some seventy languages, and which month is meant where a name means two.

Requirement: the month, or none; never another one. Theory: the language of the text decides (lis is October in
Croatian and November in Polish); else the weekday beside it, whose name tells the language and whose number the
month; else the day, which one of the months may not have. What is left with two months is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from broadsheet.languages.loading import code_of, codes, once, table
from broadsheet.languages.tables import Calendar

_MARKS = re.compile("[\u0300-\u036f\u0653-\u0655\u200c\u200e\u200f\u0640]")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ي": "ی", "ك": "ک"})
_ENDS = " .,'’׳॰"
_IN_DIGITS = re.compile(r"(?:(?:thg|thang|th|t)\.? ?)?(\d{1,2}) ?[月월]?")
# Shorter ones are none of a month.
_SHORTEST = 3
_KEPT = 4096

Pair = tuple[str, int]
_NONE: frozenset[Pair] = frozenset()


def whole_names(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The whole names of the months, and of the days of the week, in a language."""
    calendar = table(code, Calendar)
    return tuple(forms[0] for forms in calendar.months), tuple(forms[0] for forms in calendar.weekdays)


def day_in_words(day: date, *, short: bool = False) -> str:
    """A day as the paper writes it, which is in English: ``3 March``, or ``3 Mar``."""
    month = _printed_months()[day.month - 1]
    return f"{day.day} {month[:3] if short else month}"


@once
def _printed_months() -> tuple[str, ...]:
    return whole_names("en")[0]


def month_of(
    name: str,
    *,
    year: int,
    day: int,
    language: str = "",
    weekday: str = "",
    among: Iterable[str] = (),
    whole: bool = False,
) -> int | None:
    """The number of the month that `name` means beside this day and year, or None.

    `language` is that of the text, `weekday` the name of a day of the week beside it; `among` limits the languages.
    With `whole` only whole names and known short forms count, as is right where it may be no month at all.
    """
    own = code_of(language)
    pairs = candidates(name, among)
    if not (whole or any(code in (own, "") for code, _ in pairs)) and weekday and own and _of_day(weekday, own):
        # "Ma, 03 mar" of a Finnish feed is no March.
        pairs = frozenset(pair for pair in _shortened(name) if pair[0] == own) or pairs
    pairs = pairs or (_NONE if whole else _among(_shortened(name), among))
    pairs = _narrowed(pairs, [pair for pair in pairs if pair[0] == own])
    if len({month for _, month in pairs}) > 1:
        weekdays = {pair: _weekday(year, pair[1], day) for pair in pairs}
        pairs = _narrowed(pairs, [pair for pair in pairs if weekdays[pair] is not None])
        if weekday:
            alike = [pair for pair in pairs if weekdays[pair] in _of_day(weekday, pair[0])]
            # A weekday in another language, English mostly, still has its number.
            pairs = _narrowed(pairs, alike or [pair for pair in pairs if weekdays[pair] in _of_day(weekday, "")])
    months = {month for _, month in pairs}
    return months.pop() if len(months) == 1 else None


def candidates(name: str, among: Iterable[str] = ()) -> frozenset[Pair]:
    """The languages in which that is a month's name, each with the month; only those of `among`, if any."""
    name = key(name)
    if (digits := _IN_DIGITS.fullmatch(name)) and not name.isdecimal():
        month = int(digits.group(1))
        return frozenset((("", month),)) if 1 <= month <= 12 else _NONE
    found = _names().get(name, _NONE)
    if not found and name[:1] == "ב":  # Hebrew sets "in" before the month without a space
        found = frozenset(pair for pair in _names().get(name[1:], _NONE) if pair[0] == "he")
    return _among(found, among)


def is_weekday(name: str, among: Iterable[str] = ()) -> bool:
    """Whether that is the name of a day of the week in one of these languages, or in any."""
    known = _days().get(key(name), _NONE)
    return bool(_among(known, among))


def declined(name: str, language: str) -> int | None:
    """The month of a name in another case than the table's, as Basque and Latvian have them."""
    name = key(name)
    fitting = {
        month
        for known, pairs in _names().items()
        for code, month in pairs
        if code == language and len(known) > 4 and name.startswith(known[:-1])
    }
    return fitting.pop() if len(fitting) == 1 else None


@lru_cache(_KEPT)
def key(name: str) -> str:
    """A name as the tables have it: small, without marks on Latin, Greek and Cyrillic letters, without dots."""
    name = unicodedata.normalize("NFD", name.casefold().replace("_", " "))
    bare = _MARKS.sub("", name).translate(_LETTERS).strip(_ENDS)
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def _among(pairs: frozenset[Pair], among: Iterable[str]) -> frozenset[Pair]:
    chosen = {"", *among}
    return pairs if len(chosen) == 1 else frozenset(pair for pair in pairs if pair[0] in chosen)


def _narrowed(pairs: frozenset[Pair], chosen: list[Pair]) -> frozenset[Pair]:
    return frozenset(chosen) or pairs


def _weekday(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def _of_day(name: str, language: str) -> set[int]:
    """The days of the week that the name may mean, in that language, or in any."""
    return {day for code, day in _days().get(key(name), _NONE) if language in ("", code)}


def _shortened(name: str) -> frozenset[Pair]:
    """The months whose names begin so: "lok" for lokakuu."""
    name = key(name)
    if len(name) < _SHORTEST:
        return _NONE
    kept = _beginnings()
    if name not in kept:
        if len(kept) >= _KEPT:
            kept.clear()
        kept[name] = frozenset().union(*(pairs for known, pairs in _names().items() if known.startswith(name)))
    return kept[name]


@once
def _beginnings() -> dict[str, frozenset[Pair]]:
    """What was asked for by the beginning of its name, kept."""
    return {}


@once
def _names() -> dict[str, frozenset[Pair]]:
    found: dict[str, set[Pair]] = {}
    for language in codes():
        for month, forms in enumerate(table(language, Calendar).months, 1):
            for form in forms:
                found.setdefault(key(form), set()).add((language, month))
    return {name: frozenset(pairs) for name, pairs in found.items()}


@once
def _days() -> dict[str, frozenset[Pair]]:
    found: dict[str, set[Pair]] = {}
    for language in codes():
        for day, forms in enumerate(table(language, Calendar).weekdays):
            names = {key(form) for form in forms}
            # The first three letters too: what programs write that know no abbreviations.
            for name in names | {name[:3] for name in names if name[:3].isalpha()}:
                found.setdefault(name, set()).add((language, day))
    return {name: frozenset(pairs) for name, pairs in found.items()}
