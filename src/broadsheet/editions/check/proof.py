"""Proofs: each cited block with the sibling hashes that lead from it to its text's hash."""

from __future__ import annotations

from collections.abc import Mapping

from broadsheet.errors import BrokenEdition
from broadsheet.model import BlockProof, Edition, QuotedLine, Span, Version
from broadsheet.text.hashing import audit_path, leaf_hash, leaves


def leaf_of(version: Version, span: Span) -> int:
    """The leaf that a Span lies in: 0 for the title, n for block n - 1. BrokenEdition where it lies in none."""
    if span.field == "title":
        return 0
    for number, block in enumerate(version.text.blocks, start=1):
        if block.start <= span.start and span.end <= block.end:
            return number
    raise BrokenEdition(f"the Span {span.start}:{span.end} of version {version.id} runs over a block's end.")


def proofs(edition: Edition, versions: Mapping[str, Version]) -> tuple[BlockProof, ...]:
    """The proofs of all cited leaves, by Version and leaf; a cited Version's title is always among them, unless it was withdrawn."""
    cited = {(source.version_id, 0) for source in edition.sources if not source.withdrawn}
    for line in edition.lines():
        if isinstance(line, QuotedLine) and edition.form == "private":
            cited |= {(span.version_id, leaf_of(versions[span.version_id], span)) for span in line.spans}
    hashes = {
        id: [leaf_hash(data) for data in leaves(versions[id].title, versions[id].text)]
        for id in {id for id, _ in cited}
    }
    return tuple(_proof(versions[id], leaf, hashes[id]) for id, leaf in sorted(cited))


def _proof(version: Version, leaf: int, hashes: list[bytes]) -> BlockProof:
    path = tuple(each.hex() for each in audit_path(hashes, leaf))
    if leaf == 0:
        return BlockProof(version.id, 0, "title", 0, version.title, path)
    block = version.text.blocks[leaf - 1]
    return BlockProof(version.id, leaf, block.kind, block.start, version.text.of(block), path)
