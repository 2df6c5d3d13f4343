"""Feeds: bytes to Links. RSS, RDF, Atom, JSON Feed and news sitemaps, sound or damaged.

Pure: nothing is fetched, no entity of a DTD is expanded, the clock comes in as `captured`.
"""

from broadsheet.feeds.entry import Document, FeedEntry
from broadsheet.feeds.reader import Feed, parse, read

__all__ = ["Document", "Feed", "FeedEntry", "parse", "read"]
