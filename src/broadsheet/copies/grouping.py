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

from broadsheet.copies.signing import PERMUTATIONS, Signature
from broadsheet.model import Membership, Relation, Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = timedelta(days=7)
CONTAINED = 0.5  # of the shorter text's shingles: best on the development pairs of .3 to .7
SAME = 0.85  # in both directions: a copy, up to small edits
SHORTEST = 12  # shingles; below that a text says too little to be told from others
BANDS = 32  # of two rows each: pairs of Jaccard .3 and more are found nearly always
SAMPLED = 8  # one shingle of so many stands in the index that finds short texts inside long ones
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
    shingles = [np.frombuffer(each.signature.shingles, dtype="<u4") for each in known]
    pairs = []
    for one, two in sorted(_candidates(known, shingles)):
        if abs(known[one].at - known[two].at) <= WINDOW:
            share = containment(shingles[one], shingles[two])
            if share >= CONTAINED:
                pairs.append(_Pair(one, two, share))
    return tuple(
        sorted((_report(known, shingles, members) for members in _groups(known, pairs)), key=lambda each: each.id)
    )


def containment(one: NDArray[np.uint32], two: NDArray[np.uint32]) -> float:
    """The share, 0 to 1, of the shorter text's shingles that the longer one has."""
    import numpy as np

    shorter = min(len(one), len(two))
    if shorter < SHORTEST:
        return 0.0
    return float(len(np.intersect1d(one, two, assume_unique=True)) / shorter)


def _candidates(known: Sequence[Candidate], shingles: Sequence[NDArray[np.uint32]]) -> set[tuple[int, int]]:
    """Pairs worth comparing: alike in a band of their MinHash, or sharing rare sampled shingles."""
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    width = 4 * PERMUTATIONS // BANDS
    for number, each in enumerate(known):
        if len(shingles[number]) >= SHORTEST:
            for band in range(BANDS):
                buckets[band, each.signature.minhash[band * width : (band + 1) * width]].append(number)
    found: set[tuple[int, int]] = set()
    for members in buckets.values():
        found.update(_pairs(members))
    sampled: dict[int, list[int]] = defaultdict(list)
    for number, values in enumerate(shingles):
        if len(values) >= SHORTEST:
            for value in values[values % SAMPLED == 0].tolist():
                sampled[value].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for members in sampled.values():
        for pair in _pairs(members):
            shared[pair] += 1
    least = {number: max(2, int(len(values) / SAMPLED * CONTAINED / 2)) for number, values in enumerate(shingles)}
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


def _report(known: Sequence[Candidate], shingles: Sequence[NDArray[np.uint32]], members: Sequence[int]) -> Report:
    first = min(members, key=lambda number: _nearness(known[number], known, members))
    original = known[first].article_id
    rows = []
    for number in members:
        share = 1.0 if number == first else containment(shingles[number], shingles[first])
        relation: Relation = "original" if number == first else _relation(shingles[number], shingles[first])
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
