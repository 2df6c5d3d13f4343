"""What the room takes and what it makes."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.model import Capture, Link, Outlet, Version

# Raised whenever the same page would be read otherwise: Versions of two extractors make no edit.
EXTRACTOR = "articles/1"


@dataclass(frozen=True, slots=True)
class Page:
    """One Capture to read, the Link that led to it if one did, the Article it is of, and its outlet."""

    capture: Capture
    link: Link | None
    article_id: str
    outlet: Outlet


@dataclass(frozen=True, slots=True)
class Reading:
    """A Version, and the addresses (canonical, AMP) by which the page says it can be reached as well."""

    version: Version
    addresses: tuple[str, ...] = ()
