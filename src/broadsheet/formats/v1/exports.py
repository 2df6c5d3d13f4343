"""Exported lines: ``broadsheet-article/1``, ``broadsheet-edition-line/1`` and ``broadsheet-source/1``, field by field.

JSON Lines, each line canonical JSON as an edition has it. `broadsheet import` takes the lines of articles.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from broadsheet.formats.v1 import edition


class Image(msgspec.Struct, frozen=True):
    """Where the lead image is, with its caption and credit; the picture itself is never copied."""

    url: str
    caption: str
    credit: str


class Article(msgspec.Struct, frozen=True):
    """A line of `export articles`: the newest version of an article. `published` and `modified` are a day or a time in
    ISO 8601, `captured` is a time in UTC; `reservations` say what the publisher does not allow."""

    id: str
    version: str
    url: str
    outlet: str
    source_domain: str
    title: str
    published: str | None
    modified: str | None
    times_reason: str
    captured: datetime
    authors: tuple[str, ...]
    credit: tuple[str, ...]
    language: str
    kind: str
    access: str
    reservations: tuple[str, ...]
    image: Image | None
    text: str
    format: str = "broadsheet-article/1"


class Edition(msgspec.Struct, frozen=True):
    """A line of `export editions`: an edition as its `edition.json` has it, its hash and the name of its folder."""

    hash: str
    folder: str
    edition: edition.Edition
    format: str = "broadsheet-edition-line/1"


class Source(msgspec.Struct, frozen=True):
    """A line of `export sources`: an address to read from, what lies there, and its outlet."""

    url: str
    kind: str
    outlet: edition.Outlet
    format: str = "broadsheet-source/1"
