"""Quotations in running text, of the styles that outlets print, as spans of code points.

Requirement: what stands between marks, and no apostrophe, foot or inch. Theory: a mark opens behind a space, a bracket
or another mark and closes before one; a quotation ends with its line at the latest, and goes on in the next one only
where that opens with a mark again. Where the closing mark is missing and nothing goes on, only the first sentence is
taken: what follows may be the outlet's own words. Known failures: a plural possessive inside a single quotation ends it
where no better closing mark follows; of two openings with one closing mark the first is taken for a slip of the pen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from broadsheet.model import Offsets

Style = Literal["double", "straight", "single", "low", "guillemets", "corner"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """[start, end) with the marks, [inner_start, inner_end) without. `closed` is False where the mark
    that ends it is missing; `goes_on` is True where the next paragraph opens with a mark in its stead."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    style: Style
    goes_on: bool = False


# All marks of quotations, in one place. Single ones are apostrophes as well.
DOUBLE = '“”„"«»「」'
SINGLE = "‘’‚"
_ANY = re.compile(f"[{DOUBLE}{SINGLE}']")
_BEFORE = frozenset("([{—–-/\"“‘„«'…\xa0")
_REST = "\0"
_TWO_OPENING = re.compile(r"(?:(?<=[\s(\[—–-])|^)(?:''|``)(?=[^\s'])|``|(?:(?<=[\s(\[—–-])|^)''(?='\S)")
_TWO_CLOSING = re.compile(r"''(?!')")
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[^\W\d_a-z])")
_ELISION = re.compile(r"[‘'](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n[’']\s)", re.IGNORECASE)


def find(text: str, *, following: str | None = "") -> tuple[Quotation, ...]:
    """Outermost quotations, in order; none inside another. Takes time in proportion to the text.

    `following` is how the words behind the text begin, where it is a part of a longer one; None where that is not known:
    then a quotation that the text does not close goes on.
    """
    found: list[Quotation] = []
    at = 0
    lines = text.split("\n")
    after = _openings(lines, following)
    for number, line in enumerate(lines):
        if _ANY.search(line):
            found += _of_line(line, at, after[number])
        at += len(line) + 1
    return tuple(found)


def _of_line(line: str, at: int, following: str | None) -> Iterator[Quotation]:
    """The outermost quotations of one line, which begins at `at`."""
    free = 0
    single = _one_mark(line)
    for start, end, style in sorted(_in_line(single), key=lambda each: (each[0], -each[1])):
        closed = end <= len(line)
        goes_on = not closed and following in (single[start], None)
        stop = min(end, len(line)) if closed or goes_on else _first_sentence(line, start)
        inner_start = start + 1 + (single[start + 1 : start + 2] == _REST)
        inner_end = stop - closed - (closed and single[stop - 2] == _REST)
        if start >= free and line[inner_start:inner_end].strip():
            yield Quotation(at + start, at + stop, at + inner_start, at + inner_end, closed, style, goes_on)
            free = stop


def _openings(lines: Sequence[str], following: str | None) -> list[str | None]:
    """Of each line, the first character of the next one that is not blank; None where that is not known."""
    found: list[str | None] = []
    after = following if following is None else _one_mark(following.lstrip()[:2])[:1]
    for line in reversed(lines):
        found.append(after)
        after = _one_mark(line.lstrip()[:2])[:1] or after
    return found[::-1]


def _first_sentence(line: str, start: int) -> int:
    match = _SENTENCE_END.search(line, start)
    return match.end() if match else len(line.rstrip())


def _one_mark(line: str) -> str:
    """Two apostrophes or backticks in a row are one straight mark; what is left of them is a filler of equal length."""
    if "''" not in line and "``" not in line:
        return line
    line = _TWO_OPENING.sub(f'"{_REST}', line)
    return _TWO_CLOSING.sub(f'{_REST}"', line)


def covered(text: str, *, following: str | None = "") -> tuple[Offsets, ...]:
    """The insides of all quotations, in order."""
    return tuple((each.inner_start, each.inner_end) for each in find(text, following=following))


# A straight mark that closes what a curly one opened: “We will win," she said.
_MIXED = re.compile('“[^“”"]*[,.!?]"(?=\\s|$)')
MarkedRange = tuple[int, int, Style]  # with its marks; an end behind the line's end: never closed


def _in_line(line: str) -> Iterator[MarkedRange]:
    confused = (
        '"' in line
        and ("“" in line or "”" in line)
        and "„" not in line
        and (line.count("“") != line.count("”") or bool(_MIXED.search(line)))
    )
    if confused:
        yield from _alternating(line, '[“”"]', "double")
    elif "“" in line or "„" in line:
        yield from _paired(line, "“„", "”", "double")
    elif "”" in line:
        yield from _alternating(line, "”", "double")
    if "«" in line and "»" in line:
        inward = line.index("»") < line.index("«")
        yield from _paired(line, "»" if inward else "«", "«" if inward else "»", "guillemets")
    if "「" in line:
        yield from _paired(line, "「", "」", "corner")
    if '"' in line and not confused:
        yield from _alternating(line, '"', "straight")
    if "‘" in line or "'" in line or "‚" in line:
        yield from _single(line)


def _paired(line: str, openings: str, closing: str, style: Style) -> Iterator[MarkedRange]:
    """Quotations whose two marks differ. „ is closed by “ too."""
    waiting: list[int] = []
    last = -1
    for match in re.finditer(f"[{openings}{closing}]", line):
        at, mark = match.start(), match.group()
        low = bool(waiting) and line[waiting[-1]] == "„"
        # A mark turned the wrong way closes where it can only close.
        turned = (
            mark == "“" and bool(waiting) and not line[at - 1].isspace() and (line[at + 1 : at + 2] or " ").isspace()
        )
        if mark == closing or (mark == "“" and low) or turned:
            if waiting:
                opened = waiting.pop()
                yield opened, at + 1, "low" if line[opened] == "„" else style
            continue
        waiting.append(at)
        last = at
    # What stays open goes on in the next paragraph: the last mark of the line does, or one that begins the line.
    if waiting and style == "double" and (waiting[-1] == last or not line[: waiting[0]].strip()):
        if waiting[-1] == last or (len(waiting) == 1 and not _later_speech(line, waiting[0])):
            yield waiting[-1], len(line) + 1, style


def _later_speech(line: str, opened: int) -> bool:
    """Whether a longer quotation begins inside what seems to stay open: then a mark is missing in between."""
    return any(len(match.group().split()) > 4 for match in re.finditer("“[^“”]*”", line[opened + 1 :]))


def _alternating(line: str, mark: str, style: Style) -> Iterator[MarkedRange]:
    """Quotations with one mark for both ends, or with marks so mixed that only what stands beside them tells."""
    opened: int | None = None
    for match in re.finditer(mark, line):
        at = match.start()
        before, after = line[at - 1 : at] or " ", line[at + 1 : at + 2] or " "
        opens = (before.isspace() or before in _BEFORE) and not after.isspace()
        # "… its brain,' " said she, and "What does that mean? " she asked.
        closes = not before.isspace() or after.isspace() or (at > 1 and line[at - 2] in "'’")
        if opened is None or (opens and not closes):
            if opens:
                opened = at
        elif closes:
            yield opened, at + 1, style
            opened = None
    if opened is not None:
        yield opened, len(line) + 1, style


def _single(line: str) -> Iterator[MarkedRange]:
    """Quotations in single marks, curly or straight: the marks that are apostrophes open and close nothing."""
    opening: list[int] = []
    sure: list[int] = []
    unsure: list[int] = []
    for match in re.finditer("[‘’'‚]", line):
        at, mark = match.start(), match.group()
        before, after = line[at - 1 : at] or " ", line[at + 1 : at + 2] or " "
        if (
            mark != "’"
            and (before.isspace() or before in _BEFORE)
            and not after.isspace()
            and not _ELISION.match(line, at)
        ):
            opening.append(at)
        elif mark != "‚" and not before.isspace() and not after.isalnum():
            plural = before == "s" and after.isspace() and line[at + 2 : at + 3].islower()
            (unsure if plural else sure).append(at)
    free = 0
    for number, at in enumerate(opening):
        if at < free:
            continue
        following = opening[number + 1] if number + 1 < len(opening) else len(line)
        end = _next(sure, at + 1)
        weak = _next(unsure, at + 1)
        if weak is not None and (end is None or end > following) and weak < following:
            end = weak
        if end is not None:
            yield at, end + 1, "single"
            free = end + 1
        elif number == 0 and line[at] == "‘" and not line[:at].strip() and line.rstrip()[-1:] in ".!?":
            yield at, len(line) + 1, "single"
            return


def _next(places: list[int], after: int) -> int | None:
    at = bisect_right(places, after)
    return places[at] if at < len(places) else None
