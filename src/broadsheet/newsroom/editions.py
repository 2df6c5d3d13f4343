"""Editions: printing them, finding them, checking them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet import editions
from broadsheet.errors import InputError, NotFoundError
from broadsheet.model import Correction, Delivery, Edition
from broadsheet.newsroom.checking import verify_folder
from broadsheet.run import printing, sending
from broadsheet.run.desk import Desk
from broadsheet.store.contract import EditionRow
from broadsheet.text.hashing import opaque_id

RECIPES_FOLDER = "recipes"


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
        chosen = self.recipe(recipe)
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

    def recipe(self, name: str) -> editions.Recipe:
        """A recipe of the paper's own folder ``recipes``, else one that ships."""
        return editions.recipe(name, own=self._own_recipes())

    def recipes(self) -> tuple[editions.Recipe, ...]:
        """All recipes that the paper could print, by name."""
        return tuple(self.recipe(name) for name in sorted({**editions.shipped(), **self._own_recipes()}))

    def _own_recipes(self) -> dict[str, str]:
        folder = self._folder.parent / RECIPES_FOLDER
        try:
            return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"a recipe in {folder} cannot be read: {error}.", hint="Recipes are UTF-8 text."
            ) from error

    def correct(self, line: str, words: str, *, edition: str = "") -> Correction:
        """A correction in the owner's words of a Line of an edition (the last one printed, if none is named)."""
        rows = self._desk.ledger.editions(limit=1)
        if not edition and not rows:
            raise NotFoundError("no edition was printed yet.", hint="Print one: broadsheet edition")
        row, printed = self.get(edition or rows[0].folder)
        named = line if line.startswith("L") else f"L{line}"
        if named not in {each.id for each in printed.lines()}:
            raise NotFoundError(
                f"the edition {row.folder} has no line {line}.", hint=f"Its lines are L1 to L{len(printed.lines())}."
            )
        if not words.strip():
            raise InputError("a correction needs words.", hint='Write it as: broadsheet correct L12 "It was Monday."')
        at = self._desk.now()
        id = opaque_id("k", row.hash, named, words)
        made = Correction(id, row.hash, named, "reader", " ".join(words.split()), "", at)
        with self._desk.ledger.writing() as writer:
            writer.put_correction(made)
        return made

    def corrections(self, row: EditionRow) -> tuple[Correction, ...]:
        """What was put right about an edition since."""
        return self._desk.ledger.corrections(edition_hash=row.hash)

    def publish(self, printed: printing.Printed, target: Path) -> editions.Sealed:
        """Writes the public form of an edition: only what may be quoted to others."""
        return printing.publish(self._desk, printed.edition, target)

    def send(self, printed: printing.Printed, *, again: bool = False) -> Delivery:
        """Sends an edition to the paper's own address, once."""
        return sending.send(self._desk, printed.edition, printed.hash, printed.folder.name, again=again)

    def deliveries(self, hash: str = "") -> tuple[Delivery, ...]:
        return sending.deliveries(self._desk, hash)

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


__all__ = ["Editions", "verify_folder"]
