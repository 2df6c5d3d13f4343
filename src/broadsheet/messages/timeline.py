"""Reports over time by outlet, as a small SVG with the same in words: it shows at a glance who was early and who copied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadsheet.model import Edition, Entry, QuotedLine
from broadsheet.text.relative import MONTHS
from broadsheet.text.times import in_zone

LEAST = 3  # reports below which words say as much
WIDTH, ROW, LABEL = 440, 25, 172


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    copy: bool
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
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
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]


def timeline(edition: Edition, entry: Entry) -> Timeline | None:
    """The timeline of an entry's list of reports; None where fewer than three are known to the minute."""
    zone = ZoneInfo(edition.zone)
    sources = {source.version_id: source for source in edition.sources}
    names = {outlet.id: outlet.name for outlet in edition.outlets}
    points: list[tuple[str, datetime, bool]] = []
    for group in entry.groups:
        for line in group.lines if group.role == "reports" else ():
            if isinstance(line, QuotedLine):
                source = sources[line.spans[0].version_id]
                if source.published and source.published.precision == "minute":
                    points.append(
                        (names[source.outlet_id], in_zone(source.published.at, zone), line.template == "report-copy")
                    )
    if len(points) < LEAST or len({name for name, _, _ in points}) < 2:
        return None
    first, last = min(at for _, at, _ in points), max(at for _, at, _ in points)
    if last - first < timedelta(minutes=10):
        return None

    def place(at: datetime) -> float:
        return round(LABEL + 14 + (at - first) / (last - first) * (WIDTH - LABEL - 28), 1)

    order = sorted({name for name, _, _ in points}, key=lambda name: min(at for each, at, _ in points if each == name))
    rows = tuple(
        Row(
            name,
            20 + number * ROW,
            tuple(Dot(place(at), copy, _words(at, copy)) for each, at, copy in sorted(points) if each == name),
        )
        for number, name in enumerate(order)
    )
    ticks = (Tick(place(first), _clock(first)), Tick(place(last), _clock(last)))
    return Timeline(WIDTH, 20 + len(rows) * ROW + 24, LABEL, rows, ticks)


def _clock(at: datetime) -> str:
    return f"{at.day} {MONTHS[at.month - 1][:3]}, {at:%H:%M}"


def _words(at: datetime, copy: bool) -> str:
    return f"{_clock(at)}{' (copy)' if copy else ''}"
