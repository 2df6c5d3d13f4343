"""The seal: an edition with its files, bound by one hash.

Renderings carry the hash, and the hash covers the renderings: their digests are taken with zeros in its place.
While they are made, a mark stands there that no text can hold: 64 zeros can stand in a text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet import formats
from broadsheet.model import BlockProof, Edition, FileDigest
from broadsheet.text.hashing import sha256_hex

ZEROS = "0" * 64
MANIFEST = "edition.json"
PROOFS = "proofs.json"

Render = Callable[[Edition, Sequence[BlockProof], str], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Sealed:
    """An edition with the digests of its files, its hash, and the files of its folder."""

    edition: Edition
    hash: str
    files: Mapping[str, bytes]


def seal(edition: Edition, proofs: Sequence[BlockProof], render: Render) -> Sealed:
    """Renders, digests and hashes an edition; `render` is given the edition, its proofs and the hash to print."""
    bare = replace(edition, files=())
    mark = formats.root(bare)  # hangs on all that is printed, so that nothing that is printed can have it in advance
    made = _rendered(bare, mark, proofs, render)
    digests = tuple(FileDigest(name, sha256_hex(blanked(made[name], mark))) for name in sorted(made))
    whole = replace(edition, files=digests)
    hash = formats.root(whole)
    files = {name: content.replace(mark.encode(), hash.encode()) for name, content in made.items()}
    return _sealed(whole, hash, files)


def seal_anew(edition: Edition, hash: str, proofs: Sequence[BlockProof], render: Render) -> Sealed:
    """The files of an edition of which Lines were withdrawn, under the hash that it has. They are those that it was
    printed with: a rendering that came later has no digest in it."""
    made = _rendered(edition, hash, proofs, render)
    own = {each.name for each in edition.files}
    return _sealed(edition, hash, {name: content for name, content in made.items() if name in own})


def _rendered(edition: Edition, hash: str, proofs: Sequence[BlockProof], render: Render) -> dict[str, bytes]:
    """The files that lie beside the manifest."""
    return {PROOFS: formats.proofs_bytes(proofs), **render(edition, proofs, hash)}


def _sealed(edition: Edition, hash: str, files: Mapping[str, bytes]) -> Sealed:
    return Sealed(edition, hash, {**files, MANIFEST: formats.manifest_bytes(edition, hash)})


def blanked(content: bytes, hash: str) -> bytes:
    """A file as it was digested: zeros where the hash stands."""
    return content.replace(hash.encode(), ZEROS.encode())
