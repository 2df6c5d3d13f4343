"""Pages that are broken or built to hurt: always an outcome with a reason, and soon."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import articles
from broadsheet.model import Capture, Failed, Made, Outcome, Outlet, Rejected
from broadsheet.text import hashing

PROSE = "<p>" + "The council of Harrow Bay met on Tuesday and agreed to rebuild the old pier. " * 3 + "</p>"
READ = articles.prepare()
PAGES = {path.stem: path.read_bytes() for path in (Path(__file__).parent / "pages").glob("*.html")}
ENCODINGS = {"utf-8", "cp1252", "shift_jis", "koi8-r", "gb18030", "iso-8859-2", "euc-kr", "windows-1256"}


def read(payload: bytes, content_type: str = "text/html; charset=utf-8") -> Outcome[articles.ReadPage]:
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


NEWS = '<html><head><script type="application/ld+json">{"@type":"NewsArticle",'
CASES = {
    "deep div": "<body>" + "<div>" * 100_000 + PROSE,
    "deep b": "<body>" + "<b>" * 100_000 + PROSE,
    "deep lists": "<body>" + "<ul><li>" * 50_000 + PROSE,
    "deep below the count": "<body>" + "<blockquote>" * 11_000 + PROSE,
    "200,000 attributes": "<body><p " + " ".join(f'a{n}="<"' for n in range(200_000)) + ">" + PROSE,
    "50 MB": "<body>" + PROSE * 220_000,
    "six million elements": "<body>" + "<p>a" * 6_000_000,
    "one text of 20 MB": "<body><p>" + "word " * 4_000_000,
    "many paragraphs": "<body>" + PROSE * 1_000,
    "many headlines": "<body>" + "<h1>The pier</h1>" * 5_000 + PROSE * 3,
    "many bylines": "<body><h1>The pier</h1>" + "<span class=byline>By Joan Rill</span>" * 4_000 + PROSE * 3,
    "many times": "<body><h1>The pier</h1>" + "<span class=date>3 hours ago</span>" * 4_000 + PROSE * 3,
    "many boxes": "<body>" + f"<div class='article__body'>{PROSE}{PROSE}</div>" * 1_000,
    "many links": "<body>" + PROSE * 5 + "<a href='/x'>more</a>" * 15_000,
    "deep JSON": '<head><script type="application/ld+json">' + "[" * 100_000 + "</script></head><body>" + PROSE * 3,
    "long JSON": NEWS + '"headline":"' + "a: " * 100_000 + '"}</script></head><body>' + PROSE * 3,
    "long body in JSON": NEWS + '"articleBody":"' + "word " * 200_000 + '"}</script></head><body>' + PROSE * 3,
    "long byline": '<head><meta name="author" content="' + "By a, " * 100_000 + '"></head><body>' + PROSE * 3,
    "long title": "<title>" + "a | " * 100_000 + "</title><body>" + PROSE * 3,
    "separators alone": "<title>"
    + " - " * 100_000
    + "x</title><meta property=og:title content='"
    + " | " * 100_000
    + "'>"
    + PROSE * 3,
    "one word": "<body><p>" + "a" * 2_000_000 + "</p>",
    "open comment": "<body>" + PROSE * 3 + "<!--" + PROSE * 500,
    "no body": "<html><head><title>x</title></head>",
    "frames": "<html><frameset><frame src=x></frameset></html>",
    "scripts alone": "<html><body><div id=root></div>" + "<script src=/a.js></script>" * 5 + "</body></html>",
    "cut in a tag": "<body><h1>The pier</h1>" + PROSE * 3 + '<div class="x',
}


# The limit is what a worker has for a page before it is ended.
@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", CASES)
def test_an_outcome_with_a_reason(name: str) -> None:
    outcome = read(CASES[name].encode())
    assert isinstance(outcome, (Made, Rejected)), outcome
    assert not isinstance(outcome, Rejected) or outcome.reason


def test_a_page_of_scripts_says_so() -> None:
    outcome = read(CASES["scripts alone"].encode())
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "script-only"


@pytest.mark.parametrize("name", ["six million elements", "one text of 20 MB"])
def test_memory_is_bounded(name: str) -> None:
    """What Python allocates for a page is a small multiple of its bytes; the parser's own is bounded by its elements."""
    payload = CASES[name].encode()
    tracemalloc.start()
    try:
        outcome = read(payload)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "too-large"
    assert peak < 8 * len(payload)


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


HIDDEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"


@pytest.mark.parametrize("where", ["title", "og", "json"])
def test_invisible_characters_stay_out(where: str) -> None:
    title = "\u202eThe \u200bpi\u00ader\u2069"
    head = {
        "title": f"<title>{title}</title>",
        "og": f'<meta property="og:title" content="{title}">',
        "json": f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{title}","author":{{"@type":"Person","name":"Jo\u200ban \u202eRill"}}}}</script>',
    }[where]
    marked = PROSE.replace("pier", "pi\u200ber\u202e").replace("Bay", "B\u2066ay\u2069")
    outcome = read(f"<html><head>{head}</head><body><h1>{title}</h1>{marked * 3}".encode())
    assert isinstance(outcome, Made)
    version = outcome.value.version
    assert version.title == "The pier"
    assert "Harrow Bay met" in version.text.content
    assert "old pier." in version.text.content
    assert not set(HIDDEN) & set(version.title + version.text.content + "".join(version.authors))


def test_text_from_right_to_left_is_kept_in_its_order() -> None:
    line = "אמרה ראש העיר: «Harrow Bay 2026» לא תוותר על המזח, והעבודות יתחילו במאי לפי התכנית שאושרה אתמול."
    outcome = read(
        f'<html dir="rtl" lang="he"><body><h1>המזח ייבנה מחדש</h1><p>{line}</p><p>{line[:-1]}!</p><p>{line}?</p>'.encode()
    )
    assert isinstance(outcome, Made)
    assert outcome.value.version.text.content.startswith(line)
    assert outcome.value.version.title == "המזח ייבנה מחדש"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "shift_jis", "koi8-r", "gb18030", "euc-kr"])
def test_a_declared_encoding_is_read(encoding: str) -> None:
    words = {"shift_jis": "灯台が百年ぶりに点灯した。", "koi8-r": "Паром снова пойдёт в пятницу.", "gb18030": "渡轮将于星期五恢复航行。",
             "euc-kr": "여객선이 금요일부터 다시 다닌다."}.get(encoding, "Die Fähre fährt am Freitag wieder über den See, sagte Åse.")  # fmt: skip
    page = f"<html><head><meta charset={encoding}></head><body><h1>Pier</h1>" + f"<p>{words * 5}</p>" * 3
    outcome = read(page.encode(encoding), f"text/html; charset={encoding}")
    assert isinstance(outcome, Made)
    assert words in outcome.value.version.text.content


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


@pytest.mark.timeout(200)
@settings(max_examples=60)
@given(st.data())
def test_a_page_cut_anywhere_gives_an_outcome(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(PAGES)))
    page = PAGES[name]
    outcome = read(page[: data.draw(st.integers(0, len(page)))])
    assert isinstance(outcome, (Made, Rejected)), outcome
    if isinstance(outcome, Made):
        assert outcome.value.version.text.content.strip()


@settings(max_examples=60)
@given(st.sampled_from(sorted(ENCODINGS)), st.sampled_from(sorted(ENCODINGS)), st.text(max_size=80))
def test_mixed_and_wrong_encodings_give_an_outcome(declared: str, used: str, words: str) -> None:
    page = f"<html><head><meta charset={declared}></head><body><h1>Pier</h1>{PROSE * 3}<p>".encode()
    outcome = read(page + words.encode(used, "replace") + b"</p>" + words.encode(declared, "replace"))
    assert isinstance(outcome, Made), outcome
    assert "rebuild the old pier" in outcome.value.version.text.content


BOXES = st.recursive(
    st.sampled_from([PROSE, "<p>Foto: Jo Ander</p>", "<time datetime='2026-03-02'>", "<li><a href=/x>More</a></li>", "text", "<br>"]),
    lambda inner: st.builds(
        lambda tag, name, parts: f'<{tag} class="{name}">{"".join(parts)}</{tag}>',
        st.sampled_from(["div", "section", "article", "aside", "figure", "figcaption", "table", "td", "ul", "blockquote", "main", "header", "span"]),
        st.sampled_from(["byline", "author", "related", "article__body", "date", "teaser", "comment", "caption", "standfirst", "", "newsletter"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=80)
@given(st.lists(BOXES, max_size=6))
def test_any_arrangement_of_boxes_gives_an_outcome(boxes: list[str]) -> None:
    outcome = read(f"<html><body><h1>The pier</h1>{''.join(boxes)}</body></html>".encode())
    assert isinstance(outcome, (Made, Rejected)), outcome
