"""``broadsheet-edition/1``: `edition.json` and `proofs.json`, field by field.

Canonical JSON: keys sorted, no white space, UTF-8, one line with its end; times are RFC 3339 in UTC with ``Z``. A key
that does not stand here is refused; each key is written, also where it has its default value. `docs/formats.md` is made from these types.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of what is hashed: no key may stand there that the format does not know."""


class Span(Sealed, frozen=True):
    """Code points [start, end) of the title or the text of a version."""

    version_id: str
    field: Literal["title", "text"]
    start: int
    end: int


class Words(Sealed, frozen=True, tag_field="type", tag="words"):
    """Fixed words of a template, by the program."""

    text: str


class Slot(Sealed, frozen=True, tag_field="type", tag="slot"):
    """Words of an outlet, as `span` marks them: `quoted` puts quotation marks around them in print, `switch` prints the
    marks inside as the other pair."""

    name: str
    span: Span
    text: str
    quoted: bool = False
    switch: bool = False


class OutletName(Sealed, frozen=True, tag_field="type", tag="outlet"):
    """The name of an outlet, as the edition's list of outlets has it."""

    outlet_id: str
    text: str


class Gloss(Sealed, frozen=True, tag_field="type", tag="gloss"):
    """A word or two that `rule` gives for `inputs`, such as the date of "yesterday"."""

    rule: str
    inputs: tuple[tuple[str, str], ...]
    text: str


Part = Words | Slot | OutletName | Gloss


class QuotedLine(Sealed, frozen=True, tag_field="type", tag="quoted"):
    """A line with words of outlets: the printed parts of `parts`, one after another."""

    id: str
    template: str
    parts: tuple[Part, ...]


class ComputedLine(Sealed, frozen=True, tag_field="type", tag="computed"):
    """A count or a date: `text` is what `rule` gives for `inputs`."""

    id: str
    rule: str
    inputs: tuple[tuple[str, tuple[str, ...]], ...]
    text: str


class LabelLine(Sealed, frozen=True, tag_field="type", tag="label"):
    """Fixed words of the recipe."""

    id: str
    text: str


class WithdrawnLine(Sealed, frozen=True, tag_field="type", tag="withdrawn"):
    """The place of a line whose text was erased on demand: `leaf` is the hash of the line that stood there."""

    id: str
    leaf: str


Line = QuotedLine | ComputedLine | LabelLine | WithdrawnLine


class Group(Sealed, frozen=True):
    """Lines that belong together in an item, under a label or none."""

    role: Literal[
        "kicker", "headline", "standfirst", "since", "what-happened", "who-said-what", "what-next", "reports", "counts",
        "argument", "also", "correction", "note",
    ]  # fmt: skip
    label: LabelLine | None
    lines: tuple[Line, ...]


class Entry(Sealed, frozen=True):
    """One story; `form` is how much room it has."""

    story_id: str
    form: Literal["lead", "short", "brief", "line"]
    groups: tuple[Group, ...]


class Section(Sealed, frozen=True):
    """A section with its label."""

    label: LabelLine
    entries: tuple[Entry, ...]


class Moment(Sealed, frozen=True):
    """A time with its precision (`day`: only the date of `at` means anything), where it was read, the minutes east of UTC
    that the source wrote, and whether it lay in the future and was set back to the time of capture."""

    at: datetime
    precision: Literal["minute", "day"]
    origin: Literal["page", "feed", "capture", "import"]
    offset: int | None = None
    clamped: bool = False


class Cited(Sealed, frozen=True):
    """A version that a line cites. `text_hash` is the root of a tree of `leaves` leaves: the title, then each block.
    `withdrawn` is empty, or the hash of the leaf that the title was, where the text was erased on demand."""

    version_id: str
    article_id: str
    capture_id: str
    url: str
    outlet_id: str
    title: str
    text_hash: str
    leaves: int
    captured: datetime
    published: Moment | None
    access: Literal["full", "teaser", "paywalled", "blocked", "cookie-wall", "feed-only"]
    kind: Literal["news", "opinion", "analysis", "live", "interview", "obituary", "press-release", "video", "roundup"]
    language: str
    withdrawn: str = ""


class Outlet(Sealed, frozen=True):
    """An outlet as the edition names it. `in_text` is its name inside a sentence, `owner` the name that owners are counted
    by."""

    id: str
    name: str
    in_text: str
    domains: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    owner: str = ""
    funding: Literal["state", "public", "private", "non-profit", "unknown"] = "unknown"
    tags: tuple[str, ...] = ()
    agency: bool = False
    mute: bool = False


class FileDigest(Sealed, frozen=True):
    """A file of the folder: SHA-256 (hex) of its bytes, with zeros wherever the hash of the edition stands."""

    name: str
    sha256: str


class Edition(Sealed, frozen=True):
    """The edition. `window` is [start, end) in UTC, `clock` words for a clock that was set, `closing` the lines after
    all sections."""

    format: Literal["broadsheet-edition/1"]
    recipe: str
    title: str
    date: date
    zone: str
    window: tuple[datetime, datetime]
    language: str
    clock: str
    sections: tuple[Section, ...]
    closing: tuple[Line, ...]
    sources: tuple[Cited, ...]
    outlets: tuple[Outlet, ...]
    files: tuple[FileDigest, ...] = ()
    form: Literal["private", "public"] = "private"


class Manifest(Sealed, frozen=True):
    """`edition.json`: the edition and its hash."""

    edition: Edition
    hash: str


class BlockProof(Sealed, frozen=True):
    """One of the list in `proofs.json`: leaf 0 is the title, leaf n the block n - 1, which begins at code point `start`.
    `path` are the sibling hashes (hex) from the leaf up to the root."""

    version_id: str
    leaf: int
    kind: str
    start: int
    text: str
    path: tuple[str, ...]


Proofs = tuple[BlockProof, ...]
