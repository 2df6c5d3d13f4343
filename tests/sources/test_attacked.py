"""Lists and pages that are made to hurt are read, or refused, and nothing that is sound in them is lost."""

from __future__ import annotations

from broadsheet.model import Made
from broadsheet.sources import discovery, opml

FEED = '<outline text="Pear News" xmlUrl="https://pear.example/rss"/>'


def test_feeds_between_comments_are_found_whether_or_not_these_are_closed() -> None:
    text = f"<opml><!-- {FEED} -->{FEED.replace('pear', 'plum')}<!-- {FEED.replace('pear', 'fig')}</opml>"
    read = opml.read(text.encode())
    assert isinstance(read, Made)
    assert [each.url for each in read.value] == ["https://plum.example/rss", "https://fig.example/rss"]


def test_a_page_that_is_nested_to_hurt_offers_no_feeds() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    assert discovery.candidates(link.encode(), "https://pear.example/") == ("https://pear.example/rss",)
    assert discovery.candidates((link + "<div>" * 20_000).encode(), "https://pear.example/") == ()
