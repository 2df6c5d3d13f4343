"""Captures of papers that do not exist, as the archive's tests need them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from broadsheet.model import Capture, Exchange, Fetched, Hop, Truncation
from broadsheet.text.hashing import capture_id, digest

DAY = datetime(2031, 5, 4, 6, 30, 15, tzinfo=UTC)


def capture(
    url: str = "https://gazette.example/bridge",
    payload: bytes = b"<p>The bridge at Orlo opened.</p>",
    *,
    status: int = 200,
    at: datetime = DAY,
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"), ("X-Desk", "café “Orlo”")),
    truncated: Truncation = "",
) -> Capture:
    stated = digest(payload)
    return Capture(capture_id(url, stated), url, at, status, headers, payload, stated, truncated)


def fetched(of: Capture) -> Fetched:
    return Fetched(
        capture=of,
        not_modified=of.status == 304,
        requested="https://gazette.example/old?token=REDACTED",
        hops=(Hop(301, "https://gazette.example/old?token=REDACTED", of.url),),
        request_headers=(
            ("Host", "gazette.example"),
            ("User-Agent", "Broadsheet/0.1"),
            ("Authorization", "Basic s3cret"),
        ),
        address="192.0.2.80",
    )


def exchanges(count: int = 3) -> list[Exchange]:
    """Responses that were fetched, each of another page."""
    made = []
    for number in range(count):
        each = capture(
            f"https://gazette.example/{number}",
            b"<p>Ferry %d left Orlo.</p>" % number * 20,
            at=DAY + timedelta(seconds=number),
        )
        made.append(Exchange(capture=each, kind="response", request=fetched(each)))
    return made
