"""What happened: sentences chosen verbatim, by what several reports agree on.

Requirement: a reader who reads only these knows what happened; no sentence needs a neighbour that is not there.
Theory: what an editor would write down is foreseen from what the reports share: a word or a pair of words that stands in
several of them, in their headlines and early. A choice of sentences is worth what it is expected to share with that
summary (as ROUGE counts it), a little more where it says deeds and a little less where it quotes, asks or dwells on
what one report alone has. Known failures: reports that open with the same colour; an event that only one report tells.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from broadsheet import languages
from broadsheet.editions.select.candidates import (
    LEADING,
    WORD,
    DigestCandidate,
    DigestText,
    SentencePlace,
    can_read,
    leading_sentences,
    lists,
)
from broadsheet.text.quotations import covered

# How likely a word, a pair of words is in the editors' summary, in logits; and what a choice is worth. Fitted on the
# training set by `python -m tools.fit_digest --data DIR`.
_WORDS = {
    "bias": -2.39,
    "shared": 1.03,
    "by_all": 0.59,
    "title": 0.91,
    "titles": 0.67,
    "all_titles": 0.71,
    "leads": 0.22,
    "all_leads": 0.47,
    "later": -0.29,
    "late": -0.19,
    "again": 1.24,
    "name": 0.63,
    "number": 0.89,
    "length": 0.15,
    "deed": 0.55,
    "colour": -1.29,
    "office": 0.56,
}
_PAIRS = {
    "bias": -1.67,
    "shared": 1.04,
    "by_all": 0.68,
    "title": 0.72,
    "titles": 0.38,
    "all_titles": 0.81,
    "leads": 0.19,
    "all_leads": 0.26,
    "later": -0.28,
    "late": -0.11,
    "both": 0.29,
    "either": 0.42,
    "stops": -0.02,
    "names": 0.70,
}
_CHOICE = {
    "words": 36.94,
    "pairs": 42.94,
    "alone": -1.78,
    "titled": 5.73,
    "shared": 2.84,
    "several": -0.80,
    "deeds": 1.03,
    "quoted": -2.68,
    "we": -0.57,
    "asides": -1.62,
}
_STOP_LIKELY = 0.47
_REPEATED = 0.25  # what a word counts for when it comes again
_SUMMARY = 0.94  # length of a summary, in budgets
_FAR = -0.1  # for each place behind the third: the training texts end there
_BEAM, _LOOKED_AT = 8, 40  # choices kept at each step; sentences that are combined
_DEEP, _COMMON = 3, 0.2  # from that place on, share of its words that other articles or a title must have too
_LATE = 0.2  # what each place costs from there on, set by reading stories of whole articles
_FRESH = 0.5  # share of its words that a further sentence must not have said before


def choose(articles: Sequence[DigestText], *, budget_words: int) -> tuple[SentencePlace, ...]:
    """Sentences of at most `budget_words` words in all, in reading order; none where nothing fits."""
    found, statistics = consider(articles)
    return _picked(found, statistics, budget_words=budget_words, most=20)


def pick(
    candidates: Sequence[DigestCandidate], titles: Sequence[str], *, budget_words: int, most: int = 20
) -> tuple[SentencePlace, ...]:
    """The Lines of those candidates that say most of what the articles have in common; `titles` by article."""
    return _picked(candidates, WordStatistics(candidates, titles), budget_words=budget_words, most=most)


def consider(articles: Sequence[DigestText]) -> tuple[list[DigestCandidate], WordStatistics]:
    """The sentences that may be chosen, and what all sentences say together.

    Only texts of languages that can be read so are looked at. Where no text has a sentence that stands alone, one that only lacks its stop will do, else one that was cut off.
    """
    readable = {number: each for number, each in enumerate(articles) if can_read(each)}
    leading = [each for number, article in readable.items() for each in leading_sentences(number, article)]
    statistics = WordStatistics([each for each, _ in leading], [article.title for article in readable.values()])
    best = max((grade for _, grade in leading), default=0)
    return [each for each, grade in leading if grade == best and grade], statistics


WordOrPair = str | tuple[str, str]


class WordStatistics:
    """Where each word and each pair of words stands in some sentences of several articles and in their titles, and
    how likely it therefore is in a summary of them."""

    def __init__(self, sentences: Sequence[DigestCandidate], titles: Sequence[str]) -> None:
        self.articles = max(1, len({each.line.article for each in sentences}))
        self._titles = [_with_pairs(_words(title)) for title in titles if title]
        self._first: dict[WordOrPair, int] = {}
        self._in: dict[WordOrPair, set[int]] = {}
        self._leads: dict[WordOrPair, set[int]] = {}
        self._times: Counter[tuple[WordOrPair, int]] = Counter()
        self._named: Counter[str] = Counter()
        for each in sentences:
            article, words = each.line.article, _words(each.text)
            self._times.update((word, article) for word in words)
            self._named.update(_capitals(each.text))
            for term in _with_pairs(words):
                self._in.setdefault(term, set()).add(article)
                self._first[term] = min(self._first.get(term, each.position), each.position)
                if each.position == 0:
                    self._leads.setdefault(term, set()).add(article)
        self._likely: dict[WordOrPair, float] = {}

    def likely(self, term: WordOrPair) -> float:
        """The chance, 0 to 1, that a summary has the term."""
        found = self._likely.get(term)
        if found is None:
            if isinstance(term, tuple):
                found = _chance(_PAIRS, self.pair_features(term))
            else:
                found = _STOP_LIKELY if term in lists().stop else _chance(_WORDS, self.word_features(term))
            self._likely[term] = found
        return found

    def spread(self, term: WordOrPair) -> float:
        """In how many of the other articles a term stands, 0 to 2: none, all."""
        return 2 * (len(self._in.get(term, ())) - 1) / (self.articles - 1) if self.articles > 1 else 0.0

    def titled(self, term: WordOrPair) -> float:
        """In how many of the titles a term stands, 0 to 3: none, all."""
        return 3 * sum(term in title for title in self._titles) / max(1, len(self._titles))

    def word_features(self, word: str) -> dict[str, float]:
        """What is known of a word that is no stop word, by name."""
        return {
            **self._places(word),
            "again": min(3, max(self._times[word, article] for article in self._in.get(word, {0}))) / 3,
            "name": float(self._named[word] > 0),
            "number": float(word[0].isdigit()),
            "length": min(len(word), 12) / 10,
            "deed": float(word in lists().deeds),
            "colour": float(word in lists().colour),
            "office": float(word in lists().offices),
        }

    def pair_features(self, pair: tuple[str, str]) -> dict[str, float]:
        """What is known of two words that follow one another, by name."""
        one, two = self.likely(pair[0]), self.likely(pair[1])
        return {
            **self._places(pair),
            "both": math.log(one * two),
            "either": min(one, two),
            "stops": float((pair[0] in lists().stop) + (pair[1] in lists().stop)),
            "names": float(self._named[pair[0]] > 0 and self._named[pair[1]] > 0),
        }

    def _places(self, term: WordOrPair) -> dict[str, float]:
        spread, titled, first = self.spread(term), self.titled(term), self._first.get(term, LEADING)
        leads = 3 * len(self._leads.get(term, ())) / self.articles
        return {
            "bias": 1.0,
            "shared": min(1.0, spread),
            "by_all": min(1.0, max(0.0, spread - 1)),
            "title": min(1.0, titled),
            "titles": min(1.0, max(0.0, titled - 1)),
            "all_titles": min(1.0, max(0.0, titled - 2)),
            "leads": min(1.0, max(0.0, leads - 1)),
            "all_leads": min(1.0, max(0.0, leads - 2)),
            "later": float(first >= 1),
            "late": float(first >= 2),
            "far": float(max(0, first - 3)),
        }


def _chance(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    total = math.fsum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-total - _FAR * features["far"]))


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _with_pairs(words: Sequence[str]) -> set[WordOrPair]:
    return {*words, *pairwise(words)}


def _capitals(text: str) -> list[str]:
    """Words with a capital letter, but for the first."""
    return [word.lower() for word in WORD.findall(text)[1:] if word[0].isupper()]


class JudgedCandidate:
    """A candidate with what a choice is judged by."""

    def __init__(self, candidate: DigestCandidate) -> None:
        self.candidate = candidate
        self.size = len(candidate.text.split())
        self.words = _words(candidate.text)
        self.content = {word for word in self.words if word not in lists().stop}
        self.pairs = set(pairwise(self.words))
        spans = covered(candidate.text)
        plain = candidate.text
        for start, end in reversed(spans):
            plain = plain[:start] + plain[end:]
        self.quoted = sum(len(candidate.text[start:end].split()) for start, end in spans)
        self.says_we = bool(languages.of(candidate.language).printing().in_first_person(plain))
        self.does = not self.content.isdisjoint(lists().deeds)
        self.aside = bool(re.search("[—–:]| -+ ", plain))


def choice_features(
    chosen: Sequence[JudgedCandidate], statistics: WordStatistics, budget_words: int
) -> dict[str, float]:
    """What is known of a choice of sentences, by name; counts of words are in sevenths of the budget."""
    counts = Counter(word for each in chosen for word in each.words)
    content = set().union(*(each.content for each in chosen))
    pairs = set().union(*(each.pairs for each in chosen))
    size = sum(counts.values())
    both = size + _SUMMARY * budget_words
    unit = budget_words / 7
    expected = math.fsum(statistics.likely(word) * (1 + _REPEATED * (count - 1)) for word, count in counts.items())
    return {
        "words": 2 * expected / both,
        "pairs": 2 * math.fsum(statistics.likely(pair) for pair in pairs) / both,
        "alone": sum(statistics.spread(word) <= 0 for word in content) / unit,
        "titled": sum(statistics.titled(word) > 0 for word in content) / unit,
        "shared": sum(statistics.spread(pair) > 0 for pair in pairs) / unit,
        "several": float(len(chosen) > 1),
        "deeds": sum(each.does for each in chosen),
        "quoted": sum(each.quoted for each in chosen) / max(1, size),
        "we": sum(each.says_we for each in chosen),
        "asides": sum(each.aside for each in chosen),
    }


def _worth(chosen: Sequence[JudgedCandidate], statistics: WordStatistics, budget_words: int) -> float:
    features = choice_features(chosen, statistics, budget_words)
    late = sum(max(0, each.candidate.position - _DEEP + 1) for each in chosen)
    return math.fsum(_CHOICE.get(name, 0.0) * value for name, value in features.items()) - _LATE * late


def _picked(
    candidates: Sequence[DigestCandidate], statistics: WordStatistics, *, budget_words: int, most: int
) -> tuple[SentencePlace, ...]:
    """The best choice that a beam search finds, in reading order."""
    sentences = [
        each
        for each in map(JudgedCandidate, candidates)
        if each.content and each.size <= budget_words and not _by_the_way(each, statistics)
    ]
    if not sentences or most < 1:
        return ()
    alone = sorted(
        sentences,
        key=lambda each: (
            -round(_worth([each], statistics, budget_words), 9),
            each.candidate.line.article,
            each.candidate.line.start,
        ),
    )
    looked_at = alone[:_LOOKED_AT]
    beam: list[tuple[float, tuple[int, ...]]] = [
        (round(_worth([each], statistics, budget_words), 9), (number,)) for number, each in enumerate(looked_at)
    ]
    best = beam[0]
    for _ in range(most - 1):
        grown: dict[tuple[int, ...], float] = {}
        for _, numbers in beam[:_BEAM]:
            for number in _further(numbers, looked_at, budget_words):
                key = tuple(sorted((*numbers, number)))
                if key not in grown:
                    grown[key] = round(_worth([looked_at[each] for each in key], statistics, budget_words), 9)
        beam = sorted(((worth, key) for key, worth in grown.items()), key=lambda each: (-each[0], each[1]))
        if not beam:
            break
        best = max(best, beam[0], key=lambda each: each[0])
    chosen = [looked_at[number].candidate for number in best[1]]
    return tuple(
        each.line for each in sorted(chosen, key=lambda each: (each.position, each.line.article, each.line.start))
    )


def _by_the_way(sentence: JudgedCandidate, statistics: WordStatistics) -> bool:
    """Whether a sentence stands deep in its article and says what no other article has."""
    if sentence.candidate.position < _DEEP or statistics.articles == 1:
        return False
    common = sum(statistics.spread(word) > 0 or statistics.titled(word) > 0 for word in sentence.content)
    return common < _COMMON * len(sentence.content)


def _further(numbers: Sequence[int], sentences: Sequence[JudgedCandidate], budget_words: int) -> list[int]:
    """Which sentences fit beside those and add to them."""
    left = budget_words - sum(sentences[number].size for number in numbers)
    said = set().union(*(sentences[number].content for number in numbers))
    return [
        number
        for number, each in enumerate(sentences)
        if number not in numbers and each.size <= left and len(each.content - said) >= _FRESH * len(each.content)
    ]
