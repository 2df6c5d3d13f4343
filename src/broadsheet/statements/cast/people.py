"""The people and bodies of one article: full names, what they are as written beside them, and where they are mentioned.

Requirement: two bearers of a surname are never confused. Theory: an article gives a name in full once, with what its
bearer is beside it, and then the surname. Known failures: a role given in a sentence of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from broadsheet.model import Offsets
from broadsheet.statements.cast.names import AMBIGUOUS, COURTESY, FEMALE, MALE, Mention, given_gender, mentions, surname
from broadsheet.statements.cast.roles import role_beside

Gender = Literal["", "he", "she"]

_MOST = 40  # bearers of one word of a name; more than that are a list, and nobody is meant by it


@dataclass(slots=True)
class Bearer:
    """A person or body: fullest name, the place to quote it from, what it is there (None where the article does not
    say), and its places outside of reported speech, in order."""

    name: str
    span: Offsets
    role: Offsets | None
    person: bool
    gender: Gender = ""
    places: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    office: frozenset[str] = frozenset()  # the words of its titles and role
    spoke: bool = False
    alone: bool = False  # called by one name without an article

    @property
    def human(self) -> bool:
        """Whether more than capitals says that this is a person."""
        return self.person and bool(self.gender or self.office or self.spoke or self.alone)


class Cast:
    """All bearers of names in an article."""

    def __init__(
        self, found: Sequence[Mention], bearers: Sequence[Bearer], reported: Sequence[Offsets], text: str
    ) -> None:
        self._mentions = found
        self._starts = [mention.start for mention in found]
        self._reported = _merged(reported)
        self._by_word: dict[str, list[tuple[Bearer, list[str], str]]] = {}  # with the words and the surname of each
        self._acronyms: dict[str, Bearer] = {}
        for bearer in bearers:
            words, last = bearer.name.split(), surname(bearer.name)
            for word in {words[0], words[-1], last}:
                self._by_word.setdefault(word, []).append((bearer, words, last))
            # "Lake Survey Council (LSC)"
            if short := _ACRONYM.match(text, bearer.span[1]):
                self._acronyms[short.group(1)] = bearer
        self._by_office: dict[str, list[Bearer]] = {}
        self._places: list[tuple[int, Bearer]] = []
        self._place_starts: list[int] = []

    def settle(self, bearers: Sequence[Bearer]) -> None:
        """Takes in what was learned of the bearers: their places and offices."""
        pairs = ((place, bearer) for bearer in bearers for place in bearer.places)
        self._places = sorted(pairs, key=lambda each: each[0])
        self._place_starts = [place for place, _ in self._places]
        for bearer in bearers:
            for word in bearer.office if bearer.person else ():
                self._by_office.setdefault(word, []).append(bearer)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in [start, end), in order."""
        found = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    def between(self, start: int, end: int) -> list[tuple[int, Bearer]]:
        """The places in [start, end) with their bearers, in order; those in reported speech are none."""
        return self._places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def holders(self, office: str) -> Sequence[Bearer]:
        """The people in whose titles or role a word stands."""
        found = self._by_office.get(office, ())
        return found if len(found) <= _MOST else ()

    def is_reported(self, place: int) -> bool:
        """Whether a place lies in speech, quoted or not."""
        at = bisect_right(self._reported, place, key=lambda span: span[0]) - 1
        return at >= 0 and place < self._reported[at][1]

    def is_ambiguous(self, name: str) -> bool:
        """Whether several bearers could be meant by the name."""
        return len(self._fitting(name)) > 1

    def named(self, name: str, titles: frozenset[str] = frozenset()) -> Bearer | None:
        """Whom a name stands for: the bearer whose full name ends (or, for one word, begins) with it, if there is one only."""
        found = self._fitting(name)
        if not found:
            return self._acronyms.get(name)
        if len(found) > 1:
            exact = [each for each in found if each.name == name and " " in name]
            gender = "he" if "mr" in titles else "she" if titles & {"mrs", "ms", "miss"} else ""
            found = exact or [each for each in found if gender and each.gender == gender]
        return found[0] if len(found) == 1 else None

    def _fitting(self, name: str) -> list[Bearer]:
        words = name.split()
        every = self._by_word.get(words[-1], [])
        # Of a list too long to search the first two say enough: the name is ambiguous.
        if len(every) > _MOST:
            return [bearer for bearer, _, _ in every[:2]]
        return [bearer for bearer, full, last in every if _agrees(full, last, words)]


def _agrees(full: list[str], last: str, words: list[str]) -> bool:
    """Whether these are the words of a name whose words are `full` and whose surname is `last`, or some of them."""
    if len(words) == 1:
        return words[0] in (full[0], last, full[-1])
    return full[-len(words) :] == words or (full[0] == words[0] and last == words[-1])


_ACRONYM = re.compile(r" \(([A-Z][A-Za-z]{1,7})\)")
_WORD = re.compile(r"[\w’'-]+")


def cast(text: str, lines: Sequence[Offsets], reported: Sequence[Offsets], names: frozenset[str]) -> Cast:
    """The cast of a text. `reported` are spans of speech, quoted or not: a name in there is no place to resolve
    a speaker's pronoun to. `names` are the `capitals` of the text."""
    capital = frozenset(word.lower() for word in names)
    found = [mention for start, end in lines for mention in mentions(text, start, end, capital)]
    bearers, fullest = _in_full(text, found)
    _by_title(found, bearers)
    made = Cast(found, list(bearers.values()), reported, text)
    for mention in found:
        bearer = bearers.get(fullest.get(mention.name, "")) or made.named(mention.name, titles_of(text, mention))
        if bearer is not None:
            _learn(text, bearer, mention)
            if not made.is_reported(mention.start):
                bearer.places.append(mention.start)
    for bearer in bearers.values():
        role = text[slice(*bearer.role)].lower() if bearer.role else ""
        bearer.office = frozenset(_WORD.findall(role)) | bearer.titles
    made.settle(list(bearers.values()))
    return made


def titles_of(text: str, mention: Mention) -> frozenset[str]:
    """The words in front of a name that belong to its title, in small letters."""
    return frozenset(word.lower().rstrip(".") for word in text[mention.title : mention.start].split())


def _in_full(text: str, found: Sequence[Mention]) -> tuple[dict[str, Bearer], dict[str, str]]:
    """(bearers by fullest name, the fullest name for each of two words or more)."""
    full: dict[str, list[Mention]] = {}
    for mention in found:
        if " " in mention.name:
            full.setdefault(mention.name, []).append(mention)
    names = _fullest(list(full))
    bearers: dict[str, Bearer] = {}
    for name in full:
        whole = names[name]
        if whole not in bearers:
            first = full[whole][0]
            bearers[whole] = Bearer(whole, (first.start, first.end), None, first.person, given_gender(whole))
            _introduce(text, bearers[whole], full[whole])
    return bearers, names


def _fullest(names: list[str]) -> dict[str, str]:
    """For each full name the longest that ends with it or has its first and last words ("Harry M. Reid", "Harry Reid")."""
    by_last: dict[str, list[str]] = {}
    for name in names:
        by_last.setdefault(surname(name), []).append(name)
    longest: dict[str, str] = {}
    for name in names:
        words, others = name.split(), by_last[surname(name)]
        fitting = (
            [other for other in others if len(other) > len(name) and _is_longer(other, words)]
            if len(others) <= _MOST
            else []
        )
        if not fitting and words[0].lower() in AMBIGUOUS and len(words) == 2:
            fitting = [
                other for other in others[:_MOST] if other.split()[0].lower() not in AMBIGUOUS
            ]  # "Justice Roberts"
        longest[name] = fitting[0] if len(fitting) == 1 else name
    return {name: longest.get(whole, whole) for name, whole in longest.items()}


def _is_longer(other: str, words: list[str]) -> bool:
    return other.endswith(" " + " ".join(words)) or (other.split()[0] == words[0] and len(words) == 2)


def _introduce(text: str, bearer: Bearer, places: Sequence[Mention]) -> None:
    """Finds what a bearer is beside one of its full mentions, and quotes name and role from there."""
    if not bearer.person:
        return
    for mention in places:
        role = role_beside(text, mention)
        if role is not None:
            bearer.role = role
            bearer.span = (mention.start, mention.end)
            words = set(_WORD.findall(text[slice(*role)].lower()))
            bearer.gender = bearer.gender or _gendered(words)
            return


def _by_title(found: Sequence[Mention], bearers: dict[str, Bearer]) -> None:
    """Adds people whom the article gives by a title and one name only ("Mr Ostelle")."""
    words = {word for name in bearers for word in (name.split()[0], surname(name))}
    for mention in found:
        if mention.person and mention.title < mention.start and " " not in mention.name and mention.name not in words:
            bearers.setdefault(mention.name, Bearer(mention.name, (mention.start, mention.end), None, True))


def _learn(text: str, bearer: Bearer, mention: Mention) -> None:
    titles = titles_of(text, mention)
    bearer.titles |= titles - COURTESY
    before = text[max(0, mention.title - 30) : mention.title].lower().split()
    bearer.gender = bearer.gender or _gendered(titles | set(before[-1:]))
    surnamed = " " in bearer.name and mention.name == surname(bearer.name)
    bearer.alone = bearer.alone or (surnamed and before[-1:] != ["the"])


def _gendered(words: set[str] | frozenset[str]) -> Gender:
    return "she" if words & FEMALE else "he" if words & MALE else ""


def _merged(spans: Sequence[Offsets]) -> list[Offsets]:
    merged: list[Offsets] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
