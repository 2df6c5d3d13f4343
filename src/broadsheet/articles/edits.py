"""Two Versions of an Article -> what changed in its words, as a person would mark it.

An edit is a difference between two texts that were read in the same way and are both whole. Blocks
are paired first, words are compared inside the pairs (the algorithm of `difflib`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from broadsheet.model import Version

_WORDS = re.compile(r"\s+|\d+(?:[.,:]\d+)+|\w+|[^\w\s]")
_PAIR = 0.4
_CONTEXT = 6
_LONGEST = 4_000
_NOTE = re.compile(
    r"^(?:this (?:article|story|piece|report|headline|page) (?:was|has been|is) (?:amended|corrected|updated|edited|changed)\b|"
    r"(?:correction|clarification|editor.s note|update)s?\s*[:(–-]|(?:an )?(?:earlier|previous) version of this (?:article|story)|"
    r"(?:anm(?:erkung)?\.? der redaktion|korrektur|hinweis der redaktion|in einer früheren version)|(?:correction|rectificatif|erratum|mise à jour)\s*:|"
    r"(?:fe de errat\w+|corrección|nota del editor)|(?:rettifica|errata corrige|correzione)|(?:correctie|rectificatie|rättelse|rettelse|sprostowanie))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed from one Version to the next; `at` is when the later was captured.

    `headline` is empty where the headline stayed; `body` has the changed blocks only, in order.
    `notes` are the correction notes that came with it, as printed.
    """

    before_id: str
    after_id: str
    at: datetime
    headline: tuple[Piece, ...]
    body: tuple[tuple[Piece, ...], ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The edit in plain text: [-what went-] and {+what came+} between a few words of what stayed."""
        shown = [f"Headline: {_shown(self.headline)}"] if self.headline else []
        return (*shown, *(_shown(pieces) for pieces in self.body))


def changes(before: Version, after: Version) -> Edit | None:
    """The edit between two Versions of one Article, or None where there is none to report.

    None where the words are the same, and where the two cannot be compared: read by another
    extractor, profile or rule, of another access, or not whole.
    """
    if before.reader != after.reader or before.access != after.access or before.access != "full":
        return None
    if before.text_hash == after.text_hash or _is_cut(before, after) or _is_cut(after, before):
        return None
    headline = _compare(before.title, after.title) if before.title != after.title else ()
    old = [before.text.of(block) for block in before.text.blocks]
    new = [after.text.of(block) for block in after.text.blocks]
    body = tuple(_blocks(old, new))
    if not body:
        return None
    notes = tuple(line for line in new if line not in set(old) and _NOTE.search(line))
    return Edit(before.id, after.id, after.captured, headline, body, notes)


def _is_cut(whole: Version, part: Version) -> bool:
    """Whether the one is the other's beginning and no more: a page that was cut in the middle."""
    shorter = part.text.content
    return len(shorter) < len(whole.text.content) * 0.8 and whole.text.content.startswith(shorter[:-1])


def _blocks(old: list[str], new: list[str]) -> list[tuple[Piece, ...]]:
    found: list[tuple[Piece, ...]] = []
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _changed(old[old_start:old_end], new[new_start:new_end])
    return found


def _changed(old: list[str], new: list[str]) -> list[tuple[Piece, ...]]:
    """Pairs each old block with the first later new one that is like it; what has no pair went or came whole."""
    found: list[tuple[Piece, ...]] = []
    at = 0
    for line in old:
        pair = next((number for number in range(at, min(len(new), at + 20)) if _alike(line, new[number])), None)
        if pair is None:
            found.append((Piece("removed", line),))
            continue
        found += [(Piece("added", each),) for each in new[at:pair]]
        found.append(_compare(line, new[pair]))
        at = pair + 1
    return found + [(Piece("added", each),) for each in new[at:]]


def _alike(one: str, other: str) -> bool:
    first, second = one.split()[:400], other.split()[:400]
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= _PAIR and matcher.ratio() >= _PAIR


def _compare(one: str, other: str) -> tuple[Piece, ...]:
    if max(len(one), len(other)) > _LONGEST * 5:
        return (Piece("removed", one), Piece("added", other))
    old, new = _WORDS.findall(one), _WORDS.findall(other)
    found: list[Piece] = []
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        went, came = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if tag == "equal":
            found.append(Piece("same", went))
            continue
        found += [Piece("removed", went)] if went else []
        found += [Piece("added", came)] if came else []
    return tuple(_joined(found))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Joins changes that only white space parts, as a person would strike out a phrase and not its words."""
    found: list[Piece] = []
    went = came = ""
    for number, piece in enumerate(pieces):
        is_gap = piece.kind == "same" and not piece.text.strip() and (went or came) and number + 1 < len(pieces)
        if is_gap:
            went, came = went + piece.text, came + piece.text
        elif piece.kind == "removed":
            went += piece.text
        elif piece.kind == "added":
            came += piece.text
        else:
            found += _pair(went, came)
            went = came = ""
            found.append(piece)
    return found + _pair(went, came)


def _pair(went: str, came: str) -> list[Piece]:
    return ([Piece("removed", went)] if went else []) + ([Piece("added", came)] if came else [])


def _shown(pieces: tuple[Piece, ...]) -> str:
    found: list[str] = []
    for number, piece in enumerate(pieces):
        if piece.kind == "same":
            words = piece.text.split(" ")
            if len(words) > 2 * _CONTEXT + 1:
                head = words[:_CONTEXT] if number else []
                tail = words[-_CONTEXT:] if number + 1 < len(pieces) else []
                found.append(" ".join([*head, "…", *tail]))
            else:
                found.append(piece.text)
        else:
            found.append(f"[-{piece.text}-]" if piece.kind == "removed" else f"{{+{piece.text}+}}")
    return "".join(found)
