"""The characters of an XML feed: byte order mark, HTTP header and XML declaration weighed as RFC 3023 has it.

The order is that of feedparser, so that a feed reads the same on both ways: what the header or the declaration
says, then the byte order mark, UTF-8, windows-1252, ISO-8859-2; the first that fits the bytes. Two exceptions, each
for a fault that feeds have: a mark of UTF-16 or UTF-32 comes before all that is said, and a declaration of UTF-16 that
can be read byte for byte is none. UTF-8 that is declared as ISO-8859-1, or that a byte of windows-1252 strays into, is
then misread as a whole, and titles are mended one by one (`titles.mended`), of which one in thirty stays broken. For
Links, that is not good enough: `mend` reads them right, and differs from feedparser only there.
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
_DECLARED = re.compile(rb"<\?[^>]{0,400}?\sencoding\s*=\s*['\"]([^'\">]*)['\"]")
_XML_DECLARATION = re.compile(r"^<\?xml[^>]*?>")
# What a title pasted from a word processor may stand in, or for: UTF-8 is never any of these by chance.
_WESTERN = {
    "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252",
    "iso-8859-15",
}  # fmt: skip
_HIGH = re.compile(rb"[\x80-\xff]")
_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CHARACTER_OR_STRAY = re.compile(b"(" + _CHARACTER.pattern + rb")|[\x80-\xff]")
# Codecs that are no character sets: they would raise what is no decoding error, or run away.
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}


def is_plain_utf8(body: bytes, content_type: str) -> bool:
    """Whether the bytes can go to an XML parser as they are: no header overrules, UTF-8 is what is declared."""
    if _charset(content_type)[1] or content_type.lower().startswith("text/"):
        return False
    if body[:1] != b"<" or body[1:2] == b"\x00":
        return False
    if not body.startswith(b"<?"):
        return True
    declaration = body[: body.find(b">", 0, 1024) + 1]
    declared = _DECLARED.match(declaration)
    if declared is None:
        return bool(declaration) and b"encoding" not in declaration
    return declared.group(1).lower() in (b"utf-8", b"utf8")


def as_utf8(body: bytes, content_type: str, *, mend: bool = False) -> bytes | None:
    """The feed in UTF-8 behind an XML declaration that says so, or None where no encoding fits.

    `mend` reads UTF-8 as such whatever Western encoding is declared, and bytes that stray into it as windows-1252.
    """
    marked, body = _mark(body)
    names = _proposals(content_type, _declared(body, marked), marked)
    text = _mended(body) if mend and names[0].lower() in _WESTERN else None
    for name in names if text is None else ():
        try:
            text = body.decode(name)
            break
        except (UnicodeError, LookupError, ValueError):
            continue
    if text is None:
        return None
    found = _XML_DECLARATION.search(text)
    rest = text[found.end() :] if found else "\n" + text
    return DECLARATION + rest.encode("utf-8", "replace")


def _mended(body: bytes) -> str | None:
    """The text of bytes that are mostly UTF-8, or None where they are not."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        strays = len(_HIGH.findall(_CHARACTER.sub(b"", body)))
        if 2 * strays > len(_HIGH.findall(body)):
            return None
    return _CHARACTER_OR_STRAY.sub(_in_utf8, body).decode("utf-8", "replace")


def _in_utf8(match: re.Match[bytes]) -> bytes:
    return match.group(1) or match.group(0).decode("windows-1252", "replace").encode()


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
    return marked if name in _WIDE else name


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
