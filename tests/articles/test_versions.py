from __future__ import annotations

from datetime import UTC, datetime

from broadsheet import articles
from broadsheet.model import Capture, Link, Made, Moment, Outlet, Rejected
from broadsheet.text import hashing
from broadsheet.text.records import TextRecord

AT = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
OUTLET = Outlet("gazette", "The Harrow Gazette", "the Harrow Gazette", language="en")
LINK = Link(
    id="l1", source_id="s1", url="https://gazette.example/pier", title="Pier &amp; bay: a <b>new</b> start",
    summary="<p>The council agreed to rebuild the pier.</p><p><a href='/x'>Read more</a></p><p>The post Pier appeared first on The Harrow Gazette.</p>",
    published=Moment(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "minute", "feed"), authors=("Joan Rill, Reuters",), categories=("Local",), language="en-GB",
)  # fmt: skip


def test_feed_only_version_has_the_feeds_words_and_says_why() -> None:
    outcome = articles.from_link("c1", LINK, article_id="a1", outlet=OUTLET, captured=AT, why="robots")
    assert isinstance(outcome, Made)
    version = outcome.value.version
    assert version.text.content == "The council agreed to rebuild the pier."
    assert (version.title, version.access, version.access_reason) == ("Pier & bay: a new start", "feed-only", "robots")
    assert (version.authors, version.credit, version.section, version.language) == (
        ("Joan Rill",),
        ("Reuters",),
        "Local",
        "en",
    )
    assert (version.link_id, version.capture_id, version.published) == ("l1", "c1", LINK.published)
    assert not version.is_original_text


def test_a_feed_without_words_makes_none() -> None:
    bare = Link("l2", "s1", "https://gazette.example/pier", "Pier", summary="Read more")
    outcome = articles.from_link("c1", bare, article_id="a1", outlet=OUTLET, captured=AT, why="blocked")
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "no-text"


def test_imported_text() -> None:
    record = TextRecord(
        url="https://gazette.example/pier", title="Pier", published="2026-03-02",
        text="Pier\nThe council agreed.\n\n  It will   begin in May. \nSign up for our daily newsletter", authors=("Joan Rill", "dpa"),
    )  # fmt: skip
    payload = b"{}"
    capture = Capture("c1", record.url, AT, 0, (), payload, hashing.digest(payload))
    outcome = articles.from_text(record, article_id="a1", capture=capture, outlet=OUTLET)
    assert isinstance(outcome, Made)
    version = outcome.value.version
    assert version.text.content == "The council agreed.\nIt will begin in May."
    assert version.published is not None
    assert (version.published.iso(), version.published.origin) == ("2026-03-02", "import")
    assert (version.authors, version.credit, version.captured) == (("Joan Rill",), ("dpa",), AT)
    empty = articles.from_text(TextRecord(url=record.url, text=" \n "), article_id="a1", capture=capture, outlet=OUTLET)
    assert isinstance(empty, Rejected)
