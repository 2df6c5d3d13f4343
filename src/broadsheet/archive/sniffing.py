"""What kind of file someone wants to import, told by its first bytes."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Literal

FileKind = Literal["warc", "jsonl", "opml", "unknown"]

_LOOK = 8192


def sniff(path: Path) -> FileKind:
    """The kind of a file, looking through gzip. OSError where it cannot be read."""
    with path.open("rb") as file:
        head = file.read(_LOOK)
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, _LOOK)
        except zlib.error:
            return "unknown"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"WARC/", b"filedesc://")):
        return "warc"
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith(b"<") and re.search(rb"<opml[\s>]", start, re.IGNORECASE):
        return "opml"
    return "unknown"
