"""Versions of an Article -> what changed in its words, as a person would mark it.

An edit is a difference between two texts that were read in the same way and are both whole. Blocks
are paired first, words are compared inside the pairs (the algorithm of `difflib`), and what a person
would strike out as one phrase is joined. Paragraphs that only moved, or were parted otherwise, are no
change of words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Literal

from broadsheet.articles.body import phrases
from broadsheet.model import Moment, Version

# Numbers and words with an apostrophe are one; scripts that part no words are compared by characters.
_WORDS = re.compile(
    r"\s+|\d+(?:[.,:]\d+)+|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W\d]+)*|[^\w\s]"
)
_PAIR = 0.4
_REACH = 20
_CONTEXT = 6
_LONGEST = 20_000
# Comparing takes time by the pairs of like words, at times by their square: more of them than in two paragraphs of a
# thousand words are changed as a whole. Lines that are alike are few in any article: 300 of one kind have 90,000 pairs.
_WORD_PAIRS, _LINE_PAIRS = 1_500_000, 90_000
# A stated time of change so near to the capture is made when the page is asked for, and says nothing.
_JUST_NOW = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class EditedRun:
    """A run of words that stayed, went or came."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed from one Version to the next; `at` is when the later was captured.

    `headline` is empty where the headline stayed; `body` has the changed blocks only, in order.
    `notes` are the correction notes that came with it, as printed. `modified` are the times of change
    that the page stated, before and after. It `is_silent` where the page neither carries a note of the change
    nor states a new time of it.
    """

    before_id: str
    after_id: str
    at: datetime
    headline: tuple[EditedRun, ...]
    body: tuple[tuple[EditedRun, ...], ...]
    notes: tuple[str, ...] = ()
    modified: tuple[Moment | None, Moment | None] = (None, None)

    is_silent: bool = False

    @property
    def prose(self) -> tuple[tuple[EditedRun, ...], ...]:
        """The changed blocks without the notes that say so."""
        return tuple(pieces for pieces in self.body if not (len(pieces) == 1 and pieces[0].text in self.notes))

    @property
    def stated(self) -> tuple[Moment | None, Moment] | None:
        """The times of change that the page stated before and after, where it states another one."""
        before, after = self.modified
        return (before, after) if after is not None and (before is None or before.at != after.at) else None


def history(versions: Sequence[Version]) -> tuple[Edit, ...]:
    """The edits of an Article whose Versions are given by time.

    Each Version is held against the last one that was read in the same way and is whole, so that a
    teaser or a torn capture in between hides nothing. Headlines that come back are a test.
    """
    found: list[Edit] = []
    last: dict[object, int] = {}
    titles = [version.title for version in versions]
    for at, version in enumerate(versions):
        if version.access != "full":
            continue
        known = last.get(version.reader)
        if known is not None and _is_torn(versions[known], version):
            continue
        last[version.reader] = at
        edit = changes(versions[known], version) if known is not None else None
        if edit is None or known is None:
            continue
        if version.title in titles[:known] or titles[known] in titles[at + 1 :]:
            edit = replace(edit, headline=())
        if edit.headline or edit.body:
            found.append(edit)
    return tuple(found)


def changes(before: Version, after: Version) -> Edit | None:
    """The edit between two Versions of one Article, or None where there is none to report.

    None where the words are the same, and where the two cannot be compared: read by another
    extractor, profile or rule, of another access, not whole, or live pages, which change by design.
    A headline alone is an edit where the page states a later time of change; else it may be a test.
    """
    if before.reader != after.reader or before.access != after.access or before.access != "full":
        return None
    if before.text_hash == after.text_hash or _is_torn(before, after) or _is_torn(after, before):
        return None
    if before.kind == after.kind == "live":
        return None
    headline = _compare(before.title, after.title) if before.title != after.title else ()
    old = [before.text.of(block) for block in before.text.blocks]
    new = [after.text.of(block) for block in after.text.blocks]
    body = tuple(_blocks(old, new))
    if not body and not (headline and _says_changed(before, after)):
        return None
    known = set(old)
    notes = tuple(line for line in new if line not in known and phrases.note().search(line))
    silent = not notes and not _is_later(before.modified, after.modified)
    return Edit(before.id, after.id, after.captured, headline, body, notes, (before.modified, after.modified), silent)


def notes_of(version: Version) -> tuple[str, ...]:
    """The correction notes that a Version carries, as printed."""
    return tuple(line for block in version.text.blocks if phrases.note().search(line := version.text.of(block)))


def _says_changed(before: Version, after: Version) -> bool:
    """Whether the page states a later time of change than before, and not just the time of asking."""
    if after.modified is None or abs(after.captured - after.modified.at) <= _JUST_NOW:
        return False
    return _is_later(before.modified, after.modified)


def _is_later(before: Moment | None, after: Moment | None) -> bool:
    return after is not None and (before is None or after.at > before.at)


def _is_torn(whole: Version, part: Version) -> bool:
    """Whether the one is the other's beginning, cut inside a block, or cut off later by a good part."""
    shorter, longer = part.text.content, whole.text.content
    if len(shorter) >= len(longer) * 0.8 or not longer.startswith(shorter[:-1]):
        return False
    at_border = longer.startswith(f"{shorter}\n")
    return not at_border or whole.captured < part.captured


def _blocks(old: list[str], new: list[str]) -> list[tuple[EditedRun, ...]]:
    found: list[tuple[EditedRun, ...]] = []
    if _pairs(old, new) > _LINE_PAIRS:
        return _without_moves(_changed(old, new))
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        one, other = old[old_start:old_end], new[new_start:new_end]
        if tag != "equal" and _squeezed(one) != _squeezed(other):
            found += _changed(one, other)
    return _without_moves(found)


def _squeezed(lines: list[str]) -> str:
    return "".join("".join(line.split()) for line in lines)


def _without_moves(found: list[tuple[EditedRun, ...]]) -> list[tuple[EditedRun, ...]]:
    """The changed blocks without those that went from one place and came whole in another."""
    went = Counter(pieces[0].text for pieces in found if len(pieces) == 1 and pieces[0].kind == "removed")
    came = Counter(pieces[0].text for pieces in found if len(pieces) == 1 and pieces[0].kind == "added")
    moved = went & came
    return [pieces for pieces in found if not (len(pieces) == 1 and pieces[0].text in moved)]


def _changed(old: list[str], new: list[str]) -> list[tuple[EditedRun, ...]]:
    """Pairs each old block with the first later new one that is like it; what has no pair went or came whole."""
    found: list[tuple[EditedRun, ...]] = []
    at = 0
    for line in old:
        pair = next((number for number in range(at, min(len(new), at + _REACH)) if _alike(line, new[number])), None)
        if pair is None:
            found.append((EditedRun("removed", line),))
            continue
        found += [(EditedRun("added", each),) for each in new[at:pair]]
        if line != new[pair]:
            found.append(_compare(line, new[pair]))
        at = pair + 1
    return found + [(EditedRun("added", each),) for each in new[at:]]


def _alike(one: str, other: str) -> bool:
    first, second = _tokens(one)[:400], _tokens(other)[:400]
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= _PAIR and matcher.ratio() >= _PAIR


def _tokens(line: str) -> list[str]:
    return [token for token in _WORDS.findall(line) if not token.isspace()]


def _compare(one: str, other: str) -> tuple[EditedRun, ...]:
    if max(len(one), len(other)) > _LONGEST:
        return (EditedRun("removed", one), EditedRun("added", other))
    old, new = _WORDS.findall(one), _WORDS.findall(other)
    if _pairs(old, new) > _WORD_PAIRS:
        return (EditedRun("removed", one), EditedRun("added", other))
    found: list[tuple[str, str, str]] = []
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        went, came = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        found.append((went, "", "") if tag == "equal" else ("", went, came))
    pieces: list[EditedRun] = []
    for same, went, came in _joined(found):
        pieces += [EditedRun("same", same)] if same else []
        pieces += [EditedRun("removed", went)] if went else []
        pieces += [EditedRun("added", came)] if came else []
    return tuple(pieces)


def _pairs(old: list[str], new: list[str]) -> int:
    """How many pairs of like ones there are."""
    times = Counter(old)
    return sum(times[each] for each in new)


def _joined(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Joins changes that only a gap or a word parts, as a person would strike out a phrase and not its words.

    What stayed between two changes is struck out with them where it is shorter than either.
    """
    joined: list[tuple[str, str, str]] = []
    for same, went, came in found:
        joined.append((same, went, came))
        while len(joined) >= 3 and not joined[-1][0] and joined[-2][0] and not joined[-3][0]:
            (_, went_1, came_1), (between, _, _), (_, went_2, came_2) = joined[-3:]
            sizes = (max(len(went_1), len(came_1)), max(len(went_2), len(came_2)))
            if between.strip() and (len(between.split()) > 2 or len(between) > min(sizes)):
                break
            joined[-3:] = [("", went_1 + between + went_2, came_1 + between + came_2)]
    return joined


def shortened(pieces: Sequence[EditedRun]) -> tuple[EditedRun, ...]:
    """The pieces with a few words of what stayed around each change, and an ellipsis for the rest."""
    found: list[EditedRun] = []
    for number, piece in enumerate(pieces):
        words = piece.text.split(" ")
        if piece.kind == "same" and len(words) > 2 * _CONTEXT + 1:
            head = words[:_CONTEXT] if number else []
            tail = words[-_CONTEXT:] if number + 1 < len(pieces) else []
            piece = EditedRun("same", " ".join([*head, "…", *tail]))
        found.append(piece)
    return tuple(found)
