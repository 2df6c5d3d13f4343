"""Sentences that may be chosen to say what happened: the first ones of a text, each as whole as the text has it.

Requirement: no sentence needs a neighbour that is not there. Theory: an opening that points back, a mark without its
pair and a missing stop tell one that does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet import languages
from broadsheet.languages.loading import all_of, once
from broadsheet.languages.tables import Digest
from broadsheet.text.quotations import find as quotations

SHORTEST, LONGEST = 7, 55  # words of a sentence that can stand alone
LEADING = 12  # sentences of each text that are looked at

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class WordLists:
    """The words of all languages that sentences are chosen by."""

    stop: frozenset[str]
    deeds: frozenset[str]  # that something was done, for any beat: what a summary keeps
    colour: frozenset[str]  # what a summary leaves out
    offices: frozenset[str]


@once
def lists() -> WordLists:
    """The words of all languages, built once."""
    return WordLists(
        frozenset(all_of(Digest, lambda of: of.stop)),
        frozenset(all_of(Digest, lambda of: of.deeds)),
        frozenset(all_of(Digest, lambda of: of.colour)),
        frozenset(all_of(Digest, lambda of: of.offices)),
    )


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
    language: str = ""  # its tag; "" for English


def can_read(article: DigestText) -> bool:
    """Whether sentences can be chosen from a text: its language must be one for which that is known."""
    return languages.spoken_by(article.text, article.language).can.digest


def leading_sentences(number: int, article: DigestText) -> list[tuple[DigestCandidate, int]]:
    """The first sentences of a text, each with its grade: 3 whole, 2 without a stop, 1 cut off, 0 never alone."""
    spoken_in = languages.spoken_by(article.text, article.language)
    quoted = [(each.start, each.end) for each in quotations(article.text)]
    found = []
    for position, (start, end) in enumerate(spoken_in.split(article.text)[:LEADING]):
        start = spoken_in.behind_leading_dateline(article.text, start, end)
        text = article.text[start:end]
        fits = SHORTEST <= len(text.split()) <= LONGEST and text[-1] not in "?:" and stands_alone(text, spoken_in.code)
        grade = _ending(text) if fits and not any(one <= start and end <= two for one, two in quoted) else 0
        found.append((DigestCandidate(SentencePlace(number, start, end), text, position, spoken_in.code), grade))
    return found


def _ending(sentence: str) -> int:
    if sentence[-1] in '.!”"':
        return 3
    last = WORD.findall(sentence)[-1].lower()
    return (
        1 if sentence[-1] in ",;–—-" or last in lists().stop or last in ("about", "after", "before", "over", "s") else 2
    )


def stands_alone(sentence: str, language: str = "") -> bool:
    """Whether a sentence needs no neighbour: no opening that points back, quotation marks in pairs."""
    if not languages.of(language).printing().opens_alone(sentence):
        return False
    return (
        (sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in '“"')
        and sentence.count("“") == sentence.count("”")
        and sentence.count('"') % 2 == 0
        and sentence.count("(") == sentence.count(")")
    )
