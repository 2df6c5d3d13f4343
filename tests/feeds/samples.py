"""Made-up feeds: one story of a ferry in each format that there is, and ways to read them."""

from __future__ import annotations

from datetime import UTC, datetime

from broadsheet import feeds
from broadsheet.model import Made

URL = "https://courier.example/feed.xml"
CAPTURED = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

ITEM = """
<item>
  <title>Ferry to Pellworm stops</title>
  <link>https://courier.example/2026/03/ferry</link>
  <guid isPermaLink="false">courier-1</guid>
  <pubDate>Tue, 03 Mar 2026 09:05:00 +0100</pubDate>
  <description>The ferry stopped at noon.</description>
</item>
"""


def rss(items: str = ITEM, *, head: str = "", attributes: str = "", prolog: str = "") -> bytes:
    """An RSS 2.0 feed in UTF-8 of the given items."""
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:dcterms="http://purl.org/dc/terms/"'
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{prolog}<rss version="2.0" {spaces} {attributes}><channel>'
        f"<title>The Courier</title><link>https://courier.example/</link>{head}{items}</channel></rss>"
    ).encode()


def atom(entries: str, *, attributes: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" {attributes}>'
        f"<title>The Courier</title><id>urn:courier</id>{entries}</feed>"
    ).encode()


def item(title: str = "Ferry stops", link: str = "https://courier.example/ferry", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def parsed(body: bytes, *, url: str = URL, content_type: str = "") -> feeds.Document:
    """The feed as written; fails where there is none."""
    outcome = feeds.parse(body, url=url, content_type=content_type, captured=CAPTURED)
    assert isinstance(outcome, Made), outcome
    return outcome.value


def read(body: bytes, *, source: str = "courier", url: str = URL) -> feeds.Feed:
    """The feed as Links; fails where there is none."""
    outcome = feeds.read(body, url=url, source_id=source, captured=CAPTURED)
    assert isinstance(outcome, Made), outcome
    return outcome.value


def only(document: feeds.Document) -> feeds.FeedEntry:
    """The one entry that there is."""
    (entry,) = document.entries
    return entry
