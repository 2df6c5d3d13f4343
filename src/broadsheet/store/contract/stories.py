"""Reports and stories: which Articles are one, and what became of each story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from broadsheet.model import Membership, Story, StoryChange


class StoryReads(Protocol):
    """Stories are what the StoryChanges in the order of their rounds give. Times come out aware and in UTC."""

    def memberships(self, article_ids: Sequence[str]) -> tuple[Membership, ...]:
        """By Article id."""

    def members_of(self, report_ids: Sequence[str]) -> tuple[Membership, ...]: ...

    def story(self, story_id: str) -> Story | None:
        """The Story of that id, or the one that it was merged into."""

    def stories(
        self, *, start: datetime | None = None, end: datetime | None = None, limit: int | None = None, offset: int = 0
    ) -> tuple[Story, ...]:
        """Stories that were updated at or after `start` and opened before `end`; newest first, then id; the first
        `offset` of them are passed over."""

    def story_of(self, article_id: str) -> str | None: ...

    def stories_of(self, article_ids: Sequence[str]) -> Mapping[str, str]:
        """For each Article that is in a Story, the Story's id."""

    def story_changes(self, story_id: str) -> tuple[StoryChange, ...]:
        """All changes that name the Story, in the order of the rounds."""

    def story_round(self, round_id: int) -> bool:
        """Whether the group stages of that round are done."""


class StoryWrites(Protocol):
    """Only the coordinator writes here, once a round, in one transaction."""

    def replace_memberships(self, memberships: Sequence[Membership]) -> None:
        """Each named Article's membership becomes this one; others stay."""

    def add_story_changes(self, changes: Sequence[StoryChange], round_id: int, at: datetime) -> None:
        """Appends primary records and brings the table of stories up to date with them."""
