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


@pytest.mark.parametrize(
    "before",
    ["\n", " \t", "\ufeff", "\ufeff\n", "<!-- cached > 10:00 -->\n", "<?note x?>", "\n<!-- a -->\n<!-- b --> "],
)
@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Паром стоит", "windows-1251"),
        ("Říčka zalila náměstí", "windows-1250"),
        ("フェリー欠航", "shift_jis"),
        ("Η γέφυρα άνοιξε", "windows-1253"),
        ("渡輪停駛", "big5"),
        ("Fähre hält “nie”", "utf-8"),
    ],
)
def test_what_stands_before_the_declaration_does_not_hide_it(words: str, encoding: str, before: str) -> None:
    marked = before.startswith("\ufeff")
    body = before.removeprefix("\ufeff").encode() + feed(encoding, words).encode(encoding)
    body = b"\xef\xbb\xbf" + body if marked else body
    for kind in ("", "text/xml", "application/rss+xml"):
        document = parsed(body, content_type=kind)
        assert (only(document).title, document.reader) == (words, "fast")
    assert read(body).links[0].title == words


def test_links_are_read_right_behind_what_a_server_printed() -> None:
    body = b"<br />\n<b>Warning</b>: in feed.php\n" + feed("windows-1251", "Паром стоит").encode("windows-1251")
    assert read(body).links[0].title == "Паром стоит"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Паром до острова стоит второй день", "windows-1251"),
        ("Паром до острова стоит второй день", "koi8-r"),
        ("島へのフェリーは欠航している", "euc-jp"),
        ("開往該島的渡輪已經停駛", "big5"),
    ],
)
def test_an_encoding_that_nobody_declares_is_told_by_its_letters(words: str, encoding: str) -> None:
    body = feed("", words).encode(encoding)
    assert only(parsed(body)).title == words
    assert read(body).links[0].title == words
    assert read(feed("utf-8", words).encode(encoding)).links[0].title == words


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "ISO-8859-1", ""])
@pytest.mark.parametrize("words", [WORDS, "Паром стоит", "フェリー欠航", "🚢 Паром"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_are_told_by_their_zeros(encoding: str, words: str, declared: str) -> None:
    """The right mark, none, the one of the other order, the one of UTF-8; and a last character cut in half."""
    whole = feed(declared, words).encode(encoding)
    swapped = {"utf-16-le": b"\xfe\xff", "utf-16-be": b"\xff\xfe"}.get(encoding, b"")
    for body in ("\ufeff".encode(encoding) + whole, whole, swapped + whole, b"\xef\xbb\xbf" + whole, whole[:-1]):
        assert only(parsed(body)).title == words


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_mark_of_wide_characters_before_narrow_ones_is_none(mark: bytes) -> None:
    assert only(parsed(mark + feed("utf-8").encode())).title == WORDS


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Паром стоит", "windows-1251"),
        ("Říčka zalila náměstí", "iso-8859-2"),
        ("フェリー欠航", "shift_jis"),
        ("페리 운항", "euc-kr"),
        (WORDS, "utf-8"),
        ("Fähre hält", "iso-8859-1"),
    ],
)
def test_bytes_of_another_encoding_made_wide_one_by_one_are_narrowed(words: str, encoding: str) -> None:
    """What a program does that takes each byte for a character of Latin-1 and writes UTF-16."""
    body = feed(encoding, words).encode(encoding).decode("latin-1").encode("utf-16")
    assert only(parsed(body)).title == words
    assert read(body).links[0].title == words


def test_wide_western_text_is_not_narrowed() -> None:
    for declared in ("utf-8", "utf-16", "iso-8859-1", ""):
        assert only(parsed(feed(declared, "Fähre hält ¿où?").encode("utf-16"))).title == "Fähre hält ¿où?"


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
