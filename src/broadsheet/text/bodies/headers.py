"""Response headers as they may be kept, and what they say about time. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from broadsheet.text.addresses import public_url

# Doors to someone's account, or to a session with us.
_SECRET = frozenset(
    {"set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "authentication-info"}
)
# The payload is kept without its transfer coding, so that a header for it would be false.
_FALSE = frozenset({"transfer-encoding"})
_ADDRESSES = frozenset({"location", "content-location", "refresh", "link", "referer"})
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NO_CACHE = re.compile(r"(?:^|[,\s])(?:no-cache|no-store)\b", re.IGNORECASE)

Headers = tuple[tuple[str, str], ...]


def kept(headers: Iterable[tuple[str, str]]) -> Headers:
    """The headers that may be written down, in order: no cookies, no credentials, no tokens in addresses."""
    found = []
    for name, value in headers:
        if not _NAME.fullmatch(name) or name.lower() in _SECRET | _FALSE:
            continue
        text = _CONTROLS.sub(" ", value).strip()
        found.append((name, public_url(text) if name.lower() in _ADDRESSES else text))
    return tuple(found)


def text_of(raw: bytes) -> str:
    """A header's bytes as text: UTF-8 where they are, else Latin-1."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def first(headers: Sequence[tuple[str, str]], name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def retry_after(headers: Sequence[tuple[str, str]], now: datetime) -> int | None:
    """Seconds until the server wants to be asked again, or None where it does not say."""
    value = first(headers, "retry-after").strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    date = http_date(value)
    return max(0, round((date - now).total_seconds())) if date else None


def max_age(headers: Sequence[tuple[str, str]]) -> int | None:
    """Seconds for which the response stays fresh (Cache-Control before Expires), or None where it does not say."""
    control = first(headers, "cache-control")
    if _NO_CACHE.search(control):
        return 0
    stated = _MAX_AGE.search(control)
    if stated:
        return int(stated[1])
    expires, date = http_date(first(headers, "expires")), http_date(first(headers, "date"))
    return max(0, round((expires - date).total_seconds())) if expires and date else None


def http_date(value: str) -> datetime | None:
    """A date as HTTP headers have it, in UTC."""
    if not value:
        return None
    try:
        found = parsedate_to_datetime(value[:64])
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
