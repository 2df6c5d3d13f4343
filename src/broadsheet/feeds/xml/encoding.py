"""The characters of an XML feed: byte order mark, HTTP header and XML declaration weighed as RFC 3023 has it.

The order is that of feedparser, so that a feed reads the same on both ways: what the header or the declaration
says, then the byte order mark, UTF-8, windows-1252, ISO-8859-2; the first that fits the bytes. The exceptions are
faults that feeds have:

- white space, comments or a mark before the declaration do not hide it;
- bytes that are UTF-16 or UTF-32 by their zeros are that, whatever mark or declaration says;
- UTF-16 that was made of another encoding byte by byte is narrowed to those bytes, which the declaration still names;
- where nothing is declared, the bytes themselves tell (`text.bodies.charset`).

UTF-8 that is declared as ISO-8859-1, or that a byte of windows-1252 strays into, is then misread as a whole, and titles
are mended one by one (`titles.mended`), of which one in thirty stays broken. For Links, that is not good enough: `mend`
reads them right, also behind what a server printed before the declaration, and differs from feedparser only there.
"""

from __future__ import annotations

import re

from broadsheet.text.bodies.charset import guess
from broadsheet.text.bodies.decoding import codec

DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>"

_MARKS = (b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00", b"\xfe\xff", b"\xff\xfe")
_EBCDIC = b"\x4c\x6f\xa7\x94"
# Zeros among the first bytes say how wide a character is: tags are ASCII in every script.
_SAMPLE = 1024
_WIDE = {
    "u16", "utf-16", "utf16", "utf_16", "u32", "utf-32", "utf32", "utf_32",
    "iso-10646-ucs-2", "iso-10646-ucs-4", "csucs4", "csunicode", "ucs-2", "ucs-4",
}  # fmt: skip
# What may stand before a declaration without hiding it. Atomic: each piece is read once.
_BEFORE = rb"(?>\s+|\xef\xbb\xbf|<!--.*?-->|<\?(?!xml\s).*?\?>)*+"
_DECLARED = re.compile(_BEFORE + rb"<\?[^>]{0,400}?\sencoding\s*=\s*['\"]([^'\">]*)['\"]", re.DOTALL)
_DECLARED_LATE = re.compile(rb"<\?xml\s[^>]{0,400}?\bencoding\s*=\s*['\"]([^'\">]*)['\"]")
_XML_DECLARATION = re.compile(r"(?>\s+|\ufeff|<!--.*?-->|<\?(?!xml\s).*?\?>)*+<\?xml\b[^>]*?>", re.DOTALL)
# Something before the declaration is found within so many bytes.
_LOOK = 65_536
# What a title pasted from a word processor may stand in, or for: UTF-8 is never any of these by chance.
_WESTERN = {
    "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252",
    "iso-8859-15",
}  # fmt: skip
_BEYOND = re.compile(r"[^\x00-\xff]")
# Declared by habit, whatever the bytes are.
_UNSURE = {"utf-8", "utf8", "us-ascii", "ascii"}
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
        return not body.startswith(b"<!--")
    declaration = body[: body.find(b">", 0, 1024) + 1]
    if not declaration[:6].isspace() and declaration[:5] != b"<?xml":
        return False
    declared = _DECLARED.match(declaration)
    if declared is None:
        return bool(declaration) and b"encoding" not in declaration
    return declared.group(1).lower() in (b"utf-8", b"utf8")


def as_utf8(body: bytes, content_type: str, *, mend: bool = False) -> bytes | None:
    """The feed in UTF-8 behind an XML declaration that says so, or None where no encoding fits.

    `mend` reads UTF-8 as such whatever Western encoding is declared, and bytes that stray into it as windows-1252.
    """
    wide, body = _width(body)
    if wide:
        body = _whole(body, wide)
    text = _narrowed(body.decode(wide, "replace")) if wide else _text(body, content_type, mend=mend)
    if text is None:
        return None
    found = _XML_DECLARATION.match(text)
    rest = text[found.end() :] if found else "\n" + text
    return DECLARATION + rest.encode("utf-8", "replace")


def _text(body: bytes, content_type: str, *, mend: bool) -> str | None:
    declared = _declared(body, anywhere=mend)
    names = _proposals(content_type, declared)
    said = (_charset(content_type)[1] or declared or "utf-8").lower()
    if mend and said in _WESTERN and (text := _mended(body, may_be_other=said in _UNSURE)) is not None:
        return text
    for name in names:
        if (text := _strictly(body, name)) is not None:
            return text
        # Nothing is declared, or UTF-8 that it is not: the bytes tell, before windows-1252 takes all of them.
        if name == "utf-8" and (not declared or mend) and (guessed := guess(body)):
            return body.decode(guessed, "replace")
    return None


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _mended(body: bytes, *, may_be_other: bool) -> str | None:
    """The text of bytes that are mostly UTF-8, or None where they are not.

    Two bytes of an East Asian encoding often look like a character of UTF-8: where it `may_be_other` than what is declared,
    its letters are looked at first.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        strays, high = len(_HIGH.findall(_CHARACTER.sub(b"", body))), len(_HIGH.findall(body))
        if 2 * strays > high or (may_be_other and guess(body)):
            return None
    return _CHARACTER_OR_STRAY.sub(_in_utf8, body).decode("utf-8", "replace")


def _in_utf8(match: re.Match[bytes]) -> bytes:
    return match.group(1) or match.group(0).decode("windows-1252", "replace").encode()


def _width(body: bytes) -> tuple[str, bytes]:
    """The wide encoding that the zeros among the first bytes tell, else nothing; and the body without its mark."""
    mark = next((mark for mark in _MARKS if body.startswith(mark)), b"")
    # A mark of UTF-32 is one of UTF-16 where the zeros behind it are no characters of their own.
    bare = body[len(mark) :].removeprefix(b"\xef\xbb\xbf")
    head = bare[:_SAMPLE]
    if bare.startswith(_EBCDIC):
        return "cp037", bare
    zeros = [head[at::4].count(0) for at in range(4)]
    quarter = len(head) // 4
    if quarter and 2 * (zeros[1] + zeros[2]) > 3 * quarter and 2 * max(zeros[0], zeros[3]) > quarter:
        return ("utf-32be" if zeros[0] >= zeros[3] else "utf-32le"), bare
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if quarter and 4 * max(even, odd) > quarter and min(even, odd) * 4 <= max(even, odd):
        return ("utf-16be" if even > odd else "utf-16le"), bare
    return "", body[3:] if body.startswith(b"\xef\xbb\xbf") else bare


def _whole(body: bytes, wide: str) -> bytes:
    """The body without the bytes of a character that was cut off."""
    width = 4 if "32" in wide else 1 if wide == "cp037" else 2
    return body[: len(body) // width * width]


def _narrowed(text: str) -> str:
    """The text; where it was made of single bytes of another encoding, the one that those bytes are in.

    Such a text has no character beyond U+00FF, and its bytes are sound in the encoding that it declares, or UTF-8.
    """
    if text.isascii() or _BEYOND.search(text):
        return text
    narrow = text.encode("latin-1")
    declared = _declared(narrow)
    names = [declared] if declared and declared not in _WIDE and declared not in _WESTERN else []
    for name in (*names, "utf-8"):
        if (found := _strictly(narrow, name)) is not None:
            return found
    guessed = "" if declared else guess(narrow)
    return (_strictly(narrow, guessed) if guessed else None) or text


def _declared(body: bytes, *, anywhere: bool = False) -> str:
    """The encoding that the declaration names; `anywhere` finds it behind other text as well."""
    match = _DECLARED.match(body, 0, _LOOK) or (_DECLARED_LATE.search(body, 0, _LOOK) if anywhere else None)
    name = match.group(1).decode("ascii", "ignore").strip().lower() if match else ""
    # What can be read byte by byte is not wide.
    return "" if name in _WIDE else name


def _charset(content_type: str) -> tuple[str, str]:
    kind, *parameters = content_type.split(";")
    charset = ""
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            charset = value.strip().strip("\"'")
    return kind.strip().lower(), charset


def _proposals(content_type: str, declared: str) -> list[str]:
    kind, charset = _charset(content_type)
    if kind.startswith("text/"):
        first = charset or "us-ascii"
    elif kind.startswith("application/") and kind.endswith("xml"):
        first = charset or declared or "utf-8"
    else:
        first = declared or "utf-8"
    names: list[str] = []
    # Behind each label what browsers take it for: more characters of the same kind.
    for label in (first, declared, "utf-8", "windows-1252", "iso-8859-2"):
        wider = codec(label) if label else ""
        for name in ("gb18030" if label.lower() == "gb2312" else label, "" if wider == "cp1252" else wider):
            if name and name not in names and name.lower().replace("-", "_") not in _NO_CHARSETS and "\0" not in name:
                names.append(name)
    return names
