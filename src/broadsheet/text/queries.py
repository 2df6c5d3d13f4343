"""What is typed into a search box, as words and phrases that must stand in a text, and such that must not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200  # characters of a query that are read
MOST = 24  # words and phrases of it

_OPENING = '"“„«‟'
_CLOSING = '"”“»‟'
_PIECE = re.compile(
    rf"(?P<off>(?<!\S)[-−–]+(?=[{_OPENING}\w]))?(?:[{_OPENING}](?P<phrase>[^{_CLOSING}]*)[{_CLOSING}]?|(?P<word>[^\s{_OPENING}]+))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; `begins`: the last of them is only the beginning of a word."""

    words: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of `wanted` must be there, none of `unwanted`."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()


def parse(typed: str) -> Query:
    """``toll "Hallin bridge" -ferry rail*``: words, a phrase, a word to leave out, the beginning of a word.

    Whatever is typed has a meaning: marks that fit nowhere are passed over, and a phrase that is not closed goes to the end.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for match in _PIECE.finditer(_plain(typed[:LONGEST])):
        words = match["phrase"] if match["phrase"] is not None else match["word"]
        if any(letter.isalnum() for letter in words):
            term = Term(" ".join(words.rstrip("*").split()), words.endswith("*") and match["phrase"] is None)
            (unwanted if match["off"] else wanted).append(term)
    return Query(tuple(dict.fromkeys(wanted))[:MOST], tuple(dict.fromkeys(unwanted))[:MOST])


def _plain(typed: str) -> str:
    """Without characters that no text has: controls, lone surrogates, places of no character."""
    return "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cs", "Cn") else letter
        for letter in unicodedata.normalize("NFC", typed)
    )
