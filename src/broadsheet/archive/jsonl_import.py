"""Import of JSON Lines: one article a line, as PIPES describes. Each line gives exactly one outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec

from broadsheet.archive.record import uri
from broadsheet.archive.unpacked import Unpacked
from broadsheet.model import Capture, Made, Outcome, Rejected
from broadsheet.text.addresses import is_web, public_url
from broadsheet.text.hashing import capture_id, digest
from broadsheet.text.records import MEDIA_TYPE, TextRecord
from broadsheet.text.times import in_zone, is_plausible

MAX_LINE = 32 << 20
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Line(msgspec.Struct):
    """The fields as they are allowed to be; others are ignored."""

    url: str | None = None
    outlet: str | None = None
    source_domain: str | None = None
    title: str | None = None
    published: str | None = None
    authors: list[str | None] | str | None = None
    text: str | None = None


_DECODER = msgspec.json.Decoder(_Line)


def read_jsonl(
    path: Path, *, seen: datetime | None = None, until: datetime | None = None
) -> Iterator[Outcome[tuple[Capture, TextRecord]]]:
    """The articles of a file, gzip or not, in its order. Lines of white space are passed over.

    A Capture is dated when the article was published (a day alone: its midnight in UTC); `seen` stands where a line
    has no such time, and the time of the file's last change where there is no `seen`. A time that is out of range
    (`text.times`; `until` is now, where it is known) is none: Made.note says time-out-of-range, and unread-date where it
    is no time. Rejected: bad-line, no-url, no-text, too-large, torn-line, damaged-file. OSError where the file cannot
    be read.
    """
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    default = seen or (changed if until is None or is_plausible(changed, until) else until)
    default = default.astimezone(UTC).replace(microsecond=0)
    with path.open("rb") as file:
        stream = Unpacked(file, begins=(b"{",))
        number = 0
        while line := stream.line(MAX_LINE):
            number += 1
            where = f"{path.name}, line {number}"
            if len(line) == MAX_LINE and not line.endswith(b"\n"):
                while (rest := stream.line()) and not rest.endswith(b"\n"):
                    pass
                yield Rejected("too-large", f"{where}: more than {MAX_LINE} bytes")
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            if not line.endswith(b"\n") and (stream.torn or stream.damaged):
                break
            yield _read(line.rstrip(b"\r\n"), where, default, until)
        if stream.damaged:
            yield Rejected("damaged-file", f"{path.name} is damaged after line {number}; what follows cannot be read")
        elif stream.torn:
            yield Rejected("torn-line", f"{path.name} ends in the middle, after line {number}")


def _read(line: bytes, where: str, default: datetime, until: datetime | None) -> Outcome[tuple[Capture, TextRecord]]:
    try:
        fields = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Rejected("bad-line", f"{where}: {error}")
    url = uri(public_url((fields.url or "").strip()))
    if not is_web(url):
        return Rejected("no-url", f"{where}: its url is no web address")
    if not (fields.text or "").strip():
        return Rejected("no-text", f"{where}: its text is empty")
    authors = [fields.authors] if isinstance(fields.authors, str) else fields.authors or []
    record = TextRecord(
        url=url,
        text=fields.text or "",
        outlet=fields.outlet or "",
        source_domain=fields.source_domain or "",
        title=fields.title or "",
        published=fields.published or "",
        authors=tuple(author for author in authors if author),
    )
    stated = _time(record.published)
    at = stated if stated and is_plausible(stated, until) else None
    payload_digest = digest(line)
    capture = Capture(
        id=capture_id(url, payload_digest),
        url=url,
        at=at or default,
        status=0,
        headers=(("Content-Type", MEDIA_TYPE),),
        payload=line,
        digest=payload_digest,
    )
    note = "" if at or not record.published else "time-out-of-range" if stated else "unread-date"
    return Made((capture, record), note)


def _time(published: str) -> datetime | None:
    """ISO 8601; a day alone is its first moment in UTC, a time without zone is UTC."""
    text = published.strip()
    try:
        if _DAY.fullmatch(text):
            return datetime.combine(date.fromisoformat(text), time(), UTC)
        found = datetime.fromisoformat(text)
        return in_zone(found, UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
