"""Stories as a reader asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from broadsheet import editions
from broadsheet.editions.write import sentences
from broadsheet.errors import NotFoundError
from broadsheet.messages import Point
from broadsheet.model import Membership, Moment, Outlet, ReaderRule, Span, Statement, Story, StoryChange, Version
from broadsheet.newsroom.reading.speech import Speaker, speakers
from broadsheet.pipeline.context import Context
from broadsheet.text.hashing import opaque_id

_TRIED = 4  # sentences of the newest report of which one must stand alone


@dataclass(frozen=True, slots=True)
class StoryCounts:
    """The four numbers that stand wherever sources are counted, as an edition has them; what is known in part only
    and what is opinion count apart."""

    articles: int
    outlets: int
    owners: int
    originals: int
    feed_only: int
    opinions: int = 0

    @property
    def words(self) -> str:
        """``5 articles, 4 outlets, 3 owners, 2 original reports (and 1 text known in part only)``"""
        apart = [f"{_some(self.feed_only, 'text')} known in part only"] if self.feed_only else []
        apart += [f"{self.opinions} of opinion"] if self.opinions else []
        counted = (
            (self.articles, "article"),
            (self.outlets, "outlet"),
            (self.owners, "owner"),
            (self.originals, "original report"),
        )
        return ", ".join(_some(number, one) for number, one in counted) + (
            f" (and {', '.join(apart)})" if apart else ""
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """What a story's newest report begins with."""

    version: Version
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A Story with what it is made of: newest Versions by time, memberships by Article, statements."""

    story: Story
    title: str
    versions: tuple[Version, ...]
    memberships: tuple[Membership, ...]
    outlets: tuple[Outlet, ...]
    counts: StoryCounts

    @property
    def opened(self) -> Moment:
        """When the story was opened, as precisely as its reports have it."""
        return self._as_stated(self.story.opened)

    @property
    def updated(self) -> Moment:
        """When it was updated last, as precisely as its reports have it."""
        return self._as_stated(self.story.updated)

    def _as_stated(self, at: datetime) -> Moment:
        stated = [each.published for each in self.versions if each.published and each.published.at == at]
        return next(iter(stated), Moment(at, "minute", "capture"))


class Stories:
    """The stories of a paper."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(
        self, *, start: datetime | None = None, end: datetime | None = None, limit: int = 30, offset: int = 0
    ) -> tuple[StoryView, ...]:
        """Newest first."""
        found = self._context.ledger.stories(start=start, end=end, limit=limit, offset=offset)
        return tuple(self._view(story) for story in found)

    def get(self, story_id: str) -> StoryView:
        """The story of that id, or the one that it was merged into."""
        story = self._context.ledger.story(story_id)
        if story is None:
            raise NotFoundError(f"there is no story {story_id!r}.", hint="`broadsheet stories` lists them.")
        return self._view(story)

    def statements(self, view: StoryView) -> tuple[Statement, ...]:
        return self._context.ledger.statements([version.id for version in view.versions])

    def speakers(self, view: StoryView, statements: Sequence[Statement]) -> tuple[Speaker, ...]:
        """Who said what in it, each quotation once; `statements` are all of the story's."""
        return speakers(statements, {version.id: version for version in view.versions}, view.memberships)

    def mute(self, story_id: str, *, off: bool = False) -> Story:
        """Keeps a story out of every edition from now on, or lets it in again (`off`)."""
        story = self.get(story_id).story
        rule = ReaderRule(opaque_id("m", story.id), "mute", story.id, self._context.now(), off)
        with self._context.ledger.writing() as writer:
            writer.put_reader_rule(rule)
        return story

    def changes(self, story_id: str) -> tuple[StoryChange, ...]:
        return self._context.ledger.story_changes(story_id)

    def _view(self, story: Story) -> StoryView:
        ledger = self._context.ledger
        found = ledger.newest_versions(story.article_ids)
        versions = tuple(
            sorted(found, key=lambda each: (each.published.at if each.published else each.captured, each.id))
        )
        addresses = {each.outlet_id: each.url for each in versions}
        outlets = {id: self._context.outlet(id, url) for id, url in addresses.items()}
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


def _counts(
    versions: tuple[Version, ...], memberships: tuple[Membership, ...], outlets: dict[str, Outlet]
) -> StoryCounts:
    found = editions.of_story(versions, {member.article_id: member.report_id for member in memberships}, outlets)
    opinions = sum(version.kind == "opinion" for version in versions)
    return StoryCounts(found.articles, found.outlets, found.owners, found.originals, found.apart, opinions)


def opening(view: StoryView, statements: Sequence[Statement]) -> Opening | None:
    """What the newest report of news begins with, as far as it can stand alone; None where there is none."""
    relation = {member.article_id: member.relation for member in view.memberships}
    news = [each for each in view.versions if each.is_original_text and each.kind == "news"]
    first = [each for each in news if relation.get(each.article_id, "original") == "original"]
    for version in (first or news)[-1:]:
        mine = [each for each in statements if each.version_id == version.id]
        for each in sentences.of(version)[:_TRIED]:
            if not sentences.refusal(each, mine):
                return Opening(version, Span(version.id, "text", each.start, each.end), each.words)
    return None


def points(view: StoryView) -> tuple[Point, ...]:
    """The reports that are known to the minute, for a drawing over time."""
    names = {outlet.id: outlet.name for outlet in view.outlets}
    relation = {member.article_id: member.relation for member in view.memberships}
    return tuple(
        Point(names[each.outlet_id], each.published.at, relation.get(each.article_id, "original") != "original")
        for each in view.versions
        if each.published and each.published.precision == "minute" and each.kind != "opinion"
    )


def _some(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
