"""Import of anyone's WARC and ARC files: each record that should hold a response gives exactly one outcome.

Tolerant where others' tools were careless (LF for CRLF, angle brackets and spaces in addresses, a whole file in one
gzip member, records over several, false chunking, wrong lengths), and never silent about what it could not read.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from broadsheet.archive import record
from broadsheet.archive.unpacked import Unpacked
from broadsheet.model import Capture, Made, Outcome, Rejected, Truncation
from broadsheet.text.addresses import is_web, public_url
from broadsheet.text.bodies.headers import first, kept, text_of
from broadsheet.text.hashing import capture_id, digest
from broadsheet.text.times import is_plausible

MAX_RECORD = 64 << 20
_MAX_LINE = 1 << 16
_MAX_HEADERS = 1000
# Records about records: they hold no capture and no outcome.
_ABOUT = frozenset({"warcinfo", "request", "metadata"})
_ARC_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9+.-]*:.*?) +(\S+) +(\d{8,20}) +(\S+)(?: +\S+){0,5}? +(\S+)\s*")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,12})[ \t]*(?:;[^\n]{0,4096})?\r?\n")


class _BrokenError(Exception):
    """The bytes end or are damaged within a record."""


def read_warc(path: Path, *, max_record: int = MAX_RECORD) -> Iterator[Outcome[Capture]]:
    """The responses and resources of a WARC or ARC file, gzip or not, in its order.

    Made.note names what had to be mended (mended-address, wrong-length, not-chunked, wrong-chunks, digest-differs).
    Rejected: revisit-without-payload, not-http, not-web-address, no-address, no-date, bad-length, bad-header,
    too-large, segmented, unknown-type, no-record, torn-record, damaged-member. A date that is out of range
    (`text.times`) is no date. OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        stream = Unpacked(file, begins=(b"WARC/", b"filedesc:", b"http"))
        if _junk(stream):
            yield Rejected("no-record", f"{path.name} does not begin with a record")
        while True:
            where = f"{path.name} near byte {stream.offset}"
            try:
                outcome = _next(stream, where, max_record)
                if isinstance(outcome, Made) and not is_plausible(outcome.value.at, None):
                    outcome = Rejected("no-date", f"{where}: {outcome.value.at.isoformat()} is out of range")
            except _BrokenError:
                reason = "damaged-member" if stream.damaged else "torn-record"
                yield Rejected(reason, where)
                if not stream.go_on():
                    return
                continue
            if outcome is not None:
                yield _noted(outcome, "wrong-length") if _junk(stream) else outcome
            elif stream.damaged:
                yield Rejected("damaged-member", f"{path.name} near byte {stream.offset}")
                if not stream.go_on():
                    return
            elif not _junk(stream) and _is_over(stream):
                return


def _is_over(stream: Unpacked) -> bool:
    line = stream.line()
    stream.put_back(line)
    return not line and not stream.damaged


def _junk(stream: Unpacked) -> int:
    """Passes over what begins no record, blank lines included; how many bytes of it were not blank."""
    size = 0
    while line := stream.line():
        if _begins(line):
            stream.put_back(line)
            break
        if line.strip(b"\r\n\t \0"):
            size += len(line)
    return size


def _begins(line: bytes) -> bool:
    return line.startswith((b"WARC/0", b"WARC/1")) or (len(line) < 10_000 and _ARC_LINE.fullmatch(line) is not None)


def _next(stream: Unpacked, where: str, max_record: int) -> Outcome[Capture] | None:
    """The outcome of the next record; None for a record about others and at the end."""
    line = stream.line()
    if not line:
        return None
    if line.startswith(b"WARC/"):
        return _warc(stream, where, max_record)
    return _arc(stream, line, where, max_record)


def _warc(stream: Unpacked, where: str, max_record: int) -> Outcome[Capture] | None:
    headers = _headers(stream)
    if headers is None:
        return Rejected("bad-header", where)
    kind = first(headers, "warc-type").lower()
    length = first(headers, "content-length")
    if not _is_length(length):
        return None if kind in _ABOUT else Rejected("bad-length", f"{where}: {length[:40]!r}")
    if kind in _ABOUT or int(length) > max_record:
        if stream.skip(int(length)) < int(length):
            raise _BrokenError
        return None if kind in _ABOUT else Rejected("too-large", f"{where}: {length} bytes")
    block, note = _block(stream, int(length))
    refusal = _refusal(kind, headers, where)
    if refusal is not None:
        return refusal
    url, mended = _address(first(headers, "warc-target-uri"))
    if not is_web(url):
        return Rejected("not-web-address" if url else "no-address", f"{where}: {url[:200]}".rstrip(": "))
    at = record.read_date(first(headers, "warc-date"))
    if at is None:
        return Rejected("no-date", f"{where}: {url[:200]}")
    truncated = _truncation(first(headers, "warc-truncated"))
    if kind == "resource":
        content_type = first(headers, "content-type") or "application/octet-stream"
        outcome: Outcome[Capture] = Made(_capture(url, at, 0, (("Content-Type", content_type),), block, truncated))
    else:
        outcome = _response(block, url, at, truncated, where)
    if isinstance(outcome, Made) and not truncated and _differs(first(headers, "warc-payload-digest"), outcome, block):
        outcome = _noted(_cut(outcome) if _is_short(outcome.value) else outcome, "digest-differs")
    return _noted(outcome, note, "mended-address" if mended else "")


def _refusal(kind: str, headers: record.Headers, where: str) -> Rejected | None:
    if kind == "revisit":
        return Rejected("revisit-without-payload", f"{where}: {first(headers, 'warc-target-uri')[:200]}")
    if kind == "continuation" or first(headers, "warc-segment-number") not in ("", "0"):
        return Rejected("segmented", where)
    if kind not in ("response", "resource"):
        return Rejected("unknown-type", f"{where}: {kind[:40]!r}")
    return None


def _arc(stream: Unpacked, line: bytes, where: str, max_record: int) -> Outcome[Capture] | None:
    fields = _ARC_LINE.fullmatch(line)
    if fields is None:
        return Rejected("no-record", where)
    about = fields[1].startswith(b"filedesc:")
    length = text_of(fields[5])
    if not _is_length(length):
        return None if about else Rejected("bad-length", f"{where}: {length[:40]!r}")
    if about or int(length) > max_record:
        if stream.skip(int(length)) < int(length):
            raise _BrokenError
        return None if about else Rejected("too-large", f"{where}: {length} bytes")
    block, note = _block(stream, int(length))
    url, mended = _address(text_of(fields[1]))
    if not is_web(url):
        return Rejected("not-web-address", f"{where}: {url[:200]}")
    at = record.read_date(text_of(fields[3]))
    if at is None:
        return Rejected("no-date", f"{where}: {url[:200]}")
    outcome = _response(block, url, at, "", where)
    return _noted(outcome, note, "mended-address" if mended else "")


def _response(block: bytes, url: str, at: datetime, truncated: Truncation, where: str) -> Outcome[Capture]:
    try:
        status, headers, body = record.http_response(block)
    except ValueError:
        return Rejected("not-http", f"{where}: {url[:200]}")
    note = ""
    if "chunked" in first(headers, "transfer-encoding").lower():
        body, note = dechunked(body)
        if note in ("torn-chunks", "wrong-chunks"):
            truncated = truncated or "disconnect"
    return Made(_capture(url, at, status, kept(headers), body, truncated), note)


def _capture(
    url: str, at: datetime, status: int, headers: tuple[tuple[str, str], ...], payload: bytes, truncated: Truncation
) -> Capture:
    payload_digest = digest(payload)
    return Capture(capture_id(url, payload_digest), url, at, status, headers, payload, payload_digest, truncated)


def dechunked(body: bytes) -> tuple[bytes, str]:
    """A body without its chunks, and what was wrong: "" for nothing, ``not-chunked`` for a body that is none and
    stays as it is, ``wrong-chunks`` and ``torn-chunks`` for one that is so up to what comes back."""
    parts: list[bytes] = []
    at = 0
    while True:
        size = _CHUNK_SIZE.match(body, at)
        if size is None:
            if not parts:
                return body, "not-chunked"
            return b"".join(parts), "wrong-chunks" if at < len(body) else "torn-chunks"
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts), ""
        begin = size.end()
        part = body[begin : begin + length]
        if len(part) < length:
            if not parts and length > 16 * len(body):
                return body, "not-chunked"
            return b"".join([*parts, part]), "torn-chunks"
        parts.append(part)
        at = begin + length
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0


def _headers(stream: Unpacked) -> tuple[tuple[str, str], ...] | None:
    lines: list[bytes] = []
    while True:
        line = stream.line(_MAX_LINE)
        if not line:
            raise _BrokenError
        if not line.strip():
            return record.header_lines(lines)
        if len(lines) == _MAX_HEADERS or (not line.endswith(b"\n") and len(line) >= _MAX_LINE):
            return None
        if not line.endswith(b"\n"):
            raise _BrokenError
        lines.append(line.rstrip(b"\r\n"))


def _block(stream: Unpacked, length: int) -> tuple[bytes, str]:
    """The block, and ``wrong-length`` where the file ends before it, yet after all that HTTP itself announced."""
    block = stream.read(length)
    if len(block) == length:
        return block, ""
    if not stream.damaged and not stream.torn:
        whole = _as_announced(block)
        if whole is not None:
            return whole, "wrong-length"
    raise _BrokenError


def _as_announced(block: bytes) -> bytes | None:
    """The block up to where its HTTP Content-Length puts the end, if it holds that much."""
    try:
        _, headers, body = record.http_response(block)
    except ValueError:
        return None
    announced = first(headers, "content-length")
    if not _is_length(announced) or int(announced) > len(body):
        return None
    return block[: len(block) - len(body) + int(announced)]


def _is_short(capture: Capture) -> bool:
    announced = capture.header("content-length")
    return _is_length(announced) and len(capture.payload) < int(announced)


def _is_length(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 16


def _address(written: str) -> tuple[str, bool]:
    """The address as it may be kept, and whether it had to be mended."""
    # Only the white space of headers: a no-break space is a part of the address.
    text = written.strip(" \t\r\n\f\v")
    plain = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    plain = record.uri(plain)
    return public_url(plain), plain != text


def _truncation(word: str) -> Truncation:
    known: dict[str, Truncation] = {"": "", "length": "length", "time": "time", "disconnect": "disconnect"}
    return known.get(word.strip().lower(), "disconnect")


def _differs(stated: str, made: Made[Capture], block: bytes) -> bool:
    """Whether a stated payload digest fits neither the payload nor, as some writers take it, the body with its chunks."""
    name, _, value = stated.partition(":")
    name = name.strip().lower().replace("-", "")
    if name not in ("sha1", "sha256", "sha512", "md5") or not value:
        return False
    stated_value = value.strip().lower()
    if stated_value in _digests(name, made.value.payload):
        return False
    return not made.value.status or stated_value not in _digests(name, record.http_response(block)[2])


def _digests(name: str, body: bytes) -> tuple[str, str]:
    found = hashlib.new(name, body, usedforsecurity=False)
    return found.hexdigest(), b32encode(found.digest()).decode().lower()


def _cut(made: Made[Capture]) -> Made[Capture]:
    return Made(replace(made.value, truncated="disconnect"), made.note)


def _noted(outcome: Outcome[Capture], *notes: str) -> Outcome[Capture]:
    if not isinstance(outcome, Made):
        return outcome
    return Made(outcome.value, ", ".join(filter(None, (outcome.note, *notes))))
