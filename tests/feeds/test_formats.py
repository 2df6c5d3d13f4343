"""One story in every format that feeds have, and what the extensions add to it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from broadsheet import feeds
from broadsheet.model import Rejected
from tests.feeds.samples import CAPTURED, URL, atom, item, only, parsed, read, rss

TITLE, LINK = "Ferry to Pellworm stops", "https://courier.example/2026/03/ferry"
AT = datetime(2026, 3, 3, 8, 5, tzinfo=UTC)

RSS_090 = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>The Courier</title><link>https://courier.example/</link></channel>
<item><title>{TITLE}</title><link>{LINK}</link></item></rdf:RDF>"""
RSS_091 = f"""<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd">
<rss version="0.91"><channel><title>The Courier</title>
<item><title>{TITLE}</title><link>{LINK}</link></item></channel></rss>"""
RSS_092 = RSS_091.partition("\n")[0] + (
    f'<rss version="0.92"><channel><title>The Courier</title><item><title>{TITLE}</title><link>{LINK}</link>'
    '<source url="https://wire.example/rss">Coast Wire</source></item></channel></rss>'
)
RDF_10 = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://courier.example/"><title>The Courier</title>
<items><rdf:Seq><rdf:li rdf:resource="{LINK}"/></rdf:Seq></items></channel>
<item rdf:about="{LINK}"><title>{TITLE}</title><link>{LINK}</link><dc:date>2026-03-03T09:05:00+01:00</dc:date>
<dc:creator>Ines Corvath</dc:creator></item></rdf:RDF>"""
ATOM_03 = f"""<?xml version="1.0"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>The Courier</title>
<entry><title>{TITLE}</title><link rel="alternate" type="text/html" href="{LINK}"/><id>tag:courier.example,2026:1</id>
<issued>2026-03-03T09:05:00+01:00</issued><modified>2026-03-03T10:05:00+01:00</modified></entry></feed>"""
ATOM_10 = atom(
    f"""<entry><title type="html">{TITLE}</title><link rel="alternate" href="{LINK}"/><link rel="self" href="/x.xml"/>
    <id>tag:courier.example,2026:1</id><published>2026-03-03T09:05:00+01:00</published>
    <updated>2026-03-03T10:05:00+01:00</updated><author><name>Ines Corvath</name></author></entry>"""
).decode()
JSON_10 = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1",
        "title": "The Courier",
        "items": [
            {
                "id": 1,
                "title": TITLE,
                "url": LINK,
                "date_published": "2026-03-03T09:05:00+01:00",
                "author": {"name": "Ines Corvath"},
            }
        ],
    }
)
JSON_11 = JSON_10.replace("version/1", "version/1.1").replace(
    '"author": {"name": "Ines Corvath"}',
    '"authors": [{"name": "Ines Corvath"}, {"name": "Tomas Brekk"}], "tags": ["Sea"]',
)
SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{LINK}</loc><lastmod>2026-03-03T10:05:00+01:00</lastmod><news:news><news:publication>
<news:name>The Courier</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-03-03T09:05:00+01:00</news:publication_date><news:title>{TITLE}</news:title>
<news:keywords>Sea, Ferries</news:keywords></news:news></url></urlset>"""
DATED = {"RDF 1.0": RDF_10, "Atom 0.3": ATOM_03, "Atom 1.0": ATOM_10, "JSON 1.0": JSON_10, "JSON 1.1": JSON_11}
ALL = {"RSS 0.90": RSS_090, "RSS 0.91": RSS_091, "RSS 0.92": RSS_092, **DATED, "news sitemap": SITEMAP}


@pytest.mark.parametrize("name", ALL)
def test_every_format_gives_title_and_link(name: str) -> None:
    document = parsed(ALL[name].encode())
    assert document.title == "The Courier"
    assert (only(document).title, only(document).link) == (TITLE, LINK)


@pytest.mark.parametrize("name", [*DATED, "news sitemap"])
def test_dates_are_in_utc_and_keep_their_zone(name: str) -> None:
    entry = only(parsed(ALL[name].encode()))
    moment = entry.published or entry.modified
    assert moment is not None
    assert (moment.at, moment.offset, moment.origin, moment.clamped) == (AT, 60, "feed", False)


@pytest.mark.parametrize("name", ["RDF 1.0", "Atom 1.0", "JSON 1.0"])
def test_authors_are_names(name: str) -> None:
    assert only(parsed(ALL[name].encode())).authors == ("Ines Corvath",)


def test_json_feed_names_all_its_authors_and_tags() -> None:
    entry = only(parsed(JSON_11.encode()))
    assert (entry.authors, entry.categories, entry.id) == (("Ines Corvath", "Tomas Brekk"), ("Sea",), "1")


def test_a_news_sitemap_gives_language_and_keywords() -> None:
    entry = only(parsed(SITEMAP.encode()))
    assert (entry.language, entry.categories) == ("en", ("Sea", "Ferries"))
    assert entry.modified is not None
    assert entry.modified.at.hour == 9


def test_an_index_of_sitemaps_says_what_to_do() -> None:
    index = "<sitemapindex><sitemap><loc>https://courier.example/news.xml</loc></sitemap></sitemapindex>"
    outcome = feeds.parse(index.encode())
    assert isinstance(outcome, Rejected)
    assert "add the news sitemap" in outcome.detail


def test_a_sitemap_without_news_is_no_feed() -> None:
    outcome = feeds.parse(b"<urlset><url><loc>https://courier.example/about</loc></url></urlset>")
    assert outcome == Rejected("no-feed", "a sitemap without news entries")


# Extensions


def test_content_and_summary_are_told_apart() -> None:
    more = "<description>Short.</description><content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded>"
    entry = only(parsed(rss(item(more=more))))
    assert (entry.summary, entry.content) == ("Short.", "<p>The whole text.</p>")


@pytest.mark.parametrize("damage", ["", "<b>"])
def test_the_caption_of_a_picture_is_neither_title_nor_text(damage: str) -> None:
    """In the fast path and in feedparser's, which takes `media:description` for a content."""
    more = (
        '<media:content url="https://courier.example/1.jpg" medium="image"><media:title>Harbour.jpg</media:title>'
        "<media:description>A grey boat.</media:description></media:content>"
        f"<description>The ferry stopped at noon, and stays where it is.</description>{damage}"
    )
    entry = parsed(rss(item(more=more))).entries[0]
    assert entry.title == "Ferry stops"
    assert "stopped at noon" in entry.summary
    assert "grey boat" not in entry.summary + entry.content


def test_a_media_group_describes_an_entry_that_says_nothing_else() -> None:
    group = "<media:group><media:title>Ferry</media:title><media:description>Seen from the quay.</media:description></media:group>"
    assert only(parsed(rss(item(more=group)))).summary == "Seen from the quay."


def test_markup_and_entities_in_titles_are_resolved_once() -> None:
    titles = {
        "Tom &amp;amp; Jerry&amp;#8217;s": "Tom & Jerry’s",
        "<![CDATA[The <i>Star</i> sinks]]>": "The Star sinks",
        "1 &lt; 2 and #include &lt;stdio.h&gt;": "1 < 2 and #include <stdio.h>",
        "Use &amp;lt;b&amp;gt; for bold": "Use <b> for bold",
    }
    document = parsed(rss("".join(item(each) for each in titles)))
    assert [entry.title for entry in document.entries] == list(titles.values())


def test_an_atom_title_of_plain_text_is_taken_by_its_letters() -> None:
    entry = only(parsed(atom("<entry><title>Use &lt;b&gt;bold&lt;/b&gt;</title><id>1</id></entry>")))
    assert entry.title == "Use <b>bold</b>"


def test_xhtml_in_titles_and_contents() -> None:
    entry = only(
        parsed(
            atom(
                '<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <em>Star</em></div></title>'
                '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text.</p></div></content></entry>'
            )
        )
    )
    assert entry.title == "The Star"
    assert "<p>Text.</p>" in entry.content


@pytest.mark.parametrize(
    ("more", "credit"),
    [
        ('<source url="https://wire.example/rss">Coast Wire</source>', "Coast Wire"),
        ("<dc:creator>Reuters</dc:creator>", "Reuters"),
        ("<dc:creator>Ines Corvath and AFP</dc:creator>", "AFP"),
        ("<author>desk@courier.example (dpa)</author>", "dpa"),
        ("<dc:source>Coast Wire</dc:source><dc:creator>AFP</dc:creator>", "Coast Wire"),
        ('<media:content url="u"><media:credit role="photographer">P. Holm/AP</media:credit></media:content>', ""),
        ("<dc:creator>Ines Corvath</dc:creator>", ""),
    ],
)
def test_agencies_are_credited(more: str, credit: str) -> None:
    (link,) = read(rss(item(more=more))).links
    assert link.credit == credit


def test_the_source_of_an_atom_entry_is_its_credit() -> None:
    entry = "<entry><title>Ferry stops</title><link href='/1'/><source><title>Coast Wire</title></source></entry>"
    (link,) = read(atom(entry)).links
    assert (link.title, link.credit) == ("Ferry stops", "Coast Wire")


def test_authors_with_addresses_keep_their_names() -> None:
    more = "<author>ines@courier.example (Ines Corvath)</author><dc:creator>Tomas Brekk</dc:creator>"
    assert only(parsed(rss(item(more=more)))).authors == ("Ines Corvath", "Tomas Brekk")


def test_what_is_said_of_the_feed() -> None:
    head = '<language>de</language><ttl>45</ttl><atom:link rel="next" href="?page=2"/>'
    feed = read(rss(head=head))
    assert (feed.language, feed.ttl, feed.next_url) == ("de", 45, "https://courier.example/feed.xml?page=2")
    assert feed.links[0].language == "de"


def test_the_period_of_syndication_is_a_ttl() -> None:
    head = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    spaces = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    assert read(rss(head=head, attributes=spaces)).ttl == 360


def test_a_feed_of_no_entries_is_a_feed() -> None:
    assert read(rss("")).links == ()


def test_a_json_feed_that_was_cut_off_gives_its_whole_items() -> None:
    items = [{"id": str(n), "url": f"https://courier.example/{n}", "title": f"Ferry {n}"} for n in range(9)]
    whole = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "items": items})
    document = parsed(whole[: len(whole) * 2 // 3].encode())
    assert document.title == "The Courier"
    assert [entry.title for entry in document.entries] == [f"Ferry {n}" for n in range(5)]


@pytest.mark.parametrize(
    "body", [b'{"a": 1}', b'{"items": 3}', b'{"items": [{"name": "x"}]}', b"{broken", b"{" * 50_000]
)
def test_other_json_is_no_feed(body: bytes) -> None:
    outcome = feeds.read(body, url=URL, source_id="s", captured=CAPTURED)
    assert isinstance(outcome, Rejected)
    assert outcome.detail.startswith("JSON")
