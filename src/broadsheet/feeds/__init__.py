"""Feeds: bytes to Links. RSS, RDF, Atom, JSON Feed and news sitemaps, sound or damaged.

Promise: every entry with its title and link that the usual reader finds, however damaged the feed is, and nothing
that a hostile feed could do with it: nothing is fetched, no entity of a DTD is expanded, the clock comes in as
`captured`.
Theory: most feeds are well-formed and flat, and a fast reader takes those; where it is in doubt a tolerant one reads
the feed again.
Known failures: what the tolerant reader reads takes several times as long.
"""

from broadsheet.feeds.entry import Document, FeedEntry
from broadsheet.feeds.reader import Feed, parse, read

__all__ = ["Document", "Feed", "FeedEntry", "parse", "read"]
