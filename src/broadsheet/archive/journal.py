"""The journal in the archive: entries as records, and back. What they say is `formats.v1.journal`.

An entry is a WARC metadata record of JSON under an address of the paper's own, ``urn:broadsheet:KIND:NAME``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from broadsheet.archive import record
from broadsheet.archive.files import Archive
from broadsheet.archive.repair import Torn
from broadsheet.errors import InputError
from broadsheet.formats import numbers, wire
from broadsheet.formats.v1.journal import KINDS, Entry

PREFIX = "urn:broadsheet:"
_NAMES = {kind: name for name, kind in KINDS.items()}


class _Named(msgspec.Struct):
    format: str = ""


def written(entry: Entry, name: str) -> tuple[str, bytes]:
    """The address and the block of an entry; `name` tells it from others of its kind."""
    return f"{PREFIX}{_NAMES[type(entry)]}:{name}", wire.encode(entry)


def as_record(entry: Entry, name: str, at: datetime) -> bytes:
    """The whole record of an entry, for a file that is written anew."""
    uri, block = written(entry, name)
    return record.journal(uri, at, block)


def read(uri: str, block: bytes) -> Entry | None:
    """The entry that a metadata record holds; None for a record that is none of ours. InputError names the record."""
    if not uri.startswith(PREFIX):
        return None
    name = uri.removeprefix(PREFIX).partition(":")[0]
    what = f"the archive's entry {uri}"
    kind = KINDS.get(name)
    if kind is None:
        raise InputError(f"{what} is of a kind that this version does not know: {name}.")
    named = wire.decode(block, _Named, what=what).format
    if named:
        numbers.check(named, "journal", what=what)
    return wire.decode(block, kind, what=what)


def entries(archive: Archive) -> Iterator[Entry | Torn]:
    """All entries in the order of the files, and what is damaged of the files. InputError names an entry that cannot be read."""
    for found in archive.notes():
        if isinstance(found, Torn):
            yield found
        elif (entry := read(*found)) is not None:
            yield entry
