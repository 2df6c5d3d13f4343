"""The characters of feeds: marked, declared, declared wrongly, mixed, and said by the header."""

from __future__ import annotations

import json

import pytest

from tests.feeds.samples import item, only, parsed, read

WORDS = "Fähre hält “nie” – in Århus"


def feed(declared: str, words: str = WORDS) -> str:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f'{declaration}<rss version="2.0"><channel><title>{words}</title>{item(words)}</channel></rss>'


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (feed("").encode(), ""),
        (feed("UTF-8").encode("utf-8-sig"), ""),
        (feed("utf8").encode(), ""),
        (feed("windows-1252").encode("windows-1252"), ""),
        (feed("windows-1252").replace('encoding="', 'encoding = "').encode("windows-1252"), ""),
        (feed("windows-1252").replace('" encoding', '"\n encoding').encode("windows-1252"), ""),
        (feed("").encode("windows-1252"), ""),
        (feed("utf-8").encode("windows-1252"), ""),
        (feed("ISO-8859-1").encode("windows-1252"), ""),
        (feed("ISO-8859-1").encode(), ""),
        (feed("us-ascii").encode(), "text/xml"),
        (feed("").encode("windows-1252"), "application/rss+xml; charset=windows-1252"),
        (feed("utf-8").encode("windows-1252"), 'text/xml; charset="windows-1252"'),
        (feed("no-such-thing").encode(), ""),
        (feed("utf-16").encode(), ""),
        (feed("utf-8").encode("utf-16"), ""),
        (feed("utf-16").encode("utf-16"), ""),
        (feed("utf-16").encode("utf-16-be"), ""),
        (feed("utf-8").encode("utf-32"), ""),
        (feed("idna").encode(), ""),
        (feed("", WORDS.replace("ä", "&#228;")).encode(), ""),
        (feed("").replace("ä", "&auml;").encode(), ""),
    ],
)
def test_the_words_are_read_right(body: bytes, content_type: str) -> None:
    document = parsed(body, content_type=content_type)
    assert document.title == WORDS
    assert only(document).title == WORDS


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Паром стоит", "koi8-r"),
        ("渡輪停駛", "big5"),
        ("渡轮停驶", "gb2312"),
        ("フェリー欠航", "shift_jis"),
        ("페리 운항", "euc-kr"),
    ],
)
def test_encodings_of_other_scripts(words: str, encoding: str) -> None:
    assert only(parsed(feed(encoding, words).encode(encoding))).title == words


@pytest.mark.parametrize("declared", ["utf-8", "", "ISO-8859-1", "windows-1252"])
def test_links_of_a_feed_in_two_encodings_read_right(declared: str) -> None:
    """A title pasted in another encoding than the rest, which feedparser takes for that of the whole."""
    body = feed(declared).encode().replace(b"<item><title>" + WORDS.encode(), b"<item><title>\x93quoted\x94 caf\xe9")
    found = read(body)
    assert (found.title, found.links[0].title) == (WORDS, "“quoted” café")


def test_links_of_a_feed_that_is_declared_wrongly_read_right() -> None:
    """Feedparser mends text by text, and fails where a no-break space was trimmed or an entity stands beside."""
    words = "Japan’s &#8217;new’\xa0"
    assert read(feed("ISO-8859-1", words).encode()).links[0].title == "Japan’s ’new’"
    western = feed("ISO-8859-1").replace("“nie” –", "nie").encode("iso-8859-1")
    assert read(western).links[0].title == "Fähre hält nie in Århus"


def test_controls_of_windows_are_the_characters_that_were_meant() -> None:
    assert only(parsed(feed("utf-8", "It&#146;s &#147;late&#148;").encode())).title == "It’s “late”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_json_in_other_encodings(encoding: str) -> None:
    body = json.dumps({"items": [{"url": "https://courier.example/1", "title": WORDS}]}, ensure_ascii=False)
    assert only(parsed(body.encode(encoding))).title == WORDS


def test_no_text_holds_half_a_character() -> None:
    """Half a surrogate pair can be named in XML and in JSON, and could never be written down."""
    broken = feed("utf-8", "a &#xD800; b").replace("</channel>", "").encode()
    whole = json.dumps({"items": [{"url": "https://courier.example/1", "title": "a \ud800 b", "tags": ["\udfff"]}]})
    for body in (broken, whole.encode()):
        entry = only(parsed(body))
        assert entry.title.startswith("a ")
        "".join((entry.title, entry.link, *entry.categories)).encode()
