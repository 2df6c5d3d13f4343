"""When the page says that it was published and changed, in what a reader sees.

Each time is of publication or of a change, by the label nearest before it, in whatever order a line has them. A clock
belongs to the date beside it in its own line, and by itself is no time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from broadsheet.articles.body import phrases
from broadsheet.articles.metadata import headline_area
from broadsheet.languages.dates_in_words import dates
from broadsheet.languages.loading import any_of, once
from broadsheet.languages.tables import Calendar
from broadsheet.model import Moment
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from broadsheet.articles.metadata.parsed_page import ParsedPage

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
# A title that is a date, as microformats have it: what is shown may be a clock alone.
_TITLED = ", ".join(f'{name}[title*="20"]' for name in ("abbr", "time", "span", ".published", ".updated"))
_DATED = ", ".join(f"[{name}]:not(time)" for name in _FOR_MACHINES)
_NAMED = (
    '[class*="publish" i], [class*="date" i], [class*="time" i]:not(html):not(body), [class*="datum" i], [class*="fecha" i], '
    '[class*="byline" i], [class*="posted" i], [class*="meta" i], time, [id*="date" i], [class*="tarih" i], [class*="data" i], '
    '[class*="dato" i], [class*="pubblic" i], [class*="publica" i], [class*="stamp" i]'
)
_MOST = 3
_LONGEST, _SHORT, _COUNTED = 120, 60, 50
_DATE_LIKE = re.compile(
    r"(?<!\d)\d{1,2}[./\-]\s?\d{1,2}[./\-]\s?(?:19|20)?\d\d(?!\d)|(?:19|20)\d\d\s*[年./\-년]|\d{1,2}\W.{0,20}(?:19|20|25)\d\d(?!\d)|"
    r"[^\W\d].{0,3}\d{1,2},?\s+20\d\d|(?:19|20)\d\d.{0,16}\d{1,2}:\d\d|[٠-٩۰-۹०-९০-৯๐-๙]{4}"
)
_BETWEEN = " \t:：|·•,;–—-()"
# A class that says of a time that it is one of publication as well is of publication: themes name both.
_CLASS_CHANGED = re.compile(r"updat|modif|changed|edited|revised", re.IGNORECASE)
# hAtom asks for this class in any case, so that many a theme has it on the only time that there is.
_CLASS_OF_ANY = re.compile(r"\bupdated\b", re.IGNORECASE)
_CLASS_PUBLISHED = re.compile(r"publi|posted|post-?date|entry-?date|created", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d|\d\s*[ap]\.?m\b|\d{1,2}\s*[時时點点시]", re.IGNORECASE)
_BESIDE = 40
_INLINE = frozenset(("-text", "time", "span", "abbr", "small", "b", "strong", "em", "i", "a"))
_END = re.compile(r"$")
_WHOLE = frozenset(("body", "html", "main", "article"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "title"))


@dataclass(frozen=True, slots=True)
class _Labels:
    """Labels of dates in all languages: where one begins, and one to the end of its word at the head of a line."""

    starts: re.Pattern[str]
    alone: re.Pattern[str]


@once
def _labels() -> _Labels:
    changed, published = any_of(Calendar, lambda of: of.changed), any_of(Calendar, lambda of: of.published)
    label = f"(?P<changed>{changed})|{published}"
    return _Labels(
        re.compile(label, re.IGNORECASE),
        re.compile(rf"^(?:{label})[a-zà-ɏͰ-ϿЀ-ӿ]*(?: (?:on|at|am|le|el|il|den)(?= \d))?", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time that the page shows, and whether it says that it is that of a change.

    `by_class` where it says so to machines only, by the class that hAtom has for any time.
    """

    moment: Moment
    changed: bool
    by_class: bool = False


def read(parsed: ParsedPage, *, title: str, captured: datetime, language: str) -> list[Stamp]:
    """The times that the page shows for the article, the nearest to its headline first, at most a few."""
    heading = headline_area.heading_of(parsed.tree, title)
    changed: list[Stamp] = []
    for selector, names, certain in (
        (_TIMED, _FOR_MACHINES, True),
        (_TITLED, ("title",), True),
        (_NAMED, (), False),
        (_DATED, _FOR_MACHINES, False),
        (_NAMED, (), True),
    ):
        found: list[Stamp] = []
        for node in headline_area.near(parsed.tree, heading, selector):
            stamps = _stamps(node, captured, language, names=names, longest=_SHORT if certain else _LONGEST)
            if stamps and not headline_area.is_aside(node, certain=certain):
                found += [stamp for stamp in stamps if stamp not in found]
            if len(found) >= _MOST:
                break
        found = _of_only_time(found)
        if any(not stamp.changed for stamp in found):
            return found + changed
        changed = changed or found
    return changed or _loose(parsed, captured, language) or _counted(parsed, heading, captured, language)


def _stamps(
    node: LexborNode, captured: datetime, language: str, *, names: tuple[str, ...], longest: int
) -> list[Stamp]:
    """The times of an element: the one of an attribute made for machines, else those that its words say."""
    words = clean(node.text(separator=" "))
    if len(words) > longest:
        return []
    stated = next((value for name in names if (value := node.attributes.get(name))), "")
    moment = _moment(stated, captured, language) if stated else None
    if names == ("title",) and moment is None:
        return []
    if moment is not None:
        shown = _moment(words, captured, language) if moment.precision == "day" else None
        return [_stamp(node, words, words, shown if shown and shown.day == moment.day else moment)]
    found: list[Stamp] = []
    for piece, label in _pieces(words):
        moment = _moment(piece, captured, language)
        if moment is not None:
            moment = _with_its_clock(node, words, piece, moment, captured, language)
            found.append(_stamp(node, words, piece, moment) if label is None else Stamp(moment, label))
    return found


def _of_only_time(found: list[Stamp]) -> list[Stamp]:
    """The stamps; where all are of changes, what says so by the class of any time alone is of publication."""
    if any(not stamp.changed for stamp in found):
        return found
    return [replace(stamp, changed=not stamp.by_class) for stamp in found]


def _moment(line: str, captured: datetime, language: str) -> Moment | None:
    found = dates.parse(line, origin="page", captured=captured, language=language, words=bool(_DATE_LIKE.search(line)))
    return found if found is not None and not found.clamped else None


def _pieces(words: str) -> list[tuple[str, bool | None]]:
    """A line parted where a label begins, with whether that is one of a change; None for what stands before any.

    A label with nothing to date behind it belongs to what stands before it: "5.3.2024 aktualisiert".
    """
    labels = list(_labels().starts.finditer(words))
    pieces: list[tuple[str, bool | None]] = []
    starts = [0, *(label.start() for label in labels)]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(words)
        piece = words[start:end]
        changed = labels[number - 1].group("changed") is not None if number else None
        if any(char.isdigit() for char in piece):
            pieces.append((piece, changed))
        elif pieces and number + 1 == len(starts) and pieces[-1][1] is None:
            pieces[-1] = (pieces[-1][0], changed)
    return pieces


def _with_its_clock(
    node: LexborNode, words: str, piece: str, moment: Moment, captured: datetime, language: str
) -> Moment:
    """The moment with the clock that stands beside its day in the same line, in an element of its own."""
    around = node.parent
    if moment.precision == "minute" or around is None or piece != words:
        return moment
    line = clean(around.text(separator=" "))
    if len(line) > _LONGEST:
        line = f"{words} {_following(node)}"
    at = line.find(words)
    if at < 0:
        return moment
    behind, before = line[at + len(words) :][:_BESIDE], line[:at][-_BESIDE:]
    # No further than the next date or label, which has a clock of its own.
    behind = behind[
        : min(
            each.start()
            for each in (*_DATE_LIKE.finditer(behind), *_labels().starts.finditer(behind), _END.search(behind))
            if each
        )
    ]
    for beside in (f"{words} {behind}", f"{words} {before}" if not _DATE_LIKE.search(before) else ""):
        if _CLOCK.search(beside) and (found := _moment(beside, captured, language)):
            if found.precision == "minute" and _local_day(found) == moment.day:
                return found
    return moment


def _following(node: LexborNode) -> str:
    """The words of the inline elements and pieces of text right behind a node."""
    words: list[str] = []
    behind = node.next
    while behind is not None and behind.tag in _INLINE and sum(map(len, words)) < _BESIDE:
        words.append(clean(behind.text(separator=" ") or ""))
        behind = behind.next
    return clean(" ".join(words))


def _local_day(moment: Moment) -> date:
    return (moment.at + timedelta(minutes=moment.offset or 0)).date()


def _counted(parsed: ParsedPage, heading: LexborNode | None, captured: datetime, language: str) -> list[Stamp]:
    """The times that are counted from the capture ("3 days ago"), of the first few elements that may have one: they are
    slow to read. Past the first of publication none is looked for."""
    tried, found = 0, list[Stamp]()
    for node in headline_area.near(parsed.tree, heading, _NAMED):
        words = clean(node.text(separator=" "))
        if 3 < len(words) <= _COUNTED and any(char.isdigit() for char in words) and not headline_area.is_aside(node):
            tried += 1
            found += [stamp for stamp in _ago(node, words, captured, language) if stamp not in found]
        if tried >= _MOST or any(not stamp.changed for stamp in found):
            break
    return found


def _ago(node: LexborNode, words: str, captured: datetime, language: str) -> list[Stamp]:
    """The times of one element's words, each without its label, which says nothing of when."""
    found: list[Stamp] = []
    for piece, label in _pieces(words):
        bare = _labels().alone.sub("", piece) if label is not None else piece
        moment = dates.parse(bare.strip(_BETWEEN), origin="page", captured=captured, language=language)
        if moment and not moment.clamped:
            found.append(_stamp(node, words, piece, moment) if label is None else Stamp(moment, label))
    return found


def _stamp(node: LexborNode, words: str, piece: str, moment: Moment) -> Stamp:
    """The moment as of a change where the label nearest before its words says so, or the element's own class."""
    before = f"{_before(node)} {words[: words.find(piece)]}"
    labels = list(_labels().starts.finditer(before))
    # A label with a date of its own says nothing of this one.
    if labels and not any(map(str.isdigit, _CLOCK.sub("", before[labels[-1].end() :]))):
        return Stamp(moment, labels[-1].group("changed") is not None)
    names = node.attributes.get("class") or ""
    changed = bool(_CLASS_CHANGED.search(names)) and not _CLASS_PUBLISHED.search(names)
    return Stamp(moment, changed, changed and not _CLASS_CHANGED.search(_CLASS_OF_ANY.sub("", names)))


def _before(node: LexborNode) -> str:
    """The words right before a node, in its own box or in the one around it."""
    words: list[str] = []
    current: LexborNode | None = node
    for _ in range(3):
        if current is None or current.tag in _WHOLE:
            break
        behind = current.prev
        while behind is not None and behind.tag not in _HEADINGS and sum(map(len, words)) < _BESIDE:
            if behind.tag not in ("script", "style", "-comment"):
                words.insert(0, clean(behind.text(separator=" ") or ""))
            behind = behind.prev
        if any(words):
            break
        current = current.parent
    return clean(" ".join(words))[-_BESIDE:]


def _loose(parsed: ParsedPage, captured: datetime, language: str) -> list[Stamp]:
    """The first line behind the headline that is hardly more than a date, in whatever element."""
    lines = [(node, own) for node, own in headline_area.lines(parsed.tree) if len(own) <= 80 and _DATE_LIKE.search(own)]
    # A stamp says so, or is hardly more than a date: captions and sentences name days as well.
    lines.sort(
        key=lambda line: (not phrases.stamp().match(clean(line[0].text(separator=" "))[:100]), len(line[1]) > 45)
    )
    found: list[Stamp] = []
    box = None
    for node, own in lines[:40]:
        # Where all are of changes, that of publication stands in the same box.
        if headline_area.is_aside(node, certain=len(own) <= 45) or (
            found and (node.parent is None or node.parent.mem_id != box)
        ):
            continue
        for piece, label in _pieces(own):
            moment = dates.parse(piece, origin="page", captured=captured, language=language)
            if moment and not moment.clamped:
                found.append(_stamp(node, own, piece, moment) if label is None else Stamp(moment, label))
        if found:
            box = node.parent.mem_id if node.parent is not None else None
            if not all(stamp.changed for stamp in found):
                break
    return found
