"""JSON Feed 1.0 and 1.1 (jsonfeed.org): what stands in it, whatever else is wrong with it.

A feed that was cut off gives its whole items; one that is not in UTF-8 is read as windows-1252; a title with
HTML in it, which the standard forbids and WordPress writes, is read as words.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from broadsheet.feeds.addresses import resolve
from broadsheet.feeds.dates import Dates
from broadsheet.feeds.entry import MOST_ENTRIES, Document, FeedEntry
from broadsheet.feeds.titles import looks_like_html, mended, plain
from broadsheet.model import Made, Outcome, Rejected

# Numbers stay as written: an id of many digits is no float, and Python refuses integers of 4,300.
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
_ITEMS = re.compile(r'"items"\s*:\s*\[\s*')
_COMMA = re.compile(r"\s*,\s*")


def looks_like(body: bytes) -> bool:
    """Whether the body opens as a JSON object does."""
    return _decoded(body[:200]).lstrip("\ufeff \t\r\n").startswith("{")


def read(body: bytes, *, url: str, captured: datetime | None) -> Outcome[Document]:
    """The feed, or the reason why it is none; the note says where it is broken."""
    text, note = _decoded(body).strip("\ufeff \t\r\n"), ""
    try:
        tree = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        note = f"JSON that cannot be read: {str(error)[:200]}"
        tree = _saved(text)
    items = tree.get("items")
    if not isinstance(items, list):
        return Rejected("no-feed", note or "JSON without a list of items")
    if "jsonfeed.org" not in _string(tree, "version") and not any(
        isinstance(item, dict) and "url" in item for item in items
    ):
        return Rejected("no-feed", note or "JSON that names no version of JSON Feed and has no items with an address")
    base = url or _string(tree, "feed_url") or _string(tree, "home_page_url")
    dates = Dates(captured, language=_string(tree, "language"))
    document = Document(
        title=_words(tree, "title"),
        entries=tuple(_entry(item, base, dates) for item in items[:MOST_ENTRIES] if isinstance(item, dict)),
        offered=sum(isinstance(item, dict) for item in items),
        unread_dates=tuple(dates.unread),
        form="json",
        reader="recovered" if note else "fast",
        language=_string(tree, "language"),
        next_url=_link(base, _string(tree, "next_url")),
        refused=tuple(dates.refused),
    )
    return Made(document, note)


def _decoded(body: bytes) -> str:
    encoding = json.detect_encoding(body)
    if encoding.startswith("utf-8"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(body) - 4:
                return body.decode("windows-1252", "replace")
    return body.decode(encoding, "replace")


def _saved(text: str) -> dict[str, Any]:
    """What stands before the items, and the items that are whole."""
    start = _ITEMS.search(text)
    if start is None:
        return {}
    try:
        tree = _DECODER.decode(text[: start.end()] + "]}")
    except (ValueError, RecursionError):
        tree = {}
    items, at = [], start.end()
    while True:
        try:
            item, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        items.append(item)
        comma = _COMMA.match(text, end)
        if comma is None:
            break
        at = comma.end()
    return {**tree, "items": items} if isinstance(tree, dict) else {"items": items}


def _entry(item: dict[str, Any], base: str, dates: Dates) -> FeedEntry:
    people = item.get("authors")
    listed = people if isinstance(people, list) else [item.get("author")]
    authors = tuple(
        dict.fromkeys(_string(each, "name") for each in listed if isinstance(each, dict) and _string(each, "name"))
    )
    tags = item.get("tags")
    return FeedEntry(
        title=_words(item, "title"),
        link=_link(base, _string(item, "url") or _string(item, "external_url")),
        id=_string(item, "id"),
        author=authors[-1] if authors else "",
        authors=authors,
        published=dates.moment(_string(item, "date_published"), _string(item, "language")),
        modified=dates.moment(_string(item, "date_modified"), _string(item, "language")),
        summary=_string(item, "summary"),
        content=_string(item, "content_html") or _string(item, "content_text"),
        categories=tuple(dict.fromkeys(word for tag in tags if (word := _sound(tag))))
        if isinstance(tags, list)
        else (),
        language=_string(item, "language"),
    )


def _link(base: str, address: str) -> str:
    return resolve(base, address) if address else ""


def _words(holder: dict[str, Any], key: str) -> str:
    text = _string(holder, key)
    return plain(text) if looks_like_html(text) else text


def _string(holder: dict[str, Any], key: str) -> str:
    return _sound(holder.get(key))


def _sound(value: object) -> str:
    # Half a surrogate pair can stand in JSON, but in no UTF-8.
    return mended(value.encode("utf-8", "replace").decode("utf-8").strip()) if isinstance(value, str) else ""
