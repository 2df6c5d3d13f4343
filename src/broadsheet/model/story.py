"""Reports and stories: which articles are one text, and which are about one thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Relation = Literal["original", "copy", "abridged", "extended"]
ChangeKind = Literal["opened", "grew", "merged", "split"]


@dataclass(frozen=True, slots=True)
class Membership:
    """An Article's place in a Report. `containment` is the share, 0 to 1, of the shorter text's
    shingles that the other one has (against the Report's original; 1 for the original itself)."""

    article_id: str
    report_id: str
    relation: Relation
    original_id: str | None
    containment: float


@dataclass(frozen=True, slots=True)
class Report:
    """An original text together with its copies. `id` is the smallest Article id in it."""

    id: str
    members: tuple[Membership, ...]

    def __post_init__(self) -> None:
        if not self.members or self.id != min(member.article_id for member in self.members):
            raise ValueError(f"a Report's id is the smallest Article id in it, not {self.id}")

    @property
    def article_ids(self) -> tuple[str, ...]:
        return tuple(member.article_id for member in self.members)


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of what belongs together. It lives through StoryChanges.

    `opened` and `updated` are times of reports (published, else captured), in UTC.
    """

    id: str
    article_ids: tuple[str, ...]
    opened: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class StoryChange:
    """What happened to a Story in a round; names Articles only, so that it outlives all else.

    ``merged``: the Articles came from the Story `other`, whose id leads here from now on.
    ``split``: the Articles left for the Story `other`.
    """

    story_id: str
    kind: ChangeKind
    article_ids: tuple[str, ...]
    other: str = ""
    round_id: int = 0
