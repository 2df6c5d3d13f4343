"""Sentences as spans of code points: nupunkt, then what it gets wrong in news is joined again.

Requirement: a printed sentence is whole. Theory: a break is none behind a title or an initial, before a
lower-case word, or inside quotation marks that close later in the paragraph's same sentence. Known failures:
"…at 5 p.m. Crowds…" stays one sentence.
"""

from __future__ import annotations

import itertools
import re

from broadsheet.model import Offsets

_TITLES = frozenset(
    """adm atty brig capt cmdr col cpl det dr fr gen gov hon insp jr lt maj messrs mgr mr mrs ms msgr ofc pfc pres prof pvt
    rep reps rev sen sens sgt sir sr st supt vs no nos fig al approx dept est inc ltd co corp bros ave blvd rd jan feb mar
    apr jun jul aug sep sept oct nov dec a.m p.m u.s u.k u.n e.u d.c i.e e.g cf""".split()
)
# Titles have six letters at most: of a longer word behind which the sentence stops, nothing has to be known.
_LAST = re.compile(r"(?<![\w.])([\w.]{1,7})\.$")
_TAIL = 9
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
# The splitter takes time by the square of a run without white space: 64,000 question marks took 6 s, in pieces of 300
# they take 0.04 s. No run in 10,000 articles has 200 characters.
_RUN = 300
_LONG_RUN = re.compile(rf"(?<!\S)\S{{{_RUN + 1},}}")


def split(text: str) -> tuple[Offsets, ...]:
    """Sentences in order, without the white space around them; no sentence runs over a line break."""
    found: list[Offsets] = []
    at = 0
    for line in text.split("\n"):
        found.extend((at + start, at + end) for start, end in _line(line))
        at += len(line) + 1
    return tuple(found)


def _line(line: str) -> list[Offsets]:
    if not line.strip():
        return []
    # A line without a stop before its end is one sentence: every third is, and the splitter takes long.
    spans = _spans(line) if any(stop in line[:-2] for stop in _STOPS) else [(0, len(line))]
    if any(short in line for short in _SHORT):
        spans = [piece for span in spans for piece in _parted(line, *span)]
    last_closing = line.rfind("”")
    joined: list[Offsets] = []
    still_open = 0  # opening marks of the last sentence less its closing ones
    for start, end in spans:
        while start < end and line[start].isspace():
            start += 1
        while end > start and line[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        opened = line.count("“", start, end) - line.count("”", start, end)
        if joined and _belongs(line, joined[-1], start, quoted=still_open > 0 and last_closing >= start):
            joined[-1] = (joined[-1][0], end)
            still_open += opened
        else:
            joined.append((start, end))
            still_open = opened
    return joined


def _spans(line: str) -> list[Offsets]:
    """What the splitter says, a run without white space that is no word given to it in pieces. No break is where it was cut."""
    from nupunkt import sent_spans

    cuts = [at for run in _LONG_RUN.finditer(line) for at in range(run.start() + _RUN, run.end(), _RUN)]
    if not cuts:
        return list(sent_spans(line))
    spans: list[Offsets] = []
    for start, end in itertools.pairwise((0, *cuts, len(line))):
        for one, two in sent_spans(line[start:end]):
            if spans and one == 0:
                spans[-1] = (spans[-1][0], start + two)
            else:
                spans.append((start + one, start + two))
    return spans


def _parted(line: str, start: int, end: int) -> list[Offsets]:
    """A span cut where an abbreviation that often ends a sentence is followed by a word that begins one."""
    cuts = [match.end() for match in _ENDS.finditer(line, start, end) if match.end() < end]
    edges = [start, *cuts, end]
    return list(itertools.pairwise(edges))


def _belongs(line: str, before: Offsets, start: int, *, quoted: bool) -> bool:
    """Whether what begins at `start` goes on with the sentence before it; `quoted` says that it stands in a quotation
    which began there and ends later."""
    first = line[start]
    # No opener is longer than six letters: what is further behind need not be looked at.
    if any(match.end() == start for match in _ENDS.finditer(line, max(0, start - 8), start + 8)):
        return quoted
    if first.islower() or first in ",;:)]”’»":
        return True
    word = _LAST.search(line[max(before[0], before[1] - _TAIL) : before[1]])
    if word and (word.group(1).lower() in _TITLES and word.group(1)[0].isupper()):
        return True
    if word and len(word.group(1)) == 1 and word.group(1).isupper():
        return True
    return quoted
