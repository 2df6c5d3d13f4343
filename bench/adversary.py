"""Strings made to hurt, and every room and text helper that reads what strangers wrote.

Shared by the benchmark `linear`, which looks for time that grows faster than its text, and by the test that forbids it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape

from broadsheet import articles, copies, editions, feeds, messages, statements, stories
from broadsheet.editions.select import digest, headlines, surnames
from broadsheet.editions.select.candidates import DigestText, stands_alone
from broadsheet.editions.write import attributed_speech
from broadsheet.editions.write import sentences as printable
from broadsheet.languages import credits
from broadsheet.languages.agencies import agencies_in, dateline
from broadsheet.languages.dates_in_words import dates, days
from broadsheet.languages.en import relative, sentences, tolls
from broadsheet.model import Capture, Link, Outlet, Reader, Report, Span, Statement, Story, Version
from broadsheet.model.story import Membership
from broadsheet.sources import catalogue, discovery, naming, opml
from broadsheet.text import addresses, hashing, language, quotations, textblocks
from broadsheet.text.bodies import decoding, html
from broadsheet.text.records import TextRecord

AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
OUTLET = Outlet("lantern", "The Lantern", "the Lantern", ("lantern.example",), "VS", "en", "Lantern Trust")
URL = "https://lantern.example/2026/03/03/ferry"
PROSE = "The Senby ferry ran aground off Tarn Cross on Tuesday with 40 passengers on board, said Ada Holm, the mayor. "

# What is repeated up to the size that is asked for.
REPEATED = {
    "x": "x",
    "X": "X",
    "Xx ": "Xx ",
    "x ": "x ",
    "A. ": "A. ",
    "A.": "A.",
    "spaces": " ",
    "newlines": "\n",
    "x and newline": "x\n",
    "x and two newlines": "x\n\n",
    "no-break spaces": "\xa0",
    "?": "?",
    "! ": "! ",
    ".": ".",
    ". ": ". ",
    "Ha! ": "Ha! ",
    "…": "…",
    "“": "“",
    "“ ": "“ ",
    "”": "”",
    '"': '"',
    ' "': ' "',
    "'": "'",
    " '": " '",
    "‘": "‘",
    " ‘x": " ‘x",
    "’": "’",
    "„": "„",
    "«": "«",
    "»": "»",
    "“x”": "“x”",
    "‘x’ ": "‘x’ ",
    "“A, ": "“A, ",
    "“A,” said B. ": "“A,” said B. ",
    '“A," ': '“A," ',
    "“A. ": "“A. ",
    "said ": "said ",
    "he said ": "he said ",
    "that ": "that ",
    "(": "(",
    "()": "()",
    "(x ": "(x ",
    ") ": ") ",
    "[": "[",
    "{": "{",
    "digits": "7",
    "digits and spaces": "7 ",
    "1,": "1,",
    "1,000": ",000",
    "1.": "1.",
    "dates": "3 March 2026 ",
    "ISO dates": "2026-03-03T",
    "clocks": "12:30 ",
    "Monday ": "Monday ",
    "will ": "will ",
    "met ": "met ",
    "Mr. ": "Mr. ",
    "p.m. The ": "p.m. The ",
    "the ": "the ",
    "The ": "The ",
    "and ": "and ",
    "a, ": "a, ",
    ",": ",",
    ", ": ", ",
    ";": ";",
    "- ": "- ",
    "-": "-",
    "—": "—",
    "x-": "x-",
    "x’": "x’",
    ": ": ": ",
    "/": "/",
    "\\": "\\",
    "@": "@",
    "x@": "x@",
    "x.": "x.",
    "http://a": "http://a",
    "http://a ": "http://a ",
    "%": "%",
    "%41": "%41",
    "?a=": "&a=",
    "../": "../",
    "#": "#",
    "&amp;": "&amp;",
    "&": "&",
    "&#": "&#",
    "<": "<",
    "<!--": "<!--",
    "<![CDATA[": "<![CDATA[",
    "<a ": "<a ",
    "<p>": "<p>",
    "<div>": "<div>",
    "<b>": "<b>",
    "<table>": "<table>",
    "</p>": "</p>",
    "<br>": "<br>",
    "<script>": "<script>",
    "links": "<a href='/x'>Pear</a>\n",
    "paragraphs": "<p>Ann Lee said so.</p>",
    "list items": "<li>Ann Lee said so.",
    "attributes": "<p id='a' class='b c' data-x=y>",
    "combining marks": "́",
    "e and marks": "é̂",
    "marks of direction": "‏‮",
    "joiners": "‍",
    "emoji": "🙂",
    "families": "👩‍👩‍👧 ",
    "Chinese": "报道称。",
    "Arabic": "قال إن ",
    "Thai": "ประเทศ",
    "NUL": "\0",
    "Ann Lee said ": "Ann Lee said ",
    "Ann Lee said. ": "Ann Lee said. ",
    "Ann Lee, ": "Ann Lee, ",
    "Ann-Lee ": "Ann-Lee ",
    "by Ann Lee ": "By Ann Lee and ",
    "President ": "President ",
    "of the ": "of the ",
    "who ": "who ",
    "according to ": "according to ",
    "dead ": "seven dead ",
    "killed ": "killed ",
    "toll ": "toll ",
    "seven ": "seven ",
    "ABC ": "ABC ",
    "LONDON (AP) ": "LONDON (AP) — ",
    "(Reuters) ": "(Reuters) - ",
    "they ": "they ",
    "of them ": "of them ",
    "photo ": "in this photo ",
    "the same ": "the same ",
    "while ": "while ",
    "TrumpTrump ": "TrumpTrump ",
    "A-a": "Aa",
    "_": "_",
    "*": "*",
    "|": "|",
    "prose": PROSE,
    "prose, one line each": f"{PROSE}\n",
    "quoted prose": f"“{PROSE}” ",
    "quoted prose, lines": f"“{PROSE}” Ada Holm told the Lantern.\n",
}


def _distinct(size: int) -> str:
    return " ".join(f"Word{number}" for number in range(size // 8))[:size]


def _names(size: int) -> str:
    return " ".join(f"{_letters(number)} Lee{_letters(number)} said." for number in range(size // 16))[:size]


def _letters(number: int) -> str:
    return chr(65 + number % 26) + "".join(chr(97 + number // 26**place % 26) for place in (1, 2, 3))


def _quoted_names(size: int) -> str:
    """A new speaker with words of an own in each paragraph."""
    lines = (
        f"“The pears of {_letters(number)} will be ripe on Monday, and all of them will be sold,” {_letters(number)} Lee{_letters(number)}, a farmer, said."
        for number in range(size // 110)
    )
    return "\n".join(lines)[:size]


def _mixed(size: int) -> str:
    piece = '“A, 1,000 ‘b’ (c) Mr. D said? Monday — the "e\'s" http://f &amp; <p>é\u200f🙂报 they: '
    return (piece * (size // len(piece) + 1))[:size]


def _opened(mark: str) -> Callable[[int], str]:
    return lambda size: mark + ("x " * size)[: size - 1]


MADE: Mapping[str, Callable[[int], str]] = {
    "distinct words": _distinct,
    "distinct names": _names,
    "distinct speakers": _quoted_names,
    "a mix": _mixed,
    "one “ and words": _opened("“"),
    "one < and words": _opened("<"),
    "one ( and words": _opened("("),
    "one long word and a stop": lambda size: f"{'x' * (size - 14)}. The end is."[:size],
    "a word without end in prose": lambda size: (PROSE + "x" * size)[: size - 1] + ".",
    "marks before prose": lambda size: ("?" * size)[: max(1, size - len(PROSE))] + PROSE,
    "Is the, then capitals": lambda size: "A" + "b" * (size // 2) + " " + "C" * (size - size // 2),
    "letters in turn": lambda size: ("xX" * size)[:size],
    "a capital, then spaces": lambda size: "A" + " " * (size - 1),
    "such a": lambda size: ("such a pear " * (size // 12 + 1))[: size - 3] + " as",
    "a date in": lambda size: ("on March 3, 2026 in Pear " * (size // 25 + 1))[: size - 1] + "!",
    "bullets and prose": lambda size: ("» " + "»" * 100 + "\n" + "Pear\n" * 20) * (size // 203 + 1),
    "a capital, then small": lambda size: "X" + "x" * (size - 1),
}


def text_of(kind: str, size: int) -> str:
    """A string of that kind and of about `size` characters."""
    if kind in MADE:
        return MADE[kind](size)
    unit = REPEATED[kind]
    return (unit * (size // len(unit) + 1))[:size]


KINDS = (*REPEATED, *MADE)


def _capture(body: bytes) -> Capture:
    header = (("Content-Type", "text/html; charset=utf-8"),)
    return Capture("c", URL, AT, 200, header, body, hashing.digest(body))


def version_of(words: str, *, title: str = "", number: int = 0) -> Version:
    """A Version whose paragraphs are the lines of `words`."""
    text = textblocks.build([("paragraph", line) for line in words.split("\n")])
    name = title or "Ferry runs aground off Tarn Cross"
    return Version(
        f"v{number}", f"a{number}", "c", "", f"{URL}-{number}", OUTLET.id, name, text, hashing.text_hash(name, text), AT, Reader("test"), "en"
    )  # fmt: skip


def _page(markup: str) -> None:
    articles.prepare()([articles.Page(_capture(markup.encode("utf-8", "replace")), None, "a", OUTLET)])


def _in_head(text: str) -> None:
    words = escape(text)
    data = json.dumps({"@type": "NewsArticle", "headline": text, "author": text, "datePublished": text})
    _page(
        f'<html><head><title>{words}</title><meta name="author" content="{words}"><meta name="description" content="{words}">'
        f'<script type="application/ld+json">{data}</script></head><body><h1>{words}</h1><time datetime="{words}">{words}</time>'
        f'<p class="byline">{words}</p><article><p>{PROSE * 3}</p></article></body></html>'
    )


def _in_body(text: str) -> None:
    _page(f"<html><body><article><h1>Ferry aground</h1><p>{escape(text)}</p><p>{PROSE * 3}</p></article></body></html>")


def _in_many(text: str) -> None:
    words = "".join(f"<p>{escape(text[at : at + 40])}</p>" for at in range(0, len(text), 40))
    _page(f"<html><body><article><h1>Ferry aground</h1>{words}<p>{PROSE * 3}</p></article></body></html>")


def _as_markup(text: str) -> None:
    _page(f"<html><body><article><h1>Ferry aground</h1><p>{PROSE * 3}</p>{text}</article></body></html>")


def _as_attributes(text: str) -> None:
    _page(f"<html><body><article {text} class=x><h1>Ferry aground</h1><p>{PROSE * 3}</p></article></body></html>")


def _from_text(text: str) -> None:
    record = TextRecord(url=URL, text=text, title=text, authors=(text,), published=text)
    articles.from_text(record, article_id="a", capture=_capture(b""), outlet=OUTLET)


def _from_link(text: str) -> None:
    link = Link("l", "s", URL, text, text, text, None, None, (text,), (text,), text)
    articles.from_link("c", link, article_id="a", outlet=OUTLET, captured=AT, why="robots")


def _edits(text: str) -> None:
    articles.changes(version_of(text), version_of(f"{text[len(text) // 3 :]}\n{text[: len(text) // 3]}"))


def _feed(body: str) -> None:
    feeds.read(body.encode("utf-8", "replace"), url="https://lantern.example/rss", source_id="s", captured=AT)


def _rss(text: str) -> None:
    words = escape(text)
    _feed(
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>{words}</title><item><title>{words}</title><link>{words}</link>"
        f"<author>{words}</author><category>{words}</category><description>{words}</description><pubDate>{words}</pubDate></item></channel></rss>"
    )


def _broken_rss(text: str) -> None:
    _feed(
        f"<rss version='2.0'><channel><title>T</title><item><title>{text}</title><link>{URL}</link>"
        f"<description>{text}</description><pubDate>Tue, 03 Mar 2026 12:00:00 GMT</pubDate></item></channel></rss>"
    )


def _feed_of_items(text: str) -> None:
    items = "".join(
        f"<item><title>{escape(text[at : at + 30])}</title><link>{URL}?{at}</link></item>"
        for at in range(0, len(text), 100)
    )
    _feed(f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>")


def _json_feed(text: str) -> None:
    item = {"id": text, "url": URL, "title": text, "content_html": text, "date_published": text, "authors": [{"name": text}]}  # fmt: skip
    _feed(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": text, "items": [item]}))


def _sitemap(text: str) -> None:
    _feed(
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{escape(text)}</loc><lastmod>{escape(text)}</lastmod></url></urlset>"
    )


def _copies(text: str) -> None:
    docs = [copies.Doc(f"d{number}", "o", AT, text, text) for number in range(2)]
    copies.relations(docs)


def _stories(text: str) -> None:
    stories.assign([stories.StreamDoc(f"d{number}", AT, text[:2000], text) for number in range(2)])


def _source(text: str) -> DigestText:
    return DigestText(text, text, "lantern")


def _digest(text: str) -> None:
    digest.choose([_source(text), _source(text[1:])], budget_words=70)


def _refused(text: str) -> None:
    version = version_of(text)
    for each in printable.of(version):
        printable.refusal(each, ())


def _refused_whole(text: str) -> None:
    """What a sentence is refused for, of a text that is one: as where no stop is found in it."""
    for look in (stands_alone, printable.hangs, printable.is_glued, printable.in_first_person, printable.dangling_pronoun, printable.quotes_at_length, printable.key):  # fmt: skip
        if text:
            look(text)


def _headline(text: str) -> None:
    given = [version_of(text, title=text, number=number) for number in range(2)]
    headlines.choose(given, {})


def _made_statements(version: Version) -> tuple[Statement, ...]:
    return statements.find(version)


def _voices(text: str) -> None:
    given = [version_of(text[at:], number=at) for at in range(2)]
    found = [each for version in given for each in _made_statements(version)]
    for several in attributed_speech.find(found, {each.id: each for each in given}, {}).values():
        for each in several:
            attributed_speech.naming(each, introduced=False)
            attributed_speech.predicate(each)


def _whole_span(text: str) -> None:
    """One Statement whose content is the whole text."""
    version = version_of(text)
    size = len(version.text.content)
    if size:
        block = version.text.blocks[0]
        piece = (Span(version.id, "text", block.start, block.end),)
        made = Statement("q", version.id, piece, piece, piece, "Ann Lee", piece[0])
        for several in attributed_speech.find([made], {version.id: version}, {}).values():
            for each in several:
                attributed_speech.naming(each, introduced=False)
                attributed_speech.predicate(each)
                attributed_speech.cue_span(each)


def _edition(text: str) -> None:
    """Two outlets' texts to an edition, its renderings, and all of it checked."""
    given = [version_of(text[at:], number=at) for at in range(2)]
    ids = tuple(each.article_id for each in given)
    reports = tuple(Report(id, (Membership(id, id, "original", id, 1.0),)) for id in ids)
    found = tuple(each for version in given for each in _made_statements(version))
    story = editions.StoryMaterial(Story("s", ids, AT, AT), reports, tuple(given), found, frozenset(ids))
    material = editions.Material((story,), (), (OUTLET,), editions.Before())
    window = (datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC))
    edition = editions.compose(
        editions.recipe("morning"), material, date=date(2026, 3, 4), zone="Europe/Vienna", window=window, title="T"
    )
    proofs = editions.proofs(edition, {each.id: each for each in given})
    made = editions.seal(edition, proofs, messages.render)
    editions.verify(dict(made.files), expected=made.hash)
    editions.edition_hash(edition)


def _forged(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    editions.verify(dict.fromkeys(("edition.json", "proofs.json", "index.html", "edition.txt", "mail.html"), raw))


def _messages(text: str) -> None:
    from broadsheet.messages.page import runs
    from broadsheet.messages.plaintext import _wrapped

    _wrapped(text)
    messages.text_fragment(URL, text)
    messages.web_url(text)
    runs(text, 0, {(at, at + 1) for at in range(0, len(text), 50)})


def _credits(text: str) -> None:
    agencies_in(text)
    credits.organisation(text)
    dateline(text)
    credits.is_credit(text)


def _people(text: str) -> None:
    credits.people(text)
    credits.people(text, sure=True)


def _dates(text: str) -> None:
    dates.parse(text, origin="page", captured=AT)
    dates.parse(text, origin="page", captured=AT, language="de", abroad=False)
    dates.parse(f"3 March 2026 {text}", origin="page", captured=AT)


def _addresses(text: str) -> None:
    for url in (text, f"https://{text}", f"{URL}/{text}", f"{URL}?{text}", f"{URL}#{text}"):
        for look in (addresses.normal, addresses.host, addresses.requestable, addresses.public_url):
            look(url)
        addresses.absolute(URL, url)
    addresses.registrable(text)


def _decoding(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    decoding.decode_text(raw, content_type="text/html")
    decoding.decode_text(raw, content_type="text/html; charset=shift_jis")
    decoding.decode_text(b"<meta charset=" + raw, content_type=text)
    decoding.decode_body(raw, encoding=text, limit=1 << 25)


@dataclass(frozen=True, slots=True)
class Room:
    """Something that reads what strangers wrote; `most` is the largest text that is tried with it."""

    name: str
    read: Callable[[str], object]
    most: int = 256_000


ROOMS = (
    Room("languages.en.sentences", sentences.split),
    Room("text.quotations", quotations.find),
    Room("languages.en.relative", relative.find),
    Room("languages.days", days.undatable),
    Room("languages.en.tolls", tolls.find),
    Room("languages.dates", _dates),
    Room("languages.credits", _credits),
    Room("languages.credits, people", _people),
    Room("text.html", html.blocks),
    Room("text.html, guards", lambda text: (html.too_deep(text, limit=10), html.too_many_attributes(text))),
    Room("text.textblocks", lambda text: textblocks.build([("paragraph", line) for line in text.split("\n")])),
    Room("text.language", lambda text: (language.detect(text), language.code_of(text))),
    Room("text.addresses", _addresses),
    Room("text.decoding", _decoding),
    Room("sources.opml", lambda text: opml.read(f"<opml><body>{text}</body></opml>".encode("utf-8", "replace"))),
    Room("sources.discovery", lambda text: discovery.candidates(text.encode("utf-8", "replace"), URL)),
    Room(
        "sources.naming",
        lambda text: naming.outlet_for(
            catalogue.Catalogue((), ()), URL, titles=(text, f"{text} - news"), site_name=text
        ),
    ),
    Room("feeds, raw", _feed),
    Room("feeds, RSS", _rss),
    Room("feeds, broken RSS", _broken_rss),
    Room("feeds, many items", _feed_of_items),
    Room("feeds, JSON", _json_feed),
    Room("feeds, sitemap", _sitemap),
    Room("articles, head", _in_head),
    Room("articles, one paragraph", _in_body),
    Room("articles, many paragraphs", _in_many),
    Room("articles, markup", _as_markup),
    Room("articles, attributes", _as_attributes),
    Room("articles, plain text", articles.clean_text),
    Room("articles, import", _from_text),
    Room("articles, feed only", _from_link),
    Room("articles, edits", _edits),
    Room("copies.sign", copies.sign),
    Room("copies.relations", _copies),
    Room("stories", _stories),
    Room("statements", statements.find_in),
    Room("editions.digest", _digest),
    Room("editions.sentences", _refused),
    Room("editions.sentences, one", _refused_whole),
    Room("editions.headlines", _headline),
    Room("editions.surnames", lambda text: surnames.bare(" ".join(text.split()[:60]), text)),
    Room("editions.attributed_speech", _voices),
    Room("editions.attributed_speech, one", _whole_span),
    Room("editions and messages", _edition),
    Room("editions.verify", _forged),
    Room("messages", _messages),
)
