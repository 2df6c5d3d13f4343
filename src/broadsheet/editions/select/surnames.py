"""Who is named by the last name only, so that a reader would ask who that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from broadsheet.languages.loading import all_of, once
from broadsheet.languages.tables import PeopleWords

# No part of a name has a hundred letters; without a bound a word of n letters is read in n² ways.
_FULL_NAME = re.compile(
    r"(?<![\w’'\-])([A-ZÀ-Þ][\w’'\-]{0,50}[a-zà-ÿ][\w\-]{0,50}) (?:[A-Z]\. )?([A-ZÀ-Þ][\w’'\-]{0,50}[a-zà-ÿ][\w\-]{0,50})(?![\w\-])"
)
_NAME = re.compile(r"(?<![\w’'\-])[A-ZÀ-Þ][\w’'\-]*[a-zà-ÿ][\w’'\-]*")
_CAPITAL = re.compile(r" [A-ZÀ-Þ]")
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\w+(?:[’'\-]+\w+)*")
_PARTS = 5  # of a last name such as "Smith-O’Neill"
_BESIDE = 120  # characters in front of a name in which the word beside it is looked for


def bare(words: str, text: str) -> frozenset[str]:
    """Full names of the text of which a sentence of it has only the last word."""
    known = _full_names(text)
    found = set()
    for match in _NAME.finditer(words):
        name = match.group().removesuffix("’s").removesuffix("'s")
        full = known.get(name)
        if full is None or full in words:
            continue
        before = words[max(0, match.start() - _BESIDE) : match.start()].rstrip()
        if not re.search(r"[A-ZÀ-Þ][\w’'\-]*\.?$", before) and not _CAPITAL.match(words, match.end()):
            found.add(full)
    return frozenset(found)


@once
def _no_names() -> tuple[frozenset[str], frozenset[str]]:
    """Words with a capital letter before and behind names that are no part of one, in all languages."""
    return (
        frozenset(all_of(PeopleWords, lambda of: of.before_names)),
        frozenset(all_of(PeopleWords, lambda of: of.behind_names)),
    )


@lru_cache(maxsize=32)
def _full_names(text: str) -> dict[str, str]:
    """By last name the first full name of a text, where the text calls its bearer by the last name as well."""
    before, after = _no_names()
    found: dict[str, str] = {}
    for match in _FULL_NAME.finditer(text):
        first, last = match.groups()
        plain = first.lower()
        if plain in before or last.lower() in after or last.lower() in before or first.endswith(("’s", "'s")):
            continue
        found.setdefault(last, match.group())
    return _called_by_last_name(text, found)


def _called_by_last_name(text: str, names: dict[str, str]) -> dict[str, str]:
    """Those of the names, by last name, of which the text somewhere has the last name without the first."""
    called: set[str] = set()
    for start, last in _last_names(text):
        full = names.get(last)
        if full is not None and not text.startswith(full, max(0, start + len(last) - len(full))):
            called.add(last)
    return {last: full for last, full in names.items() if last in called}


def _last_names(text: str) -> Iterator[tuple[int, str]]:
    """All that could be a last name, with its place: each word, and words that are joined, as a whole and in part."""
    for joined in _JOINED.finditer(text):
        parts = [match.span() for match in _WORD.finditer(text, *joined.span())]
        for number, (start, _) in enumerate(parts):
            for _, end in parts[number : number + _PARTS]:
                yield start, text[start:end]
