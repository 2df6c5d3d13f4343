"""Sentences that may be chosen to say what happened: the first ones of a text, each as whole as the text has it.

Requirement: no sentence needs a neighbour that is not there. Theory: an opening that points back, a mark without its
pair and a missing stop tell one that does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet import languages
from broadsheet.languages.en import datelines
from broadsheet.languages.en.sentences import split
from broadsheet.languages.loading import table
from broadsheet.languages.tables import Digest, SentenceWords
from broadsheet.text.quotations import find as quotations

SHORTEST, LONGEST = 7, 55  # words of a sentence that can stand alone
LEADING = 12  # sentences of each text that are looked at

WORD = re.compile(r"[^\W_]+")
STOP_WORDS = frozenset(table("en", Digest).stop)
# Openings that point back, and among them those that say by themselves whom they mean: "The former officer who …".
_OPENINGS = table("en", SentenceWords)
_DANGLING = re.compile(rf"(?:{'|'.join(_OPENINGS.openings)})\b")
_NAMED = re.compile("|".join(_OPENINGS.openings_named))


@dataclass(frozen=True, slots=True)
class DigestText:
    """A text to choose from."""

    title: str
    text: str
    outlet: str
    language: str = ""  # its tag; "" for what the text looks like


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """A sentence of the article of that index: [start, end) in its text."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DigestCandidate:
    """A sentence that may be chosen: its Line, its words, and its place in its article, from 0."""

    line: SentencePlace
    text: str
    position: int


def can_read(article: DigestText) -> bool:
    """Whether sentences can be chosen from a text: its language must be one for which that is known."""
    return languages.spoken_by(article.text, article.language).can.digest


def leading_sentences(number: int, article: DigestText) -> list[tuple[DigestCandidate, int]]:
    """The first sentences of a text, each with its grade: 3 whole, 2 without a stop, 1 cut off, 0 never alone."""
    quoted = [(each.start, each.end) for each in quotations(article.text)]
    found = []
    for position, (start, end) in enumerate(split(article.text)[:LEADING]):
        dateline = datelines.LEADING.match(article.text, start, end)
        start = dateline.end() if dateline and dateline.end() < end else start
        text = article.text[start:end]
        fits = SHORTEST <= len(text.split()) <= LONGEST and text[-1] not in "?:" and stands_alone(text)
        grade = _ending(text) if fits and not any(one <= start and end <= two for one, two in quoted) else 0
        found.append((DigestCandidate(SentencePlace(number, start, end), text, position), grade))
    return found


def _ending(sentence: str) -> int:
    if sentence[-1] in '.!”"':
        return 3
    last = WORD.findall(sentence)[-1].lower()
    return (
        1 if sentence[-1] in ",;–—-" or last in STOP_WORDS or last in ("about", "after", "before", "over", "s") else 2
    )


def stands_alone(sentence: str) -> bool:
    """Whether a sentence needs no neighbour: no opening that points back, quotation marks in pairs."""
    if _DANGLING.match(sentence) and not _NAMED.match(sentence):
        return False
    return (
        (sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in '“"')
        and sentence.count("“") == sentence.count("”")
        and sentence.count('"') % 2 == 0
        and sentence.count("(") == sentence.count(")")
    )
