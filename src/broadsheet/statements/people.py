"""The people of one article: full names, what they are, and who a surname or a pronoun stands for.

Requirement: a speaker is unknown rather than guessed. Theory: an article gives a name in full once, with
what its bearer is beside it, and then the surname. Known failures: two bearers of a surname are nobody;
places and companies of two words pass for people until they speak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.statements.cues import NAME

_NAME = re.compile(NAME)
_NO_NAME = frozenset(
    """The A An In On At But And Or If When While After Before For From Its His Her Their This That These Those Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November
    December It He She They We You I As By With To Of Not No Yes So There Here What Why How Who Which Some Many Most More
    One Two Three Also However Meanwhile Earlier Later Yesterday Today""".split()
)
_BEFORE = re.compile(r"((?:(?:[Tt]he|[Aa]n?)\s+)?(?:[A-Z]?[a-z][\w’'\-]*\s+|[A-Z][\w’'\-]*\s+(?=[a-z])){1,6})$")
_AFTER = re.compile(r",\s+((?:the|an?|who|[a-z][\w’'\-]*|[A-Z][\w’'\-]*)\b[^,.;:“”\"\n]{3,90}?)(?=,|\.(?:\s|$)|\s+(?:said|told|says)\b)")
_OFFICE = re.compile(
    r"\b(?:minister|president|chancellor|mayor|chief|head|director|professor|spokes\w+|secretary|leader|chair\w*|officer|judge|"
    r"governor|senator|deputy|economist|analyst|researcher|doctor|teacher|engineer|coach|captain|owner|manager|founder|"
    r"ambassador|commissioner|lawyer|attorney|general|academic|expert|historian|fellow|editor|correspondent|envoy|premier|"
    r"negotiator|resident|farmer|fisherman|nurse|author|scientist|biologist|epidemiologist|hydrologist|master|runs|leads|heads)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A full name, its first place and the place of what its bearer is (None where the article does not say)."""

    name: str
    span: tuple[int, int]
    role: tuple[int, int] | None
    mentions: tuple[int, ...]


def people(text: str) -> tuple[Person, ...]:
    """Bearers of names of two words or more, by first mention."""
    first: dict[str, tuple[int, int]] = {}
    mentions: dict[str, list[int]] = {}
    for match in _NAME.finditer(text):
        start, end = _trimmed(text, match.start(), match.end())
        name = text[start:end]
        if len(name.split()) < 2 or name.isupper():
            continue
        first.setdefault(name, (start, end))
        mentions.setdefault(name, []).append(start)
    found = []
    for name, span in first.items():
        roles = [role for at in mentions[name] if (role := _role(text, at, at + len(name)))]
        found.append(Person(name, span, roles[0] if roles else None, tuple(mentions[name])))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a word at the head that only began a sentence, or a possessive at the end."""
    words = list(re.finditer(r"\S+", text[start:end]))
    while words and words[0].group() in _NO_NAME:
        words = words[1:]
    if not words:
        return start, start
    begin, stop = start + words[0].start(), start + words[-1].end()
    for ending in ("’s", "'s"):
        if text[begin:stop].endswith(ending):
            stop -= 2
    return begin, stop


def _role(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words beside a name that say what its bearer is."""
    after = _AFTER.match(text, end)
    if after and _OFFICE.search(after.group(1)):
        return after.span(1)
    line = text.rfind("\n", 0, start) + 1
    before = _BEFORE.search(text[line:start])
    if before and _OFFICE.search(before.group(1)):
        words = before.group(1)
        head = re.search(r"(?:[\w’'\-]+\s+){0,4}" + _OFFICE.pattern + r"(?:\s+of\s+\w+)?\s*$", words, re.IGNORECASE)
        if head:
            begin = line + before.start(1) + head.start()
            return begin, begin + len(words[head.start() :].rstrip())
    return None


def resolve(source: str, at: int, found: tuple[Person, ...]) -> Person | None:
    """Whom a source names: by full name, else by a surname that only one person of the article has."""
    named = [person for person in found if re.search(rf"\b{re.escape(person.name)}\b", source)]
    if named:
        return max(named, key=lambda person: len(person.name))
    words = set(re.findall(r"[\w’'\-]+", re.sub(r"[’']s\b", "", source)))
    bearers = [person for person in found if person.name.split()[-1] in words and person.name.split()[-1][0].isupper()]
    surnames = {person.name.split()[-1] for person in bearers}
    if len(surnames) == 1:
        longest = {person.name for person in bearers}
        if len(longest) == 1 or all(name in max(longest, key=len) for name in longest):
            return max(bearers, key=lambda person: (len(person.name), -person.span[0]))
    return None
