"""Words and their kinds: closed classes by list, names by capitals, verbs by the lexicon, the rest by their endings.

Requirement: one kind for each word, in time that does not depend on its neighbours. Theory: the small words and the
capitals of a sentence show its frame. Known failures: nouns that look like verbs ("plans") are told apart in `cues`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from broadsheet.languages.en.grammar.lexicon import FORMS, VerbForm

_CLOSED: dict[str, str] = {}


def _closed(kind: str, words: str) -> None:
    for word in words.split():
        _CLOSED.setdefault(word, kind)


_closed("subj", "he she they we i it there you nobody everyone everybody someone somebody")
_closed("obj", "him them us me himself herself themselves itself myself ourselves yourself")
_closed("poss", "his her their its my our your")
_closed(
    "det",
    """the a an this these those some any many most several few all both each every no another other such one two three
    four five six seven eight nine ten half more fewer less much nothing something anything everything dozens hundreds thousands others neither either enough""",
)
_closed("that", "that")
_closed("to", "to")
_closed("rel", "who which whose whom")
_closed("wh", "whether how why what")
_closed("if", "if when where")
_closed(
    "sub",
    """because although though while as since until unless whereas after before than despite except besides
    lest whenever wherever whatever whoever""",
)
_closed("conj", "and but or nor yet plus &")
_closed(
    "prep",
    """of in on at by for with from about into over under against between among during through throughout without
    within toward towards across behind beyond near amid amidst upon onto off out up down around along outside inside via per like
    regarding concerning following including alongside beside below above""",
)
_closed(
    "aux",
    """is are was were be been being am has have had having do does did doing will would can could shall should may might
    must 's 're 've 'd 'll 'm ’s ’re ’ve ’d ’ll ’m ca wo ai""",
)
_closed("neg", "not never n't n’t")
_closed(
    "adv",
    """also then now later still just even only again already once ever often always soon here instead too so rather quite
    perhaps maybe almost further furthermore moreover however nevertheless nonetheless meanwhile therefore thus indeed
    well very yet far back away together twice alone likewise otherwise somewhat altogether long publicly first both once""",
)
_closed(
    "time",
    """today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday earlier recently ago
    january february march april june july august september october november december""",
)
CLOSED = frozenset(_CLOSED)
TIME_HEADS = frozenset(
    """week month year morning afternoon evening night day weekend summer winter spring autumn fall days weeks months years
    decade hour hours minutes moment time quarter term""".split()
)
# Where or in what something is said: "in a statement", "at a rally".
OCCASIONS = frozenset(
    """statement interview speech tweet email letter report release news press conference briefing rally phone telephone television
    post memo message column essay editorial article testimony hearing debate meeting filing affidavit lawsuit note video address
    blog book op-ed morning afternoon evening night""".split()
)
_NOT_ADVERBS = frozenset(
    """family only early daily weekly monthly friendly likely ally rally reply supply july italy assembly police anomaly monopoly
    bully belly lovely lonely ugly elderly apply deadly costly fly imply rely comply homily""".split()
)
VERBS = frozenset(
    """went came took got made gave left lost won ran met led became began kept held brought fell grew stood sat sent spent built
    paid rose set hit put cut let saw knew thought felt heard told lay sought fought caught bought drew threw wore drove broke
    chose spoke wrote ate slept dealt taught struck swept flew hung shook stole gets goes comes takes makes gives leaves loses
    wins runs meets leads becomes begins keeps holds brings falls grows stands sits sends spends builds pays rises sets hits puts
    cuts lets needs uses moves turns plays works lives happens follows includes remains helps starts stops tries looks seems
    appears faces pulls pushes continues allows creates offers receives carries""".split()
)


class Token(NamedTuple):
    """[start, end) in the text; `kind` is its class ("Q": a quotation of speech); `reading` where it can be a cue."""

    start: int
    end: int
    low: str
    kind: str
    reading: VerbForm | None = None


# The space stands first, since an expression is found faster by a character than by what stands before it.
_CAPITAL = re.compile(r" (?<=[\w,;)] )([^\W\d_a-z][\w’'-]+)")


def capitals(text: str) -> frozenset[str]:
    """The words that a text writes with a capital inside sentences."""
    return frozenset(_CAPITAL.findall(text))


_DASHES = frozenset("—–-―…")


def small_word(token: str, start: int, end: int) -> Token:
    """The word at [start, end), which begins with a small letter: four words in five do, and no neighbour matters."""
    low, kind, reading = _small(token)
    return Token(start, end, low, kind, reading)


def word_of(text: str, start: int, end: int, before: Sequence[Token], names: frozenset[str]) -> Token:
    """The word at [start, end), which follows those `before` it in its sentence. `names` are words that the text writes
    with a capital inside sentences."""
    token = text[start:end]
    first = token[0]
    if first.islower():
        return small_word(token, start, end)
    low = token.lower()
    last = before[-1].kind if before else ""
    if first.isdigit() or first in "$£€":
        return Token(start, end, low, "num")
    if not first.isalnum():
        if low in ("’s", "'s") and before:
            return Token(start, end, low, "aux" if last in ("subj", "rel", "wh", "that", "if") else "gen")
        return Token(start, end, low, "-" if first in _DASHES else _CLOSED.get(low, first))
    if not first.isupper():
        return Token(start, end, low, "word")
    initial = last in ("", "Q", ":", ".", "!", "?")
    if len(token) > 1 or token in "AI":
        known = _CLOSED.get(low)
        if known and (token == "I" or ((initial or known == "time") and low not in ("may", "us"))):
            return Token(start, end, low, known)
        if initial and token not in names and token != "US":
            reading = FORMS.get(low)
            name = reading is None and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
            return Token(start, end, low, "name" if name else "word", reading)
    return Token(start, end, low, "name")


@lru_cache(maxsize=20_000)
def _small(token: str) -> tuple[str, str, VerbForm | None]:
    """The word in small letters, its kind and its reading."""
    low = token.lower()
    kind = _CLOSED.get(low, "")
    if kind:
        return low, kind, None
    reading = FORMS.get(low)
    if reading is not None or low in TIME_HEADS:
        return low, "word", reading
    if low.endswith("ly") and low not in _NOT_ADVERBS:
        return low, "adv", None
    if low in VERBS:
        return low, "verb", None
    if low.endswith("ed") and len(low) > 4:
        return low, "ed", None
    if low.endswith("ing") and len(low) > 5:
        return low, "ing", None
    return low, "word", None
