"""Computed Lines: each rule by its name, from named inputs to the words that are printed.

The same functions make a Line and check it, so that `verify` computes each one again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from broadsheet.editions import counts
from broadsheet.text.relative import MONTHS
from broadsheet.text.times import in_zone

Inputs = tuple[tuple[str, tuple[str, ...]], ...]
Values = Mapping[str, tuple[str, ...]]

WORDS_A_MINUTE = 220  # silent reading of plain prose in English: Brysbaert 2019 gives 238; lists and names slow it

# What an outlet's section is called here: fixed words of ours for what outlets call alike.
_SECTIONS = {
    "World": "world international europe asia africa americas foreign abroad global middle-east us-news uk-news",
    "Politics": "politics government parliament elections election policy",
    "Business": "business economy finance money markets companies",
    "Science": "science environment climate space nature",
    "Health": "health medicine",
    "Culture": "culture arts books music film entertainment",
    "Sport": "sport sports football cricket tennis",
    "Technology": "technology tech",
    "Courts": "courts crime law justice",
    "Country": "national home local region regions news-national uplands",
}
_SECTION_OF = {word: name for name, words in _SECTIONS.items() for word in words.split()}


def text_of(rule: str, inputs: Inputs) -> str:
    """The words that a rule gives for its inputs. KeyError where there is no such rule."""
    return RULES[rule](dict(inputs))


def day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def some(number: int, one: str, many: str = "") -> str:
    """``1 report``, ``2 reports``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def section_name(section: str) -> str:
    """The section as we call it, or "" where outlets do not agree on what it is."""
    for word in section.lower().replace("/", " ").replace(" ", " ").split():
        if word in _SECTION_OF:
            return _SECTION_OF[word]
    return ""


def _section(values: Values) -> str:
    named = Counter(name for section in values["sections"] if (name := section_name(section)))
    return max(sorted(named), key=lambda name: named[name]) if named else ""


def _counts(values: Values) -> str:
    return counts.words(tuple(values.items()))


def _first(values: Values) -> str:
    (outlet,), (at,), (zone,) = values["outlet"], values["published"], values["zone"]
    local = in_zone(datetime.fromisoformat(at), ZoneInfo(zone))
    return f"First with it, to the minute: {outlet}, {day_in_words(local.date())}, {local:%H:%M}."


def _since(values: Values) -> str:
    day = date.fromisoformat(values["edition"][0])
    new, copies = len(values["originals"]), len(values["copies"])
    news = some(new, "new original report") if new else "no new original report"
    more = f" and {some(copies, 'further copy', 'further copies')}" if copies else ""
    return f"Since the edition of {day_in_words(day)}: {news}{more}."


def _minutes(values: Values) -> str:
    minutes = max(1, round(int(values["words"][0]) / WORDS_A_MINUTE))
    return f"This edition ends here. It takes about {some(minutes, 'minute')} to read."


def _left_out(values: Values) -> str:
    kinds = (
        (
            "room",
            "story with reports of its own, for want of room",
            "stories with reports of their own, for want of room",
        ),
        ("single", "item of a single outlet", "items of a single outlet"),
        ("opinion", "opinion piece", "opinion pieces"),
        ("unchanged", "story that has not changed", "stories that have not changed"),
        ("filtered", "story that your filters hold back", "stories that your filters hold back"),
    )
    found = [some(len(values.get(kind, ())), one, many) for kind, one, many in kinds if values.get(kind)]
    if not found:
        return "Nothing was left out."
    head = ", ".join(found[:-1])
    return f"Left out: {head + ' and ' if head else ''}{found[-1]}."


def _quiet(values: Values) -> str:
    (floor,) = values["floor"]
    return f"A quiet day: no event had {some(int(floor), 'original report')} or more."


def _correction(values: Values) -> str:
    day = day_in_words(date.fromisoformat(values["edition"][0]))
    *others, last = [line.removeprefix("L") for line in values["line"]]
    lines = f"lines {', '.join(others)} and {last}" if others else f"line {last}"
    where = f"To {lines} of the edition of {day}"
    kind = values["kind"][0]
    if kind == "reader":
        return f"{where}: {values['words'][0]}"
    if kind == "withdrawn":
        what = "the texts that they cite were withdrawn" if others else "the text that it cites was withdrawn"
        return f"{where}: {what}."
    return f"{where}: {values['outlet'][0]} has edited the report since; the words that were cited still stand in it."


def _window(values: Values) -> str:
    (start,), (end,), (zone,) = values["start"], values["end"], values["zone"]
    area = ZoneInfo(zone)
    one, two = in_zone(datetime.fromisoformat(start), area), in_zone(datetime.fromisoformat(end), area)
    articles, outlets = int(values["articles"][0]), int(values["outlets"][0])
    return (
        f"Made from {some(articles, 'article')} of {some(outlets, 'outlet')}, seen between {day_in_words(one.date())}, "
        f"{one:%H:%M}, and {day_in_words(two.date())}, {two:%H:%M} ({zone})."
    )


RULES: Mapping[str, Callable[[Values], str]] = {
    "section": _section,
    "counts": _counts,
    "first": _first,
    "since": _since,
    "minutes": _minutes,
    "left-out": _left_out,
    "correction": _correction,
    "quiet": _quiet,
    "window": _window,
}
