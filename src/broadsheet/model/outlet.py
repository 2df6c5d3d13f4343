"""Publishers and the ways in to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Funding = Literal["state", "public", "private", "non-profit", "unknown"]
SourceKind = Literal["feed", "sitemap", "page", "warc", "jsonl"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `id` is a short name that a person chooses (``bbc``), or the domain.

    `in_text` is the name as running text has it ("the BBC"); `domains` are matched with their
    subdomains, the longest first. `owner` is the name that owners are counted by.
    """

    id: str
    name: str
    in_text: str
    domains: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    owner: str = ""
    funding: Funding = "unknown"
    tags: tuple[str, ...] = ()
    agency: bool = False
    mute: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One way in to an outlet: a feed, a news sitemap, a page, a WARC file, a JSON Lines file."""

    id: str
    kind: SourceKind
    url: str
    outlet_id: str
    title: str = ""
