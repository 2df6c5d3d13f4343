"""Feeds in doubt: feedparser reads them, with its long texts set aside and its loose parser chosen at once.

Requirement: what feedparser finds in the whole feed, at a fraction of its time, and nothing that a hostile feed
could do with it. Theory: its time goes into long texts (cleaning them, and reading them once strictly and once
loosely), which decide nothing about titles and links; so each closed run of text in a description or a content is
replaced by a mark and put back afterwards, nothing is cleaned here, and where expat refuses the feed a character
before the root keeps feedparser from trying. Entities that a DTD declares go through feedparser's own list of
harmless ones; all others are dropped before any parser sees them.
"""

from __future__ import annotations

import hashlib
import html
import html.entities
import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.parsers import expat

from broadsheet.feeds.addresses import resolve
from broadsheet.feeds.bylines import Byline, byline
from broadsheet.feeds.dates import Dates
from broadsheet.feeds.entry import MOST_ENTRIES, Document, FeedEntry
from broadsheet.feeds.titles import mended, plain
from broadsheet.feeds.xml.encoding import DECLARATION
from broadsheet.model import Moment

# feedparser reads about 3 MB of text a second in doubt, 15,000 tags, 150,000 ampersands: what is left after setting
# texts aside may take some seconds. The real feeds come to 11,000 tags.
LIMIT = 6_000_000
TAGS_LIMIT = 60_000

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_NAMES = (b"content:encoded", b"description", b"content", b"summary", b"media:description")
_OPENING = re.compile(rb"<(" + b"|".join(_NAMES) + rb")(\s[^<>]*)?>")
# Feedparser takes `dc:date` for a change, and does not tell it from one: under another name it is told.
_DATED = re.compile(rb"<(/?)dc:date(?=[\s/>])")
_DATED_AS = rb"<\1dc:dateof"
# Feedparser takes `media:description`, mostly a picture's caption, for the entry's own text. Under another name it
# is kept and does nothing.
_CAPTION = b"media:captionof"
_CLOSING = {name: re.compile(rb"\s*</" + name + rb"\s*>") for name in _NAMES}
_SEMICOLON = re.compile(r"&\w{1,40};")
_SPACE = re.compile(rb"\s*")
_CHOSEN_TYPE = re.compile(rb"^[^/]*$|type\s*=\s*['\"](?:html|text|text/html)['\"]")
_DECLARES = re.compile(rb"[^\S\n]*(<!(?:ENTITY|DOCTYPE)\b)")
_SPARED = 120
_RUNS = re.compile(rb"[\w.+-]+")
_ENTRY = re.compile(rb"<(?:item|entry)\b", re.IGNORECASE)
_TAGS = re.compile(rb"<(?:\w{1,20}:)?(?:category|subject|keywords|tags)\b", re.IGNORECASE)
_HEAD = 30_000
# Of those that feedparser keeps: it reads entities of plain text in double quotes.
_ENTITIES = re.compile(rb"<!ENTITY\s+(\w+)\s+\"([^\">]*)")
_REFERENCE = re.compile(rb"&(\w+);")
_GROWTH = 1_000_000
_MOST_REFERENCES = 500_000


class TooLongError(Exception):
    """The feed would keep feedparser busy for more than some seconds."""


def read(utf8: bytes, *, url: str, captured: datetime | None, mend: bool = False) -> Document:
    """The feed as feedparser finds it; with `mend` without the semicolons that it adds to bare ampersands. Raises whatever feedparser raises on a feed made to break it."""
    utf8 = _DATED.sub(_DATED_AS, _with_tame_head(utf8))
    reduced, aside = _set_aside(utf8)
    if len(reduced) > LIMIT or _is_laborious(reduced):
        raise TooLongError(f"{len(reduced)} bytes, not well-formed")
    is_loose = not _is_well_formed(utf8)
    reduced = DECLARATION + (b"\nx\n" if is_loose else b"\n") + reduced.removeprefix(DECLARATION)
    found = _parse(reduced, url)
    few = utf8.count(b"&") <= _MOST_REFERENCES
    references = frozenset(_REFERENCE.findall(utf8)) if mend and is_loose and few else None
    return _Result(found, aside, captured, is_loose, references).document(url)


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
    if len(head) > 10 * _HEAD:
        raise TooLongError(f"{len(head)} bytes before the first element")
    head = _DECLARES.sub(rb"\n\1", re.sub(rb"\s{2,}", b"\n", head))
    if len(head) > _HEAD:
        raise TooLongError(f"{len(head)} bytes before the first element")
    lengths = {name: len(value) for name, value in _ENTITIES.findall(head)}
    if lengths:
        if utf8.count(b"&") > _MOST_REFERENCES:
            raise TooLongError("entities, and too many references")
        grown = sum(lengths.get(match.group(1), 0) for match in _REFERENCE.finditer(utf8, end))
        if grown > _GROWTH:
            raise TooLongError(f"entities that would grow to {grown} bytes")
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
    """Whether there are too many tags or ampersands, or one of the things that take the square of their number.

    These are characters of mail addresses in one run (in authors), nested bases, and tags of one entry.
    Measured: 10^9, 5 * 10^7 and 5 * 10^7 are about three seconds each.
    """
    if utf8.count(b"<") > TAGS_LIMIT or utf8.count(b"&") > 5 * TAGS_LIMIT:
        return True
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


@dataclass(frozen=True, slots=True)
class _Aside:
    """The texts that were set aside, by their marks; every mark begins with the stem."""

    stem: str
    texts: Mapping[str, str]

    def whole(self, text: str) -> str:
        """The text with what was set aside put back, wherever in it feedparser left the mark."""
        if self.stem not in text:
            return text
        found = self.texts.get(text.strip())
        if found is None:
            found = re.sub(f"{self.stem}\\d+z", lambda mark: self.texts.get(mark.group(0), ""), text)
        return mended(found)


def _set_aside(utf8: bytes) -> tuple[bytes, _Aside]:
    """The feed with a mark for each long closed text, and the texts by their marks."""
    # Nobody can write a feed that holds its own digest.
    stem = f"aside{hashlib.sha256(utf8).hexdigest()[:20]}n"
    pieces: list[bytes] = []
    texts: dict[str, str] = {}
    done = at = 0
    while match := _OPENING.search(utf8, at):
        name, attributes = match.groups()
        start, end, at = _text_span(utf8, match.end(), _CLOSING[name])
        is_caption = name == b"media:description"
        if not (is_caption or (end - start > _SPARED and _CHOSEN_TYPE.search(attributes or b""))) or start == end:
            continue
        mark = f"{stem}{len(texts)}z"
        texts[mark] = _unwrapped(utf8[start:end])
        if is_caption:
            pieces += [utf8[done : match.start()], b"<%b>%b</%b>" % (_CAPTION, mark.encode(), _CAPTION)]
            done = at
        else:
            pieces += [utf8[done:start], mark.encode()]
            done = end
    return b"".join([*pieces, utf8[done:]]), _Aside(stem, texts)


def _text_span(utf8: bytes, at: int, closing: re.Pattern[bytes]) -> tuple[int, int, int]:
    """Start and end of a text that is one run or one CDATA section and closed, and where to go on.

    A text that is none of these has no length. What a section holds is never looked at again: that would take the
    square of the length where sections are opened and not closed.
    """
    start = _SPACE.match(utf8, at).end()  # type: ignore[union-attr]
    if utf8.startswith(b"<![CDATA[", start):
        end = utf8.find(b"]]>", start)
        if end < 0:
            return at, at, len(utf8)
        end += 3
    else:
        end = utf8.find(b"<", start)
        if end < 0:
            return at, at, len(utf8)
    close = closing.match(utf8, end)
    return (start, end, close.end()) if close else (at, at, end)


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
    """What feedparser found, as a Document."""

    def __init__(
        self,
        found: Mapping[str, Any],
        aside: _Aside,
        captured: datetime | None,
        is_loose: bool,
        references: frozenset[bytes] | None,
    ) -> None:
        self.found = found
        self.aside = aside
        self.dates = Dates(captured)
        self.is_loose = is_loose
        self.references = references

    def document(self, url: str) -> Document:
        feed = self.found["feed"]
        self.dates.language = language = _string(feed, "language")
        links = [link for link in feed.get("links", ()) if link.get("rel") == "next" and link.get("href")]
        return Document(
            title=self._title(feed),
            entries=tuple(self._entry(each) for each in self.found["entries"][:MOST_ENTRIES]),
            offered=len(self.found["entries"]),
            form=_form(str(self.found.get("version") or "")),
            reader="feedparser",
            unread_dates=tuple(self.dates.unread),
            language=language,
            ttl=_minutes(_string(feed, "ttl")),
            next_url=resolve(url, links[0]["href"]) if links else "",
            refused=tuple(self.dates.refused),
        )

    def _entry(self, entry: Any) -> FeedEntry:
        source = dict.get(entry, "source")
        credits = [self._text(source, "title")] if isinstance(source, dict) else []
        credits.append(self._text(entry, "dc_source"))
        tags = dict.get(entry, "tags")
        terms = [self._text(tag, "term") for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else []
        content = self._content(entry)
        caption = "" if content else self._text(entry, "media_captionof")
        return FeedEntry(
            title=self._title(entry),
            link=self._text(entry, "link"),
            id=self._text(entry, "id"),
            author=self._text(entry, "author"),
            authors=tuple(dict.fromkeys(self.aside.whole(name) for name in _authors(entry))),
            published=next(
                filter(None, (self._moment(entry, key) for key in ("published", "created", "dc_dateof"))), None
            ),
            modified=self._moment(entry, "updated") or self._moment(entry, "dc_dateof"),
            summary=self._text(entry, "summary") or caption,
            content=content,
            categories=tuple(dict.fromkeys(term for term in terms if term)),
            credits=tuple(dict.fromkeys(credit for credit in credits if credit)),
            language=_string(entry, "language"),
        )

    def _content(self, entry: Any) -> str:
        """The first content that is HTML, else the first."""
        contents = [each for each in dict.get(entry, "content") or () if isinstance(each, dict)]
        marked_up = [each for each in contents if each.get("type") in _HTML_TYPES]
        return self._text((marked_up or contents)[0], "value") if contents else ""

    def _title(self, holder: Any) -> str:
        """A title that is HTML is read as such; one from the loose parser may hold entities that XML lacks."""
        title = self._text(holder, "title")
        detail = dict.get(holder, "title_detail")
        if isinstance(detail, dict) and detail.get("type") in _HTML_TYPES:
            return plain(title)
        if not (self.is_loose and "&" in title):
            return title
        if self.references is not None:
            title = _SEMICOLON.sub(self._as_written, title)
        return html.unescape(title).strip()

    def _as_written(self, match: re.Match[str]) -> str:
        """Feedparser makes `AT&T;` of `AT&T`, which `html.unescape` lets stand."""
        found = match.group(0)
        is_written = found[1:] in html.entities.html5 or found[1:-1].encode() in (self.references or ())
        return found if is_written else found[:-1]

    def _moment(self, entry: Any, key: str) -> Moment | None:
        # What feedparser makes of it may hang on today's date, so the words are read anew.
        return self.dates.moment(_string(entry, key), _string(entry, "language"))

    def _text(self, holder: Any, key: str) -> str:
        return self.aside.whole(_string(holder, key))


def _form(version: str) -> str:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in ("rss10", "rss090") else "rss" if version else ""


def _authors(entry: Any) -> tuple[str, ...]:
    named = dict.get(entry, "authors")
    people = [
        Byline.of(_string(each, "name"), _string(each, "email"))
        for each in (named if isinstance(named, list) else [])
        if isinstance(each, dict)
    ]
    line = _string(entry, "author")
    if "@" in line or (line and not any(each.line for each in people)):
        # Feedparser's own parting of name and address fails on top-level domains of five letters.
        people[-1:] = [byline(line)]
    return tuple(dict.fromkeys(mended(each.name or each.email) for each in people if each.line))


def _minutes(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 7 else None


def _string(holder: Any, key: str) -> str:
    """The text under a key as feedparser has it, none of the keys that it maps it to."""
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    if not isinstance(value, str):
        return ""
    # A reference may name half a surrogate pair, which no UTF-8 can hold.
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
