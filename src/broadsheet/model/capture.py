"""What came in: responses, and the links that led to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from broadsheet.model.moment import Moment

RecordKind = Literal["response", "resource", "revisit"]
Truncation = Literal["", "length", "time", "disconnect"]


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as it came. `id` is made from the payload's digest and the URL alone.

    `payload` is the entity as sent (still compressed where it was); `headers` are the response's,
    in order, without credentials and cookies. `status` is 0 for a record that is no HTTP response
    (a line of a JSON Lines import). `at` is the WARC-Date, in UTC. `digest` is ``sha256:`` and
    the hex digest of `payload`.
    """

    id: str
    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    digest: str
    truncated: Truncation = ""

    def header(self, name: str) -> str:
        """The first header of that name, or an empty string."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies in the archive: file (relative), offset and length in bytes."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """One observation of a Capture: the first is a response or a resource, a later one a revisit."""

    capture_id: str
    url: str
    at: datetime
    kind: RecordKind
    status: int
    digest: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """What a feed or a sitemap offers.

    `summary` and `content` are HTML or text as the feed has them; `authors` and `credit` as
    written there. `guid` is the entry's own id, empty where it has none.
    """

    id: str
    source_id: str
    url: str
    title: str
    summary: str = ""
    content: str = ""
    published: Moment | None = None
    modified: Moment | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    credit: str = ""
    language: str = ""
    guid: str = ""
