"""The seal: an edition with its files, bound by one hash.

Renderings carry the hash, and the hash covers the renderings: their digests are taken with zeros in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.model import BlockProof, Edition, FileDigest
from broadsheet.text.codec import to_json
from broadsheet.text.hashing import sha256_hex

ZEROS = "0" * 64
MANIFEST = "edition.json"
PROOFS = "proofs.json"

Render = Callable[[Edition, Sequence[BlockProof], str], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `edition.json` holds."""

    edition: Edition
    hash: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """An edition with the digests of its files, its hash, and the files of its folder."""

    edition: Edition
    hash: str
    files: Mapping[str, bytes]


def seal(edition: Edition, proofs: Sequence[BlockProof], render: Render) -> Sealed:
    """Renders, digests and hashes an edition; `render` is given the edition, its proofs and the hash to print."""
    blank = {PROOFS: to_json(tuple(proofs)) + b"\n", **render(edition, proofs, ZEROS)}
    digests = tuple(FileDigest(name, sha256_hex(blank[name])) for name in sorted(blank))
    whole = replace(edition, files=digests)
    hash = edition_hash(whole)
    files = {name: content.replace(ZEROS.encode(), hash.encode()) for name, content in blank.items()}
    files[MANIFEST] = to_json(Manifest(whole, hash)) + b"\n"
    return Sealed(whole, hash, files)


def edition_hash(edition: Edition) -> str:
    """SHA-256, in hex, of the manifest's canonical JSON."""
    return sha256_hex(to_json(edition))


def blanked(content: bytes, hash: str) -> bytes:
    """A file as it was digested: zeros where the hash stands."""
    return content.replace(hash.encode(), ZEROS.encode())
