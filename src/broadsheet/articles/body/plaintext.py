"""A page's plain text, boilerplate and all -> its headline, standfirst and article.

Without markup only the lines are left: prose is long and ends like a sentence; teasers are short
and come in runs behind bare bullets; a box is short lines between two that ask for something; what
stands behind the last line of prose is no article. Known failures: poems, tables, transcripts of
one-word answers at the end of a text.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from broadsheet.articles.body import boilerplate, phrases
from broadsheet.languages.dates_in_words import dates
from broadsheet.model.article import BlockKind
from broadsheet.text.textblocks import clean

_BULLET = re.compile(r"^[-–—•·*▪●◦»>|]+$")
_ITEM = re.compile(r"^[-–•*▪●]\s+(?=\S)")
_BYLINE = re.compile(r"\b(?:published|updated|veröffentlicht|publié|publicado|pubblicato)\b", re.IGNORECASE)
_ENDING = re.compile(r"[.!?…。！？」』।؟:;][\"'”’»«“)\]]*$|[\"”»]$")
_PROSE = 80
_GAP = 2
_HEADLINE = 25
# A menu may stand above the headline; what has more lines without prose is a list.
_MOST_ABOVE = 60


def clean_text(text: str) -> tuple[str, str, list[tuple[BlockKind, str]]]:
    """The headline, the standfirst (each may be "") and the blocks of the article, boilerplate left out.

    Each block is a line of `text` with its white space folded.
    """
    lines = [line for each in text.splitlines() if (line := clean(each))]
    title, standfirst, lines = _head(lines)
    wanted = _without_tail(_without_teasers(_without_boxes(lines)))
    return title, standfirst, [(_kind(line), _ITEM.sub("", line)) for line in wanted]


def _head(lines: list[str]) -> tuple[str, str, list[str]]:
    """The headline, the standfirst, and the lines from the first of the article on.

    Above the first prose stand the outlet's name, menus, a byline, a time: the headline is the first line
    there that is as long as one, and a long one behind it is the standfirst.
    """
    if len(lines) < 2 or _width(lines[0]) > 200 or (_is_prose(lines[0]) and lines[0][-1] == "."):
        return "", "", lines
    first = next((number for number, line in enumerate(lines) if number and _is_prose(line)), None)
    if first is None or first > _MOST_ABOVE:
        return lines[0], "", lines[1:]
    offered = [line for line in lines[:first] if not _is_above(line)] or lines[:1]
    long = next((number for number, line in enumerate(offered) if _width(line) >= _HEADLINE), 0)
    title, behind = offered[long], offered[long + 1 :]
    standfirst = next((line for line in behind if line[-1] not in ".。" and 40 <= _width(line) <= 400), "")
    below = lines[first:]
    if (
        not standfirst
        and len(below) > 1
        and _is_prose(below[1])
        and below[0][-1] not in ".。"
        and _width(below[0]) <= 400
    ):
        standfirst, below = below[0], below[1:]
    return title, standfirst, below


def _is_above(line: str) -> bool:
    """Whether a line over the article is neither its headline nor its standfirst."""
    if boilerplate.is_boilerplate(line) or _BULLET.match(line) or boilerplate.is_byline(line, ()):
        return True
    stamped = len(line) <= 60 and dates.parse(line, origin="page", words=any(char.isdigit() for char in line))
    return bool(stamped) and sum(char.isalpha() for char in line) <= 30


def _width(line: str) -> int:
    """Length in the room that a line takes: a character of Chinese or Japanese says as much as three letters."""
    return sum(3 if unicodedata.east_asian_width(char) == "W" else 1 for char in line)


def _is_prose(line: str) -> bool:
    return _width(line) >= _PROSE and bool(_ENDING.search(line))


def _without_boxes(lines: list[str]) -> list[str]:
    """Without boilerplate, what is said twice, and the few short lines between two that ask for something."""
    asks = [boilerplate.is_boilerplate(line) and not _BULLET.match(line) for line in lines]
    boxed = list(asks)
    appeals = [number for number, line in enumerate(lines) if asks[number] and _appeals(line)]
    for one, next_one in pairwise(appeals):
        if next_one - one - 1 <= _GAP and all(_width(line) < 2 * _PROSE for line in lines[one + 1 : next_one]):
            boxed[one:next_one] = [True] * (next_one - one)
    seen: set[str] = set()
    kept: list[str] = []
    for line, gone in zip(lines, boxed, strict=True):
        if gone or (len(line) > 60 and line in seen):
            continue
        seen.add(line)
        kept.append(line)
    return kept


def _appeals(line: str) -> bool:
    return bool(phrases.appeal().match(line) or phrases.mailing().search(line))


def _without_teasers(lines: list[str]) -> list[str]:
    """Without the runs of cards: bare bullets, each with several short lines behind it."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if not _BULLET.match(lines[at]):
            kept.append(lines[at])
            at += 1
            continue
        end = at + 1  # a row of bullets may be as long as prose
        while end < len(lines) and not _is_prose(lines[end]):
            end += 1
        run = lines[at:end]
        bullets = sum(bool(_BULLET.match(line)) for line in run)
        if len(run) - bullets < 2 * bullets and not any(_BYLINE.search(line) for line in run):
            kept += [f"- {line}" for line in run if not _BULLET.match(line)]
        at = end
    return kept


def _without_tail(lines: list[str]) -> list[str]:
    """The lines up to the last of prose; all of them where there is no prose to go by."""
    last = max((number for number, line in enumerate(lines) if _is_prose(line)), default=None)
    if last is None:
        return lines
    end = last + 1
    # A short last sentence belongs to the prose before it.
    while end < len(lines) and _ENDING.search(lines[end]) and not _ITEM.match(lines[end]) and end - last <= _GAP:
        end += 1
    return lines[:end]


def _kind(line: str) -> BlockKind:
    if _ITEM.match(line):
        return "list"
    return "paragraph" if _width(line) >= _PROSE or _ENDING.search(line) else "heading"
