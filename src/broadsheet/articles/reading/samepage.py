"""One text at several addresses of a host, which differ in what their feed calls them: a wall, whatever it says.

Requirement: a block page or wall that no phrase gives away is no article. Theory: two articles of one
host have different texts, and a text has words of its headline in it. Copies of one article at two
addresses have one headline; one report under two headlines has words of both. A long text is taken for
a wall only where it stands at three addresses under three headlines. Known failures: the first such page
of a host, which has nothing to be held against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.articles.metadata import titles
from broadsheet.articles.rules.profiles import key_of

REASON = "same-page"

_SHORT, _LONG = 1_500, 6_000
_LEAST = 30
_ALIKE = 0.85
_SAME_TITLE = 0.8
_ABOUT = 0.4
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page showed: the Article that it is of, its host, its text, and what its feed (or else it) calls it."""

    article_id: str
    host: str
    title: str
    text: str


def told(pages: Sequence[Shown]) -> frozenset[int]:
    """The numbers of the pages that are one wall."""
    found: set[int] = set()
    hosts: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        if _LEAST <= len(page.text) <= _LONG:
            hosts.setdefault(page.host, []).append(number)
    for numbers in hosts.values():
        words = {number: _words(pages[number].text) for number in numbers} if len(numbers) > 1 else {}
        for number in numbers if words else ():
            if number in found:
                continue
            group = [other for other in numbers if _alike(words[number], words[other])]
            if _is_wall([pages[other] for other in group]):
                found.update(group)
    return frozenset(found)


def _is_wall(group: Sequence[Shown]) -> bool:
    """Whether pages of one text are a wall: of several Articles, under titles that differ and are not in the text."""
    if len({page.article_id for page in group}) < 2:
        return False
    titles: list[str] = []
    for page in group:
        if page.title and not any(_is_same_title(page.title, title) for title in titles):
            titles.append(page.title)
    least = 2 if len(group[0].text) < _SHORT else 3
    about = sum(_is_about(page.text, page.title) for page in group)
    return len(titles) >= least and about * 2 < len(group)


def _is_same_title(one: str, other: str) -> bool:
    """Whether two titles are one, perhaps with an outlet's name behind it."""
    first, second = titles.letters(one), titles.letters(other)
    return first in second or second in first or titles.likeness(one, other) >= _SAME_TITLE


def _is_about(text: str, title: str) -> bool:
    """Whether a good part of a title's words stand in the text, whatever their endings."""
    if _SPACELESS.search(title):
        letters = titles.letters(title)
        pieces = {letters[at : at + 2] for at in range(len(letters) - 1)}
    else:
        pieces = {word[:5] for word in re.findall(r"\w{4,}", title.casefold())}
    folded = text.casefold()
    return bool(pieces) and sum(piece in folded for piece in pieces) >= _ABOUT * len(pieces)


def _words(text: str) -> frozenset[str]:
    """The words of a text, each number alike."""
    folded = key_of(text)
    if _SPACELESS.search(folded):
        return frozenset(folded[at : at + 2] for at in range(len(folded) - 1))
    return frozenset(folded.split())


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * max(1, len(one | other))
