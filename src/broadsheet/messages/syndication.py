"""Editions and stories as Atom (RFC 4287) and JSON Feed 1.1, for any feed reader."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from xml.etree import ElementTree as ET

from broadsheet.messages.mail import preheader, subject
from broadsheet.model import Edition

ATOM = "http://www.w3.org/2005/Atom"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: `id` never changes, `url` is absolute, `body` is HTML of our own making, `updated` is aware."""

    id: str
    title: str
    url: str
    updated: datetime
    summary: str
    body: str


@dataclass(frozen=True, slots=True)
class FeedChannel:
    """What a feed says of itself: `url` is its own address, `home` that of the page it belongs to."""

    title: str
    url: str
    home: str
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime:
        return max((item.updated for item in self.items), default=EPOCH)


def edition_item(edition: Edition, *, hash: str, url: str) -> Item:
    """An edition as an entry: its headlines and what happened, in its own Lines."""
    parts: list[str] = []
    for section in edition.sections:
        parts.append(f"<h2>{escape(section.label.words)}</h2>")
        for entry in section.entries:
            for group in entry.groups:
                words = [escape(line.words) for line in group.lines]
                if group.role == "headline":
                    parts.append(f"<h3>{words[0]}</h3>")
                elif group.role in ("reports", "also", "correction"):
                    parts.append("<ul>" + "".join(f"<li>{each}</li>" for each in words) + "</ul>")
                else:
                    label = f"<strong>{escape(group.label.words)}.</strong> " if group.label else ""
                    parts.append(f"<p>{label}{' '.join(words)}</p>")
    parts += [f"<p>{escape(line.words)}</p>" for line in edition.closing]
    return Item(f"urn:sha256:{hash}", subject(edition), url, edition.window[1], preheader(edition), "".join(parts))


def atom(channel: FeedChannel) -> bytes:
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", channel.url)
    _add(feed, "title", channel.title)
    _add(feed, "updated", channel.updated.astimezone(UTC).isoformat())
    _add(feed, "generator", "Broadsheet")
    author = ET.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", channel.title)
    ET.SubElement(feed, f"{{{ATOM}}}link", {"rel": "self", "href": channel.url, "type": "application/atom+xml"})
    ET.SubElement(feed, f"{{{ATOM}}}link", {"rel": "alternate", "href": channel.home, "type": "text/html"})
    for item in channel.items:
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        _add(entry, "updated", item.updated.astimezone(UTC).isoformat())
        ET.SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "href": item.url, "type": "text/html"})
        _add(entry, "summary", item.summary)
        _add(entry, "content", item.body, type="html")
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(channel: FeedChannel) -> bytes:
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.url,
        "items": [
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "summary": item.summary,
                "content_html": item.body,
                "date_modified": item.updated.astimezone(UTC).isoformat(),
            }
            for item in channel.items
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


# What XML 1.0 cannot carry is left out: a title with a control character must not make a feed unreadable.
_UNSAID = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = text.translate(_UNSAID)
