"""Text with marked Spans, as a template needs it: runs of plain characters, each marked or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadsheet.messages import apart
from broadsheet.model import Offsets, Version

MAX_MARKS = 200


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """Characters of one block; `mark` numbers the Span that they belong to, from 1; 0: none."""

    text: str
    mark: int
    first: bool


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    kind: str
    number: int
    runs: tuple[MarkedRun, ...]


def parse(text: str) -> tuple[Offsets, ...]:
    """``12-40,55-60`` as spans, in order and apart, as the links of an edition number them; what does not fit that form is left out."""
    found = []
    for part in text.split(",")[:MAX_MARKS]:
        start, _, end = part.partition("-")
        if start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10 and int(start) < int(end):
            found.append((int(start), int(end)))
    return apart(found)


def runs(text: str, start: int, spans: Iterable[Offsets]) -> tuple[MarkedRun, ...]:
    """`text`, whose first character has the offset `start`, cut at the spans' borders."""
    found: list[MarkedRun] = []
    at, end = start, start + len(text)
    for number, (left, right) in enumerate(spans, start=1):
        left_here, right_here = max(left, start), min(right, end)
        if left_here >= right_here:
            continue
        if at < left_here:
            found.append(MarkedRun(text[at - start : left_here - start], 0, False))
        found.append(MarkedRun(text[left_here - start : right_here - start], number, left >= start))
        at = right_here
    if at < end:
        found.append(MarkedRun(text[at - start :], 0, False))
    return tuple(found)


def marked(version: Version, spans: Sequence[Offsets]) -> tuple[MarkedBlock, ...]:
    """The blocks of a Version with those spans of its text marked."""
    return tuple(
        MarkedBlock(block.kind, number, runs(version.text.of(block), block.start, spans))
        for number, block in enumerate(version.text.blocks, start=1)
    )


def hits(text: str) -> tuple[tuple[str, bool], ...]:
    """Words of a hit in runs, marked or not; the ledger sets what was looked for between two control characters."""
    found: list[tuple[str, bool]] = []
    for number, part in enumerate(text.split("\x02")):
        hit, closed, rest = part.partition("\x03") if number else ("", "", part)
        marked = [(hit, True), (rest, False)] if closed else [(hit + rest, False)]
        found += [run for run in marked if run[0]]
    return tuple(found)
