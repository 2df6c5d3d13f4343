"""Reports over time by outlet, as a small SVG with the same in words: it shows at a glance who was early and who copied."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadsheet.languages.dates_in_words.months import day_in_words
from broadsheet.model import Edition, Entry, QuotedLine
from broadsheet.text.times import in_zone

LEAST = 3  # reports below which words say as much
WIDTH, ROW, LABEL = 440, 25, 172
LINE = 16  # from one line of a name to the next
_READ = 200  # letters of a name that are looked at
NAME = 22  # letters that have room before the first dot, on each of two lines


@dataclass(frozen=True, slots=True)
class Point:
    """A report: the outlet's name, when it was published, whether it is a copy."""

    name: str
    at: datetime
    copy: bool


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    copy: bool
    words: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An outlet: its name in the `lines` that have room, its dots at the height `y`."""

    name: str
    lines: tuple[tuple[int, str], ...]
    y: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Coordinates in units of the drawing's box, `width` by `height`."""

    width: int
    height: int
    left: int
    rows: tuple[TimelineRow, ...]
    ticks: tuple[Tick, ...]

    @property
    def has_copies(self) -> bool:
        return any(dot.copy for row in self.rows for dot in row.dots)


def timeline(edition: Edition, entry: Entry) -> Timeline | None:
    """The timeline of an entry's list of reports; None where fewer than three are known to the minute."""
    sources = {source.version_id: source for source in edition.sources}
    names = {outlet.id: outlet.name for outlet in edition.outlets}
    points: list[Point] = []
    for group in entry.groups:
        for line in group.lines if group.role == "reports" else ():
            if isinstance(line, QuotedLine):
                source = sources[line.spans[0].version_id]
                if source.published and source.published.precision == "minute":
                    copy = line.template == "report-copy"
                    points.append(Point(names[source.outlet_id], source.published.at, copy))
    return drawn(points, ZoneInfo(edition.zone))


def drawn(points: Sequence[Point], zone: ZoneInfo) -> Timeline | None:
    """The points in a drawing; None where words say as much: few reports, one outlet, or all at once."""
    if len(points) < LEAST or len({point.name for point in points}) < 2:
        return None
    first, last = min(point.at for point in points), max(point.at for point in points)
    if last - first < timedelta(minutes=10):
        return None

    def place(at: datetime) -> float:
        return round(LABEL + 14 + (at - first) / (last - first) * (WIDTH - LABEL - 28), 1)

    # By name where two begin at once, so that the same edition is always drawn alike.
    order = sorted(
        {point.name for point in points}, key=lambda name: (min(each.at for each in points if each.name == name), name)
    )
    rows: list[TimelineRow] = []
    top = 8
    for name in order:
        lines = within(name)
        height = ROW + (len(lines) - 1) * LINE
        middle = top + height // 2
        above = middle - (len(lines) - 1) * LINE // 2
        mine = sorted((each.at, each.copy) for each in points if each.name == name)
        dots = tuple(Dot(place(at), copy, _words(in_zone(at, zone), copy)) for at, copy in mine)
        rows.append(
            TimelineRow(name, tuple((above + number * LINE, each) for number, each in enumerate(lines)), middle, dots)
        )
        top += height
    ticks = tuple(Tick(place(at), _clock(in_zone(at, zone))) for at in (first, last))
    return Timeline(WIDTH, top + 24, LABEL, tuple(rows), ticks)


def within(name: str) -> tuple[str, ...]:
    """A name on the one or two lines that have room for it, cut with a sign where they have not."""
    lines = [""]
    for word in name[:_READ].split():
        joined = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(joined) > NAME:
            lines.append(word)
        else:
            lines[-1] = joined
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])]
    return tuple(_cut(line) for line in lines)


def _cut(line: str) -> str:
    if _width(line) <= NAME:
        return line
    kept = line
    while kept and _width(kept) > NAME - 1:
        kept = kept[:-1]
    whole = kept.rpartition(" ")[0] if line[len(kept)] != " " else kept
    return f"{(whole if 2 * len(whole) > NAME else kept).rstrip(' –—-&,')}…"


def _width(words: str) -> float:
    """The room that words take, in letters: wide characters two, capitals a little more than one."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return len(words) + wide + 0.3 * sum(letter.isupper() for letter in words)


def _clock(at: datetime) -> str:
    return f"{day_in_words(at, short=True)}, {at:%H:%M}"


def _words(at: datetime, copy: bool) -> str:
    return f"{_clock(at)}{' (copy)' if copy else ''}"
