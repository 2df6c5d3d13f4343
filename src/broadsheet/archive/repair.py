"""The end of an archive file after a crash: complete records are found, a torn one is set aside.

Nothing complete is ever lost: torn bytes are copied to FILE.torn and made durable before the file is cut, and where
complete records lie behind damaged bytes the file is written anew beside the old one and takes its place in one step.
"""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from broadsheet.archive import record
from broadsheet.model import Place, Sighting

_MAGIC = b"\x1f\x8b\x08"
_READ = 1 << 16


@dataclass(frozen=True, slots=True)
class Torn:
    """Bytes that are no complete record: where they began in which file, and how many."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair found. `found` are complete records beyond what the ledger knew, in the order of the files."""

    found: tuple[Sighting, ...] = ()
    torn: tuple[Torn, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of bytes: a complete member with its content, or damage."""

    offset: int
    length: int
    content: bytes | None


def mend(folder: Path, known: Mapping[str, int], *, suffix: str) -> Repair:
    """Goes through the tails of all archive files in `folder`. OSError where that cannot be done."""
    found: list[Sighting] = []
    torn: list[Torn] = []
    sizes = {path.name: path.stat().st_size for path in sorted(folder.glob(f"*{suffix}"))}
    for name, size in sizes.items():
        begin = known.get(name, 0)
        if size <= begin:
            continue
        sightings, pieces = _mend_file(folder / name, begin)
        found += sightings
        torn += pieces
    return Repair(tuple(found), tuple(torn))


def _mend_file(path: Path, begin: int) -> tuple[list[Sighting], list[Torn]]:
    sightings: list[Sighting] = []
    damage: list[Stretch] = []
    moved = 0  # how many damaged bytes lie before the record, and are taken out
    whole_behind_damage = False
    with path.open("rb") as file:
        for stretch in stretches(file, begin):
            if stretch.content is None:
                damage.append(stretch)
                moved += stretch.length
                continue
            whole_behind_damage = whole_behind_damage or bool(damage)
            sighting = _sighting(stretch.content, Place(path.name, stretch.offset - moved, stretch.length))
            if sighting is not None:
                sightings.append(sighting)
    if not damage:
        return sightings, []
    aside = path.with_name(path.name + ".torn")
    _copy_aside(path, aside, damage)
    if whole_behind_damage:
        _without(path, damage)
    else:
        with path.open("r+b") as file:
            file.truncate(damage[0].offset)
            _sync(file)
    return sightings, [Torn(path.name, piece.offset, piece.length) for piece in damage]


def stretches(file: BinaryIO, begin: int) -> Iterator[Stretch]:
    """What lies from `begin` to the end: members one after the other, and the damage between them."""
    end = file.seek(0, os.SEEK_END)
    at = begin
    while at < end:
        length, content = _member(file, at)
        if content is not None:
            yield Stretch(at, length, content)
            at += length
            continue
        following = _next_whole(file, at + 1, end)
        yield Stretch(at, following - at, None)
        at = following


def _member(file: BinaryIO, at: int) -> tuple[int, bytes] | tuple[int, None]:
    """The gzip member at an offset that holds a WARC record: its length and content; (0, None) where none is whole."""
    file.seek(at)
    unpacker = zlib.decompressobj(31)
    content = bytearray()
    read = 0
    try:
        while not unpacker.eof:
            chunk = file.read(_READ)
            if not chunk:
                return 0, None
            read += len(chunk)
            content += unpacker.decompress(chunk)
            if len(content) >= 5 and not content.startswith(b"WARC/"):
                return 0, None
    except zlib.error:
        return 0, None
    if not content.startswith(b"WARC/"):
        return 0, None
    return read - len(unpacker.unused_data), bytes(content)


def _next_whole(file: BinaryIO, at: int, end: int) -> int:
    """The offset of the next complete member at or after `at`, or `end`."""
    while at < end:
        file.seek(at)
        window = file.read(_READ + len(_MAGIC) - 1)
        place = window.find(_MAGIC)
        if place < 0:
            at += max(1, len(window) - len(_MAGIC) + 1)
            continue
        if _member(file, at + place)[1] is not None:
            return at + place
        at += place + 1
    return end


def _sighting(content: bytes, place: Place) -> Sighting | None:
    """The Sighting that a complete record stands for; None for a record that holds no capture, and for a "not
    modified" that does not say of which payload."""
    try:
        found = record.parse(content)
        kind = found.header("warc-type")
        if kind == "revisit" and not found.header("warc-payload-digest"):
            return None
        capture = record.capture_of(found)
    except ValueError:
        return None
    kinds: dict[str, Literal["response", "resource", "revisit"]] = {"resource": "resource", "revisit": "revisit"}
    return Sighting(
        capture.id, capture.url, capture.at, kinds.get(kind, "response"), capture.status, capture.digest, place
    )


def _copy_aside(path: Path, aside: Path, damage: list[Stretch]) -> None:
    with path.open("rb") as source, aside.open("ab") as target:
        for piece in damage:
            _copy(source, target, piece.offset, piece.length)
        _sync(target)


def _without(path: Path, damage: list[Stretch]) -> None:
    """The file without its damaged bytes, put in the place of the old one in one step."""
    fresh = path.with_name(path.name + ".mending")
    with path.open("rb") as source, fresh.open("wb") as target:
        at = 0
        for piece in damage:
            _copy(source, target, at, piece.offset - at)
            at = piece.offset + piece.length
        source.seek(at)
        shutil.copyfileobj(source, target, _READ)
        _sync(target)
    fresh.replace(path)


def _copy(source: BinaryIO, target: BinaryIO, offset: int, length: int) -> None:
    source.seek(offset)
    while length > 0:
        chunk = source.read(min(_READ, length))
        if not chunk:
            return
        target.write(chunk)
        length -= len(chunk)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
