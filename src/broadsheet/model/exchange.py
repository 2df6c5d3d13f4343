"""What came from the wire, how it was got, and what of it goes to the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadsheet.model.capture import Capture, RecordKind


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: its status, where it stood and where it led (both as they may be written down)."""

    status: int
    url: str
    location: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """One HTTP response of any status, and how it was got.

    `requested` is the first address as it may be written down. `etag` and `last_modified` are empty for a cut
    response: nobody may be told later that it is unchanged. `address` is the IP address that answered.
    `permanent` is the address to use from now on, where all redirects on the way were 301 or 308, else empty; it
    is not redacted, and belongs into the catalogue only. `retry_after` and `max_age` are seconds.
    """

    capture: Capture
    not_modified: bool
    requested: str
    hops: tuple[Hop, ...] = ()
    etag: str = ""
    last_modified: str = ""
    request_headers: tuple[tuple[str, str], ...] = ()
    address: str = ""
    permanent: str = ""
    retry_after: int | None = None
    max_age: int | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the archive is to write for one Capture.

    `request` is None for what was imported. A revisit needs `refers_to`, the address and time of the record that
    holds the payload; `payload_digest` is that payload's digest where the Capture itself has none (304).
    """

    capture: Capture
    kind: RecordKind
    request: Fetched | None = None
    refers_to: tuple[str, datetime] | None = None
    payload_digest: str = ""
