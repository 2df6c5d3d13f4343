"""The seal: an edition with its files, bound by one hash.

Renderings carry the hash, and the hash covers the renderings: their digests are taken with zeros in its place.
While they are made, a mark stands there that no text can hold: 64 zeros can stand in a text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.model import BlockProof, Cited, Edition, FileDigest, Line, WithdrawnLine
from broadsheet.text.codec import plain, to_json
from broadsheet.text.hashing import leaf_hash, sha256_hex, tree_root

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
    bare = replace(edition, files=())
    mark = edition_hash(bare)  # hangs on all that is printed, so that nothing that is printed can have it in advance
    made = _rendered(bare, mark, proofs, render)
    digests = tuple(FileDigest(name, sha256_hex(blanked(made[name], mark))) for name in sorted(made))
    whole = replace(edition, files=digests)
    hash = edition_hash(whole)
    files = {name: content.replace(mark.encode(), hash.encode()) for name, content in made.items()}
    return _sealed(whole, hash, files)


def seal_anew(edition: Edition, hash: str, proofs: Sequence[BlockProof], render: Render) -> Sealed:
    """The files of an edition of which Lines were withdrawn, under the hash that it has."""
    return _sealed(edition, hash, _rendered(edition, hash, proofs, render))


def _rendered(edition: Edition, hash: str, proofs: Sequence[BlockProof], render: Render) -> dict[str, bytes]:
    """The files that lie beside the manifest."""
    return {PROOFS: to_json(tuple(proofs)) + b"\n", **render(edition, proofs, hash)}


def _sealed(edition: Edition, hash: str, files: Mapping[str, bytes]) -> Sealed:
    return Sealed(edition, hash, {**files, MANIFEST: to_json(Manifest(edition, hash)) + b"\n"})


def edition_hash(edition: Edition) -> str:
    """The root, in hex, of a tree as in RFC 9162 over the manifest's canonical JSON: leaf 0 is all of it with ids in the
    place of Lines and sources, then comes each Line in the order of print, then each source without its title and, as a
    leaf of its own, that title. So Lines and titles can be withdrawn, the hashes of their leaves kept, and the hash
    still holds for all the rest. ValueError where a leaf that is kept is no hash."""
    bare = [leaf_hash(to_json(replace(source, title="", withdrawn=""))) for source in edition.sources]
    titles = [source_title_leaf(source) for source in edition.sources]
    return tree_root([leaf_hash(_frame(edition)), *map(line_leaf, edition.lines()), *bare, *titles]).hex()


def line_leaf(line: Line) -> bytes:
    """The leaf hash of a Line; of a withdrawn one that of the Line that stood there."""
    return _kept(line.leaf) if isinstance(line, WithdrawnLine) else leaf_hash(to_json(line))


def source_title_leaf(source: Cited) -> bytes:
    """The leaf hash of a source's title; of a withdrawn one that of the title as it was."""
    return _kept(source.withdrawn) if source.withdrawn else leaf_hash(to_json(source.title))


def _kept(leaf: str) -> bytes:
    if not is_hash(leaf):
        raise ValueError(f"{leaf!r} is no hash of a leaf")
    return bytes.fromhex(leaf)


def _frame(edition: Edition) -> bytes:
    sections = [
        {
            "label": section.label.id,
            "entries": [
                {
                    "story_id": entry.story_id,
                    "form": entry.form,
                    "groups": [
                        {
                            "role": group.role,
                            "label": group.label.id if group.label else None,
                            "lines": [line.id for line in group.lines],
                        }
                        for group in entry.groups
                    ],
                }
                for entry in section.entries
            ],
        }
        for section in edition.sections
    ]
    whole = plain(replace(edition, sections=(), closing=(), sources=()))
    closing, sources = [line.id for line in edition.closing], [source.version_id for source in edition.sources]
    return to_json({**whole, "sections": sections, "closing": closing, "sources": sources})


def is_hash(text: str) -> bool:
    """Whether the text is a SHA-256 in its one spelling: 64 hexadecimal digits, lower case."""
    return len(text) == len(ZEROS) and set(text) <= set("0123456789abcdef")


def blanked(content: bytes, hash: str) -> bytes:
    """A file as it was digested: zeros where the hash stands."""
    return content.replace(hash.encode(), ZEROS.encode())
