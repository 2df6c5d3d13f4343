"""Bodies as sent -> bytes -> text, under a hard cap whatever the sender does.

A payload that decodes to more than the limit is never held: past `_HOLD` bytes the first pass only counts, and
only what fits is decoded again. So a bomb of 500 MB costs its window and `_HOLD`, not its size.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, cast

from broadsheet.model import Made, Outcome, Rejected
from broadsheet.text.bodies.charset import guess

_CHUNK = 1 << 16
_HOLD = 2 << 20
_MEMBERS = 10_000  # gzip members in one body; more is a way to burn time with nothing to show
_STACK = 3
_ZSTD_WINDOW = 8 << 20  # RFC 9659: a content coding needs no larger window
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_IDENTITY = frozenset({"", "identity", "none", "utf-8", "utf8", "binary"})


class _BadEncodingError(Exception):
    """The bytes are not what the header says."""


class _TornError(Exception):
    """The bytes end before the stream does."""


class _TooLargeError(Exception):
    """More bytes come out than are allowed."""


def decode_body(payload: bytes, *, encoding: str, limit: int) -> Outcome[bytes]:
    """The body without its content codings, `encoding` as in the Content-Encoding header (``gzip, br``).

    At most `limit` bytes come back. Made.note is ``truncated`` where the stream is torn (what came before is
    given), ``not-encoded`` where the header claims a coding that the bytes do not have. Rejected with
    ``too-large`` or ``bad-encoding``.
    """
    codings = [name for name in (part.strip().lower() for part in encoding.split(",")) if name not in _IDENTITY]
    if not codings:
        return Made(payload) if len(payload) <= limit else Rejected("too-large", f"{len(payload)} bytes, limit {limit}")
    if len(codings) > _STACK:
        return Rejected("bad-encoding", f"{len(codings)} codings on one another")
    unknown = [name for name in codings if name not in _DECODERS]
    if unknown:
        return Rejected("bad-encoding", f"the coding {unknown[0][:40]!r} is not known")
    if not payload:
        return Made(b"")
    if len(codings) == 1 and _is_plain(payload, codings[0]):
        return Made(payload, "not-encoded") if len(payload) <= limit else Rejected("too-large")
    try:
        body, note = _decoded(payload, codings, limit)
    except _TooLargeError:
        return Rejected("too-large", f"more than {limit} bytes once decoded")
    except _BadEncodingError as error:
        return Rejected("bad-encoding", str(error))
    if note and not body:
        return Rejected("bad-encoding", "it ends before anything comes out")
    return Made(body, note)


def _decoded(payload: bytes, codings: list[str], limit: int) -> tuple[bytes, str]:
    chunks: list[bytes] | None = []
    size, note = 0, ""
    stream = _stream(payload, codings, limit)
    try:
        for chunk in stream:
            size += len(chunk)
            if chunks is not None:
                chunks.append(chunk)
                if size > _HOLD:
                    chunks = None
    except _TornError:
        note = "truncated"
    if codings == ["zstd"] and not _zstd_is_whole(payload):
        note = "truncated"
    if chunks is not None:
        return b"".join(chunks), note
    whole = bytearray()
    try:
        for chunk in _stream(payload, codings, limit):
            whole += chunk
    except _TornError:
        note = "truncated"
    return bytes(whole), note


def _stream(payload: bytes, codings: list[str], limit: int) -> Iterator[bytes]:
    """The decoded bytes in chunks. Each layer may give `limit` bytes, so that none can burn time unseen."""
    stream: Iterator[bytes] = (payload[at : at + _CHUNK] for at in range(0, len(payload), _CHUNK))
    for name in reversed(codings):
        stream = _capped(_DECODERS[name](stream), limit)
    return stream


def _capped(stream: Iterator[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in stream:
        size += len(chunk)
        if size > limit:
            raise _TooLargeError
        yield chunk


def _gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """One or more gzip members; what follows the last one and is none is left out, as gunzip does."""
    decoder = zlib.decompressobj(wbits=31)
    members, begun = 1, False
    for chunk in chunks:
        waiting = chunk
        while waiting:
            if decoder.eof:
                waiting = waiting.lstrip(b"\0")
                if not waiting:
                    break
                if waiting[0] != 0x1F:
                    return
                members += 1
                if members > _MEMBERS:
                    raise _BadEncodingError(f"more than {_MEMBERS} gzip members")
                decoder, begun = zlib.decompressobj(wbits=31), False
            begun = True
            yield from _inflated(decoder, waiting)
            waiting = decoder.unused_data if decoder.eof else b""
    if begun and not decoder.eof:
        raise _TornError


def _deflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Zlib as RFC 9110 says, or raw deflate as many servers send."""
    decoder = None
    for chunk in chunks:
        if decoder is None:
            wrapped = len(chunk) > 1 and chunk[0] & 0x0F == 8 and (chunk[0] << 8 | chunk[1]) % 31 == 0
            decoder = zlib.decompressobj(wbits=15 if wrapped else -15)
        yield from _inflated(decoder, chunk)
        if decoder.eof:
            return
    if decoder is not None:
        raise _TornError


def _inflated(decoder: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    try:
        waiting = chunk
        while not decoder.eof:
            out = decoder.decompress(waiting, _CHUNK)
            if out:
                yield out
            waiting = decoder.unconsumed_tail
            if not waiting and len(out) < _CHUNK:
                return
    except zlib.error as error:
        raise _BadEncodingError(str(error)) from error


def _brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped]

    decoder = brotli.Decompressor()
    try:
        for chunk in chunks:
            out = decoder.process(chunk, output_buffer_limit=_CHUNK)
            while out:  # it also says that it takes more input while it still has output
                yield out
                if decoder.is_finished():
                    return
                out = decoder.process(b"", output_buffer_limit=_CHUNK)
            if decoder.is_finished():
                return
    except brotli.error as error:
        raise _BadEncodingError(f"brotli: {error}") from error
    raise _TornError


class _Readable:
    """A stream of chunks as the file that zstandard reads from."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._rest = chunk
        if size < 0:
            size = len(self._rest)
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def _zstd(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import zstandard

    decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    try:
        with decoder.stream_reader(
            cast(IO[bytes], _Readable(chunks)), read_size=_CHUNK, read_across_frames=True
        ) as reader:
            while out := reader.read(_CHUNK):
                yield out
    except zstandard.ZstdError as error:
        raise _BadEncodingError(str(error)) from error


def _zstd_is_whole(payload: bytes) -> bool:
    """Whether the last frame ends where the bytes end (RFC 8878, 3.1); the library does not tell."""
    at = 0
    while at < len(payload):
        head = payload[at : at + 4]
        if len(head) < 4:
            return False
        if head[1:] == b"\x2a\x4d\x18" and head[0] & 0xF0 == 0x50:  # a skippable frame
            at += 8 + int.from_bytes(payload[at + 4 : at + 8], "little")
            continue
        if head != _ZSTD_MAGIC:
            return True
        at = _zstd_frame_end(payload, at + 4)
    return at == len(payload)


def _zstd_frame_end(payload: bytes, at: int) -> int:
    """The offset after the frame whose descriptor is at `at`; past the end where it is torn."""
    torn = len(payload) + 1
    if at >= len(payload):
        return torn
    descriptor = payload[at]
    single = descriptor >> 5 & 1
    size_bytes = (single, 2, 4, 8)[descriptor >> 6]
    at += 1 + (0 if single else 1) + (0, 1, 2, 4)[descriptor & 3] + size_bytes
    while True:
        if at + 3 > len(payload):
            return torn
        block = int.from_bytes(payload[at : at + 3], "little")
        at += 3 + (1 if block >> 1 & 3 == 1 else block >> 3)
        if block & 1:
            return at + (4 if descriptor >> 2 & 1 else 0)


_DECODERS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}


def _is_plain(payload: bytes, coding: str) -> bool:
    """Whether a claimed coding is plainly not there: archives and proxies decode and leave the header."""
    if coding in ("gzip", "x-gzip"):
        return not payload.startswith(b"\x1f\x8b"[: len(payload)])
    if coding == "zstd":
        magic = payload[:4]
        return not _ZSTD_MAGIC.startswith(magic) and not (magic[1:] == b"\x2a\x4d\x18" and magic[0] & 0xF0 == 0x50)
    return payload.lstrip()[:1] in (b"<", b"{") and all(byte < 0x80 for byte in payload[:64])


# Text

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LOOK = 4096

# Labels as the WHATWG Encoding Standard reads them, where Python's own reading differs.
_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "l1": "cp1252", "windows-1252": "cp1252", "x-cp1252": "cp1252", "iso_8859-1": "cp1252",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "gb_2312-80": "gb18030", "chinese": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "windows-31j": "cp932", "big5": "big5hkscs", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "korean": "cp949", "tis-620": "cp874", "iso-8859-11": "cp874", "unicode-1-1-utf-8": "utf-8", "utf8": "utf-8",
    "utf-16": "utf-16-le", "unicode": "utf-16-le", "iso-8859-8-i": "iso-8859-8", "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman", "x-euc-jp": "euc-jp",
}  # fmt: skip
_HIGH = bytes(range(0x80, 0x100))
_CP1252 = {byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"}
_PLAIN_NAMES = re.compile(
    r"utf-8|utf-16-?[lb]e|iso-?8859-(?:[2-8]|1[03456])|windows-(?:125[0-8]|874)|cp125[0-8]|cp874|cp932|cp949|cp866|ibm866|"
    r"koi8-[ru]|euc-jp|iso-2022-jp|gb18030|big5hkscs|mac-roman|mac-cyrillic"
)


def decode_text(body: bytes, *, content_type: str) -> str:
    """The text of a body: byte order mark, then the header's charset, then what the page declares, then UTF-8,
    then what its letters tell, then windows-1252. Never raises.

    A declaration that the bytes contradict is passed over. One exception to the order: where windows-1252 (or
    its Latin-1 alias, the default of many servers) is declared and the bytes are sound UTF-8 with letters beyond
    ASCII, they are UTF-8; text of the former has such a run by chance next to never.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = _declared(body, content_type)
    if not declared or declared[0] == "cp1252":
        declared = ["utf-8", *declared]
    for name in dict.fromkeys([*declared, "utf-8"]):
        text = _strictly(body, name)
        if text is not None:
            return text
    if declared[0] != "cp1252" and _is_nearly(body, declared[0]):
        return body.decode(declared[0], "replace")
    if _is_nearly(body, "utf-8"):
        return body.decode("utf-8", "replace")
    guessed = guess(body) if declared[-1] == "utf-8" else ""
    return body.decode(guessed, "replace") if guessed else _windows_1252(body)


def _declared(body: bytes, content_type: str) -> list[str]:
    found = []
    header = _HEADER_CHARSET.search(content_type)
    if header:
        found.append(header[1])
    head = body[:_LOOK]
    for pattern in (_XML_DECLARATION, _META):
        match = pattern.search(head)
        if match:
            found.append(match[1].decode("ascii", "replace"))
            break
    names = [codec(label) for label in found]
    if header is None and names and names[0].startswith("utf-16"):
        names[0] = "utf-8"  # a declaration that can be read as ASCII is not in UTF-16
    return [name for name in names if name]


def codec(label: str) -> str:
    """Python's name for a charset label, or an empty string: no codec that is no charset gets in."""
    name = label.strip().lower()
    name = _LABELS.get(name, name).replace("_", "-")
    return name if _PLAIN_NAMES.fullmatch(name) else ("cp1252" if name == "cp1252" else "")


def _strictly(body: bytes, name: str) -> str | None:
    if name == "cp1252":
        return _windows_1252(body)
    try:
        return body.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_nearly(body: bytes, name: str) -> bool:
    """Whether a few bytes only do not fit: a cut end, a stray byte in a template."""
    try:
        text = body.decode(name, "replace")
    except (LookupError, ValueError):
        return False
    beyond, broken = len(body) - len(body.translate(None, _HIGH)), text.count("\ufffd")
    return broken < beyond and broken <= max(1, beyond // 20)


def _windows_1252(body: bytes) -> str:
    """All bytes have a meaning here: the five that the code page leaves open are controls, as in browsers."""
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError:
        return body.decode("latin-1").translate(_CP1252)
