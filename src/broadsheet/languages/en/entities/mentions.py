"""Capitalised names in a text, each mention with its title, and whether it is a person's or a body's.

Requirement: a name never crosses the end of a sentence or a line. Theory: a name is a run of capitalised words, joined
by single spaces, small particles and initials; the words up to the last title in it are no part of it. Known
failures: places of two words pass for people until they speak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from broadsheet.languages.en.grammar.words import CLOSED
from broadsheet.languages.loading import table
from broadsheet.languages.tables import Calendar, PeopleWords

_PARTICLE = r"(?:al|bin|ben|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|vom|von|y|zu)"
_WORD = r"[^\W\d_a-zß-öø-ÿ][^\W_]*(?:[-’'&][^\W_]+)*"
_PIECE = rf"(?:(?:[A-Z]\.){{1,3}}|(?:Mr|Mrs|Ms|Mx|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|Cpl|St|Prof|Col|Capt|Cmdr|Maj|Adm|Rev|Hon|Det|Jr|Sr)\.|{_WORD})"
_RUN = re.compile(rf"(?<![\w’'&.-]){_PIECE}(?: (?:{_PARTICLE} ){{0,2}}{_PIECE}){{0,7}}")

_PEOPLE = table("en", PeopleWords)
ROLES = frozenset(_PEOPLE.roles)
AMBIGUOUS = frozenset(_PEOPLE.ambiguous_roles)
COURTESY = frozenset(_PEOPLE.courtesy)
MALE = frozenset(_PEOPLE.male)
FEMALE = frozenset(_PEOPLE.female)
BODIES = frozenset(_PEOPLE.bodies)
# Words that begin a sentence and no name; "May" and "Will" begin names too.
_NO_NAME = (CLOSED - {"may", "will", "us", "long", "well", "march", "april", "june", "august"}) | frozenset(
    """last next former asked speaking according please thank let oh none monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december""".split()
)
_DATES = table("en", Calendar)
_CALENDAR = frozenset(forms[0].lower() for forms in (*_DATES.weekdays, *_DATES.months))


_CLASS = re.compile(
    r"\w+(?:icans|crats|ians|ists|uslims)$|(?:Jews|Latinos|Latinas|Hispanics|Texans|Tories|Liberals|Conservatives|Greens|Independents|Germans|Afghans|Koreans|Swedes|Turks|Kurds|Arabs|Greeks|Poles|Danes|Brits|Britons|Scots)$"
)


_OWNED = re.compile(r"[’']s (?=\S)")
_PIECES = re.compile(r"\S+")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")


NamePart = tuple[int, int, str]  # [start, end) and the word


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of a name: [start, end) without title; `title` is where the run begins (== start without one)."""

    name: str
    start: int
    end: int
    title: int
    person: bool


def mentions(text: str, start: int, end: int, capital: frozenset[str]) -> list[Mention]:
    """The names in a run of text without line breaks. `capital` are the words, in small letters, that the text writes
    with a capital inside sentences: one at the head of a sentence that never does so otherwise is no name by itself."""
    found = []
    for match in _RUN.finditer(text, start, end):
        at, run = match.start(), match.group()
        if " " not in run and _begins_only(text, at, run, capital):
            continue
        # "Radio Vessany's Tamsin Ejora" are two names.
        for owned in _OWNED.finditer(run) if "s " in run else ():
            mention = _mention(text, at, match.start() + owned.start() + 2, capital)
            found += [mention] if mention is not None else []
            at = match.start() + owned.end()
        mention = _mention(text, at, match.end(), capital)
        found += [mention] if mention is not None else []
    return found


def _begins_only(text: str, at: int, word: str, capital: frozenset[str]) -> bool:
    """Whether a capital only says that a sentence begins: true of every second word with one, and `_mention` takes long."""
    low = word.lower().rstrip(".")
    return (low in _NO_NAME and low != "may") or (low not in capital and _begins_sentence(text, at))


def _mention(text: str, start: int, end: int, capital: frozenset[str]) -> Mention | None:
    words = [(start + each.start(), start + each.end(), each.group()) for each in _PIECES.finditer(text[start:end])]
    words = _stripped(words, capital, begins=_begins_sentence(text, start))
    if not words:
        return None
    words = _with_particles(text, words)
    title = words[0][0]
    words = words[_title_words(words) :]
    first, stop = words[0][0], words[-1][1]
    if text.endswith(("’s", "'s"), first, stop):
        stop -= 2
    name = text[first:stop]
    if len(name) < 2 or _INITIALS.fullmatch(name) or _CLASS.match(words[-1][2]):
        return None  # "N.C." is a place, "House Republicans" are many
    office = words[-1][2].lower().rstrip(".")
    if office in ROLES and (len(words) == 1 or office not in AMBIGUOUS):
        return None  # "US President" without a name
    known = any(word.lower().rstrip(".’'") in BODIES for _, _, word in words)
    mixed = len(words) == 1 and name[1:] != name[1:].lower() and "’" not in name and "'" not in name  # "BuzzFeed"
    return Mention(name, first, stop, title, not (known or mixed or name.isupper()))


def _stripped(words: list[NamePart], capital: frozenset[str], *, begins: bool) -> list[NamePart]:
    """Without words at the ends that are no part of a name; `begins`: the first begins a sentence."""
    while words:
        low = words[0][2].lower().rstrip(".")
        common = low in _NO_NAME and (begins or low != "may")
        if not common and not (begins and len(words) == 1 and low not in capital):
            break
        words, begins = words[1:], False
    while words and words[-1][2].lower() in _CALENDAR:
        words = words[:-1]
    return words


def _title_words(words: list[NamePart]) -> int:
    """How many of the words are those of a title: up to the last one that is an office and not the name itself."""
    count = 0
    for number, (_, _, word) in enumerate(words[:-1]):
        low = word.lower().rstrip(".")
        first_name = low in AMBIGUOUS and number == 0 and len(words) == 2 and not word.endswith(".")
        if low in ROLES and not first_name:
            count = number + 1
    return count


# To look at the end of the words is faster than to look for the expression; few have one.
_PARTICLE_ENDS = tuple(f"{particle} " for particle in _PARTICLE[3:-1].split("|"))
_PARTICLES_BEFORE = re.compile(rf"(?<![\w’'-])(?:{_PARTICLE} )+$")


def _with_particles(text: str, words: list[NamePart]) -> list[NamePart]:
    """With the small words that a surname begins with where it stands alone ("de Blasio")."""
    start, end, _ = words[0]
    if not text.endswith(_PARTICLE_ENDS, max(0, start - 16), start):
        return words
    found = _PARTICLES_BEFORE.search(text, max(0, start - 16), start)
    if found is None or found.group() in ("la ", "le ", "te "):
        return words
    return [(found.start(), end, text[found.start() : end]), *words[1:]]


def _begins_sentence(text: str, at: int) -> bool:
    back = at - 1
    while back >= 0 and text[back] in " \t\xa0“‘\"'(":
        back -= 1
    return back < 0 or text[back] in '.!?:\n”’"—–-'


@lru_cache(maxsize=2_000)
def surname(name: str) -> str:
    """The last word of a name that is no "Jr." or numeral."""
    words = name.split()
    while len(words) > 1 and words[-1].rstrip(".").lower() in ("jr", "sr", "ii", "iii", "iv"):
        words = words[:-1]
    return words[-1]


_HE = frozenset(_PEOPLE.he)
_SHE = frozenset(_PEOPLE.she)


def given_gender(name: str) -> Literal["", "he", "she"]:
    """What a widely used first name says; "" for all others."""
    first = name.split()[0]
    return "he" if first in _HE else "she" if first in _SHE else ""
