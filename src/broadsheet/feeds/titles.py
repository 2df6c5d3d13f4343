"""Words of a feed as a person reads them: markup and entities resolved once, wrong encodings mended."""

from __future__ import annotations

import contextlib
import html
import html.entities
import re

_ELEMENTS = """
a abbr acronym address area article aside audio b big blockquote br button canvas caption center cite code col colgroup
command datagrid datalist dd del details dfn dialog dir div dl dt em event-source fieldset figcaption figure font footer
form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd keygen label legend li m map menu meter multicol nav nextid noscript
ol optgroup option output p pre progress q s samp section select small sound source spacer span strike strong sub sup
table tbody td textarea tfoot th thead time tr tt u ul var video
"""
_NAMES = frozenset(_ELEMENTS.split())
_CLOSING_TAG = re.compile(r"</\w+>")
_ENTITY = re.compile(r"&#?\w+;")
_TAG_NAME = re.compile(r"</?(\w+)")
_ENTITY_NAME = re.compile(r"&(\w+);")
_SILENT = re.compile(r"<!--(?:.*?-->|[^>]*>?)|<(script|style|applet)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|p|div|li|tr|td|h[1-6]|blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<![^<>]*>|<\?[^<>]*>")
_CONTROLS = re.compile("[\x00-\x1f\x7f]+")
# Looking for the end of what is never closed takes the square of the length.
_LONGEST = 10_000
# On the bytes: 4 ns a character, 10 on the text.
_ANY_C1 = re.compile(b"\xc2[\x80-\x9f]")
_C1 = {
    code: bytes([code]).decode("windows-1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def mended(text: str) -> str:
    """The text without two faults of feeds: UTF-8 read as ISO-8859-1, and windows-1252 in the place of controls."""
    if text.isascii():
        return text
    with contextlib.suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_C1) if _ANY_C1.search(text.encode("utf-8", "replace")) else text


def looks_like_html(text: str) -> bool:
    """Whether a title that is nominally plain text holds markup.

    A closing tag or an entity must be there, and all tags and entities must be known ones of HTML. The rule is
    feedparser's; it leaves "1 < 2" and "#include <stdio.h>" alone. It misses a lone "<br>".
    """
    if not (_CLOSING_TAG.search(text) or _ENTITY.search(text)):
        return False
    if any(name.lower() not in _NAMES for name in _TAG_NAME.findall(text)):
        return False
    return all(name in html.entities.entitydefs for name in _ENTITY_NAME.findall(text))


def plain(markup: str) -> str:
    """The words of a piece of HTML: scripts, styles, comments and tags are gone, entities are resolved once.

    What only looks like an entity loses the semicolon that a lenient parser gave it: ``AT&T;`` is AT&T.
    """
    if "<" in markup:
        if len(markup) < _LONGEST:
            markup = _SILENT.sub("", markup)
        markup = _TAG.sub("", _BREAK.sub(" ", markup))
    if "&" in markup:
        markup = html.unescape(_ENTITY_NAME.sub(_without_semicolon, markup))
    return markup.strip()


def _without_semicolon(match: re.Match[str]) -> str:
    return match.group(0) if f"{match.group(1)};" in html.entities.html5 else f"&{match.group(1)}"


def one_line(text: str) -> str:
    """The text with each run of white space and control characters as one space."""
    return " ".join(_CONTROLS.sub(" ", text).split())
