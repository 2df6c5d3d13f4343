"""Signatures: what of a text is kept for comparing it with others.

MinHash (Broder 1997) over word 5-gram shingles finds candidates, and so does one shingle in eight, chosen by its hash.
All shingles of a text are made again from its words for the few that are compared: kept, they would take as much room
as the text. Words inside quotation marks make no shingles: two reports may well quote the same long statement and
share nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COPIES = "copies-2"
SHINGLE = 5
PERMUTATIONS = 64
SAMPLED = 8  # one shingle of so many is kept: it finds short texts inside long ones

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^“”\n]{0,2000}”|\"[^\"\n]{0,2000}\"|„[^„“”\n]{0,2000}[“”]|«[^«»\n]{0,2000}»")


@dataclass(frozen=True, slots=True)
class Signature:
    """`minhash` has 64 and `sampled` any number of unsigned 32-bit integers, little-endian; the latter sorted, each once.
    `shingles` counts all shingles of the text, `words` all its words."""

    minhash: bytes
    sampled: bytes
    shingles: int
    words: int

    def to_bytes(self) -> bytes:
        return self.words.to_bytes(4, "little") + self.shingles.to_bytes(4, "little") + self.minhash + self.sampled

    @classmethod
    def from_bytes(cls, raw: bytes) -> Signature:
        end = 8 + 4 * PERMUTATIONS
        if len(raw) < end or (len(raw) - end) % 4:
            raise ValueError(f"{len(raw)} bytes are no signature")
        return cls(raw[8:end], raw[end:], int.from_bytes(raw[4:8], "little"), int.from_bytes(raw[:4], "little"))


def sign(text: str) -> Signature:
    """The signature of a text; one shorter than a shingle has no shingles."""
    import numpy as np

    total = len(_WORD.findall(text))
    found = shingles(text)
    if not len(found):
        return Signature(np.full(PERMUTATIONS, 0xFFFFFFFF, "<u4").tobytes(), b"", 0, total)
    with np.errstate(over="ignore"):
        factors, terms = _permutations()
        permuted = (found.astype(np.uint64)[:, None] * factors + terms) >> np.uint64(32)
    sampled = found[found % SAMPLED == 0].astype("<u4").tobytes()
    return Signature(permuted.min(axis=0).astype("<u4").tobytes(), sampled, len(found), total)


def shingles(text: str) -> NDArray[np.uint32]:
    """The hashes of the word 5-grams of a text outside of its quotations, sorted, each once."""
    import numpy as np

    words = [crc32(word.encode()) for word in _WORD.findall(_QUOTED.sub(" ¶ ", text).lower())]
    if len(words) < SHINGLE:
        return np.zeros(0, dtype=np.uint32)
    with np.errstate(over="ignore"):
        hashed = np.asarray(words, dtype=np.uint64)
        mixed = np.zeros(len(hashed) - SHINGLE + 1, dtype=np.uint64)
        for at in range(SHINGLE):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashed[at : at + len(mixed)]
        mixed ^= mixed >> np.uint64(31)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Multiply-shift hash functions, the same on every machine."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(20260304))
    factors = generator.integers(1, 1 << 63, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
    return factors, generator.integers(0, 1 << 63, PERMUTATIONS, dtype=np.uint64)
