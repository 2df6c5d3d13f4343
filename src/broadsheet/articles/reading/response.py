"""Capture -> the page's markup, or why there is none to read."""

from __future__ import annotations

import re

from broadsheet.model import Capture, Failed, Made, Outcome, Rejected
from broadsheet.text.bodies import decoding
from broadsheet.text.bodies.html import too_deep, too_many_attributes

_BLOCKED = frozenset({401, 402, 403, 407, 451})
_BUSY = frozenset({408, 425, 429})
_LOOKS_LIKE_HTML = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|div|p|article|meta|title|span|h1|table)\b", re.IGNORECASE
)
# A parser takes a hundred bytes and more for each element.
_MOST_TAGS = 600_000
MOST_MARKUP = 6_000_000
_SCRIPTS = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_OTHER_KINDS = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/json", "text/css",
                "application/javascript", "text/javascript", "application/octet-stream", "application/msword")  # fmt: skip


def read(capture: Capture, *, max_decoded: int) -> Outcome[str]:
    """The markup as text. `Made.note` is "truncated" where the page was cut in the middle."""
    refused = _refused(capture.status)
    if refused is not None:
        return refused
    kind = capture.header("content-type").split(";")[0].strip().lower()
    if any(kind.startswith(other) for other in _OTHER_KINDS):
        return Rejected("not-html", kind)
    body = decoding.decode_body(capture.payload, encoding=capture.header("content-encoding"), limit=max_decoded)
    if not isinstance(body, Made):
        return body
    if body.value[:5] == b"%PDF-" or (b"\x00\x00\x00" in body.value[:200] and kind and "html" not in kind):
        return Rejected("not-html", kind or "binary")
    if not body.value.strip():
        return Rejected("no-text", "the response has no body")
    markup = decoding.decode_text(body.value, content_type=capture.header("content-type"))
    if not _LOOKS_LIKE_HTML.search(markup[:200_000]):
        return Rejected("not-html", kind or "no markup")
    if markup.count("<") > _MOST_TAGS or _is_too_long(markup):
        return Rejected("too-large", "more elements or words than a page needs")
    if too_deep(markup):
        return Rejected("too-deep", "elements are nested past what a page needs")
    if too_many_attributes(markup):
        return Rejected("too-large", "an element has more than a thousand attributes")
    return Made(markup, note=body.note or ("truncated" if capture.truncated else ""))


def _is_too_long(markup: str) -> bool:
    """Whether a page is long beyond its scripts, told before it is parsed: a tree takes many times its bytes."""
    if len(markup) <= MOST_MARKUP:
        return False
    return len(markup) - sum(match.end() - match.start() for match in _SCRIPTS.finditer(markup)) > MOST_MARKUP


def _refused(status: int) -> Outcome[str] | None:
    if status in _BLOCKED:
        return Rejected("blocked", f"HTTP {status}")
    if status == 404:
        return Rejected("not-found", "HTTP 404")
    if status == 410:
        return Rejected("gone", "HTTP 410")
    if status >= 500 or status in _BUSY:
        return Failed("server-error" if status >= 500 else "busy", f"HTTP {status}")
    if status and not 200 <= status < 300:
        return Rejected("no-page", f"HTTP {status}")
    return None
