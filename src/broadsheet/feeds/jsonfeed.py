"""JSON Feed 1.0 and 1.1 (jsonfeed.org): what stands in it, whatever else is wrong with it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from broadsheet.feeds.addresses import resolve
from broadsheet.feeds.dates import Dates
from broadsheet.feeds.entry import Document, Entry
from broadsheet.feeds.titles import mended


def looks_like(body: bytes) -> bool:
    """Whether the body opens as a JSON object does."""
    return body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read(body: bytes, *, url: str, captured: datetime | None) -> Document | str:
    """The feed, or the reason why it is none."""
    try:
        tree = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError) as error:
        return f"JSON that cannot be read: {str(error)[:200]}"
    if not isinstance(tree, dict):
        return "JSON, but no object"
    items = tree.get("items")
    if not isinstance(items, list):
        return "JSON without a list of items"
    if "jsonfeed.org" not in _string(tree, "version") and not any(
        isinstance(item, dict) and "url" in item for item in items
    ):
        return "JSON that names no version of JSON Feed and has no items with an address"
    base = url or _string(tree, "feed_url") or _string(tree, "home_page_url")
    dates = Dates(captured)
    return Document(
        title=mended(_string(tree, "title")),
        entries=tuple(_entry(item, base, dates) for item in items if isinstance(item, dict)),
        form="json",
        reader="fast",
        language=_string(tree, "language"),
        next_url=_link(base, _string(tree, "next_url")),
    )


def _entry(item: dict[str, Any], base: str, dates: Dates) -> Entry:
    people = item.get("authors")
    listed = people if isinstance(people, list) else [item.get("author")]
    authors = tuple(
        dict.fromkeys(_string(each, "name") for each in listed if isinstance(each, dict) and _string(each, "name"))
    )
    identity = item.get("id")
    tags = item.get("tags")
    return Entry(
        title=_string(item, "title"),
        link=_link(base, _string(item, "url") or _string(item, "external_url")),
        id=str(identity) if isinstance(identity, str | int | float) and not isinstance(identity, bool) else "",
        author=authors[-1] if authors else "",
        authors=authors,
        published=dates.moment(_string(item, "date_published")),
        modified=dates.moment(_string(item, "date_modified")),
        summary=_string(item, "summary"),
        content=_string(item, "content_html") or _string(item, "content_text"),
        categories=tuple(dict.fromkeys(tag for tag in tags if isinstance(tag, str) and tag))
        if isinstance(tags, list)
        else (),
        language=_string(item, "language"),
    )


def _link(base: str, address: str) -> str:
    return resolve(base, address) if address else ""


def _string(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    # Half a surrogate pair can stand in JSON, but in no UTF-8.
    return value.encode("utf-8", "replace").decode("utf-8").strip() if isinstance(value, str) else ""
