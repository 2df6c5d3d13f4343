"""Rounds and the counted outcomes of their items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

RoundKind = Literal["fetch", "import"]
OutcomeKind = Literal["made", "unchanged", "rejected", "failed"]


@dataclass(frozen=True, slots=True)
class Round:
    """One run of the pipeline: its sources and its cut-off are written before the first fetch.

    `sources` are Source ids (``fetch``) or files (``import``). `done` is None while it is open.
    """

    id: int
    kind: RoundKind
    sources: tuple[str, ...]
    cutoff: datetime
    started: datetime
    done: datetime | None = None


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What became of one item of a round at one stage: exactly one row for each."""

    round_id: int
    stage: str
    key: str
    outcome: OutcomeKind
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a Source from one fetch to the next. Times are UTC; None: never.

    `failures` counts failed fetches in a row; `health` is the reason of the last one, "" when
    it went well; `due` is when it should be fetched next. `gap` is the seconds that mostly lie between two of
    its changes, 0 where that is not known yet. `moved` is the digest of the address to which it has said, once
    so far, to have moved for good; `ended` is True where it has said that it is gone for good. `hours` is how far back
    the last reading of it went before the last success, 0 where that is not known.
    """

    source_id: str
    etag: str = ""
    last_modified: str = ""
    last_try: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    due: datetime | None = None
    failures: int = 0
    health: str = ""
    title: str = ""
    gap: float = 0.0
    moved: str = ""
    ended: bool = False
    hours: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """Work for the articles room: one Capture (or a Link alone, where the page may not be read).

    `key` is unique in its round. `why` is not empty where the page may not be read: it says what refused,
    `capture_id` is then the feed's and the Link's words are all there is. `link_id` is "" where no Link led here.
    """

    key: str
    capture_id: str
    article_id: str
    link_id: str
    outlet_id: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition that was printed: its hash, recipe, date (ISO), window and folder (relative). `after` is the last round
    before it: None where that was not noted, as older versions did not."""

    hash: str
    recipe: str
    date: str
    start: datetime
    end: datetime
    folder: str
    after: int | None = None
