"""Sources: the catalogue of outlets that a person edits, OPML, feeds found behind a page, starter lists.

Promise: outlets.toml stays the person's own, with its order and comments; an unknown key is an error that names its
place; a list of feeds from another program is read although it is damaged.
Theory: a site names its own feeds, or has them where most sites do. Pure, but for the starter lists, which are files
of this package.
Known failures: a site whose feeds are named nowhere and lie at unusual addresses.
"""

from broadsheet.sources.catalogue import Catalogue, in_running_text, load, with_feed, with_feeds, with_moved
from broadsheet.sources.discovery import (
    FoundFeed,
    best,
    candidates,
    is_comments,
    site_name,
    site_of,
    sitemaps_of_index,
    sitemaps_of_robots,
    usual_places,
    without_feed_scheme,
)
from broadsheet.sources.naming import domain_of, is_akin, is_carrier, outlet_for
from broadsheet.sources.opml import Outline, read, write
from broadsheet.sources.starters import licences, starter, starter_languages, starter_names

__all__ = [
    "Catalogue", "FoundFeed", "Outline", "best", "candidates", "domain_of", "in_running_text", "is_akin", "is_carrier", "is_comments",
    "licences", "load", "outlet_for", "read", "site_name", "site_of", "sitemaps_of_index", "sitemaps_of_robots", "starter",
    "starter_languages", "starter_names", "usual_places", "with_feed", "with_feeds", "with_moved",
    "without_feed_scheme", "write",
]  # fmt: skip
