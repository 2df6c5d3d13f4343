"""Outlets, the state of their sources, Links, and the Links whose pages wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from broadsheet.model import Link, Outlet, SourceState


@dataclass(frozen=True, slots=True)
class WaitingLink:
    """A Link whose page is still to be fetched; `tries` counts those that failed in passing."""

    link_id: str
    source_id: str
    published: datetime | None
    tries: int = 0


class SourceReads(Protocol):
    """What is known of an outlet's feeds and of what they offered. A time of a Link that is out of range comes out as none."""

    def outlet(self, outlet_id: str) -> Outlet | None:
        """An outlet that `put_outlet` kept."""

    def source_state(self, source_id: str) -> SourceState | None: ...

    def source_states(self) -> tuple[SourceState, ...]: ...

    def link(self, link_id: str) -> Link | None: ...

    def link_capture(self, link_id: str) -> str:
        """The id of the feed's Capture in which the Link was first seen."""

    def known_links(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of the given Link ids that are kept."""

    def links_to(self, article_id: str) -> tuple[Link, ...]:
        """All Links whose address leads to the Article, by id. It looks at every Link: not for the pipeline."""

    def waiting(self, source_ids: Sequence[str]) -> tuple[WaitingLink, ...]:
        """Links of those sources whose page is still to be fetched: newest first, those without a time last."""


class SourceWrites(Protocol):
    """A Link stays as it was first seen; all else is kept as it was last told."""

    def put_outlet(self, outlet: Outlet) -> None:
        """Keeps an outlet that was met in an import and that the catalogue does not name."""

    def put_source_state(self, state: SourceState) -> None: ...

    def put_link(self, link: Link, *, capture_id: str, seen: datetime) -> None:
        """Keeps a Link; `capture_id` is the feed's Capture. A known id stays as it was first seen."""

    def put_waiting(self, links: Sequence[WaitingLink]) -> None:
        """Lets the pages of Links wait to be fetched; those that wait already keep their count of tries."""

    def try_again(self, link_id: str, *, most: int) -> bool:
        """Counts a try that failed. After `most` of them the Link waits no longer, and False comes back."""

    def drop_waiting(self, link_ids: Sequence[str]) -> None:
        """Those wait no longer."""
