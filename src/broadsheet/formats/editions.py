"""Editions and their proofs as bytes, and back: the one place where `edition.json` and `proofs.json` are written and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from broadsheet.errors import InputError
from broadsheet.formats import numbers, sealing, wire
from broadsheet.formats.v1 import edition as v1
from broadsheet.model import BlockProof, Cited, Edition, Line

_END = b"\n"


@dataclass(frozen=True, slots=True)
class Stored:
    """An edition as it was read: the hash that its file states, the hash that the bytes of the file have, and whether they
    are spelled as the format spells them."""

    edition: Edition
    stated: str
    hash: str
    canonical: bool


class _Named(msgspec.Struct):
    format: str = ""


class _Head(msgspec.Struct):
    edition: _Named


def root(edition: Edition) -> str:
    """The hash of an edition as it would be written: see `sealing.root_of`."""
    return sealing.root_of(_tree(wire.encode(wire.to_wire(edition, v1.Edition))))


def line_leaf(line: Line) -> bytes:
    """The leaf hash of a Line; of a withdrawn one that of the Line that stood there."""
    return sealing.leaf_of_line(_tree(wire.encode(wire.to_wire(line, v1.Line))))  # type: ignore[arg-type]


def source_title_leaf(source: Cited) -> bytes:
    """The leaf hash of a source's title; of a withdrawn one that of the title as it was."""
    return sealing.leaf_of_title(_tree(wire.encode(wire.to_wire(source, v1.Cited))))


def manifest_bytes(edition: Edition, hash: str) -> bytes:
    """`edition.json`."""
    return wire.encode(v1.Manifest(wire.to_wire(edition, v1.Edition), hash)) + _END


def read_manifest(raw: bytes, *, what: str) -> Stored:
    """The edition in an `edition.json`. InputError says that it is of a newer format, or names what does not fit."""
    numbers.check(wire.decode(raw, _Head, what=what).edition.format, "edition", what="this edition")
    found = wire.decode(raw, v1.Manifest, what=what)
    edition = wire.to_noun(found.edition, Edition, what=what)
    try:
        hash = sealing.root_of(_tree(raw)["edition"])
    except ValueError as error:
        raise InputError(f"{what}: {error}.") from error
    return Stored(edition, found.hash, hash, raw == wire.encode(found) + _END)


def proofs_bytes(proofs: Sequence[BlockProof]) -> bytes:
    """`proofs.json`. Its format is that of the edition beside it, which binds its digest."""
    return wire.encode(wire.to_wire(tuple(proofs), v1.Proofs)) + _END


def read_proofs(raw: bytes, *, what: str) -> tuple[tuple[BlockProof, ...], bool]:
    """The proofs in a `proofs.json`, and whether they are spelled as the format spells them. InputError as for a manifest."""
    found = wire.decode(raw, v1.Proofs, what=what)
    return wire.to_noun(found, tuple[BlockProof, ...], what=what), raw == wire.encode(found) + _END


def _tree(data: bytes) -> dict[str, Any]:
    try:
        tree = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        raise InputError(f"this is no JSON: {error}") from error
    return tree if isinstance(tree, dict) else {}


__all__ = [
    "Stored",
    "line_leaf",
    "manifest_bytes",
    "proofs_bytes",
    "read_manifest",
    "read_proofs",
    "root",
    "source_title_leaf",
]
