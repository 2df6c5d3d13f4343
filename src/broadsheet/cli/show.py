"""What the commands print: progress, tables, JSON."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import typer

from broadsheet.model import Moment
from broadsheet.newsroom.editions import Nothing
from broadsheet.pipeline.context import Progress
from broadsheet.text.codec import to_json
from broadsheet.text.times import in_zone


def print_json(value: object) -> None:
    """Canonical JSON on one line."""
    typer.echo(to_json(value).decode())


def when(at: datetime | None, zone: ZoneInfo) -> str:
    """A time as a table shows it, in the paper's zone."""
    if at is None:
        return "never"
    here = in_zone(at, zone)
    return f"{here.day} {here:%b %Y %H:%M}"


def stated(at: Moment | None, zone: ZoneInfo) -> str:
    """A time as an outlet states it, in the same form: its day alone where no more is known."""
    if at is None:
        return "none"
    return when(at.at, zone) if at.precision == "minute" else f"{at.at.day} {at.at:%b %Y}"


def count(number: int, one: str, many: str = "") -> str:
    """``1 article``, ``2 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def instead(opening: str, nothing: Nothing) -> str:
    """``327 articles, of 19 June to 2 July 2020: broadsheet edition --date 2020-07-02``"""
    first, last = nothing.first, nothing.last
    if first is None or last is None:
        return opening + "no articles"
    days = f"{last.day} {last:%B %Y}" if first == last else f"{_short(first, last)} to {last.day} {last:%B %Y}"
    return f"{opening}{count(nothing.number, 'article')}, of {days}: broadsheet edition --date {nothing.best}"


def _short(first: date, last: date) -> str:
    """The first day, without what it shares with the last one."""
    if first.year != last.year:
        return f"{first.day} {first:%B %Y}"
    return f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"


def table(rows: Sequence[Sequence[str]], *, head: Sequence[str]) -> None:
    """Columns as wide as they need on a terminal; tab-separated, without a head, for a program."""
    if not sys.stdout.isatty():
        for row in rows:
            typer.echo("\t".join(row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    shown = Table(*head, box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for row in rows:
        shown.add_row(*row)
    Console().print(shown)


class PlainProgress:
    """Lines on standard error: one when a stage begins, one when it has ended."""

    def __init__(self) -> None:
        self._name, self._total, self._done, self._began = "", 0, 0, 0.0

    def stage(self, name: str, total: int | None) -> None:
        self.end()
        self._name, self._total, self._done, self._began = name, total or 0, 0, time.monotonic()

    def step(self, count: int = 1) -> None:
        self._done += count

    def note(self, words: str) -> None:
        print(words, file=sys.stderr)

    def end(self) -> None:
        if self._name and self._done:
            seconds = time.monotonic() - self._began
            print(f"{self._name}: {self._done:,} in {seconds:.1f} s", file=sys.stderr)
        self._name = ""


class TerminalProgress(PlainProgress):
    """The same with a count that moves while the stage runs."""

    def step(self, count: int = 1) -> None:
        super().step(count)
        of = f" of {self._total:,}" if self._total else ""
        print(f"\r\x1b[K{self._name}: {self._done:,}{of}", end="", file=sys.stderr, flush=True)

    def note(self, words: str) -> None:
        print(f"\r\x1b[K{words}", file=sys.stderr)

    def end(self) -> None:
        if self._name and self._done:
            print("\r\x1b[K", end="", file=sys.stderr)
        super().end()


class Silent(PlainProgress):
    """Notes only."""

    def stage(self, name: str, total: int | None) -> None:
        return None

    def step(self, count: int = 1) -> None:
        return None


def console_progress(*, quiet: bool = False) -> Progress:
    """Progress fit for where standard error goes."""
    if quiet:
        return Silent()
    return TerminalProgress() if sys.stderr.isatty() else PlainProgress()


def end_progress(progress: Progress) -> None:
    """Finishes the line of the last stage."""
    if isinstance(progress, PlainProgress):
        progress.end()
