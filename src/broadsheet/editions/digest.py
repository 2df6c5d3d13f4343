"""What happened: sentences chosen verbatim, by how central they are, how early they stand and what they add.

Requirement: a reader who reads only these knows what happened; no sentence needs a neighbour that is not there.
Theory: in news the first sentences of several reports agree on what matters; the most central of them says most, and
a second one is worth its words only where it adds. Known failures: a lead that tells the colour first.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.text.quotations import find as quotations
from broadsheet.text.sentences import split

_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset(
    "a an and are as at be been but by for from had has have he her his i in is it its not of on or said she that the their "
    "they this to was were which who will with would".split()
)
_DANGLING = re.compile(
    r"(?:But|And|Or|So|Yet|He|She|It|They|This|That|These|Those|His|Her|Their|Its|Both|However|Meanwhile|Moreover|Also|"
    r"Still|Then|There|Here|Such|Instead|Nevertheless|Later|Earlier|Afterwards|Another|Others|Neither|Either|Similarly|"
    r"Additionally|Furthermore|Nor|Because|Though|Although|For example|In addition|As a result|On the other hand|The (?:two|pair|latter|former|"
    r"couple|duo|trio|others|men|women|move|decision|news|announcement|incident)\b)\b"
)  # fmt: skip
SHORTEST, LONGEST = 7, 55  # words of a sentence that can stand alone
LEADING = 12  # sentences of each text that are looked at


@dataclass(frozen=True, slots=True)
class Source:
    """A text to choose from."""

    title: str
    text: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the article of that index: [start, end) in its text."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen: its Line, its words, and its place in its article, from 0."""

    line: Line
    text: str
    position: int

    @property
    def terms(self) -> Counter[str]:
        return Counter(word.lower() for word in _WORD.findall(self.text) if word.lower() not in _STOP)


@dataclass(frozen=True, slots=True)
class _Sentence:
    line: Line
    position: int
    size: int
    terms: Counter[str]


def choose(articles: Sequence[Source], *, budget_words: int) -> tuple[Line, ...]:
    """Sentences of at most `budget_words` words in all, in the order of choice."""
    found = [each for number, article in enumerate(articles) for each in _candidates(number, article)]
    return pick(found, [article.title for article in articles], budget_words=budget_words)


def pick(
    candidates: Sequence[Candidate], titles: Sequence[str], *, budget_words: int, most: int = 20
) -> tuple[Line, ...]:
    """The Lines of those candidates that say most of what the articles have in common; `titles` by article."""
    sentences = [
        _Sentence(each.line, each.position, len(each.text.split()), terms)
        for each in candidates
        if (terms := each.terms)
    ]
    weights = _weights(sentences, titles)
    chosen: list[_Sentence] = []
    covered: Counter[str] = Counter()
    left = budget_words
    while len(chosen) < most:
        best, score = None, 0.0
        for each in sentences:
            if each.size > left or any(each.line == other.line for other in chosen):
                continue
            found = _gain(each, covered, weights)
            if found > score:
                best, score = each, found
        if best is None or (chosen and score < _LEAST):
            break
        chosen.append(best)
        covered.update(best.terms.keys())
        left -= best.size
    return tuple(each.line for each in chosen)


_LEAST = 0.16  # what a further sentence must add, in shares of what the first one said


def _candidates(number: int, article: Source) -> list[Candidate]:
    quoted = [(each.start, each.end) for each in quotations(article.text)]
    found = []
    for position, (start, end) in enumerate(split(article.text)[:LEADING]):
        text = article.text[start:end]
        if not SHORTEST <= len(text.split()) <= LONGEST or text[-1] not in '.!”"' or not stands_alone(text):
            continue
        if not any(one <= start and end <= two for one, two in quoted):
            found.append(Candidate(Line(number, start, end), text, position))
    return found


def stands_alone(sentence: str) -> bool:
    """Whether a sentence needs no neighbour: no opening that points back, quotation marks in pairs."""
    if _DANGLING.match(sentence) or not (sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in '“"'):
        return False
    return (
        sentence.count("“") == sentence.count("”")
        and sentence.count('"') % 2 == 0
        and sentence.count("(") == sentence.count(")")
    )


def _weights(sentences: Sequence[_Sentence], titles: Sequence[str]) -> dict[str, float]:
    """How much a term says here: in how many articles' openings and titles it stands."""
    texts = [
        {term for each in sentences if each.line.article == number for term in each.terms}
        for number in range(len(titles))
    ]
    named = Counter(word.lower() for title in titles for word in set(_WORD.findall(title)))
    spread = Counter(term for terms in texts for term in terms)
    count = max(1, len(titles))
    return {term: spread[term] / count + 0.5 * min(1.0, named[term] / count) for term in spread}


def _gain(sentence: _Sentence, covered: Counter[str], weights: dict[str, float]) -> float:
    """The weight of what a sentence adds, for its length, less the later it stands."""
    fresh = sum(weights[term] for term in sentence.terms if not covered[term])
    size = math.sqrt(sum(sentence.terms.values()) + 4)
    early = 1.0 / (1.0 + 0.18 * sentence.position)
    return fresh / size * early
