"""A file of the archive without some of its records: written beside it, to take its place in one step.

What the Archive's owner has noted in the ledger before that step says, after a crash, which of the two is the one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from broadsheet.archive import record
from broadsheet.archive.repair import stretches
from broadsheet.model import Place

PART = ".part"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.(\d+))?\.warc\.gz")
_MAIN = ("response", "resource", "revisit")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file's `successor` ("" where nothing is left) and where in it the kept records lie, by their old offset."""

    file: str
    successor: str
    places: dict[int, Place]
    freed: int


def successor_of(name: str, taken: Collection[str]) -> str:
    """The next free name of the same day."""
    match = _NAME.fullmatch(name)
    stem, number = (match[1], int(match[2] or 0)) if match else (name.removesuffix(".warc.gz"), 0)
    while True:
        number += 1
        candidate = f"{stem}.{number}.warc.gz"
        if candidate not in taken:
            return candidate


def order(name: str) -> tuple[str, int]:
    """The order in which files were written: a file that was rewritten comes before the rest of its day."""
    match = _NAME.fullmatch(name)
    return (match[1], int(match[2] or 1_000_000)) if match else (name, 0)


def rewrite(path: Path, *, keep: Collection[int], successor: str, notes: Sequence[bytes] = ()) -> Rewritten:
    """Writes the records at the offsets in `keep`, each with the request and the metadata that stand before it, the
    metadata that stand by themselves, and then `notes`, to the successor's PART file, durably. OSError where that cannot be done."""
    part = path.with_name(successor + PART)
    places: dict[int, Place] = {}
    alone = False
    with path.open("rb") as source, part.open("wb") as target:
        beside: list[bytes] = []
        for stretch in stretches(source, 0):
            if stretch.content is None:
                continue
            raw = _bytes(source, stretch.offset, stretch.length)
            kind, of_another = _kind(stretch.content)
            if kind == "warcinfo":
                target.write(raw)
            elif kind == "metadata" and not of_another:
                target.write(raw)
                alone = True
            elif kind not in _MAIN:
                beside.append(raw)
            else:
                if stretch.offset in keep:
                    for each in beside:
                        target.write(each)
                    places[stretch.offset] = Place(successor, target.tell(), stretch.length)
                    target.write(raw)
                beside.clear()
        for note in notes:
            target.write(note)
        target.flush()
        os.fsync(target.fileno())
        size = target.tell()
    before = path.stat().st_size
    if not places and not notes and not alone:
        part.unlink()
        return Rewritten(path.name, "", {}, before)
    return Rewritten(path.name, successor, places, before - size)


def take_place(folder: Path, file: str, successor: str) -> None:
    """The successor stands in the place of the old file, which is deleted. Harmless where that is done already."""
    if successor and (folder / (successor + PART)).exists():
        (folder / (successor + PART)).replace(folder / successor)
    (folder / file).unlink(missing_ok=True)


def note(uri: str, at: str, fields: Sequence[tuple[str, str]]) -> bytes:
    """A metadata record about an address, as one gzip member."""
    block = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields if value).encode()
    headers = [
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", record.record_id("note", uri, at, block.decode())),
        ("WARC-Target-URI", record.uri(uri)),
        ("WARC-Date", at),
        ("Content-Type", "application/warc-fields"),
    ]
    return record.member(headers, block)


def _kind(content: bytes) -> tuple[str, bool]:
    """The type of a record, "" where it is none, and whether it says something of another record."""
    try:
        found = record.parse(content)
    except ValueError:
        return "", False
    return found.header("warc-type"), bool(found.header("warc-concurrent-to"))


def _bytes(file: BinaryIO, offset: int, length: int) -> bytes:
    at = file.tell()
    file.seek(offset)
    raw = file.read(length)
    file.seek(at)
    return raw
