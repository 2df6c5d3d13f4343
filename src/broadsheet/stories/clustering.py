"""Documents -> clusters: average linkage, a division of what holds two events, a place for what stands alone.

Requirement: the same story once, and two like events apart; the order of the documents decides nothing. Theory: members
of a story are near to one another on average, and not just by a chain. Two like events of one place, team or firm share
all that is common to both; measured by what is not common to all, they fall into two parts that have little to do with
each other, while one event does not. A lone report belongs to the story that is far nearer than any other, or whose
name it has in its headline. Known failures: two like events of fewer than four reports each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from broadsheet.stories.similarity import Floats, Row, Similarity, summed

JOIN = 0.14  # average similarity of two clusters that become one; .13 to .15 are alike on the development sets
MERGE = 0.2  # the same where both are stories already
APART, PART = 0.32, 4  # two parts of so many reports are two events where they are so near, as shares of their own
NAMES = 2.5  # how much more a name says than another word about which of two events it is
ALONE = 2  # reports that are looked at again
LIKELY, CLEARLY = 0.1, 1.4  # how near the best story must be, and how many times as near as the second best
NAMED, OWN = 0.05, 0.5  # less will do with a name in the headline that half of the story has, and few others have


@dataclass(slots=True)
class Cluster:
    """Documents by number; `known` where some of them made a story before; `row` where it is at hand."""

    members: list[int]
    known: bool = False
    row: Row | None = None


def cluster(
    similarity: Similarity, known: Sequence[Sequence[int]], titles: Sequence[frozenset[str]]
) -> list[list[int]]:
    """Every document in one cluster. `known` are stories as they were; the other documents are new. `titles` are the
    marked terms of each headline."""
    linked = _Linked(similarity, known)
    linked.join()
    divided: list[Cluster] = []
    for each in linked.clusters.values():
        parts = _divided(similarity, each.members, fresh=linked.fresh)
        divided += [each] if len(parts) == 1 else [Cluster(part, each.known) for part in parts]
    return _attached(similarity, divided, titles)


class _Linked:
    """Clusters on their way, each under the number of its first document."""

    def __init__(self, similarity: Similarity, known: Sequence[Sequence[int]]) -> None:
        self._nearness = similarity
        count = len(similarity)
        self.clusters = {min(members): Cluster(sorted(members), True) for members in known if members}
        taken = {number for each in self.clusters.values() for number in each.members}
        self.fresh = frozenset(number for number in range(count) if number not in taken)
        self.clusters.update((number, Cluster([number])) for number in self.fresh)
        self._home = np.arange(count)
        for number, each in self.clusters.items():
            self._home[each.members] = number
        self._size = np.bincount(self._home, minlength=count)
        self._known = np.zeros(count, bool)
        self._known[[number for number, each in self.clusters.items() if each.known]] = True
        self._rows: dict[int, Row] = {}
        self._best: dict[int, tuple[int, float]] = {}

    def join(self) -> None:
        """Joins clusters that are nearest to each other, until none is near enough.

        Average linkage never brings a joined cluster nearer to a third than both its parts were: what has no
        neighbour near enough can be left out for good, and pairs can be joined in any order.
        """
        asked = set(self.fresh)
        while asked:
            for number in sorted(asked):
                self._look(number)
            # A story that nobody asked about must be asked whether it thinks so too.
            for target in {target for target, _ in self._best.values()} - self._best.keys():
                self._look(target)
            pairs = [
                (one, two) for one, (two, _) in self._best.items() if one < two and self._best.get(two, (-1,))[0] == one
            ]
            if not pairs and self._best:
                one, (two, _) = max(self._best.items(), key=lambda each: (each[1][1], -each[0]))
                pairs = [(min(one, two), max(one, two))]
            changed = {number for pair in pairs for number in pair}
            for one, two in pairs:
                self._unite(one, two)
            stale = {number for number, (target, _) in self._best.items() if target in changed}
            asked = (stale | changed) & self.clusters.keys()

    def _look(self, number: int) -> None:
        """Finds the nearest other cluster that is near enough, the older one of two alike."""
        self._best.pop(number, None)
        numbers, near = self._rows[number] = self._row(number)
        link = np.bincount(self._home[numbers], near, minlength=len(self._home))
        link = link / (np.maximum(1, self._size) * self._size[number])
        link[number] = 0.0
        if self._known[number]:
            link[self._known & (link < MERGE)] = 0.0
        link = np.round(link, 9)
        best = int(np.argmax(link))
        if link[best] >= JOIN:
            self._best[number] = (best, float(link[best]))
        elif self._size[number] == 1:
            del self._rows[number]
        else:
            self.clusters[number].row = self._rows[number]

    def _unite(self, one: int, two: int) -> None:
        self._rows[one] = summed([self._row(one), self._row(two)], len(self._home))
        kept, gone = self.clusters[one], self.clusters.pop(two)
        kept.members = sorted(kept.members + gone.members)
        kept.known |= gone.known
        self._known[one] |= self._known[two]
        self._known[two] = False
        self._home[gone.members] = one
        self._size[one] += self._size[two]
        self._size[two] = 0
        kept.row = None
        for number in (one, two):
            self._best.pop(number, None)
        self._rows.pop(two, None)

    def _row(self, number: int) -> Row:
        return self._rows.get(number) or self._nearness.rows(self.clusters[number].members)


def _divided(similarity: Similarity, members: list[int], *, fresh: frozenset[int]) -> list[list[int]]:
    """The events of a cluster, where it holds more than one. One that has nothing new stays as it is."""
    if len(members) < 2 * PART or fresh.isdisjoint(members):
        return [members]
    near = similarity.among(members, name=NAMES)
    parts = _halves(near)
    if parts is None:
        return [members]
    one, two = parts
    between = near[np.ix_(one, two)].mean()
    if between >= APART * min(_within(near, one), _within(near, two)):
        return [members]
    sides: tuple[list[int], list[int]] = (list(one), list(two))
    for each in sorted(set(range(len(members))) - {*one, *two}):
        sides[int(near[each, one].mean() < near[each, two].mean())].append(each)
    return [
        part for side in sides for part in _divided(similarity, sorted(members[each] for each in side), fresh=fresh)
    ]


def _halves(near: Floats) -> tuple[list[int], list[int]] | None:
    """The last two parts of at least PART documents that average linkage would join."""
    count = len(near)
    parts = {number: [number] for number in range(count)}
    total = near.copy()
    link = near.copy()
    np.fill_diagonal(link, -1.0)
    found = None
    while len(parts) > 1:
        one, two = divmod(int(np.argmax(link)), count)
        if len(parts[one]) >= PART and len(parts[two]) >= PART:
            found = (parts[one], parts[two])
        total[one] += total[two]
        total[:, one] = total[one]
        parts[one] = parts[one] + parts.pop(two)
        link[two], link[:, two] = -1.0, -1.0
        others = [number for number in parts if number != one]
        sizes = np.array([len(parts[number]) for number in others])
        if others:
            link[one, others] = np.round(total[one, others] / (len(parts[one]) * sizes), 9)
            link[others, one] = link[one, others]
    return found


def _within(near: Floats, part: Sequence[int]) -> float:
    square = near[np.ix_(part, part)]
    return float((square.sum() - np.trace(square)) / (len(part) * (len(part) - 1)))


def _attached(similarity: Similarity, clusters: Sequence[Cluster], titles: Sequence[frozenset[str]]) -> list[list[int]]:
    """New clusters of ALONE or fewer go to the story that is clearly nearest, or that owns a name in their headline."""
    home = np.zeros(len(similarity), np.int64)
    for at, each in enumerate(clusters):
        home[each.members] = at
    sizes = np.array([len(each.members) for each in clusters])
    small = np.array([size <= ALONE and not each.known for size, each in zip(sizes, clusters, strict=True)], bool)
    best, second = np.zeros(len(clusters)), np.zeros(len(clusters))
    target = np.full(len(clusters), -1)
    for at, each in enumerate(clusters):
        if sizes[at] < 2:
            continue
        numbers, near = each.row or similarity.rows(each.members)
        link = np.bincount(home[numbers], near, minlength=len(clusters)) / (sizes * sizes[at])
        link[sizes >= sizes[at]] = 0.0
        first = link > best
        second = np.where(first, best, np.maximum(second, link))
        target[first] = at
        best = np.where(first, link, best)
    moves = {
        int(at): int(target[at])
        for at in np.flatnonzero(small & (target >= 0))
        if (best[at] >= LIKELY and best[at] >= CLEARLY * second[at])
        or (best[at] >= NAMED and _owns_name(similarity, clusters[int(target[at])], clusters[int(at)], titles))
    }
    found = [list(each.members) for each in clusters]
    for at, to in moves.items():
        if to not in moves:
            found[to] += found[at]
            found[at] = []
    return [sorted(members) for members in found if members]


def _owns_name(similarity: Similarity, story: Cluster, lone: Cluster, titles: Sequence[frozenset[str]]) -> bool:
    """Whether a headline has a name that stands in half of the story's reports and in few others."""
    if len(story.members) <= ALONE:
        return False
    for term in sorted({term for number in lone.members for term in titles[number]}):
        having = sum(term in similarity.documents[number] for number in story.members)
        if having >= OWN * max(len(story.members), similarity.frequency[term]):
            return True
    return False
