"""Quotations in running text, of the styles that outlets print, as spans of code points.

A quotation ends where its mark closes, else with its paragraph. Apostrophes open nothing: a single
mark opens only behind a space or a bracket and closes only before one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["double", "straight", "single", "low", "guillemets", "corner"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """[start, end) with the marks, [inner_start, inner_end) without. `closed` is False where the mark
    that ends it is missing, as where a speech goes on in the next paragraph."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    style: Style


_STYLES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("double", re.compile(r"“([^“”\n]*(?:“[^“”\n]*”[^“”\n]*)*)(”|(?=\n)|$)")),
    ("low", re.compile(r"„([^„“”\n]*)([“”])")),
    ("guillemets", re.compile(r"«([^«»\n]*)(»)")),
    ("corner", re.compile(r"「([^「」\n]*)(」)")),
    ("straight", re.compile(r'(?<![\w"])"(?=\S)([^"\n]*)("|(?=\n)|$)')),
    ("single", re.compile(r"(?:(?<=[\s(\[—–])|^)[‘'](?=[^\s‘’'])((?:[^‘’'\n]|[’'](?=\w)|(?<=s)[’'](?=\s[a-z]))*)([’'])(?=[\s,.;:!?)\]—–]|$)", re.MULTILINE)),
)  # fmt: skip


def find(text: str) -> tuple[Quotation, ...]:
    """Outermost quotations, in order; none inside another."""
    found: list[Quotation] = []
    for style, pattern in _STYLES:
        for match in pattern.finditer(text):
            inner = match.span(1)
            if inner[0] == inner[1]:
                continue
            closed = bool(match.group(2))
            found.append(Quotation(match.start(), match.end(), *inner, closed, style))
    outermost: list[Quotation] = []
    for each in sorted(found, key=lambda quotation: (quotation.start, -quotation.end)):
        if not outermost or each.start >= outermost[-1].end:
            outermost.append(each)
    return tuple(outermost)


def covered(text: str) -> tuple[tuple[int, int], ...]:
    """The insides of all quotations, in order."""
    return tuple((each.inner_start, each.inner_end) for each in find(text))
