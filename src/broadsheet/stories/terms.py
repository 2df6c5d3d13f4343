"""The words of a report as weights: names, numbers and rare words carry a story."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from broadsheet.languages.loading import all_of, once
from broadsheet.languages.tables import StoryWords

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
NAME = 1.6  # how much more a capitalised word or a number says: best on the development sets
KEPT = 200  # terms of one report, and
READ = 6000  # characters of its text: the rest adds time and no accuracy


@once
def _stop() -> frozenset[str]:
    """Words that tell no event from another, in all languages."""
    return frozenset(all_of(StoryWords, lambda of: of.stop))


@lru_cache(maxsize=1024)
def counts(title: str, text: str) -> Mapping[str, int]:
    """Occurrences of each term, the title's twice; a term with a capital letter or a digit is marked with ``^``."""
    words = Counter(_TOKEN.findall(text[:READ]))
    for word in _TOKEN.findall(title):
        words[word] += 2
    found: dict[str, int] = {}
    for word, times in words.items():
        term = _term(word)
        if term:
            found[term] = found.get(term, 0) + times
    return found


def names(title: str) -> frozenset[str]:
    """The terms of a headline that are marked."""
    return frozenset(term for term in map(_term, _TOKEN.findall(title)) if term.startswith("^"))


@lru_cache(maxsize=100_000)
def _term(word: str) -> str:
    """The term that a word stands for; "" where it is too common."""
    low = word.lower()
    if low in _stop() or len(low) < 2:
        return ""
    if word[0].isupper() or word[0].isdigit():
        return f"^{low.removesuffix(chr(39) + 's').removesuffix('’s')}"
    return _stem(low)


def _stem(word: str) -> str:
    """Plural and past endings off: enough to bring "talks" and "talk" together."""
    for ending, least in (("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def frequencies(documents: Iterable[Mapping[str, int]]) -> Counter[str]:
    """In how many documents each term stands."""
    found: Counter[str] = Counter()
    for document in documents:
        found.update(document.keys())
    return found


def rarity(term: str, frequency: Mapping[str, int], total: int) -> float:
    """Inverse document frequency."""
    return math.log((total + 1) / (frequency.get(term, 0) + 0.5))
