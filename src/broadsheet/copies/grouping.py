"""Which texts are one Report: containment decides, an original is named, no chain joins strangers.

Requirement: a wire story in forty outlets is one report, cut, retitled or extended as it may be; a
shared statement, press release passage or background paragraph is none. Theory: most of the
shorter text's own words stand in the longer one. Known failures: a rewrite sentence by sentence
is seen as a report of its own, and a short agency alert inside a long article as its copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from broadsheet.copies.signing import PERMUTATIONS, SAMPLED, Signature, shingles
from broadsheet.model import Membership, Relation, Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = timedelta(days=7)
CONTAINED = 0.5  # of the shorter text's shingles: best on the development pairs of .3 to .7
SAME = 0.85  # in both directions: a copy, up to small edits
SHORTEST = 12  # shingles; below that a text says too little to be told from others
BANDS = 32  # of two rows each: pairs of Jaccard .3 and more are found nearly always
# A pair of which so few sampled shingles are common, of at least so many, is never worth a comparison: where half of the
# shorter text were in the longer one, one pair in 100,000 would look like that.
TELLING, FAR = 40, 0.2
COMMON = 60  # a shingle in more texts than this is a standing line


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text to compare. `at` is when it was published; `original_text` is False for feed-only and teaser texts."""

    article_id: str
    outlet_id: str
    at: datetime
    title: str
    text: str
    credit: tuple[str, ...]
    original_text: bool
    signature: Signature


@dataclass(frozen=True, slots=True)
class _Pair:
    one: int
    two: int
    containment: float


def group(candidates: Sequence[Candidate]) -> tuple[Report, ...]:
    """Every candidate in exactly one Report, by Report id; the order of the input decides nothing."""
    import numpy as np

    known = sorted({each.article_id: each for each in candidates}.values(), key=lambda each: each.article_id)
    sampled = [np.frombuffer(each.signature.sampled, dtype="<u4") for each in known]
    texts = _Shingled(known)
    pairs = []
    for one, two in sorted(_candidates(known, sampled)):
        near = abs(known[one].at - known[two].at) <= WINDOW
        if near and not _far(sampled[one], sampled[two]):
            share = containment(texts[one], texts[two])
            if share >= CONTAINED:
                pairs.append(_Pair(one, two, share))
    return tuple(
        sorted((_report(known, texts, members) for members in _groups(known, pairs)), key=lambda each: each.id)
    )


class _Shingled:
    """The shingles of each text, made when they are first asked for."""

    def __init__(self, known: Sequence[Candidate]) -> None:
        self._known = known
        self._made: dict[int, NDArray[np.uint32]] = {}

    def __getitem__(self, number: int) -> NDArray[np.uint32]:
        if number not in self._made:
            self._made[number] = shingles(self._known[number].text)
        return self._made[number]


def _far(one: NDArray[np.uint32], two: NDArray[np.uint32]) -> bool:
    """Whether the sampled shingles already tell that neither text is contained in the other."""
    import numpy as np

    least = min(len(one), len(two))
    return least >= TELLING and len(np.intersect1d(one, two, assume_unique=True)) < FAR * least


def containment(one: NDArray[np.uint32], two: NDArray[np.uint32]) -> float:
    """The share, 0 to 1, of the shorter text's shingles that the longer one has."""
    import numpy as np

    shorter = min(len(one), len(two))
    if shorter < SHORTEST:
        return 0.0
    return float(len(np.intersect1d(one, two, assume_unique=True)) / shorter)


def _candidates(known: Sequence[Candidate], samples: Sequence[NDArray[np.uint32]]) -> set[tuple[int, int]]:
    """Pairs worth comparing: alike in a band of their MinHash, or sharing rare sampled shingles."""
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    width = 4 * PERMUTATIONS // BANDS
    telling = [number for number, each in enumerate(known) if each.signature.shingles >= SHORTEST]
    for number in telling:
        for band in range(BANDS):
            buckets[band, known[number].signature.minhash[band * width : (band + 1) * width]].append(number)
    found: set[tuple[int, int]] = set()
    for members in buckets.values():
        found.update(_pairs(members))
    holding: dict[int, list[int]] = defaultdict(list)
    for number in telling:
        for value in samples[number].tolist():
            holding[value].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for members in holding.values():
        for pair in _pairs(members):
            shared[pair] += 1
    least = [max(2, int(each.signature.shingles / SAMPLED * CONTAINED / 2)) for each in known]
    found.update(pair for pair, count in shared.items() if count >= min(least[pair[0]], least[pair[1]]))
    return found


def _pairs(members: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(members) > COMMON:
        return ()
    return ((one, two) for at, one in enumerate(members) for two in members[at + 1 :])


def _groups(known: Sequence[Candidate], pairs: Sequence[_Pair]) -> list[list[int]]:
    """Groups grown from the strongest pair; a text joins where it is contained with at least half of those there.

    Full texts first: a teaser joins a group, but never joins two."""
    homes: dict[int, list[int]] = {number: [number] for number in range(len(known))}
    linked = {(pair.one, pair.two) for pair in pairs}
    both: list[_Pair] = []
    rest: list[_Pair] = []
    for pair in pairs:
        (both if known[pair.one].original_text and known[pair.two].original_text else rest).append(pair)
    for some in (both, rest):
        for pair in sorted(some, key=lambda each: (-each.containment, each.one, each.two)):
            left, right = homes[pair.one], homes[pair.two]
            if left is right:
                continue
            if some is rest and min(len(left), len(right)) > 1:
                continue
            joined = sum((min(a, b), max(a, b)) in linked for a in left for b in right)
            if 2 * joined < len(left) * len(right):
                continue
            merged = sorted((*left, *right))
            homes.update(dict.fromkeys(merged, merged))
    return [members for number, members in homes.items() if members[0] == number]


def _report(known: Sequence[Candidate], texts: _Shingled, members: Sequence[int]) -> Report:
    first = min(members, key=lambda number: _nearness(known[number], known, members))
    original = known[first].article_id
    rows = []
    for number in members:
        share = 1.0 if number == first else containment(texts[number], texts[first])
        relation: Relation = "original" if number == first else _relation(texts[number], texts[first])
        rows.append(Membership(known[number].article_id, "", relation, original, round(share, 4)))
    id = min(row.article_id for row in rows)
    placed = [Membership(row.article_id, id, row.relation, row.original_id, row.containment) for row in rows]
    return Report(id, tuple(sorted(placed, key=lambda row: row.article_id)))


def _nearness(each: Candidate, known: Sequence[Candidate], members: Sequence[int]) -> tuple[object, ...]:
    """How near a text is to the origin: a full text; the agency that others credit; no credit of an
    agency; the earliest; the longest; the smallest id."""
    credits = {name.casefold() for number in members for name in known[number].credit}
    named = each.outlet_id.casefold() in credits or any(name and name in each.outlet_id.casefold() for name in credits)
    day = each.at.replace(hour=0, minute=0, second=0, microsecond=0)
    return (not each.original_text, not named, bool(each.credit), day, each.at, -each.signature.words, each.article_id)


def _relation(text: NDArray[np.uint32], original: NDArray[np.uint32]) -> Relation:
    """copy, abridged or extended, as seen from the original."""
    import numpy as np

    common = len(np.intersect1d(text, original, assume_unique=True))
    kept, own = common / max(1, len(original)), common / max(1, len(text))
    if kept >= SAME and own >= SAME:
        return "copy"
    return "abridged" if own >= kept else "extended"
