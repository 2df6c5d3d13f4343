"""Noun phrases: who stands before a cue as its subject, and who stands behind it.

Requirement: the whole phrase that names a source, and no word of the clause around it. Theory: read from the cue
outwards until a word that cannot belong to a noun phrase. Known failures: a fronted phrase without its comma ("In
Iowa voters say"), and asides that hold a list.
"""

from __future__ import annotations

from broadsheet.languages.en.grammar.prose import ParsedSentence
from broadsheet.languages.en.grammar.words import OCCASIONS, TIME_HEADS

Range = tuple[int, int]  # numbers of words, end exclusive

_NOUNS = frozenset(("name", "word", "num"))
_INSIDE = frozenset(("name", "word", "num", "gen", "poss", "det", "ing", "ed"))
_BEGINS = frozenset(("name", "word", "num", "poss", "det"))
_RELATIVE = frozenset(("rel", "that"))
_LONGEST = 60
_BOUNDS = frozenset((",", ";", ":", "sub", "if", "Q", "that", "-", "conj", "adv", ")", "prep"))


def subject(sentence: ParsedSentence, at: int, *, led: bool = False) -> Range | None:
    """The noun phrase that governs the verb group beginning with word `at`; None where there is none.

    `led`: the phrase may hang on a preposition ("with one of her advertisements asking").
    """
    end = _without_adjunct(sentence, at)
    if end <= 0 or sentence.kind(end - 1) in ("conj", "adv", "sub", "if"):
        return None
    if sentence.kind(end - 1) == ",":
        return _around_aside(sentence, end - 1)
    start = _leftwards(sentence, end, led=led)
    if start is None:
        return None
    if start > 3 and sentence.kind(start) == "det" and sentence.kind(start - 1) == ",":
        # "Jeff Landry, a Republican said": the comma that closes the apposition is missing.
        if (
            all(word.kind in ("name", "word") and word.reading is None for word in sentence.words[: start - 1])
            and sentence.kind(start - 2) == "name"
        ):
            return 0, end
    return start, end


def _without_adjunct(sentence: ParsedSentence, at: int) -> int:
    """Where the phrase before `at` ends if a time or a short circumstance stands in between ("Trump on Tuesday said")."""
    if sentence.low(at - 1) == "time" and sentence.low(at - 3) == "at":
        return at - 3
    end = at
    while end > 0 and (
        sentence.kind(end - 1) == "time" or sentence.low(end - 1) in TIME_HEADS or sentence.kind(end - 1) == "num"
    ):
        end -= 1
    if end == at:
        return at
    if end > 0 and sentence.low(end - 1) in ("last", "this", "next", "earlier", "late", "early", "that"):
        end -= 1
    if end > 1 and sentence.kind(end - 1) in ("prep", "conj"):
        return end - 1
    # "a poll this week said" is time, "the final hours said" is the phrase itself.
    return (
        end
        if (end < at and sentence.low(end) in ("last", "this", "next", "earlier"))
        or (sentence.kind(at - 1) == "time" and end)
        else at
    )


def _around_aside(sentence: ParsedSentence, closing: int) -> Range | None:
    """The phrase before an aside between commas; with the aside where that says what the source is."""
    opening = closing - 1
    for _ in range(4):
        while opening > 0 and closing - opening < _LONGEST and sentence.kind(opening) != ",":
            if sentence.kind(opening) in ("Q", ";", ":"):
                return None
            opening -= 1
        if opening <= 0 or sentence.kind(opening) != ",":
            return None
        first = sentence.kind(opening + 1)
        # "of Sumter, South Carolina," and the end of a list stand between commas and are no aside.
        place = first == "name" and closing - opening <= 4 and sentence.kind(opening - 1) == "name"
        if first in ("conj",) or (place and _opens_further(sentence, opening)):
            opening -= 1
            continue
        break
    end = opening
    if sentence.kind(end - 1) == "adv" and sentence.kind(end - 2) == ",":
        end -= 2  # "Sanders, meanwhile, who …, said"
    start = _leftwards(sentence, end)
    if start is None:
        return None
    identifies = _identifies(sentence, start, opening + 1, closing)
    if (
        sentence.kind(start) in ("det", "word")
        and sentence.kind(start - 1) == ","
        and sentence.kind(start - 2) == "name"
    ):
        # "Scott Pruitt, the attorney general of Oklahoma, one of the states …, said": two appositions.
        further = _leftwards(sentence, start - 1)
        if further is not None and all(word.kind == "name" for word in sentence.words[further : start - 1]):
            return further, closing if identifies else end
    return (start, closing) if identifies else (start, end)


def _opens_further(sentence: ParsedSentence, opening: int) -> bool:
    """Whether the aside may have begun at an earlier comma."""
    at = opening - 1
    while at > 0 and opening - at < 25:
        if sentence.kind(at) == ",":
            return sentence.kind(at + 1) in ("det", "word", "rel", "num", "poss") and sentence.kind(at - 1) in _NOUNS
        if sentence.kind(at) in ("Q", ";", ":"):
            return False
        at -= 1
    return False


def _identifies(sentence: ParsedSentence, start: int, first: int, closing: int) -> bool:
    """Whether the words between commas say what the source is, and are no circumstance."""
    kind = sentence.kind(first)
    if kind == "num":
        return closing - first > 1
    if kind in ("rel",):
        return sentence.low(first) == "who" and first - start > 2
    if kind in ("det", "poss", "name"):
        return True
    return kind == "word" and sentence.low(first) not in ("speaking", "asked", "according")


def _leftwards(sentence: ParsedSentence, end: int, *, led: bool = False) -> int | None:
    """Where the noun phrase that ends before word `end` begins."""
    last = end - 1
    kind = sentence.kind(last)
    if kind in ("subj", "rel") or sentence.low(last) == "myself":
        return last
    if kind == "that":
        return last if sentence.kind(last - 1) in _NOUNS else None
    at, listed = last, False
    while at >= 0 and end - at < _LONGEST:
        step = _step(sentence, at, last, listed=listed)
        if step is None:
            break
        listed = listed or sentence.kind(at) == "conj"
        at = step
    return _trimmed(sentence, at + 1, end, led=led)


def _step(sentence: ParsedSentence, at: int, last: int, *, listed: bool) -> int | None:
    """The next word to the left of a noun phrase that ends with word `last` and holds word `at`; None where it does not
    hold it. `listed`: a conjunction was passed, so that a comma may part members of a list."""
    word = sentence.words[at]
    kind, before = word.kind, sentence.kind(at - 1)
    if kind in ("aux", "verb") or (word.reading is not None and _is_verb(sentence, at)):
        opened = _relative(sentence, at)
        return opened - 1 if opened is not None else None
    if kind == "conj":
        if before not in (*_INSIDE, ",") or not _coordinates(sentence, at, listed):
            return None
        return at - 2 if before == "," else at - 1
    if kind == ")":
        opened = next((here for here in range(at - 1, max(-1, at - 11), -1) if sentence.kind(here) == "("), None)
        return opened - 1 if opened is not None else None
    holds = (
        kind in _INSIDE
        or kind == "prep"
        or (kind == "time" and at < last)
        or (kind == "obj" and sentence.low(at - 1) == "of")
        or (kind == "," and listed and before in _NOUNS and at < last and sentence.kind(at + 1) in _BEGINS)
        or (kind in _RELATIVE and before in _NOUNS and at < last)
        or (kind == "adv" and at < last and (sentence.kind(at + 1) == "num" or before in ("det", "poss")))
        or (word.low == "-" and 0 < at < last and word.end == sentence.words[at + 1].start)
    )
    return at - 1 if holds else None


def _is_verb(sentence: ParsedSentence, at: int) -> bool:
    """Whether a word that can be a verb is one, where a noun phrase is being read."""
    word = sentence.words[at]
    assert word.reading is not None
    before, after = sentence.kind(at - 1), sentence.kind(at + 1)
    shape = word.reading.shape
    if before in ("subj", "rel", "aux", "to", "neg", "adv"):
        return True
    if shape in ("ing", "part"):
        return False
    if shape in ("base", "s", "any"):
        return False
    if before in ("det", "poss", "gen", "num", "prep") or not before:
        return False
    return after not in ("prep", "aux", "verb", "adv", "time")


def _relative(sentence: ParsedSentence, at: int) -> int | None:
    """The noun before the relative clause in which word `at` is a verb: the number of its "who" or "that"."""
    back = at - 1
    while back > 0 and at - back < 25:
        kind = sentence.kind(back)
        if kind in _RELATIVE:
            return back if sentence.kind(back - 1) in _NOUNS or sentence.kind(back - 1) == "det" else None
        if kind in (",", ";", ":", "Q", "conj", "sub", "if"):
            return None
        back -= 1
    return None


def _coordinates(sentence: ParsedSentence, at: int, listed: bool) -> bool:
    """Whether the "and" at `at` joins two noun phrases of one subject, and not two clauses."""
    left = at - 1
    if sentence.kind(left) == ",":
        left -= 1
        if not listed and sentence.kind(left - 1) not in (*_INSIDE, ","):
            return False
    steps = 0
    while left >= 0 and steps < 12:
        word = sentence.words[left]
        if word.kind in ("aux", "verb", "subj", "to") or (word.reading is not None and _is_verb(sentence, left)):
            return False
        if word.kind == "prep" and steps > 0 and sentence.kind(left - 1) not in _NOUNS:
            return False  # "in Iowa and voters said" joins nothing; "officials in Iowa and voters" does
        if word.kind not in _INSIDE and word.kind not in ("prep", ",", ")", "("):
            break
        left -= 1
        steps += 1
    return steps > 0 and (left < 0 or sentence.kind(left) in _BOUNDS)


def _trimmed(sentence: ParsedSentence, start: int, end: int, *, led: bool) -> int | None:
    """Without what only leads to the phrase: conjunctions, adverbs, times and fronted circumstances."""
    words = sentence.words
    at = start
    while at < end:
        kind, low = words[at].kind, words[at].low
        if (
            low in ("about", "around", "over", "under", "nearly", "almost", "roughly")
            and at + 1 < end
            and words[at + 1].kind in ("num", "det")
        ):
            break
        if kind in ("conj", "adv", "gen", "-", ",", "time", ")"):
            at += 1
        elif low in ("last", "this", "next", "that") and at + 2 < end and words[at + 1].low in TIME_HEADS:
            at += 2
        elif kind == "prep":
            split = at + 1 if led else _after_front(sentence, at, end)
            if split is None:
                return None
            at = split
        else:
            break
    return at if any(word.kind in _NOUNS or word.kind == "det" for word in words[at:end]) else None


def _after_front(sentence: ParsedSentence, at: int, end: int) -> int | None:
    """Where the subject begins behind a fronted phrase without a comma ("On Tuesday voters …")."""
    words = sentence.words
    noun = False
    for here in range(at + 1, end):
        kind = words[here].kind
        before = words[here - 1].kind
        if noun and kind in ("det", "poss") and before in ("name", "word", "num", "time"):
            return here
        if noun and kind == "name" and (before in ("time",) or (before == "word" and words[here - 1].low[-1:] != "'")):
            return here
        if before == "time" and kind in ("word", "num"):
            return here
        noun = noun or kind in ("name", "word", "num", "time")
        if kind == "prep":
            noun = False
    return None


def following(sentence: ParsedSentence, at: int) -> Range | None:
    """The noun phrase that begins with word `at`, with its apposition, as where the cue stands first ("said Marit Osool")."""
    words = sentence.words
    if at >= len(words):
        return None
    if words[at].kind == "subj":
        return at, at + 1
    if words[at].kind not in _BEGINS and words[at].kind not in ("ing", "ed"):
        return None
    here = _phrase_end(sentence, at)
    while here + 1 < len(words) and words[here].kind == ",":
        following_end = _apposition(sentence, here + 1, named=here - at == 1 and words[at].kind in ("name", "word"))
        if following_end is None:
            break
        here = following_end
    return at, here


def _apposition(sentence: ParsedSentence, at: int, *, named: bool) -> int | None:
    """The end of what stands behind a comma and says what the source is; None where it is something else.

    `named`: a bare surname stands before it, whose bearer is known already.
    """
    words = sentence.words
    if sentence.low(at) in ("now", "then", "also", "once", "long") and at + 1 < len(words):
        at += 1
    kind, low = words[at].kind, words[at].low
    if kind == "rel" and low == "who" and not named:
        return _clause_end(sentence, at)
    reading = words[at].reading
    if kind not in _BEGINS or (reading is not None and reading.shape in ("ing", "ed")):
        return None
    end = _phrase_end(sentence, at)
    if end < len(words) and words[end].kind in ("aux", "verb"):
        return None
    if end < len(words) and words[end].reading is not None and words[end].kind != "word":
        return None
    return end if end > at else None


def _phrase_end(sentence: ParsedSentence, at: int) -> int:
    """The end of a noun phrase, with the phrases that hang on it."""
    words = sentence.words
    here, lower = at, False  # `lower`: it has a word in small letters, so that "in" or "who" may hang on it
    while here < len(words) and here - at < _LONGEST:
        kind, before = words[here].kind, words[here - 1].kind if here > at else ""
        if kind in ("name", "num", "gen", "poss", "word", "ed", "ing"):
            if before in ("name", "word") and _finite(sentence, here):
                break
            if (
                here > at
                and words[here].low in TIME_HEADS
                and words[here - 1].low in ("last", "this", "next", "earlier")
            ):
                here -= 1
                break
            lower = lower or kind == "word"
        elif kind == "det":
            if before in ("name", "word", "num", "time"):
                break
            lower = True
        elif kind == "(":
            closing = _closing(sentence, here)
            if closing is None:
                break
            here = closing
        elif kind in ("rel", "that") and lower and here > at and words[here].low in ("who", "that"):
            return _clause_end(sentence, here)
        elif not _goes_on(sentence, here, is_first=here == at, lower=lower):
            break
        here += 1
    return here


def _goes_on(sentence: ParsedSentence, here: int, *, is_first: bool, lower: bool) -> bool:
    """Whether a small word at `here` ties more of a noun phrase to what stands before it."""
    kind, following = sentence.kind(here), sentence.kind(here + 1)
    if kind == "to":
        return lower and following in ("name", "det", "poss")
    if is_first:
        return False
    if kind == "conj":
        return sentence.words[here].low != "but" and following in ("name", "word", "det", "poss")
    return kind == "prep" and _hangs_on(sentence, here, lower=lower)


def _hangs_on(sentence: ParsedSentence, at: int, *, lower: bool) -> bool:
    """Whether the preposition at `at` goes on with the noun phrase before it, and tells no time or occasion."""
    if sentence.kind(at + 1) not in (*_BEGINS, "ing") or (sentence.low(at) not in ("of", "for") and not lower):
        return False
    return sentence.low(at + 1) not in ("last", "early", "late") and not names_occasion(sentence, at + 1)


def _closing(sentence: ParsedSentence, at: int) -> int | None:
    """The bracket that closes the one at `at`, if it is near."""
    return next((here for here in range(at + 1, min(at + 10, len(sentence.words))) if sentence.kind(here) == ")"), None)


def _clause_end(sentence: ParsedSentence, at: int) -> int:
    """The end of the relative clause at `at`: a comma or a stop."""
    here = at + 1
    while here < len(sentence.words) and sentence.kind(here) not in (",", ".", ";", "Q", ":", "?", "!"):
        here += 1
    return here


def _finite(sentence: ParsedSentence, at: int) -> bool:
    """Whether the word at `at` is a verb that begins the predicate of the noun before it."""
    reading = sentence.words[at].reading
    if reading is None or reading.shape not in ("ed", "past", "s"):
        return False
    return sentence.kind(at + 1) in ("det", "that", "poss", "subj", "name", "obj", "wh")


def names_occasion(sentence: ParsedSentence, at: int) -> bool:
    """Whether the phrase at `at` names where or in what something was said."""
    for here in range(at, min(at + 5, len(sentence.words))):
        word = sentence.words[here]
        if word.low in OCCASIONS:
            return True
        if word.kind not in ("det", "poss", "word", "num", "name", "time", "ed", "gen"):
            return False
    return False
