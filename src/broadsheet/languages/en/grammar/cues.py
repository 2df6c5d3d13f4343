"""Cues in their constructions: the verb with its helpers, and what kind of report follows it where.

Requirement: a verb counts only where a report really follows or goes before. Theory: the lexicon says what may follow;
what follows it is read in `complements`. Known failures: nouns that look like verbs in the present tense.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.languages.en.grammar.complements import Complement, Construction, Frame, complement, with_particle
from broadsheet.languages.en.grammar.lexicon import PHRASAL, PHRASES, Verb
from broadsheet.languages.en.grammar.phrases import Range, subject
from broadsheet.languages.en.grammar.prose import ParsedSentence

_BE = frozenset("is are was were be been being am 's ’s 're ’re 'm ’m".split())
_HAVE = frozenset("have has had having 've ’ve".split())
_PRONOMINAL = frozenset(
    """some many most others all both several few those one two three four five six seven eight nine ten half more neither either each
    another nothing something everything anything hundreds thousands dozens""".split()
)
_PLURALS = frozenset(
    "people men women children police media majority many public percent voters couple pair who".split()
)
_NOUNS_TOO = frozenset("states views remarks calls shows reports comments".split())
_LEADS = frozenset(words[0] for words in PHRASAL)  # verbs that begin a cue of several words
_CHAINS = frozenset("went go goes going gone continued continue continues continuing".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """[first, last) are the numbers of its words, `verb` that of its verb; `content` is the word where the
    report begins, or None where it goes before ("behind"). `addressed` is whom it was told."""

    first: int
    last: int
    verb: int
    entry: Verb
    form: Construction
    frame: Frame
    content: int | None
    addressed: Range | None = None


def cue_at(sentence: ParsedSentence, at: int) -> Cue | None:
    """The cue whose verb is word `at`, if that word reports there."""
    word = sentence.words[at]
    group = _group(sentence, at) if word.reading is not None else None
    if word.reading is None or group is None:
        return None
    first, form = group
    entry = word.reading.verb
    found = None
    if (entry.lemma, sentence.low(at + 1)) in PHRASES or sentence.low(at + 1) in entry.particles:
        found = with_particle(sentence, at + 1, entry, form)
    if found is None:
        longer, size = _longer(sentence, at, entry)
        entry = longer or entry
        found = complement(sentence, at + size, entry, form)
    if found is None and "o" in entry.codes and form == "finite":
        found = _relative(sentence, first, at)
    if found is None:
        return None
    return Cue(first, found.last, at, entry, form, found.frame, found.content, found.addressed)


def _relative(sentence: ParsedSentence, first: int, at: int) -> Complement | None:
    """ "Which he described as …": what is described goes before its subject."""
    who = subject(sentence, first)
    if who is None or at + 1 >= len(sentence.words):
        return None
    if sentence.kind(who[0] - 1) != "rel" and sentence.low(who[0] - 1) != "what":
        return None
    begin = at + 1 + (sentence.low(at + 1) == "as")
    if sentence.kind(begin) in ("", ",", ".", ";", "?", "!", ")"):
        return None
    return Complement("relative", begin, begin)


def _longer(sentence: ParsedSentence, at: int, entry: Verb) -> tuple[Verb | None, int]:
    """The longest cue of several words that the verb at `at` begins, and how many words follow the verb."""
    if entry.lemma not in _LEADS:
        return None, 0
    for size in (3, 2, 1):
        words = tuple(sentence.low(at + step) for step in range(1, size + 1))
        found = PHRASAL.get((entry.lemma, *words))
        if found is not None:
            return found, size
    return None, 0


def _group(sentence: ParsedSentence, at: int) -> tuple[int, Construction] | None:
    """Where the verb group of the verb at `at` begins, and what form it has; None where the word is a noun."""
    reading = sentence.words[at].reading
    assert reading is not None
    shape = reading.shape
    first, helper = _helpers(sentence, at, shape)
    if helper in _BE or helper == "gen":
        return (first, "finite") if shape == "ing" else (first, "passive") if shape in ("ed", "part", "any") else None
    if helper:
        fitting = ("ed", "part", "any") if helper in _HAVE else ("base", "any")
        return (first, "finite") if shape in fitting else None
    before = sentence.kind(first - 1)
    if shape == "ing":
        return first, "participle"
    if shape == "part":
        return first, "passive"
    if shape in ("base", "any", "s"):
        return _present(sentence, first, at, shape)
    if before in ("poss", "prep") or (before == "det" and sentence.low(first - 1) not in _PRONOMINAL):
        return None  # "the proposed amendments"
    return first, "finite"


def _helpers(sentence: ParsedSentence, at: int, shape: str) -> tuple[int, str]:
    """(first word of the group with its adverbs and negations, the auxiliary next to the verb or "")."""
    words = sentence.words
    first, helper = at, ""
    while first > 0:
        kind = words[first - 1].kind
        if kind == "aux" or (kind == "gen" and shape in ("ing", "part")):
            helper = helper or ("gen" if kind == "gen" else words[first - 1].low)
        elif kind not in ("adv", "neg"):
            break
        first -= 1
    # An adverb at the head of a clause without a subject of its own belongs to the clause.
    if not helper and first < at and words[first].kind == "adv" and sentence.kind(first - 1) in ("", "conj", ",", "Q"):
        first += 1
    return first, helper


def _present(sentence: ParsedSentence, first: int, at: int, shape: str) -> tuple[int, Construction] | None:
    """A form that could as well be a noun."""
    before, low = sentence.kind(first - 1), sentence.low(first - 1)
    if before == "to":
        if shape == "s":
            return None
        if first > 2 and sentence.low(first - 2) == "on" and sentence.low(first - 3) in _CHAINS:
            return first - 3, "finite"
        if first > 1 and sentence.low(first - 2) in _CHAINS:
            return first - 2, "finite"
        return first, "infinitive"
    if (
        before == "word"
        and shape == "s"
        and low[-1:] != "s"
        and sentence.low(at) in _NOUNS_TOO
        and sentence.kind(at + 1) != "Q"
    ):
        return None
    if before in ("poss", "gen", "prep") or (
        before == "det" and low not in ("some", "many", "most", "others", "all", "both", "several", "few", "those")
    ):
        return None
    if not before or before in (",", ":", ";", "conj", "Q"):
        # "Trump denies …, says …" needs a subject before; an imperative or a noun has none.
        return (
            (first, "finite")
            if before in ("conj", ",", "Q") and (shape == "s" or sentence.low(at) in ("say", "think", "read"))
            else None
        )
    if before == "num" and low.endswith(("st", "nd", "rd", "th")):
        return None
    if shape == "base" and before in ("name", "word") and sentence.low(at) != "say":
        return (first, "finite") if low.endswith("s") or low in _PLURALS else None
    return first, "finite"
