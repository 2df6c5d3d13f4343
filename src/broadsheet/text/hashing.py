"""Digests and ids: one way each, since all that is cited hangs on them.

The hash of a text is the root of a binary Merkle tree as in RFC 9162, section 2.1 (leaves are
hashed behind 0x00, nodes behind 0x01), so that one cited block can be proven without the rest.
Leaf 0 is the title; leaf n is block n - 1 with its kind and the code point where it starts.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Sequence

from broadsheet.model.article import Text


def sha256_hex(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()


def digest(payload: bytes) -> str:
    """``sha256:`` and the hex digest."""
    return f"sha256:{sha256_hex(payload)}"


def opaque_id(prefix: str, *parts: str) -> str:
    """An id of 80 bits in lower-case base 32 behind a letter for its noun. Nothing may parse it."""
    joined = "\0".join((prefix, *parts)).encode()
    return prefix + b32encode(hashlib.sha256(joined).digest()[:10]).decode().lower()


def capture_id(url: str, payload_digest: str) -> str:
    return opaque_id("c", url, payload_digest)


def title_leaf(title: str) -> bytes:
    return f"title\n0\n{title}".encode()


def block_leaf(kind: str, start: int, text: str) -> bytes:
    return f"{kind}\n{start}\n{text}".encode()


def leaves(title: str, text: Text) -> list[bytes]:
    """The data of all leaves, in order."""
    return [title_leaf(title), *(block_leaf(block.kind, block.start, text.of(block)) for block in text.blocks)]


def text_hash(title: str, text: Text) -> str:
    return tree_root([leaf_hash(data) for data in leaves(title, text)]).hex()


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(hashes: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of at least one leaf hash (RFC 9162, 2.1.1)."""
    if len(hashes) == 1:
        return hashes[0]
    split = _split(len(hashes))
    return node_hash(tree_root(hashes[:split]), tree_root(hashes[split:]))


def audit_path(hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The sibling hashes from leaf `index` up to the root (RFC 9162, 2.1.3.1)."""
    if len(hashes) == 1:
        return ()
    split = _split(len(hashes))
    if index < split:
        return (*audit_path(hashes[:split], index), tree_root(hashes[split:]))
    return (*audit_path(hashes[split:], index - split), tree_root(hashes[:split]))


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf hash and its path give (RFC 9162, 2.1.3.2), or None where the path
    does not fit a tree of `size` leaves."""
    if not 0 <= index < size:
        return None
    if size == 1:
        return leaf if not path else None
    if not path:
        return None
    split = _split(size)
    if index < split:
        below = root_from_path(leaf, index, split, path[:-1])
        return node_hash(below, path[-1]) if below else None
    below = root_from_path(leaf, index - split, size - split, path[:-1])
    return node_hash(path[-1], below) if below else None


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)
