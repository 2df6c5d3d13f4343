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

from broadsheet.languages.en.entities.mentions import (
    AMBIGUOUS,
    COURTESY,
    FEMALE,
    MALE,
    Mention,
    given_gender,
    mentions,
    surname,
)
from broadsheet.languages.en.entities.roles import role_beside
from broadsheet.model import Offsets

Gender = Literal["", "he", "she"]

_MOST = 40  # bearers of one word of a name; more than that are a list, and nobody is meant by it


@dataclass(slots=True)
class Entity:
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


class Entities:
    """All entities of an article: the people and bodies that it names."""

    def __init__(
        self, found: Sequence[Mention], entities: Sequence[Entity], reported: Sequence[Offsets], text: str
    ) -> None:
        self._mentions = found
        self._starts = [mention.start for mention in found]
        self._reported = _merged(reported)
        self._by_word: dict[str, list[tuple[Entity, list[str], str]]] = {}  # with the words and the surname of each
        self._acronyms: dict[str, Entity] = {}
        for entity in entities:
            words, last = entity.name.split(), surname(entity.name)
            for word in {words[0], words[-1], last}:
                self._by_word.setdefault(word, []).append((entity, words, last))
            # "Lake Survey Council (LSC)"
            if short := _ACRONYM.match(text, entity.span[1]):
                self._acronyms[short.group(1)] = entity
        self._by_office: dict[str, list[Entity]] = {}
        self._places: list[tuple[int, Entity]] = []
        self._place_starts: list[int] = []

    def settle(self, entities: Sequence[Entity]) -> None:
        """Takes in what was learned of the bearers: their places and offices."""
        pairs = ((place, entity) for entity in entities for place in entity.places)
        self._places = sorted(pairs, key=lambda each: each[0])
        self._place_starts = [place for place, _ in self._places]
        for entity in entities:
            for word in entity.office if entity.person else ():
                self._by_office.setdefault(word, []).append(entity)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in [start, end), in order."""
        found = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    def between(self, start: int, end: int) -> list[tuple[int, Entity]]:
        """The places in [start, end) with their bearers, in order; those in reported speech are none."""
        return self._places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def holders(self, office: str) -> Sequence[Entity]:
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

    def named(self, name: str, titles: frozenset[str] = frozenset()) -> Entity | None:
        """Whom a name stands for: the bearer whose full name ends (or, for one word, begins) with it, if there is one only."""
        found = self._fitting(name)
        if not found:
            return self._acronyms.get(name)
        if len(found) > 1:
            exact = [each for each in found if each.name == name and " " in name]
            gender = "he" if "mr" in titles else "she" if titles & {"mrs", "ms", "miss"} else ""
            found = exact or [each for each in found if gender and each.gender == gender]
        return found[0] if len(found) == 1 else None

    def _fitting(self, name: str) -> list[Entity]:
        words = name.split()
        every = self._by_word.get(words[-1], [])
        # Of a list too long to search the first two say enough: the name is ambiguous.
        if len(every) > _MOST:
            return [entity for entity, _, _ in every[:2]]
        return [entity for entity, full, last in every if _agrees(full, last, words)]


def _agrees(full: list[str], last: str, words: list[str]) -> bool:
    """Whether these are the words of a name whose words are `full` and whose surname is `last`, or some of them."""
    if len(words) == 1:
        return words[0] in (full[0], last, full[-1])
    return full[-len(words) :] == words or (full[0] == words[0] and last == words[-1])


_ACRONYM = re.compile(r" \(([A-Z][A-Za-z]{1,7})\)")
_WORD = re.compile(r"[\w’'-]+")


def entities_of(text: str, lines: Sequence[Offsets], reported: Sequence[Offsets], names: frozenset[str]) -> Entities:
    """The entities of a text. `reported` are spans of speech, quoted or not: a name in there is no place to resolve
    a speaker's pronoun to. `names` are the `capitals` of the text."""
    capital = frozenset(word.lower() for word in names)
    found = [mention for start, end in lines for mention in mentions(text, start, end, capital)]
    entities, fullest = _in_full(text, found)
    _by_title(found, entities)
    made = Entities(found, list(entities.values()), reported, text)
    for mention in found:
        entity = entities.get(fullest.get(mention.name, "")) or made.named(mention.name, titles_of(text, mention))
        if entity is not None:
            _learn(text, entity, mention)
            if not made.is_reported(mention.start):
                entity.places.append(mention.start)
    for entity in entities.values():
        role = text[slice(*entity.role)].lower() if entity.role else ""
        entity.office = frozenset(_WORD.findall(role)) | entity.titles
    made.settle(list(entities.values()))
    return made


def titles_of(text: str, mention: Mention) -> frozenset[str]:
    """The words in front of a name that belong to its title, in small letters."""
    return frozenset(word.lower().rstrip(".") for word in text[mention.title : mention.start].split())


def _in_full(text: str, found: Sequence[Mention]) -> tuple[dict[str, Entity], dict[str, str]]:
    """(bearers by fullest name, the fullest name for each of two words or more)."""
    full: dict[str, list[Mention]] = {}
    for mention in found:
        if " " in mention.name:
            full.setdefault(mention.name, []).append(mention)
    names = _fullest(list(full))
    entities: dict[str, Entity] = {}
    for name in full:
        whole = names[name]
        if whole not in entities:
            first = full[whole][0]
            entities[whole] = Entity(whole, (first.start, first.end), None, first.person, given_gender(whole))
            _introduce(text, entities[whole], full[whole])
    return entities, names


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


def _introduce(text: str, entity: Entity, places: Sequence[Mention]) -> None:
    """Finds what a bearer is beside one of its full mentions, and quotes name and role from there."""
    if not entity.person:
        return
    for mention in places:
        role = role_beside(text, mention)
        if role is not None:
            entity.role = role
            entity.span = (mention.start, mention.end)
            words = set(_WORD.findall(text[slice(*role)].lower()))
            entity.gender = entity.gender or _gendered(words)
            return


def _by_title(found: Sequence[Mention], entities: dict[str, Entity]) -> None:
    """Adds people whom the article gives by a title and one name only ("Mr Ostelle")."""
    words = {word for name in entities for word in (name.split()[0], surname(name))}
    for mention in found:
        if mention.person and mention.title < mention.start and " " not in mention.name and mention.name not in words:
            entities.setdefault(mention.name, Entity(mention.name, (mention.start, mention.end), None, True))


def _learn(text: str, entity: Entity, mention: Mention) -> None:
    titles = titles_of(text, mention)
    entity.titles |= titles - COURTESY
    before = text[max(0, mention.title - 30) : mention.title].lower().split()
    entity.gender = entity.gender or _gendered(titles | set(before[-1:]))
    surnamed = " " in entity.name and mention.name == surname(entity.name)
    entity.alone = entity.alone or (surnamed and before[-1:] != ["the"])


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
