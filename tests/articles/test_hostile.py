"""Pages that are broken or built to hurt: always an outcome with a reason, and soon."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import articles
from broadsheet.model import Capture, Failed, Made, Outcome, Outlet, Rejected
from broadsheet.text import hashing

PROSE = "<p>" + "The council of Harrow Bay met on Tuesday and agreed to rebuild the old pier. " * 3 + "</p>"
READ = articles.prepare()


def read(payload: bytes, content_type: str = "text/html; charset=utf-8") -> Outcome[articles.Reading]:
    at = datetime(2026, 3, 3, tzinfo=UTC)
    page = Capture(
        "c1",
        "https://gazette.example/news/a-story",
        at,
        200,
        (("Content-Type", content_type),),
        payload,
        hashing.digest(payload),
    )
    return READ([articles.Page(page, None, "a1", Outlet("o", "", ""))])[0]


CASES = {
    "deep div": "<body>" + "<div>" * 100_000 + PROSE,
    "deep b": "<body>" + "<b>" * 100_000 + PROSE,
    "deep lists": "<body>" + "<ul><li>" * 50_000 + PROSE,
    "deep below the count": "<body>" + "<blockquote>" * 11_000 + PROSE,
    "200,000 attributes": "<body><p " + " ".join(f'a{n}="<"' for n in range(200_000)) + ">" + PROSE,
    "50 MB": "<body>" + PROSE * 220_000,
    "many paragraphs": "<body>" + PROSE * 5_000,
    "deep JSON": '<head><script type="application/ld+json">' + "[" * 100_000 + "</script></head><body>" + PROSE * 3,
    "long byline": '<head><meta name="author" content="' + "By a, " * 100_000 + '"></head><body>' + PROSE * 3,
    "long title": "<title>" + "a | " * 100_000 + "</title><body>" + PROSE * 3,
    "one word": "<body><p>" + "a" * 2_000_000 + "</p>",
    "open comment": "<body>" + PROSE * 3 + "<!--" + PROSE * 500,
    "no body": "<html><head><title>x</title></head>",
    "frames": "<html><frameset><frame src=x></frameset></html>",
    "cut in a tag": "<body><h1>The pier</h1>" + PROSE * 3 + '<div class="x',
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_in_time(name: str) -> None:
    start = time.perf_counter()
    outcome = read(CASES[name].encode())
    assert isinstance(outcome, (Made, Rejected)), outcome
    assert not isinstance(outcome, Rejected) or outcome.reason
    assert time.perf_counter() - start < 20


def test_a_page_too_large_says_so() -> None:
    outcome = read(CASES["50 MB"].encode())
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "too-large"


def test_mixed_encodings_keep_what_is_sound() -> None:
    body = (
        b"<head><meta charset=utf-8></head><body><h1>Pier</h1>"
        + PROSE.encode() * 3
        + b"<p>\xff\xfe\x80 broken bytes</p>"
    )
    outcome = read(body)
    assert isinstance(outcome, Made)
    assert "rebuild the old pier" in outcome.value.version.text.content


def test_invisible_characters_stay_out() -> None:
    marked = PROSE.replace("pier", "pi\u200ber\u202e").replace("Bay", "B\u2066ay\u2069")
    outcome = read(("<title>\u202eThe \u200bpier</title><body><h1>\u202eThe \u200bpier</h1>" + marked * 3).encode())
    assert isinstance(outcome, Made)
    version = outcome.value.version
    assert version.title == "The pier"
    assert "Harrow Bay met" in version.text.content
    assert "old pier." in version.text.content


def test_markup_as_text_stays_text() -> None:
    outcome = read(
        (
            "<body><h1>Tags</h1>"
            + PROSE * 3
            + "<p>Write &lt;script&gt;alert(1)&lt;/script&gt; in a page to see it fail.</p><script>steal()</script>"
        ).encode()
    )
    assert isinstance(outcome, Made)
    assert "<script>alert(1)</script>" in outcome.value.version.text.content
    assert "steal()" not in outcome.value.version.text.content


MARKUP = st.lists(
    st.sampled_from(
        ["<div>", "</div>", "<p>", "</p>", "<ul>", "<li>", "<table>", "<tr>", "<td>", "<h1>", "</h1>", "<blockquote>", "<a href='/x'>", "</a>",
         "<script>", "</script>", "<!--", "-->", "<![CDATA[", "&amp;", "&#0;", "&#x202e;", "\x00", "\u202e", "<svg><p>", "<form>", "<article>",
         "<meta property='og:title' content='", "'>", '<script type="application/ld+json">{"@type":"NewsArticle","author":', "<title>",
         "The mayor spoke for an hour about the bridge and the river that runs below it.", "Sign up to our newsletter.", "2 March 2026"]
    )
    | st.text(max_size=40),
    max_size=60,
)  # fmt: skip


@settings(max_examples=150)
@given(MARKUP)
def test_no_exception_escapes(pieces: list[str]) -> None:
    outcome = read(("<html>" + "".join(pieces)).encode("utf-8", "surrogatepass"))
    assert not isinstance(outcome, Failed), outcome
    if isinstance(outcome, Made):
        version = outcome.value.version
        assert version.text_hash == hashing.text_hash(version.title, version.text)
        assert "\n" not in version.title


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_bytes_give_an_outcome(body: bytes) -> None:
    assert not isinstance(read(b"<html><body>" + body), Failed)
