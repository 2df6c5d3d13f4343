"""How far a report goes: from the word where it begins to where the writer speaks again.

Requirement: all that is reported and nothing that is the writer's own. Theory: a clause goes on to the end of its
sentence unless another cue takes over; an object ends at the first comma, time or new predicate. Known failures:
what the writer adds to a reported clause behind "which" or "while" counts as reported.
"""

from __future__ import annotations

from broadsheet.languages.en.grammar.cues import Cue, cue_at
from broadsheet.languages.en.grammar.phrases import names_occasion
from broadsheet.languages.en.grammar.prose import ParsedSentence
from broadsheet.languages.en.grammar.words import TIME_HEADS

_CLOSES = frozenset((".", "?", "!", ";", ":", "-", ")", "Q"))
_CIRCUMSTANCE = frozenset(
    "when while as after before because since although though during despite unless until if whereas amid following".split()
)
_TAKES_OVER = frozenset(("that", "quote", "clause", "question", "object", "preposition", "infinitive", "gerund"))


def report_end(sentence: ParsedSentence, cue: Cue) -> int:
    """The word behind the last one of the report that begins at `cue.content`."""
    assert cue.content is not None
    limit = _limit(sentence, cue)
    end = _end(sentence, cue, limit)
    for first, behind in sentence.opened.items():
        if cue.content <= first < end < behind:
            end = behind  # no report ends within a quotation that it began
    return max(end, cue.content + 1)


def _end(sentence: ParsedSentence, cue: Cue, limit: int) -> int:
    assert cue.content is not None
    if cue.frame in ("that", "question", "quote") or (cue.frame == "clause" and cue.content in sentence.opened):
        return _clause_end(sentence, cue, limit)
    if cue.frame == "clause" and _is_clause(sentence, cue.content, limit):
        return _clause_end(sentence, cue, limit)
    return _object_end(sentence, cue, limit)


def _limit(sentence: ParsedSentence, cue: Cue) -> int:
    """The end of the sentence, or of the subordinate clause at its head in which the cue stands."""
    words = sentence.words
    size = len(words)
    while size and words[size - 1].kind in (".", "?", "!"):
        size -= 1
    if sentence.kind(cue.first - 1) == "rel" and sentence.kind(cue.first - 2) == ",":
        for here in range((cue.content or 0) + 1, size - 1):
            if words[here].kind == "," and _predicate(sentence, here + 1):
                return here
    if (
        cue.form == "participle"
        and words[0].kind in ("prep", "ing", "det")
        and not any(word.kind == "," for word in words[: cue.first])
    ):
        for here in range((cue.content or 0) + 1, size - 2):
            if words[here].kind == "," and words[here + 1].kind in ("det", "name", "subj", "poss"):
                return here
    if words[0].kind in ("sub", "if") or words[0].low in ("as", "after", "before"):
        depth = 0
        for here in range(cue.content or 0, size):
            kind = words[here].kind
            if kind == "," and depth == 0 and here > (cue.content or 0) + 1:
                return here
    return size


def _predicate(sentence: ParsedSentence, at: int) -> bool:
    """Whether a finite verb begins at `at`."""
    while sentence.kind(at) in ("adv", "neg"):
        at += 1
    word = sentence.words[at] if at < len(sentence.words) else None
    if word is None:
        return False
    return word.kind in ("aux", "verb", "ed") or (
        word.reading is not None and word.reading.shape in ("ed", "past", "s")
    )


def _is_clause(sentence: ParsedSentence, begin: int, limit: int) -> bool:
    """Whether a predicate follows the noun phrase at `begin`: a reported clause without "that"."""
    words = sentence.words
    for here in range(begin, min(limit, begin + 30)):
        word = words[here]
        if word.kind in ("aux", "verb", "neg") and (here > begin or word.kind != "neg"):
            return True
        if (
            word.reading is not None
            and here > begin
            and word.reading.shape in ("ed", "past", "s")
            and words[here - 1].kind not in ("det", "poss")
        ):
            return True
        if word.kind == "ed" and here > begin and words[here - 1].kind in ("name", "subj"):
            return True
        if word.kind in (";", ":", "Q", "rel"):
            return word.kind == "rel" and any(each.kind in ("aux", "verb") for each in words[here + 3 : limit])
    return words[begin].kind == "subj"


def _clause_end(sentence: ParsedSentence, cue: Cue, limit: int) -> int:
    words = sentence.words
    begin = cue.content or 0
    for here in range(begin + 1, limit):
        kind = words[here].kind
        if kind == ";" and here > begin + 2:
            return here
        if kind in (",", "-") and _participle_takes_over(sentence, here + 1):
            return here
        if kind == "conj" and here + 1 < limit and _another_predicate(sentence, here, cue):
            return here - 1 if words[here - 1].kind == "," else here
    return limit


def _participle_takes_over(sentence: ParsedSentence, at: int) -> bool:
    while sentence.kind(at) == "adv":
        at += 1
    if at >= len(sentence.words):
        return False
    reading = sentence.words[at].reading
    if reading is None or reading.shape != "ing" or not reading.verb.codes & {"d", "c", "o", "b"}:
        return False
    found = cue_at(sentence, at)
    return found is not None and found.frame in _TAKES_OVER


def _another_predicate(sentence: ParsedSentence, at: int, cue: Cue) -> bool:
    """Whether "and" or "but" at `at` goes on with another cue of the same subject."""
    words = sentence.words
    here = at + 1
    while here < len(words) and words[here].kind in ("adv", "aux", "neg"):
        here += 1
    if here >= len(words):
        return False
    reading, own = words[here].reading, words[cue.verb].reading
    if reading is None or own is None:
        return False
    past = own.shape in ("ed", "past", "any") or sentence.low(cue.first) in ("did", "had", "was", "were")
    if reading.shape == "ing" or past != (reading.shape in ("ed", "past", "any")):
        return False
    found = cue_at(sentence, here)
    if found is None or found.frame not in _TAKES_OVER or found.form != "finite":
        return False
    strong = bool(reading.verb.codes & {"d"}) or "o" in reading.verb.codes
    return strong and (words[at - 1].kind == "," or words[at].low == "but" or reading.shape in ("ed", "past", "any"))


def _object_end(sentence: ParsedSentence, cue: Cue, limit: int) -> int:
    begin = cue.content or 0
    here = begin + 1
    while here < limit and not _closes_object(sentence, here, limit, cue):
        here += 1
    return here


def _closes_object(sentence: ParsedSentence, here: int, limit: int, cue: Cue) -> bool:
    """Whether the word at `here` belongs to an object no more."""
    word, before = sentence.words[here], sentence.kind(here - 1)
    infinitive = cue.frame == "infinitive"
    if word.kind in _CLOSES:
        return True
    if word.kind == ",":
        return not _list_goes_on(sentence, here, limit)
    if word.kind in ("sub", "if") or word.low in _CIRCUMSTANCE:
        return word.low != "as" or cue.frame not in ("object", "clause", "preposition")  # "calls it as he sees it"
    if word.kind == "time":
        return not infinitive and before not in ("det", "poss", "prep", "gen")
    if word.kind == "prep":
        return _occasion_ends(sentence, here, limit) if infinitive else _circumstance(sentence, here)
    if word.low in ("last", "this", "earlier") and sentence.low(here + 1) in TIME_HEADS:
        return before in ("name", "word")
    return word.kind == "conj" and _predicate_after(sentence, here, cue)


def _occasion_ends(sentence: ParsedSentence, at: int, limit: int) -> bool:
    """Whether the preposition at `at` leads to the time with which the sentence ends."""
    return sentence.low(at) in ("on", "in", "at", "during") and sentence.kind(at + 1) == "time" and at + 2 >= limit


def _circumstance(sentence: ParsedSentence, at: int) -> bool:
    """Whether the phrase at `at` says when or at what occasion, and belongs to the cue rather than to its object."""
    low = sentence.low(at)
    if low == "during":
        return True
    if low not in ("on", "in", "at", "from", "by", "to", "with"):
        return False
    if sentence.kind(at + 1) == "time":
        return True
    if low in ("in", "at", "on", "during") and names_occasion(sentence, at + 1):
        return True
    return sentence.low(at + 1) in ("twitter", "facebook", "fox", "cnn", "msnbc", "nbc", "abc", "cbs")


def _list_goes_on(sentence: ParsedSentence, at: int, limit: int) -> bool:
    """Whether the comma at `at` parts the members of a list: "and" comes before any verb."""
    words = sentence.words
    for here in range(at + 1, min(limit, at + 12)):
        kind = words[here].kind
        if kind == "conj":
            return (
                words[here].low in ("and", "or")
                and sentence.kind(here + 1) in ("name", "word", "det", "poss", "num", "ing")
                and here > at + 1
            )
        if kind in ("verb", "aux", "subj", "sub", "rel", "that", "if", "Q", "ing") or words[here].reading is not None:
            return False
    return False


def _predicate_after(sentence: ParsedSentence, at: int, cue: Cue) -> bool:
    """Whether another predicate of the same subject follows the conjunction at `at`."""
    words = sentence.words
    here = at + 1
    while here < len(words) and words[here].kind in ("adv", "neg"):
        here += 1
    if here >= len(words):
        return False
    word = words[here]
    if word.kind in ("aux", "verb", "subj"):
        return True
    own = words[cue.verb].reading
    if word.reading is not None and own is not None:
        if own.shape == "ing":
            return word.reading.shape == "ing"
        return (
            word.reading.shape in ("ed", "past") and sentence.kind(here + 1) not in ("",)
        ) or word.reading.shape == own.shape == "s"
    return word.kind == "ed" and own is not None and own.shape in ("ed", "past")
