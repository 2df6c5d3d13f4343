"""Reports of what belongs together -> StoryChanges: what became of the stories that were known, and which are new.

The words of the Reports decide, and the time between them; the order in which they came decides nothing. A story keeps
its id where most of its Reports stay together; of two that are one now, the older keeps its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from broadsheet.model import Kind, Story, StoryChange
from broadsheet.stories.terms import counts, names
from broadsheet.text.hashing import opaque_id

STORIES = "stories-2"
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_OPENING = 80  # characters that stand in for a headline


@dataclass(frozen=True, slots=True)
class ReportText:
    """A Report by the words of its original; `at` is when its first Article was published, None where nobody knows."""

    report_id: str
    article_ids: tuple[str, ...]
    at: datetime | None
    title: str
    text: str
    kind: Kind = "news"


@dataclass(frozen=True, slots=True)
class KnownStory:
    """A Story of earlier rounds with its Reports."""

    story: Story
    entries: tuple[ReportText, ...]


def group(new: Sequence[ReportText], known: Sequence[KnownStory]) -> tuple[StoryChange, ...]:
    """StoryChanges for the new Reports of a round. Their order in the input decides nothing.

    Roundups belong to no story.
    """
    # Loaded here, so that the command line starts without an engine for numbers.
    from broadsheet.stories.clustering import cluster
    from broadsheet.stories.similarity import Similarity

    fresh = sorted((each for each in new if each.kind != "roundup"), key=_place)
    if not fresh:
        return ()
    old = sorted(known, key=lambda each: (each.story.opened, each.story.id))
    entries: list[ReportText] = []
    before: list[list[int]] = []
    for each in old:
        before.append(list(range(len(entries), len(entries) + len(each.entries))))
        entries += sorted(each.entries, key=_place)
    begin = len(entries)
    entries += fresh
    documents = [counts(entry.title, entry.text) for entry in entries]
    days = [(entry.at - _LONG_AGO) / _DAY if entry.at else None for entry in entries]
    titles = [names(entry.title or entry.text[:_OPENING]) for entry in entries]
    clusters = cluster(Similarity(documents, days), before, titles)
    return _changes(clusters, entries, begin, [each.story for each in old], before)


def _place(entry: ReportText) -> tuple[datetime, str, str, str]:
    return entry.at or _LONG_AGO, entry.title, entry.text, entry.report_id


def _changes(
    clusters: Sequence[Sequence[int]],
    entries: Sequence[ReportText],
    begin: int,
    stories: Sequence[Story],
    before: Sequence[Sequence[int]],
) -> tuple[StoryChange, ...]:
    """What became of each story, as the ledger keeps it. `stories` come the elder first, `before` are their entries;
    entries from `begin` on are new."""
    home = {number: at for at, members in enumerate(clusters) for number in members}
    settled: dict[int, list[int]] = defaultdict(
        list
    )  # cluster -> the stories whose entries are there, for the most part
    for story, members in enumerate(before):
        if members:
            there = [home[number] for number in members]
            settled[max(sorted(set(there)), key=there.count)].append(story)
    taken = {story.id for story in stories}
    ids = {
        at: stories[settled[at][0]].id if settled[at] else _story_id(min(entries[min(members)].article_ids), taken)
        for at, members in enumerate(clusters)
    }
    stays = {story: at for at, those in settled.items() for story in those}
    left: list[StoryChange] = []
    for story, members in enumerate(before):
        for at in sorted({home[number] for number in members} - {stays.get(story)}):
            gone = [number for number in members if home[number] == at]
            left.append(StoryChange(stories[story].id, "split", _articles(entries, gone), other=ids[at]))
    changes: list[StoryChange] = []
    for at, members in enumerate(clusters):
        for story in settled[at][1:]:
            came = [number for number in before[story] if home[number] == at]
            changes.append(StoryChange(ids[at], "merged", _articles(entries, came), other=stories[story].id))
        new = _articles(entries, [number for number in members if number >= begin])
        if new:
            opened = not settled[at] and all(number >= begin for number in members)
            changes.append(StoryChange(ids[at], "opened" if opened else "grew", new))
    return (*left, *changes)


def _articles(entries: Sequence[ReportText], numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(sorted(article for number in numbers for article in entries[number].article_ids))


def _story_id(article_id: str, taken: set[str]) -> str:
    """An id made from the first Article; another one where an earlier story has that."""
    for again in range(1000):
        id = opaque_id("s", article_id, *([str(again)] if again else []))
        if id not in taken:
            taken.add(id)
            return id
    raise ValueError(f"a thousand stories were opened by article {article_id}")


def alone(entries: Sequence[ReportText], *, taken: Collection[str]) -> tuple[StoryChange, ...]:
    """A Story for each of the Reports by itself, held against no other."""
    used = set(taken)
    return tuple(
        StoryChange(_story_id(min(entry.article_ids), used), "opened", tuple(sorted(entry.article_ids)))
        for entry in sorted(entries, key=_place)
    )


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
