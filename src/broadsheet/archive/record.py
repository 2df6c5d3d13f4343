"""One WARC/1.1 record as bytes, and back. Pure: the same Capture gives the same bytes.

Each record is a gzip member of its own, so that a place in the file can be read by itself.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from broadsheet.model import Capture, Exchange, Fetched, RecordKind, Truncation
from broadsheet.text.bodies.headers import kept, text_of
from broadsheet.text.hashing import capture_id, digest

VERSION = b"WARC/1.1"
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_SAME_PAYLOAD = _PROFILE + "identical-payload-digest"
_NOT_MODIFIED = _PROFILE + "server-not-modified"
_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_JOURNAL = "application/json"
_LEVEL = 6
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read: its headers in order, and its block."""

    headers: tuple[tuple[str, str], ...]
    block: bytes

    def header(self, name: str) -> str:
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


def member(headers: Headers, block: bytes) -> bytes:
    """A whole record as one gzip member, without a time in it."""
    lines = [VERSION, *(f"{name}: {_one_line(value)}".encode() for name, value in headers if value)]
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    head = b"\r\n".join([*lines, f"Content-Length: {len(block)}".encode(), b"", b""])
    return packer.compress(head) + packer.compress(block) + packer.compress(b"\r\n\r\n") + packer.flush()


def warcinfo(filename: str, at: datetime, software: str) -> bytes:
    """The record at the head of a file."""
    fields = f"software: {software}\r\nformat: WARC File Format 1.1\r\nconformsTo: {_STANDARD}\r\nrobots: classic\r\n"
    headers = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", record_id("warcinfo", filename, date_of(at))),
        ("WARC-Date", date_of(at)),
        ("WARC-Filename", filename),
        ("Content-Type", "application/warc-fields"),
    ]
    return member(headers, fields.encode())


def journal(uri_: str, at: datetime, block: bytes) -> bytes:
    """A metadata record of JSON that stands by itself."""
    headers = [
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", record_id("journal", uri_, date_of(at), digest(block))),
        ("WARC-Target-URI", uri(uri_)),
        ("WARC-Date", date_of(at)),
        ("Content-Type", _JOURNAL),
    ]
    return member(headers, block)


def note_of(content: bytes) -> tuple[str, bytes] | None:
    """Address and block of a record that `journal` made, from its uncompressed bytes; None for any other."""
    try:
        found = parse(content)
    except ValueError:
        return None
    if found.header("warc-type") != "metadata" or found.header("content-type") != _JOURNAL:
        return None
    return found.header("warc-target-uri"), found.block


def members(exchange: Exchange) -> list[bytes]:
    """The records of one exchange in the order in which they are written: request, metadata, and last the one
    that the Place names, so that a file that ends with it is whole."""
    _check(exchange)
    main = record_id(_type(exchange), exchange.capture.id, date_of(exchange.capture.at))
    made = []
    if exchange.request is not None:
        made.append(_request(exchange.capture, exchange.request, main))
        made.append(_metadata(exchange.capture, exchange.request, main))
    return [*made, _main(exchange, main)]


def _check(exchange: Exchange) -> None:
    if exchange.kind == "revisit" and exchange.refers_to is None:
        raise ValueError(f"the revisit of {exchange.capture.url} does not say what it refers to")
    if exchange.capture.at.tzinfo is None:
        raise ValueError(f"the Capture of {exchange.capture.url} has a time without a zone")


def _type(exchange: Exchange) -> RecordKind:
    """What is no HTTP response is a resource, whatever it came in."""
    if exchange.kind == "response" and not exchange.capture.status:
        return "resource"
    return exchange.kind


def _main(exchange: Exchange, id: str) -> bytes:
    capture, kind = exchange.capture, _type(exchange)
    headers = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", id),
        ("WARC-Target-URI", uri(capture.url)),
        ("WARC-Date", date_of(capture.at)),
    ]
    if exchange.request is not None:
        headers.append(("WARC-IP-Address", exchange.request.address))
    if kind == "revisit":
        url, at = exchange.refers_to or ("", capture.at)
        not_modified = capture.status == 304
        stated = exchange.payload_digest or ("" if not_modified else capture.digest)
        headers += [
            ("WARC-Profile", _NOT_MODIFIED if not_modified else _SAME_PAYLOAD),
            ("WARC-Refers-To-Target-URI", uri(url)),
            ("WARC-Refers-To-Date", date_of(at)),
        ]
    else:
        stated = capture.digest
    headers += [("WARC-Payload-Digest", stated), ("WARC-Truncated", capture.truncated)]
    if not capture.status:
        block = b"" if kind == "revisit" else capture.payload
        content_type = capture.header("content-type") or "application/octet-stream"
    else:
        block = _http_head(capture) + (b"" if kind == "revisit" else capture.payload)
        content_type = "application/http; msgtype=response"
    headers += [("WARC-Block-Digest", digest(block)), ("Content-Type", content_type)]
    return member(headers, block)


def _http_head(capture: Capture) -> bytes:
    lines = [f"HTTP/1.1 {capture.status} {_phrase(capture.status)}"]
    lines += [f"{name}: {_one_line(value)}" for name, value in capture.headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _request(capture: Capture, fetched: Fetched, main: str) -> bytes:
    parts = urlsplit(uri(capture.url))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {_one_line(value)}" for name, value in kept(fetched.request_headers))]
    block = ("\r\n".join(lines) + "\r\n\r\n").encode()
    headers = _beside("request", capture, fetched, main)
    return member([*headers, ("Content-Type", "application/http; msgtype=request")], block)


def _metadata(capture: Capture, fetched: Fetched, main: str) -> bytes:
    fields = [("via", fetched.requested)]
    fields += [("redirect", f"{hop.status} {hop.url} {hop.location}") for hop in fetched.hops]
    fields.append(("hopsFromSeed", "R" * len(fetched.hops)))
    block = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in fields).encode()
    headers = _beside("metadata", capture, fetched, main)
    return member([*headers, ("Content-Type", "application/warc-fields")], block)


def _beside(kind: str, capture: Capture, fetched: Fetched, main: str) -> list[tuple[str, str]]:
    return [
        ("WARC-Type", kind),
        ("WARC-Record-ID", record_id(kind, capture.id, date_of(capture.at), fetched.requested)),
        ("WARC-Concurrent-To", main),
        ("WARC-Target-URI", uri(capture.url)),
        ("WARC-Date", date_of(capture.at)),
    ]


def record_id(*parts: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(parts))}>"


def date_of(at: datetime) -> str:
    """A time as WARC-Date has it, with fractions only where there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def uri(url: str) -> str:
    """An address without the characters that would break a header."""
    return _CONTROLS.sub(lambda found: f"%{ord(found[0]):02X}", url)


def _one_line(value: str) -> str:
    return re.sub(r"[\x00-\x08\x0a-\x1f\x7f]+", " ", value).encode("utf-8", "replace").decode()


# And back


def parse(raw: bytes) -> Record:
    """A record from its uncompressed bytes. ValueError where they are none, or not all of it."""
    head, found, rest = raw.partition(b"\r\n\r\n")
    if not found or not head.startswith(b"WARC/"):
        raise ValueError("it does not begin as a WARC record")
    headers = header_lines(head.split(b"\r\n")[1:])
    record = Record(headers, b"")
    length = record.header("content-length")
    if not (length.isascii() and length.isdigit()) or len(rest) != int(length) + 4:
        raise ValueError(f"it holds {max(0, len(rest) - 4)} bytes and says {length or 'nothing'}")
    return Record(headers, rest[:-4])


def header_lines(lines: Sequence[bytes]) -> tuple[tuple[str, str], ...]:
    """Headers from their lines; one that begins with a space goes on with the one before."""
    found: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and found:
            name, value = found[-1]
            found[-1] = (name, f"{value} {text_of(line.strip())}".strip())
            continue
        raw, colon, value_bytes = line.partition(b":")
        if colon:
            found.append((text_of(raw.strip()), text_of(value_bytes.strip())))
    return tuple(found)


def capture_of(record: Record) -> Capture:
    """The Capture that a response, resource or revisit record of ours holds. A revisit has no payload; its id and
    digest are those of the record that has it, as far as it names them. ValueError where it is none."""
    kind = record.header("warc-type")
    if kind not in ("response", "resource", "revisit"):
        raise ValueError(f"it is a {kind or 'nameless'} record and holds no capture")
    url, at = record.header("warc-target-uri"), read_date(record.header("warc-date"))
    if at is None or not url:
        raise ValueError("it names no address or no date")
    status, payload = 0, record.block
    headers: tuple[tuple[str, str], ...] = (("Content-Type", record.header("content-type")),)
    if kind != "resource" and record.header("content-type").startswith("application/http"):
        status, headers, payload = http_response(record.block)
    payload_digest = digest(payload)
    stated = record.header("warc-payload-digest")
    if kind == "revisit":
        payload, payload_digest = b"", stated or payload_digest
    elif stated.startswith("sha256:") and stated != payload_digest:
        raise ValueError(f"its payload does not have the digest {stated}")
    home = record.header("warc-refers-to-target-uri") or url
    truncated = record.header("warc-truncated")
    return Capture(
        id=capture_id(home if kind == "revisit" else url, payload_digest),
        url=url,
        at=at,
        status=status,
        headers=headers,
        payload=payload,
        digest=payload_digest,
        truncated=_truncation(truncated),
    )


def _truncation(word: str) -> Truncation:
    known: dict[str, Truncation] = {"": "", "length": "length", "time": "time", "disconnect": "disconnect"}
    return known.get(word.lower(), "disconnect")


_STATUS_LINE = re.compile(rb"\s*(?:HTTP|ICY|h2|http)(?:/[\d.]+)?\s+(\d{3})(?:\s|$)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


def http_response(block: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """Status, headers and body of an HTTP response as bytes. ValueError where it is none."""
    end = _HEAD_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    lines = head.split(b"\n")
    status = _STATUS_LINE.match(lines[0])
    if not status:
        raise ValueError("it does not begin as an HTTP response")
    return int(status[1]), header_lines([line.rstrip(b"\r") for line in lines[1:]]), body


def read_date(value: str) -> datetime | None:
    """A WARC-Date (W3C profile of ISO 8601) or the fourteen digits of an ARC file, in UTC."""
    text = value.strip()
    try:
        if text.isascii() and text.isdigit():
            return datetime.strptime(text[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        # nanoseconds are allowed there; a datetime holds microseconds
        found = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))
    except ValueError:
        return None
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (OverflowError, ValueError):
        return None
