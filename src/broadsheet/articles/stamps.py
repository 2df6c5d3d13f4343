"""When the page says that it was published and changed, in what a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.articles import nearby, phrases
from broadsheet.model import Moment
from broadsheet.text import dates
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from broadsheet.articles.metadata import Sheet

# The more certain first. The attribute of a time element is made for machines.
_FOR_MACHINES = (
    "datetime",
    "data-timestamp",
    "data-datetime",
    "data-date",
    "data-published",
    "data-publish-date",
    "data-pubdate",
    "data-time",
)
_TIMED = "time[datetime]"
_DATED = ", ".join(f"[{name}]:not(time)" for name in _FOR_MACHINES)
_NAMED = (
    '[class*="publish" i], [class*="date" i], [class*="time" i]:not(html):not(body), [class*="datum" i], [class*="fecha" i], '
    '[class*="byline" i], [class*="posted" i], [class*="meta" i], time, [id*="date" i], [class*="tarih" i], [class*="data" i], '
    '[class*="dato" i], [class*="pubblic" i], [class*="publica" i], [class*="stamp" i]'
)
_MOST = 3
_LONGEST, _SHORT, _COUNTED = 120, 60, 30
_DATE_LIKE = re.compile(
    r"(?<!\d)\d{1,2}[./\-]\s?\d{1,2}[./\-]\s?(?:19|20)?\d\d(?!\d)|(?:19|20)\d\d\s*[年./\-년]|\d{1,2}\W.{0,20}(?:19|20|25)\d\d(?!\d)|"
    r"[^\W\d].{0,3}\d{1,2},?\s+20\d\d|(?:19|20)\d\d.{0,16}\d{1,2}:\d\d|[٠-٩۰-۹०-९০-৯๐-๙]{4}"
)
_CHANGED = re.compile(
    r"updat|modif|aktuali|mis à jour|mise à jour|aggiorn|actuali|atuali|bijgewerkt|uppdatera|oppdater|opdater|päivitet|zaktuali|frissít|обновл|оновл|"
    r"ενημερ|güncel|수정|تحديث|עודכן|diperbarui|cập nhật|अपडेट",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time that the page shows, and whether it says that it is that of a change."""

    moment: Moment
    changed: bool


def read(sheet: Sheet, *, title: str, captured: datetime, language: str) -> list[Stamp]:
    """The times that the page shows for the article, the nearest to its headline first, at most a few."""
    heading = nearby.heading_of(sheet.tree, title)
    for selector, timed, certain in (
        (_TIMED, True, True),
        (_NAMED, False, False),
        (_DATED, True, False),
        (_NAMED, False, True),
    ):
        found: list[Stamp] = []
        for node in nearby.near(sheet.tree, heading, selector):
            stamp = _stamp(node, captured, language, timed=timed, longest=_SHORT if certain else _LONGEST)
            if stamp is not None and stamp not in found and not nearby.is_aside(node, certain=certain):
                found.append(stamp)
            if len(found) >= _MOST:
                break
        if found:
            return found
    return _loose(sheet, captured, language) or _counted(sheet, heading, captured, language)


def _stamp(node: LexborNode, captured: datetime, language: str, *, timed: bool, longest: int) -> Stamp | None:
    words = clean(node.text(separator=" "))
    if len(words) > longest:
        return None
    attributes = node.attributes
    stated = next((value for name in _FOR_MACHINES if (value := attributes.get(name))), "") if timed else ""
    for line in filter(None, (stated, words)):
        moment = dates.parse(
            line, origin="page", captured=captured, language=language, words=bool(_DATE_LIKE.search(line))
        )
        if moment and not moment.clamped:
            return Stamp(moment, _says_changed(node, words))
    return None


def _counted(sheet: Sheet, heading: LexborNode | None, captured: datetime, language: str) -> list[Stamp]:
    """A time that is counted from the capture ("3 days ago"), of the first few that may be one: they are slow to read."""
    tried = 0
    for node in nearby.near(sheet.tree, heading, _NAMED):
        words = clean(node.text(separator=" "))
        if 3 < len(words) <= _COUNTED and any(char.isdigit() for char in words) and not nearby.is_aside(node):
            tried += 1
            moment = dates.parse(words, origin="page", captured=captured, language=language)
            if moment and not moment.clamped:
                return [Stamp(moment, changed=False)]
        if tried >= _MOST:
            break
    return []


def _says_changed(node: LexborNode, words: str) -> bool:
    around = node.parent
    near = clean(around.text(separator=" ")) if around is not None else ""
    before = near[: near.find(words)] if words and words in near else ""
    return bool(_CHANGED.search(f"{node.attributes.get('class') or ''} {before[-40:]} {words}"))


def _loose(sheet: Sheet, captured: datetime, language: str) -> list[Stamp]:
    """The first line behind the headline that is hardly more than a date, in whatever element."""
    lines = [(node, own) for node, own in nearby.lines(sheet.tree) if len(own) <= 80 and _DATE_LIKE.search(own)]
    # A stamp says so, or is hardly more than a date: captions and sentences name days as well.
    lines.sort(key=lambda line: (not phrases.STAMP.match(clean(line[0].text(separator=" "))[:100]), len(line[1]) > 45))
    for node, own in lines[:40]:
        if not nearby.is_aside(node, certain=len(own) <= 45):
            moment = dates.parse(own, origin="page", captured=captured, language=language)
            if moment and not moment.clamped:
                return [Stamp(moment, _says_changed(node, own))]
    return []
