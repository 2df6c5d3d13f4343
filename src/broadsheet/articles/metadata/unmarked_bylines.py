"""Who signed it, where no element is named for its author: a line that says "By …", the line with the date,
the dateline, the last line.

Requirement: pages whose markup names nothing, as on many small outlets. Theory: between headline and
prose stand the stamp and who wrote it; agencies set their reporters into the dateline; in some
countries the name closes the text. Known failures: a place of two words beside the stamp that the
text does not name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from broadsheet.articles.metadata import headline_area, titles
from broadsheet.languages.agencies import agencies_in
from broadsheet.languages.loading import any_of, once
from broadsheet.languages.tables import Bylines
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

People = Callable[[str], tuple[str, ...]]
ShownLine = tuple["LexborNode", str]

_DATELINES = (
    re.compile(
        r"^[\[(（【][^\])）】=＝]{1,14}[=＝][^\])）】]{2,20}[\])）】]\s*((?:[가-힣]{2,4}[\s·,]{1,2}){0,4}[가-힣]{2,4})\s*(?:기자|특파원|통신원|인턴기자)"
    ),
    re.compile(
        r"^[^（(]{0,24}(?:讯|电|訊|電|報導|报道)\s*[（(]\s*(?:[^（）()]{0,6}?)(?:记者|記者|通讯员)\s*([^（）()]{2,30})[）)]"
    ),
    re.compile(r"^[（(〔【](?=[^）)〕】]{0,12}(?:记者|記者))([^）)〕】]{4,40})[）)〕】]"),
)
_AUTHORED = re.compile(r"auth?or|auteur|profil|people|user|staff|writer|journalist|redac|^#|^$", re.IGNORECASE)
_AREA = re.compile("[部面版市町村県区社会内外済治体育]$")
_DATED = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d\d|\d{1,2}:\d\d")
_PROSE, _BOX, _MOST_LINES, _COVERED = 120, 120, 14, 0.55


@dataclass(frozen=True, slots=True)
class _BylineWords:
    """How lines open that sign a text, and what stands beside stamps and signs none; built once."""

    byline: re.Pattern[str]
    label: re.Pattern[str]
    source: re.Pattern[str]
    section: re.Pattern[str]  # words of sections and of the page's own buttons


@once
def _words() -> _BylineWords:
    return _BylineWords(
        byline=re.compile(
            rf"^[\W_]*(?:{any_of(Bylines, lambda of: of.signed)}(?:\s*[:：]\s*|\s+\S)|(?:文|取材|撰文|作者)\s*[:：／/・=＝]|"
            r".{0,8}(?:記者|记者|기자)(?:\s*[:：・]|\s|$|[\u3400-\u9fff]))"
        ),
        label=re.compile(rf"^\s*{any_of(Bylines, lambda of: of.labels)}\s*[:：]?\s*$", re.IGNORECASE),
        source=re.compile(rf"^{any_of(Bylines, lambda of: of.sources)}\s*[:：]\s*\S.{{0,40}}$", re.IGNORECASE),
        section=re.compile(rf"\b{any_of(Bylines, lambda of: of.sections)}\b", re.IGNORECASE),
    )


def labelled(lines: list[ShownLine], people: People) -> tuple[str, ...]:
    """The people of a line that says "By …" without being named as a byline."""
    for node, own in lines:
        if _words().byline.match(own) or _words().label.match(own):
            whole = node
            if _words().label.match(own) and clean(node.text() or "") == own and node.parent is not None:
                whole = node.parent
            runs = headline_area.runs(whole)
            line = clean(whole.text(separator=" "))
            if _words().label.match(own):
                line = " ; ".join(run for run in runs if run != own)
            if len(line) <= 120 and not headline_area.is_aside(node) and (found := people(line)):
                return found
    return ()


def sources(lines: list[ShownLine]) -> tuple[str, ...]:
    """The agencies of a line that says where the text comes from."""
    named = (
        clean(node.text(separator=" "))
        for node, own in lines[:60]
        if len(own) < 60 and _words().source.match(clean(node.text(separator=" "))[:80])
    )
    return tuple(dict.fromkeys(agency for line in named for agency in agencies_in(line)))


def datelined(lines: list[ShownLine], people: People) -> tuple[str, ...]:
    """The people that stand in the dateline with which a text opens, as in East Asia."""
    prose = [own for _, own in lines if len(own) > 40 or own[:1] in "（(〔【"][:4]
    found = (people(match.group(1)) for line in prose for each in _DATELINES if (match := each.match(line)) is not None)
    return next(filter(None, found), ())


def dated(tree: LexborHTMLParser, lines: list[ShownLine], people: People) -> tuple[str, ...]:
    """The people of a short line between headline and prose that holds the date as well, or stands beside it."""
    boxes = _boxes(lines)
    whole = ""
    stamps = [bool(_DATED.search(" ".join(runs))) for runs in boxes]
    for number, runs in enumerate(boxes):
        if not any(stamps[max(0, number - 1) : number + 2]):
            continue
        plain = clean(" ; ".join(run for run in runs if not any(map(str.isdigit, run))))
        words = plain if people(plain) else clean(" ; ".join(re.split(r"\d", run)[0] for run in runs))
        found = people(words) if 4 <= len(words) <= 80 else ()
        if not found or _words().section.search(words) or not all(map(_is_full, found)):
            continue
        if sum(len(titles.letters(name)) for name in found) < _COVERED * len(titles.letters(words)):
            continue
        whole = whole or clean(tree.body.text(separator=" ") if tree.body is not None else "")
        # A place beside the stamp is what the text is about.
        if all(whole.count(name) == 1 and not _leads_elsewhere(tree, name) for name in found) and not any(
            _in_prose(name, lines) for name in found
        ):
            return found
    return ()


def _leads_elsewhere(tree: LexborHTMLParser, name: str) -> bool:
    """Whether a name is a link to a section."""
    words = [word for word in re.split(r"\W+", name.casefold()) if word.isascii()]
    links = (link for link in tree.css("a[href]")[:200] if clean(link.text() or "") == name)
    addresses = [(link.attributes.get("href") or "").casefold() for link in links]
    return any(not _AUTHORED.search(each) and not any(word in each for word in words[-1:]) for each in addresses)


def closing(tree: LexborHTMLParser, people: People) -> tuple[str, ...]:
    """The people of the line that closes a text: the last of its paragraphs, a name alone, set apart by its style."""
    paragraphs = tree.css("p")[:200]
    for before, last in pairwise(paragraphs):
        if last.parent is None or before.parent is None or last.parent.mem_id != before.parent.mem_id:
            continue
        words = clean(last.text(separator=" "))
        if not 4 <= len(words) <= 60 or len(clean(before.text())) < _PROSE / 2 or not _is_set_apart(last):
            continue
        if headline_area.is_aside(last) or _has_next(last):
            continue
        found = people(words)
        if found and all(map(_is_full, found)) and sum(map(len, found)) >= _COVERED * len(words):
            return found
    return ()


def _boxes(lines: list[ShownLine]) -> list[list[str]]:
    """The pieces of text of each small box between headline and prose."""
    boxes: dict[int, list[str]] = {}
    for node, own in lines[:_MOST_LINES]:
        if len(own) > _PROSE or (len(own) > _PROSE / 2 and own[-1] in ".!?。…:"):
            break
        box = node
        while (parent := box.parent) is not None and parent.tag not in ("body", "article", "main", "header"):
            if len(parent.text() or "") > _BOX or parent.css_first("h1") is not None:
                break
            box = parent
        if box.tag not in ("h1", "h2", "a", "li", "figcaption", "nav") and box.mem_id not in boxes:
            boxes[box.mem_id] = headline_area.runs(box)
    return list(boxes.values())


def _is_full(name: str) -> bool:
    """Whether a name is one in full: two to four words, or as many Chinese characters as a name of Japan has."""
    if " " in name:
        return len(name.split()) <= 4 and not name.isupper()
    return 3 <= len(name) <= 5 and not _AREA.search(name)


def _in_prose(name: str, lines: list[ShownLine]) -> bool:
    return any(len(own) > _PROSE / 2 and name in own for _, own in lines)


def _is_set_apart(paragraph: LexborNode) -> bool:
    style = f"{paragraph.attributes.get('style') or ''} {paragraph.attributes.get('align') or ''} {paragraph.attributes.get('class') or ''}"
    return bool(re.search(r"right|author|sign", style, re.IGNORECASE))


def _has_next(paragraph: LexborNode) -> bool:
    behind = paragraph.next
    while behind is not None:
        if behind.tag == "p" and len(clean(behind.text())) > _PROSE / 2:
            return True
        behind = behind.next
    return False
