"""Canonical text: what every Span counts in.

Zero-width, bidirectional and control characters go, white space is folded to single spaces, the
rest is NFC. Blocks are parted by one newline. The zero-width joiners stay between letters of the
scripts that are spelt with them (Persian, the Indic scripts).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from broadsheet.model.article import Block, BlockKind, Text

Blocks = list[tuple[BlockKind, str]]  # of a text in the making: kind and words of each

# White space that `str.split` knows stays for it; every other control, format and surrogate goes.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]+"
)
_JOINERS = re.compile("(?<![\u0600-\u08ff\u0900-\u0fff\u1000-\u109f])[\u200c\u200d]+|[\u200c\u200d]+(?=\\s|$)|"
                      "(?<=[\u200c\u200d])[\u200c\u200d]+")  # fmt: skip


def clean(text: str) -> str:
    """One line of canonical text: NFC, white space folded, nothing invisible. Idempotent."""
    if text.isascii():
        folded = " ".join(text.split())
        if folded.isprintable():
            return folded
    text = _INVISIBLE.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def build(blocks: Sequence[tuple[BlockKind, str]], *, standfirst: int = 0) -> Text:
    """The canonical Text of these blocks; empty ones are left out.

    `standfirst` is the number of leading blocks, as given, that stand above the body.
    """
    kept: list[Block] = []
    lines: list[str] = []
    at = above = 0
    for index, (kind, words) in enumerate(blocks):
        line = clean(words)
        if not line:
            continue
        lines.append(line)
        kept.append(Block(at, at + len(line), kind))
        at += len(line) + 1
        above += index < standfirst
    return Text("\n".join(lines), tuple(kept), (0, above) if above else None)
