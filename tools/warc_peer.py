"""Our WARC reader beside warcio's, for docs/why/warc.md: python -m tools.warc_peer FILE.warc.gz

Three tables: how long both take for all payloads of FILE, what both make of the files in tests/archive/conformance, and
of records that are odd in one way each. The runs take turns, and of each reader the fastest counts.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from broadsheet.archive import read_warc
from broadsheet.model import Made, Rejected

CONFORMANCE = Path(__file__).resolve().parent.parent / "tests" / "archive" / "conformance"
RUNS = 5
PAGE = b"<p>The bridge at Orlo opened.</p>"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE


def record(block: bytes = HTTP, *, length: int | None = None, url: bytes = b"https://gazette.example/a") -> bytes:
    """A response record."""
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-05-04T06:30:15Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
        % (url, len(block) if length is None else length)
    ) + block + b"\r\n\r\n"  # fmt: skip


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
ODD: dict[str, bytes] = {
    "as it should be": record(),
    "line ends of LF alone": record(HTTP.replace(b"\r\n", b"\n")).replace(b"\r\n", b"\n"),
    "a length that is too long": record(length=len(HTTP) + 9),
    "words before the first record": b"no record at all\n" + record(),
    "words between two records": record() + b"no record at all\n" + record(),
    "an address in angle brackets": record(url=b"<https://gazette.example/a>"),
    "chunked, and is not": record(CHUNKED + PAGE),
    "chunked, a wrong size": record(CHUNKED + b"3\r\nabc\r\nzz\r\n"),
    "ends in the middle": record()[:-20],
    "damaged in the second of three": record() + b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n" + record(),
    "a status line that is none": record(b"200 fine\r\n\r\n" + PAGE),
}  # fmt: skip


def ours(path: Path) -> list[str]:
    """What we make of a file: the size of each payload, with what was mended, or the reason."""
    found = []
    for outcome in read_warc(path):
        if isinstance(outcome, Made):
            found.append(f"{len(outcome.value.payload)}{f' ({outcome.note})' if outcome.note else ''}")
        elif isinstance(outcome, Rejected):
            found.append(outcome.reason)
    return found


def theirs(path: Path) -> list[str]:
    """What warcio makes of it."""
    found = []
    try:
        with path.open("rb") as file:
            for each in ArchiveIterator(file, arc2warc=True):
                if each.rec_type in ("response", "resource", "revisit"):
                    payload = each.content_stream().read()
                    found.append("revisit" if each.rec_type == "revisit" else f"{len(payload)}")
    except Exception as error:  # whatever it raises is what its user gets
        found.append(f"raises {type(error).__name__}")
    return found


def theirs_checked(path: Path) -> list[str]:
    """warcio at the same work: stated digests checked, and a digest of each payload made."""
    with path.open("rb") as file:
        return [
            hashlib.sha256(each.content_stream().read()).hexdigest()
            for each in ArchiveIterator(file, check_digests=True)
            if each.rec_type == "response"
        ]


def fastest(reader: Callable[[Path], list[str]], other: Callable[[Path], list[str]], path: Path) -> tuple[float, float]:
    """The fastest run of each in seconds; they take turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for run, into in zip((reader, other), times, strict=True):
            begin = time.perf_counter()
            run(path)
            into.append(time.perf_counter() - begin)
    return min(times[0]), min(times[1])


def main(path: Path) -> None:
    print(f"{path.name}: {len(ours(path))} payloads")
    for words, reader in (("at the same work", theirs_checked), ("without any digest", theirs)):
        mine, his = fastest(ours, reader, path)
        print(f"ours {mine:.2f} s, warcio {words} {his:.2f} s, ratio {his / mine:.2f}")
    for each in sorted(CONFORMANCE.iterdir()):
        if ".warc" in each.name or ".arc" in each.name:
            print(f"{each.name} | {', '.join(ours(each)) or 'nothing'} | {', '.join(theirs(each)) or 'nothing'}")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in ODD.items():
            odd = Path(folder) / "odd.warc"
            odd.write_bytes(content)
            print(f"{name} | {', '.join(ours(odd)) or 'nothing'} | {', '.join(theirs(odd)) or 'nothing'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
