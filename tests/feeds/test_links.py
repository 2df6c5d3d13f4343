"""Entries as Links: ids that hold, addresses that lead somewhere, twins and strangers told apart."""

from __future__ import annotations

import pytest

from broadsheet import feeds
from broadsheet.model import Made
from tests.feeds.samples import CAPTURED, URL, atom, item, only, parsed, read, rss


def test_ids_hold_where_a_feed_gives_new_ids_each_time() -> None:
    first, second = (
        read(rss(item(more=f'<guid isPermaLink="false">{run}-7</guid>') + item("Gale", "/gale", f"<guid>{run}</guid>")))
        for run in ("morning", "noon")
    )
    assert [link.id for link in first.links] == [link.id for link in second.links]
    assert first.links[0].guid != second.links[0].guid


def test_ids_hold_where_a_headline_is_edited_and_a_campaign_changes() -> None:
    before = read(rss(item("Ferry stops", "https://courier.example/ferry?utm_campaign=am")))
    after = read(rss(item("Ferry stops for good", "https://courier.example/ferry?utm_campaign=pm")))
    assert before.links[0].id == after.links[0].id
    assert after.links[0].title == "Ferry stops for good"


def test_ids_differ_by_source_and_by_address() -> None:
    body = rss(item() + item("Gale", "/gale"))
    ids = [link.id for source in ("courier", "record") for link in read(body, source=source).links]
    assert len(set(ids)) == 4


def test_one_id_for_two_addresses_makes_two_links() -> None:
    same = "<guid isPermaLink='false'>1</guid>"
    feed = read(rss(item("Ferry", "/ferry", same) + item("Gale", "/gale", same)))
    assert [link.url for link in feed.links] == ["https://courier.example/ferry", "https://courier.example/gale"]
    assert len({link.id for link in feed.links}) == 2


def test_one_address_for_two_stories_makes_two_links_whatever_their_order() -> None:
    """A ticker: each of its entries leads to the same page."""
    lines = [item("Ferry stops", "/live"), item("Gale warning", "/live")]
    readings = [read(rss("".join(order))) for order in (lines, lines[::-1])]
    by_title = [{link.title: link.id for link in feed.links} for feed in readings]
    assert by_title[0] == by_title[1]
    assert len(set(by_title[0].values())) == 2


def test_the_same_entry_twice_is_one_link() -> None:
    feed = read(rss(item(more="<guid>1</guid>") + item(more="<guid>2</guid>")))
    assert [link.guid for link in feed.links] == ["https://courier.example/1"]


def test_links_are_in_the_order_of_the_feed() -> None:
    feed = read(rss("".join(item(f"Ferry {n}", f"/{n}") for n in (3, 1, 2))))
    assert [link.title for link in feed.links] == ["Ferry 3", "Ferry 1", "Ferry 2"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rss(item(link="/ferry")), "https://courier.example/ferry"),
        (rss(item(link="ferry?a=1&amp;amp;b=2")), "https://courier.example/ferry?a=1&b=2"),
        (rss(item(link="//cdn.example/ferry")), "https://cdn.example/ferry"),
        (rss(item(link="\n  https://courier.example/ferry\n ")), "https://courier.example/ferry"),
        (rss(item(link="ferry"), attributes='xml:base="https://record.example/news/"'), "https://record.example/news/ferry"),
        (rss("<item><title>x</title><guid>https://courier.example/guid</guid></item>"), "https://courier.example/guid"),
        (
            atom('<entry xml:base="day/"><title>x</title><link href="ferry"/></entry>', attributes='xml:base="/2026/"'),
            "https://courier.example/2026/day/ferry",
        ),
        (
            atom('<entry><title>x</title><link rel="self" href="/api"/><link rel="enclosure" href="/a.mp3"/><link href="/a"/></entry>'),
            "https://courier.example/a",
        ),
        (b'{"items": [{"url": "/ferry", "title": "x"}]}', "https://courier.example/ferry"),
        (b"<urlset><url><loc>/ferry</loc><news><title>x</title></news></url></urlset>", "https://courier.example/ferry"),
    ],
)  # fmt: skip
def test_addresses_are_resolved_by_what_the_feed_says(body: bytes, expected: str) -> None:
    assert only(parsed(body)).link == expected
    assert read(body).links[0].url == expected


def test_a_json_feed_knows_its_own_address() -> None:
    body = b'{"feed_url": "https://record.example/feed.json", "items": [{"url": "ferry", "title": "x"}]}'
    assert only(parsed(body, url="")).link == "https://record.example/ferry"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", " java&#10;script:x", "file:///etc/passwd"]
)
def test_addresses_that_nobody_should_follow_make_no_link(address: str) -> None:
    assert [link.title for link in read(rss(item("bad", address) + item("good"))).links] == ["good"]


def test_entries_without_an_address_make_no_link_but_are_entries() -> None:
    body = rss("<item><title>A word</title><description>Of ours.</description></item>" + item())
    assert [entry.title for entry in parsed(body).entries] == ["A word", "Ferry stops"]
    assert [link.title for link in read(body).links] == ["Ferry stops"]


def test_titles_are_one_line_without_control_characters() -> None:
    body = rss(item("Ferry\n  to \x08Pellworm\x0b stops"))
    assert read(body).links[0].title == "Ferry to Pellworm stops"


def test_a_broken_feed_says_so() -> None:
    outcome = feeds.read(rss(item("Q&A at AT&T")), url=URL, source_id="s", captured=CAPTURED)
    assert isinstance(outcome, Made)
    assert outcome.note.startswith("not well-formed")
    assert outcome.value.links[0].title == "Q&A at AT&T"


def test_ampersands_that_are_no_entities_are_kept_as_written() -> None:
    titles = ["Fish &chips; peas & AT&T", "Caf&eacute; &mdash; R&D &amp; more", "&unknown; stays"]
    links = read(rss("".join(item(title, f"/{n}") for n, title in enumerate(titles)))).links
    assert [link.title for link in links] == ["Fish &chips; peas & AT&T", "Café — R&D & more", "&unknown; stays"]
