"""Reports of what belongs together: one pass over TF-IDF centroids in a time window, then a revision.

Requirement: the same story once, and two like events apart. Theory: reports of one event share its
names, places and numbers within days. Known failures: a running theme (an epidemic, a season of protest)
can gather what an editor would keep apart; an event told in other words under other names stays alone.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadsheet.model import Kind, Story, StoryChange
from broadsheet.stories.terms import counts, frequencies, vector
from broadsheet.text.hashing import opaque_id

STORIES = "stories-1"
JOIN = 0.2  # cosine with a centroid: best over both development sets
MERGE = 0.42  # cosine of two centroids
FADE = timedelta(days=60)  # silence after which a report must be e times as near to join
GAP = timedelta(days=60)  # a story that was silent for longer is not joined any more
LIFE = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Entry:
    """A Report by the words of its original; `at` is when its first Article was published."""

    report_id: str
    article_ids: tuple[str, ...]
    at: datetime
    title: str
    text: str
    kind: Kind = "news"


@dataclass(frozen=True, slots=True)
class Known:
    """A Story of earlier rounds with its Reports."""

    story: Story
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class _Cluster:
    """A story that is being formed. `total` is the sum of its members' unit vectors."""

    number: int
    known: Story | None
    entries: list[int] = field(default_factory=list)
    total: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    first: datetime | None = None
    last: datetime | None = None
    norm: float = 0.0
    swallowed: list[Story] = field(default_factory=list)

    def add(self, entry: int, vector: Mapping[str, float], at: datetime) -> None:
        self.entries.append(entry)
        for term, weight in vector.items():
            self.total[term] += weight
        self.norm = math.sqrt(math.fsum(weight * weight for weight in self.total.values()))
        self.first = at if self.first is None else min(self.first, at)
        self.last = at if self.last is None else max(self.last, at)

    def nearness(self, at: datetime) -> float:
        """How much a cosine counts at that time, 0 to 1: all of it while the story runs, less with silence."""
        assert self.first is not None
        assert self.last is not None
        silence = max(self.first - at, at - self.last, timedelta())
        if silence > GAP or max(at, self.last) - min(at, self.first) > LIFE:
            return 0.0
        return math.exp(-silence / FADE)


def group(new: Sequence[Entry], known: Sequence[Known]) -> tuple[StoryChange, ...]:
    """StoryChanges for the new Reports of a round. Their order in the input decides nothing.

    Roundups belong to no story.
    """
    fresh = sorted((each for each in new if each.kind != "roundup"), key=lambda each: (each.at, each.report_id))
    old = sorted(known, key=lambda each: (each.story.opened, each.story.id))
    entries = [*(entry for each in old for entry in each.entries), *fresh]
    clusters = _clusters(old, entries, len(entries) - len(fresh))
    return _changes(clusters, entries, len(entries) - len(fresh), {each.story.id for each in known})


def _clusters(old: Sequence[Known], entries: Sequence[Entry], begin: int) -> list[_Cluster]:
    documents = [counts(entry.title, entry.text) for entry in entries]
    frequency = frequencies(documents)
    vectors = [vector(document, frequency, len(documents)) for document in documents]
    formed = _Formed()
    at = 0
    for each in old:
        cluster = formed.open(each.story)
        for entry in each.entries:
            formed.place(cluster, at, vectors[at], entry.at)
            at += 1
    for number in range(begin, len(entries)):
        best, score = formed.nearest(vectors[number], entries[number].at)
        if best is None or score < JOIN:
            best = formed.open(None)
        formed.place(best, number, vectors[number], entries[number].at)
    return _revised(formed, vectors, entries, begin)


class _Formed:
    """Clusters with an index from terms to those that have them."""

    def __init__(self) -> None:
        self.clusters: list[_Cluster] = []
        self._index: dict[str, set[int]] = defaultdict(set)

    def open(self, known: Story | None) -> _Cluster:
        cluster = _Cluster(len(self.clusters), known)
        self.clusters.append(cluster)
        return cluster

    def place(self, cluster: _Cluster, entry: int, vector: Mapping[str, float], at: datetime) -> None:
        cluster.add(entry, vector, at)
        for term in vector:
            self._index[term].add(cluster.number)

    def nearest(self, vector: Mapping[str, float], at: datetime) -> tuple[_Cluster | None, float]:
        """The cluster open at that time with the greatest cosine; the older one of two alike."""
        dots: dict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            for number in self._index.get(term, ()):
                dots[number] += weight * self.clusters[number].total[term]
        best, score = None, 0.0
        for number in sorted(dots):
            cluster = self.clusters[number]
            found = round(dots[number] / cluster.norm * cluster.nearness(at), 9) if cluster.norm else 0.0
            if found > score:
                best, score = cluster, found
        return best, score


def _revised(
    formed: _Formed, vectors: Sequence[Mapping[str, float]], entries: Sequence[Entry], begin: int
) -> list[_Cluster]:
    """Second look at what the pass in time order could not know: late-comers move to the cluster that is
    nearest now, and clusters whose centroids agree become one."""
    placed = {entry: cluster.number for cluster in formed.clusters for entry in cluster.entries}
    again = _Formed()
    for cluster in formed.clusters:
        kept = again.open(cluster.known)
        for entry in cluster.entries:
            again.place(kept, entry, vectors[entry], entries[entry].at)
    for entry in range(begin, len(entries)):
        best, score = again.nearest(vectors[entry], entries[entry].at)
        own = again.clusters[placed[entry]]
        if best is not None and best is not own and len(own.entries) == 1 and own.known is None and score >= JOIN:
            own.entries.clear()
            again.place(best, entry, vectors[entry], entries[entry].at)
    return _merged([cluster for cluster in again.clusters if cluster.entries], vectors, entries)


def _merged(
    clusters: list[_Cluster], vectors: Sequence[Mapping[str, float]], entries: Sequence[Entry]
) -> list[_Cluster]:
    """Clusters joined, the nearest pair first, as long as their centroids agree and their times touch."""
    index: dict[str, list[int]] = defaultdict(list)
    heavy = [dict(sorted(cluster.total.items(), key=lambda each: (-each[1], each[0]))[:40]) for cluster in clusters]
    for number, terms in enumerate(heavy):
        for term in terms:
            index[term].append(number)
    pairs: Counter[tuple[int, int]] = Counter()
    for numbers in index.values():
        if len(numbers) <= 200:
            pairs.update((one, two) for at, one in enumerate(numbers) for two in numbers[at + 1 :])
    likely = sorted(pair for pair, count in pairs.items() if count >= 6)
    scored = [(-round(_agreement(clusters[one], clusters[two]), 9), one, two) for one, two in likely]
    home = list(range(len(clusters)))
    for score, one, two in sorted(scored):
        if -score < MERGE:
            break
        left, right = sorted((_root(home, one), _root(home, two)))
        if (
            left != right
            and _touch(clusters[left], clusters[right])
            and _agreement(clusters[left], clusters[right]) >= MERGE
        ):
            left, right = _elder(clusters, left, right)
            for entry in clusters[right].entries:
                clusters[left].add(entry, vectors[entry], entries[entry].at)
            known = clusters[right].known
            clusters[left].swallowed += [*([known] if known else []), *clusters[right].swallowed]
            home[right] = left
    return [cluster for number, cluster in enumerate(clusters) if home[number] == number]


def _elder(clusters: Sequence[_Cluster], one: int, two: int) -> tuple[int, int]:
    """Which keeps its id: the story that is known, the one opened earlier, the one with more Articles."""

    def rank(number: int) -> tuple[object, ...]:
        story = clusters[number].known
        if story is None:
            return (True, 0, 0, number)
        return (False, story.opened.timestamp(), -len(story.article_ids), story.id)

    return (one, two) if rank(one) <= rank(two) else (two, one)


def _root(home: Sequence[int], number: int) -> int:
    while home[number] != number:
        number = home[number]
    return number


def _agreement(one: _Cluster, two: _Cluster) -> float:
    small, large = (one, two) if len(one.total) <= len(two.total) else (two, one)
    dot = math.fsum(weight * large.total.get(term, 0.0) for term, weight in small.total.items())
    return dot / (one.norm * two.norm) if one.norm and two.norm else 0.0


def _touch(one: _Cluster, two: _Cluster) -> bool:
    assert one.first and one.last and two.first and two.last
    gap = max(one.first, two.first) - min(one.last, two.last)
    return gap <= GAP and max(one.last, two.last) - min(one.first, two.first) <= LIFE


def _changes(
    clusters: Sequence[_Cluster], entries: Sequence[Entry], begin: int, taken: set[str]
) -> tuple[StoryChange, ...]:
    """What became of each cluster, as the ledger keeps it."""
    changes: list[StoryChange] = []
    for cluster in clusters:
        fresh = tuple(sorted(id for number in cluster.entries if number >= begin for id in entries[number].article_ids))
        if cluster.known is not None:
            id = cluster.known.id
            changes += [StoryChange(id, "merged", gone.article_ids, other=gone.id) for gone in cluster.swallowed]
            if fresh:
                changes.append(StoryChange(id, "grew", fresh))
        elif fresh:
            id = _story_id(min(entries[min(cluster.entries)].article_ids), taken)
            changes.append(StoryChange(id, "opened", fresh))
    return tuple(changes)


def _story_id(article_id: str, taken: set[str]) -> str:
    """An id made from the first Article; another one where an earlier story has that."""
    for again in range(1000):
        id = opaque_id("s", article_id, *([str(again)] if again else []))
        if id not in taken:
            taken.add(id)
            return id
    raise ValueError(f"a thousand stories were opened by article {article_id}")


def apply(changes: Sequence[StoryChange], known: Sequence[Story], times: Mapping[str, datetime]) -> tuple[Story, ...]:
    """The Stories after the changes; `times` has the moment of every Article that is named."""
    members: dict[str, set[str]] = {story.id: set(story.article_ids) for story in known}
    for change in changes:
        if change.kind == "split":
            members[change.story_id] -= set(change.article_ids)
            members.setdefault(change.other, set()).update(change.article_ids)
        else:
            members.setdefault(change.story_id, set()).update(change.article_ids)
            if change.kind == "merged":
                members.pop(change.other, None)
    found = []
    for id in sorted(members):
        if members[id]:
            moments = sorted(times[article] for article in members[id])
            found.append(Story(id, tuple(sorted(members[id])), moments[0], moments[-1]))
    return tuple(found)
