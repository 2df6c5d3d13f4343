"""How near documents are to one another: cosines of their terms, less with the time between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.stories.terms import KEPT, NAME, frequencies, rarity

FADE = 730.0  # days after which a document must be e times as near: crawled dates err by weeks, and stories rest
LEAST = 0.02  # what is less is none

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Row = tuple[Ints, Floats]  # numbers of documents, and how near each is


class Similarity:
    """Documents by number, with an index from terms to those that have them. `days` is None where no time is known:
    such a document is as near as its words are."""

    def __init__(self, documents: Sequence[Mapping[str, int]], days: Sequence[float | None]) -> None:
        self.documents = documents
        self.frequency = frequencies(documents)
        self._days = np.array([math.nan if day is None else day for day in days])
        terms = sorted(self.frequency)
        number = {term: at for at, term in enumerate(terms)}
        rarities = np.array([rarity(term, self.frequency, len(documents)) for term in terms])
        rarities *= [NAME if term[0] == "^" else 1.0 for term in terms]
        vectors = [_vector(document, number, rarities) for document in documents]
        # A term that one document has alone brings it near to no other.
        shared = np.array([self.frequency[term] > 1 for term in terms], bool)
        self._terms = [held[shared[held]] for held, _ in vectors]
        self._weights = [weights[shared[held]] for held, weights in vectors]
        every = np.concatenate([*self._terms, np.array([], np.int32)])
        order = np.argsort(every, kind="stable")
        self._holders = np.repeat(np.arange(len(documents), dtype=np.int32), [len(each) for each in self._terms])[order]
        self._shares = np.concatenate([*self._weights, np.array([])])[order]
        self._starts = np.searchsorted(every[order], np.arange(len(terms) + 1)).astype(np.int32)

    def __len__(self) -> int:
        return len(self.documents)

    def row(self, number: int) -> Row:
        """The documents that are near to one, itself not among them."""
        terms, weights = self._terms[number], self._weights[number]
        starts = self._starts[terms]
        sizes = self._starts[terms + 1] - starts
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1] if len(ends) else 0, dtype=np.int32)
        places += np.repeat(starts - ends.astype(np.int32) + sizes, sizes)
        shares = self._shares[places]
        shares *= np.repeat(weights, sizes)
        near = np.bincount(self._holders[places], shares, minlength=len(self))
        near[number] = 0.0
        found = np.flatnonzero(near >= LEAST).astype(np.int32)
        closeness = np.exp(-np.abs(self._days[found] - self._days[number]) / FADE)
        return found, near[found].astype(np.float64) * np.where(np.isnan(closeness), 1.0, closeness)

    def rows(self, numbers: Sequence[int]) -> Row:
        """The sum of the rows of several documents."""
        return summed([self.row(number) for number in numbers], len(self))

    def among(self, numbers: Sequence[int], *, name: float = NAME) -> Floats:
        """How near some documents are to one another by what not all of them have and no one alone has."""
        chosen = [self.documents[number] for number in numbers]
        local = frequencies(chosen)
        terms = sorted(term for term, count in local.items() if 1 < count < len(chosen))
        weights = {
            term: rarity(term, local, len(chosen))
            * rarity(term, self.frequency, len(self))
            * (name if term[0] == "^" else 1)
            for term in terms
        }
        place = {term: at for at, term in enumerate(terms)}
        matrix = np.zeros((len(chosen), len(terms)))
        for at, document in enumerate(chosen):
            for term, count in document.items():
                if term in place:
                    matrix[at, place[term]] = (1 + math.log(count)) * weights[term]
        norms = np.linalg.norm(matrix, axis=1, keepdims=True)
        matrix = np.divide(matrix, norms, out=np.zeros_like(matrix), where=norms > 0)
        found: Floats = np.round(matrix @ matrix.T, 9)
        return found


def summed(rows: Sequence[Row], count: int) -> Row:
    """Rows added up."""
    if len(rows) == 1:
        return rows[0]
    total = np.bincount(
        np.concatenate([numbers for numbers, _ in rows]), np.concatenate([near for _, near in rows]), minlength=count
    )
    found = np.flatnonzero(total).astype(np.int32)
    return found, total[found].astype(np.float64)


def _vector(document: Mapping[str, int], number: Mapping[str, int], rarities: Floats) -> Row:
    """The document's weightiest terms, as a vector of length one: sublinear frequency times rarity."""
    held = np.array([number[term] for term in document], np.int32)
    weights = (1 + np.log(np.array(list(document.values()), float))) * rarities[held]
    best = np.lexsort((held, -weights))[:KEPT]
    best = best[np.argsort(held[best])]
    norm = np.linalg.norm(weights[best])
    return held[best], weights[best] / (norm if norm else 1.0)
