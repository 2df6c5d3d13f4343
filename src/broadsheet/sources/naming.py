"""Which outlet a new feed belongs to: one that is there, or a new one named after its site or its title."""

from __future__ import annotations

import re
import unicodedata

from broadsheet.model import Outlet
from broadsheet.sources.catalogue import Catalogue, in_running_text
from broadsheet.text.addresses import host, registrable

# Services that carry the feeds of many outlets: their domain says nothing about the outlet.
_CARRIERS = frozenset(
    {
        "feedburner.com", "google.com", "feedblitz.com", "feedity.com", "rss.app", "feedx.net", "rsshub.app",
        "politepol.com", "fetchrss.com", "feedly.com", "yahoo.com", "youtube.com", "reddit.com",
    }
)  # fmt: skip


def outlet_for(
    catalogue: Catalogue, feed_url: str, *, site: str = "", title: str = "", country: str = "", language: str = ""
) -> Outlet:
    """The catalogue's outlet for a feed (by the site's domain, else the feed's), or a new one whose id is free.

    A feed that lies with a service for many outlets, and that names no site, makes an outlet without a domain.
    """
    place = host(site) or host(feed_url)
    domain = registrable(place) or place
    name = " ".join(title.split())
    if domain in _CARRIERS:
        id = _slug(name) or _slug(place)
        known = catalogue.outlet(id)
        if known is not None:
            return known
        shown = name or place
        return Outlet(id, shown, in_running_text(shown), country=country, language=language)
    found = catalogue.outlet_of(f"https://{place}/")
    if catalogue.outlet(found.id) is not None:
        return found
    short = _slug(domain.split(".")[0])
    id = short if short and catalogue.outlet(short) is None else _slug(domain)
    shown = name or domain
    return Outlet(id or "outlet", shown, in_running_text(shown), (domain,), country, language)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
