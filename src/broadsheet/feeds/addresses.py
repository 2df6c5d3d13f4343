"""Addresses of a feed, resolved against the feed's own (RFC 3986), fast for those that are absolute already."""

from __future__ import annotations

import re
from urllib.parse import urljoin

# What `urljoin` gives back unchanged, whatever the base: no empty query, fragment or parameters.
_ABSOLUTE = re.compile(r"https?://[A-Za-z0-9_.-]+(?::\d+)?/[!-~]*")
_SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)/+")
_LIKE_ENTITY = re.compile(r"&([A-Za-z0-9_]+);")
# What would run or hold a program instead of leading to a page.
_HARMFUL = ("javascript", "vbscript", "data", "blob", "filesystem", "about", "file")


def resolve(base: str, address: str) -> str:
    """The address as seen from `base`; an empty string where it cannot be read. Superfluous slashes are dropped."""
    if _ABSOLUTE.fullmatch(address) and ";" not in address and "?#" not in address and address[-1] not in "?#":
        return address
    try:
        return urljoin(base, _SLASHES.sub(r"\1", address))
    except ValueError:
        return ""


def unescaped(address: str) -> str:
    """The address without the entities that a double escape leaves: ``?a=1&amp;b=2`` is ``?a=1&b=2``."""
    if "&" not in address:
        return address
    return _LIKE_ENTITY.sub(r"&\1", address.replace("&amp;", "&"))


def is_harmful(address: str) -> bool:
    """Whether nobody should ever click on it: a script, inline data, a local file."""
    scheme = re.sub(r"[\x00-\x20]", "", address[:40]).partition(":")[0].lower()
    return scheme in _HARMFUL
