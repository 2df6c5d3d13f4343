"""Feeds in doubt: feedparser reads them, with its long texts set aside and its loose parser chosen at once.

Requirement: what feedparser finds in the whole feed, at a fraction of its time, and nothing that a hostile feed
could do with it. Theory: its time goes into long texts (cleaning them, and reading them once strictly and once
loosely), which decide nothing about titles and links; so each closed run of text in a description or a content is
replaced by a mark and put back afterwards, nothing is cleaned here, and where expat refuses the feed a character
before the root keeps feedparser from trying. Entities that a DTD declares go through feedparser's own list of
harmless ones; all others are dropped before any parser sees them.
"""

from __future__ import annotations

import html
import io
import re
import warnings
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.parsers import expat

from broadsheet.feeds.addresses import resolve
from broadsheet.feeds.bylines import Byline, byline
from broadsheet.feeds.dates import Dates
from broadsheet.feeds.encoding import DECLARATION
from broadsheet.feeds.entry import Document, Entry
from broadsheet.feeds.titles import mended, plain
from broadsheet.model import Moment

# feedparser reads about 3 MB a second in doubt: what is left after setting texts aside may take a few seconds.
LIMIT = 6_000_000

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_OPENING = re.compile(rb"<(content:encoded|description|content|summary)(\s[^<>]*)?>")
_CHOSEN_TYPE = re.compile(rb"^[^/]*$|type\s*=\s*['\"](?:html|text|text/html)['\"]")
_DECLARES = re.compile(rb"[^\S\n]*(<!(?:ENTITY|DOCTYPE)\b)")
_SPARED = 120
_RUNS = re.compile(rb"[\w.+-]+")
_ENTRY = re.compile(rb"<(?:item|entry)\b", re.IGNORECASE)
_TAGS = re.compile(rb"<(?:\w{1,20}:)?(?:category|subject|keywords|tags)\b", re.IGNORECASE)
_HEAD = 30_000


class TooLongError(Exception):
    """The feed would keep feedparser busy for more than some seconds."""


def read(utf8: bytes, *, url: str, captured: datetime | None) -> Document:
    """The feed as feedparser finds it. Raises whatever feedparser raises on a feed made to break it."""
    utf8 = _with_tame_head(utf8)
    reduced, aside = _set_aside(utf8)
    if len(reduced) > LIMIT or _is_laborious(reduced):
        raise TooLongError(f"{len(reduced)} bytes that are not well-formed")
    is_loose = not _is_well_formed(utf8)
    reduced = DECLARATION + (b"\nx\n" if is_loose else b"\n") + reduced.removeprefix(DECLARATION)
    found = _parse(reduced, url)
    return _Result(found, aside, captured, is_loose).document(url)


def _parse(data: bytes, url: str) -> Any:
    import feedparser  # type: ignore[import-untyped]

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(
            io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )


def _with_tame_head(utf8: bytes) -> bytes:
    """Each declaration of the DTD on a line of its own, which is where feedparser looks for them to disarm them."""
    start = re.search(rb"<\w", utf8)
    end = start.start() if start else len(utf8)
    head = utf8[:end]
    if b"<!" not in head and end < 1000:
        return utf8
    head = _DECLARES.sub(rb"\n\1", re.sub(rb"\s{2,}", b"\n", head))
    if len(head) > _HEAD:
        raise TooLongError(f"{len(head)} bytes before the first element")
    return head + utf8[end:]


def _is_well_formed(utf8: bytes) -> bool:
    """By expat, which is what feedparser goes by. Declared entities stay unread, so none can grow here."""
    if b"<!ENTITY" in utf8[:1_000_000]:
        return True
    parser = expat.ParserCreate("utf-8", " ")
    try:
        parser.Parse(utf8, True)
    except expat.ExpatError:
        return False
    return True


def _is_laborious(utf8: bytes) -> bool:
    """Whether one of the things that take feedparser the square of their number is there in number.

    They are characters of mail addresses in one run (in authors), nested bases, and tags of one entry.
    Measured: 10^9, 5 * 10^7 and 5 * 10^7 are about three seconds each.
    """
    if sum(len(run) ** 2 for run in _RUNS.findall(utf8) if len(run) > 1000) > 10**9:
        return True
    if utf8.count(b"base=") ** 2 > 5 * 10**7:
        return True
    if len(utf8) < 100_000:
        return False
    return sum(_tags(piece) ** 2 for piece in _ENTRY.split(utf8)) > 5 * 10**7


def _tags(piece: bytes) -> int:
    """How many tags the piece may hold; lists of keywords are parted by commas."""
    lists = piece.count(b",") if b"eywords" in piece or b"<tags" in piece else 0
    return len(_TAGS.findall(piece)) + lists


def _set_aside(utf8: bytes) -> tuple[bytes, dict[str, str]]:
    """The feed with a mark for each long closed text, and the texts by their marks."""
    stem = "setaside"
    while stem.encode() in utf8:
        stem += "x"
    pieces: list[bytes] = []
    texts: dict[str, str] = {}
    done = at = 0
    while match := _OPENING.search(utf8, at):
        at = match.end()
        span = _closed_text(utf8, at, match.group(1)) if _CHOSEN_TYPE.search(match.group(2) or b"") else None
        if span is None:
            continue
        start, end, close = span
        if end - start > _SPARED:
            mark = f"{stem}{len(texts)}z"
            pieces += [utf8[done:start], mark.encode()]
            texts[mark] = _unwrapped(utf8[start:end])
            done = end
        at = close
    return b"".join([*pieces, utf8[done:]]), texts


def _closed_text(utf8: bytes, at: int, name: bytes) -> tuple[int, int, int] | None:
    """Start, end and end of the closing tag of a text that is one run or one CDATA section, or None."""
    start = at
    while utf8[start : start + 1].isspace():
        start += 1
    if utf8.startswith(b"<![CDATA[", start):
        end = utf8.find(b"]]>", start)
        end = end + 3 if end >= 0 else -1
    else:
        end = utf8.find(b"<", start)
    if end < 0:
        return None
    close = re.compile(rb"\s*</" + re.escape(name) + rb"\s*>").match(utf8, end)
    return (start, end, close.end()) if close else None


def _unwrapped(text: bytes) -> str:
    if text.startswith(b"<![CDATA["):
        return text[9:-3].decode("utf-8", "replace").strip()
    return _unescaped(text.decode("utf-8", "replace")).strip()


def _unescaped(text: str) -> str:
    """The text with entities resolved once. The five of XML go first: `html.unescape` takes 0.7 us for each."""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&#39;", "'")):
        text = text.replace(entity, character)
    return html.unescape(text) if re.search("&(?!amp;)", text) else text.replace("&amp;", "&")


class _Result:
    """What feedparser found, read as ours."""

    def __init__(
        self, found: Mapping[str, Any], aside: dict[str, str], captured: datetime | None, is_loose: bool
    ) -> None:
        self.found = found
        self.aside = aside
        self.dates = Dates(captured)
        self.is_loose = is_loose

    def document(self, url: str) -> Document:
        feed = self.found["feed"]
        version = str(self.found.get("version") or "")
        form = (
            "atom"
            if version.startswith("atom")
            else "rdf"
            if version in ("rss10", "rss090")
            else "rss"
            if version
            else ""
        )
        links = [link for link in feed.get("links", ()) if link.get("rel") == "next" and link.get("href")]
        return Document(
            title=self._title(feed),
            entries=tuple(self._entry(each) for each in self.found["entries"]),
            form=form,
            reader="feedparser",
            language=_string(dict.get(feed, "language")),
            ttl=_minutes(_string(dict.get(feed, "ttl"))),
            next_url=resolve(url, links[0]["href"]) if links else "",
        )

    def _entry(self, entry: Any) -> Entry:
        contents = [each.get("value", "") for each in dict.get(entry, "content") or () if isinstance(each, dict)]
        source = dict.get(entry, "source")
        credits = [_string(source.get("title"))] if isinstance(source, dict) else []
        credits.append(_string(dict.get(entry, "dc_source")))
        tags = dict.get(entry, "tags")
        terms = [_string(tag.get("term")) for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else []
        published = self._moment(entry, "published") or self._moment(entry, "created")
        return Entry(
            title=self._title(entry),
            link=_string(dict.get(entry, "link")),
            id=_string(dict.get(entry, "id")),
            author=_string(dict.get(entry, "author")),
            authors=_authors(entry),
            published=published,
            modified=self._moment(entry, "updated"),
            summary=self._whole(_string(dict.get(entry, "summary"))),
            content=self._whole(_string(contents[0])) if contents else "",
            categories=tuple(dict.fromkeys(term for term in terms if term)),
            credits=tuple(dict.fromkeys(credit for credit in credits if credit)),
            language=_string(dict.get(entry, "language")),
        )

    def _title(self, holder: Any) -> str:
        """A title that is HTML is read as such; one from the loose parser may hold entities that XML lacks."""
        title = _string(dict.get(holder, "title"))
        detail = dict.get(holder, "title_detail")
        kind = _string(detail.get("type")) if isinstance(detail, dict) else ""
        if kind in _HTML_TYPES:
            return plain(title)
        return html.unescape(title).strip() if self.is_loose and "&" in title else title

    def _moment(self, entry: Any, key: str) -> Moment | None:
        # What feedparser makes of it may hang on today's date, so the words are read anew.
        return self.dates.moment(_string(dict.get(entry, key)))

    def _whole(self, text: str) -> str:
        """The text with what was set aside put back."""
        found = self.aside.get(text.strip())
        return mended(found) if found is not None else text


def _authors(entry: Any) -> tuple[str, ...]:
    named = dict.get(entry, "authors")
    people = [
        Byline.of(_string(each.get("name")), _string(each.get("email")))
        for each in (named if isinstance(named, list) else [])
        if isinstance(each, dict)
    ]
    line = _string(dict.get(entry, "author"))
    if not any(each.line for each in people) and line:
        people = [byline(line)]
    return tuple(dict.fromkeys(mended(each.name or each.email) for each in people if each.line))


def _minutes(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 7 else None


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
