"""The characters of an XML feed: byte order mark, HTTP header and XML declaration weighed as RFC 3023 has it.

The order is that of feedparser, so that a feed reads the same on both ways: what the header or the declaration
says, then the byte order mark, UTF-8, windows-1252, ISO-8859-2; the first that fits the bytes. Only a mark of
UTF-16 or UTF-32 comes before them all.
"""

from __future__ import annotations

import re

DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>"

_BOMS = (
    (b"\x00\x00\xfe\xff", "utf-32be"),
    (b"\xff\xfe\x00\x00", "utf-32le"),
    (b"\xfe\xff", "utf-16be"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xef\xbb\xbf", "utf-8"),
)
# How "<?" or "<" looks where there is no byte order mark.
_OPENINGS = (
    (b"\x4c\x6f\xa7\x94", "cp037"),
    (b"\x00\x3c\x00\x3f", "utf-16be"),
    (b"\x3c\x00\x3f\x00", "utf-16le"),
    (b"\x00\x00\x00\x3c", "utf-32be"),
    (b"\x3c\x00\x00\x00", "utf-32le"),
)
_WIDE = {
    "u16", "utf-16", "utf16", "utf_16", "u32", "utf-32", "utf32", "utf_32",
    "iso-10646-ucs-2", "iso-10646-ucs-4", "csucs4", "csunicode", "ucs-2", "ucs-4",
}  # fmt: skip
_DECLARED = re.compile(rb"^<\?.*encoding=['\"](.*?)['\"].*\?>")
_XML_DECLARATION = re.compile(r"^<\?xml[^>]*?>")
# Codecs that are no character sets: they would raise what is no decoding error, or run away.
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}


def is_plain_utf8(body: bytes, content_type: str) -> bool:
    """Whether the bytes can go to an XML parser as they are: no header overrules, UTF-8 is what is declared."""
    if _charset(content_type)[1] or content_type.lower().startswith("text/"):
        return False
    if body[:1] != b"<" or body[1:2] == b"\x00":
        return False
    declared = _DECLARED.match(body[:200])
    return declared is None or declared.group(1).lower() in (b"utf-8", b"utf8")


def as_utf8(body: bytes, content_type: str) -> bytes | None:
    """The feed in UTF-8 behind an XML declaration that says so, or None where no encoding fits."""
    marked, body = _mark(body)
    declared = _declared(body, marked)
    for name in _proposals(content_type, declared, marked):
        try:
            text = body.decode(name)
        except (UnicodeError, LookupError, ValueError):
            continue
        found = _XML_DECLARATION.search(text)
        rest = text[found.end() :] if found else "\n" + text
        return DECLARATION + rest.encode("utf-8", "replace")
    return None


def _mark(body: bytes) -> tuple[str, bytes]:
    for mark, name in _BOMS:
        if body.startswith(mark) and not (len(mark) == 2 and body[2:4] == b"\x00\x00"):
            return name, body[len(mark) :]
    return next((name for opening, name in _OPENINGS if body.startswith(opening)), ""), body


def _declared(body: bytes, marked: str) -> str:
    head = body[:1024]
    if marked:
        try:
            head = head[: len(head) // 4 * 4].decode(marked, "ignore").encode("utf-8", "ignore")
        except LookupError:
            return ""
    match = _DECLARED.match(head)
    if match is None:
        return ""
    name = match.group(1).decode("ascii", "ignore").lower()
    return marked if marked and name in _WIDE else name


def _charset(content_type: str) -> tuple[str, str]:
    kind, *parameters = content_type.split(";")
    charset = ""
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            charset = value.strip().strip("\"'")
    return kind.strip().lower(), charset


def _proposals(content_type: str, declared: str, marked: str) -> list[str]:
    kind, charset = _charset(content_type)
    if kind.startswith("text/"):
        first = charset or "us-ascii"
    elif kind.startswith("application/") and kind.endswith("xml"):
        first = charset or declared or "utf-8"
    else:
        first = declared or "utf-8"
    # ASCII in UTF-16 is also UTF-8, full of NULs: a mark of wide characters knows better than a declaration.
    wide = marked if marked.startswith(("utf-16", "utf-32")) else ""
    names: list[str] = []
    for name in (wide, first, declared, marked, "utf-8", "windows-1252", "iso-8859-2"):
        name = "gb18030" if name.lower() == "gb2312" else name
        if name and name not in names and name.lower().replace("-", "_") not in _NO_CHARSETS and "\0" not in name:
            names.append(name)
    return names
