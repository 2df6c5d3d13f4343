"""Each Line read back out of each rendering: from HTML by its id, from plain text in the order of print.

A forger chooses what is read here, so each search is bounded by the length of the Line that it looks for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from broadsheet.model import Edition, Line

_TAG = re.compile(r"<[^<>]*>")
_BEGIN = re.compile(r'data-line="(L\d{1,9})"[^<>]{0,2000}>')
_MARKUP = 10_000  # characters of tags that a Line may have around its words
_ESCAPED = 8  # characters that one may become in HTML
_MOST = 20  # Lines of one file that are named


def check(files: Mapping[str, bytes], edition: Edition) -> Iterator[str]:
    """Names each Line that a rendering lacks or words otherwise."""
    lines = edition.lines()
    for name, content in sorted(files.items()):
        read = READERS.get(PurePosixPath(name).suffix)
        if read is None or name in WITHOUT_LINES:
            continue
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            yield f"{name}: it is not UTF-8."
            continue
        yield from read(name, text, lines)


def _in_html(name: str, page: str, lines: tuple[Line, ...]) -> Iterator[str]:
    wanted = {line.id: line.words for line in lines}
    found: dict[str, str] = {}
    for match in _BEGIN.finditer(page):
        id, begin = match[1], match.end()
        if id not in wanted:
            yield f"{name}: line {id} does not belong to the edition."
            return
        if id in found:
            yield f"{name}: line {id} stands there twice."
            return
        end = page.find(f"<!--/{id}-->", begin, begin + _ESCAPED * len(wanted[id]) + _MARKUP)
        if end >= 0:
            found[id] = _squeezed(html.unescape(_TAG.sub("", page[begin:end])))
    for line in lines:
        if line.id not in found:
            yield f"{name}: line {line.id} is missing."
        elif found[line.id] != _squeezed(line.words):
            yield f"{name}: line {line.id} reads “{found[line.id][:80]}”, not “{line.words[:80]}”."


def _in_text(name: str, text: str, lines: tuple[Line, ...]) -> Iterator[str]:
    whole, at, missed = _squeezed(text), 0, 0
    for line in lines:
        words = _squeezed(line.words)
        place = whole.find(words, at)
        if place >= 0:
            at = place + len(words)
            continue
        yield f"{name}: line {line.id} does not stand there as “{words[:80]}”, in its order."
        missed += 1
        if missed == _MOST:
            return


# How Lines are read out of a rendering, by the ending of its name; and the files that an edition's folder has beside those.
READERS: dict[str, Callable[[str, str, tuple[Line, ...]], Iterator[str]]] = {".html": _in_html, ".txt": _in_text}
WITHOUT_LINES = frozenset({"page.css", "sources.html"})


def _squeezed(words: str) -> str:
    return " ".join(words.split())
