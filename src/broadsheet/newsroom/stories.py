"""Stories as a reader asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadsheet import editions
from broadsheet.errors import NotFoundError
from broadsheet.model import Membership, Outlet, ReaderRule, Statement, Story, StoryChange, Version
from broadsheet.run.desk import Desk
from broadsheet.text.hashing import opaque_id


@dataclass(frozen=True, slots=True)
class Counts:
    """The four numbers that stand wherever sources are counted, and those that count apart."""

    articles: int
    outlets: int
    owners: int
    originals: int
    feed_only: int


@dataclass(frozen=True, slots=True)
class StoryView:
    """A Story with what it is made of: newest Versions by time, memberships by Article, statements."""

    story: Story
    title: str
    versions: tuple[Version, ...]
    memberships: tuple[Membership, ...]
    outlets: tuple[Outlet, ...]
    counts: Counts


class Stories:
    """The stories of a paper."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(
        self, *, start: datetime | None = None, end: datetime | None = None, limit: int = 30
    ) -> tuple[StoryView, ...]:
        """Newest first."""
        return tuple(self._view(story) for story in self._desk.ledger.stories(start=start, end=end, limit=limit))

    def get(self, story_id: str) -> StoryView:
        """The story of that id, or the one that it was merged into."""
        story = self._desk.ledger.story(story_id)
        if story is None:
            raise NotFoundError(f"there is no story {story_id!r}.", hint="`broadsheet stories` lists them.")
        return self._view(story)

    def statements(self, view: StoryView) -> tuple[Statement, ...]:
        return self._desk.ledger.statements([version.id for version in view.versions])

    def mute(self, story_id: str, *, off: bool = False) -> Story:
        """Keeps a story out of every edition from now on, or lets it in again (`off`)."""
        story = self.get(story_id).story
        rule = ReaderRule(opaque_id("m", story.id), "mute", story.id, self._desk.now(), off)
        with self._desk.ledger.writing() as writer:
            writer.put_reader_rule(rule)
        return story

    def is_muted(self, story_id: str) -> bool:
        return any(rule.story_id == story_id and not rule.off for rule in self._desk.ledger.reader_rules())

    def changes(self, story_id: str) -> tuple[StoryChange, ...]:
        return self._desk.ledger.story_changes(story_id)

    def _view(self, story: Story) -> StoryView:
        ledger = self._desk.ledger
        found = ledger.newest_versions(story.article_ids)
        versions = tuple(
            sorted(found, key=lambda each: (each.published.at if each.published else each.captured, each.id))
        )
        addresses = {each.outlet_id: each.url for each in versions}
        outlets = {id: self._desk.outlet(id, url) for id, url in addresses.items()}
        memberships = ledger.memberships(story.article_ids)
        return StoryView(
            story=story,
            title=_title(versions, memberships),
            versions=versions,
            memberships=memberships,
            outlets=tuple(outlets[id] for id in sorted(outlets)),
            counts=_counts(versions, memberships, outlets),
        )


def _title(versions: tuple[Version, ...], memberships: tuple[Membership, ...]) -> str:
    """The headline that an edition would choose, else the first report's."""
    if not versions:
        return ""
    chosen = editions.headline(versions, {member.article_id: member.report_id for member in memberships})
    return (chosen or versions[0]).title


def _counts(versions: tuple[Version, ...], memberships: tuple[Membership, ...], outlets: dict[str, Outlet]) -> Counts:
    report_of = {member.article_id: member.report_id for member in memberships}
    full = [version for version in versions if version.is_original_text]
    return Counts(
        articles=len(full),
        outlets=len({version.outlet_id for version in full}),
        owners=len({outlets[version.outlet_id].owner or version.outlet_id for version in full}),
        originals=len({report_of.get(version.article_id, version.article_id) for version in full}),
        feed_only=len(versions) - len(full),
    )
