"""Sentences as spans of code points: nupunkt, then what it gets wrong in news is joined again.

Requirement: a printed sentence is whole. Theory: a break is none behind a title or an initial, before a
lower-case word, or inside quotation marks that close later in the paragraph's same sentence. Known failures:
"…at 5 p.m. Crowds…" stays one sentence.
"""

from __future__ import annotations

import itertools
import re

_TITLES = frozenset(
    """adm atty brig capt cmdr col cpl det dr fr gen gov hon insp jr lt maj messrs mgr mr mrs ms msgr ofc pfc pres prof pvt
    rep reps rev sen sens sgt sir sr st supt vs no nos fig al approx dept est inc ltd co corp bros ave blvd rd jan feb mar
    apr jun jul aug sep sept oct nov dec a.m p.m u.s u.k u.n e.u d.c i.e e.g cf""".split()
)
_LAST = re.compile(r"([\w.]+)\.$")
_OPENERS = (
    "The|He|She|It|They|We|A|An|In|On|At|But|And|Its|His|Her|Their|This|That|These|Those|There|After|Before|When|While|If|As|For|From|"
    "Some|Many|Most|More|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
)
# "Per cent" is no abbreviation; "5 p.m." and "D.C." are, and end a sentence where such a word follows.
_ENDS = re.compile(
    rf"\bcent\.\s+(?=[A-Z“\"])|(?:\b[ap]\.m|\bD\.C|\bU\.S|\bU\.K|\bU\.N|\bE\.U)\.\s+(?=(?:{_OPENERS})\b)"
)
# Without one of these no `_ENDS` can be in a line: to look for them takes a tenth of the time.
_SHORT = ("cent.", ".m.", "D.C.", "U.S.", "U.K.", "U.N.", "E.U.")
_STOPS = ".!?…"
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

    # A line without a stop before its end is one sentence: every third is, and the splitter takes long.
    spans = sent_spans(line) if any(stop in line[:-2] for stop in _STOPS) else [(0, len(line))]
    joined: list[tuple[int, int]] = []
    for start, end in (piece for span in spans for piece in _parted(line, *span)):
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


def _parted(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span cut where an abbreviation that often ends a sentence is followed by a word that begins one."""
    if not any(short in line for short in _SHORT):
        return [(start, end)]
    cuts = [match.end() for match in _ENDS.finditer(line, start, end) if match.end() < end]
    edges = [start, *cuts, end]
    return list(itertools.pairwise(edges))


def _belongs(line: str, before: tuple[int, int], start: int) -> bool:
    """Whether what begins at `start` goes on with the sentence before it."""
    last = line[before[0] : before[1]]
    first = line[start]
    # No opener is longer than six letters: what is further behind need not be looked at.
    if any(match.end() == start for match in _ENDS.finditer(line, max(0, start - 8), start + 8)):
        return last.count("“") > last.count("”") and "”" in line[start:]
    if first.islower() or first in ",;:)]”’»":
        return True
    word = _LAST.search(last.rstrip(_CLOSING)) if last[-1] == "." else None
    if word and (word.group(1).lower() in _TITLES and word.group(1)[0].isupper()):
        return True
    if word and len(word.group(1)) == 1 and word.group(1).isupper():
        return True
    return last.count("“") > last.count("”") and "”" in line[start:]
