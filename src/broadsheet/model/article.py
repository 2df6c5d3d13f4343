"""Articles, their text and their Versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from broadsheet.model.moment import Moment

BlockKind = Literal["paragraph", "heading", "quote", "list", "caption", "embed"]
Kind = Literal["news", "opinion", "analysis", "live", "interview", "obituary", "press-release", "video", "roundup"]
Access = Literal["full", "teaser", "paywalled", "blocked", "cookie-wall", "feed-only"]

Offsets = tuple[int, int]  # [start, end) in a text, by code points: a Span whose Version is known from where it stands


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text without newlines: [start, end) in code points, and what it is."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Text:
    """Canonical text: NFC, blocks parted by one newline each, and nothing outside of blocks.

    `standfirst` is the range of block indexes [first, last) that stand above the body, or None.
    """

    content: str
    blocks: tuple[Block, ...]
    standfirst: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        at = 0
        for number, block in enumerate(self.blocks):
            if block.start != at or block.end <= block.start:
                raise ValueError(f"block {number} of a Text must start at {at}, not {block.start}:{block.end}")
            if "\n" in self.content[block.start : block.end]:
                raise ValueError(f"block {number} of a Text has a newline inside")
            at = block.end + 1
        if self.content and at != len(self.content) + 1:
            raise ValueError(f"a Text of {len(self.content)} code points has blocks up to {at - 1}")
        if not self.content and self.blocks:
            raise ValueError("an empty Text has no blocks")

    def of(self, block: Block) -> str:
        return self.content[block.start : block.end]


@dataclass(frozen=True, slots=True)
class Reader:
    """What read a Version: an extractor, an outlet's profile and a rule, each with its version."""

    extractor: str
    profile: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A URL that leads to an Article; the first one seen gave the Article its id."""

    url: str
    article_id: str


@dataclass(frozen=True, slots=True)
class Image:
    """A lead image as data: where it is, and what the page says of it. The picture itself is never copied."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """An Article as one Capture, and the Link that led to it, shows it. Never changed.

    `text_hash` is the root of the tree over title and blocks (`text.hashing`). `captured` is the
    time of the Capture. `authors` are people, `credit` are agencies. `reservations` are the
    publisher's reservations as read (``noarchive``, ``nosnippet``, ``max-snippet:50``, ``tdm``).
    `access_reason` and `kind_reason` say by what they were told, `times_reason` why a time that was stated is not
    there: it was out of range. `image` is the lead image; a page on which
    it alone is another makes no new Version.
    """

    id: str
    article_id: str
    capture_id: str
    link_id: str
    url: str
    outlet_id: str
    title: str
    text: Text
    text_hash: str
    captured: datetime
    reader: Reader
    language: str = ""
    kind: Kind = "news"
    kind_reason: str = ""
    access: Access = "full"
    access_reason: str = ""
    authors: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    section: str = ""
    reservations: tuple[str, ...] = ()
    image: Image | None = None
    times_reason: str = ""

    @property
    def is_original_text(self) -> bool:
        """Whether this text may count as a report: feed-only and teaser texts never do."""
        return self.access == "full"

    @property
    def seen(self) -> Moment:
        """When it was captured; to the day where all that was known of it, as of a line of an import, is its day."""
        stated = self.published
        is_day = stated is not None and stated.precision == "day" and stated.at == self.captured
        return Moment(self.captured, "day" if is_day else "minute", "capture")


@dataclass(frozen=True, slots=True)
class Span:
    """The only way that anything points at text: code points, end exclusive."""

    version_id: str
    field: Literal["title", "text"]
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a Span needs 0 <= start < end, not {self.start}:{self.end}")

    @property
    def offsets(self) -> Offsets:
        return self.start, self.end


def slice_of(version: Version, span: Span) -> str:
    """The words that `span` marks in `version`. ValueError where it does not fit."""
    if span.version_id != version.id:
        raise ValueError(f"the Span is of {span.version_id}, the Version is {version.id}")
    whole = version.title if span.field == "title" else version.text.content
    if span.end > len(whole):
        raise ValueError(f"the Span ends at {span.end}, the {span.field} of {version.id} has {len(whole)}")
    return whole[span.start : span.end]
