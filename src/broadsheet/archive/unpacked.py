"""A file's bytes as one stream, gzip members joined, with what to do where a member is damaged or torn.

The usual readers stop without a word at the first damaged member; here the reader is told, and may go on at the next
member that begins a record.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO

_READ = 1 << 16
_MAGIC = b"\x1f\x8b"
_WHOLE_MAGIC = b"\x1f\x8b\x08"


class Unpacked:
    """Reads `file` forward. After the end, `damaged` and `torn` say whether it is the true end of the data."""

    def __init__(self, file: BinaryIO, *, begins: tuple[bytes, ...] = (b"WARC/",)) -> None:
        self._file = file
        self._begins = begins
        self._buffer = b""
        self._at = 0
        self._packed = file.read(2) == _MAGIC
        file.seek(0)
        self._start_member(0)
        self.damaged = False
        self.torn = False
        self._ended = False

    @property
    def offset(self) -> int:
        """About where in the file the reader stands: the begin of the gzip member, or of the bytes read last."""
        return self._member if self._packed else self._file.tell() - (len(self._buffer) - self._at)

    def read(self, size: int) -> bytes:
        """So many bytes, or fewer at the end."""
        parts = []
        while size > 0:
            if self._at >= len(self._buffer) and not self._fill():
                break
            part = self._buffer[self._at : self._at + size]
            self._at += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Passes over so many bytes; how many there were."""
        left = size
        while left > 0:
            if self._at >= len(self._buffer) and not self._fill():
                break
            step = min(left, len(self._buffer) - self._at)
            self._at += step
            left -= step
        return size - left

    def line(self, limit: int = 1 << 16) -> bytes:
        """The next line with its end, at most `limit` bytes of it; empty at the end."""
        parts: list[bytes] = []
        size = 0
        while size < limit:
            if self._at >= len(self._buffer) and not self._fill():
                break
            end = self._buffer.find(b"\n", self._at, self._at + limit - size)
            part = self._buffer[self._at : end + 1] if end >= 0 else self._buffer[self._at : self._at + limit - size]
            self._at += len(part)
            size += len(part)
            parts.append(part)
            if end >= 0:
                break
        return b"".join(parts)

    def put_back(self, line: bytes) -> None:
        self._buffer = line + self._buffer[self._at :]
        self._at = 0

    def go_on(self) -> bool:
        """After damage: stands at the next member that begins with one of `begins`, if there is any."""
        if not self.damaged:
            return False
        at = self._member + 1
        while True:
            self._file.seek(at)
            window = self._file.read(_READ)
            if len(window) < len(_WHOLE_MAGIC):
                return False
            place = window.find(_WHOLE_MAGIC)
            if place < 0:
                at += len(window) - len(_WHOLE_MAGIC) + 1
                continue
            at += place
            if self._begins_record(at):
                self._buffer, self._at = b"", 0
                self.damaged = self._ended = False
                self._start_member(at)
                return True
            at += 1

    def _begins_record(self, at: int) -> bool:
        self._file.seek(at)
        try:
            return zlib.decompressobj(31).decompress(self._file.read(4096), 64).startswith(self._begins)
        except zlib.error:
            return False

    def _start_member(self, at: int) -> None:
        self._file.seek(at)
        self._member = at
        self._unpacker = zlib.decompressobj(31)
        self._waiting = b""
        self._begun = False

    def _fill(self) -> bool:
        """More bytes into the buffer; False at the end."""
        if self._ended:
            return False
        fresh = self._unpack() if self._packed else self._file.read(_READ)
        if not fresh:
            self._ended = True
            return False
        self._buffer, self._at = fresh, 0
        return True

    def _unpack(self) -> bytes:
        while True:
            if self._unpacker.eof:
                rest = self._unpacker.unused_data
                self._start_member(self._file.tell() - len(rest))
            chunk = self._waiting or self._file.read(_READ)
            if not chunk:
                self.torn = self.torn or self._begun
                return b""
            if not self._begun:
                padding = len(chunk) - len(chunk.lstrip(b"\0"))
                if padding == len(chunk):
                    continue
                if padding:
                    self._start_member(self._file.tell() - len(chunk) + padding)
                    continue
                self._begun = True
            try:
                fresh = self._unpacker.decompress(chunk, _READ)
            except zlib.error:
                self.damaged = True
                return b""
            self._waiting = self._unpacker.unconsumed_tail
            if fresh:
                return fresh
