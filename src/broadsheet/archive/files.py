"""The archive: WARC files, one a day, appended to and read by Place.

What `append` has returned is on the disk. Where it fails, the file ends with the record before, and ArchiveError says
what to do. One process appends at a time (the ledger's lock sees to that); any number read.
"""

from __future__ import annotations

import errno
import os
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from broadsheet import __version__
from broadsheet.archive import record, rewriting
from broadsheet.archive.repair import Repair, Torn, mend, stretches
from broadsheet.archive.rewriting import Rewritten
from broadsheet.errors import ArchiveError
from broadsheet.model import Capture, Exchange, Place

_AS_BYTES = getattr(os, "O_BINARY", 0)  # else Windows writes each line feed as two characters
_SUFFIX = ".warc.gz"
_DAMAGED = "The file was changed or damaged; bring it back from a backup."


class Archive:
    """WARC files in `folder`; `now` names the file of the day (in UTC) and dates its first record."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._now = now

    def append(self, exchanges: Sequence[Exchange]) -> list[Place]:
        """Writes all of them durably; the places of their response, resource or revisit records, in order."""
        if not exchanges:
            return []
        return self._append([record.members(exchange) for exchange in exchanges])

    def note(self, uri: str, at: datetime, block: bytes) -> None:
        """Writes a metadata record of JSON about an address of the paper's own (``urn:…``), durably."""
        self._append([[record.journal(uri, at, block)]])

    def notes(self) -> Iterator[tuple[str, bytes] | Torn]:
        """Address and block of each record that `note` has written, in the order of the files, and what is damaged of
        the files: bytes that are no whole record."""
        for name in sorted((name for name, _ in self.files()), key=rewriting.order):
            with (self.folder / name).open("rb") as file:
                for stretch in stretches(file, 0):
                    if stretch.content is None:
                        yield Torn(name, stretch.offset, stretch.length)
                    elif (found := record.note_of(stretch.content)) is not None:
                        yield found

    def _append(self, groups: Sequence[Sequence[bytes]]) -> list[Place]:
        """Writes groups of members durably; the place of the last of each."""
        now = self._now().astimezone(UTC)
        path = self.folder / f"{now:%Y-%m-%d}{_SUFFIX}"
        begin = -1
        descriptor = -1
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _AS_BYTES, 0o644)
            begin = os.fstat(descriptor).st_size
            places = self._write(descriptor, path.name, begin, groups, now)
            os.fsync(descriptor)
            if begin == 0:
                _sync_folder(self.folder)
        except BaseException as error:
            if descriptor >= 0 and begin >= 0:
                with suppress(OSError):
                    os.ftruncate(descriptor, begin)
            if isinstance(error, OSError):
                raise ArchiveError(f"{path} cannot be written: {_words(error)}.", hint=_advice(error)) from error
            raise
        finally:
            if descriptor >= 0:
                os.close(descriptor)
        return places

    def _write(
        self, descriptor: int, name: str, begin: int, groups: Sequence[Sequence[bytes]], now: datetime
    ) -> list[Place]:
        at = begin
        if begin == 0:
            at += _all(descriptor, record.warcinfo(name, now.replace(microsecond=0), f"Broadsheet/{__version__}"))
        places = []
        for group in groups:
            for raw in group:
                length = _all(descriptor, raw)
                at += length
            places.append(Place(name, at - length, length))
        return places

    def read(self, place: Place) -> Capture:
        """The Capture that lies there, its digest checked. A revisit comes without payload: its digest says which.

        ArchiveError names file and offset.
        """
        packed = self.raw(place)
        where = f"{self.folder / place.file} at byte {place.offset}"
        try:
            unpacker = zlib.decompressobj(31)
            raw = unpacker.decompress(packed)
            if not unpacker.eof or unpacker.unused_data:
                raise ValueError("it is not one gzip member")
            return record.capture_of(record.parse(raw))
        except (ValueError, zlib.error) as error:
            raise ArchiveError(f"the record in {where} cannot be used: {error}.", hint=_DAMAGED) from error

    def raw(self, place: Place) -> bytes:
        """The record that lies there as it is in the file: one gzip member."""
        path = self.folder / place.file
        where = f"{path} at byte {place.offset}"
        if Path(place.file).name != place.file:
            raise ArchiveError(f"{place.file!r} is no file of the archive.")
        try:
            with path.open("rb") as file:
                file.seek(place.offset)
                packed = file.read(place.length)
        except OSError as error:
            hint = "Bring the file back from a backup." if error.errno == errno.ENOENT else _advice(error)
            raise ArchiveError(f"{where} cannot be read: {_words(error)}.", hint=hint) from error
        if len(packed) != place.length:
            short = f"it ends after {len(packed)} of {place.length} bytes"
            raise ArchiveError(f"the record in {where} cannot be used: {short}.", hint=_DAMAGED)
        return packed

    def repair(self, known: Mapping[str, int]) -> Repair:
        """Makes the files whole after a crash.

        `known` gives for each file the offset after the last record that the ledger knows. What lies beyond it is
        read: complete records are given back, a torn one goes to FILE.torn and is cut off.
        """
        if not self.folder.is_dir():
            return Repair()
        try:
            return mend(self.folder, known, suffix=_SUFFIX)
        except OSError as error:
            raise ArchiveError(
                f"the archive in {self.folder} cannot be made whole: {_words(error)}.", hint=_advice(error)
            ) from error

    def without(self, file: str, *, keep: Collection[int], notes: Sequence[bytes] = ()) -> Rewritten:
        """Writes what is kept of a file beside it; `take_place` ends it, once the ledger knows of it."""
        taken = {path.name for path in self.folder.glob(f"*{_SUFFIX}")}
        try:
            return rewriting.rewrite(
                self.folder / file, keep=keep, successor=rewriting.successor_of(file, taken), notes=notes
            )
        except OSError as error:
            raise ArchiveError(
                f"{self.folder / file} cannot be written anew: {_words(error)}.", hint=_advice(error)
            ) from error

    def take_place(self, file: str, successor: str) -> None:
        """The end of `without`: harmless where it was done already."""
        try:
            rewriting.take_place(self.folder, file, successor)
            if self.folder.is_dir():
                _sync_folder(self.folder)
        except OSError as error:
            raise ArchiveError(
                f"{self.folder / file} cannot be replaced: {_words(error)}.", hint=_advice(error)
            ) from error

    def files(self) -> tuple[tuple[str, int], ...]:
        """The files of the archive with their sizes in bytes, by name."""
        return tuple(sorted((path.name, path.stat().st_size) for path in self.folder.glob(f"*{_SUFFIX}")))

    def size(self) -> int:
        """Bytes that all files of the archive have together."""
        return sum(size for _, size in self.files())


def _all(descriptor: int, raw: bytes) -> int:
    view = memoryview(raw)
    while view:
        view = view[os.write(descriptor, view) :]
    return len(raw)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # where a folder cannot be opened, and needs no sync of its own
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _words(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Free some space and run the command again; nothing that was complete is lost."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Give yourself the right to write there, and run the command again."
    if error.errno == errno.EFBIG:
        return "The file is as large as this system allows; raise the limit and run the command again."
    return "See that the disk is sound, and run the command again."
