"""Dates with words: a day, a month's name and a year in whatever order; a day without a year; what `dateparser` reads."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from broadsheet.languages.dates_in_words import months
from broadsheet.languages.dates_in_words.clocks import CLOCK, CLOCK_12, DatePlace, with_clock
from broadsheet.languages.dates_in_words.timezones import is_zone
from broadsheet.languages.loading import any_of, code_of, once, table
from broadsheet.languages.tables import Calendar
from broadsheet.model.moment import Moment

FUTURE = timedelta(hours=26)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|2[45])\d{2}(?!\d)")
_SHORT_YEAR = re.compile(r"\d[-\s./]{1,2}[^\W\d]{3,}\.?[-\s./,']{1,2}(\d{2})(?=\s*(?:$|[,|•·–-]|\d{1,2}[:.]\d\d))")
# A month and a day in East Asian digits; two numbers before a clock or a day of the week.
_CALENDAR = re.compile(r"(?<!\d)(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_SLASHED = re.compile(
    r"(?<![\d:.])(\d{1,2})[./](\d{1,2})\.?(?=(?!\d)\D{0,12}\d{1,2}[:.h]\d\d(?!\d)|\s*[(（][月火水木金土日월화수목금토일一二三四五六])"
)
_DAY_AFTER = re.compile(r"\W{0,3}(\d{1,2})(?!\d|[:h])")
_WORD = re.compile(r"[^\s\d.,;:|/()\-–—]+")
_LONGEST_RELATIVE = 40
_MOST_RUNS = 12


@once
def _worded() -> re.Pattern[str]:
    """A day beside a word, and a year: what has none is not worth a table."""
    ordinal, link = any_of(Calendar, lambda of: of.ordinals), any_of(Calendar, lambda of: of.day_links)
    return re.compile(
        rf"\d{{1,2}}(?:{ordinal})?\W{{0,3}}(?:{link}\s)?[^\W\d].{{1,24}}\d{{4}}|[^\W\d].{{0,3}}\s?\d{{1,2}}\D{{1,6}}\d{{4}}|\d{{4}}.{{1,4}}[^\W\d].{{1,24}}\d{{1,2}}"
    )


@once
def _day_before() -> re.Pattern[str]:
    """The number of a day, before the name of its month."""
    ordinal, link = any_of(Calendar, lambda of: of.ordinals), any_of(Calendar, lambda of: of.day_links)
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s*(?:{ordinal}|\.)?\s*(?:{link}|-|/|,|،)?\s*$")


@once
def _stamps() -> re.Pattern[str]:
    """A label before a date, which no rule for dates understands."""
    return re.compile(rf"{any_of(Calendar, lambda of: of.stamps)}\W", re.IGNORECASE)


@once
def _only_clock() -> re.Pattern[str]:
    """Beside a clock, words that name no day."""
    return re.compile(rf"(?:\W|{any_of(Calendar, lambda of: of.clock)}|[ap]m)*", re.IGNORECASE)


def in_words(text: str, where: DatePlace, captured: datetime | None, *, abroad: bool) -> Moment | None:
    """A day, a month's name and a year, in whatever order; else what `dateparser` makes of it."""
    year = _YEAR.search(text) or _SHORT_YEAR.search(text)
    if year is None:
        has_words = any(char.isalpha() for char in text)
        if captured is None or not has_words or len(text) > _LONGEST_RELATIVE:
            return None
        return _relative(text, where, captured)
    if not (_worded().search(text) or year.lastindex):
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
    text: str, match: re.Match[str], year: re.Match[str], where: DatePlace, among: tuple[str, ...], weekdays: set[str]
) -> Moment | None:
    """The moment whose month's name stands at `match`, if it is one."""
    before, after = _day_before().search(text[: match.start()]), _DAY_AFTER.match(text[match.end() :])
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
    return with_clock(
        day,
        text[max(year.end(), end) :],
        text[: before.start() if before else match.start()],
        text[end : year.start()],
        where=where,
    )


def _yearless(text: str, where: DatePlace, captured: datetime) -> Moment | None:
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
        before, after = _day_before().search(text[: word.start()]), _DAY_AFTER.match(text[word.end() :])
        chosen = before or after
        if chosen is None:
            return None
        day = int(chosen.group(1))
        places = text[word.end() + (after.end() if before is None and after else 0) :], text[: word.start()]
    for year in (captured.year, captured.year - 1):
        moment = with_clock(date(year, month, day), *places, where=where)
        if moment.at <= captured + FUTURE:
            return moment
    return None


def _relative(text: str, where: DatePlace, captured: datetime) -> Moment | None:
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
    return with_clock(found.date(), text if CLOCK.search(text) else "", where=where) if found else None


def _counted(line: str, where: DatePlace, captured: datetime) -> datetime | None:
    """What `dateparser` makes of words that name a day. A clock alone names none, and is not joined with today's."""
    bare = CLOCK_12.sub(" ", CLOCK.sub(" ", line))
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
