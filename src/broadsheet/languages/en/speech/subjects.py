"""Whose a cue is where no noun phrase stands right before it."""

from __future__ import annotations

from broadsheet.languages.en.grammar.cues import Cue
from broadsheet.languages.en.grammar.phrases import Range, following, subject
from broadsheet.languages.en.grammar.prose import ParsedSentence
from broadsheet.languages.en.speech.clauses import SentenceDrafts

_SAYINGS = frozenset(
    """answer reply response message statement slogan tweet tweets words word verdict comment comments explanation advice conclusion
    argument point question warning motto catchphrase line reaction""".split()
)


def source_of(gathered: SentenceDrafts, cue: Cue) -> Range | None:
    """The source of a cue in front of its report."""
    sentence = gathered.sentence
    before = sentence.kind(cue.first - 1)
    if cue.form == "finite":
        who = subject(sentence, cue.first)
        if who is None and before in ("conj", ",", "adv", ")"):
            return gathered.source or main_subject(sentence, cue.first)
        return who
    if cue.form == "participle":
        if before == "name" or (before == "word" and cue.frame in ("that", "quote", "clause")):
            return subject(sentence, cue.first, led=True)
        return gathered.source or main_subject(sentence, cue.first) or _subject_behind(sentence, cue)
    if cue.form == "infinitive" and cue.frame in ("that", "quote"):
        return gathered.source or main_subject(sentence, cue.first)
    return None


def main_subject(sentence: ParsedSentence, before: int) -> Range | None:
    """The subject of the first predicate of the clause in which word `before` stands."""
    words = sentence.words
    for at in range(_clause_begin(sentence, before), min(before, len(words))):
        reading = words[at].reading
        finite = reading is not None and reading.shape in ("ed", "past", "s", "any")
        if finite or words[at].kind in ("aux", "verb", "ed"):
            first = at
            while first > 0 and words[first - 1].kind in ("adv", "aux", "neg"):
                first -= 1
            who = subject(sentence, first)
            if who is not None and sentence.kind(who[0]) not in ("rel", "that"):
                return who
    return None


def _clause_begin(sentence: ParsedSentence, before: int) -> int:
    """Of two clauses joined by "and" or a semicolon the nearer one counts."""
    for at in range(before - 1, 1, -1):
        if sentence.kind(at) == ";":
            return at + 1
        joined = sentence.kind(at - 1) == "," and sentence.kind(at) == "conj"
        if joined and sentence.kind(at + 2) in ("aux", "verb") and subject(sentence, at + 2) is not None:
            return at + 1
    return 1


def _subject_behind(sentence: ParsedSentence, cue: Cue) -> Range | None:
    """The subject behind a participle at the head of the sentence ("Conceding that …, she warned")."""
    if any(word.kind == "," for word in sentence.words[: cue.first]):
        return None
    for at in range(cue.last + 1, len(sentence.words) - 2):
        if sentence.kind(at) == "," and sentence.kind(at + 1) in ("subj", "name", "det", "poss"):
            who = following(sentence, at + 1)
            here = who[1] if who is not None else len(sentence.words)
            while sentence.kind(here) in ("adv", "neg"):
                here += 1
            word = sentence.words[here] if here < len(sentence.words) else None
            acts = word is not None and (word.kind in ("aux", "verb", "ed") or word.reading is not None)
            return who if acts else None
    return None


def named_before(sentence: ParsedSentence, colon: int) -> Range | None:
    """A name that a colon follows at once, at the head of the sentence or behind a dash."""
    who = subject(sentence, colon, led=True)
    if who is None or sentence.kind(who[0] - 1) not in ("", "-", "conj", "prep") or sentence.kind(who[1] - 1) != "name":
        return None
    return who


def owner(sentence: ParsedSentence, who: Range) -> Range | None:
    """Whose answer, message or statement the phrase is ("Verrol's answer")."""
    first, end = who
    if sentence.low(end - 1) not in _SAYINGS:
        return None
    if sentence.kind(first) == "poss":
        return first, first + 1
    owned = next((at for at in range(first, end) if sentence.kind(at) == "gen"), None)
    return (first, owned) if owned is not None and owned > first else None
