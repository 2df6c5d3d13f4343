"""``broadsheet-journal/1``: the entries of the archive's journal, field by field.

Each is the block of a WARC metadata record of type ``application/json``; its address is
``urn:broadsheet:KIND:NAME``: ``round`` (RoundBegun), ``round-done``, ``edition`` (EditionMade), ``edition-removed``,
``withdrawn`` (TextsWithdrawn). An entry without `format` is of number 1: it was written before formats had names. Keys that
are not known are passed over, and a key that is not there has its default. Nothing is hashed over these bytes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

NAME: Literal["broadsheet-journal/1"] = "broadsheet-journal/1"


class Round(msgspec.Struct, frozen=True):
    """A round. `sources` are ids of sources, or names of files where it is an import."""

    id: int
    kind: str
    sources: tuple[str, ...]
    cutoff: datetime
    started: datetime
    done: datetime | None = None


class Paper(msgspec.Struct, frozen=True):
    """What of the settings an article or an edition depends on."""

    name: str
    timezone: str
    languages: tuple[str, ...]
    max_decoded_bytes: int


class Reading(msgspec.Struct, frozen=True):
    """A capture that is to be read as an article. `why` is not empty where its page may not be read."""

    key: str
    capture_id: str
    article_id: str
    link_id: str
    outlet_id: str
    why: str = ""


class Article(msgspec.Struct, frozen=True):
    """An article: its first address, its outlet, when it was first seen."""

    id: str
    url: str
    outlet_id: str
    first_seen: datetime


class Home(msgspec.Struct, frozen=True):
    """An article with all addresses that led to it."""

    article: Article
    addresses: tuple[str, ...]


class Offer(msgspec.Struct, frozen=True):
    """A link by its id, its source, and the capture of the feed that it is read from."""

    link_id: str
    source_id: str
    capture_id: str


class Outlet(msgspec.Struct, frozen=True):
    """An outlet as it was when the entry was written."""

    id: str
    name: str
    in_text: str
    domains: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    owner: str = ""
    funding: str = "unknown"
    tags: tuple[str, ...] = ()
    agency: bool = False
    mute: bool = False


class Rule(msgspec.Struct, frozen=True):
    """How an outlet's pages are read from a day on: CSS selectors, empty where the rule is silent."""

    outlet: str
    since: date
    why: str
    drop: tuple[str, ...] = ()
    title: str = ""
    standfirst: str = ""
    body: str = ""
    authors: str = ""
    published: str = ""
    modified: str = ""
    section: str = ""


class RoundBegun(msgspec.Struct, frozen=True):
    """What a round is to read, written when all its captures are in. `rules` are pairs of a reading's key and its rule,
    `again` items of earlier rounds, each a stage and a key."""

    round: Round
    paper: Paper
    readings: tuple[Reading, ...]
    homes: tuple[Home, ...]
    offers: tuple[Offer, ...]
    outlets: tuple[Outlet, ...]
    rules: tuple[tuple[str, Rule], ...]
    again: tuple[tuple[str, str], ...] = ()
    format: str = NAME


class RoundDone(msgspec.Struct, frozen=True):
    """What a round came to: article, version and text hash of each article that it read, and the items that failed, each a
    stage and a key."""

    round_id: int
    versions: tuple[tuple[str, str, str], ...]
    failed: tuple[tuple[str, str], ...] = ()
    format: str = NAME


class Part(msgspec.Struct, frozen=True):
    """A section of a recipe."""

    label: str
    take: str
    form: str = "brief"
    most: int = 12
    leads: int = 3


class Filter(msgspec.Struct, frozen=True):
    """What a recipe leaves out, up to and with `until`."""

    word: str = ""
    topic: str = ""
    outlet: str = ""
    until: date | None = None


class Weights(msgspec.Struct, frozen=True):
    """The weights by which a recipe orders its stories."""

    originals: float = 3.0
    owners: float = 2.0
    outlets: float = 1.0
    countries: float = 1.0
    recency: float = 2.0
    change: float = 1.0
    tags: float = 1.0


class Recipe(msgspec.Struct, frozen=True):
    """The recipe of an edition."""

    name: str
    title: str
    hour: str = "07:00"
    minutes: int = 12
    floor: int = 2
    sections: tuple[Part, ...] = ()
    filters: tuple[Filter, ...] = ()
    tags: tuple[str, ...] = ()
    weights: Weights = Weights()


class ReaderRule(msgspec.Struct, frozen=True):
    """What the reader has laid down about a story."""

    id: str
    kind: str
    story_id: str
    at: datetime
    off: bool = False


class Correction(msgspec.Struct, frozen=True):
    """What was put right about a line of a printed edition."""

    id: str
    edition_hash: str
    line_id: str
    kind: str
    words: str
    version_id: str
    at: datetime


class EditionMade(msgspec.Struct, frozen=True):
    """What an edition was made of, after the round `after`. `earlier` are the editions that it remembered, each by hash and
    folder, or null where that was not noted; `left` ids of what was seen in its window and could not be read, by reason."""

    hash: str
    folder: str
    after: int
    recipe: Recipe
    date: date
    start: datetime
    end: datetime
    clock: str
    paper: Paper
    outlets: tuple[Outlet, ...]
    reader_rules: tuple[ReaderRule, ...]
    corrections: tuple[Correction, ...]
    earlier: tuple[tuple[str, str], ...] | None = None
    left: tuple[tuple[str, tuple[str, ...]], ...] = ()
    late: tuple[str, ...] = ()
    format: str = NAME


class EditionRemoved(msgspec.Struct, frozen=True):
    """An edition that was taken out of the paper."""

    hash: str
    folder: str
    at: datetime
    format: str = NAME


class Withdrawal(msgspec.Struct, frozen=True):
    """A text that was erased on demand, by its hashes, and why."""

    id: str
    article_id: str
    version_id: str
    capture_id: str
    url: str
    text_hash: str
    digest: str
    reason: str
    at: datetime


class TextsWithdrawn(msgspec.Struct, frozen=True):
    """What was erased of an article, so that it does not come back."""

    article_id: str
    withdrawals: tuple[Withdrawal, ...]
    format: str = NAME


Entry = RoundBegun | RoundDone | EditionMade | EditionRemoved | TextsWithdrawn

KINDS: dict[str, type[Entry]] = {
    "round": RoundBegun,
    "round-done": RoundDone,
    "edition": EditionMade,
    "edition-removed": EditionRemoved,
    "withdrawn": TextsWithdrawn,
}
