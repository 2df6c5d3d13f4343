"""Editions: printing them, finding them, checking them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet import editions
from broadsheet.errors import InputError, NotFoundError
from broadsheet.model import Edition
from broadsheet.run import printing
from broadsheet.run.desk import Desk
from broadsheet.store.contract import EditionRow

MAX_FILE = 50_000_000  # bytes of one file of an edition's folder that `verify` reads


class Editions:
    """The editions of a paper."""

    def __init__(self, desk: Desk, folder: Path, *, clock: str = "") -> None:
        self._desk = desk
        self._folder = folder
        self._clock = clock

    def print(
        self, recipe: str = "morning", *, day: date | None = None, since: datetime | None = None
    ) -> printing.Printed:
        """Prints an edition; `since` is aware. The window is that of `run.printing.window`."""
        chosen = editions.recipe(recipe)
        zone = ZoneInfo(self._desk.settings.paper.timezone)
        rows = self._desk.ledger.editions(recipe=chosen.name, limit=1000)
        end = printing.at_hour(day, chosen.hour, zone) if day else self._desk.now()
        if day and since is None:
            same = next((row for row in rows if row.date == day.isoformat() and row.end == end), None)
            if same and (edition := self._desk.ledger.edition(same.hash)):
                return printing.Printed(edition, same.hash, self._folder / same.folder, anew=False)
        last = max((row for row in rows if row.end < end), key=lambda row: row.end, default=None)
        seen = printing.window(chosen, zone=zone, now=self._desk.now(), day=day, since=since, last=last)
        return printing.print_edition(self._desk, chosen, seen, folder=self._folder, clock=self._clock)

    def list(self, *, limit: int = 50) -> tuple[EditionRow, ...]:
        return self._desk.ledger.editions(limit=limit)

    def get(self, name: str) -> tuple[EditionRow, Edition]:
        """An edition by its folder's name, its hash or the hash's first eight digits or more."""
        for row in self._desk.ledger.editions(limit=100_000):
            if name == row.folder or (len(name) >= 8 and row.hash.startswith(name)):
                edition = self._desk.ledger.edition(row.hash)
                if edition:
                    return row, edition
        raise NotFoundError(f"there is no edition {name!r}.", hint="`broadsheet edition --list` shows those there are.")

    def file(self, row: EditionRow, name: str) -> bytes | None:
        """A file of an edition's folder, or None."""
        path = self._folder / row.folder / name
        return path.read_bytes() if path.is_file() and path.parent == self._folder / row.folder else None


def verify_folder(folder: Path, *, expected: str = "") -> editions.Verdict:
    """Checks an edition's folder, with nothing but the folder. InputError where there is none."""
    if not folder.is_dir():
        raise InputError(
            f"{folder} is not a folder.", hint="Name the folder of an edition, such as editions/2026-03-04-morning."
        )
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            if path.stat().st_size > MAX_FILE:
                raise InputError(f"{path} has {path.stat().st_size:,} bytes; no edition has a file that large.")
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return editions.verify(files, expected=expected)
