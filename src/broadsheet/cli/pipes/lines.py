"""JSON Lines in and out, for the filters: a bad line is named and costs only itself."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from broadsheet.errors import InputError

JsonRecord = dict[str, Any]


@dataclass(slots=True)
class Lines:
    """The records of files, or of standard input; `sound` turns False at the first bad line."""

    files: Sequence[Path]
    sound: bool = True

    def __iter__(self) -> Iterator[JsonRecord]:
        if not self.files:
            yield from self._of(sys.stdin.buffer, "standard input")
        for path in self.files:
            try:
                with opened(path) as handle:
                    yield from self._of(handle, str(path))
            except OSError as error:
                raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error

    def _of(self, handle: IO[bytes], name: str) -> Iterator[JsonRecord]:
        for number, line in enumerate(handle, start=1):
            if not line.strip():
                continue
            record, why = parsed(line)
            if record is None:
                self.sound = False
                print(f"{name}, line {number}: {why}", file=sys.stderr)
            else:
                yield record


def parsed(line: bytes) -> tuple[JsonRecord | None, str]:
    """The record of a line, or why there is none."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return None, f"no JSON ({error})"
    if not isinstance(record, dict):
        return None, "no JSON object"
    if not isinstance(record.get("id"), str):
        return None, "no `id` that is a string"
    return record, ""


def opened(path: Path) -> IO[bytes]:
    """The file, unpacked where it is gzip."""
    with path.open("rb") as probe:
        packed = probe.read(2) == b"\x1f\x8b"
    return cast("IO[bytes]", gzip.open(path, "rb") if packed else path.open("rb"))


def write(record: JsonRecord) -> None:
    """One output line."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def text(record: JsonRecord, name: str) -> str:
    """A field that is text, or ""."""
    value = record.get(name)
    return value if isinstance(value, str) else ""
