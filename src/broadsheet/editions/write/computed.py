"""Computed Lines: each rule by its name, from named inputs to the words that are printed.

The same functions make a Line and check it, so that `verify` computes each one again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime

from broadsheet import languages
from broadsheet.editions.select import counts
from broadsheet.editions.select.counts import Inputs as Inputs
from broadsheet.languages.dates_in_words.months import day_in_words
from broadsheet.text.times import local

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


def some(number: int, one: str, many: str = "") -> str:
    """``1 report``, ``2 reports``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def clock_time(local: datetime) -> str:
    """``14:30``; in an hour that a clock change brings twice, with the name that the zone has at that time."""
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local:%H:%M} {local.tzname()}" if twice else f"{local:%H:%M}"


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
    here = local(datetime.fromisoformat(at), zone)
    return f"First with it, to the minute: {outlet}, {day_in_words(here.date())}, {clock_time(here)}."


def _since(values: Values) -> str:
    day = date.fromisoformat(values["edition"][0])
    new, copies = len(values["originals"]), len(values["copies"])
    news = some(new, "new original report") if new else "no new original report"
    more = f" and {some(copies, 'further copy', 'further copies')}" if copies else ""
    return f"Since the edition of {day_in_words(day)}: {news}{more}."


def _minutes(values: Values) -> str:
    minutes = max(1, round(int(values["words"][0]) / WORDS_A_MINUTE))
    return f"This edition ends here. It takes about {some(minutes, 'minute')} to read."


# What an edition leaves out, in the order in which it is said: a name for one and for more.
_LEFT_OUT: tuple[tuple[str, str, str], ...] = (
    ("room", "story with reports of its own, for want of room", "stories with reports of their own, for want of room"),
    ("single", "item of a single outlet", "items of a single outlet"),
    ("opinion", "opinion piece", "opinion pieces"),
    ("unchanged", "story that has not changed", "stories that have not changed"),
    ("filtered", "story that your filters hold back", "stories that your filters hold back"),
    ("filtered-articles", "article that your filters hold back", "articles that your filters hold back"),
    ("muted", "article of an outlet that is muted", "articles of outlets that are muted"),
    ("rest", "article that this recipe takes no line of", "articles that this recipe takes no line of"),
    ("closed", "article whose page is closed to us", "articles whose pages are closed to us"),
    ("unreadable", "page that could not be read", "pages that could not be read"),
    ("no-article", "page that is no article", "pages that are no articles"),
    ("old", "entry of a feed that is older than fetch.first_hours", "entries of feeds that are older than fetch.first_hours"),
    ("waiting", "page that waits to be fetched", "pages that wait to be fetched"),
)  # fmt: skip


def left_out(values: Values) -> tuple[str, ...]:
    """What was left out, a piece for each reason."""
    found = [some(len(values[kind]), one, many) for kind, one, many in _LEFT_OUT if values.get(kind)]
    for kind in sorted(each for each in values if each.startswith("language:") and values[each]):
        name = languages.named(kind.removeprefix("language:"))
        found.append(f"{some(len(values[kind]), 'article')} in {name} (see paper.languages)")
    return tuple(found)


def _left_out(values: Values) -> str:
    found = left_out(values)
    if not found:
        return "Nothing was left out."
    head = ", ".join(found[:-1])
    return f"Left out: {head + ' and ' if head else ''}{found[-1]}."


def _unread(values: Values) -> str:
    names = sorted({languages.named(tag) for tag in values["languages"]})
    if not names:
        return ""
    head = ", ".join(names[:-1])
    return f"Sentences of articles in {head + ' and ' if head else ''}{names[-1]} are not chosen yet."


def _quiet(values: Values) -> str:
    (floor,) = values["floor"]
    return f"A quiet day: no event had {some(int(floor), 'original report')} or more."


def _correction(values: Values) -> str:
    kind, words = values["kind"][0], values["words"][0]
    if values.get("behind"):
        return f"Put right: {words}"
    day = day_in_words(date.fromisoformat(values["edition"][0]))
    *others, last = [line.removeprefix("L") for line in values["line"]]
    lines = f"lines {', '.join(others)} and {last}" if others else f"line {last}"
    where = f"In the edition of {day} ({lines})"
    said = values.get("said", ("",))[0]
    if kind == "reader":
        return f"{where} stood: {said} Put right: {words}" if said else f"{where}, put right: {words}"
    if kind == "withdrawn":
        what = "the texts that they cite were withdrawn" if others else "the text that it cites was withdrawn"
        return f"{where}, {what}."
    still = "the words that were cited are changed" if values.get("changed") else "what was cited of it still stands"
    return f"{where}, {values['outlet'][0]} has edited its report since; {still}."


def _window(values: Values) -> str:
    (start,), (end,), (zone,) = values["start"], values["end"], values["zone"]
    one, two = local(datetime.fromisoformat(start), zone), local(datetime.fromisoformat(end), zone)
    articles, outlets, late = int(values["articles"][0]), int(values["outlets"][0]), int(values.get("late", ("0",))[0])
    more = f", and before that {some(late, 'article')} that came in late" if late else ""
    return (
        f"Made from {some(articles, 'article')} of {some(outlets, 'outlet')}, seen between {_day_of(one, values)}, "
        f"{clock_time(one)}, and {_day_of(two, values)}, {clock_time(two)} ({zone}){more}."
    )


def _day_of(at: datetime, values: Values) -> str:
    """The day, with its year where that is not the edition's."""
    (year,) = values.get("year", (str(at.year),))
    return day_in_words(at.date()) + ("" if str(at.year) == year else f" {at.year}")


def _not_shown(values: Values) -> str:
    number = len(values["lines"])
    return (
        f"This is the form for others: {some(number, 'line')} that {'quotes' if number == 1 else 'quote'} more than may be "
        f"shown to others {'stands' if number == 1 else 'stand'} in the private edition only."
    )


RULES: Mapping[str, Callable[[Values], str]] = {
    "section": _section,
    "counts": _counts,
    "first": _first,
    "since": _since,
    "minutes": _minutes,
    "left-out": _left_out,
    "not-shown": _not_shown,
    "correction": _correction,
    "quiet": _quiet,
    "unread": _unread,
    "window": _window,
}
