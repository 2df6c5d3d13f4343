"""Signatures: what of a text is kept for comparing it with others.

MinHash (Broder 1997) over word 5-gram shingles finds candidates; the shingles' hashes, sorted, give
exact containment. Words inside quotation marks make no shingles: two reports may well quote the
same long statement and share nothing else.
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

COPIES = "copies-1"
SHINGLE = 5
PERMUTATIONS = 64

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^“”\n]{0,2000}”|\"[^\"\n]{0,2000}\"|„[^„“”\n]{0,2000}[“”]|«[^«»\n]{0,2000}»")


@dataclass(frozen=True, slots=True)
class Signature:
    """`minhash` has 64 and `shingles` any number of unsigned 32-bit integers, little-endian; the shingles sorted,
    each once. `words` counts all words of the text."""

    minhash: bytes
    shingles: bytes
    words: int

    def to_bytes(self) -> bytes:
        return self.words.to_bytes(4, "little") + self.minhash + self.shingles

    @classmethod
    def from_bytes(cls, raw: bytes) -> Signature:
        end = 4 + 4 * PERMUTATIONS
        if len(raw) < end or (len(raw) - end) % 4:
            raise ValueError(f"{len(raw)} bytes are no signature")
        return cls(raw[4:end], raw[end:], int.from_bytes(raw[:4], "little"))


def sign(text: str) -> Signature:
    """The signature of a text; one shorter than a shingle has no shingles."""
    import numpy as np

    words = [crc32(word.encode()) for word in _WORD.findall(_QUOTED.sub(" ¶ ", text).lower())]
    total = len(_WORD.findall(text))
    if len(words) < SHINGLE:
        return Signature(np.full(PERMUTATIONS, 0xFFFFFFFF, "<u4").tobytes(), b"", total)
    with np.errstate(over="ignore"):
        hashed = np.asarray(words, dtype=np.uint64)
        mixed = np.zeros(len(hashed) - SHINGLE + 1, dtype=np.uint64)
        for at in range(SHINGLE):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashed[at : at + len(mixed)]
        mixed ^= mixed >> np.uint64(31)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        shingles = np.unique((mixed >> np.uint64(32)).astype(np.uint32))
        factors, terms = _permutations()
        permuted = (shingles.astype(np.uint64)[:, None] * factors + terms) >> np.uint64(32)
    return Signature(permuted.min(axis=0).astype("<u4").tobytes(), shingles.astype("<u4").tobytes(), total)


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Multiply-shift hash functions, the same on every machine."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(20260304))
    factors = generator.integers(1, 1 << 63, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
    return factors, generator.integers(0, 1 << 63, PERMUTATIONS, dtype=np.uint64)
