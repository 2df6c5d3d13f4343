"""Feeds that are broken, enormous, built to hurt, or none at all: always one outcome with a reason."""

from __future__ import annotations

import base64
import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from broadsheet import feeds
from broadsheet.feeds.entry import MOST_ENTRIES
from broadsheet.feeds.titles import mended
from broadsheet.model import Made, Outcome, Rejected
from tests.feeds.samples import CAPTURED, URL, atom, item, only, parsed, read, rss
from tests.feeds.test_formats import ALL

LAUGHS = '<!ENTITY lol "ha">' + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
REASONS = {"no-feed", "html-page"}


def outcome_of(body: bytes, content_type: str = "") -> Outcome[feeds.Feed]:
    """The outcome, of which everything can be written down."""
    outcome = feeds.read(body, url=URL, content_type=content_type, source_id="s", captured=CAPTURED)
    if isinstance(outcome, Made):
        repr(outcome.value).encode()
        for link in outcome.value.links:
            assert link.url
            assert link.id
            "".join((link.url, link.title, link.summary, link.content, link.guid, *link.authors)).encode()
    else:
        assert isinstance(outcome, Rejected), outcome
        assert outcome.reason in REASONS
        assert outcome.detail
    return outcome


# Entities


@pytest.mark.parametrize(
    "body",
    [
        rss(item("&lol9;", more="<description>&lol9;</description>"), prolog=f"<!DOCTYPE rss [{LAUGHS}]>"),
        rss(item("a", more='<guid x="&lol9;">1</guid>'), prolog=f"<!DOCTYPE rss [{LAUGHS}]>"),
        rss(item("&lol9;", more="<b>"), prolog=f"<!DOCTYPE rss [{LAUGHS}]>"),
        rss(item("&lol9;"), prolog=f"<!-- <a --><!DOCTYPE rss [{LAUGHS}]>"),
        rss(item("&lol9;"), prolog=f"{' ' * 70_000}<!DOCTYPE rss [{LAUGHS}]>"),
        rss(item("&a;" * 200_000), prolog=f'<!DOCTYPE rss [<!ENTITY a "{"A" * 10_000}">]>'),
        rss(item("&a;" * 200_000), prolog=f"<!DOCTYPE rss [<!ENTITY a '{'A' * 10_000}'>]>"),
        rss(item("&a;" * 200_000), prolog=f'<?x <a ?><!DOCTYPE rss [<!ENTITY a "{"A" * 10_000}">]>'),
        ALL["news sitemap"].replace("?>", f"?><!DOCTYPE urlset [{LAUGHS}]>", 1).replace("Ferry to", "&lol9;").encode(),
    ],
)  # fmt: skip
def test_entities_never_grow(body: bytes) -> None:
    outcome = outcome_of(body)
    if isinstance(outcome, Made):
        assert sum(len(link.title) + len(link.summary) for link in outcome.value.links) < 5_000_000
        assert "hahahaha" not in repr(outcome.value)


def test_entities_from_elsewhere_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    prolog = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY % p SYSTEM "{secret.as_uri()}">%p;]>'
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    for more in ("", "<b>", f"<description>{include}</description>"):
        assert "swordfish" not in repr(outcome_of(rss(item("a&x;b", more=f"{more}<guid>&x;</guid>"), prolog=prolog)))


def test_entities_that_are_harmless_are_read() -> None:
    body = rss(item("&pub; says"), prolog='<!DOCTYPE rss [<!ENTITY pub "The Courier">]>')
    assert only(parsed(body)).title == "The Courier says"


def test_entities_of_a_document_type_that_is_elsewhere() -> None:
    """RSS 0.91 declares HTML's entities in a file that nobody fetches."""
    prolog = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    titles = "Caf&eacute;", "plain"
    document = parsed(rss("".join(map(item, titles)) + "&eacute;", prolog=prolog))
    assert [entry.title for entry in document.entries] == ["Café", "plain"]


# Pages


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><head><title>Not found</title></head><body><p>Gone.</p></body></html>",
        "<HTML><BODY>Gone.<br></BODY></HTML>",
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head/><body/></html>',
        "\n\n<!-- x --><!doctype html><title>x</title><item><title>a</title></item>",
        "<!doctype html><body><ul><item><link>/x</link><title>Custom elements</title></item></ul>",
        "<!doctype html><title>About feeds</title><pre>&lt;rss&gt; and <code><rss></code> are</pre>",
    ],
)
def test_a_page_is_told_from_a_feed(page: str) -> None:
    assert outcome_of(page.encode()) == Rejected("html-page", "an HTML page, not a feed")


def test_real_pages_are_told_from_feeds(data_dir: Path) -> None:
    with gzip.open(data_dir / "pages_zyte" / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = [json.loads(line)["html"] for line in lines]
    outcomes = [outcome_of(page.encode("utf-8", "replace")) for page in pages]
    assert len(outcomes) > 150
    assert {each.reason for each in outcomes if isinstance(each, Rejected)} == {"html-page"}
    assert all(isinstance(each, Rejected) for each in outcomes)


@pytest.mark.parametrize(
    "body",
    [b"", b" \n", b"Gone.", b"\x00" * 1000, b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"<a/>", b"<?xml", b"[]", b"null"],
)
def test_what_is_no_feed_has_a_reason(body: bytes) -> None:
    assert isinstance(outcome_of(body), Rejected)


def test_a_feed_behind_a_warning_is_a_feed() -> None:
    assert [link.title for link in read(b"<br />\n<b>Warning</b>: late<br />\n" + rss(item())).links] == ["Ferry stops"]


# Size


PROGRAM = """
import resource, sys
from datetime import UTC, datetime
from broadsheet import feeds
entry = "<item><title>Ferry %d</title><link>https://courier.example/%d</link><description>" + "Word. " * int(sys.argv[1])
entry += "</description></item>"
count = 50_000_000 // len(entry)
body = ("<rss><channel>" + "".join(entry % (n, n) for n in range(count)) + "</channel></rss>").encode()
body = body[: len(body) - int(sys.argv[2])]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
outcome = feeds.read(body, url="https://courier.example/", source_id="s", captured=datetime(2026, 3, 4, tzinfo=UTC))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(count, len(outcome.value.links), (after - before) // (1024 if sys.platform != "darwin" else 1024 * 1024))
"""


@pytest.mark.slow
@pytest.mark.parametrize("cut", [0, 40])
@pytest.mark.parametrize("words", [1, 3000])
def test_fifty_megabytes_take_bounded_memory(words: int, cut: int) -> None:
    """Of short entries and of long ones, sound and cut off; in a process of its own, whose peak is read."""
    command = [sys.executable, "-c", PROGRAM, str(words), str(cut)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    count, found, megabytes = map(int, done.stdout.split())
    assert min(count, MOST_ENTRIES) - 1 <= found <= MOST_ENTRIES
    assert megabytes < 900


def test_entries_past_the_limit_are_counted() -> None:
    body = rss("<item><title>a</title></item>" * (MOST_ENTRIES + 5))
    outcome = feeds.parse(body)
    assert isinstance(outcome, Made)
    assert outcome.note == f"5 entries past the first {MOST_ENTRIES} are left out"


HARD = {
    "deep elements": b"<rss><channel><item>" + b"<a>" * 200_000,
    "deep and closed": b"<rss><channel><item>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</item></channel></rss>",
    "opened sections": b"<rss><channel>" + b"<description><![CDATA[" * 200_000,
    "opened texts": b"<rss><channel>" + b"<description>" * 300_000,
    "opened tags": b"<rss>" + b"<" * 2_000_000,
    "ampersands": b"<rss><channel><item><title>" + b"&" * 2_000_000,
    "entities": b"<rss><channel><item><title>" + b"&eacute;" * 300_000,
    "comments": b"<rss><channel>" + b"<!--" * 500_000,
    "declarations": b"<!DOCTYPE rss [" + b'<!ENTITY a "b">' * 100_000 + b"]><rss><channel/></rss>",
    "blanks": b"<rss><channel><description>" + b" " * 3_000_000 + b"<item>",
    "attributes": b"<rss><channel><item "
    + b" ".join(b'a%d="1"' % n for n in range(50_000))
    + b"></item></channel></rss>",
    "titles": rss("<item>" + "<title>a</title>" * 200_000 + "</item>"),
    "categories": rss("<item>" + "".join(f"<category>{n}</category>" for n in range(100_000)) + "</item>")[:-3],
    "small entries": rss("<item><title>a</title></item>" * 100_000)[:-3],
    "mail addresses": rss("<item><author>" + "a@" * 300_000 + "</author></item>"),
    "mail names": rss("<item><author>" + "a" * 300_000 + "</author><b></item>"),
    "bases": rss('<item xml:base="a/">' * 20_000),
    "odd dates": rss("".join(f"<item><pubDate>{n} of nothing {n % 99}</pubDate></item>" for n in range(20_000))),
    "open markup in a title": rss(item("&lt;!--" * 100_000)),
    "open scripts in a title": rss(item("&lt;script&gt;" * 100_000 + "&lt;/b&gt;")),
    "deep JSON": b'{"items":' + b"[" * 500_000,
    "deep JSON items": b'{"items":[' + b'{"a":' * 200_000,
    "long numbers": b'{"items":[{"url":"/a","id":' + b"9" * 100_000 + b"}]}",
    "opened pages": b"<urlset>" + b"<url>" * 300_000 + b"</url>",
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", HARD)
def test_what_is_hard_to_read_ends(name: str) -> None:
    outcome_of(HARD[name])


# Anything


def test_every_fixture_has_an_outcome(data_dir: Path) -> None:
    count = 0
    for name in ("feedparser", "gofeed"):
        with gzip.open(data_dir / "feeds_conformance" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                outcome_of(base64.b64decode(json.loads(line)["bytes_b64"]))
                count += 1
    assert count > 2_500


SEEDS = [
    *(each.encode() for each in ALL.values()),
    rss("".join(item(f"Ferry {n}", f"/{n}", "<description>Text &amp; more</description>") for n in range(3))),
    atom(
        "<entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A</div></title><link href='/a'/></entry>"
    ),
]
SCRAPS = [
    b"&", b"<", b">", b"&nbsp;", b"&#xD800;", b"&#0;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?x?>", b"</item>", b"<item>",
    b"<entry>", b"</channel>", b"<title>", b"<br>", b"<html>", b'"', b"'", b"{", b"}", b"\\ud800", b"\x00", b"\xff", b"\xed\xa0\x80",
    b"\xfe\xff", b"\xef\xbb\xbf", b"<!ENTITY a 'b'>", b"&a;", b'xml:base="x:"', b"javascript:", b"http://[", b"<author>", b"<source>",
    b"1e999", b"encoding='utf-7'", b"<image>", b"<content type='application/xml'>", b"<dc:creator>", b"\xe2\x80\xa8",
]  # fmt: skip


@settings(max_examples=300)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "text/xml", "text/xml; charset=utf-7", "application/json", "text/html; charset=\x00"]),
)
def test_any_bytes_have_one_outcome(body: bytes, content_type: str) -> None:
    outcome_of(body, content_type)


@settings(max_examples=300)
@given(st.sampled_from(SEEDS), st.integers(min_value=0))
def test_feeds_that_are_cut_and_pasted_have_one_outcome(seed: bytes, number: int) -> None:
    chance = random.Random(number)
    body = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(body))
        other = chance.choice(SEEDS)
        start = chance.randint(0, len(other))
        scrap = chance.choice([*SCRAPS, other[start : start + chance.randint(1, 80)], bytes(body[at:]), b""])
        body[at : at + chance.choice([0, 0, 1, 30])] = scrap
    outcome_of(bytes(body))


@settings(max_examples=60)
@given(st.sampled_from(SEEDS), st.integers(min_value=0, max_value=2000))
def test_a_feed_cut_off_anywhere_has_one_outcome(seed: bytes, at: int) -> None:
    outcome_of(seed[:at])


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=40), max_size=5
    )
)
def test_titles_of_plain_text_come_back_as_they_were(titles: list[str]) -> None:
    assume(not any(mended(title) != title for title in titles))  # what looks like UTF-8 read as ISO-8859-1
    entries = "".join(
        f"<entry><title>{title.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</title></entry>"
        for title in titles
    )
    assert [entry.title for entry in parsed(atom(entries)).entries] == [title.strip() for title in titles]
