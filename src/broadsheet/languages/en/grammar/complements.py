"""What follows a verb that can report: a clause, a question, an infinitive, a noun phrase, speech, or a stop.

Requirement: the begin of the report, past what stands in between. Theory: adverbs, times, places, occasions and the
one addressed may stand between cue and report. Known failures: a long circumstance right before a clause without
"that" ("said in an interview with the paper the plan was").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from broadsheet.languages.en.grammar.lexicon import PHRASES, Verb
from broadsheet.languages.en.grammar.phrases import Range, following
from broadsheet.languages.en.grammar.prose import ParsedSentence
from broadsheet.languages.en.grammar.words import OCCASIONS, TIME_HEADS

# "behind": the report goes before its cue; "ahead": a colon announces it in the next paragraph; "relative": what it is
# about stands before the subject ("which he called").
Frame = Literal[
    "quote",
    "that",
    "clause",
    "question",
    "infinitive",
    "gerund",
    "object",
    "preposition",
    "behind",
    "ahead",
    "relative",
]
Construction = Literal["finite", "participle", "infinitive", "passive"]

_STARTS = frozenset(("det", "name", "num", "poss", "word", "subj", "obj", "adv", "neg", "ed", "that"))


@dataclass(frozen=True, slots=True)
class Complement:
    """`last` is the word behind the cue, `content` the word where the report begins (None: it goes before, or is to
    come), `addressed` whom it was told."""

    frame: Frame
    last: int
    content: int | None
    addressed: Range | None = None


def complement(sentence: ParsedSentence, at: int, entry: Verb, form: Construction) -> Complement | None:
    """What follows the verb `entry` whose last word is word `at`; None where nothing that it reports does."""
    words = sentence.words
    size = len(words)
    here = at + 1
    while here < size and words[here].kind == "adv" and here - at < 4:
        here += 1
    if sentence.kind(here) == "adv":
        return None
    addressed = None
    if "a" in entry.codes and form != "passive" and sentence.kind(here) not in ("that", ":", "Q", ",", ".", ""):
        told = _addressee(sentence, here)
        if told is not None:
            addressed, here = (here, told), told
    found = None
    if entry.codes & {"d", "c"}:
        far = _skip_circumstance(sentence, here)
        if far > here:
            found = _reported(sentence, far, at, entry, form, moved=True)
    found = found or _reported(sentence, here, at, entry, form, moved=addressed is not None)
    return replace(found, addressed=addressed) if found is not None and addressed is not None else found


def with_particle(sentence: ParsedSentence, at: int, entry: Verb, form: Construction) -> Complement | None:
    """The complement of a verb whose particle or preposition is word `at`."""
    low = sentence.low(at)
    if sentence.low(at + 1) in PHRASES.get((entry.lemma, low), ()):
        return _after_particle(sentence, at + 1, form)
    return _after_particle(sentence, at, form) if low in entry.particles else None


def _after_particle(sentence: ParsedSentence, at: int, form: Construction) -> Complement | None:
    if form != "passive" and sentence.kind(at + 1) in (*_STARTS, "wh", "ing", "if", "Q", "rel"):
        return Complement("preposition", at + 1, at + 1)
    return None


def _addressee(sentence: ParsedSentence, at: int) -> int | None:
    """The end of the phrase at `at` if it is the one addressed: a report, a quotation or a stop follows it."""
    if sentence.kind(at) == "obj" or sentence.low(at) in ("it", "you", "her"):
        end: int | None = at + 1
        if sentence.low(at) == "her" and sentence.kind(at + 1) in ("word", "name"):
            end = None
        if end is not None:
            return end
    found = following(sentence, at)
    if found is None:
        return None
    ends = [each for each in (_plain_end(sentence, at), found[1]) if each is not None]
    for end in ends:
        if sentence.kind(end) in ("that", "Q", ":", "wh", "if", "to"):
            return end
    for end in ends:
        after = sentence.kind(end)
        if after in (",", ".", "", "time", "prep", "sub") or sentence.low(end) in ("last", "this", "before", "after"):
            return end
        if after in ("subj", "det", "name", "poss") and sentence.kind(end - 1) in ("name", "word"):
            return end
    return None


def _plain_end(sentence: ParsedSentence, at: int) -> int | None:
    here = at
    while here < len(sentence.words) and sentence.kind(here) in (
        "det",
        "poss",
        "name",
        "word",
        "num",
        "gen",
        "conj",
        "ed",
    ):
        if here > at and sentence.kind(here) in ("det", "poss") and sentence.kind(here - 1) in ("name", "word"):
            break
        here += 1
    return here if here > at else None


def _skip_circumstance(sentence: ParsedSentence, at: int) -> int:
    """The end of times, places and occasions at `at` ("on Tuesday", "in a statement to the paper"); `at` without any."""
    words = sentence.words
    here = at
    for _ in range(4):
        begin = here
        low, kind = sentence.low(here), sentence.kind(here)
        if kind == "time":
            while sentence.kind(here) in ("time", "num"):
                here += 1
            here += sentence.low(here) in TIME_HEADS
        elif (low in ("last", "this", "next", "earlier") and sentence.low(here + 1) in TIME_HEADS) or (
            low == "at" and sentence.low(here + 1) in ("once", "first", "last", "length")
        ):
            here += 2
        elif kind == "prep" or low in ("before", "after") or (kind == "to" and _is_hearer(sentence, here + 1)):
            here = _circumstance_end(sentence, here)
        elif kind == "adv":
            here += 1
        elif kind == "," and here + 1 < len(words) and words[here + 1].low in ("however", "though", "too", "meanwhile"):
            here += 3 if sentence.kind(here + 2) == "," else 2
        if here == begin:
            break
    return here


def _is_hearer(sentence: ParsedSentence, at: int) -> bool:
    """Whether a noun phrase follows "to" at `at`, and no infinitive: "said to reporters"."""
    kind = sentence.kind(at)
    return kind in ("det", "name", "poss", "obj") or (kind == "word" and sentence.low(at).endswith("s"))


def _circumstance_end(sentence: ParsedSentence, at: int) -> int:
    """The end of a prepositional phrase, up to a word that cannot belong to it; `at` where it is none."""
    words = sentence.words
    here = at + 1
    while here < len(words) and here - at < 25:
        kind = words[here].kind
        if kind in ("word", "num", "gen", "ed", "ing", "time", "prep"):
            here += 1
        elif (
            kind == ","
            and words[here - 1].kind == "name"
            and sentence.kind(here + 1) == "name"
            and sentence.kind(here + 2) == ","
        ):
            here += 3  # "in Sumter, South,"
        elif kind == "name":
            if (
                words[here - 1].kind == "word"
                and words[here - 1].low not in ("with",)
                and not _is_modifier(sentence, here - 1)
            ):
                break
            here += 1
        elif kind in ("det", "poss"):
            if words[here - 1].kind not in ("prep", "to", "sub", "conj", "det"):
                break
            here += 1
        elif kind == "conj" and sentence.kind(here + 1) in ("name", "word", "det", "poss") and here - at < 12:
            here += 1
        else:
            break
    return here if here > at + 1 else at


def _is_modifier(sentence: ParsedSentence, at: int) -> bool:
    return sentence.kind(at - 1) in ("det", "poss", "prep") and sentence.low(at) not in OCCASIONS


def _reported(
    sentence: ParsedSentence, here: int, at: int, entry: Verb, form: Construction, *, moved: bool
) -> Complement | None:
    """What begins at `here`, the word behind the verb or behind what stands in between (`moved`)."""
    codes, end = entry.codes, at + 1
    kind, low = sentence.kind(here), sentence.low(here)
    behind = Complement("behind", end, None) if "d" in codes else None
    if kind == "Q":
        return (
            Complement("quote", end, here)
            if codes & {"d", "c"}
            else Complement("object", end, here)
            if "o" in codes
            else None
        )
    if kind in (":", ",", "-"):
        return _after_mark(sentence, here, end, entry, behind)
    if kind in (".", "?", "!", ";", ")", ""):
        return behind
    if kind == "that" and "c" in codes:
        return Complement("that", end, here)
    if here in sentence.opened and codes & {"d", "b"}:
        return Complement("clause", end, here)
    if kind in ("wh", "if") or (kind == "rel" and low in ("who", "which")):
        return _question(low, kind, end, here, codes, behind, moved=moved)
    if kind == "to" or (kind == "neg" and sentence.kind(here + 1) == "to"):
        bidden = (moved and "a" in codes) or (form == "passive" and codes & {"o", "b", "a", "q"})
        return Complement("infinitive", end, here) if "t" in codes or bidden else None
    reading = sentence.words[here].reading
    if kind == "ing" or (reading is not None and reading.shape == "ing"):
        if "g" in codes:
            return Complement("gerund", end, here)
        return behind or (Complement("object", end, here) if "o" in codes else None)
    if form == "passive":
        return Complement("preposition", end, here) if low in ("as", "of", "for", "with") else None
    if kind in _STARTS:
        return _noun_phrase(sentence, here, at, codes, behind, moved=moved)
    return behind if kind in ("prep", "sub", "conj", "to", "time", "rel") else None


def _after_mark(
    sentence: ParsedSentence, here: int, end: int, entry: Verb, behind: Complement | None
) -> Complement | None:
    """Behind a colon, a comma or a dash."""
    codes, colon = entry.codes, sentence.kind(here) == ":"
    last = end + (colon and here == end)
    if colon and here + 1 == len(sentence.words) and codes & {"d", "c", "o"}:
        return Complement("ahead", last, None)
    if codes & {"d", "c"} and (sentence.kind(here + 1) == "Q" or (colon and here + 2 < len(sentence.words))):
        return Complement("quote", last, here + 1)
    return behind if not colon else None


def _question(
    low: str, kind: str, end: int, here: int, codes: frozenset[str], behind: Complement | None, *, moved: bool
) -> Complement | None:
    if low == "what" and "o" in codes and "q" not in codes and not moved:
        return Complement("object", end, here)
    # "told the paper when asked" is no question, "told the paper whether" is one.
    sure = not moved or low in ("whether", "if", "how", "why") or "d" not in codes
    if "q" in codes and low != "which" and sure:
        return Complement("question", end, here)
    return behind if kind == "if" else None


def _noun_phrase(
    sentence: ParsedSentence, here: int, at: int, codes: frozenset[str], behind: Complement | None, *, moved: bool
) -> Complement | None:
    """Before a noun phrase: a clause without "that", an object, or the inverted subject of a cue behind."""
    kind = sentence.kind(here)
    unsure = moved and (kind in ("ed", "adv") or (kind == "word" and sentence.words[here].reading is not None))
    if ("b" in codes or ("a" in codes and moved and "o" in codes)) and not unsure:
        return Complement("clause", at + 1, here)
    if "o" in codes and not moved:
        return Complement("object", at + 1, here)
    return behind if sentence.kind(at - 1) in ("Q", ",") or kind not in ("det", "poss", "subj") else None
