"""Sentences as spans of code points: nupunkt, then what it gets wrong in news is joined again.

Requirement: a printed sentence is whole. Theory: a break is none behind a title or an initial, before a
lower-case word, or inside quotation marks that close later in the paragraph's same sentence. Known failures:
"…at 5 p.m. Crowds…" and "…in D.C. Her…" stay one sentence.
"""

from __future__ import annotations

import re

_TITLES = frozenset(
    """adm atty brig capt cmdr col cpl det dr fr gen gov hon insp jr lt maj messrs mgr mr mrs ms msgr ofc pfc pres prof pvt
    rep reps rev sen sens sgt sir sr st supt vs no nos fig al approx dept est inc ltd co corp bros ave blvd rd jan feb mar
    apr jun jul aug sep sept oct nov dec a.m p.m u.s u.k u.n e.u d.c i.e e.g cf""".split()
)
_LAST = re.compile(r"([\w.]+)\.$")
_CLOSING = "”’\"')]»"


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Sentences in order, without the white space around them; no sentence runs over a line break."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        found.extend((at + start, at + end) for start, end in _line(line))
        at += len(line) + 1
    return tuple(found)


def _line(line: str) -> list[tuple[int, int]]:
    if not line.strip():
        return []
    from nupunkt import sent_spans

    joined: list[tuple[int, int]] = []
    for start, end in sent_spans(line):
        while start < end and line[start].isspace():
            start += 1
        while end > start and line[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if joined and _belongs(line, joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _belongs(line: str, before: tuple[int, int], start: int) -> bool:
    """Whether what begins at `start` goes on with the sentence before it."""
    last = line[before[0] : before[1]]
    first = line[start]
    if first.islower() or first in ",;:)]”’»":
        return True
    word = _LAST.search(last.rstrip(_CLOSING)) if last[-1] == "." else None
    if word and (word.group(1).lower() in _TITLES and word.group(1)[0].isupper()):
        return True
    if word and len(word.group(1)) == 1 and word.group(1).isupper():
        return True
    return last.count("“") > last.count("”") and "”" in line[start:]
