"""Counts that are overtaken by later ones: the dead, the injured, the missing, arrests, cases.

Requirement: an edition never prints a toll that a later report has raised. Theory: news writes the number beside
what it counts, or behind "toll". Known failures: two disasters in one text; a count of something else beside the word.
"""

from __future__ import annotations

import re

from broadsheet.languages.loading import table
from broadsheet.languages.tables import Headlines

_WORDS = {word: number for number, word in enumerate(table("en", Headlines).numbers)}
_TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
# A count has 18 digits at most: without a bound a row of a thousand thousands is read anew from each comma.
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,5}}|\d{{1,18}}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(list(_WORDS)[1:10])}))?|{'|'.join(_WORDS)})"
_COUNTED = {
    "dead": r"dead|deaths|killed|died|dies|fatalities|lost their lives|known to have died|bodies",
    "injured": r"injured|wounded|hurt|injuries",
    "missing": r"missing|unaccounted for",
    "arrested": r"arrested|arrests|detained",
    "cases": r"cases|infections|infected",
}
_BESIDE = {
    key: re.compile(rf"\b({_NUMBER})\b(?:\s+(?!{_NUMBER}\b)[^\s.;:“”\"]+){{0,4}}?\s+(?:{words})\b", re.IGNORECASE)
    for key, words in _COUNTED.items()
}
_BEFORE = {
    "dead": re.compile(
        rf"\b(?:toll|number of (?:dead|deaths|people killed|victims)|killing|kills?|claimed the lives of)\b[^.;:“”\"]{{0,60}}?\b({_NUMBER})\b",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        rf"\b(?:number of (?:injured|wounded)|injuring|wounding)\b[^.;:“”\"]{{0,50}}?\b({_NUMBER})\b", re.IGNORECASE
    ),
}


def find(text: str) -> dict[str, set[int]]:
    """The numbers that the text gives for each of what is counted."""
    found: dict[str, set[int]] = {}
    for patterns in (_BESIDE, _BEFORE):
        for key, pattern in patterns.items():
            for match in pattern.finditer(text):
                found.setdefault(key, set()).add(_value(match.group(1)))
    return found


def _value(words: str) -> int:
    plain = words.lower().replace(",", "")
    if plain.isdecimal():
        return int(plain)
    tens, _, ones = plain.partition("-")
    return _TENS[tens] + _WORDS.get(ones, 0) if tens in _TENS else _WORDS[plain]


def overtaken(words: str, later: str) -> bool:
    """Whether `later` counts the same as `words` and has none of its numbers."""
    newer = find(later)
    return any(key in newer and not values & newer[key] for key, values in find(words).items())
